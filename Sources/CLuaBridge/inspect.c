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

/* ---- Names and members, for completion and help */

enum { INHERITANCE_MAX = 8 }; /* tables a table may inherit from, one through another */

/* Replaces the table on top by the one it inherits from; false, and nothing left, where there is none. */
static bool next_inherited(lua_State *L) {
  if (!lua_getmetatable(L, -1)) {
    lua_pop(L, 1);
    return false;
  }
  lua_pushliteral(L, "__index");
  lua_rawget(L, -2);
  lua_replace(L, -3);
  lua_pop(L, 1);
  if (lua_istable(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

static void push_key(lua_State *L, const fm_step *step) {
  if (step->name) lua_pushlstring(L, step->name, step->length);
  else lua_pushinteger(L, step->index);
}

/* Replaces the value on top by its member. */
static void step_into(lua_State *L, const fm_step *step) {
  int value = lua_gettop(L);
  lua_pushnil(L);
  int found = value + 1;
  if (lua_istable(L, value)) {
    lua_pushvalue(L, value);
    for (int depth = 0; depth < INHERITANCE_MAX; depth++) {
      push_key(L, step);
      if (lua_rawget(L, -2) != LUA_TNIL) {
        lua_replace(L, found);
        break;
      }
      lua_pop(L, 1);
      if (!next_inherited(L)) break;
    }
  }
  lua_settop(L, found);
  lua_remove(L, value);
}

typedef struct find_request {
  int reference;
  const fm_step *path;
  int count;
  int *found;
} find_request;

static int do_find(lua_State *L) {
  find_request *r = lua_touserdata(L, 1);
  if (r->reference == LUA_NOREF) lua_pushglobaltable(L);
  else lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  for (int i = 0; i < r->count; i++) step_into(L, &r->path[i]);
  if (!lua_isnil(L, -1)) *r->found = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_find(fm_host *host, int reference, const fm_step *path, int count, int *found) {
  *found = LUA_NOREF;
  find_request r = {reference, path, count, found};
  return fm_protected(host, do_find, &r);
}

/* The least names in order, at most `limit` of them: a heap with the greatest on top. */
typedef struct names_request {
  int reference;
  const fm_name_filter *filter;
  fm_arena *arena;
  fm_name *heap;
  int found;
  fm_name greatest;
  size_t total;
} names_request;

static int compare_names(const void *left, const void *right) {
  const fm_name *a = left, *b = right;
  int order = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);
  return order ? order : (a->length > b->length) - (a->length < b->length);
}

static bool is_identifier(const char *bytes, size_t length) {
  if (length == 0 || (bytes[0] >= '0' && bytes[0] <= '9')) return false;
  for (size_t i = 0; i < length; i++) {
    char c = bytes[i];
    if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
  }
  return true;
}

static void keep_name(names_request *r, const fm_name *name) {
  fm_name *heap = r->heap;
  int i;
  if (r->found < r->filter->limit) { /* sift up */
    for (i = r->found++; i > 0 && compare_names(&heap[(i - 1) / 2], name) < 0; i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
  } else if (r->found && compare_names(name, &heap[0]) < 0) { /* sift down in place of the greatest */
    i = 0;
    for (int child; (child = 2 * i + 1) < r->found; i = child) {
      if (child + 1 < r->found && compare_names(&heap[child], &heap[child + 1]) < 0) child++;
      if (compare_names(&heap[child], name) <= 0) break;
      heap[i] = heap[child];
    }
  } else return;
  heap[i] = *name;
}

static bool is_shadowed(lua_State *L, int first, int table, int key) {
  for (int earlier = first; earlier < table; earlier++) {
    lua_pushvalue(L, key);
    bool is_there = lua_rawget(L, earlier) != LUA_TNIL;
    lua_pop(L, 1);
    if (is_there) return true;
  }
  return false;
}

/* The strings stay where they are: their tables are on the stack, and nothing is collected that a table holds. */
static void add_names(lua_State *L, names_request *r, int first, int table) {
  const fm_name_filter *filter = r->filter;
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) continue;
    fm_name name;
    name.bytes = lua_tolstring(L, -2, &name.length);
    name.type = (uint8_t)lua_type(L, -1);
    if (name.length < filter->prefix_length || memcmp(name.bytes, filter->prefix, filter->prefix_length) != 0) continue;
    if (filter->functions_only && name.type != LUA_TFUNCTION) continue;
    if (filter->identifiers_only && !is_identifier(name.bytes, name.length)) continue;
    if (filter->hides_private && name.bytes[0] == '_') continue;
    if (is_shadowed(L, first, table, lua_gettop(L) - 1)) continue;
    if (r->total++ == 0 || compare_names(&name, &r->greatest) > 0) r->greatest = name;
    keep_name(r, &name);
  }
}

static int do_names(lua_State *L) {
  names_request *r = lua_touserdata(L, 1);
  luaL_checkstack(L, INHERITANCE_MAX + 10, "names");
  if (r->reference == LUA_NOREF) lua_pushglobaltable(L);
  else lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  if (lua_type(L, -1) == LUA_TSTRING && !next_inherited(L)) return 0;
  if (!lua_istable(L, -1)) return 0;
  int first = lua_gettop(L);
  r->heap = fm_arena_allocate(r->arena, ((size_t)r->filter->limit + 1) * sizeof *r->heap);
  for (int depth = 0; depth < INHERITANCE_MAX; depth++) {
    add_names(L, r, first, lua_gettop(L));
    lua_pushvalue(L, -1);
    if (!next_inherited(L)) break;
  }
  qsort(r->heap, (size_t)r->found, sizeof *r->heap, compare_names);
  if (r->total > (size_t)r->found) r->heap[r->found++] = r->greatest;
  for (int i = 0; i < r->found; i++) {
    char *copy = fm_arena_allocate(r->arena, r->heap[i].length + 1);
    memcpy(copy, r->heap[i].bytes, r->heap[i].length + 1);
    r->heap[i].bytes = copy;
  }
  return 0;
}

fm_status fm_names(
  fm_host *host, int reference, const fm_name_filter *filter, fm_arena *arena, const fm_name **names, int *count, size_t *total) {
  names_request r = {.reference = reference, .filter = filter, .arena = arena};
  fm_status status = fm_protected(host, do_names, &r);
  *names = r.heap;
  *count = r.found;
  *total = r.total;
  return status;
}

typedef struct function_request {
  int reference;
  fm_arena *arena;
  fm_function *function;
} function_request;

static int do_describe_function(lua_State *L) {
  function_request *r = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->reference);
  if (!lua_isfunction(L, -1)) return 0;
  lua_Debug info;
  lua_pushvalue(L, -1);
  lua_getinfo(L, ">Su", &info);
  fm_function *f = r->function;
  f->is_function = true;
  f->is_native = *info.what == 'C';
  f->is_variadic = info.isvararg;
  f->parameter_count = f->is_native ? 0 : info.nparams;
  f->first_line = info.linedefined;
  f->last_line = info.lastlinedefined;
  inspector in = {.L = L, .arena = r->arena};
  f->source = copy_text(&in, info.short_src, strlen(info.short_src));
  f->parameters = fm_arena_allocate(r->arena, ((size_t)f->parameter_count + 1) * sizeof *f->parameters);
  for (int i = 0; i < f->parameter_count; i++) {
    const char *name = lua_getlocal(L, NULL, i + 1); /* of the function on top; it stays there */
    f->parameters[i] = copy_text(&in, name ? name : "?", name ? strlen(name) : 1);
  }
  return 0;
}

fm_status fm_describe_function(fm_host *host, int reference, fm_arena *arena, fm_function *function) {
  memset(function, 0, sizeof *function);
  function_request r = {reference, arena, function};
  return fm_protected(host, do_describe_function, &r);
}
