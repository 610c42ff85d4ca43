/* A state's memory: one account for Lua's objects and for the native buffers they own. */
#include <stdlib.h>

#include "host.h"

/* A policy's longest string. Comparing two strings is one instruction whatever their length, so their length is bounded. */
static const size_t longest_policy_string = 64 << 10;

/* Lua's allocator. A refusal makes Lua collect garbage and ask again, then raise a memory error; shrinking never fails. */
void *fm_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  fm_host *host = context;
  bool is_new = !block, is_string = is_new && old_size == LUA_TSTRING;
  if (is_new) old_size = 0; /* it was the new object's type */
  if (new_size == 0) {
    free(block);
    host->used -= old_size;
    return NULL;
  }
  size_t growth = new_size > old_size ? new_size - old_size : 0;
  if (growth) {
    size_t taken = host->used + host->native;
    if (taken > host->limit || growth > host->limit - taken) return NULL;
    if (host->configuration.is_policy) {
      if (is_string && new_size > longest_policy_string) return NULL;
      if (new_size > host->volume) return NULL;
      host->volume -= new_size;
    }
  }
  void *moved = realloc(block, new_size);
  if (!moved) {
    if (growth) return NULL;
    moved = block;
  }
  host->used = host->used - old_size + new_size;
  host->allocations += is_new;
  host->allocated += growth;
  return moved;
}

void fm_charge_native(lua_State *L, size_t bytes) {
  fm_host *host = fm_host_of(L);
  host->native += bytes;
  host->allocations++;
  host->allocated += bytes;
  host->native_since_step += bytes;
  if (host->native_since_step >= 256 << 10) {
    int kilobytes = (int)(host->native_since_step >> 10 > 1 << 20 ? 1 << 20 : host->native_since_step >> 10);
    host->native_since_step = 0;
    lua_gc(L, LUA_GCSTEP, kilobytes);
  }
  if (host->used + host->native > host->limit) {
    lua_gc(L, LUA_GCCOLLECT);
    if (host->used + host->native > host->limit) {
      if (host->configuration.is_policy) host->failure = FM_MEMORY;
      luaL_error(L, "not enough memory");
    }
  }
}

size_t fm_host_memory(const fm_host *host) { return host->used + host->native; }

static int open_environment(lua_State *L) {
  fm_host *host = fm_host_of(L);
  if (host->configuration.is_policy) fm_open_policy(L);
  else fm_open_trusted(L);
  return 0;
}

/* Called when an error escapes every protected call, which the rules above exclude: say what it was and stop. */
static int panic(lua_State *L) {
  const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "error object is not a string";
  lua_writestringerror("formic: unprotected Lua error: %s\n", message);
  abort();
}

fm_host *fm_host_create(const fm_configuration *configuration) {
  fm_host *host = calloc(1, sizeof *host);
  if (!host) return NULL;
  host->configuration = *configuration;
  host->limit = configuration->memory_limit;
  host->volume = UINT64_MAX;
  host->sealed_globals = LUA_NOREF;
  atomic_flag_clear(&host->released_lock);
  host->main = lua_newstate(fm_allocate, host);
  if (!host->main) {
    free(host);
    return NULL;
  }
  *(fm_host **)lua_getextraspace(host->main) = host;
  lua_atpanic(host->main, panic);
  if (!lua_checkstack(host->main, FM_MAIN_SLOTS) || fm_protected(host, open_environment, NULL) != FM_OK) {
    fm_host_destroy(host);
    return NULL;
  }
  return host;
}

void fm_host_destroy(fm_host *host) {
  host->limit = SIZE_MAX; /* closing may need a little memory */
  host->volume = UINT64_MAX;
  fm_link link;
  fm_enter(&link, host, host->main);
  lua_close(host->main);
  fm_leave(&link);
  while (host->arenas) fm_arena_free(host->arenas);
  for (fm_class *type = host->classes; type;) {
    fm_class *next = type->next;
    free(type->name);
    free(type);
    type = next;
  }
  free(host->spare_arena);
  free(host->message);
  free(host->released);
  free(host);
}
