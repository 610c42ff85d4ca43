/* The base functions that decide who may stop whom: protected calls that cannot swallow the end of a script, metatables,
   loading, and what is printed. */
#include "host.h"

/* ---- Protected calls */

/* Instructions a caught error costs a policy: unwinding is work its instructions don't show. */
enum { CATCH_COST = 200 };

/* A memory error in a policy ends it: what is left of its limit is no basis to go on. */
static void note_memory_error(fm_host *host, int status) {
  if (status == LUA_ERRMEM && host->configuration.is_policy && !host->failure) host->failure = FM_MEMORY;
}

static int finish_pcall(lua_State *L, int status, lua_KContext extra) {
  fm_host *host = fm_host_of(L);
  note_memory_error(host, status);
  if (fm_is_ending(host)) return fm_raise_ending(L);
  if (status != LUA_OK && status != LUA_YIELD) {
    fm_charge(L, CATCH_COST);
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
  }
  return lua_gettop(L) - (int)extra;
}

static int protected_call(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
  return finish_pcall(L, status, 0);
}

/* Lua runs a message handler where no hook can stop it. So the stack is described when the error is raised, and the
   script's handler runs once it has unwound; `debug.traceback` gives it the description. */
static const char trace_key = 0;

static int keep_trace(lua_State *L) {
  luaL_traceback(L, L, NULL, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &trace_key);
  return 1;
}

static int finish_handler(lua_State *L, int status, lua_KContext base) {
  (void)status;
  if (fm_is_ending(fm_host_of(L))) return fm_raise_ending(L);
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &trace_key);
  lua_pushboolean(L, 0);
  lua_insert(L, (int)base);
  return lua_gettop(L) - (int)base + 1;
}

/* Stack: handler, keep_trace, true, results or error. */
static int finish_xpcall(lua_State *L, int status, lua_KContext extra) {
  (void)extra;
  fm_host *host = fm_host_of(L);
  note_memory_error(host, status);
  if (fm_is_ending(host)) return fm_raise_ending(L);
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - 2;
  fm_charge(L, CATCH_COST);
  lua_pushvalue(L, 1);
  lua_insert(L, -2);
  int base = lua_gettop(L) - 1;
  lua_callk(L, 1, LUA_MULTRET, base, finish_handler);
  return finish_handler(L, LUA_OK, base);
}

static int protected_call_with_handler(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  int arguments = lua_gettop(L) - 2;
  lua_pushvalue(L, 1);
  lua_remove(L, 1);            /* handler, arguments, function */
  lua_insert(L, 2);            /* handler, function, arguments */
  lua_pushboolean(L, 1);
  lua_insert(L, 2);
  lua_pushcfunction(L, keep_trace);
  lua_insert(L, 2);            /* handler, keep_trace, true, function, arguments */
  int status = lua_pcallk(L, arguments, LUA_MULTRET, 2, 0, finish_xpcall);
  return finish_xpcall(L, status, 0);
}

/* debug.traceback: in a handler of xpcall the stack as it was at the error. Upvalue 1: Lua's own. */
static int traceback(lua_State *L) {
  bool has_message = lua_isstring(L, 1);
  if (has_message || lua_isnoneornil(L, 1)) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &trace_key) == LUA_TSTRING) {
      if (!has_message) return 1;
      lua_pushvalue(L, 1);
      lua_pushliteral(L, "\n");
      lua_pushvalue(L, -3);
      lua_concat(L, 3);
      return 1;
    }
    lua_pop(L, 1);
  }
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* ---- Metatables */

/* A finaliser of a trusted script runs in a coroutine of its own: on the thread that collects, no hook would stop it. */
static int finalize(lua_State *L) {
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 2);
  fm_host *host = fm_host_of(L);
  fm_link link;
  fm_enter(&link, host, co);
  int results, outcome = lua_resume(co, L, 1, &results);
  fm_leave(&link);
  if (outcome == LUA_OK) return 0;
  if (outcome == LUA_YIELD) return luaL_error(L, "attempt to yield in a finaliser");
  lua_xmove(co, L, 1);
  return lua_error(L);
}

static int set_metatable(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TTABLE) {
    if (fm_host_of(L)->configuration.is_policy) {
      lua_pushliteral(L, "__mode");
      if (lua_rawget(L, 2) != LUA_TNIL)
        return luaL_error(L, "a policy's tables are not weak ('__mode': what is collected when differs from run to run)");
    }
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) {
      if (fm_host_of(L)->configuration.is_policy) return luaL_error(L, "a policy's tables have no finalisers ('__gc')");
      if (lua_type(L, -1) == LUA_TFUNCTION && lua_tocfunction(L, -1) != finalize) {
        lua_pushcclosure(L, finalize, 1);
        lua_setfield(L, 2, "__gc");
      }
    }
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

/* ---- Text */

/* tostring without an address, which would differ from run to run. */
static const char *describe(lua_State *L, int index, size_t *length) {
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, length);
  }
  switch (lua_type(L, index)) {
  case LUA_TNIL: case LUA_TBOOLEAN: case LUA_TNUMBER: case LUA_TSTRING: return luaL_tolstring(L, index, length);
  }
  lua_pushstring(L, fm_type_name(L, index));
  return lua_tolstring(L, -1, length);
}

const char *fm_to_string(lua_State *L, int index, size_t *length) {
  return fm_host_of(L)->configuration.is_policy ? describe(L, index, length) : luaL_tolstring(L, index, length);
}

static int to_string(lua_State *L) {
  luaL_checkany(L, 1);
  fm_to_string(L, 1, NULL);
  return 1;
}

/* To the host, which knows whether a prompt must stay below it. */
static void write_output(lua_State *L, const char *bytes, size_t length) {
  fm_charge(L, length / 16 + 1);
  fm_host *host = fm_host_of(L);
  host->configuration.output(host->configuration.context, bytes, length);
}

static int print(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&text, '\t');
    fm_to_string(L, i, NULL);
    luaL_addvalue(&text);
  }
  luaL_addchar(&text, '\n');
  luaL_pushresult(&text);
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length);
  write_output(L, bytes, length);
  return 0;
}

/* Writes the arguments from `first` on to the host's output. */
static void write_arguments(lua_State *L, int first) {
  luaL_Buffer text;
  int count = lua_gettop(L);
  for (int i = first; i <= count; i++) luaL_checkstring(L, i);
  luaL_buffinit(L, &text);
  for (int i = first; i <= count; i++) {
    lua_pushvalue(L, i);
    luaL_addvalue(&text);
  }
  luaL_pushresult(&text);
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length);
  if (length) write_output(L, bytes, length);
}

/* io.write. Upvalues: Lua's own, io.output, io.stdout. */
static int io_write(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_call(L, 0, 1);
  bool is_stdout = lua_rawequal(L, -1, lua_upvalueindex(3));
  lua_pop(L, 1);
  if (!is_stdout) return lua_tocfunction(L, lua_upvalueindex(1))(L);
  write_arguments(L, 1);
  lua_pushvalue(L, lua_upvalueindex(3));
  return 1;
}

/* file:write. Upvalues: Lua's own, io.stdout. */
static int file_write(lua_State *L) {
  if (!lua_rawequal(L, 1, lua_upvalueindex(2))) return lua_tocfunction(L, lua_upvalueindex(1))(L);
  write_arguments(L, 2);
  lua_pushvalue(L, 1);
  return 1;
}

static void redirect_io(lua_State *L) {
  lua_getglobal(L, "io");
  int io = lua_gettop(L);
  lua_getfield(L, io, "write");
  lua_getfield(L, io, "output");
  lua_getfield(L, io, "stdout");
  lua_pushcclosure(L, io_write, 3);
  lua_setfield(L, io, "write");
  luaL_getmetatable(L, LUA_FILEHANDLE);
  lua_getfield(L, -1, "__index");
  lua_getfield(L, -1, "write");
  lua_getfield(L, io, "stdout");
  lua_pushcclosure(L, file_write, 2);
  lua_setfield(L, -2, "write");
  lua_settop(L, io - 1);
}

/* ---- Loading: text only, whatever the script says; bytecode can crash the interpreter */

static const char *read_piece(lua_State *L, void *unused, size_t *length) {
  (void)unused;
  luaL_checkstack(L, 2, "too many nested functions");
  lua_pushvalue(L, 1);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    *length = 0;
    return NULL;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "reader function must return a string");
  lua_replace(L, 5); /* anchored while the parser reads it */
  return lua_tolstring(L, 5, length);
}

static int finish_load(lua_State *L, int status, int environment) {
  if (status != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (environment) {
    lua_pushvalue(L, environment);
    if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);
  }
  return 1;
}

static int load_text(lua_State *L) {
  size_t length;
  const char *text = lua_tolstring(L, 1, &length);
  const char *mode = luaL_optstring(L, 3, "t");
  int environment = lua_isnone(L, 4) ? 0 : 4;
  if (!strchr(mode, 't')) {
    lua_pushnil(L);
    lua_pushliteral(L, "only text can be loaded (binary chunks are refused)");
    return 2;
  }
  if (text) return finish_load(L, fm_load_text(L, text, length, luaL_optstring(L, 2, text)), environment);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 5);
  return finish_load(L, lua_load(L, read_piece, NULL, luaL_optstring(L, 2, "=(load)"), "t"), environment);
}

static int load_file(lua_State *L) {
  const char *name = luaL_optstring(L, 1, NULL);
  int environment = lua_isnone(L, 3) ? 0 : 3;
  return finish_load(L, luaL_loadfilex(L, name, "t"), environment);
}

static int finish_do_file(lua_State *L, int status, lua_KContext extra) {
  (void)status, (void)extra;
  return lua_gettop(L) - 1;
}

static int do_file(lua_State *L) {
  const char *name = luaL_optstring(L, 1, NULL);
  lua_settop(L, 1);
  if (luaL_loadfilex(L, name, "t") != LUA_OK) return lua_error(L);
  lua_callk(L, 0, LUA_MULTRET, 0, finish_do_file);
  return finish_do_file(L, 0, 0);
}

/* The searcher of `require` for Lua files. Upvalue 1: package. */
static int search_text(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_getfield(L, lua_upvalueindex(1), "searchpath");
  lua_pushvalue(L, 1);
  lua_getfield(L, lua_upvalueindex(1), "path");
  lua_call(L, 2, 2);
  if (lua_isnil(L, -2)) return 1; /* why not */
  lua_pop(L, 1);
  const char *file = lua_tostring(L, -1);
  if (luaL_loadfilex(L, file, "t") != LUA_OK)
    return luaL_error(L, "error loading module '%s' from file '%s':\n\t%s", name, file, lua_tostring(L, -1));
  lua_insert(L, -2);
  return 2;
}

static void require_text(lua_State *L) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, search_text, 1);
  lua_rawseti(L, -2, 2);
  lua_pop(L, 2);
}

void fm_open_control(lua_State *L) {
  static const luaL_Reg everywhere[] = {
    {"pcall", protected_call}, {"xpcall", protected_call_with_handler}, {"setmetatable", set_metatable},
    {"tostring", to_string}, {"print", print}, {NULL, NULL}};
  static const luaL_Reg trusted[] = {{"load", load_text}, {"loadfile", load_file}, {"dofile", do_file}, {NULL, NULL}};
  lua_pushglobaltable(L);
  luaL_setfuncs(L, everywhere, 0);
  if (!fm_host_of(L)->configuration.is_policy) {
    luaL_setfuncs(L, trusted, 0);
    redirect_io(L);
    require_text(L);
    lua_getglobal(L, "debug");
    lua_getfield(L, -1, "traceback");
    lua_pushcclosure(L, traceback, 1);
    lua_setfield(L, -2, "traceback");
  }
  lua_settop(L, 0);
}
