/* Timing functions of a script: in C, so that what is measured is the function and a call from C, and side by side, so
   that what disturbs one disturbs the others. */
#include <stdlib.h>

#include "host.h"

enum { ROUNDS_MIN = 3, CHECKED_ELEMENTS = 100000 };

typedef struct bench {
  const int *functions;
  int count;
  const fm_bench_settings *settings;
  fm_bench_row *rows;
  int samples;
  double empty;
} bench;

/* ---- What a call returned, as a number: FNV-1a over plain values, one level of a table's list, and vectors' elements */

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) hash = (hash ^ ((const uint8_t *)bytes)[i]) * 0x100000001B3;
  return hash;
}

static uint64_t hash_value(lua_State *L, int index, uint64_t hash, bool opens) {
  int type = lua_type(L, index), top = lua_gettop(L);
  hash = hash_bytes(hash, &(uint8_t){(uint8_t)type}, 1);
  switch (type) {
  case LUA_TBOOLEAN: return hash_bytes(hash, &(uint8_t){(uint8_t)lua_toboolean(L, index)}, 1);
  case LUA_TNUMBER: { /* 1 and 1.0 are equal */
    double number = lua_tonumber(L, index) + 0.0;
    return hash_bytes(hash, &number, sizeof number);
  }
  case LUA_TSTRING: {
    size_t length;
    const char *bytes = lua_tolstring(L, index, &length);
    return hash_bytes(hash, bytes, length);
  }
  case LUA_TTABLE:
    if (!opens) return hash;
    for (lua_Integer i = 1; i <= CHECKED_ELEMENTS && lua_rawgeti(L, index, i) != LUA_TNIL; i++) {
      hash = hash_value(L, top + 1, hash, false);
      lua_settop(L, top);
    }
    lua_settop(L, top);
    return hash;
  case LUA_TUSERDATA: {
    fm_object *object = fm_object_at(L, index);
    if (!opens || !object || !object->view || !ck_view_is_live(object->view) || object->view->is_matrix) return hash;
    for (size_t i = 0; i < object->view->rows && i < CHECKED_ELEMENTS; i++) {
      fm_push_element(L, object->view, (lua_Integer)i);
      hash = hash_value(L, top + 1, hash, false);
      lua_settop(L, top);
    }
    return hash;
  }
  default: return hash;
  }
}

static uint64_t checksum(lua_State *L, int function) {
  uint64_t hash = 0xCBF29CE484222325;
  int top = lua_gettop(L);
  lua_pushvalue(L, function);
  lua_call(L, 0, LUA_MULTRET);
  luaL_checkstack(L, 8, "results");
  int last = lua_gettop(L);
  for (int i = top + 1; i <= last; i++) hash = hash_value(L, i, hash, true);
  lua_settop(L, top);
  return hash;
}

/* ---- Time */

static double time_of(lua_State *L, int function, double calls) {
  int64_t start = fm_nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  for (int64_t left = (int64_t)calls; left > 0; left--) {
    lua_pushvalue(L, function);
    lua_call(L, 0, 0);
  }
  return (double)(fm_nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start);
}

/* Runs for a while in doubling batches. Returns how many calls a sample takes. */
static double warm_up(lua_State *L, int function, const fm_bench_settings *settings) {
  double calls = 1, last, total = 0;
  for (;;) {
    last = time_of(L, function, calls);
    total += last;
    if (total >= settings->warm_up_ns || calls > 1e9) break;
    if (last < settings->warm_up_ns / 4) calls *= 2;
  }
  double loops = last > 0 ? settings->sample_ns * calls / last : calls;
  return loops < 1 ? 1 : loops > 1e9 ? 1e9 : (double)(int64_t)loops;
}

static int compare_numbers(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void push_empty_function(lua_State *L) {
  if (luaL_loadstring(L, "return function() end") != LUA_OK) lua_error(L);
  lua_call(L, 0, 1);
}

static int do_bench(lua_State *L) {
  bench *b = lua_touserdata(L, 1);
  fm_host *host = fm_host_of(L);
  luaL_checkstack(L, b->count + 20, "too many functions");
  int64_t start = fm_nanoseconds(CLOCK_MONOTONIC);
  for (int k = 0; k < b->count; k++) lua_rawgeti(L, LUA_REGISTRYINDEX, b->functions[k]); /* at 2 + k */
  for (int k = 0; k < b->count; k++) b->rows[k].checksum = checksum(L, 2 + k);
  push_empty_function(L); /* one more of them */
  int functions = b->count + 1;
  double *empty = lua_newuserdatauv(L, (size_t)b->settings->samples * sizeof *empty, 0), empty_loops = 1;
  for (int k = 0; k < functions; k++) {
    double loops = warm_up(L, 2 + k, b->settings);
    if (k == b->count) {
      empty_loops = loops;
      break;
    }
    fm_bench_row *row = &b->rows[k];
    row->loops = loops;
    uint64_t allocations = host->allocations, bytes = host->allocated;
    time_of(L, 2 + k, row->loops);
    row->allocations = (double)(host->allocations - allocations) / row->loops;
    row->bytes = (double)(host->allocated - bytes) / row->loops;
  }
  for (b->samples = 0; b->samples < b->settings->samples; b->samples++) {
    if (b->samples >= ROUNDS_MIN && (double)(fm_nanoseconds(CLOCK_MONOTONIC) - start) > b->settings->time_limit_ns) break;
    for (int i = 0; i < functions; i++) {
      int k = (b->samples + i) % functions; /* each comes first in turn */
      double loops = k == b->count ? empty_loops : b->rows[k].loops;
      double *samples = k == b->count ? empty : b->rows[k].samples;
      samples[b->samples] = time_of(L, 2 + k, loops) / loops;
    }
  }
  qsort(empty, (size_t)b->samples, sizeof *empty, compare_numbers);
  b->empty = empty[b->samples / 2];
  for (int k = 0; k < b->count; k++)
    for (int i = 0; i < b->samples; i++) {
      double *sample = &b->rows[k].samples[i];
      *sample = *sample > b->empty ? *sample - b->empty : 0;
    }
  return 0;
}

fm_status fm_bench(
  fm_host *host, const int *functions, int count, const fm_bench_settings *settings, fm_arena *arena, fm_bench_row *rows,
  int *samples, double *empty_ns) {
  bench b = {functions, count, settings, rows, 0, 0};
  for (int k = 0; k < count; k++) rows[k].samples = fm_arena_allocate(arena, (size_t)settings->samples * sizeof(double));
  fm_status status = fm_protected(host, do_bench, &b);
  *samples = b.samples;
  *empty_ns = b.empty;
  return status;
}
