/* String functions whose work is paid for. The rest of the library is Lua's own, wrapped where its work grows with the
   text it is given. */
#include "host.h"

/* Calls Lua's own function (upvalue 1), having charged for the strings it is given. */
static int charged(lua_State *L) {
  uint64_t bytes = 0;
  for (int i = lua_gettop(L); i > 0; i--)
    if (lua_type(L, i) == LUA_TSTRING) bytes += lua_rawlen(L, i);
  fm_charge(L, bytes / 8 + 1);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void wrap_charged(lua_State *L, const char *library, const char *const *names) {
  lua_getglobal(L, library);
  for (; *names; names++) {
    lua_getfield(L, -1, *names);
    lua_pushcclosure(L, charged, 1);
    lua_setfield(L, -2, *names);
  }
  lua_pop(L, 1);
}

static int string_rep(lua_State *L) {
  size_t length, separator_length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *separator = luaL_optlstring(L, 3, "", &separator_length);
  size_t each = length + separator_length;
  if (count <= 0 || each == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (each < length || each > (size_t)LUA_MAXINTEGER / (size_t)count) return luaL_error(L, "resulting string too large");
  size_t total = (size_t)count * length + (size_t)(count - 1) * separator_length;
  fm_charge(L, total / 16);
  luaL_Buffer out;
  char *p = luaL_buffinitsize(L, &out, total);
  while (count-- > 0) {
    memcpy(p, text, length);
    p += length;
    if (count > 0 && separator_length) {
      memcpy(p, separator, separator_length);
      p += separator_length;
    }
    if ((count & 0xFFFF) == 0) fm_charge(L, 0); /* short texts, many times: look up now and then */
  }
  luaL_pushresultsize(&out, total);
  return 1;
}

/* string.format for policies: without `%p`, and with the policy's own tostring behind `%s`. Upvalue 1: Lua's own. */
static int string_format(lua_State *L) {
  size_t length;
  const char *format = luaL_checklstring(L, 1, &length);
  int argument = 1;
  for (const char *p = format, *end = format + length; p < end; p++) {
    if (*p != '%') continue;
    if (++p < end && *p == '%') continue;
    while (p < end && strchr("-+ #0123456789.", *p) && *p) p++;
    argument++;
    fm_charge(L, 100); /* a conversion may print hundreds of digits */
    if (p >= end) break;
    if (*p == 'p') return luaL_error(L, "string.format: '%%p' is not available to a policy (addresses differ from run to run)");
    if (*p == 's' && argument <= lua_gettop(L) && lua_type(L, argument) != LUA_TSTRING) {
      fm_to_string(L, argument, NULL);
      lua_replace(L, argument);
    }
  }
  return charged(L);
}

void fm_open_strings(lua_State *L) {
  lua_getglobal(L, "string");
  lua_pushcfunction(L, string_rep);
  lua_setfield(L, -2, "rep");
  lua_pushnil(L);
  lua_setfield(L, -2, "dump"); /* bytecode is never loaded either */
  if (fm_host_of(L)->configuration.is_policy) {
    static const char *const string_names[] = {"byte", "char", "lower", "upper", "reverse", "sub", "pack", "packsize", "unpack", NULL};
    static const char *const utf8_names[] = {"len", "codepoint", "offset", "char", "codes", NULL};
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, string_format, 1);
    lua_setfield(L, -2, "format");
    wrap_charged(L, "string", string_names);
    wrap_charged(L, "utf8", utf8_names);
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable"); /* one text's methods are not another's to change */
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
}
