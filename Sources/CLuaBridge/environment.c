/* What scripts find: the whole of Lua, made safe to interrupt, or the closed world of a policy. */
#include "host.h"

/* ---- Names nobody defined */

static int undefined_global(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  lua_pushvalue(L, 1);
  return fm_raise_unknown(L, "undefined global", lua_tostring(L, 2), 1);
}

/* Gives the global table `name` a metatable that names the member meant when it has none of that name. */
static void name_members(lua_State *L, const char *name) {
  lua_getglobal(L, name);
  lua_createtable(L, 0, 2);
  lua_pushstring(L, name);
  lua_pushcclosure(L, fm_unknown_member, 1);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

static void guard_names(lua_State *L, const char *const *libraries) {
  for (; *libraries; libraries++) name_members(L, *libraries);
  lua_pushglobaltable(L);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, undefined_global);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

/* ---- Trusted scripts: all of Lua. Reading a global nobody defined is an error (`rawget(_G, name)` asks politely). */

void fm_open_trusted(lua_State *L) {
  static const char *const libraries[] = {"string", "table", "math", "utf8", "coroutine", "io", "os", "debug", NULL};
  luaL_openlibs(L);
  fm_open_strings(L);
  fm_open_patterns(L);
  fm_open_tables(L);
  fm_open_coroutine(L);
  fm_open_control(L);
  fm_open_files(L);
  fm_open_processes(L);
  fm_open_frames(L);
  guard_names(L, libraries);
}

/* ---- Policies */

static int count_memory(lua_State *L) {
  const char *what = luaL_optstring(L, 1, "count");
  if (strcmp(what, "count") != 0) return luaL_error(L, "collectgarbage: only \"count\" is available to a policy");
  lua_pushnumber(L, (lua_Number)fm_host_of(L)->used / 1024);
  return 1;
}

/* rawset that leaves the environment alone. */
static int raw_set(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "rawset: the table is protected");
  lua_settop(L, 3);
  lua_rawset(L, 1);
  return 1;
}

void fm_open_policy(lua_State *L) {
  static const luaL_Reg libraries[] = {
    {LUA_GNAME, luaopen_base}, {LUA_STRLIBNAME, luaopen_string}, {LUA_TABLIBNAME, luaopen_table},
    {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}};
  static const char *const absent[] = {"_G", "dofile", "loadfile", "load", "warn"};
  static const char *const named[] = {"string", "table", "math", "utf8", "coroutine", NULL};
  static const luaL_Reg own[] = {{"collectgarbage", count_memory}, {"rawset", raw_set}, {NULL, NULL}};
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
    lua_pop(L, 1);
  }
  fm_open_strings(L);
  fm_open_patterns(L);
  fm_open_tables(L);
  fm_open_coroutine(L);
  fm_open_policy_math(L);
  fm_open_control(L);
  lua_pushglobaltable(L);
  luaL_setfuncs(L, own, 0);
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, absent[i]);
  }
  lua_pop(L, 1);
  guard_names(L, named);
}

/* ---- Sealing */

static int no_assignment(lua_State *L) {
  return luaL_error(L, "%s '%s' can't be assigned in a policy (declare it local)", lua_tostring(L, lua_upvalueindex(1)),
                    luaL_tolstring(L, 2, NULL));
}

/* Replaces the table on top by an empty one that reads through to it and refuses assignment. */
static void make_read_only(lua_State *L, const char *what) {
  lua_newtable(L);
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, what);
  lua_pushcclosure(L, no_assignment, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

static int do_seal(lua_State *L) {
  fm_host *host = fm_host_of(L);
  lua_pushglobaltable(L);
  lua_createtable(L, 0, 32); /* the names, because a table may not change while it is traversed */
  int count = 0;
  for (lua_pushnil(L); lua_next(L, -3); lua_pop(L, 1)) {
    if (!lua_istable(L, -1) || lua_type(L, -2) != LUA_TSTRING) continue;
    lua_pushvalue(L, -2);
    lua_rawseti(L, -4, ++count);
  }
  int names = lua_gettop(L), globals = names - 1;
  for (int i = 1; i <= count; i++) {
    lua_rawgeti(L, names, i);
    const char *what = lua_pushfstring(L, "%s member", lua_tostring(L, -1));
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -1);
    lua_rawget(L, globals);
    make_read_only(L, what);
    lua_rawset(L, globals);
  }
  lua_settop(L, globals);
  make_read_only(L, "global");
  host->sealed_globals = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_seal(fm_host *host) { return fm_protected(host, do_seal, NULL); }
