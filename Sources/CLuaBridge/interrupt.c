/* Ending a script that does not end by itself: a budget of instructions for policies, Ctrl-C for everything else.

   Each thread keeps a chain of the Lua threads running on it, outer states and resumed coroutines included. The signal
   handler sets hooks on all of them; `lua_sethook` is made to be called from a handler. The script then fails at its next
   instruction, and goes on failing whatever it catches, until the host clears the interrupt. */
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

enum { EVERY_EVENT = LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, THREADS_MAX = 64 };

static __thread fm_link *volatile innermost __attribute__((tls_model("initial-exec")));
static __thread volatile sig_atomic_t interrupted __attribute__((tls_model("initial-exec")));
static __thread int own_slot __attribute__((tls_model("initial-exec"))) = -1;

/* Kernel ids of the threads inside a protected call, 0 where free: whom a signal is passed on to. */
static atomic_int threads[THREADS_MAX];

static void claim_slot(void) {
  int id = (int)syscall(SYS_gettid);
  for (int i = 0; i < THREADS_MAX; i++) {
    int free_slot = 0;
    if (atomic_compare_exchange_strong(&threads[i], &free_slot, id)) {
      own_slot = i;
      return;
    }
  }
}

fm_link *fm_innermost(void) { return innermost; }

static void interrupt_hook(lua_State *L, lua_Debug *event) {
  (void)event;
  fm_host *host = fm_host_of(L);
  if (fm_is_ending(host)) fm_raise_ending(L);
  fm_arm(L, host); /* cleared meanwhile */
}

static void interrupt_chain(void) {
  for (fm_link *link = innermost; link; link = link->outer)
    if (link->host->configuration.is_interruptible) lua_sethook(link->L, interrupt_hook, EVERY_EVENT, 1);
}

void fm_enter(fm_link *link, fm_host *host, lua_State *L) {
  if (!innermost && own_slot < 0) claim_slot();
  *link = (fm_link){L, host, innermost};
  atomic_signal_fence(memory_order_seq_cst);
  innermost = link;
  atomic_signal_fence(memory_order_seq_cst);
  if (interrupted && host->configuration.is_interruptible) lua_sethook(L, interrupt_hook, EVERY_EVENT, 1);
}

void fm_leave(fm_link *link) {
  innermost = link->outer;
  if (!innermost && own_slot >= 0) {
    atomic_store(&threads[own_slot], 0);
    own_slot = -1;
  }
}

/* ---- Budget */

int64_t fm_nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* The backstop for what one instruction can do and its count doesn't show (copying a hundred thousand varargs): ten times
   the CPU time the budget takes at its slowest, so that only an attack meets it. Instructions decide everything else. */
static void check_cpu_time(fm_host *host) {
  if (host->hooks++ % 8) return;
  int64_t now = fm_nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  if (host->hooks == 1) host->cpu_limit = now + 500000000 + (host->budget_at_entry < (1 << 24) ? host->budget_at_entry : 1 << 24) * 200;
  else if (now > host->cpu_limit) host->failure = FM_BUDGET;
}

static void budget_hook(lua_State *L, lua_Debug *event) {
  (void)event;
  fm_host *host = fm_host_of(L);
  int interval = lua_gethookcount(L);
  host->budget -= interval;
  if (host->budget < 0) host->failure = FM_BUDGET;
  check_cpu_time(host);
  if (fm_is_ending(host)) fm_raise_ending(L);
}

void fm_arm(lua_State *L, fm_host *host) {
  if (host->configuration.is_policy) lua_sethook(L, budget_hook, LUA_MASKCOUNT, FM_HOOK_INTERVAL);
  else if (host->tracer) lua_sethook(L, fm_trace_hook, LUA_MASKCALL | LUA_MASKRET, 0);
  else lua_sethook(L, NULL, 0, 0);
}

void fm_rehook(lua_State *L, fm_host *host) {
  fm_arm(L, host);
  if (interrupted && host->configuration.is_interruptible) lua_sethook(L, interrupt_hook, EVERY_EVENT, 1);
}

void fm_charge(lua_State *L, uint64_t units) {
  fm_host *host = fm_host_of(L);
  if (host->configuration.is_policy) {
    host->budget = units > (uint64_t)host->budget ? -1 : host->budget - (int64_t)units;
    if (host->budget < 0) host->failure = FM_BUDGET;
  }
  if (fm_is_ending(host)) fm_raise_ending(L);
}

bool fm_is_ending(fm_host *host) {
  return host->failure || (interrupted && host->configuration.is_interruptible);
}

int fm_raise_ending(lua_State *L) {
  fm_host *host = fm_host_of(L);
  if (!host->failure) return luaL_error(L, "interrupted");
  /* Handlers the script left on the way out get no instruction more, on any thread of the chain. */
  for (fm_link *link = innermost; link; link = link->outer)
    if (link->host == host) lua_sethook(link->L, budget_hook, LUA_MASKCOUNT, 1);
  lua_sethook(L, budget_hook, LUA_MASKCOUNT, 1);
  return host->failure == FM_MEMORY ? luaL_error(L, "not enough memory")
                                    : luaL_error(L, "budget exceeded (%I instructions)", (LUAI_UACINT)host->budget_at_entry);
}

/* ---- Ctrl-C */

enum { PATIENCE = 1000000000 }; /* ns within which another signal means more than the one before */

static bool explains_second_signal;
static volatile int64_t last_signal; /* ns */
static volatile sig_atomic_t signals_in_a_row;

static void put(const char *text) {
  ssize_t written = write(STDERR_FILENO, text, strlen(text));
  (void)written; /* a terminal that is gone hears nothing */
}

/* In the handler, on the thread that runs the script if one does: what doesn't look at the flag. */
static void explain_what_runs(void) {
  fm_link *link = innermost;
  const fm_binding *binding = link ? link->host->native_call : NULL;
  put("\nformic: still in ");
  put(binding ? binding->name : link ? "Lua" : "native code");
  put("; once more to quit\n");
}

static void on_sigint(int signal, siginfo_t *info, void *machine_context) {
  (void)machine_context;
  int saved_errno = errno;
  bool was_pending = ck_interrupted;
  ck_interrupted = 1;
  interrupted = 1;
  interrupt_chain();
  bool is_for_this_thread = info->si_code == SI_TKILL && info->si_pid == getpid();
  if (!is_for_this_thread) {
    int64_t now = fm_nanoseconds(CLOCK_MONOTONIC);
    signals_in_a_row = was_pending && now - last_signal < PATIENCE ? signals_in_a_row + 1 : 1;
    last_signal = now;
    if (signals_in_a_row > (explains_second_signal ? 2 : 1)) _exit(130);
    if (signals_in_a_row == 2) explain_what_runs();
    int self = (int)syscall(SYS_gettid);
    for (int i = 0; i < THREADS_MAX; i++) {
      int id = atomic_load(&threads[i]);
      if (id && id != self) syscall(SYS_tgkill, getpid(), id, signal);
    }
  }
  errno = saved_errno;
}

void fm_interrupt_install(bool explains_second) {
  explains_second_signal = explains_second;
  struct sigaction action = {.sa_sigaction = on_sigint, .sa_flags = SA_SIGINFO};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_UNBLOCK, &interrupt, NULL); /* a dispatch queue's thread has it blocked */
}

bool fm_interrupt_is_pending(void) { return interrupted || ck_interrupted; }

void fm_interrupt_clear(void) {
  interrupted = 0;
  ck_interrupted = 0;
}
