/* Reading files so that Ctrl-C ends it: Lua's own `read` looks up neither within a long file nor in an endless line. */
#include <errno.h>
#include <stdio.h>

#include "host.h"

enum { PIECE = 64 << 10 }; /* bytes between two looks */

/* Whether a read that got less than it asked for was stopped by a signal of no concern, and goes on. Raises if the script
   is being ended. The stream is at 1. */
static bool goes_on(lua_State *L, FILE *file) {
  bool was_stopped = ferror(file) && errno == EINTR;
  if (fm_is_ending(fm_host_of(L))) {
    fm_interrupt_child(lua_touserdata(L, 1));
    fm_raise_ending(L);
  }
  if (was_stopped) clearerr(file);
  return was_stopped;
}

static bool read_line(lua_State *L, FILE *file, bool keeps_end) {
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  int c;
  do {
    char *piece = luaL_prepbuffsize(&line, PIECE);
    size_t length = 0;
    flockfile(file);
    while ((c = getc_unlocked(file)) != EOF && c != '\n') {
      piece[length++] = (char)c;
      if (length == PIECE) break;
    }
    funlockfile(file);
    luaL_addsize(&line, length);
  } while (c != '\n' && (goes_on(L, file) || c != EOF));
  if (c == '\n' && keeps_end) luaL_addchar(&line, '\n');
  luaL_pushresult(&line);
  return c == '\n' || lua_rawlen(L, -1) > 0;
}

/* Up to `count` bytes; fails at the end of the file. */
static bool read_bytes(lua_State *L, FILE *file, size_t count) {
  luaL_Buffer bytes;
  luaL_buffinit(L, &bytes);
  while (count > 0) {
    size_t asked = count < PIECE ? count : PIECE;
    size_t got = fread(luaL_prepbuffsize(&bytes, asked), 1, asked, file);
    luaL_addsize(&bytes, got);
    count -= got;
    if (!goes_on(L, file) && got < asked) break;
  }
  luaL_pushresult(&bytes);
  return lua_rawlen(L, -1) > 0;
}

static bool is_not_at_end(lua_State *L, FILE *file) {
  int c;
  do c = getc(file);
  while (c == EOF && goes_on(L, file));
  if (c != EOF) ungetc(c, file);
  lua_pushliteral(L, "");
  return c != EOF;
}

/* Lua's own reading of a number: it takes 200 characters at most. Upvalue 1: Lua's own file:read. */
static bool read_number(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 1);
  lua_pushliteral(L, "n");
  lua_call(L, 2, 1);
  return !lua_isnil(L, -1);
}

/* Stack: the file, then formats. As liolib.c, but for the looks. */
static int read_formats(lua_State *L) {
  luaL_Stream *stream = luaL_checkudata(L, 1, LUA_FILEHANDLE);
  if (!stream->closef) return luaL_error(L, "attempt to use a closed file");
  FILE *file = stream->f;
  int last = lua_gettop(L);
  luaL_checkstack(L, last + LUA_MINSTACK, "too many arguments");
  clearerr(file);
  bool succeeded = true;
  if (last == 1) succeeded = read_line(L, file, false);
  for (int i = 2; i <= last && succeeded; i++) {
    if (lua_type(L, i) == LUA_TNUMBER) {
      lua_Integer count = luaL_checkinteger(L, i);
      luaL_argcheck(L, count >= 0, i, "count of bytes must not be negative");
      succeeded = count == 0 ? is_not_at_end(L, file) : read_bytes(L, file, (size_t)count);
      continue;
    }
    const char *format = luaL_checkstring(L, i);
    switch (format[*format == '*']) {
    case 'n': succeeded = read_number(L); break;
    case 'l': succeeded = read_line(L, file, false); break;
    case 'L': succeeded = read_line(L, file, true); break;
    case 'a': read_bytes(L, file, SIZE_MAX); break;
    default: return luaL_argerror(L, i, "invalid format");
    }
  }
  if (ferror(file)) return luaL_fileresult(L, 0, NULL);
  if (!succeeded) {
    lua_pop(L, 1);
    lua_pushnil(L);
  }
  return lua_gettop(L) - last;
}

/* io.read. Upvalues: Lua's own file:read, io.input. */
static int read_input(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_call(L, 0, 1);
  lua_insert(L, 1);
  return read_formats(L);
}

/* ---- Lines */

enum { FORMATS_MAX = 250 }; /* what a closure's upvalues leave room for */

/* The iterator of `lines`. Upvalues: Lua's own file:read, the file, whether its end closes it, the number of formats, the
   formats. */
static int next_line(lua_State *L) {
  int count = (int)lua_tointeger(L, lua_upvalueindex(4));
  lua_settop(L, 0);
  luaL_checkstack(L, count + LUA_MINSTACK, "too many arguments");
  lua_pushvalue(L, lua_upvalueindex(2));
  if (!((luaL_Stream *)lua_touserdata(L, 1))->closef) return luaL_error(L, "file is already closed");
  for (int i = 1; i <= count; i++) lua_pushvalue(L, lua_upvalueindex(4 + i));
  int results = read_formats(L);
  if (lua_toboolean(L, -results)) return results;
  if (results > 1) return luaL_error(L, "%s", lua_tostring(L, -results + 1));
  if (lua_toboolean(L, lua_upvalueindex(3))) {
    lua_getfield(L, 1, "close");
    lua_pushvalue(L, 1);
    lua_call(L, 1, 0);
  }
  return 0;
}

/* Pushes the iterator over the file at 1 by the formats behind it. Upvalue 1 of the caller: Lua's own file:read. */
static void push_iterator(lua_State *L, bool closes) {
  int count = lua_gettop(L) - 1;
  luaL_argcheck(L, count <= FORMATS_MAX, FORMATS_MAX + 2, "too many arguments");
  luaL_checkstack(L, count + 4, "too many arguments");
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 1);
  lua_pushboolean(L, closes);
  lua_pushinteger(L, count);
  for (int i = 1; i <= count; i++) lua_pushvalue(L, i + 1);
  lua_pushcclosure(L, next_line, 4 + count);
}

/* file:lines. */
static int file_lines(lua_State *L) {
  luaL_Stream *stream = luaL_checkudata(L, 1, LUA_FILEHANDLE);
  if (!stream->closef) return luaL_error(L, "attempt to use a closed file");
  push_iterator(L, false);
  return 1;
}

/* io.lines. Upvalues: Lua's own file:read, io.input, io.open. */
static int io_lines(lua_State *L) {
  if (lua_isnone(L, 1)) lua_pushnil(L);
  bool is_input = lua_isnil(L, 1);
  if (is_input) {
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_call(L, 0, 1);
  } else {
    const char *name = luaL_checkstring(L, 1);
    lua_pushvalue(L, lua_upvalueindex(3));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 2);
    if (lua_isnil(L, -2)) return luaL_error(L, "cannot open file '%s' (%s)", name, lua_tostring(L, -1));
    lua_pop(L, 1);
  }
  lua_replace(L, 1);
  push_iterator(L, !is_input);
  if (is_input) return 1;
  lua_pushnil(L);
  lua_pushnil(L);
  lua_pushvalue(L, 1); /* closed by the loop that is left early */
  return 4;
}

void fm_open_files(lua_State *L) {
  luaL_getmetatable(L, LUA_FILEHANDLE);
  lua_getfield(L, -1, "__index");
  int methods = lua_gettop(L);
  lua_getglobal(L, "io");
  lua_getfield(L, methods, "read");
  lua_pushvalue(L, -1);
  lua_getfield(L, methods + 1, "input");
  lua_pushcclosure(L, read_input, 2);
  lua_setfield(L, methods + 1, "read");
  lua_pushvalue(L, -1);
  lua_getfield(L, methods + 1, "input");
  lua_getfield(L, methods + 1, "open");
  lua_pushcclosure(L, io_lines, 3);
  lua_setfield(L, methods + 1, "lines");
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, file_lines, 1);
  lua_setfield(L, methods, "lines");
  lua_pushcclosure(L, read_formats, 1);
  lua_setfield(L, methods, "read");
  lua_settop(L, methods - 2);
}
