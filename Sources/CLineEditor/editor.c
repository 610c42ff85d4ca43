#include "internal.h"
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ce_editor *editor_of(EditLine *el) {
  void *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

bool ce_set_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "C");
  return false;
}

// MARK: Terminal modes

static void set_bracketed_paste(ce_editor *editor, bool on) {
  if (!editor->can_move) return;
  fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
  fflush(stdout);
}

/// Ctrl-Z: the shell gets a sane terminal, and `fg` brings the block back.
static void stop(ce_editor *editor) {
  ce_leave_block(editor);
  set_bracketed_paste(editor, false);
  el_set(editor->el, EL_PREP_TERM, 0);
  ce_signals_end();
  raise(SIGTSTP);
  ce_signals_begin();
  el_set(editor->el, EL_PREP_TERM, 1);
  set_bracketed_paste(editor, true);
  ce_redraw(editor);
}

static void resume(ce_editor *editor) {
  el_set(editor->el, EL_PREP_TERM, 0);  // the shell may have changed the modes behind libedit's back
  el_set(editor->el, EL_PREP_TERM, 1);
  set_bracketed_paste(editor, true);
  ce_redraw(editor);
}

/// Terminals differ in whether they wrap old rows anew. Clearing from the nearer of both places never eats output.
static void resize(ce_editor *editor) {
  int before = ce_measure(editor).cursor_row;
  el_resize(editor->el);
  ce_size(&editor->columns, &editor->rows);
  int after = ce_measure(editor).cursor_row;
  if (editor->can_move) {
    fputc('\r', stdout);
    int up = before < after ? before : after;
    if (up > 0) fprintf(stdout, "\033[%dA", up);
    fputs("\033[J", stdout);
  }
  ce_redraw(editor);
}

// MARK: Reading keys

/// Handles what signals asked for. Returns whether editing ends.
static bool ends_by_signal(ce_editor *editor) {
  if (ce_terminated) {
    ce_leave_block(editor);
    editor->outcome = CE_OUTCOME_TERMINATED;
    return true;
  }
  if (ce_interrupted) {
    ce_interrupted = 0;
    fputs("^C", stdout);
    ce_leave_block(editor);
    editor->outcome = CE_OUTCOME_INTERRUPTED;
    return true;
  }
  if (ce_stopped) {
    ce_stopped = 0;
    stop(editor);
    ce_continued = 0;
  }
  if (ce_continued) {
    ce_continued = 0;
    resume(editor);
  }
  if (ce_resized) {
    ce_resized = 0;
    resize(editor);
  }
  return false;
}

static bool has_signals(void) { return ce_terminated || ce_interrupted || ce_stopped || ce_continued || ce_resized; }

static bool is_line_empty(ce_editor *editor) {
  const LineInfoW *line = el_wline(editor->el);
  return line->lastchar == line->buffer;
}

/// Adds a byte to the character being read. Returns whether it is whole.
static bool complete_character(ce_editor *editor, unsigned char byte, wchar_t *out) {
  if (editor->partial_count > 0 && (byte & 0xC0) != 0x80) editor->partial_count = 0;
  editor->partial[editor->partial_count++] = byte;
  unsigned char first = editor->partial[0];
  int length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
  if (editor->partial_count < length) return false;
  size_t count;
  wchar_t *wide = ce_decode((const char *)editor->partial, (size_t)length, &count);
  *out = wide[0];
  free(wide);
  editor->partial_count = 0;
  // Without UTF-8 libedit could not show it; a stray byte is no character at all.
  return *out < 0x80 || (MB_CUR_MAX > 1 && *out != 0xFFFD);
}

enum { CONTROL_D = 4 };

static int read_character(EditLine *el, wchar_t *out) {
  ce_editor *editor = editor_of(el);
  bool is_painted = false;
  for (;;) {
    if (has_signals()) {
      if (ends_by_signal(editor)) {
        errno = EINTR;
        return -1;
      }
      is_painted = false;
    }
    struct pollfd sources[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = ce_signals_descriptor(), .events = POLLIN},
        {.fd = editor->hooks.wake, .events = POLLIN},
    };
    int ready = poll(sources, 3, is_painted ? -1 : 0);
    if (ready == 0) {
      ce_paint_margins(editor);
      is_painted = true;
      continue;
    }
    if (ready < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    // A handler may have run after poll looked at its pipe: keys typed after Ctrl-C must not overtake it.
    if (sources[1].revents) ce_signals_drain();
    if (sources[1].revents || has_signals()) continue;
    if (sources[2].revents) {
      editor->hooks.woken(editor->hooks.context);
      is_painted = false;
      continue;
    }
    // One byte at a time: what is typed ahead belongs to whoever reads next, io.read() for instance.
    unsigned char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return 0;  // the terminal has gone
    // A Ctrl-D typed while a script ran was an end of file to the terminal, which keeps it as a NUL.
    if (byte == 0 && is_line_empty(editor)) byte = CONTROL_D;
    if (complete_character(editor, byte, out)) return 1;
  }
}

// MARK: Keys

static unsigned char press(EditLine *el, ce_key key) {
  ce_editor *editor = editor_of(el);
  switch (editor->hooks.key(editor->hooks.context, key)) {
  case CE_ANSWER_REDRAW: return CC_REFRESH;
  case CE_ANSWER_NOTHING: return CC_NORM;
  case CE_ANSWER_BEEP: return CC_ERROR;
  case CE_ANSWER_ACCEPT: break;
  }
  size_t count, cursor;
  ce_text(editor, &count, &cursor);
  ce_paint_margins(editor);
  ce_leave_block(editor);
  editor->is_accepted = true;
  editor->outcome = CE_OUTCOME_TEXT;
  return CC_NEWLINE;
}

static unsigned char on_enter(EditLine *el, int c) { (void)c; return press(el, CE_KEY_ENTER); }
static unsigned char on_newline(EditLine *el, int c) { (void)c; return press(el, CE_KEY_NEWLINE); }
static unsigned char on_tab(EditLine *el, int c) { (void)c; return press(el, CE_KEY_TAB); }
static unsigned char on_up(EditLine *el, int c) { (void)c; return press(el, CE_KEY_UP); }
static unsigned char on_down(EditLine *el, int c) { (void)c; return press(el, CE_KEY_DOWN); }
static unsigned char on_home(EditLine *el, int c) { (void)c; return press(el, CE_KEY_HOME); }
static unsigned char on_end(EditLine *el, int c) { (void)c; return press(el, CE_KEY_END); }
static unsigned char on_backspace(EditLine *el, int c) { (void)c; return press(el, CE_KEY_BACKSPACE); }

/// A bracketed paste: text up to `ESC [ 201 ~`, taken as it is; a tab in it completes nothing, a line end runs nothing.
static unsigned char on_paste(EditLine *el, int c) {
  (void)c;
  static const wchar_t mark[] = L"\033[201~";
  enum { MARK = sizeof mark / sizeof *mark - 1 };
  size_t count = 0, capacity = 4096, matched = 0;
  char *pasted = malloc(capacity);
  if (!pasted) abort();
  while (matched < MARK) {
    wchar_t next;
    if (el_wgetc(el, &next) != 1) {  // interrupted, or the terminal has gone
      free(pasted);
      return CC_EOF;
    }
    matched = next == mark[matched] ? matched + 1 : next == mark[0];
    if (next == L'\r') next = L'\n';
    // No control characters but tabs and line ends; of an unfinished mark, its printable rest stays.
    if (next < 0x20 && next != L'\t' && next != L'\n') continue;
    if (count + 4 > capacity) {
      char *grown = realloc(pasted, capacity *= 2);
      if (!grown) abort();
      pasted = grown;
    }
    count += ce_encode(next, pasted + count);
  }
  ce_editor *editor = editor_of(el);
  editor->hooks.paste(editor->hooks.context, pasted, count - (MARK - 1));  // the mark's ESC was not kept
  free(pasted);
  return CC_REFRESH;
}

static char *prompt_of(EditLine *el) { return editor_of(el)->prompt; }

static void bind_keys(EditLine *el) {
  static const struct { const char *name; unsigned char (*function)(EditLine *, int); } functions[] = {
      {"formic-enter", on_enter}, {"formic-newline", on_newline}, {"formic-complete", on_tab}, {"formic-up", on_up},
      {"formic-down", on_down},   {"formic-home", on_home},       {"formic-end", on_end},      {"formic-paste", on_paste},
      {"formic-backspace", on_backspace},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    el_set(el, EL_ADDFN, functions[i].name, functions[i].name, functions[i].function);
  }
  static const char *const keys[][2] = {
      {"^M", "formic-enter"},       {"^J", "formic-enter"},       {"\\e^M", "formic-newline"}, {"^I", "formic-complete"},
      {"\\e[A", "formic-up"},       {"\\eOA", "formic-up"},       {"^P", "formic-up"},         {"\\e[B", "formic-down"},
      {"\\eOB", "formic-down"},     {"^N", "formic-down"},        {"\\e[H", "formic-home"},    {"\\eOH", "formic-home"},
      {"\\e[1~", "formic-home"},    {"\\e[7~", "formic-home"},    {"^A", "formic-home"},       {"\\e[F", "formic-end"},
      {"\\eOF", "formic-end"},      {"\\e[4~", "formic-end"},     {"\\e[8~", "formic-end"},    {"^E", "formic-end"},
      {"^H", "formic-backspace"},   {"^?", "formic-backspace"},   {"\\e[200~", "formic-paste"}, {"\\e[3~", "ed-delete-next-char"},
      {"\\e[1;5C", "em-next-word"}, {"\\e[1;5D", "ed-prev-word"}, {"\\e[5C", "em-next-word"},  {"\\e[5D", "ed-prev-word"},
      {"\\e[1;3C", "em-next-word"}, {"\\e[1;3D", "ed-prev-word"}, {"^R", "em-inc-search-prev"}, {"^S", "em-inc-search-next"},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) el_set(el, EL_BIND, keys[i][0], keys[i][1], NULL);
}

// MARK: Life

/// Libedit takes an escape between two `\1` as having no width; a character must follow it.
static char *styled_prompt(const char *text, bool has_colour) {
  size_t length = strlen(text);
  bool ends_in_space = length > 0 && text[length - 1] == ' ';
  char *styled = malloc(length + 32);
  if (!styled) abort();
  if (has_colour && ends_in_space) {
    sprintf(styled, "\1\033[1;32m\1%.*s\1\033[0m\1 ", (int)length - 1, text);
  } else {
    strcpy(styled, text);
  }
  return styled;
}

ce_editor *ce_open(const ce_options *options, const ce_hooks *hooks) {
  ce_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->hooks = *hooks;
  editor->prompt = styled_prompt(options->prompt, options->has_colour);
  editor->continuation = ce_decode(options->continuation, strlen(options->continuation), NULL);
  size_t width;
  free(ce_decode(options->prompt, strlen(options->prompt), &width));
  editor->prompt_width = (int)width;
  editor->has_colour = options->has_colour;
  const char *terminal = getenv("TERM");
  bool is_plain = !isatty(STDOUT_FILENO) || !terminal || !*terminal || strcmp(terminal, "dumb") == 0;
  editor->can_move = !is_plain;
  editor->el = el_init("formic", stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->el || !editor->history) {
    ce_close(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  el_set(el, EL_CLIENTDATA, editor);
  el_set(el, EL_SIGNAL, 0);  // its handler signals the whole process group
  el_set(el, EL_EDITOR, "emacs");
  el_set(el, EL_PROMPT_ESC, prompt_of, '\1');
  el_set(el, EL_GETCFN, read_character);
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 10000);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(el, EL_HIST, history, editor->history);
  bind_keys(el);
  return editor;
}

void ce_source_user_bindings(ce_editor *editor) { el_source(editor->el, NULL); }

void ce_close(ce_editor *editor) {
  if (editor->el) el_end(editor->el);
  if (editor->history) history_end(editor->history);
  free(editor->prompt);
  free(editor->continuation);
  free(editor->text);
  free(editor);
}

void ce_remember(ce_editor *editor, const char *entry) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, entry);
}

static void keep_line(ce_editor *editor, const char *line, size_t count) {
  if (line[count - 1] == '\n') count--;
  free(editor->text);
  editor->text = malloc(count + 1);
  if (!editor->text) abort();
  memcpy(editor->text, line, count);
  editor->text[count] = 0;
  editor->text_capacity = count + 1;
  editor->text_count = editor->text_cursor = count;
  editor->is_accepted = true;
  editor->outcome = CE_OUTCOME_TEXT;
}

ce_outcome ce_read(ce_editor *editor) {
  editor->is_accepted = false;
  editor->is_reading = true;
  editor->outcome = CE_OUTCOME_END;
  editor->painted_rows = 0;
  editor->partial_count = 0;
  ce_signals_begin();
  ce_resized = 0;  // el_gets looks at the size itself
  ce_size(&editor->columns, &editor->rows);
  if (isatty(STDOUT_FILENO)) el_set(editor->el, EL_PREP_TERM, 1);  // before the prompt: what is typed at it must not be echoed by the kernel
  ce_start_line(editor);
  set_bracketed_paste(editor, true);
  int count;
  const char *line = el_gets(editor->el, &count);
  // Where standard output is no terminal, libedit doesn't edit: it returns plain lines, and no key was pressed.
  if (editor->outcome == CE_OUTCOME_END && line && count > 0) keep_line(editor, line, (size_t)count);
  editor->is_reading = false;
  if (editor->outcome == CE_OUTCOME_END && isatty(STDOUT_FILENO)) fputc('\n', stdout);  // what comes next starts a line of its own
  set_bracketed_paste(editor, false);
  ce_signals_end();
  if (editor->outcome != CE_OUTCOME_TEXT) el_reset(editor->el);
  return editor->outcome;
}
