/* A policy's `math`: the exact functions of Lua's, our reproducible transcendental ones, and chance from the call's own
   stream. What would differ from one CPU to another is not there. */
#include "host.h"

typedef double (*unary)(double);

/* Upvalue 1: the function. */
static int apply(lua_State *L) {
  unary function = (unary)lua_touserdata(L, lua_upvalueindex(1));
  lua_pushnumber(L, function(luaL_checknumber(L, 1)));
  return 1;
}

static int math_log(lua_State *L) {
  double x = ck_log(luaL_checknumber(L, 1));
  lua_pushnumber(L, lua_isnoneornil(L, 2) ? x : x / ck_log(luaL_checknumber(L, 2)));
  return 1;
}

static int math_pow(lua_State *L) {
  lua_pushnumber(L, ck_pow(luaL_checknumber(L, 1), luaL_checknumber(L, 2)));
  return 1;
}

/* As Lua's: random() in [0, 1), random(n) in 1…n, random(m, n) in m…n. */
static int math_random(lua_State *L) {
  ck_stream *stream = fm_host_of(L)->stream;
  if (!stream) return luaL_error(L, "math.random: no random numbers outside a call");
  lua_Integer low = 1, high;
  switch (lua_gettop(L)) {
  case 0: lua_pushnumber(L, ck_stream_uniform(stream)); return 1;
  case 1: high = luaL_checkinteger(L, 1); break;
  case 2:
    low = luaL_checkinteger(L, 1);
    high = luaL_checkinteger(L, 2);
    break;
  default: return luaL_error(L, "wrong number of arguments");
  }
  luaL_argcheck(L, low <= high, lua_gettop(L), "interval is empty");
  uint64_t span = (uint64_t)high - (uint64_t)low + 1;
  uint64_t draw = span ? ck_stream_below(stream, span) : ck_stream_next(stream);
  lua_pushinteger(L, (lua_Integer)((uint64_t)low + draw));
  return 1;
}

void fm_open_policy_math(lua_State *L) {
  static const struct { const char *name; unary function; } reproducible[] = {
    {"exp", ck_exp}, {"expm1", ck_expm1}, {"tanh", ck_tanh}, {"sin", ck_sin}, {"cos", ck_cos}, {"sqrt", ck_sqrt}};
  static const char *const absent[] = {"tan", "asin", "acos", "atan", "randomseed"};
  lua_getglobal(L, "math");
  for (size_t i = 0; i < sizeof reproducible / sizeof *reproducible; i++) {
    lua_pushlightuserdata(L, (void *)reproducible[i].function);
    lua_pushcclosure(L, apply, 1);
    lua_setfield(L, -2, reproducible[i].name);
  }
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, absent[i]);
  }
  static const luaL_Reg own[] = {{"log", math_log}, {"pow", math_pow}, {"random", math_random}, {NULL, NULL}};
  luaL_setfuncs(L, own, 0);
  lua_pop(L, 1);
}
