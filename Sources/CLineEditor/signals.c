#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

volatile sig_atomic_t ce_interrupted, ce_resized, ce_continued, ce_stopped, ce_terminated;

static const int caught[] = {SIGINT, SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT};
enum { CAUGHT = sizeof caught / sizeof *caught };
static struct sigaction before[CAUGHT];
static int wake[2] = {-1, -1};

/// Any thread may run this, so the editor's is woken by a pipe rather than by an interrupted call.
static void on_signal(int number) {
  int saved = errno;
  switch (number) {
  case SIGINT: ce_interrupted = 1; break;
  case SIGWINCH: ce_resized = 1; break;
  case SIGCONT: ce_continued = 1; break;
  case SIGTSTP: ce_stopped = 1; break;
  default: ce_terminated = number;
  }
  ssize_t ignored = write(wake[1], "", 1);  // a full pipe is readable already
  (void)ignored;
  errno = saved;
}

void ce_wake_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) ends[0] = ends[1] = -1;
}

void ce_signals_begin(void) {
  if (wake[0] < 0) ce_wake_pipe(wake);
  ce_interrupted = ce_stopped = ce_continued = 0;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < CAUGHT; i++) {
    sigaction(caught[i], &action, &before[i]);
    // What the parent chose to ignore stays ignored: nohup, and jobs of a shell without job control.
    if (before[i].sa_handler == SIG_IGN && caught[i] != SIGINT) sigaction(caught[i], &before[i], NULL);
  }
}

void ce_signals_end(void) {
  for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &before[i], NULL);
}

int ce_signals_descriptor(void) { return wake[0]; }

void ce_signals_drain(void) {
  char bytes[64];
  while (read(wake[0], bytes, sizeof bytes) > 0) {}
}

int ce_terminating_signal(void) { return ce_terminated; }

void ce_die_of(int number) {
  signal(number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
  _exit(128 + number);
}
