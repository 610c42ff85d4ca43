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

/* utf8.len for trusted scripts: Lua's own (upvalue 1), over pieces that end before a character, so that Ctrl-C ends it on a
   text of any length. */
static int utf8_length(lua_State *L) {
  enum { PIECE = 1 << 20, CHARACTER_MAX = 8 };
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  if (length <= PIECE) return lua_tocfunction(L, lua_upvalueindex(1))(L);
  lua_Integer first = luaL_optinteger(L, 2, 1), last = luaL_optinteger(L, 3, -1), size = (lua_Integer)length;
  if (first < 0) first = -first > size ? 0 : size + first + 1;
  if (last < 0) last = -last > size ? 0 : size + last + 1;
  if (first < 1 || first > size || last > size) return lua_tocfunction(L, lua_upvalueindex(1))(L); /* it says what is wrong */
  bool is_lax = lua_toboolean(L, 4);
  lua_Integer count = 0;
  while (first <= last) {
    lua_Integer end = last - first < PIECE ? last : first + PIECE;
    for (int i = 0; end < last && i < CHARACTER_MAX && (text[end] & 0xC0) == 0x80; i++) end++;
    lua_settop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushinteger(L, first);
    lua_pushinteger(L, end);
    lua_pushboolean(L, is_lax);
    lua_call(L, 4, 2);
    if (lua_isnil(L, -2)) return 2;
    count += lua_tointeger(L, -2);
    first = end + 1;
    fm_charge(L, 0);
  }
  lua_pushinteger(L, count);
  return 1;
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
  } else {
    lua_getglobal(L, "utf8");
    lua_getfield(L, -1, "len");
    lua_pushcclosure(L, utf8_length, 1);
    lua_setfield(L, -2, "len");
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}
