/* A sampling profiler: a timer's signal asks for a look at the stack, which the next instruction takes, as an interrupt
   does (interrupt.c). Native code runs on meanwhile: the ticks it misses are counted, and charged to it when it returns. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { FRAMES_MAX = 64, STACKS_MAX = 1 << 16, TEXT_MAX = 64 << 20, LINE_MAX_BYTES = 256 };

typedef struct stack_count {
  char *text;
  uint64_t hash;
  int64_t ticks;
} stack_count;

typedef struct profile {
  fm_host *host;
  lua_State *base;
  int base_height; /* levels of `base` that lie below the profiled call */
  volatile sig_atomic_t pending; /* ticks since the last look */
  const fm_binding *volatile native_call; /* what ran at the first of them */
  stack_count *stacks; /* open addressing */
  size_t capacity, count, text_bytes;
  int64_t dropped; /* ticks for which there was no room */
} profile;

static __thread profile *volatile running __attribute__((tls_model("initial-exec")));

static void profile_hook(lua_State *L, lua_Debug *event);

/* Policies keep their budget hooks: what they do is part of the native call that asks them. */
static void on_tick(int signal, siginfo_t *info, void *machine_context) {
  (void)signal, (void)info, (void)machine_context;
  profile *p = running;
  if (!p) return;
  if (p->pending++ == 0) p->native_call = p->host->native_call;
  if (fm_interrupt_is_pending()) return; /* its hooks stay */
  for (fm_link *link = fm_innermost(); link; link = link->outer)
    if (link->host == p->host) lua_sethook(link->L, profile_hook, LUA_MASKCOUNT, 1);
}

/* ---- Stacks counted by their text */

static void count_stack(profile *p, const char *text, size_t length, int64_t ticks) {
  uint64_t hash = 0xCBF29CE484222325;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (uint8_t)text[i]) * 0x100000001B3;
  if (2 * (p->count + 1) > p->capacity) {
    size_t capacity = p->capacity ? 2 * p->capacity : 256;
    stack_count *grown = p->count < STACKS_MAX ? calloc(capacity, sizeof *grown) : NULL;
    if (!grown) {
      p->dropped += ticks;
      return;
    }
    for (size_t i = 0; i < p->capacity; i++) {
      if (!p->stacks[i].text) continue;
      size_t at = p->stacks[i].hash & (capacity - 1);
      while (grown[at].text) at = (at + 1) & (capacity - 1);
      grown[at] = p->stacks[i];
    }
    free(p->stacks);
    p->stacks = grown;
    p->capacity = capacity;
  }
  size_t at = hash & (p->capacity - 1);
  for (; p->stacks[at].text; at = (at + 1) & (p->capacity - 1))
    if (p->stacks[at].hash == hash && strcmp(p->stacks[at].text, text) == 0) {
      p->stacks[at].ticks += ticks;
      return;
    }
  char *copy = p->text_bytes + length < TEXT_MAX ? strdup(text) : NULL;
  if (!copy) {
    p->dropped += ticks;
    return;
  }
  p->text_bytes += length;
  p->count++;
  p->stacks[at] = (stack_count){copy, hash, ticks};
}

/* ---- Looking */

/* name, source, line, line of definition. Control characters in a name would be taken for separators. */
static size_t add_line(char *out, const char *name, const char *source, int line, int defined) {
  int length = snprintf(out, LINE_MAX_BYTES, "%.80s\t%s\t%d\t%d", name, source, line > 0 ? line : 0, defined > 0 ? defined : 0);
  int tabs = 0;
  for (int i = length - 1; i >= 0; i--) {
    if (out[i] == '\t' && tabs < 3) tabs++;
    else if ((uint8_t)out[i] < ' ') out[i] = '?';
  }
  out[length] = '\n';
  return (size_t)length + 1;
}

/* Adds a line for the frame; none for the bridge's own functions, which have no name. */
static size_t add_frame(lua_State *L, lua_Debug *frame, char *out) {
  lua_getinfo(L, "Slnf", frame);
  const fm_binding *binding = fm_binding_at(L, -1);
  lua_pop(L, 1);
  const char *name = binding ? binding->name : frame->name;
  if (*frame->what == 'C') return name ? add_line(out, name, "[C]", 0, 0) : 0;
  if (*frame->what == 'm') name = "main chunk";
  return add_line(out, name ? name : "function", frame->short_src, frame->currentline, frame->linedefined);
}

static void look(profile *p, int64_t ticks) {
  char text[FRAMES_MAX * LINE_MAX_BYTES];
  size_t length = 0;
  int frames = 0;
  if (p->native_call) {
    length += add_line(text, p->native_call->name, "[C]", 0, 0);
    frames++;
  }
  lua_State *last = NULL;
  for (fm_link *link = fm_innermost(); link && frames < FRAMES_MAX; link = link->outer) {
    lua_State *thread = link->L;
    if (link->host != p->host || thread == last) continue;
    last = thread;
    if (!lua_checkstack(thread, 4)) break;
    int levels = fm_last_level(thread) + 1 - (thread == p->base ? p->base_height : 0);
    lua_Debug frame;
    for (int level = 0; level < levels && frames < FRAMES_MAX && lua_getstack(thread, level, &frame); level++) {
      size_t added = add_frame(thread, &frame, text + length);
      length += added;
      frames += added > 0;
    }
    if (thread == p->base) break;
  }
  text[length] = 0;
  if (frames) count_stack(p, text, length, ticks);
}

static void clear_hooks(fm_host *host) {
  for (fm_link *link = fm_innermost(); link; link = link->outer)
    if (link->host == host) fm_rehook(link->L, host);
}

static void profile_hook(lua_State *L, lua_Debug *event) {
  (void)event;
  fm_host *host = fm_host_of(L);
  profile *p = running;
  fm_rehook(L, host); /* also where a coroutine kept this hook from a profile that is over */
  if (!p || p->host != host) return;
  int64_t ticks = p->pending;
  if (ticks > 0) look(p, ticks);
  clear_hooks(host);
  p->pending = 0;
}

/* ---- A profiled call */

typedef struct profile_request {
  fm_frame *frame;
  int first;
  int64_t interval;
  profile profile;
  timer_t timer;
  bool has_timer;
} profile_request;

static int do_profile(lua_State *L) {
  profile_request *r = lua_touserdata(L, 1);
  r->profile.base = L;
  r->profile.base_height = fm_last_level(L) + 1;
  struct sigaction action = {.sa_sigaction = on_tick, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGINT); /* an interrupt's hooks are set before these, or after */
  sigaction(SIGPROF, &action, NULL);  /* it stays: a tick may still be on its way when the timer is gone */
  sigset_t ticks;
  sigemptyset(&ticks);
  sigaddset(&ticks, SIGPROF);
  pthread_sigmask(SIG_UNBLOCK, &ticks, NULL);
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF};
  event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
  if (timer_create(CLOCK_MONOTONIC, &event, &r->timer) != 0) return luaL_error(L, "no timer could be made: %s", strerror(errno));
  r->has_timer = true;
  running = &r->profile;
  struct itimerspec period = {.it_interval = {r->interval / 1000000000, r->interval % 1000000000}};
  period.it_value = period.it_interval;
  timer_settime(r->timer, 0, &period, NULL);
  fm_call_argument(L, r->frame, r->first);
  return 0;
}

fm_status fm_frame_profile(
  fm_frame *frame, int first, int64_t interval_ns, fm_arena *arena, fm_profile_stack **stacks, int *count, int64_t *dropped) {
  fm_host *host = frame->host;
  profile_request r = {.frame = frame, .first = first, .interval = interval_ns, .profile = {.host = host}};
  fm_frame_arena(frame);
  fm_status status = fm_protected(host, do_profile, &r);
  if (r.has_timer) timer_delete(r.timer);
  running = NULL;
  clear_hooks(host);
  *stacks = fm_arena_allocate(arena, r.profile.count * sizeof **stacks);
  *count = 0;
  for (size_t i = 0; i < r.profile.capacity; i++) {
    const stack_count *stack = &r.profile.stacks[i];
    if (!stack->text) continue;
    size_t length = strlen(stack->text);
    char *copy = fm_arena_allocate(arena, length + 1);
    memcpy(copy, stack->text, length + 1);
    (*stacks)[(*count)++] = (fm_profile_stack){copy, stack->ticks};
    free(stack->text);
  }
  free(r.profile.stacks);
  *dropped = r.profile.dropped + r.profile.pending; /* what ran since the last look */
  return status;
}

bool fm_profile_is_running(void) { return running != NULL; }
