/* Looking at values without running any script: for printing, completion and help. Native descriptions may run. */
#include <stdlib.h>

#include "host.h"

typedef struct inspector {
  lua_State *L;
  fm_arena *arena;
  int depth, items, total; /* `total` counts down the values that may still be taken */
  size_t text_limit;
  int seen; /* stack index of the table of values seen */
} inspector;

typedef struct entry { /* a key while sorting: plain ones first, then the others by type and place in the table */
  fm_value key;
  uint8_t type;
  const void *identity;
  size_t place;
  int slot; /* in the table of keys */
} entry;

static const char *copy_text(inspector *in, const char *bytes, size_t length) {
  char *copy = fm_arena_allocate(in->arena, length + 1);
  memcpy(copy, bytes, length);
  copy[length] = 0;
  return copy;
}

static void set_text(inspector *in, fm_node *node, const char *bytes, size_t length) {
  node->full_length = length;
  node->length = length > in->text_limit ? in->text_limit : length;
  node->text = copy_text(in, bytes, node->length);
}

static int compare_sorted(const void *left, const void *right) {
  const entry *a = left, *b = right;
  bool a_plain = a->identity == NULL, b_plain = b->identity == NULL;
  if (a_plain && b_plain) return fm_compare_keys(&a->key, &b->key);
  if (a_plain != b_plain) return a_plain ? -1 : 1;
  if (a->type != b->type) return a->type - b->type;
  return a->place < b->place ? -1 : a->place > b->place;
}

/* Moves the entry at `i` of a heap, whose root is the greatest, down to where it belongs. */
static void sift_down(entry *heap, size_t count, size_t i) {
  for (;;) {
    size_t greatest = i;
    for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < count; child++)
      if (compare_sorted(&heap[child], &heap[greatest]) > 0) greatest = child;
    if (greatest == i) return;
    entry moved = heap[i];
    heap[i] = heap[greatest];
    heap[greatest] = moved;
    i = greatest;
  }
}

static void inspect(inspector *in, int index, fm_node *node, int depth);

/* So many fields of a table are looked at: a person waits for the next prompt, and each costs up to half a microsecond. */
enum { FIELDS_MAX = 65536 };

static void inspect_table(inspector *in, int index, fm_node *node, int depth) {
  lua_State *L = in->L;
  if (lua_getmetatable(L, index)) {
    lua_pushliteral(L, "__name");
    if (lua_rawget(L, -2) == LUA_TSTRING) {
      size_t length;
      const char *name = lua_tolstring(L, -1, &length);
      node->class_name = copy_text(in, name, length);
    }
    lua_pop(L, 2);
  }
  lua_pushvalue(L, index);
  bool was_seen = lua_rawget(L, in->seen) != LUA_TNIL;
  lua_pop(L, 1);
  while (lua_rawgeti(L, index, (lua_Integer)node->list_total + 1) != LUA_TNIL) {
    node->list_total++;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  if (was_seen) {
    node->is_repeated = true;
    return;
  }
  lua_pushvalue(L, index);
  lua_pushboolean(L, 1);
  lua_rawset(L, in->seen);
  if (depth >= in->depth) {
    lua_pushnil(L);
    node->is_too_deep = lua_next(L, index) != 0;
    if (node->is_too_deep) lua_pop(L, 2);
    return;
  }
  size_t items = (size_t)(in->items < in->total ? in->items : in->total > 0 ? in->total : 0);
  node->list_count = node->list_total < items ? node->list_total : items;
  in->total -= (int)node->list_count;
  node->list = fm_arena_allocate(in->arena, node->list_count * sizeof(fm_node));
  for (size_t i = 0; i < node->list_count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    inspect(in, lua_gettop(L), &node->list[i], depth + 1);
    lua_pop(L, 1);
  }

  /* The first fields in order: a heap of the least so far, so that a table of a million is neither copied nor sorted. */
  if ((size_t)(in->total > 0 ? in->total : 0) < items) items = in->total > 0 ? (size_t)in->total : 0;
  entry *order = lua_newuserdatauv(L, (items + 1) * sizeof *order, 0);
  lua_createtable(L, (int)items, 0);
  int keys = lua_gettop(L);
  size_t found = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_isinteger(L, -2)) {
      lua_Integer i = lua_tointeger(L, -2);
      if (i >= 1 && (lua_Unsigned)i <= node->list_total) continue;
    }
    if (node->field_total == FIELDS_MAX) {
      node->is_partial = true;
      break;
    }
    entry e = {.type = (uint8_t)lua_type(L, -2), .place = node->field_total++};
    if (items == 0) continue;
    if (!fm_read_key(L, -2, &e.key)) e.identity = lua_topointer(L, -2);
    if (found == items && compare_sorted(&e, &order[0]) >= 0) continue;
    e.slot = found < items ? (int)found + 1 : order[0].slot;
    lua_pushvalue(L, -2);
    lua_rawseti(L, keys, e.slot);
    if (found < items) {
      order[found++] = e;
      if (found == items)
        for (size_t i = items / 2; i-- > 0;) sift_down(order, items, i);
    } else {
      order[0] = e;
      sift_down(order, items, 0);
    }
  }
  lua_settop(L, keys);
  fm_charge(L, node->list_total + node->field_total);
  qsort(order, found, sizeof *order, compare_sorted);
  node->field_count = found;
  in->total -= (int)node->field_count;
  node->fields = fm_arena_allocate(in->arena, node->field_count * 2 * sizeof(fm_node));
  for (size_t i = 0; i < node->field_count; i++) {
    lua_rawgeti(L, keys, order[i].slot);
    inspect(in, lua_gettop(L), &node->fields[2 * i], in->depth); /* a table as a key is named, not opened */
    lua_rawget(L, index);
    inspect(in, lua_gettop(L), &node->fields[2 * i + 1], depth + 1);
    lua_pop(L, 1);
  }
  lua_settop(L, keys - 2);
}

static void inspect_function(inspector *in, int index, fm_node *node) {
  lua_State *L = in->L;
  node->declaration = -1;
  const fm_binding *binding = fm_binding_at(L, index);
  if (binding) {
    node->is_native = true;
    node->declaration = binding->declaration;
    set_text(in, node, binding->name, strlen(binding->name));
    return;
  }
  lua_Debug info;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &info);
  node->is_native = *info.what == 'C';
  node->line = info.linedefined;
  if (!node->is_native) set_text(in, node, info.short_src, strlen(info.short_src));
}

static void inspect_object(inspector *in, int index, fm_node *node) {
  lua_State *L = in->L;
  fm_object *object = fm_object_at(L, index);
  if (!object) {
    if (luaL_getmetafield(L, index, "__name") == LUA_TSTRING) {
      size_t length;
      const char *name = lua_tolstring(L, -1, &length);
      node->class_name = copy_text(in, name, length);
    }
    lua_settop(L, index);
    return;
  }
  node->is_native = true;
  node->class_name = object->type->name;
  size_t length;
  luaL_getmetafield(L, index, "__tostring"); /* native: the metatable is the bridge's own */
  lua_pushvalue(L, index);
  if (lua_pcall(L, 1, 1, 0) == LUA_OK && lua_type(L, -1) == LUA_TSTRING) {
    const char *text = lua_tolstring(L, -1, &length);
    set_text(in, node, text, length);
  } else if (fm_is_ending(fm_host_of(L))) fm_raise_ending(L);
  lua_settop(L, index);
}

static void inspect(inspector *in, int index, fm_node *node, int depth) {
  lua_State *L = in->L;
  luaL_checkstack(L, 10, "inspection");
  memset(node, 0, sizeof *node);
  node->declaration = -1;
  node->type = (uint8_t)lua_type(L, index);
  switch (node->type) {
  case LUA_TBOOLEAN: node->integer = lua_toboolean(L, index); return;
  case LUA_TNUMBER:
    node->is_integer = lua_isinteger(L, index);
    if (node->is_integer) node->integer = lua_tointeger(L, index);
    else node->number = lua_tonumber(L, index);
    return;
  case LUA_TSTRING: {
    size_t length;
    const char *bytes = lua_tolstring(L, index, &length);
    set_text(in, node, bytes, length);
    return;
  }
  }
  node->identity = lua_topointer(L, index);
  switch (node->type) {
  case LUA_TTABLE: inspect_table(in, index, node, depth); break;
  case LUA_TFUNCTION: inspect_function(in, index, node); break;
  case LUA_TUSERDATA: inspect_object(in, index, node); break;
  case LUA_TTHREAD: {
    const char *status = fm_coroutine_status(L, lua_tothread(L, index));
    set_text(in, node, status, strlen(status));
  }
  }
}

typedef struct snapshot_request {
  int reference;
  inspector in;
  fm_node *node;
} snapshot_request;

static int do_snapshot(lua_State *L) {
  snapshot_request *r = lua_touserdata(L, 1);
  r->in.L = L;
  lua_newtable(L);
  r->in.seen = lua_gettop(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  inspect(&r->in, lua_gettop(L), r->node, 0);
  return 0;
}

fm_status fm_snapshot(
  fm_host *host, int reference, int depth, int items, int total, size_t text_limit, fm_arena *arena, fm_node *node) {
  snapshot_request r = {reference, {.arena = arena, .depth = depth, .items = items, .total = total, .text_limit = text_limit}, node};
  return fm_protected(host, do_snapshot, &r);
}

/* ---- Names for completion */

typedef struct names_request {
  const char *const *path;
  int count;
  fm_arena *arena;
  const char **names;
  uint8_t *types;
  int found, capacity;
} names_request;

static void add_names(lua_State *L, names_request *r, int table) {
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) continue;
    if (r->found == r->capacity) {
      int capacity = r->capacity ? 2 * r->capacity : 128;
      const char **names = fm_arena_allocate(r->arena, (size_t)capacity * sizeof *names);
      uint8_t *types = fm_arena_allocate(r->arena, (size_t)capacity);
      if (r->found) {
        memcpy(names, r->names, (size_t)r->found * sizeof *names);
        memcpy(types, r->types, (size_t)r->found);
      }
      r->names = names;
      r->types = types;
      r->capacity = capacity;
    }
    size_t length;
    const char *name = lua_tolstring(L, -2, &length);
    char *copy = fm_arena_allocate(r->arena, length + 1);
    memcpy(copy, name, length + 1);
    r->names[r->found] = copy;
    r->types[r->found++] = (uint8_t)lua_type(L, -1);
  }
}

/* Replaces the value on top by its member `name`, without running anything of a script's. */
static void step_into(lua_State *L, const char *name) {
  if (lua_istable(L, -1)) {
    lua_pushstring(L, name);
    lua_rawget(L, -2);
  } else {
    const char *groups[] = {"methods", "fields"};
    int top = lua_gettop(L);
    lua_pushnil(L);
    if (fm_object_at(L, top) && lua_getmetatable(L, top))
      for (int g = 0; g < 2; g++) {
        lua_pushstring(L, groups[g]);
        lua_rawget(L, top + 2);
        lua_pushstring(L, name);
        if (lua_rawget(L, -2) != LUA_TNIL) {
          lua_replace(L, top + 1);
          break;
        }
        lua_settop(L, top + 2);
      }
    lua_settop(L, top + 1);
  }
  lua_remove(L, -2);
}

static int do_names(lua_State *L) {
  names_request *r = lua_touserdata(L, 1);
  lua_pushglobaltable(L);
  for (int i = 0; i < r->count; i++) step_into(L, r->path[i]);
  int value = lua_gettop(L);
  if (lua_istable(L, value)) {
    add_names(L, r, value);
    if (lua_getmetatable(L, value)) { /* what a table inherits through tables, to a bounded depth */
      for (int depth = 0; depth < 8; depth++) {
        lua_pushliteral(L, "__index");
        if (lua_rawget(L, -2) != LUA_TTABLE) break;
        add_names(L, r, lua_gettop(L));
        if (!lua_getmetatable(L, -1)) break;
      }
    }
  } else if (lua_type(L, value) == LUA_TSTRING && lua_getmetatable(L, value)) {
    lua_pushliteral(L, "__index");
    if (lua_rawget(L, -2) == LUA_TTABLE) add_names(L, r, lua_gettop(L));
  } else if (fm_object_at(L, value) && lua_getmetatable(L, value)) {
    lua_pushliteral(L, "methods");
    lua_rawget(L, value + 1);
    add_names(L, r, lua_gettop(L));
    lua_pushliteral(L, "fields");
    lua_rawget(L, value + 1);
    int first = r->found;
    add_names(L, r, lua_gettop(L));
    for (int i = first; i < r->found; i++) r->types[i] = LUA_TNIL; /* a field, whatever computes it */
  }
  return 0;
}

fm_status fm_names(
  fm_host *host, const char *const *path, int count, fm_arena *arena, const char ***names, uint8_t **types, int *name_count) {
  names_request r = {.path = path, .count = count, .arena = arena};
  fm_status status = fm_protected(host, do_names, &r);
  *names = r.names;
  *types = r.types;
  *name_count = r.found;
  return status;
}
