/* Protected calls: the only doors from Swift into Lua, and what is known when one fails. */
#include <stdio.h>
#include <stdlib.h>

#include "host.h"

/* ---- References released from any thread wait here until the state's own thread drops them */

void fm_release_reference(fm_host *host, int reference) {
  if (reference == LUA_NOREF || reference == LUA_REFNIL) return;
  while (atomic_flag_test_and_set_explicit(&host->released_lock, memory_order_acquire)) {}
  if (host->released_count == host->released_capacity) {
    int capacity = host->released_capacity ? 2 * host->released_capacity : 32;
    int *grown = realloc(host->released, (size_t)capacity * sizeof *grown);
    if (!grown) abort();
    host->released = grown;
    host->released_capacity = capacity;
  }
  host->released[host->released_count++] = reference;
  atomic_flag_clear_explicit(&host->released_lock, memory_order_release);
}

/* `luaL_unref` writes to existing slots only, so it cannot raise. */
static void drop_released(fm_host *host, lua_State *L) {
  if (!host->released_count) return;
  while (atomic_flag_test_and_set_explicit(&host->released_lock, memory_order_acquire)) {}
  for (int i = 0; i < host->released_count; i++) luaL_unref(L, LUA_REGISTRYINDEX, host->released[i]);
  host->released_count = 0;
  atomic_flag_clear_explicit(&host->released_lock, memory_order_release);
}

/* ---- Entering */

static int collect(lua_State *L) {
  lua_gc(L, LUA_GCCOLLECT);
  return 0;
}

fm_status fm_protected(fm_host *host, lua_CFunction function, void *data) {
  lua_State *L = host->running ? host->running : host->main;
  if (!lua_checkstack(L, 16)) return fm_report(host, L, LUA_ERRMEM);
  drop_released(host, L);
  if (host->depth == 0) {
    host->failure = FM_OK;
    host->budget = host->budget_at_entry = host->configuration.budget ? host->configuration.budget : INT64_MAX / 2;
    host->volume = host->limit > SIZE_MAX / 16 ? UINT64_MAX : (uint64_t)host->limit * 16;
    host->hooks = 0;
    fm_arm(L, host);
  }
  fm_arena *outer_arena = host->arenas;
  lua_State *outer_running = host->running;
  const fm_binding *outer_call = host->native_call;
  host->native_call = NULL;
  fm_link link;
  fm_enter(&link, host, L);
  host->depth++;
  int top = lua_gettop(L);
  lua_pushcfunction(L, fm_on_error);
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, data);
  host->running = L;
  int status = lua_pcall(L, 1, 0, top + 1);
  while (host->arenas != outer_arena) fm_arena_free(host->arenas); /* those a caught error passed over */
  fm_status result = status == LUA_OK ? FM_OK : fm_report(host, L, status);
  lua_settop(L, top);
  if (result == FM_MEMORY && host->depth == 1) { /* finalisers give native memory back, and don't run when Lua is short */
    lua_pushcfunction(L, collect);
    lua_pcall(L, 0, 0, 0);
    lua_settop(L, top);
  }
  host->running = outer_running;
  host->depth--;
  fm_leave(&link);
  host->native_call = outer_call;
  return result;
}

int64_t fm_host_spent(const fm_host *host) { return host->budget_at_entry - host->budget; }
void fm_host_set_budget(fm_host *host, int64_t budget) { host->configuration.budget = budget; }

/* ---- Errors */

/* A tail call leaves no trace of its name; that of a global function on top of the stack is found again. */
static bool name_global(lua_State *L, char *name, size_t size) {
  enum { GLOBALS_MAX = 10000 };
  int function = lua_gettop(L), looked = 0;
  bool is_found = false;
  lua_pushglobaltable(L);
  for (lua_pushnil(L); !is_found && looked++ < GLOBALS_MAX && lua_next(L, function + 1); lua_pop(L, 1)) {
    is_found = lua_type(L, -2) == LUA_TSTRING && lua_rawequal(L, -1, function);
    if (is_found) snprintf(name, size, "global '%s'", lua_tostring(L, -2));
  }
  lua_settop(L, function);
  return is_found;
}

void fm_name_frame(lua_State *L, lua_Debug *frame, char *name, size_t size) {
  const fm_binding *binding = fm_binding_at(L, -1);
  if (binding) snprintf(name, size, "%s", binding->name);
  else if (*frame->what == 'm') snprintf(name, size, "main chunk");
  else if (frame->name && *frame->namewhat) snprintf(name, size, "%s '%s'", frame->namewhat, frame->name);
  else if (!name_global(L, name, size)) snprintf(name, size, "function <%s:%d>", frame->short_src, frame->linedefined);
}

static void record_frame(fm_host *host, lua_State *L, lua_Debug *frame) {
  lua_getinfo(L, "Slnf", frame);
  if (*frame->what == 'C' && !frame->name && !fm_binding_at(L, -1)) { /* the bridge's own, between two of a script's */
    lua_pop(L, 1);
    return;
  }
  fm_trace_frame *entry = &host->trace[host->trace_count++];
  memcpy(entry->source, frame->short_src, sizeof entry->source);
  entry->line = frame->currentline;
  fm_name_frame(L, frame, entry->name, sizeof entry->name);
  lua_pop(L, 1);
}

/* Finding it takes a few walks down the stack instead of one per level. */
int fm_last_level(lua_State *L) {
  lua_Debug frame;
  int low = 0, high = 1;
  while (lua_getstack(L, high, &frame)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (lua_getstack(L, middle, &frame)) low = middle;
    else high = middle;
  }
  return low;
}

static void record_trace(lua_State *L, fm_host *host) {
  host->trace_count = host->trace_omitted = 0;
  lua_Debug frame;
  int last = fm_last_level(L);
  if (lua_getstack(L, last, &frame) && lua_getinfo(L, "S", &frame) && *frame.what == 'C') last--; /* the entry itself */
  for (int level = 1; level <= last; level++) {
    if (level == FM_TRACE_HEAD + 1 && last > FM_TRACE_HEAD + FM_TRACE_TAIL) {
      host->trace_omitted = last - FM_TRACE_TAIL - FM_TRACE_HEAD;
      level += host->trace_omitted;
    }
    lua_getstack(L, level, &frame);
    record_frame(host, L, &frame);
  }
}

/* The message handler: notes the stack, runs no script and allocates nothing unprotected, so that nothing can go wrong in it. */
int fm_on_error(lua_State *L) {
  fm_host *host = fm_host_of(L);
  bool repeats = fm_repeats_nested_failure(L, host);
  if (!repeats) record_trace(L, host);
  if (!host->configuration.is_policy) fm_keep_failed_frames(L, host, repeats);
  return 1;
}

static void set_message(fm_host *host, const char *bytes, size_t length) {
  if (length >= host->message_capacity) {
    char *grown = realloc(host->message, length + 1);
    if (!grown) length = host->message_capacity ? host->message_capacity - 1 : 0;
    else {
      host->message = grown;
      host->message_capacity = length + 1;
    }
  }
  if (!host->message) return;
  memcpy(host->message, bytes, length);
  host->message[length] = 0;
  host->message_length = length;
}

/* Turns the error value at index 1 into a message. `__tostring` may run, hence the protected call around it. */
static int describe_error(lua_State *L) {
  fm_host *host = fm_host_of(L);
  host->has_error_value = fm_read_value(L, 1, FM_PLAIN, host->error_arena, &host->error_value) == NULL;
  bool speaks = luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL;
  size_t length;
  const char *text;
  if (speaks) {
    lua_settop(L, 1);
    text = luaL_tolstring(L, 1, &length);
  } else {
    text = lua_pushfstring(L, "(error object is a %s value)", fm_type_name(L, 1));
    length = strlen(text);
  }
  set_message(host, text, length);
  return 0;
}

fm_status fm_report(fm_host *host, lua_State *L, int status) {
  if (host->error_arena) {
    fm_arena_free(host->error_arena);
    host->error_arena = NULL;
  }
  host->has_error_value = false;
  bool is_syntax = host->error_is_syntax;
  host->error_is_syntax = false;
  bool is_ending = fm_is_ending(host);
  if (status == LUA_ERRMEM && !is_ending) {
    set_message(host, "not enough memory", 17);
    return FM_MEMORY;
  }
  int kind = host->failure ? host->failure : is_ending ? FM_INTERRUPTED : is_syntax ? FM_SYNTAX : FM_ERROR;
  if (lua_type(L, -1) == LUA_TSTRING) {
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    set_message(host, text, length);
  } else {
    const char *fallback = "(error object could not be described)";
    set_message(host, fallback, strlen(fallback));
    host->error_arena = fm_arena_create(host);
    fm_arena_detach(host->error_arena);
    if (lua_checkstack(L, 4)) {
      lua_pushcfunction(L, describe_error);
      lua_pushvalue(L, -2);
      lua_pcall(L, 1, 0, 0);
    }
    if (fm_is_ending(host) && kind == FM_ERROR) kind = host->failure ? host->failure : FM_INTERRUPTED;
  }
  return (fm_status)kind;
}

const char *fm_error_message(const fm_host *host, size_t *length) {
  *length = host->message_length;
  return host->message ? host->message : "";
}
const fm_value *fm_error_value(const fm_host *host) { return host->has_error_value ? &host->error_value : NULL; }
int fm_error_frame_count(const fm_host *host) { return host->trace_count; }
int fm_error_frames_omitted(const fm_host *host, int *index) {
  *index = FM_TRACE_HEAD;
  return host->trace_omitted;
}
void fm_error_frame(const fm_host *host, int index, const char **source, const char **name, int *line) {
  *source = host->trace[index].source;
  *name = host->trace[index].name;
  *line = host->trace[index].line;
}

/* ---- Loading and calling */

typedef struct request {
  const char *text, *name;
  size_t length;
  int reference, result;
  const fm_value *arguments;
  int count;
  fm_reading reading;
  fm_arena *arena;
  fm_value *value, **values;
  fm_reference ***references;
  int *result_count;
} request;

#define REQUEST(L) ((request *)lua_touserdata(L, 1))

/* A text on its way to the parser, in pieces, so that Ctrl-C ends a long one. */
typedef struct text_reader {
  const char *text;
  size_t left;
} text_reader;

static const char *next_piece(lua_State *L, void *data, size_t *length) {
  enum { PIECE = 64 << 10 };
  text_reader *reader = data;
  if (fm_is_ending(fm_host_of(L))) fm_raise_ending(L);
  const char *piece = reader->text;
  *length = reader->left < PIECE ? reader->left : PIECE;
  reader->text += *length;
  reader->left -= *length;
  return *length ? piece : NULL;
}

int fm_load_text(lua_State *L, const char *text, size_t length, const char *name) {
  text_reader reader = {text, length};
  return lua_load(L, next_piece, &reader, name, "t");
}

static int do_load(lua_State *L) {
  request *r = REQUEST(L);
  fm_host *host = fm_host_of(L);
  fm_charge(L, r->length / 16);
  if (fm_load_text(L, r->text, r->length, r->name) != LUA_OK) {
    host->error_is_syntax = true;
    host->trace_count = 0;
    return lua_error(L);
  }
  int environment = r->reference != LUA_NOREF ? r->reference : host->sealed_globals;
  if (environment != LUA_NOREF) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, environment);
    lua_setupvalue(L, -2, 1);
  }
  r->result = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_load(
  fm_host *host, const char *text, size_t length, const char *chunk_name, int environment, int *function) {
  request r = {.text = text, .length = length, .name = chunk_name, .reference = environment, .result = LUA_NOREF};
  fm_status status = fm_protected(host, do_load, &r);
  *function = r.result;
  return status;
}

static void call_with(lua_State *L, request *r) {
  luaL_checkstack(L, r->count + 8, "too many arguments");
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  for (int i = 0; i < r->count; i++) fm_push_value(L, &r->arguments[i]);
  lua_call(L, r->count, LUA_MULTRET);
}

static int do_call(lua_State *L) {
  request *r = REQUEST(L);
  call_with(L, r);
  int count = lua_gettop(L) - 1;
  *r->values = fm_arena_allocate(r->arena, (size_t)count * sizeof(fm_value));
  for (int i = 0; i < count; i++) {
    const char *problem = fm_read_value(L, 2 + i, FM_WITH_FUNCTIONS, r->arena, &(*r->values)[i]);
    if (problem) return luaL_error(L, "result #%d is %s, which can't leave the script", i + 1, problem);
  }
  *r->result_count = count;
  return 0;
}

fm_status fm_call(
  fm_host *host, int function, const fm_value *arguments, int count, fm_arena *arena, fm_value **results, int *result_count) {
  request r = {.reference = function, .arguments = arguments, .count = count, .arena = arena, .values = results, .result_count = result_count};
  return fm_protected(host, do_call, &r);
}

static int do_call_keeping(lua_State *L) {
  request *r = REQUEST(L);
  call_with(L, r);
  int count = lua_gettop(L) - 1;
  *r->references = fm_arena_allocate(r->arena, (size_t)count * sizeof(fm_reference *));
  for (int i = 0; i < count; i++) {
    lua_pushvalue(L, 2 + i);
    (*r->references)[i] = fm_arena_reference(r->arena, luaL_ref(L, LUA_REGISTRYINDEX));
  }
  *r->result_count = count;
  return 0;
}

fm_status fm_call_keeping(
  fm_host *host, int function, const fm_value *arguments, int count, fm_arena *arena, fm_reference ***results, int *result_count) {
  request r = {.reference = function, .arguments = arguments, .count = count, .arena = arena, .references = results, .result_count = result_count};
  return fm_protected(host, do_call_keeping, &r);
}

/* ---- References */

static int do_make_reference(lua_State *L) {
  request *r = REQUEST(L);
  fm_push_value(L, r->arguments);
  r->result = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_make_reference(fm_host *host, const fm_value *value, int *reference) {
  request r = {.arguments = value, .result = LUA_NOREF};
  fm_status status = fm_protected(host, do_make_reference, &r);
  *reference = r.result;
  return status;
}

static int do_read(lua_State *L) {
  request *r = REQUEST(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  const char *problem = fm_read_value(L, -1, r->reading, r->arena, r->value);
  return problem ? luaL_error(L, "%s is no plain data", problem) : 0;
}

fm_status fm_read(fm_host *host, int reference, bool with_functions, fm_arena *arena, fm_value *value) {
  request r = {.reference = reference, .reading = with_functions ? FM_WITH_FUNCTIONS : FM_PLAIN, .arena = arena, .value = value};
  return fm_protected(host, do_read, &r);
}

static int do_field(lua_State *L) {
  request *r = REQUEST(L);
  if (lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference) != LUA_TTABLE) return 0;
  lua_pushstring(L, r->name);
  if (lua_rawget(L, -2) != LUA_TNIL) r->result = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_field(fm_host *host, int reference, const char *name, int *result) {
  request r = {.reference = reference, .name = name, .result = LUA_NOREF};
  fm_status status = fm_protected(host, do_field, &r);
  *result = r.result;
  return status;
}

static int do_set_global(lua_State *L) {
  request *r = REQUEST(L);
  lua_pushglobaltable(L);
  lua_pushstring(L, r->name);
  if (r->reference == LUA_NOREF) lua_pushnil(L);
  else lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  lua_rawset(L, -3);
  return 0;
}

fm_status fm_set_global(fm_host *host, const char *name, int reference) {
  request r = {.name = name, .reference = reference};
  return fm_protected(host, do_set_global, &r);
}

static int do_globals(lua_State *L) {
  lua_pushglobaltable(L);
  REQUEST(L)->result = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_globals(fm_host *host, int *reference) {
  request r = {.result = LUA_NOREF};
  fm_status status = fm_protected(host, do_globals, &r);
  *reference = r.result;
  return status;
}

int fm_reference_type(fm_host *host, int reference) {
  lua_State *L = host->running ? host->running : host->main;
  if (!lua_checkstack(L, 1)) return LUA_TNONE;
  int type = lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
  lua_pop(L, 1);
  return type;
}
