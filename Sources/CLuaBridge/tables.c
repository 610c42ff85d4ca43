/* The table library, written so that its loops can be stopped and are paid for, with a sort that is stable and asks no
   clock; and for policies a `pairs` in the order of the keys. */
#include <limits.h>
#include <stdlib.h>

#include "host.h"

/* Elements handled between two charges. */
enum { BATCH = 256 };

static inline void tick(lua_State *L, lua_Integer i) {
  if ((i & (BATCH - 1)) == 0) fm_charge(L, BATCH);
}

/* A table, or something that answers like one to the metamethods named. */
static void check_table(lua_State *L, int index, const char *first, const char *second) {
  if (lua_istable(L, index)) return;
  const char *names[] = {first, second};
  for (int i = 0; i < 2; i++) {
    if (!names[i]) continue;
    if (luaL_getmetafield(L, index, names[i]) == LUA_TNIL) luaL_checktype(L, index, LUA_TTABLE);
    lua_pop(L, 1);
  }
}

static lua_Integer length_of(lua_State *L, int index) {
  check_table(L, index, "__len", "__index");
  return luaL_len(L, index);
}

static int table_insert(lua_State *L) {
  lua_Integer end = (lua_Integer)((lua_Unsigned)length_of(L, 1) + 1), position = end;
  switch (lua_gettop(L)) {
  case 2: break;
  case 3:
    position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
    for (lua_Integer i = end; i > position; i--) {
      tick(L, i);
      lua_geti(L, 1, i - 1);
      lua_seti(L, 1, i);
    }
    break;
  default: return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_seti(L, 1, position);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer size = length_of(L, 1), position = luaL_optinteger(L, 2, size);
  if (position != size) luaL_argcheck(L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
  lua_geti(L, 1, position);
  for (; position < size; position++) {
    tick(L, position);
    lua_geti(L, 1, position + 1);
    lua_seti(L, 1, position);
  }
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

static int table_concat(lua_State *L) {
  lua_Integer last = length_of(L, 1);
  size_t separator_length;
  const char *separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer first = luaL_optinteger(L, 3, 1);
  last = luaL_optinteger(L, 4, last);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  for (lua_Integer i = first; i <= last; i++) {
    tick(L, i);
    lua_geti(L, 1, i);
    if (!lua_isstring(L, -1))
      return luaL_error(L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
    fm_charge(L, lua_type(L, -1) == LUA_TSTRING ? (lua_rawlen(L, -1) + separator_length) / 16 : 1);
    luaL_addvalue(&out);
    if (i == last) break; /* also keeps i from overflowing */
    luaL_addlstring(&out, separator, separator_length);
  }
  luaL_pushresult(&out);
  return 1;
}

static int table_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  int destination = lua_isnoneornil(L, 5) ? 1 : 5;
  check_table(L, 1, "__index", NULL);
  check_table(L, destination, "__newindex", NULL);
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    bool upwards = to > last || to <= first || (destination != 1 && !lua_compare(L, 1, destination, LUA_OPEQ));
    for (lua_Integer k = 0; k < count; k++) {
      lua_Integer i = upwards ? k : count - 1 - k;
      tick(L, k);
      lua_geti(L, 1, first + i);
      lua_seti(L, destination, to + i);
    }
  }
  lua_pushvalue(L, destination);
  return 1;
}

static int table_pack(lua_State *L) {
  int count = lua_gettop(L);
  fm_charge(L, (uint64_t)count);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_seti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int table_unpack(lua_State *L) {
  lua_Integer first = luaL_optinteger(L, 2, 1), last = luaL_opt(L, luaL_checkinteger, 3, luaL_len(L, 1));
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= (unsigned)INT_MAX || !lua_checkstack(L, (int)++count)) return luaL_error(L, "too many results to unpack");
  fm_charge(L, count);
  for (; first < last; first++) lua_geti(L, 1, first);
  lua_geti(L, 1, last);
  return (int)count;
}

/* ---- Sorting: merge sort on a copy, so that equal elements keep their order and a failing comparison changes nothing */

/* Whether element `j` of the table at `from` must come before element `i`, which stands before it. */
static bool must_swap(lua_State *L, int from, lua_Integer i, lua_Integer j) {
  bool swaps;
  if (lua_isnil(L, 2)) {
    lua_rawgeti(L, from, j);
    lua_rawgeti(L, from, i);
    swaps = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
  } else {
    lua_pushvalue(L, 2);
    lua_rawgeti(L, from, j);
    lua_rawgeti(L, from, i);
    lua_call(L, 2, 1);
    swaps = lua_toboolean(L, -1);
    lua_pop(L, 1);
  }
  return swaps;
}

/* Merges the sorted runs low ..< middle and middle ..< high of `from` into `to`. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer i = low, j = middle;
  for (lua_Integer k = low; k < high; k++) {
    tick(L, k);
    bool takes_second = i == middle || (j < high && must_swap(L, from, i, j));
    lua_rawgeti(L, from, takes_second ? j++ : i++);
    lua_rawseti(L, to, k);
  }
}

static int table_sort(lua_State *L) {
  lua_Integer count = length_of(L, 1);
  check_table(L, 1, "__newindex", NULL);
  if (count < 2) return 0;
  luaL_argcheck(L, count < INT_MAX, 1, "array too big");
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  fm_charge(L, (uint64_t)count);
  lua_createtable(L, (int)count, 0); /* 3 */
  lua_createtable(L, (int)count, 0); /* 4 */
  for (lua_Integer i = 1; i <= count; i++) {
    tick(L, i);
    lua_geti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  int from = 3, to = 4;
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = low + width <= count ? low + width : count + 1;
      lua_Integer high = middle + width <= count ? middle + width : count + 1;
      merge(L, from, to, low, middle, high);
    }
    int swap = from;
    from = to;
    to = swap;
  }
  for (lua_Integer i = 1; i <= count; i++) {
    tick(L, i);
    lua_rawgeti(L, from, i);
    lua_seti(L, 1, i);
  }
  return 0;
}

/* ---- pairs and next of policies: numbers, strings, booleans, each in their order, whatever the table's history */

typedef struct sorted_key {
  fm_value key;
  int slot;
} sorted_key;

static int compare_sorted(const void *a, const void *b) {
  return fm_compare_keys(&((const sorted_key *)a)->key, &((const sorted_key *)b)->key);
}

static void read_sortable(lua_State *L, int index, fm_value *key) {
  if (!fm_read_key(L, index, key))
    luaL_error(L, "a policy can't traverse a table with a %s as a key (it has no order)", fm_type_name(L, index));
}

/* The iterator: upvalue 1 the keys in order, 2 the next one's index. */
static int next_pair(lua_State *L) {
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  while (lua_rawgeti(L, lua_upvalueindex(1), i++) != LUA_TNIL) {
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) {
      lua_pushinteger(L, i);
      lua_replace(L, lua_upvalueindex(2));
      return 2;
    }
    lua_pop(L, 2); /* removed meanwhile */
    fm_charge(L, 1);
  }
  lua_pushnil(L);
  return 1;
}

static int sorted_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) count++;
  fm_charge(L, 2 * count);
  sorted_key *order = lua_newuserdatauv(L, (count + 1) * sizeof *order, 0); /* 2 */
  lua_createtable(L, (int)count, 0);                                       /* 3: keys as met */
  lua_createtable(L, (int)count, 0);                                       /* 4: keys in order */
  int slot = 0;
  bool is_sorted = true;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    read_sortable(L, -2, &order[slot].key);
    if (slot && fm_compare_keys(&order[slot - 1].key, &order[slot].key) > 0) is_sorted = false;
    order[slot].slot = slot + 1;
    slot++;
    lua_pushvalue(L, -2);
    lua_rawseti(L, 3, slot);
  }
  int keys = 3;
  if (!is_sorted) {
    qsort(order, count, sizeof *order, compare_sorted);
    for (size_t i = 0; i < count; i++) {
      lua_rawgeti(L, 3, order[i].slot);
      lua_rawseti(L, 4, (lua_Integer)i + 1);
    }
    keys = 4;
  }
  lua_pushvalue(L, keys);
  lua_pushinteger(L, 1);
  lua_pushcclosure(L, next_pair, 2);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

/* next(t, k): the entry after k in that order. O(n): `pairs` is the way to see all. */
static int sorted_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  fm_value after, best, key;
  bool has_after = !lua_isnil(L, 2), has_best = false;
  if (has_after) read_sortable(L, 2, &after);
  lua_pushnil(L); /* 3: the best key so far */
  uint64_t seen = 0;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    seen++;
    read_sortable(L, -2, &key);
    if (has_after && fm_compare_keys(&key, &after) <= 0) continue;
    if (has_best && fm_compare_keys(&key, &best) >= 0) continue;
    best = key;
    has_best = true;
    lua_pushvalue(L, -2);
    lua_replace(L, 3);
  }
  fm_charge(L, seen);
  if (!has_best) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushvalue(L, 3);
  lua_pushvalue(L, 3);
  lua_rawget(L, 1);
  return 2;
}

void fm_open_tables(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"insert", table_insert}, {"remove", table_remove}, {"concat", table_concat}, {"move", table_move},
    {"pack", table_pack}, {"unpack", table_unpack}, {"sort", table_sort}, {NULL, NULL}};
  lua_getglobal(L, "table");
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
  if (!fm_host_of(L)->configuration.is_policy) return;
  lua_pushcfunction(L, sorted_pairs);
  lua_setglobal(L, "pairs");
  lua_pushcfunction(L, sorted_next);
  lua_setglobal(L, "next");
}
