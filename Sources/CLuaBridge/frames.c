/* The frames of scripts with their variables: kept of the last error that reached the host, or live below a native
   function. An environment makes of a frame what a chunk takes for its globals: it reads locals, then upvalues, then
   globals, and assigns likewise. */
#include "host.h"

enum { FRAMES_MAX = 16, VARARGS_MAX = 200 };

/* Registry keys: the records of the last failure, those of a failure inside a native function's call of a script, which
   the failure of that function may go on to report, and in the metatable of an environment its record. */
static const char failed_key = 0, nested_key = 0, record_key = 0;

/* A live frame is found again by its height from the bottom of its thread's stack, which nested calls don't change.
   User values: 1 the thread, 2 the function. */
typedef struct live_frame {
  lua_State *thread;
  int height;
} live_frame;

static bool is_script(const lua_Debug *frame) { return *frame->what == 'L' || *frame->what == 'm'; }

/* ---- Records. A kept frame is a table: `slots` has the values, `names` the slot of each name. */

static void set_text(lua_State *L, int record, const char *key, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, record, key);
}

static void describe_frame(lua_State *L, int record, lua_Debug *frame, int function) {
  char name[80];
  lua_pushvalue(L, function);
  fm_name_frame(L, frame, name, sizeof name);
  lua_pop(L, 1);
  set_text(L, record, "source", frame->short_src);
  set_text(L, record, "name", name);
  lua_pushinteger(L, frame->currentline > 0 ? frame->currentline : 0);
  lua_setfield(L, record, "line");
}

/* Files the value on top under `name`; a later one of the same name hides an earlier. */
static void keep_variable(lua_State *L, int slots, int names, int *count, const char *name) {
  lua_rawseti(L, slots, ++*count);
  lua_pushstring(L, name);
  lua_pushinteger(L, *count);
  lua_rawset(L, names);
}

static void keep_varargs(lua_State *L, lua_Debug *frame, int record) {
  lua_newtable(L);
  int count = 0;
  while (count < VARARGS_MAX && lua_getlocal(L, frame, -(count + 1))) lua_rawseti(L, -2, ++count);
  lua_pushinteger(L, count);
  lua_setfield(L, -2, "n");
  lua_setfield(L, record, "varargs");
}

/* Pushes the record of the frame whose function is on top, in that function's place. */
static void keep_frame(lua_State *L, lua_Debug *frame) {
  int function = lua_gettop(L), record = function + 1, slots = function + 2, names = function + 3, count = 0;
  lua_newtable(L);
  lua_newtable(L);
  lua_newtable(L);
  const char *name;
  for (int i = 1; (name = lua_getupvalue(L, function, i)); i++) keep_variable(L, slots, names, &count, name);
  for (int i = 1; (name = lua_getlocal(L, frame, i)); i++)
    if (*name == '(') lua_pop(L, 1); /* a temporary of the interpreter's */
    else keep_variable(L, slots, names, &count, name);
  lua_setfield(L, record, "names");
  lua_setfield(L, record, "slots");
  describe_frame(L, record, frame, function);
  keep_varargs(L, frame, record);
  lua_remove(L, function);
}

/* ---- A failure */

static int do_keep(lua_State *L) {
  const void *key = lua_touserdata(L, 1);
  lua_createtable(L, FRAMES_MAX, 0);
  lua_Debug frame;
  int count = 0;
  for (int level = 2; count < FRAMES_MAX && lua_getstack(L, level, &frame); level++) { /* 0 is this, 1 the handler */
    lua_getinfo(L, "Slnf", &frame);
    if (is_script(&frame)) {
      keep_frame(L, &frame);
      lua_rawseti(L, 2, ++count);
    } else lua_pop(L, 1);
  }
  if (count) lua_rawsetp(L, LUA_REGISTRYINDEX, key); /* a text that isn't Lua fails without a frame, and replaces none */
  return 0;
}

static void forget(lua_State *L, const void *key) {
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/* The keys are there from the beginning: replacing their values allocates nothing. */
void fm_open_frames(lua_State *L) {
  forget(L, &failed_key);
  forget(L, &nested_key);
}

bool fm_repeats_nested_failure(lua_State *L, fm_host *host) {
  if (host->nested_failure <= host->depth || !host->message || lua_type(L, 1) != LUA_TSTRING) return false;
  size_t length;
  const char *message = lua_tolstring(L, 1, &length);
  return length == host->message_length && memcmp(message, host->message, length) == 0;
}

/* Stack: the error's message handler, with the error at 1. No finaliser may run here, where nothing would stop it, and no
   hook, so that the frames of an interrupted script are kept too. */
void fm_keep_failed_frames(lua_State *L, fm_host *host, bool repeats) {
  bool is_nested = host->depth > 1;
  if (!lua_checkstack(L, 4)) return;
  if (repeats && !is_nested) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &nested_key);
    if (lua_istable(L, -1)) {
      lua_rawsetp(L, LUA_REGISTRYINDEX, &failed_key);
      forget(L, &nested_key);
      host->nested_failure = 0;
      return;
    }
    lua_settop(L, 1);
  }
  if (repeats && is_nested) {
    host->nested_failure = host->depth;
    return;
  }
  const void *key = is_nested ? &nested_key : &failed_key;
  bool collects = lua_gc(L, LUA_GCISRUNNING);
  if (collects) lua_gc(L, LUA_GCSTOP);
  lua_sethook(L, NULL, 0, 0);
  lua_pushcfunction(L, do_keep);
  lua_pushlightuserdata(L, (void *)key);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    lua_pop(L, 1);
    forget(L, key);
  }
  fm_rehook(L, host);
  if (collects) lua_gc(L, LUA_GCRESTART);
  host->nested_failure = is_nested ? host->depth : 0;
  if (!is_nested) forget(L, &nested_key);
}

/* ---- Live frames */

static int live_level(const live_frame *live) { return fm_last_level(live->thread) + 1 - live->height; }

/* Fills in `frame`, or raises if the function has returned meanwhile. */
static void find_live(lua_State *L, int record, const live_frame *live, lua_Debug *frame) {
  bool is_there = false;
  lua_getiuservalue(L, record, 2);
  int level = live_level(live);
  if (level >= 0 && lua_getstack(live->thread, level, frame) && lua_checkstack(live->thread, 1)) {
    lua_getinfo(live->thread, "f", frame);
    lua_xmove(live->thread, L, 1);
    is_there = lua_rawequal(L, -1, -2);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  if (!is_there) luaL_error(L, "the function whose variables these were has returned");
  if (!lua_checkstack(live->thread, 2)) luaL_error(L, "too many variables");
}

/* Pushes the records of the threads in the chain of resumes from L outwards into the list on top. */
static int do_live_frames(lua_State *L) {
  fm_host *host = fm_host_of(L);
  int count = 0;
  lua_newtable(L);
  lua_State *last = NULL;
  for (fm_link *link = fm_innermost(); link && count < FRAMES_MAX; link = link->outer) {
    lua_State *thread = link->L;
    if (link->host != host || thread == last) continue;
    last = thread;
    lua_Debug frame;
    for (int level = 0; count < FRAMES_MAX && lua_getstack(thread, level, &frame); level++) {
      luaL_checkstack(L, 8, "frames");
      if (!lua_checkstack(thread, 2)) break;
      lua_getinfo(thread, "S", &frame);
      if (!is_script(&frame)) continue;
      lua_createtable(L, 0, 4);
      live_frame *live = lua_newuserdatauv(L, sizeof *live, 2);
      *live = (live_frame){thread, fm_last_level(thread) + 1 - level};
      lua_pushthread(thread);
      lua_xmove(thread, L, 1);
      lua_setiuservalue(L, -2, 1);
      lua_getinfo(thread, "lnf", &frame);
      lua_xmove(thread, L, 1);
      describe_frame(L, lua_gettop(L) - 2, &frame, lua_gettop(L));
      lua_setiuservalue(L, -2, 2);
      lua_setfield(L, -2, "live");
      lua_rawseti(L, -2, ++count);
    }
  }
  return 1;
}

/* ---- Variables by name */

typedef struct place { /* of a variable of a live frame */
  lua_Debug frame;
  int local, upvalue; /* the last of that name, as scopes nest; 0 if there is none */
} place;

static place locate(lua_State *L, int record, const live_frame *live, const char *wanted) {
  place found = {.local = 0};
  find_live(L, record, live, &found.frame);
  const char *name;
  for (int i = 1; (name = lua_getlocal(live->thread, &found.frame, i)); i++) {
    lua_pop(live->thread, 1);
    if (strcmp(name, wanted) == 0) found.local = i;
  }
  if (found.local) return found;
  lua_getiuservalue(L, record, 2);
  for (int i = 1; (name = lua_getupvalue(L, -1, i)); i++) {
    lua_pop(L, 1);
    if (strcmp(name, wanted) == 0) found.upvalue = i;
  }
  lua_pop(L, 1);
  return found;
}

static const live_frame *live_of(lua_State *L, int record) { /* pushes the userdata, or nil */
  lua_getfield(L, record, "live");
  return lua_touserdata(L, -1);
}

/* Pushes the variable; false, pushing nothing, if there is none. */
static bool push_variable(lua_State *L, int record, const char *name) {
  int top = lua_gettop(L);
  const live_frame *live = live_of(L, record);
  if (live) {
    place found = locate(L, top + 1, live, name);
    if (found.local) {
      lua_getlocal(live->thread, &found.frame, found.local);
      lua_xmove(live->thread, L, 1);
    } else if (found.upvalue) {
      lua_getiuservalue(L, top + 1, 2);
      lua_getupvalue(L, -1, found.upvalue);
    } else {
      lua_settop(L, top);
      return false;
    }
  } else {
    lua_getfield(L, record, "names");
    lua_getfield(L, record, "slots");
    lua_pushstring(L, name);
    if (lua_rawget(L, top + 2) == LUA_TNIL) {
      lua_settop(L, top);
      return false;
    }
    lua_rawget(L, top + 3);
  }
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
  return true;
}

/* Assigns the value at `value`; false if there is no such variable. */
static bool set_variable(lua_State *L, int record, const char *name, int value) {
  int top = lua_gettop(L);
  bool is_found = true;
  const live_frame *live = live_of(L, record);
  if (live) {
    place found = locate(L, top + 1, live, name);
    if (found.local) {
      lua_pushvalue(L, value);
      lua_xmove(L, live->thread, 1);
      lua_setlocal(live->thread, &found.frame, found.local);
    } else if (found.upvalue) {
      lua_getiuservalue(L, top + 1, 2);
      lua_pushvalue(L, value);
      lua_setupvalue(L, -2, found.upvalue);
    } else is_found = false;
  } else {
    lua_getfield(L, record, "names");
    lua_getfield(L, record, "slots");
    lua_pushstring(L, name);
    is_found = lua_rawget(L, top + 2) != LUA_TNIL;
    if (is_found) {
      lua_pushvalue(L, value);
      lua_rawset(L, top + 3);
    }
  }
  lua_settop(L, top);
  return is_found;
}

/* The globals of the frame's function: its own _ENV if it has one. */
static void push_globals(lua_State *L, int record) {
  if (!push_variable(L, record, "_ENV")) lua_pushglobaltable(L);
}

/* Pushes a table of what the environment at `index` names of its frame; false, and nothing, for any other value. */
static bool push_variables(lua_State *L, int index) {
  int top = lua_gettop(L);
  if (!lua_istable(L, index) || !lua_getmetatable(L, index)) return false;
  if (lua_rawgetp(L, -1, &record_key) != LUA_TTABLE) {
    lua_settop(L, top);
    return false;
  }
  int record = top + 2, variables = top + 3;
  lua_newtable(L);
  const live_frame *live = live_of(L, record);
  const char *name;
  if (live) {
    lua_Debug frame;
    find_live(L, top + 4, live, &frame);
    lua_getiuservalue(L, top + 4, 2);
    for (int i = 1; (name = lua_getupvalue(L, top + 5, i)); i++) {
      if (strcmp(name, "_ENV") == 0) lua_pop(L, 1);
      else lua_setfield(L, variables, name);
    }
    for (int i = 1; (name = lua_getlocal(live->thread, &frame, i)); i++) {
      lua_xmove(live->thread, L, 1);
      if (*name == '(') lua_pop(L, 1);
      else lua_setfield(L, variables, name);
    }
  } else {
    lua_getfield(L, record, "names");
    lua_getfield(L, record, "slots");
    for (lua_pushnil(L); lua_next(L, top + 5);) {
      lua_rawget(L, top + 6);
      name = lua_tostring(L, -2);
      if (strcmp(name, "_ENV") == 0) lua_pop(L, 1);
      else {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, variables);
      }
    }
  }
  lua_settop(L, variables);
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
  return true;
}

/* ---- Environments. Upvalue 1 of both is the record. */

static int environment_index(lua_State *L) {
  int record = lua_upvalueindex(1);
  lua_settop(L, 2);
  lua_pushvalue(L, record);
  if (lua_type(L, 2) == LUA_TSTRING && push_variable(L, 3, lua_tostring(L, 2))) return 1;
  push_globals(L, 3);
  lua_pushvalue(L, 2);
  lua_gettable(L, -2);
  return 1;
}

static int environment_newindex(lua_State *L) {
  lua_settop(L, 3);
  lua_pushvalue(L, lua_upvalueindex(1));
  if (lua_type(L, 2) == LUA_TSTRING && set_variable(L, 4, lua_tostring(L, 2), 3)) return 0;
  push_globals(L, 4);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_settable(L, -3);
  return 0;
}

static void push_environment(lua_State *L, int record) {
  lua_newtable(L);
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, record);
  lua_rawsetp(L, -2, &record_key);
  lua_pushliteral(L, "variables");
  lua_setfield(L, -2, "__name");
  lua_pushvalue(L, record);
  lua_pushcclosure(L, environment_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, record);
  lua_pushcclosure(L, environment_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, -2);
}

/* ---- What Swift asks */

typedef struct frames_request {
  bool is_live;
  fm_arena *arena;
  fm_script_frame *frames;
  int count;
} frames_request;

static const char *copied_field(lua_State *L, fm_arena *arena, const char *key) {
  lua_getfield(L, -1, key);
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  char *copy = fm_arena_allocate(arena, length + 1);
  memcpy(copy, text, length + 1);
  lua_pop(L, 1);
  return copy;
}

static int do_frames(lua_State *L) {
  frames_request *r = lua_touserdata(L, 1);
  if (r->is_live) {
    lua_pop(L, 1);
    do_live_frames(L);
  } else if (lua_rawgetp(L, LUA_REGISTRYINDEX, &failed_key) != LUA_TTABLE) return 0;
  int list = lua_gettop(L), count = (int)lua_rawlen(L, list);
  r->frames = fm_arena_allocate(r->arena, (size_t)count * sizeof *r->frames);
  for (int i = 0; i < count; i++) {
    lua_rawgeti(L, list, i + 1);
    fm_script_frame *frame = &r->frames[i];
    frame->source = copied_field(L, r->arena, "source");
    frame->name = copied_field(L, r->arena, "name");
    lua_getfield(L, -1, "line");
    frame->line = (int)lua_tointeger(L, -1);
    lua_pop(L, 1);
    frame->record = fm_arena_reference(r->arena, luaL_ref(L, LUA_REGISTRYINDEX));
    r->count = i + 1;
  }
  return 0;
}

fm_status fm_failed_frames(fm_host *host, fm_arena *arena, fm_script_frame **frames, int *count) {
  frames_request r = {.arena = arena};
  fm_status status = fm_protected(host, do_frames, &r);
  *frames = r.frames;
  *count = r.count;
  return status;
}

fm_status fm_live_frames(fm_host *host, fm_arena *arena, fm_script_frame **frames, int *count) {
  frames_request r = {.is_live = true, .arena = arena};
  fm_status status = fm_protected(host, do_frames, &r);
  *frames = r.frames;
  *count = r.count;
  return status;
}

typedef struct frame_request {
  int record, environment;
  fm_arena *arena;
  fm_reference **values;
  int count;
} frame_request;

static int do_environment(lua_State *L) {
  frame_request *r = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->record);
  push_environment(L, 2);
  r->environment = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_frame_environment(fm_host *host, int record, int *environment) {
  frame_request r = {.record = record, .environment = LUA_NOREF};
  fm_status status = fm_protected(host, do_environment, &r);
  *environment = r.environment;
  return status;
}

static int do_variables(lua_State *L) {
  frame_request *r = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->record);
  if (push_variables(L, 2)) r->environment = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

fm_status fm_environment_variables(fm_host *host, int environment, int *variables) {
  frame_request r = {.record = environment, .environment = LUA_NOREF};
  fm_status status = fm_protected(host, do_variables, &r);
  *variables = r.environment;
  return status;
}

static int do_varargs(lua_State *L) {
  frame_request *r = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->record);
  const live_frame *live = live_of(L, 2);
  if (live) {
    lua_Debug frame;
    find_live(L, 3, live, &frame);
    lua_newtable(L);
    while (r->count < VARARGS_MAX && lua_getlocal(live->thread, &frame, -(r->count + 1))) {
      lua_xmove(live->thread, L, 1);
      lua_rawseti(L, 4, ++r->count);
    }
  } else {
    lua_getfield(L, 2, "varargs");
    lua_getfield(L, 4, "n");
    r->count = (int)lua_tointeger(L, -1);
  }
  r->values = fm_arena_allocate(r->arena, (size_t)r->count * sizeof *r->values);
  for (int i = 0; i < r->count; i++) {
    lua_rawgeti(L, 4, i + 1);
    r->values[i] = fm_arena_reference(r->arena, luaL_ref(L, LUA_REGISTRYINDEX));
  }
  return 0;
}

fm_status fm_frame_varargs(fm_host *host, int record, fm_arena *arena, fm_reference ***values, int *count) {
  frame_request r = {.record = record, .arena = arena};
  fm_status status = fm_protected(host, do_varargs, &r);
  *values = r.values;
  *count = status == FM_OK ? r.count : 0;
  return status;
}
