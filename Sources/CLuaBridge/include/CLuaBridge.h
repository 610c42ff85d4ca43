/* The boundary between Lua and Swift.

   Two rules hold everywhere. Lua raises errors with longjmp, so only C frames may stand between a raise and the
   protected call that catches it: a Swift body returns first, then C raises. And Swift enters Lua only through the
   functions below, each of which does its work inside a protected C function, because almost anything in Lua may
   allocate, and allocation may fail. */
#ifndef CLUABRIDGE_H
#define CLUABRIDGE_H

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#include "CKernels.h"

typedef struct fm_host fm_host;   /* a Lua state and everything the bridge knows about it */
typedef struct fm_class fm_class; /* a native type scripts hold by reference */
typedef struct fm_arena fm_arena; /* memory of the values of one crossing */

/* How a protected call ended. */
typedef enum fm_status { FM_OK, FM_ERROR, FM_SYNTAX, FM_BUDGET, FM_MEMORY, FM_INTERRUPTED } fm_status;

/* ---- Values ------------------------------------------------------------------------------------------------- */

typedef enum fm_tag {
  FM_NIL, FM_BOOLEAN, FM_INTEGER, FM_NUMBER, FM_STRING, FM_TABLE, FM_OBJECT, FM_FUNCTION,
  FM_UNREAD /* an argument for any value, not copied until it is asked for */
} fm_tag;

/* A registry reference on its way to Swift. Whoever keeps it sets `taken`; otherwise it ends with the arena. */
typedef struct fm_reference {
  int id;
  bool taken;
  struct fm_reference *next;
} fm_reference;

typedef struct fm_value {
  uint8_t tag; /* fm_tag */
  union {
    bool boolean;
    int64_t integer;
    double number;
    struct { const char *bytes; size_t length; } string;
    struct fm_table *table;
    struct { void *object; const fm_class *type; ck_view *view; } native;
    fm_reference *reference;
  };
} fm_value;

/* A sequence 1…n, then the remaining entries as key, value, key, value … in the order of their keys. */
typedef struct fm_table {
  size_t list_count, field_count;
  fm_value *list;
  fm_value *fields;
} fm_table;

/* An arena belongs to its host until `fm_arena_free`; `fm_arena_allocate` never fails (it ends the program instead). */
fm_arena *fm_arena_create(fm_host *host);
void *fm_arena_allocate(fm_arena *arena, size_t bytes);
/* Keeps a retained Swift object until the arena is freed. */
void fm_arena_own(fm_arena *arena, void *object);
void fm_arena_free(fm_arena *arena);

/* ---- Declared functions --------------------------------------------------------------------------------------- */

typedef enum fm_type {
  FM_TYPE_BOOLEAN, FM_TYPE_INTEGER, FM_TYPE_NUMBER, FM_TYPE_STRING, FM_TYPE_CHOICE, FM_TYPE_TABLE, FM_TYPE_FUNCTION,
  FM_TYPE_OBJECT, FM_TYPE_ANY
} fm_type;

typedef struct fm_parameter {
  const char *name;
  fm_type type;
  bool optional;
  bool has_integer_bounds, has_number_bounds;
  int64_t least_integer, greatest_integer;
  double least, greatest;
  const char *bounds_text; /* "1…100 µrUv" */
  const char *const *choices;
  int choice_count;
  const fm_class *object_class;
} fm_parameter;

/* One call of a declared function. The arguments have been checked; Swift reads them and writes results. */
typedef struct fm_frame {
  fm_host *host;
  fm_value *arguments;
  int count;
  fm_value *results;
  int result_count, result_capacity;
  fm_arena *arena; /* made when first needed */
  const char *error;
  size_t error_length;
  bool error_is_located; /* it comes from a script and says where already */
} fm_frame;

/* Returns false after `fm_frame_fail`. */
typedef bool (*fm_body)(fm_frame *frame, void *context);

typedef struct fm_binding {
  const char *name; /* "economy.quote", "vector:dot" */
  const fm_parameter *parameters;
  int parameter_count;
  bool is_variadic;
  bool is_method; /* the first parameter is the object and has no number */
  bool is_operator; /* a metamethod: Lua may pass more than it takes */
  fm_body body;
  void *context;
  int declaration; /* the host's own index of the declaration */
} fm_binding;

fm_arena *fm_frame_arena(fm_frame *frame);
fm_value *fm_frame_grow(fm_frame *frame);
/* What is being called. */
const fm_binding *fm_frame_binding(const fm_frame *frame);
/* Copies an argument left in Lua so far (FM_UNREAD); fails where it is no plain data. */
fm_status fm_frame_read(fm_frame *frame, int index);
/* Calls argument `first` with those after it, as they are in Lua; what it returns are the results of the call in progress. */
fm_status fm_frame_call(fm_frame *frame, int first);
/* The next result, to be filled in. */
static inline fm_value *fm_frame_result(fm_frame *frame) {
  return frame->result_count < frame->result_capacity ? &frame->results[frame->result_count++] : fm_frame_grow(frame);
}
/* Notes the error that C raises once the body has returned. The text is copied. */
void fm_frame_fail(fm_frame *frame, const char *text, size_t length, bool is_located);

/* ---- States --------------------------------------------------------------------------------------------------- */

typedef struct fm_configuration {
  bool is_policy;        /* the closed environment of a policy; otherwise a trusted script's whole Lua */
  bool is_interruptible; /* whether Ctrl-C ends its calls */
  size_t memory_limit;   /* bytes, of Lua and of the native buffers it owns; SIZE_MAX for none */
  int64_t budget;        /* instructions a protected call may spend; 0 for no limit */
  void *context;         /* passed to `output` */
  void (*output)(void *context, const char *bytes, size_t length);
  int (*suggest)(const char *word, const char *const *names, int count); /* index of the nearest name, or -1 */
  void (*retain)(void *object);
  void (*release)(void *object);
} fm_configuration;

/* NULL when memory is short. */
fm_host *fm_host_create(const fm_configuration *configuration);
void fm_host_destroy(fm_host *host);
size_t fm_host_memory(const fm_host *host);
/* Instructions spent by the last protected call. */
int64_t fm_host_spent(const fm_host *host);
void fm_host_set_budget(fm_host *host, int64_t budget);

/* ---- What went wrong ------------------------------------------------------------------------------------------ */

/* About the last protected call that failed; valid until the next. */
const char *fm_error_message(const fm_host *host, size_t *length);
/* The error value where it was not a string; NULL otherwise. */
const fm_value *fm_error_value(const fm_host *host);
int fm_error_frame_count(const fm_host *host);
/* Frames left out between the first and the last ones, before frame `*index`. */
int fm_error_frames_omitted(const fm_host *host, int *index);
void fm_error_frame(const fm_host *host, int index, const char **source, const char **name, int *line);

/* ---- Modules and classes -------------------------------------------------------------------------------------- */

/* Made when first named, so that declarations may mention one another in any order. It lives as long as the host. */
fm_class *fm_class_named(fm_host *host, const char *name);
/* Bindings must outlive the host. */
fm_status fm_class_define(
  fm_host *host, fm_class *type, const fm_binding *const *methods, const char *const *method_names, int method_count,
  const fm_binding *const *fields, const char *const *field_names, int field_count,
  const fm_binding *const *operators, const char *const *operator_names, int operator_count);
/* Adds functions and constants to the global table `name`, "" for the globals themselves. */
fm_status fm_module_define(
  fm_host *host, const char *name, const fm_binding *const *functions, const char *const *function_names,
  int function_count, const fm_value *constants, const char *const *constant_names, int constant_count);
/* Closes the globals of a policy state to assignment; call it after the modules are installed. */
fm_status fm_seal(fm_host *host);

/* ---- Loading, calling, references ------------------------------------------------------------------------------ */

/* Text only; a binary chunk is refused. `environment` is the table it takes for its globals, LUA_NOREF for the usual. */
fm_status fm_load(
  fm_host *host, const char *text, size_t length, const char *chunk_name, int environment, int *function);
/* Calls with plain arguments; results are plain values in `arena`. */
fm_status fm_call(
  fm_host *host, int function, const fm_value *arguments, int count, fm_arena *arena, fm_value **results, int *result_count);
/* Calls and keeps each result as a reference in `arena`. */
fm_status fm_call_keeping(
  fm_host *host, int function, const fm_value *arguments, int count, fm_arena *arena, fm_reference ***results, int *result_count);
fm_status fm_make_reference(fm_host *host, const fm_value *value, int *reference);
/* May be called from any thread; the entry is dropped at the state's next protected call. */
void fm_release_reference(fm_host *host, int reference);
/* A copy as plain data. Raw access: no script runs. `with_functions` allows functions in it, as references. */
fm_status fm_read(fm_host *host, int reference, bool with_functions, fm_arena *arena, fm_value *value);
/* Raw field of a table by name, as a reference; *result is LUA_NOREF where it is nil or no table. */
fm_status fm_field(fm_host *host, int reference, const char *name, int *result);
fm_status fm_set_global(fm_host *host, const char *name, int reference);
fm_status fm_globals(fm_host *host, int *reference);
int fm_reference_type(fm_host *host, int reference);

/* ---- Inspection (raw access only: no script runs) --------------------------------------------------------------- */

typedef struct fm_node {
  uint8_t type;         /* LUA_T… */
  bool is_integer;
  bool is_repeated;     /* a table seen before in this snapshot; look for its identity */
  bool is_too_deep;     /* a table not opened because of the depth limit */
  bool is_partial;      /* a table with more fields than were looked at and counted */
  bool is_native;       /* a function in C or Swift, an object of a declared class */
  const void *identity; /* tables, functions, userdata, threads */
  int64_t integer;
  double number;
  const char *text;     /* a string; an object's description; a function's source or declared name; a thread's status */
  size_t length, full_length;
  const char *class_name; /* of an object, or the `__name` of a table's metatable */
  int line;             /* where a Lua function begins */
  int declaration;      /* of a native function, -1 otherwise */
  size_t list_count, field_count;  /* shown */
  size_t list_total, field_total;  /* there are */
  struct fm_node *list, *fields;   /* fields alternate key, value */
} fm_node;

fm_status fm_snapshot(fm_host *host, int reference, int depth, int items, int total, size_t text_limit, fm_arena *arena, fm_node *node);

/* One step from a value to a member of it: a string key, or an integer one where `name` is NULL. */
typedef struct fm_step {
  const char *name;
  size_t length;
  int64_t index;
} fm_step;

typedef struct fm_name {
  const char *bytes; /* ends in 0 */
  size_t length;
  uint8_t type; /* LUA_T… of the value */
} fm_name;

typedef struct fm_name_filter {
  const char *prefix;
  size_t prefix_length;
  bool functions_only;
  bool identifiers_only; /* what may stand after a dot; keywords are let through */
  bool hides_private;    /* those that start with an underscore */
  int limit;
} fm_name_filter;

typedef struct fm_function {
  bool is_function; /* false for any other value: nothing else is set then */
  bool is_native, is_variadic;
  const char **parameters;
  int parameter_count;
  const char *source; /* as errors show the chunk */
  int first_line, last_line;
} fm_function;

/* The value a path leads to from a value, or from the globals (LUA_NOREF): keys of tables, and of the tables they
   inherit from. *found is LUA_NOREF where it leads nowhere. */
fm_status fm_find(fm_host *host, int reference, const fm_step *path, int count, int *found);
/* String keys of a table (LUA_NOREF: the globals), inherited ones too, or the methods of a string: the least `limit` in
   order and, where there are more, the greatest last; their number is *total. */
fm_status fm_names(
  fm_host *host, int reference, const fm_name_filter *filter, fm_arena *arena, const fm_name **names, int *count, size_t *total);
fm_status fm_describe_function(fm_host *host, int reference, fm_arena *arena, fm_function *function);

/* ---- Frames ------------------------------------------------------------------------------------------------------ */

typedef struct fm_script_frame {
  const char *source, *name; /* as in tracebacks */
  int line;
  fm_reference *record;
} fm_script_frame;

/* The innermost frames of scripts at the last error that reached the host, innermost first, with their variables as
   they were. None in a policy state. */
fm_status fm_failed_frames(fm_host *host, fm_arena *arena, fm_script_frame **frames, int *count);
/* Those that run right now, below the native function that asks. */
fm_status fm_live_frames(fm_host *host, fm_arena *arena, fm_script_frame **frames, int *count);
/* A table that reads and assigns the frame's locals, then upvalues, then globals. */
fm_status fm_frame_environment(fm_host *host, int record, int *environment);
fm_status fm_frame_varargs(fm_host *host, int record, fm_arena *arena, fm_reference ***values, int *count);
/* A table of an environment's variables by name, as they are now; *variables is LUA_NOREF for any other value. */
fm_status fm_environment_variables(fm_host *host, int environment, int *variables);

/* ---- Interruption ------------------------------------------------------------------------------------------------ */

/* Installs the SIGINT handler (no SA_RESTART) and lets this thread receive it. A second signal within a second of one not
   yet cleared ends the program with 130; with `explains_second` it says what is still running, and a third within
   another second ends it. */
void fm_interrupt_install(bool explains_second);
bool fm_interrupt_is_pending(void);
void fm_interrupt_clear(void);

/* ---- Instruments ------------------------------------------------------------------------------------------------- */

typedef struct fm_bench_settings {
  int samples;
  double sample_ns, warm_up_ns, time_limit_ns; /* of a sample, of the warm-up of each function, of everything */
} fm_bench_settings;

typedef struct fm_bench_row {
  double *samples; /* ns a call, in the order taken: sample i of every function was taken in the same round */
  double loops;    /* calls a sample */
  double allocations, bytes; /* a call */
  uint64_t checksum; /* of what the first call returned */
} fm_bench_row;

/* Times functions without arguments side by side, in CPU time of this thread, less what an empty function takes. */
fm_status fm_bench(
  fm_host *host, const int *functions, int count, const fm_bench_settings *settings, fm_arena *arena, fm_bench_row *rows,
  int *samples, double *empty_ns);

typedef struct fm_profile_stack {
  const char *text; /* a line a frame, innermost first: name, source, line, line of definition, separated by tabs */
  int64_t ticks;
} fm_profile_stack;

/* `fm_frame_call` with the stack recorded at every tick of a timer. */
fm_status fm_frame_profile(
  fm_frame *frame, int first, int64_t interval_ns, fm_arena *arena, fm_profile_stack **stacks, int *count, int64_t *dropped);
/* Whether this thread is in one: there is one timer. */
bool fm_profile_is_running(void);

/* `fm_frame_call` with calls and returns written to the state's output: to `depth` below it, `lines` of them, the others counted. */
fm_status fm_frame_trace(fm_frame *frame, int first, int depth, int64_t lines, int64_t *omitted);

/* ---- Policies ------------------------------------------------------------------------------------------------------ */

typedef struct fm_policy_function fm_policy_function;
typedef struct fm_policy_context fm_policy_context;

typedef struct fm_policy_slot { /* a parameter, result or context field */
  const char *name;
  uint8_t content;      /* ck_cell_tag */
  bool is_matrix;
  void *object;         /* for an array: the Swift Vector or Matrix whose view is re-pointed at each call (retained) */
  ck_view *view;
  const fm_class *type;
} fm_policy_slot;

typedef struct fm_policy_call {
  const ck_cell *context;
  const ck_cell *arguments;
  ck_cell *results;
  ck_stream *stream;
  int64_t now;
  int64_t budget;
} fm_policy_call;

fm_status fm_policy_context_create(fm_host *host, const fm_policy_slot *fields, int count, fm_policy_context **context);
void fm_policy_context_destroy(fm_policy_context *context);
fm_status fm_policy_function_create(
  fm_host *host, int function, const char *name, const fm_policy_slot *parameters, int parameter_count,
  const fm_policy_slot *results, int result_count, fm_policy_function **made);
void fm_policy_function_destroy(fm_policy_function *function);
/* How many parameters after self and ctx its text names; INT_MAX where it ends in "...". */
int fm_policy_function_taken(const fm_policy_function *function);
/* f(self, ctx, arguments…). Allocates nothing itself. A float result where an integer is declared becomes one if it is
   integral and within ±2⁵³, where floats are exact; any other stays a number, for the caller to refuse. */
fm_status fm_policy_invoke(
  fm_policy_function *function, int instance, fm_policy_context *context, const fm_policy_call *call);

#endif
