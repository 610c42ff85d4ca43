/* Declared functions as Lua functions: arguments are checked here, in Lua's own words, before Swift sees them. */
#include <stdio.h>
#include <stdlib.h>

#include "host.h"

fm_arena *fm_frame_arena(fm_frame *frame) {
  if (!frame->arena) frame->arena = fm_arena_create(frame->host);
  return frame->arena;
}

fm_value *fm_frame_grow(fm_frame *frame) {
  int capacity = frame->result_capacity * 2;
  fm_value *grown = fm_arena_allocate(fm_frame_arena(frame), (size_t)capacity * sizeof *grown);
  memcpy(grown, frame->results, (size_t)frame->result_count * sizeof *grown);
  frame->results = grown;
  frame->result_capacity = capacity;
  return &frame->results[frame->result_count++];
}

void fm_frame_fail(fm_frame *frame, const char *text, size_t length, bool is_located) {
  char *copy = fm_arena_allocate(fm_frame_arena(frame), length + 1);
  memcpy(copy, text, length);
  copy[length] = 0;
  frame->error = copy;
  frame->error_length = length;
  frame->error_is_located = is_located;
}

/* ---- Argument checks */

static const char *expected_name(const fm_parameter *parameter) {
  static const char *const names[] = {"boolean", "number", "number", "string", "string", "table", "function", "", "value"};
  return parameter->type == FM_TYPE_OBJECT ? parameter->object_class->name : names[parameter->type];
}

static int bad_argument(lua_State *L, const fm_binding *binding, int i, const char *problem) {
  const fm_parameter *parameter =
    &binding->parameters[i < binding->parameter_count ? i : binding->parameter_count - 1];
  if (binding->is_method && i == 0) return luaL_error(L, "%s: calling it on bad self (%s)", binding->name, problem);
  return luaL_error(L, "%s: bad argument #%d '%s' (%s)", binding->name, binding->is_method ? i : i + 1, parameter->name, problem);
}

static int wrong_type(lua_State *L, const fm_binding *binding, int i, const fm_parameter *parameter) {
  const char *problem = lua_pushfstring(L, "%s expected, got %s", expected_name(parameter), fm_type_name(L, i + 1));
  return bad_argument(L, binding, i, problem);
}

static int not_a_choice(lua_State *L, const fm_binding *binding, int i, const fm_parameter *parameter) {
  const char *word = lua_tostring(L, i + 1);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  lua_pushfstring(L, "'%s' is not one of ", word);
  luaL_addvalue(&text);
  for (int c = 0; c < parameter->choice_count; c++) {
    if (c) luaL_addstring(&text, ", ");
    luaL_addstring(&text, parameter->choices[c]);
  }
  int nearest = fm_host_of(L)->configuration.suggest(word, parameter->choices, parameter->choice_count);
  if (nearest >= 0) {
    lua_pushfstring(L, "; did you mean '%s'?", parameter->choices[nearest]);
    luaL_addvalue(&text);
  }
  luaL_pushresult(&text);
  return bad_argument(L, binding, i, lua_tostring(L, -1));
}

static int out_of_range(lua_State *L, const fm_binding *binding, int i, const fm_parameter *parameter) {
  const char *number = luaL_tolstring(L, i + 1, NULL);
  return bad_argument(L, binding, i, lua_pushfstring(L, "%s is out of range %s", number, parameter->bounds_text));
}

static void read_plain(lua_State *L, const fm_binding *binding, int i, fm_frame *frame, fm_value *value) {
  const char *problem = fm_read_value(L, i + 1, FM_WITH_FUNCTIONS, fm_frame_arena(frame), value);
  if (problem) bad_argument(L, binding, i, lua_pushfstring(L, "%s can't be passed", problem));
}

static void check_argument(lua_State *L, const fm_binding *binding, int i, fm_frame *frame) {
  const fm_parameter *parameter = &binding->parameters[i < binding->parameter_count ? i : binding->parameter_count - 1];
  fm_value *value = &frame->arguments[i];
  int type = lua_type(L, i + 1);
  if (type <= LUA_TNIL && (parameter->optional || (parameter->type == FM_TYPE_ANY && type == LUA_TNIL))) {
    value->tag = FM_NIL;
    return;
  }
  switch (parameter->type) {
  case FM_TYPE_NUMBER: {
    if (type != LUA_TNUMBER) break;
    lua_Number number = lua_tonumberx(L, i + 1, NULL);
    if (parameter->has_number_bounds && !(number >= parameter->least && number <= parameter->greatest))
      out_of_range(L, binding, i, parameter);
    value->tag = FM_NUMBER;
    value->number = number;
    return;
  }
  case FM_TYPE_INTEGER: {
    if (type != LUA_TNUMBER) break;
    int is_integer;
    lua_Integer integer = lua_tointegerx(L, i + 1, &is_integer);
    if (!is_integer) bad_argument(L, binding, i, "number has no integer representation");
    if (parameter->has_integer_bounds && (integer < parameter->least_integer || integer > parameter->greatest_integer))
      out_of_range(L, binding, i, parameter);
    value->tag = FM_INTEGER;
    value->integer = integer;
    return;
  }
  case FM_TYPE_BOOLEAN:
    if (type != LUA_TBOOLEAN) break;
    value->tag = FM_BOOLEAN;
    value->boolean = lua_toboolean(L, i + 1);
    return;
  case FM_TYPE_STRING: case FM_TYPE_CHOICE: {
    if (type != LUA_TSTRING) break;
    size_t length;
    const char *bytes = lua_tolstring(L, i + 1, &length); /* stays on Lua's stack during the call */
    if (parameter->type == FM_TYPE_CHOICE) {
      bool is_known = false;
      for (int c = 0; c < parameter->choice_count && !is_known; c++) is_known = strcmp(bytes, parameter->choices[c]) == 0;
      if (!is_known) not_a_choice(L, binding, i, parameter);
    }
    value->tag = FM_STRING;
    value->string.bytes = bytes;
    value->string.length = length;
    return;
  }
  case FM_TYPE_OBJECT: {
    fm_object *object = fm_object_at(L, i + 1);
    if (!object || object->type != parameter->object_class) break;
    if (!object->object) bad_argument(L, binding, i, lua_pushfstring(L, "%s is closed", object->type->name));
    value->tag = FM_OBJECT;
    value->native.object = object->object;
    value->native.type = object->type;
    value->native.view = object->view;
    return;
  }
  case FM_TYPE_FUNCTION:
    if (type != LUA_TFUNCTION) break;
    read_plain(L, binding, i, frame, value);
    return;
  case FM_TYPE_TABLE:
    if (type != LUA_TTABLE) break;
    read_plain(L, binding, i, frame, value);
    return;
  case FM_TYPE_ANY:
    if (type == LUA_TNONE) break;
    if ((type == LUA_TTABLE || type == LUA_TTHREAD) && !frame->host->configuration.is_policy) {
      value->tag = FM_UNREAD;
      return;
    }
    read_plain(L, binding, i, frame, value);
    return;
  }
  wrong_type(L, binding, i, parameter);
}

/* ---- The call */

/* A policy pays for native work in proportion to the elements it gives and gets. */
static uint64_t units_of(const fm_value *values, int count) {
  uint64_t units = 0;
  for (int i = 0; i < count; i++) {
    const fm_value *value = &values[i];
    if (value->tag == FM_OBJECT && value->native.view) units += value->native.view->rows * value->native.view->columns / 16;
    else if (value->tag == FM_STRING) units += value->string.length / 16;
  }
  return units;
}

static int raise_failure(lua_State *L, const fm_binding *binding, fm_frame *frame) {
  fm_host *host = frame->host;
  bool has_prefix = frame->error_is_located || strncmp(frame->error, binding->name, strlen(binding->name)) == 0;
  if (frame->error_is_located) lua_pushlstring(L, frame->error, frame->error_length);
  else {
    luaL_where(L, 1);
    if (!has_prefix) lua_pushfstring(L, "%s: ", binding->name);
    lua_pushlstring(L, frame->error, frame->error_length);
    lua_concat(L, has_prefix ? 2 : 3);
  }
  fm_arena_free(frame->arena);
  if (fm_is_ending(host)) return fm_raise_ending(L);
  return lua_error(L);
}

static void too_many_arguments(lua_State *L, const fm_binding *binding, int given) {
  luaL_error(L, "%s: too many arguments (%d expected, got %d)", binding->name,
             binding->parameter_count - binding->is_method, given - binding->is_method);
}

int fm_trampoline(lua_State *L) {
  enum { ARGUMENTS = 12, RESULTS = 6 };
  const fm_binding *binding = lua_touserdata(L, lua_upvalueindex(1));
  fm_host *host = fm_host_of(L);
  fm_value arguments[ARGUMENTS], results[RESULTS];
  fm_frame frame;
  frame.host = host;
  frame.arguments = arguments;
  frame.results = results;
  frame.result_count = 0;
  frame.result_capacity = RESULTS;
  frame.arena = NULL;

  int given = lua_gettop(L), declared = binding->parameter_count;
  if (given > declared && binding->is_operator) given = declared; /* unary ones are called with their operand twice */
  if (given > declared && !binding->is_variadic) {
    while (given > declared && lua_isnil(L, given)) given--; /* f(a, nil) is f(a) */
    if (given > declared) too_many_arguments(L, binding, given);
  }
  int checked = given > declared ? given : declared;
  frame.count = given;
  if (checked > ARGUMENTS) frame.arguments = fm_arena_allocate(fm_frame_arena(&frame), (size_t)checked * sizeof(fm_value));
  for (int i = 0; i < checked; i++) check_argument(L, binding, i, &frame);
  if (host->configuration.is_policy) fm_charge(L, 4 + units_of(frame.arguments, frame.count));

  lua_State *outer = host->running;
  host->running = L;
  size_t taken = host->used + host->native;
  size_t outer_allowance = ck_set_allowance(taken < host->limit ? host->limit - taken : 0);
  const fm_binding *outer_call = host->native_call;
  host->native_call = binding;
  bool succeeded = binding->body(&frame, binding->context);
  host->native_call = outer_call;
  ck_set_allowance(outer_allowance);
  host->running = outer;

  if (!succeeded) return raise_failure(L, binding, &frame);
  host->nested_failure = 0; /* whatever failed in it was passed over */
  uint64_t units = host->configuration.is_policy ? units_of(frame.results, frame.result_count) : 0;
  if (frame.result_count > RESULTS) luaL_checkstack(L, frame.result_count, "too many results");
  for (int i = 0; i < frame.result_count; i++) {
    const fm_value *value = &frame.results[i];
    switch (value->tag) {
    case FM_NIL: lua_pushnil(L); break;
    case FM_BOOLEAN: lua_pushboolean(L, value->boolean); break;
    case FM_INTEGER: lua_pushinteger(L, value->integer); break;
    case FM_NUMBER: lua_pushnumber(L, value->number); break;
    default: fm_push_value(L, value);
    }
  }
  if (frame.arena) fm_arena_free(frame.arena);
  if (units) fm_charge(L, units);
  if (fm_is_ending(host)) return fm_raise_ending(L);
  return frame.result_count;
}

/* ---- Arguments as they are in Lua. In a protected call from a body, level 1 is the trampoline's frame. */

const fm_binding *fm_frame_binding(const fm_frame *frame) { return frame->host->native_call; }

typedef struct argument_request {
  fm_frame *frame;
  int index;
} argument_request;

static void push_argument(lua_State *L, int index) {
  lua_Debug trampoline;
  lua_getstack(L, 1, &trampoline);
  lua_getlocal(L, &trampoline, index + 1);
}

static int do_frame_read(lua_State *L) {
  argument_request *r = lua_touserdata(L, 1);
  push_argument(L, r->index);
  const char *problem = fm_read_value(L, -1, FM_WITH_FUNCTIONS, r->frame->arena, &r->frame->arguments[r->index]);
  return problem ? luaL_error(L, "%s can't be passed", problem) : 0;
}

fm_status fm_frame_read(fm_frame *frame, int index) {
  argument_request r = {frame, index};
  fm_frame_arena(frame);
  return fm_protected(frame->host, do_frame_read, &r);
}

void fm_call_argument(lua_State *L, fm_frame *frame, int first) {
  luaL_checkstack(L, frame->count + 4, "too many arguments");
  int top = lua_gettop(L);
  for (int i = first; i < frame->count; i++) push_argument(L, i);
  lua_call(L, frame->count - first - 1, LUA_MULTRET);
  int count = lua_gettop(L) - top;
  luaL_checkstack(L, 4, "results");
  for (int i = 1; i <= count; i++) {
    lua_pushvalue(L, top + i);
    fm_reference *reference = fm_arena_reference(frame->arena, luaL_ref(L, LUA_REGISTRYINDEX));
    fm_value *result = fm_frame_result(frame);
    result->tag = FM_FUNCTION;
    result->reference = reference;
  }
}

static int do_frame_call(lua_State *L) {
  argument_request *r = lua_touserdata(L, 1);
  fm_call_argument(L, r->frame, r->index);
  return 0;
}

fm_status fm_frame_call(fm_frame *frame, int first) {
  argument_request r = {frame, first};
  fm_frame_arena(frame); /* before the call, which takes the arenas made in it with it */
  return fm_protected(frame->host, do_frame_call, &r);
}

const fm_binding *fm_binding_at(lua_State *L, int index) {
  if (lua_tocfunction(L, index) != fm_trampoline || !lua_getupvalue(L, index, 1)) return NULL;
  const fm_binding *binding = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return binding;
}

void fm_push_binding(lua_State *L, const fm_binding *binding) {
  lua_pushlightuserdata(L, (void *)binding);
  lua_pushcclosure(L, fm_trampoline, 1);
}

/* ---- Modules */

typedef struct module_request {
  const char *name;
  const fm_binding *const *functions;
  const char *const *function_names;
  int function_count;
  const fm_value *constants;
  const char *const *constant_names;
  int constant_count;
} module_request;

/* __index of a module: upvalue 1 is its name. */
int fm_unknown_member(lua_State *L) {
  const char *module = lua_tostring(L, lua_upvalueindex(1));
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "%s has no such field (a %s)", module, fm_type_name(L, 2));
  const char *what = lua_pushfstring(L, "%s has no", module);
  lua_pushvalue(L, 1);
  return fm_raise_unknown(L, what, lua_tostring(L, 2), 1);
}

static int do_define_module(lua_State *L) {
  module_request *r = lua_touserdata(L, 1);
  lua_pushglobaltable(L);
  if (*r->name) {
    lua_pushstring(L, r->name);
    if (lua_rawget(L, -2) != LUA_TTABLE) {
      lua_createtable(L, 0, r->function_count + r->constant_count);
      lua_createtable(L, 0, 2);
      lua_pushstring(L, r->name);
      lua_pushcclosure(L, fm_unknown_member, 1);
      lua_setfield(L, -2, "__index");
      lua_pushstring(L, r->name);
      lua_setfield(L, -2, "__name");
      lua_setmetatable(L, -2);
      lua_pushstring(L, r->name);
      lua_pushvalue(L, -2);
      lua_rawset(L, 2);
    }
  }
  for (int i = 0; i < r->function_count; i++) {
    lua_pushstring(L, r->function_names[i]);
    fm_push_binding(L, r->functions[i]);
    lua_rawset(L, -3);
  }
  for (int i = 0; i < r->constant_count; i++) {
    lua_pushstring(L, r->constant_names[i]);
    fm_push_value(L, &r->constants[i]);
    lua_rawset(L, -3);
  }
  return 0;
}

fm_status fm_module_define(
  fm_host *host, const char *name, const fm_binding *const *functions, const char *const *function_names,
  int function_count, const fm_value *constants, const char *const *constant_names, int constant_count) {
  module_request r = {name, functions, function_names, function_count, constants, constant_names, constant_count};
  return fm_protected(host, do_define_module, &r);
}
