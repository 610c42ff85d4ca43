/* Policy calls: f(self, ctx, arguments…) on cells that stay where the layer put them, so that a call allocates nothing.

   Arrays are seen through userdata made once per parameter and context field; each call points their views at the
   memory lent for it. `ctx` is one userdata whose fields are looked up by name and read from the cells in place. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "host.h"

struct fm_policy_context {
  fm_host *host;
  int userdata; /* registry references */
  int count;
  fm_policy_slot fields[];
};

struct fm_policy_function {
  fm_host *host;
  int function;
  char *name;
  int parameter_count, result_count;
  int taken;    /* parameters after self and ctx that the function names; INT_MAX where it takes any number */
  int arrays;   /* registry reference of the table of array parameters' userdata, by position */
  int kept;     /* of the table that keeps array results alive until the next call */
  fm_policy_slot slots[]; /* parameters, then results */
};

/* Points a persistent view at what a cell lends. */
static void repoint(ck_view *view, const ck_view *lent) {
  if (view->block != lent->block) {
    ck_block_retain(lent->block);
    ck_block_release(view->block);
  }
  *view = *lent;
}

/* ---- ctx: upvalue 1 is the context, 2 its names (name → index from 1, or a function), 3 its arrays by index */

static int context_index(lua_State *L) {
  fm_host *host = fm_host_of(L);
  if (!host->context) return luaL_error(L, "ctx is only valid during the call it was given to");
  lua_pushvalue(L, 2);
  switch (lua_rawget(L, lua_upvalueindex(2))) {
  case LUA_TNUMBER: break;
  case LUA_TFUNCTION: return 1;
  case LUA_TBOOLEAN: lua_pushinteger(L, host->now); return 1;
  default:
    if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "ctx can't be indexed with a %s", fm_type_name(L, 2));
    lua_pushvalue(L, lua_upvalueindex(2));
    return fm_raise_unknown(L, "ctx has no field", lua_tostring(L, 2), 1);
  }
  lua_Integer i = lua_tointegerx(L, -1, NULL);
  const ck_cell *cell = &host->context[i - 1];
  switch (cell->tag) {
  case CK_INTEGER: lua_pushinteger(L, cell->integer); break;
  case CK_NUMBER: lua_pushnumber(L, cell->number); break;
  case CK_BOOLEAN: lua_pushboolean(L, cell->boolean); break;
  case CK_ARRAY: {
    lua_rawgeti(L, lua_upvalueindex(3), i);
    fm_object *object = lua_touserdata(L, -1);
    if (!object) return luaL_error(L, "ctx field %d is no array", (int)i);
    repoint(object->view, cell->array);
    break;
  }
  default: lua_pushnil(L);
  }
  return 1;
}

static int context_newindex(lua_State *L) {
  return luaL_error(L, "ctx is read-only ('%s' can't be assigned)", luaL_tolstring(L, 2, NULL));
}

/* ctx.random() is uniform in [0, 1), ctx.random(n) in 1…n. */
static int context_random(lua_State *L) {
  fm_host *host = fm_host_of(L);
  if (!host->stream) return luaL_error(L, "ctx.random: no random numbers outside a call");
  if (lua_gettop(L) == 0) {
    lua_pushnumber(L, ck_stream_uniform(host->stream));
    return 1;
  }
  lua_Integer n = luaL_checkinteger(L, 1);
  if (n < 1) return luaL_error(L, "ctx.random: bad argument #1 'n' (1 or more expected)");
  lua_pushinteger(L, (lua_Integer)(ck_stream_below(host->stream, (uint64_t)n) + 1));
  return 1;
}

static void push_arrays(lua_State *L, const fm_policy_slot *slots, int count) {
  lua_createtable(L, count, 0);
  for (int i = 0; i < count; i++) {
    if (slots[i].content == CK_ARRAY) fm_push_object(L, slots[i].type, slots[i].object, slots[i].view);
    else lua_pushboolean(L, 0);
    lua_rawseti(L, -2, i + 1);
  }
}

static int do_create_context(lua_State *L) {
  fm_policy_context *context = lua_touserdata(L, 1);
  lua_newuserdatauv(L, 0, 0);
  lua_createtable(L, 0, 4);
  lua_pushlightuserdata(L, context);
  lua_createtable(L, 0, context->count + 2);
  for (int i = 0; i < context->count; i++) {
    lua_pushinteger(L, i + 1);
    lua_setfield(L, -2, context->fields[i].name);
  }
  lua_pushcfunction(L, context_random);
  lua_setfield(L, -2, "random");
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, "now_us");
  push_arrays(L, context->fields, context->count);
  lua_pushcclosure(L, context_index, 3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, context_newindex);
  lua_setfield(L, -2, "__newindex");
  lua_pushliteral(L, "ctx");
  lua_setfield(L, -2, "__name");
  lua_pushliteral(L, "ctx");
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  context->userdata = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_policy_context_create(fm_host *host, const fm_policy_slot *fields, int count, fm_policy_context **made) {
  fm_policy_context *context = malloc(sizeof *context + (size_t)count * sizeof *fields);
  if (!context) abort();
  *context = (fm_policy_context){.host = host, .userdata = LUA_NOREF, .count = count};
  memcpy(context->fields, fields, (size_t)count * sizeof *fields);
  fm_status status = fm_protected(host, do_create_context, context);
  if (status != FM_OK) {
    free(context);
    context = NULL;
  }
  *made = context;
  return status;
}

void fm_policy_context_destroy(fm_policy_context *context) {
  fm_release_reference(context->host, context->userdata);
  free(context);
}

/* ---- Functions */

static int do_create_function(lua_State *L) {
  fm_policy_function *function = lua_touserdata(L, 1);
  lua_Debug named;
  lua_rawgeti(L, LUA_REGISTRYINDEX, function->function);
  lua_getinfo(L, ">u", &named);
  function->taken = named.isvararg ? INT_MAX : named.nparams - 2;
  push_arrays(L, function->slots, function->parameter_count);
  function->arrays = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_createtable(L, function->result_count, 0);
  for (int i = 0; i < function->result_count; i++) {
    lua_pushboolean(L, 0);
    lua_rawseti(L, -2, i + 1);
  }
  function->kept = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_policy_function_create(
  fm_host *host, int reference, const char *name, const fm_policy_slot *parameters, int parameter_count,
  const fm_policy_slot *results, int result_count, fm_policy_function **made) {
  size_t slots = (size_t)(parameter_count + result_count);
  fm_policy_function *function = malloc(sizeof *function + slots * sizeof *parameters);
  char *copy = strdup(name);
  if (!function || !copy) abort();
  *function = (fm_policy_function){
    .host = host, .function = reference, .name = copy, .parameter_count = parameter_count, .result_count = result_count,
    .arrays = LUA_NOREF, .kept = LUA_NOREF};
  if (parameter_count) memcpy(function->slots, parameters, (size_t)parameter_count * sizeof *parameters);
  if (result_count) memcpy(function->slots + parameter_count, results, (size_t)result_count * sizeof *results);
  fm_status status = fm_protected(host, do_create_function, function);
  if (status != FM_OK) {
    fm_policy_function_destroy(function);
    function = NULL;
  }
  *made = function;
  return status;
}

int fm_policy_function_taken(const fm_policy_function *function) { return function->taken; }

/* The Lua function's own reference stays its maker's. */
void fm_policy_function_destroy(fm_policy_function *function) {
  fm_release_reference(function->host, function->arrays);
  fm_release_reference(function->host, function->kept);
  free(function->name);
  free(function);
}

/* ---- The call */

static bool read_result(lua_State *L, int index, const fm_policy_slot *slot, ck_cell *cell) {
  switch (lua_type(L, index)) {
  case LUA_TNIL: cell->tag = CK_NIL; return true;
  case LUA_TBOOLEAN:
    cell->tag = CK_BOOLEAN;
    cell->boolean = lua_toboolean(L, index);
    return slot->content == CK_BOOLEAN;
  case LUA_TNUMBER: {
    if (slot->content != CK_INTEGER && slot->content != CK_NUMBER) return false;
    if (lua_isinteger(L, index)) {
      cell->tag = CK_INTEGER;
      cell->integer = lua_tointegerx(L, index, NULL);
      return true;
    }
    double number = lua_tonumberx(L, index, NULL);
    if (slot->content == CK_INTEGER && number == floor(number) && fabs(number) <= 0x1p53) {
      cell->tag = CK_INTEGER;
      cell->integer = (int64_t)number;
    } else {
      cell->tag = CK_NUMBER;
      cell->number = number;
    }
    return true;
  }
  case LUA_TUSERDATA: {
    fm_object *object = fm_object_at(L, index);
    if (slot->content != CK_ARRAY || !object || !object->view || object->view->is_matrix != slot->is_matrix) return false;
    cell->tag = CK_ARRAY;
    cell->array = object->view;
    return true;
  }
  default: return false;
  }
}

static const char *content_name(const fm_policy_slot *slot) {
  switch (slot->content) {
  case CK_BOOLEAN: return "boolean";
  case CK_INTEGER: return "integer";
  case CK_NUMBER: return "number";
  default: return slot->is_matrix ? "matrix" : "vector";
  }
}

typedef struct wrong_result {
  const fm_policy_function *function;
  int index;
  const char *found;
} wrong_result;

static int raise_wrong_result(lua_State *L) {
  const wrong_result *wrong = lua_touserdata(L, 1);
  const fm_policy_slot *slot = &wrong->function->slots[wrong->function->parameter_count + wrong->index];
  lua_pushfstring(L, "%s: result #%d '%s' (%s expected, got %s)", wrong->function->name, wrong->index + 1, slot->name,
                  content_name(slot), wrong->found);
  return lua_error(L);
}

fm_status fm_policy_invoke(
  fm_policy_function *function, int instance, fm_policy_context *context, const fm_policy_call *call) {
  fm_host *host = function->host;
  lua_State *L = host->running ? host->running : host->main;
  int slots = 32 + function->parameter_count + function->result_count;
  if ((host->running || slots > FM_MAIN_SLOTS) && !lua_checkstack(L, slots)) return fm_report(host, L, LUA_ERRMEM);
  const ck_cell *outer_context = host->context;
  ck_stream *outer_stream = host->stream;
  int64_t outer_now = host->now;
  host->context = call->context;
  host->stream = call->stream;
  host->now = call->now;
  if (host->depth == 0) {
    host->failure = FM_OK;
    host->budget = host->budget_at_entry = call->budget;
    host->volume = host->limit > SIZE_MAX / 16 ? UINT64_MAX : (uint64_t)host->limit * 16;
    host->hooks = 0;
    fm_arm(L, host);
  }
  fm_arena *outer_arena = host->arenas;
  bool is_linked = host->configuration.is_interruptible;
  fm_link link;
  if (is_linked) fm_enter(&link, host, L);
  lua_State *outer_running = host->running;
  host->running = L;
  host->depth++;

  int top = lua_gettop(L);
  lua_pushcfunction(L, fm_on_error);
  lua_rawgeti(L, LUA_REGISTRYINDEX, function->function);
  lua_rawgeti(L, LUA_REGISTRYINDEX, instance);
  lua_rawgeti(L, LUA_REGISTRYINDEX, context->userdata);
  for (int i = 0; i < function->parameter_count; i++) {
    const ck_cell *cell = &call->arguments[i];
    switch (cell->tag) {
    case CK_INTEGER: lua_pushinteger(L, cell->integer); break;
    case CK_NUMBER: lua_pushnumber(L, cell->number); break;
    case CK_BOOLEAN: lua_pushboolean(L, cell->boolean); break;
    case CK_ARRAY: {
      lua_rawgeti(L, LUA_REGISTRYINDEX, function->arrays);
      lua_rawgeti(L, -1, i + 1);
      lua_replace(L, -2);
      repoint(function->slots[i].view, cell->array);
      break;
    }
    default: lua_pushnil(L);
    }
  }
  int status = lua_pcall(L, 2 + function->parameter_count, function->result_count, top + 1);
  while (host->arenas != outer_arena) fm_arena_free(host->arenas);
  fm_status result;
  if (status != LUA_OK || fm_is_ending(host)) result = fm_report(host, L, status ? status : LUA_ERRRUN);
  else {
    result = FM_OK;
    bool keeps = false;
    const fm_policy_slot *slots = function->slots + function->parameter_count;
    for (int i = 0; i < function->result_count && result == FM_OK; i++) {
      if (!read_result(L, top + 2 + i, &slots[i], &call->results[i])) {
        wrong_result wrong = {function, i, fm_type_name(L, top + 2 + i)};
        lua_pushcfunction(L, raise_wrong_result);
        lua_pushlightuserdata(L, &wrong);
        host->trace_count = 0;
        result = fm_report(host, L, lua_pcall(L, 1, 0, 0));
      } else keeps |= call->results[i].tag == CK_ARRAY;
    }
    if (keeps && result == FM_OK) { /* writes to existing slots, which cannot raise */
      lua_rawgeti(L, LUA_REGISTRYINDEX, function->kept);
      for (int i = 0; i < function->result_count; i++) {
        lua_pushvalue(L, top + 2 + i);
        if (lua_isnil(L, -1)) lua_pop(L, 1), lua_pushboolean(L, 0);
        lua_rawseti(L, -2, i + 1);
      }
    }
  }
  host->depth--;
  host->running = outer_running;
  if (is_linked) fm_leave(&link);
  host->context = outer_context;
  host->stream = outer_stream;
  host->now = outer_now;
  lua_settop(L, top);
  return result;
}
