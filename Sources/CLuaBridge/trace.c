/* Writing down calls and returns as they happen: of scripts' functions and declared native ones. */
#include <stdio.h>

#include "host.h"

enum { VALUES_MAX = 8, TEXT_MAX = 40, LINE_MAX_BYTES = 1024, INDENT_MAX = 40 };

typedef struct fm_tracer {
  lua_State *base;
  int base_height; /* levels of `base` below the traced call */
  int depth;       /* deeper calls are left out */
  int64_t lines;   /* that may still be written */
  int64_t omitted;
} fm_tracer;

/* ---- Text of values, by raw access: a hook must run no script */

static int text_of_string(lua_State *L, int index, char *out, size_t room) {
  size_t length;
  const char *bytes = lua_tolstring(L, index, &length);
  char shown[TEXT_MAX + 1];
  size_t count = length < TEXT_MAX ? length : TEXT_MAX;
  while (count < length && count > 0 && ((uint8_t)bytes[count] & 0xC0) == 0x80) count--; /* no half of a character */
  for (size_t i = 0; i < count; i++) shown[i] = (uint8_t)bytes[i] < ' ' || bytes[i] == 127 ? '?' : bytes[i];
  shown[count] = 0;
  return snprintf(out, room, count < length ? "\"%s...\"" : "\"%s\"", shown);
}

static int text_of(lua_State *L, int index, char *out, size_t room) {
  switch (lua_type(L, index)) {
  case LUA_TNIL: return snprintf(out, room, "nil");
  case LUA_TBOOLEAN: return snprintf(out, room, lua_toboolean(L, index) ? "true" : "false");
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) return snprintf(out, room, LUA_INTEGER_FMT, (LUAI_UACINT)lua_tointeger(L, index));
    return snprintf(out, room, "%.7g", lua_tonumber(L, index));
  case LUA_TSTRING: return text_of_string(L, index, out, room);
  case LUA_TTABLE: {
    size_t count = lua_rawlen(L, index);
    if (count) return snprintf(out, room, "{%zu}", count);
    lua_pushnil(L);
    bool is_empty = !lua_next(L, index);
    if (!is_empty) lua_pop(L, 2);
    return snprintf(out, room, is_empty ? "{}" : "{...}");
  }
  default: {
    fm_object *object = fm_object_at(L, index);
    if (object && object->view && ck_view_is_live(object->view) && !object->view->is_matrix)
      return snprintf(out, room, "%s[%zu]", object->type->name, object->view->rows);
    return snprintf(out, room, "%s", fm_type_name(L, index));
  }
  }
}

static size_t add(size_t length, int added) {
  size_t room = LINE_MAX_BYTES - 1 - length;
  return length + (added < 0 ? 0 : (size_t)added < room ? (size_t)added : room);
}

/* The values a call or a return hands over. */
static size_t add_values(lua_State *L, lua_Debug *event, char *line, size_t length) {
  int count = event->ntransfer;
  for (int i = 0; i < count; i++) {
    if (i == VALUES_MAX) return add(length, snprintf(line + length, LINE_MAX_BYTES - length, ", ... (%d)", count));
    if (i) length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, ", "));
    if (!lua_getlocal(L, event, event->ftransfer + i)) break;
    length = add(length, text_of(L, lua_gettop(L), line + length, LINE_MAX_BYTES - length));
    lua_pop(L, 1);
  }
  return length;
}

/* ---- The hook */

/* How many levels the function that calls or returns lies below the traced call. */
static int depth_of(lua_State *L, const fm_tracer *tracer) {
  int depth = 0;
  lua_State *last = NULL;
  for (fm_link *link = fm_innermost(); link; link = link->outer) {
    if (fm_host_of(link->L) != fm_host_of(L) || link->L == last) continue;
    last = link->L;
    depth += fm_last_level(last) + 1;
    if (last == tracer->base) break;
  }
  return depth - tracer->base_height;
}

static void write_line(fm_host *host, char *line, size_t length) {
  line[length++] = '\n';
  host->configuration.output(host->configuration.context, line, length);
}

void fm_trace_hook(lua_State *L, lua_Debug *event) {
  fm_host *host = fm_host_of(L);
  fm_tracer *tracer = host->tracer;
  if (!tracer) {
    fm_arm(L, host); /* a coroutine kept it from a trace that is over */
    return;
  }
  luaL_checkstack(L, 8, "trace");
  lua_getinfo(L, "Snruf", event);
  const fm_binding *binding = fm_binding_at(L, -1);
  lua_pop(L, 1);
  if (*event->what == 'C' && !binding) return;
  int depth = depth_of(L, tracer);
  if (depth <= 0 || depth > tracer->depth || tracer->lines <= 0) {
    tracer->omitted++;
    return;
  }
  tracer->lines--;
  char line[LINE_MAX_BYTES + 1];
  int indent = 2 * (depth - 1) < INDENT_MAX ? 2 * (depth - 1) : INDENT_MAX;
  size_t length = add(0, snprintf(line, LINE_MAX_BYTES, "%*s", indent, ""));
  if (event->event == LUA_HOOKRET) {
    length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, "= "));
    length = add_values(L, event, line, length);
    if (event->ntransfer == 0) length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, "()"));
    write_line(host, line, length);
    return;
  }
  const char *name = binding ? binding->name : *event->what == 'm' ? "main chunk" : event->name ? event->name : "function";
  length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, "%.80s(", name));
  length = add_values(L, event, line, length);
  if (event->isvararg && !binding) length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, event->ntransfer ? ", ..." : "..."));
  length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, event->event == LUA_HOOKTAILCALL ? ") (tail call)" : ")"));
  lua_Debug caller;
  if (*event->what != 'C') length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, "  %s:%d", event->short_src, event->linedefined));
  else if (lua_getstack(L, 1, &caller) && lua_getinfo(L, "Sl", &caller) && caller.currentline > 0)
    length = add(length, snprintf(line + length, LINE_MAX_BYTES - length, "  %s:%d", caller.short_src, caller.currentline));
  write_line(host, line, length);
}

/* ---- A traced call */

typedef struct trace_request {
  fm_frame *frame;
  int first;
  fm_tracer tracer;
} trace_request;

static int do_trace(lua_State *L) {
  trace_request *r = lua_touserdata(L, 1);
  r->tracer.base = L;
  r->tracer.base_height = fm_last_level(L) + 1;
  fm_host_of(L)->tracer = &r->tracer;
  fm_rehook(L, fm_host_of(L));
  fm_call_argument(L, r->frame, r->first);
  return 0;
}

fm_status fm_frame_trace(fm_frame *frame, int first, int depth, int64_t lines, int64_t *omitted) {
  fm_host *host = frame->host;
  fm_tracer *outer = host->tracer;
  trace_request r = {.frame = frame, .first = first, .tracer = {.depth = depth, .lines = lines}};
  fm_frame_arena(frame);
  fm_status status = fm_protected(host, do_trace, &r);
  host->tracer = outer;
  for (fm_link *link = fm_innermost(); link; link = link->outer)
    if (link->host == host) fm_rehook(link->L, host);
  *omitted = r.tracer.omitted;
  return status;
}
