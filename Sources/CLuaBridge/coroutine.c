/* Coroutines whose chain of resumes is known, so that an interrupt reaches all of them and a budget counts each. */
#include "host.h"

/* Instructions a resume costs a policy: the count hook's own counter is per thread and forgets what a short run used. */
enum { RESUME_COST = 100 };

const char *fm_coroutine_status(lua_State *L, lua_State *co) {
  if (L == co) return "running";
  switch (lua_status(co)) {
  case LUA_YIELD: return "suspended";
  case LUA_OK: {
    lua_Debug frame;
    if (lua_getstack(co, 0, &frame)) return "normal";
    return lua_gettop(co) == 0 ? "dead" : "suspended";
  }
  default: return "dead";
  }
}

static lua_State *coroutine_at(lua_State *L, int index) {
  lua_State *co = lua_tothread(L, index);
  luaL_argexpected(L, co, index, "coroutine");
  return co;
}

/* Resumes `co` with the `count` values on top of L. Returns how many results it moved to L, or -1 with an error there. */
static int resume(lua_State *L, lua_State *co, int count) {
  fm_charge(L, RESUME_COST);
  if (lua_status(co) == LUA_OK && lua_gettop(co) == 0) {
    lua_pushliteral(L, "cannot resume dead coroutine");
    return -1;
  }
  const char *status = fm_coroutine_status(L, co);
  if (*status != 's') {
    lua_pushfstring(L, "cannot resume %s coroutine", *status == 'd' ? "dead" : "non-suspended");
    return -1;
  }
  if (!lua_checkstack(co, count)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, count);
  fm_host *host = fm_host_of(L);
  if (host->configuration.is_policy && lua_gethookcount(co) != FM_HOOK_INTERVAL) fm_arm(co, host);
  fm_link link;
  fm_enter(&link, host, co);
  lua_State *outer = host->running;
  host->running = co;
  int results;
  int outcome = lua_resume(co, L, count, &results);
  host->running = outer;
  fm_leave(&link);
  if (outcome == LUA_ERRMEM && host->configuration.is_policy && !host->failure) host->failure = FM_MEMORY;
  if (fm_is_ending(host)) {
    if (outcome != LUA_OK && outcome != LUA_YIELD) { /* the stop itself: what ended the coroutine ends its resumer */
      lua_xmove(co, L, 1);
      return lua_error(L);
    }
    return fm_raise_ending(L);
  }
  if (outcome == LUA_OK || outcome == LUA_YIELD) {
    if (!lua_checkstack(L, results + 1)) {
      lua_pop(co, results);
      lua_pushliteral(L, "too many results to resume");
      return -1;
    }
    lua_xmove(co, L, results);
    return results;
  }
  lua_xmove(co, L, 1);
  return -1;
}

static int coroutine_resume(lua_State *L) {
  lua_State *co = coroutine_at(L, 1);
  int results = resume(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  lua_insert(L, results >= 0 ? -(results + 1) : -2);
  return results >= 0 ? results + 1 : 2;
}

static int wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, co, lua_gettop(L));
  if (results >= 0) return results;
  int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) { /* it failed: close its variables; the error they give replaces its own */
    if (lua_resetthread(co) != LUA_OK) lua_pop(co, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int coroutine_create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  fm_charge(L, RESUME_COST);
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  fm_arm(co, fm_host_of(L)); /* not whatever hook an interrupt has just left on its maker */
  return 1;
}

static int coroutine_wrap(lua_State *L) {
  coroutine_create(L);
  lua_pushcclosure(L, wrapped, 1);
  return 1;
}

static int coroutine_yield(lua_State *L) { return lua_yield(L, lua_gettop(L)); }

static int coroutine_status(lua_State *L) {
  lua_pushstring(L, fm_coroutine_status(L, coroutine_at(L, 1)));
  return 1;
}

static int coroutine_isyieldable(lua_State *L) {
  lua_State *co = lua_isnone(L, 1) ? L : coroutine_at(L, 1);
  lua_pushboolean(L, lua_isyieldable(co));
  return 1;
}

static int coroutine_running(lua_State *L) {
  int is_main = lua_pushthread(L);
  lua_pushboolean(L, is_main);
  return 2;
}

static int coroutine_close(lua_State *L) {
  lua_State *co = coroutine_at(L, 1);
  const char *status = fm_coroutine_status(L, co);
  if (*status != 's' && *status != 'd') return luaL_error(L, "cannot close a %s coroutine", status);
  fm_charge(L, RESUME_COST);
  fm_host *host = fm_host_of(L);
  fm_link link;
  fm_enter(&link, host, co);
  int outcome = lua_resetthread(co);
  fm_leave(&link);
  if (fm_is_ending(host)) return fm_raise_ending(L);
  if (outcome == LUA_OK) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushboolean(L, 0);
  lua_xmove(co, L, 1);
  return 2;
}

void fm_open_coroutine(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"create", coroutine_create}, {"resume", coroutine_resume}, {"wrap", coroutine_wrap},
    {"yield", coroutine_yield}, {"status", coroutine_status}, {"isyieldable", coroutine_isyieldable},
    {"running", coroutine_running}, {"close", coroutine_close}, {NULL, NULL}};
  luaL_newlib(L, functions);
  lua_setglobal(L, "coroutine");
}
