/* What the files of the bridge share. */
#ifndef FM_HOST_H
#define FM_HOST_H

#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "CLuaBridge.h"

enum {
  FM_TRACE_HEAD = 12,     /* frames kept from the error outwards … */
  FM_TRACE_TAIL = 8,      /* … and from the entry inwards */
  FM_DEPTH_MAX = 64,      /* of plain data */
  FM_MAIN_SLOTS = 200,    /* a call from outside always finds on the main thread's stack */
  FM_HOOK_INTERVAL = 1000 /* instructions between two looks at the budget */
};

typedef struct fm_trace_frame {
  char source[LUA_IDSIZE];
  char name[80];
  int line;
} fm_trace_frame;

struct fm_class {
  char *name;
  fm_host *host;
  int metatable; /* registry reference; LUA_NOREF until used */
  fm_class *next;
};

/* The userdata of an object. `magic` tells it from any other userdata of its size. */
typedef struct fm_object {
  const void *magic;
  const fm_class *type;
  void *object;   /* a retained Swift object, NULL once closed */
  ck_view *view;  /* of a vector or matrix */
  size_t charged; /* bytes of native memory on the state's account */
} fm_object;

struct fm_host {
  lua_State *main;
  lua_State *running; /* the thread on which the innermost native function runs */
  fm_configuration configuration;
  int depth; /* of protected calls */
  const fm_binding *volatile native_call; /* the declared function whose body runs, NULL while Lua does; for handlers */

  /* memory.c */
  size_t used, native, native_since_step, limit;
  uint64_t allocations, allocated; /* blocks and bytes asked for so far, native buffers included */
  uint64_t volume; /* bytes a policy may still allocate in this call, whatever it frees */

  /* interrupt.c */
  int failure; /* fm_status that no pcall of a script may swallow */
  int64_t budget, budget_at_entry;
  uint32_t hooks; /* budget hooks in this call */
  int64_t cpu_limit; /* ns of this thread's CPU time */

  /* values.c */
  fm_arena *arenas, *spare_arena;

  /* call.c */
  char *message;
  size_t message_length, message_capacity;
  fm_arena *error_arena;
  fm_value error_value;
  bool has_error_value;
  fm_trace_frame trace[FM_TRACE_HEAD + FM_TRACE_TAIL];
  int trace_count, trace_omitted;
  bool error_is_syntax;
  int nested_failure; /* the depth of a failure that the native function in progress may pass on, 0 for none; frames.c */
  atomic_flag released_lock;
  int *released;
  int released_count, released_capacity;

  /* object.c */
  fm_class *classes;

  /* trace.c */
  struct fm_tracer *tracer; /* while a call is traced */

  /* policy.c: the call in progress */
  const ck_cell *context;
  ck_stream *stream;
  int64_t now;
  int sealed_globals; /* registry reference of the environment policies see */
};

static inline fm_host *fm_host_of(lua_State *L) { return *(fm_host **)lua_getextraspace(L); }

/* memory.c */
void *fm_allocate(void *context, void *block, size_t old_size, size_t new_size);
/* Puts native bytes on the account and lets the collector keep pace; raises where a policy has no room. */
void fm_charge_native(lua_State *L, size_t bytes);

/* interrupt.c */
typedef struct fm_link { /* one running lua_State, innermost first */
  lua_State *L;
  fm_host *host;
  struct fm_link *outer;
} fm_link;
/* The innermost running thread of this thread's chain, NULL if there is none. */
fm_link *fm_innermost(void);
void fm_enter(fm_link *link, fm_host *host, lua_State *L);
void fm_leave(fm_link *link);
/* Pays for native work: `units` are worth about one VM instruction each. Raises when the budget is spent or Ctrl-C pressed. */
void fm_charge(lua_State *L, uint64_t units);
/* Whether the script is being ended and must not go on, whatever it catches. */
bool fm_is_ending(fm_host *host);
/* Raises the error of a script that is being ended. */
int fm_raise_ending(lua_State *L);
void fm_arm(lua_State *L, fm_host *host);
/* Gives a thread the hook it should have now: that of an interrupt in progress, else as `fm_arm`. */
void fm_rehook(lua_State *L, fm_host *host);
int64_t fm_nanoseconds(clockid_t clock);

/* values.c */
typedef enum fm_reading { FM_PLAIN, FM_WITH_FUNCTIONS } fm_reading;
/* Reads the value at `index` as plain data. Returns NULL, or what is wrong with it. */
fm_reference *fm_arena_reference(fm_arena *arena, int id);
/* Takes an arena out of its host's list: it outlives the call in progress. */
void fm_arena_detach(fm_arena *arena);
const char *fm_read_value(lua_State *L, int index, fm_reading reading, fm_arena *arena, fm_value *value);
void fm_push_value(lua_State *L, const fm_value *value);
/* A total order of plain keys: numbers, strings by byte, booleans. */
int fm_compare_keys(const fm_value *a, const fm_value *b);

/* Reads a key that has an order, without copying text. */
bool fm_read_key(lua_State *L, int index, fm_value *key);

/* call.c */
fm_status fm_protected(fm_host *host, lua_CFunction function, void *data);
int fm_on_error(lua_State *L);
/* The outermost level of a thread's stack. */
int fm_last_level(lua_State *L);
/* What a traceback calls the function on top of the stack, whose frame `lua_getinfo` has described ("Sn"). */
void fm_name_frame(lua_State *L, lua_Debug *frame, char *name, size_t size);
/* Describes the error value on top of the stack after a protected call ended with `status`. */
fm_status fm_report(fm_host *host, lua_State *L, int status);

/* Text only; pushes the function or what is wrong, as `lua_load` does. */
int fm_load_text(lua_State *L, const char *text, size_t length, const char *name);

/* binding.c */
int fm_trampoline(lua_State *L);
const fm_binding *fm_binding_at(lua_State *L, int index);
void fm_push_binding(lua_State *L, const fm_binding *binding);
/* `fm_frame_call`, for a function protected by the body's call itself. */
void fm_call_argument(lua_State *L, fm_frame *frame, int first);
/* __index of a module (upvalue 1 is its name): raises, naming the member meant. */
int fm_unknown_member(lua_State *L);

/* frames.c */
void fm_open_frames(lua_State *L);
/* Whether the error at 1 is one a native function passes on from a script it called. What is known of the first report
   is better: by now the script's own frames are gone. */
bool fm_repeats_nested_failure(lua_State *L, fm_host *host);
/* Keeps the frames of scripts below a message handler, with their variables. Raises nothing. */
void fm_keep_failed_frames(lua_State *L, fm_host *host, bool repeats);

/* trace.c */
void fm_trace_hook(lua_State *L, lua_Debug *event);

/* processes.c */
/* Notes that reading this stream was interrupted: if it is a program's, closing it doesn't wait for its end. */
void fm_interrupt_child(luaL_Stream *stream);

/* object.c */
fm_object *fm_object_at(lua_State *L, int index);
fm_object *fm_push_object(lua_State *L, const fm_class *type, void *object, ck_view *view);
/* The type of the value as an error message names it. */
const char *fm_type_name(lua_State *L, int index);
/* Raises "<what> '<word>' (did you mean '<nearest>'?)", the nearest among the string keys of the `count` tables on top. */
int fm_raise_unknown(lua_State *L, const char *what, const char *word, int count);
/* Pushes element `i` (from 0) of a live view. */
void fm_push_element(lua_State *L, const ck_view *view, lua_Integer i);

/* the environments */
void fm_open_trusted(lua_State *L);
void fm_open_policy(lua_State *L);
void fm_open_control(lua_State *L);
void fm_open_coroutine(lua_State *L);
const char *fm_coroutine_status(lua_State *L, lua_State *co);
void fm_open_strings(lua_State *L);
void fm_open_patterns(lua_State *L);
void fm_open_tables(lua_State *L);
void fm_open_policy_math(lua_State *L);
void fm_open_files(lua_State *L);
void fm_open_processes(lua_State *L);
/* Pushes text for a value, without an address in a policy. */
const char *fm_to_string(lua_State *L, int index, size_t *length);

#endif
