/* Coroutines whose chain of resumes is known, so that an interrupt reaches all of them and a budget counts each. */
#include "host.h"

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
