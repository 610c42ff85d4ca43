/* Native objects as userdata: their methods and fields, the elements of vectors, closing and collection. */
#include <stdlib.h>

#include "host.h"

static const char object_magic = 0;

fm_object *fm_object_at(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(fm_object)) return NULL;
  fm_object *object = lua_touserdata(L, index);
  return object->magic == &object_magic ? object : NULL;
}

const char *fm_type_name(lua_State *L, int index) {
  const fm_object *object = fm_object_at(L, index);
  return object ? object->type->name : luaL_typename(L, index);
}

fm_class *fm_class_named(fm_host *host, const char *name) {
  for (fm_class *type = host->classes; type; type = type->next)
    if (strcmp(type->name, name) == 0) return type;
  fm_class *type = malloc(sizeof *type);
  char *copy = strdup(name);
  if (!type || !copy) abort();
  *type = (fm_class){.name = copy, .host = host, .metatable = LUA_NOREF, .next = host->classes};
  host->classes = type;
  return type;
}

/* ---- Misspelt names */

int fm_raise_unknown(lua_State *L, const char *what, const char *word, int count) {
  enum { NAMES_MAX = 4096 };
  fm_host *host = fm_host_of(L);
  int top = lua_gettop(L);
  const char **names = lua_newuserdatauv(L, NAMES_MAX * sizeof *names, 0);
  int found = 0;
  for (int table = top - count + 1; table <= top; table++) {
    if (!lua_istable(L, table)) continue;
    for (lua_pushnil(L); lua_next(L, table) && found < NAMES_MAX; lua_pop(L, 1))
      if (lua_type(L, -2) == LUA_TSTRING) names[found++] = lua_tostring(L, -2);
  }
  int nearest = host->configuration.suggest(word, names, found);
  if (nearest < 0) return luaL_error(L, "%s '%s'", what, word);
  return luaL_error(L, "%s '%s' (did you mean '%s'?)", what, word, names[nearest]);
}

/* ---- Elements */

static int stale(lua_State *L, const fm_object *object) {
  return luaL_error(L, "%s is closed or its memory has been reused (a view does not outlive the call that lent it)", object->type->name);
}

void fm_push_element(lua_State *L, const ck_view *view, lua_Integer i) {
  ptrdiff_t at = (ptrdiff_t)i * view->row_stride;
  switch (view->type) {
  case CK_F32: lua_pushnumber(L, ((const float *)view->data)[at]); break;
  case CK_F64: lua_pushnumber(L, ((const double *)view->data)[at]); break;
  case CK_I64: lua_pushinteger(L, ((const int64_t *)view->data)[at]); break;
  default: lua_pushboolean(L, ((const uint8_t *)view->data)[at]);
  }
}

static int bad_index(lua_State *L, const fm_object *object, lua_Integer i) {
  if (object->view->is_matrix) return luaL_error(L, "matrix elements are read with m:get(i, j) and written with m:set(i, j, x)");
  if (object->view->rows == 0) return luaL_error(L, "vector index %I out of range (the vector is empty)", (LUAI_UACINT)i);
  return luaL_error(L, "vector index %I out of range 1…%I", (LUAI_UACINT)i, (LUAI_UACINT)object->view->rows);
}

static void write_element(lua_State *L, const ck_view *view, lua_Integer i) {
  ptrdiff_t at = (ptrdiff_t)i * view->row_stride;
  int type = lua_type(L, 3);
  if (view->type == CK_MASK ? type != LUA_TBOOLEAN && type != LUA_TNUMBER : type != LUA_TNUMBER)
    luaL_error(L, "vector element %I: %s expected, got %s", (LUAI_UACINT)(i + 1), view->type == CK_MASK ? "boolean" : "number", fm_type_name(L, 3));
  switch (view->type) {
  case CK_F32: ((float *)view->data)[at] = (float)lua_tonumberx(L, 3, NULL); break;
  case CK_F64: ((double *)view->data)[at] = lua_tonumberx(L, 3, NULL); break;
  case CK_I64: {
    int is_integer;
    lua_Integer value = lua_tointegerx(L, 3, &is_integer);
    if (!is_integer) luaL_error(L, "vector element %I: number has no integer representation", (LUAI_UACINT)(i + 1));
    ((int64_t *)view->data)[at] = value;
    break;
  }
  default:
    ((uint8_t *)view->data)[at] = type == LUA_TBOOLEAN ? (uint8_t)lua_toboolean(L, 3) : lua_tonumberx(L, 3, NULL) != 0;
  }
}

/* ---- Metamethods. Upvalue 1: methods; upvalue 2: fields, as functions of the object */

/* The first operand, without the full check of `fm_object_at`: only the debug library can bring another value here. */
static inline fm_object *receiver(lua_State *L) {
  fm_object *object = lua_touserdata(L, 1);
  if (!object || object->magic != &object_magic) luaL_error(L, "an object expected, got %s", luaL_typename(L, 1));
  return object;
}

static int object_index(lua_State *L) {
  fm_object *object = receiver(L);
  if (object->view && lua_type(L, 2) == LUA_TNUMBER) {
    int is_integer;
    lua_Integer i = lua_tointegerx(L, 2, &is_integer);
    const ck_view *view = object->view;
    if (!ck_view_is_live(view)) return stale(L, object);
    if (!is_integer) return luaL_error(L, "%s index has no integer representation", object->type->name);
    if ((lua_Unsigned)i - 1 >= view->rows || view->is_matrix) return bad_index(L, object, i);
    fm_push_element(L, view, i - 1);
    return 1;
  }
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "%s can't be indexed with a %s", object->type->name, fm_type_name(L, 2));
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    return 1;
  }
  lua_settop(L, 2);
  const char *what = lua_pushfstring(L, "%s has no method or field", object->type->name);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  return fm_raise_unknown(L, what, lua_tostring(L, 2), 2);
}

static int object_newindex(lua_State *L) {
  fm_object *object = receiver(L);
  if (object->view && lua_type(L, 2) == LUA_TNUMBER) {
    int is_integer;
    lua_Integer i = lua_tointegerx(L, 2, &is_integer);
    const ck_view *view = object->view;
    if (!ck_view_is_live(view)) return stale(L, object);
    if (!is_integer) return luaL_error(L, "%s index has no integer representation", object->type->name);
    if ((lua_Unsigned)i - 1 >= view->rows || view->is_matrix) return bad_index(L, object, i);
    if (view->read_only) return luaL_error(L, "vector is read-only here: copy it first");
    write_element(L, view, i - 1);
    return 0;
  }
  if (lua_type(L, 2) == LUA_TSTRING)
    return luaL_error(L, "%s: field '%s' can't be assigned", object->type->name, lua_tostring(L, 2));
  return luaL_error(L, "%s can't be indexed with a %s", object->type->name, fm_type_name(L, 2));
}

static int object_length(lua_State *L) {
  fm_object *object = receiver(L);
  if (!object->view) return luaL_error(L, "attempt to get length of a %s value", object->type->name);
  if (!ck_view_is_live(object->view)) return stale(L, object);
  lua_pushinteger(L, (lua_Integer)object->view->rows);
  return 1;
}

static int object_equal(lua_State *L) {
  fm_object *a = fm_object_at(L, 1), *b = fm_object_at(L, 2);
  lua_pushboolean(L, a && b && a->object && a->object == b->object);
  return 1;
}

static int object_to_string(lua_State *L) {
  fm_object *object = fm_object_at(L, 1);
  if (!object) return luaL_error(L, "an object expected, got %s", luaL_typename(L, 1));
  if (!object->object) lua_pushfstring(L, "%s (closed)", object->type->name);
  else if (fm_host_of(L)->configuration.is_policy) lua_pushstring(L, object->type->name);
  else lua_pushfstring(L, "%s: %p", object->type->name, object->object);
  return 1;
}

/* __gc and __close: idempotent. Releasing the Swift object cannot raise and calls no Lua. */
static int object_close(lua_State *L) {
  fm_object *object = fm_object_at(L, 1);
  if (!object || !object->object) return 0;
  fm_host *host = fm_host_of(L);
  void *released = object->object;
  static ck_view closed; /* no block, so never live */
  if (object->view) object->view = &closed;
  object->object = NULL;
  host->native -= object->charged;
  object->charged = 0;
  host->configuration.release(released);
  return 0;
}

/* ---- Classes */

typedef struct class_request {
  fm_class *type;
  const fm_binding *const *bindings[3]; /* methods, fields, operators */
  const char *const *names[3];
  int counts[3];
} class_request;

/* Pushes a table of bindings by name. */
static void push_bindings(lua_State *L, const class_request *r, int group) {
  lua_createtable(L, 0, r->counts[group]);
  for (int i = 0; i < r->counts[group]; i++) {
    lua_pushstring(L, r->names[group][i]);
    fm_push_binding(L, r->bindings[group][i]);
    lua_rawset(L, -3);
  }
}

static int do_define_class(lua_State *L) {
  class_request *r = lua_touserdata(L, 1);
  static const luaL_Reg defaults[] = {
    {"__len", object_length}, {"__eq", object_equal}, {"__tostring", object_to_string}, {NULL, NULL}};
  static const luaL_Reg fixed[] = {{"__newindex", object_newindex}, {"__gc", object_close}, {"__close", object_close}, {NULL, NULL}};
  if (r->type->metatable != LUA_NOREF) lua_rawgeti(L, LUA_REGISTRYINDEX, r->type->metatable);
  else lua_newtable(L);
  luaL_setfuncs(L, defaults, 0);
  for (int i = 0; i < r->counts[2]; i++) {
    lua_pushstring(L, r->names[2][i]);
    fm_push_binding(L, r->bindings[2][i]);
    lua_rawset(L, -3);
  }
  luaL_setfuncs(L, fixed, 0);
  push_bindings(L, r, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods");
  push_bindings(L, r, 1);
  lua_pushvalue(L, -1);
  lua_setfield(L, -4, "fields");
  lua_pushcclosure(L, object_index, 2);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, r->type->name);
  lua_setfield(L, -2, "__name");
  lua_pushstring(L, r->type->name);
  lua_setfield(L, -2, "__metatable");
  if (r->type->metatable == LUA_NOREF) r->type->metatable = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_class_define(
  fm_host *host, fm_class *type, const fm_binding *const *methods, const char *const *method_names, int method_count,
  const fm_binding *const *fields, const char *const *field_names, int field_count,
  const fm_binding *const *operators, const char *const *operator_names, int operator_count) {
  class_request r = {type, {methods, fields, operators}, {method_names, field_names, operator_names},
                     {method_count, field_count, operator_count}};
  return fm_protected(host, do_define_class, &r);
}

fm_object *fm_push_object(lua_State *L, const fm_class *type, void *object, ck_view *view) {
  fm_host *host = type->host;
  if (type->metatable == LUA_NOREF) { /* an object of a class nobody declared has no methods */
    class_request r = {.type = (fm_class *)type};
    lua_pushcfunction(L, do_define_class);
    lua_pushlightuserdata(L, &r);
    lua_call(L, 1, 0);
  }
  fm_object *made = lua_newuserdatauv(L, sizeof *made, 0);
  *made = (fm_object){.magic = &object_magic, .type = type, .view = view};
  lua_rawgeti(L, LUA_REGISTRYINDEX, type->metatable);
  lua_setmetatable(L, -2);
  host->configuration.retain(object);
  made->object = object;
  /* The first userdata of a block pays for it; views of it made later don't pay again. */
  if (view && view->block && view->block->owned && view->block->references == 1 && view->block->bytes) {
    made->charged = view->block->bytes;
    fm_charge_native(L, made->charged);
  }
  return made;
}
