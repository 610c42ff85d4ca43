/* Plain data on its way across: Lua values copied into an arena, and back. */
#include <stdio.h>
#include <stdlib.h>

#include "host.h"

/* ---- Arenas */

typedef struct chunk {
  struct chunk *next;
  size_t used, capacity;
  _Alignas(16) char bytes[];
} chunk;

typedef struct owned {
  struct owned *next;
  void *object;
} owned;

struct fm_arena {
  fm_arena *newer, *older; /* in the host's list, so that an arena a raise passed over is freed by an outer call */
  bool is_detached;
  fm_host *host;
  chunk *chunks;
  owned *objects;
  fm_reference *references;
  _Alignas(16) char first[1024];
  size_t first_used;
};

static void *checked(void *memory) {
  if (!memory) abort();
  return memory;
}

fm_arena *fm_arena_create(fm_host *host) {
  fm_arena *arena = host->spare_arena;
  if (arena) host->spare_arena = NULL;
  else arena = checked(malloc(sizeof *arena));
  arena->host = host;
  arena->is_detached = false;
  arena->chunks = NULL;
  arena->objects = NULL;
  arena->references = NULL;
  arena->first_used = 0;
  arena->newer = NULL;
  arena->older = host->arenas;
  if (host->arenas) host->arenas->newer = arena;
  host->arenas = arena;
  return arena;
}

void *fm_arena_allocate(fm_arena *arena, size_t bytes) {
  bytes = (bytes + 15) & ~(size_t)15;
  if (bytes <= sizeof arena->first - arena->first_used) {
    void *memory = arena->first + arena->first_used;
    arena->first_used += bytes;
    return memory;
  }
  chunk *last = arena->chunks;
  if (!last || bytes > last->capacity - last->used) {
    size_t capacity = last ? last->capacity * 2 : 4096;
    if (capacity > 1 << 20) capacity = 1 << 20;
    if (capacity < bytes) capacity = bytes;
    last = checked(malloc(sizeof *last + capacity));
    *last = (chunk){arena->chunks, 0, capacity};
    arena->chunks = last;
  }
  void *memory = last->bytes + last->used;
  last->used += bytes;
  return memory;
}

void fm_arena_own(fm_arena *arena, void *object) {
  owned *entry = fm_arena_allocate(arena, sizeof *entry);
  *entry = (owned){arena->objects, object};
  arena->objects = entry;
}

void fm_arena_detach(fm_arena *arena) {
  if (arena->newer) arena->newer->older = arena->older;
  else arena->host->arenas = arena->older;
  if (arena->older) arena->older->newer = arena->newer;
  arena->is_detached = true;
}

void fm_arena_free(fm_arena *arena) {
  fm_host *host = arena->host;
  for (owned *entry = arena->objects; entry; entry = entry->next) host->configuration.release(entry->object);
  for (fm_reference *reference = arena->references; reference; reference = reference->next)
    if (!reference->taken) fm_release_reference(host, reference->id);
  for (chunk *it = arena->chunks; it;) {
    chunk *next = it->next;
    free(it);
    it = next;
  }
  if (!arena->is_detached) fm_arena_detach(arena);
  if (host->spare_arena) free(arena);
  else host->spare_arena = arena;
}

fm_reference *fm_arena_reference(fm_arena *arena, int id) {
  fm_reference *reference = fm_arena_allocate(arena, sizeof *reference);
  *reference = (fm_reference){id, false, arena->references};
  arena->references = reference;
  return reference;
}

/* ---- Lua → plain */

typedef struct reader {
  lua_State *L;
  fm_arena *arena;
  fm_reading reading;
  const void *path[FM_DEPTH_MAX]; /* the tables being read, outermost first */
} reader;

static int compare_numbers(const fm_value *a, const fm_value *b) {
  if (a->tag == FM_INTEGER && b->tag == FM_INTEGER) return (a->integer > b->integer) - (a->integer < b->integer);
  /* A float key is never integral (Lua makes it an integer), so comparing in long double is exact enough to order. */
  long double x = a->tag == FM_INTEGER ? (long double)a->integer : (long double)a->number;
  long double y = b->tag == FM_INTEGER ? (long double)b->integer : (long double)b->number;
  return (x > y) - (x < y);
}

static int rank_of(const fm_value *key) {
  switch (key->tag) {
  case FM_INTEGER: case FM_NUMBER: return 0;
  case FM_STRING: return 1;
  default: return 2;
  }
}

int fm_compare_keys(const fm_value *a, const fm_value *b) {
  int difference = rank_of(a) - rank_of(b);
  if (difference) return difference;
  switch (rank_of(a)) {
  case 0: return compare_numbers(a, b);
  case 1: {
    size_t shorter = a->string.length < b->string.length ? a->string.length : b->string.length;
    int order = memcmp(a->string.bytes, b->string.bytes, shorter);
    return order ? order : (a->string.length > b->string.length) - (a->string.length < b->string.length);
  }
  default: return a->boolean - b->boolean;
  }
}

bool fm_read_key(lua_State *L, int index, fm_value *key) {
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) key->tag = FM_INTEGER, key->integer = lua_tointeger(L, index);
    else key->tag = FM_NUMBER, key->number = lua_tonumber(L, index);
    return true;
  case LUA_TSTRING:
    key->tag = FM_STRING;
    key->string.bytes = lua_tolstring(L, index, &key->string.length);
    return true;
  case LUA_TBOOLEAN:
    key->tag = FM_BOOLEAN;
    key->boolean = lua_toboolean(L, index);
    return true;
  default: return false;
  }
}

static int compare_entries(const void *a, const void *b) { return fm_compare_keys(a, b); }

static const char *read_value(reader *r, int index, fm_value *value, int depth);

static const char *read_table(reader *r, int index, fm_value *value, int depth) {
  lua_State *L = r->L;
  const void *identity = lua_topointer(L, index);
  if (depth == FM_DEPTH_MAX) return "a table nested too deeply (64 levels at most)";
  for (int i = 0; i < depth; i++)
    if (r->path[i] == identity) return "a table that contains itself";
  r->path[depth] = identity;
  if (!lua_checkstack(L, 6)) return "a table nested too deeply (the stack is full)";

  fm_table *table = fm_arena_allocate(r->arena, sizeof *table);
  *table = (fm_table){0};
  while (lua_rawgeti(L, index, (lua_Integer)table->list_count + 1) != LUA_TNIL) {
    table->list_count++;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  size_t entries = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) entries++;
  fm_charge(L, entries);
  table->field_count = entries - table->list_count;
  table->list = fm_arena_allocate(r->arena, table->list_count * sizeof(fm_value));
  table->fields = fm_arena_allocate(r->arena, table->field_count * 2 * sizeof(fm_value));
  for (size_t i = 0; i < table->list_count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    const char *problem = read_value(r, lua_gettop(L), &table->list[i], depth + 1);
    lua_pop(L, 1);
    if (problem) return problem;
  }
  size_t field = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    int top = lua_gettop(L);
    if (lua_isinteger(L, -2)) {
      lua_Integer key = lua_tointeger(L, -2);
      if (key >= 1 && (lua_Unsigned)key <= table->list_count) {
        lua_pop(L, 1);
        continue;
      }
    }
    int key_type = lua_type(L, -2);
    const char *problem = NULL;
    if (key_type != LUA_TSTRING && key_type != LUA_TNUMBER && key_type != LUA_TBOOLEAN)
      problem = "a table with a key that is no string, number or boolean";
    if (!problem) problem = read_value(r, top - 1, &table->fields[2 * field], depth + 1);
    if (!problem) problem = read_value(r, top, &table->fields[2 * field + 1], depth + 1);
    lua_pop(L, 1);
    if (problem) {
      lua_pop(L, 1);
      return problem;
    }
    field++;
  }
  qsort(table->fields, table->field_count, 2 * sizeof(fm_value), compare_entries);
  value->tag = FM_TABLE;
  value->table = table;
  return NULL;
}

static const char *read_value(reader *r, int index, fm_value *value, int depth) {
  lua_State *L = r->L;
  switch (lua_type(L, index)) {
  case LUA_TNIL: case LUA_TNONE: value->tag = FM_NIL; return NULL;
  case LUA_TBOOLEAN:
    value->tag = FM_BOOLEAN;
    value->boolean = lua_toboolean(L, index);
    return NULL;
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) {
      value->tag = FM_INTEGER;
      value->integer = lua_tointeger(L, index);
    } else {
      value->tag = FM_NUMBER;
      value->number = lua_tonumber(L, index);
    }
    return NULL;
  case LUA_TSTRING: {
    size_t length;
    const char *bytes = lua_tolstring(L, index, &length);
    char *copy = fm_arena_allocate(r->arena, length + 1);
    memcpy(copy, bytes, length + 1);
    value->tag = FM_STRING;
    value->string.bytes = copy;
    value->string.length = length;
    return NULL;
  }
  case LUA_TTABLE: return read_table(r, index, value, depth);
  case LUA_TUSERDATA: {
    fm_object *object = fm_object_at(L, index);
    if (!object) return "a foreign userdata";
    if (!object->object) return "a closed object";
    fm_host_of(L)->configuration.retain(object->object);
    fm_arena_own(r->arena, object->object);
    value->tag = FM_OBJECT;
    value->native.object = object->object;
    value->native.type = object->type;
    value->native.view = object->view;
    return NULL;
  }
  case LUA_TFUNCTION:
    if (r->reading == FM_PLAIN) return "a function";
    lua_pushvalue(L, index);
    value->tag = FM_FUNCTION;
    value->reference = fm_arena_reference(r->arena, luaL_ref(L, LUA_REGISTRYINDEX));
    return NULL;
  default: return "a coroutine";
  }
}

const char *fm_read_value(lua_State *L, int index, fm_reading reading, fm_arena *arena, fm_value *value) {
  reader r = {.L = L, .arena = arena, .reading = reading};
  int top = lua_gettop(L);
  const char *problem = read_value(&r, lua_absindex(L, index), value, 0);
  lua_settop(L, top);
  return problem;
}

/* ---- Plain → Lua */

void fm_push_value(lua_State *L, const fm_value *value) {
  luaL_checkstack(L, 4, "plain data");
  switch (value->tag) {
  case FM_BOOLEAN: lua_pushboolean(L, value->boolean); break;
  case FM_INTEGER: lua_pushinteger(L, value->integer); break;
  case FM_NUMBER: lua_pushnumber(L, value->number); break;
  case FM_STRING: lua_pushlstring(L, value->string.bytes, value->string.length); break;
  case FM_FUNCTION: lua_rawgeti(L, LUA_REGISTRYINDEX, value->reference->id); break;
  case FM_OBJECT: fm_push_object(L, value->native.type, value->native.object, value->native.view); break;
  case FM_TABLE: {
    const fm_table *table = value->table;
    lua_createtable(L, (int)table->list_count, (int)table->field_count);
    for (size_t i = 0; i < table->list_count; i++) {
      fm_push_value(L, &table->list[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    for (size_t i = 0; i < table->field_count; i++) {
      fm_push_value(L, &table->fields[2 * i]);
      fm_push_value(L, &table->fields[2 * i + 1]);
      lua_rawset(L, -3);
    }
    break;
  }
  default: lua_pushnil(L);
  }
}
