/* Other programs, waited for so that Ctrl-C ends the wait: libc's `system` ignores the signal meanwhile, and `pclose`
   waits whatever happens. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"

extern char **environ;

enum {
  LOOK_MS = 5,          /* between two looks for an interrupt that came just before the wait */
  PATIENCE = 25000000   /* ns a child has to end by SIGINT, before it is killed */
};

/* Runs a line of the shell, its standard input or output (`replaced`, -1 for neither) being `end`. */
static int spawn(pid_t *child, const char *command, int end, int replaced) {
  char *const arguments[] = {"sh", "-c", (char *)command, NULL};
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  sigset_t none;
  sigemptyset(&none); /* the signals this thread blocks are its own affair */
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawn_file_actions_init(&actions);
  if (replaced >= 0) posix_spawn_file_actions_adddup2(&actions, end, replaced);
  int failure = posix_spawn(child, "/bin/sh", &actions, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failure;
}

/* Waits for a child's end. An interrupt reaches it too: one from the terminal has already, so it is given a moment, then
   SIGINT, and is killed if it stays, as it is where the interrupt came before the wait. Returns its status as `waitpid`
   gives it. */
static int wait_for(fm_host *host, pid_t child, bool was_interrupted) {
  struct pollfd end = {.fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN};
  int64_t since = 0;
  bool was_told = false;
  int status = -1;
  for (;;) {
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child || (ended < 0 && errno != EINTR)) break;
    if (was_interrupted || fm_is_ending(host)) {
      int64_t now = fm_nanoseconds(CLOCK_MONOTONIC);
      if (!since) since = now;
      else if (now - since > PATIENCE) kill(child, SIGKILL);
      else if (!was_told) {
        kill(child, SIGINT);
        was_told = true;
      }
    }
    poll(&end, end.fd >= 0, end.fd >= 0 ? LOOK_MS : 1);
  }
  if (end.fd >= 0) close(end.fd);
  return status;
}

static int push_outcome(lua_State *L, int status) {
  fm_charge(L, 0);
  errno = 0; /* or Lua takes a status for a failure to run */
  return luaL_execresult(L, status);
}

static int os_execute(lua_State *L) {
  const char *command = luaL_optstring(L, 1, NULL);
  if (!command) {
    lua_pushboolean(L, access("/bin/sh", X_OK) == 0);
    return 1;
  }
  pid_t child;
  fflush(NULL);
  errno = spawn(&child, command, -1, -1);
  if (errno) return luaL_fileresult(L, 0, NULL);
  return push_outcome(L, wait_for(fm_host_of(L), child, false));
}

/* ---- io.popen */

typedef struct process_stream {
  luaL_Stream stream; /* first: what the io library sees */
  pid_t child;
  bool was_interrupted; /* while it was read */
} process_stream;

static int close_process(lua_State *L) {
  process_stream *process = luaL_checkudata(L, 1, LUA_FILEHANDLE);
  fclose(process->stream.f);
  return push_outcome(L, wait_for(fm_host_of(L), process->child, process->was_interrupted));
}

void fm_interrupt_child(luaL_Stream *stream) {
  if (stream->closef == close_process) ((process_stream *)stream)->was_interrupted = true;
}

static int io_popen(lua_State *L) {
  const char *command = luaL_checkstring(L, 1);
  const char *mode = luaL_optstring(L, 2, "r");
  luaL_argcheck(L, strcmp(mode, "r") == 0 || strcmp(mode, "w") == 0, 2, "invalid mode");
  bool reads = *mode == 'r';
  process_stream *process = lua_newuserdatauv(L, sizeof *process, 0);
  process->stream.closef = NULL; /* closed, until it is open */
  process->was_interrupted = false;
  luaL_setmetatable(L, LUA_FILEHANDLE);
  fflush(NULL);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return luaL_fileresult(L, 0, command);
  int own = ends[reads ? 0 : 1], other = ends[reads ? 1 : 0];
  process->stream.f = fdopen(own, mode);
  int failure = process->stream.f ? spawn(&process->child, command, other, reads ? STDOUT_FILENO : STDIN_FILENO) : errno;
  close(other);
  if (failure) {
    if (process->stream.f) fclose(process->stream.f);
    else close(own);
    errno = failure;
    return luaL_fileresult(L, 0, command);
  }
  process->stream.closef = close_process;
  return 1;
}

void fm_open_processes(lua_State *L) {
  lua_getglobal(L, "os");
  lua_pushcfunction(L, os_execute);
  lua_setfield(L, -2, "execute");
  lua_getglobal(L, "io");
  lua_pushcfunction(L, io_popen);
  lua_setfield(L, -2, "popen");
  lua_pop(L, 2);
}
