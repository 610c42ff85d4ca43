/* Lua's string patterns with a bounded matcher: every step is paid for, so that `('a*'):rep(30)` ends by the budget or by
   Ctrl-C. Results and errors equal those of Lua 5.4's own library for whatever fits the budget. */
#include <ctype.h>

#include "host.h"

enum {
  UNCLOSED = -1, /* lengths of captures that are no substring (yet) */
  POSITION = -2,
  DEPTH_MAX = 200,
  CAPTURES_MAX = 32,
  STEPS_PER_CHARGE = 1024
};

typedef struct matcher {
  lua_State *L;
  const char *subject, *subject_end;
  const char *pattern_end;
  int depth;
  uint32_t steps;
  int count; /* of captures */
  struct { const char *start; ptrdiff_t length; } captures[CAPTURES_MAX];
} matcher;

static inline unsigned char byte(char c) { return (unsigned char)c; }

static inline void step(matcher *m) {
  if (++m->steps == STEPS_PER_CHARGE) {
    m->steps = 0;
    fm_charge(m->L, STEPS_PER_CHARGE);
  }
}

/* ---- One item: a character, a class or a set */

static const char *item_end(matcher *m, const char *p) {
  char first = *p++;
  if (first == '%') {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (first != '[') return p;
  if (*p == '^') p++;
  do { /* a ']' in first place stands for itself */
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    step(m);
    if (*p++ == '%' && p < m->pattern_end) p++;
  } while (*p != ']');
  return p + 1;
}

static bool is_in_class(int c, int letter) {
  bool is_in;
  switch (tolower(letter)) {
  case 'a': is_in = isalpha(c); break;
  case 'c': is_in = iscntrl(c); break;
  case 'd': is_in = isdigit(c); break;
  case 'g': is_in = isgraph(c); break;
  case 'l': is_in = islower(c); break;
  case 'p': is_in = ispunct(c); break;
  case 's': is_in = isspace(c); break;
  case 'u': is_in = isupper(c); break;
  case 'w': is_in = isalnum(c); break;
  case 'x': is_in = isxdigit(c); break;
  default: return letter == c;
  }
  return isupper(letter) ? !is_in : is_in;
}

/* `p` is at '[', `last` at the closing ']'. */
static bool is_in_set(matcher *m, int c, const char *p, const char *last) {
  bool found = true;
  if (p[1] == '^') {
    found = false;
    p++;
  }
  while (++p < last) {
    step(m);
    if (*p == '%') {
      p++;
      if (is_in_class(c, byte(*p))) return found;
    } else if (p[1] == '-' && p + 2 < last) {
      p += 2;
      if (byte(p[-2]) <= c && c <= byte(*p)) return found;
    } else if (byte(*p) == c) return found;
  }
  return !found;
}

static bool matches_item(matcher *m, const char *s, const char *p, const char *end) {
  step(m);
  if (s >= m->subject_end) return false;
  int c = byte(*s);
  switch (*p) {
  case '.': return true;
  case '%': return is_in_class(c, byte(p[1]));
  case '[': return is_in_set(m, c, p, end - 1);
  default: return byte(*p) == c;
  }
}

/* ---- Sequences of items */

static const char *match(matcher *m, const char *s, const char *p);

static const char *match_longest(matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t count = 0;
  while (matches_item(m, s + count, p, end)) count++;
  for (; count >= 0; count--) {
    const char *matched = match(m, s + count, end + 1);
    if (matched) return matched;
  }
  return NULL;
}

static const char *match_shortest(matcher *m, const char *s, const char *p, const char *end) {
  for (;; s++) {
    const char *matched = match(m, s, end + 1);
    if (matched) return matched;
    if (!matches_item(m, s, p, end)) return NULL;
  }
}

static const char *open_capture(matcher *m, const char *s, const char *p, int kind) {
  if (m->count >= CAPTURES_MAX) luaL_error(m->L, "too many captures");
  m->captures[m->count].start = s;
  m->captures[m->count].length = kind;
  m->count++;
  const char *matched = match(m, s, p);
  if (!matched) m->count--;
  return matched;
}

static const char *close_capture(matcher *m, const char *s, const char *p) {
  int open = m->count - 1;
  while (open >= 0 && m->captures[open].length != UNCLOSED) open--;
  if (open < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[open].length = s - m->captures[open].start;
  const char *matched = match(m, s, p);
  if (!matched) m->captures[open].length = UNCLOSED;
  return matched;
}

/* %1: the same text again. */
static const char *match_again(matcher *m, const char *s, int digit) {
  int i = digit - '1';
  if (i < 0 || i >= m->count || m->captures[i].length == UNCLOSED) luaL_error(m->L, "invalid capture index %%%d", i + 1);
  size_t length = (size_t)m->captures[i].length; /* of a position it is more than there ever is */
  if ((size_t)(m->subject_end - s) < length) return NULL;
  fm_charge(m->L, length / 16);
  return memcmp(m->captures[i].start, s, length) == 0 ? s + length : NULL;
}

/* %bxy: from an x to the y that balances it. */
static const char *match_balanced(matcher *m, const char *s, const char *p) {
  if (p >= m->pattern_end - 1) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (*s != *p) return NULL;
  char opening = p[0], closing = p[1];
  int open = 1;
  while (++s < m->subject_end) {
    step(m);
    if (*s == closing) {
      if (--open == 0) return s + 1;
    } else if (*s == opening) open++;
  }
  return NULL;
}

/* %f[set]: between a character outside the set and one in it. */
static bool is_frontier(matcher *m, const char *s, const char *set, const char *end) {
  int before = s == m->subject ? 0 : byte(s[-1]);
  return !is_in_set(m, before, set, end - 1) && is_in_set(m, byte(*s), set, end - 1);
}

/* The end of the match of pattern `p` at `s`, or NULL. Recursive where it may have to come back. */
static const char *match(matcher *m, const char *s, const char *p) {
  if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
  while (s && p != m->pattern_end) {
    step(m);
    if (*p == '(') {
      s = p[1] == ')' ? open_capture(m, s, p + 2, POSITION) : open_capture(m, s, p + 1, UNCLOSED);
      break;
    }
    if (*p == ')') {
      s = close_capture(m, s, p + 1);
      break;
    }
    if (*p == '$' && p + 1 == m->pattern_end) {
      if (s != m->subject_end) s = NULL;
      break;
    }
    if (*p == '%' && p[1] == 'b') {
      s = match_balanced(m, s, p + 2);
      p += 4;
      continue;
    }
    if (*p == '%' && p[1] == 'f') {
      p += 2;
      if (*p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
      const char *end = item_end(m, p);
      if (!is_frontier(m, s, p, end)) s = NULL;
      p = end;
      continue;
    }
    if (*p == '%' && isdigit(byte(p[1]))) {
      s = match_again(m, s, byte(p[1]));
      p += 2;
      continue;
    }
    const char *end = item_end(m, p);
    char suffix = *end;
    if (!matches_item(m, s, p, end)) {
      if (suffix == '*' || suffix == '?' || suffix == '-') p = end + 1; /* none of it will do */
      else s = NULL;
    } else if (suffix == '*') {
      s = match_longest(m, s, p, end);
      break;
    } else if (suffix == '+') {
      s = match_longest(m, s + 1, p, end);
      break;
    } else if (suffix == '-') {
      s = match_shortest(m, s, p, end);
      break;
    } else if (suffix == '?') {
      const char *matched = match(m, s + 1, end + 1);
      if (matched) {
        s = matched;
        break;
      }
      p = end + 1;
    } else {
      s++;
      p = end;
    }
  }
  m->depth++;
  return s;
}

static const char *match_from(matcher *m, const char *s, const char *p) {
  m->count = 0;
  m->depth = DEPTH_MAX;
  return match(m, s, p);
}

static matcher new_matcher(lua_State *L, const char *subject, size_t length, const char *pattern, size_t pattern_length) {
  return (matcher){.L = L, .subject = subject, .subject_end = subject + length, .pattern_end = pattern + pattern_length};
}

/* ---- Captures as values */

/* Capture `i` as text, the whole match (`start` to `end`) where the pattern has none; a position is pushed instead. */
static ptrdiff_t capture_text(matcher *m, int i, const char *start, const char *end, const char **text) {
  if (i >= m->count) {
    if (i != 0) luaL_error(m->L, "invalid capture index %%%d", i + 1);
    *text = start;
    return end - start;
  }
  ptrdiff_t length = m->captures[i].length;
  *text = m->captures[i].start;
  if (length == UNCLOSED) luaL_error(m->L, "unfinished capture");
  if (length == POSITION) lua_pushinteger(m->L, m->captures[i].start - m->subject + 1);
  return length;
}

static void push_capture(matcher *m, int i, const char *start, const char *end) {
  const char *text;
  ptrdiff_t length = capture_text(m, i, start, end, &text);
  if (length != POSITION) lua_pushlstring(m->L, text, (size_t)length);
}

/* All captures; the whole match where there are none and `start` is given. */
static int push_captures(matcher *m, const char *start, const char *end) {
  int count = m->count == 0 && start ? 1 : m->count;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) push_capture(m, i, start, end);
  return count;
}

/* ---- string.find, match, gmatch, gsub */

static size_t start_index(lua_Integer position, size_t length) { /* from 0 */
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return length + (size_t)position;
}

static bool is_plain(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (pattern[i] && strchr("^$*+?.([%-", pattern[i])) return false;
  return true;
}

static int find_or_match(lua_State *L, bool finds) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t start = start_index(luaL_optinteger(L, 3, 1), length);
  if (start > length) {
    lua_pushnil(L);
    return 1;
  }
  fm_charge(L, (length + pattern_length) / 16);
  if (finds && (lua_toboolean(L, 4) || is_plain(pattern, pattern_length))) {
    const char *found = memmem(subject + start, length - start, pattern, pattern_length);
    if (found) {
      lua_pushinteger(L, found - subject + 1);
      lua_pushinteger(L, found - subject + (ptrdiff_t)pattern_length);
      return 2;
    }
    lua_pushnil(L);
    return 1;
  }
  bool is_anchored = *pattern == '^';
  matcher m = new_matcher(L, subject, length, pattern, pattern_length);
  for (const char *s = subject + start; s <= m.subject_end; s++) {
    const char *end = match_from(&m, s, pattern + is_anchored);
    if (end && finds) {
      lua_pushinteger(L, s - subject + 1);
      lua_pushinteger(L, end - subject);
      return push_captures(&m, NULL, NULL) + 2;
    }
    if (end) return push_captures(&m, s, end);
    if (is_anchored) break;
  }
  lua_pushnil(L);
  return 1;
}

static int string_find(lua_State *L) { return find_or_match(L, true); }
static int string_match(lua_State *L) { return find_or_match(L, false); }

typedef struct iteration {
  const char *next, *last_match;
} iteration;

/* Upvalues: subject, pattern, iteration. */
static int next_match(lua_State *L) {
  size_t length, pattern_length;
  const char *subject = lua_tolstring(L, lua_upvalueindex(1), &length);
  const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &pattern_length);
  iteration *it = lua_touserdata(L, lua_upvalueindex(3));
  matcher m = new_matcher(L, subject, length, pattern, pattern_length);
  for (const char *s = it->next; s <= m.subject_end; s++) {
    const char *end = match_from(&m, s, pattern);
    if (end && end != it->last_match) {
      it->next = it->last_match = end;
      return push_captures(&m, s, end);
    }
  }
  it->next = m.subject_end + 1;
  return 0;
}

static int string_gmatch(lua_State *L) {
  size_t length;
  const char *subject = luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  size_t start = start_index(luaL_optinteger(L, 3, 1), length);
  if (start > length) start = length + 1;
  lua_settop(L, 2);
  iteration *it = lua_newuserdatauv(L, sizeof *it, 0);
  *it = (iteration){subject + start, NULL};
  lua_pushcclosure(L, next_match, 3);
  return 1;
}

/* Adds a replacement text, with %0…%9 filled in. */
static void add_template(matcher *m, luaL_Buffer *out, const char *start, const char *end) {
  size_t length;
  const char *text = lua_tolstring(m->L, 3, &length), *escape;
  while ((escape = memchr(text, '%', length))) {
    luaL_addlstring(out, text, (size_t)(escape - text));
    char code = escape[1];
    if (code == '%') luaL_addchar(out, code);
    else if (code == '0') luaL_addlstring(out, start, (size_t)(end - start));
    else if (isdigit(byte(code))) {
      const char *capture;
      ptrdiff_t size = capture_text(m, code - '1', start, end, &capture);
      if (size == POSITION) luaL_addvalue(out);
      else luaL_addlstring(out, capture, (size_t)size);
    } else luaL_error(m->L, "invalid use of '%%' in replacement string");
    length -= (size_t)(escape + 2 - text);
    text = escape + 2;
  }
  luaL_addlstring(out, text, length);
}

/* Adds what replaces the match. Returns whether it differs from it. */
static bool add_replacement(matcher *m, luaL_Buffer *out, int type, const char *start, const char *end) {
  lua_State *L = m->L;
  switch (type) {
  case LUA_TFUNCTION: {
    lua_pushvalue(L, 3);
    int count = push_captures(m, start, end);
    lua_call(L, count, 1);
    break;
  }
  case LUA_TTABLE:
    push_capture(m, 0, start, end);
    lua_gettable(L, 3);
    break;
  default: add_template(m, out, start, end); return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, start, (size_t)(end - start));
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  luaL_addvalue(out);
  return true;
}

static int string_gsub(lua_State *L) {
  size_t length, pattern_length;
  const char *s = luaL_checklstring(L, 1, &length), *pattern = luaL_checklstring(L, 2, &pattern_length);
  int type = lua_type(L, 3);
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                   "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1), count = 0;
  bool is_anchored = *pattern == '^', has_changed = false;
  matcher m = new_matcher(L, s, length, pattern, pattern_length);
  const char *last_match = NULL;
  fm_charge(L, (length + pattern_length) / 16);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  while (count < most) {
    const char *end = match_from(&m, s, pattern + is_anchored);
    if (end && end != last_match) {
      count++;
      has_changed |= add_replacement(&m, &out, type, s, end);
      s = last_match = end;
    } else if (s < m.subject_end) luaL_addchar(&out, *s++);
    else break;
    if (is_anchored) break;
  }
  if (!has_changed) lua_pushvalue(L, 1);
  else {
    luaL_addlstring(&out, s, (size_t)(m.subject_end - s));
    luaL_pushresult(&out);
  }
  lua_pushinteger(L, count);
  return 2;
}

void fm_open_patterns(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"find", string_find}, {"match", string_match}, {"gmatch", string_gmatch}, {"gsub", string_gsub}, {NULL, NULL}};
  lua_getglobal(L, "string");
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}
