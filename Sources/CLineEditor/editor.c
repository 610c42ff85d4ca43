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

/// Gives the terminal to another program.
static void lend_terminal(ce_editor *editor) {
  ce_leave_block(editor, "");
  set_bracketed_paste(editor, false);
  el_set(editor->el, EL_PREP_TERM, 0);
}

/// Takes the terminal back; its modes may have been changed behind libedit's back.
static void take_terminal(ce_editor *editor) {
  el_set(editor->el, EL_PREP_TERM, 0);
  el_set(editor->el, EL_PREP_TERM, 1);
  set_bracketed_paste(editor, true);
  ce_forget_screen(editor);
  if (!editor->can_move) el_set(editor->el, EL_REFRESH);
}

/// Ctrl-Z: the shell gets a sane terminal, and `fg` brings the block back.
static void stop(ce_editor *editor) {
  lend_terminal(editor);
  ce_signals_end();
  raise(SIGTSTP);
  ce_signals_begin();
  take_terminal(editor);
}

int ce_run_command(ce_editor *editor, const char *command) {
  if (editor->is_reading) {
    lend_terminal(editor);
    ce_signals_end();
  }
  fflush(stdout);
  int status = system(command);
  if (editor->is_reading) {
    ce_signals_begin();
    ce_start_line(editor);
    take_terminal(editor);
  }
  return status;
}

static void resize(ce_editor *editor) {
  ce_resized_screen(editor);
  el_resize(editor->el);
  if (!editor->can_move) el_set(editor->el, EL_REFRESH);
}

// MARK: Reading keys

/// Handles what signals asked for. Returns whether editing ends.
static bool ends_by_signal(ce_editor *editor) {
  if (ce_terminated) {
    size_t count, cursor;
    ce_text(editor, &count, &cursor);
    ce_leave_block(editor, "");
    editor->outcome = CE_OUTCOME_TERMINATED;
    return true;
  }
  if (ce_interrupted) {
    ce_interrupted = 0;
    size_t count, cursor;
    ce_text(editor, &count, &cursor);
    ce_leave_block(editor, "^C");
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
    take_terminal(editor);
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
  // Without UTF-8 libedit could not show it; a stray byte is no character at all, and a C1 control no key.
  return *out < 0x80 || (MB_CUR_MAX > 1 && *out != 0xFFFD && *out >= 0xA0);
}

enum {
  CONTROL_D = 4,
  ESCAPE = 0x1B,
  /// Milliseconds in which the rest of a key's sequence follows its escape.
  ESCAPE_WAIT = 25,
  /// Milliseconds between two looks at the status line.
  STATUS_PERIOD = 500
};

static bool is_input_waiting(int milliseconds) {
  struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&source, 1, milliseconds) > 0;
}

static void begin_draft(ce_editor *editor) {
  const char *draft = editor->draft;
  editor->draft = NULL;
  if (!draft) return;
  ce_replace(editor, draft, strlen(draft), strlen(draft));
  if (!editor->can_move) el_set(editor->el, EL_REFRESH);
}

static int read_character(EditLine *el, wchar_t *out) {
  ce_editor *editor = editor_of(el);
  bool is_drawn = false;
  begin_draft(editor);
  if (editor->owes_escape) {
    editor->owes_escape = false;
    *out = ESCAPE;
    return 1;
  }
  for (;;) {
    if (has_signals()) {
      if (ends_by_signal(editor)) {
        errno = EINTR;
        return -1;
      }
      is_drawn = false;
    }
    struct pollfd sources[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = ce_signals_descriptor(), .events = POLLIN},
        {.fd = editor->hooks.wake, .events = POLLIN},
    };
    int ready = poll(sources, 3, !is_drawn ? 0 : editor->shown.has_status ? STATUS_PERIOD : -1);
    if (ready == 0) {
      ce_draw(editor);
      is_drawn = true;
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
      is_drawn = false;
      // Background work that never pauses must not keep keys from being read.
      if (!sources[0].revents) continue;
    }
    // One byte at a time: what is typed ahead belongs to whoever reads next, io.read() for instance.
    unsigned char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return 0;  // the terminal has gone
    // A Ctrl-D typed while a script ran was an end of file to the terminal, which keeps it as a NUL.
    if (byte == 0 && is_line_empty(editor)) byte = CONTROL_D;
    if (byte == ESCAPE && editor->is_searching) {
      // It ends libedit's search, which would take the rest of a key's sequence for text.
      editor->is_searching = false;
      editor->owes_escape = is_input_waiting(ESCAPE_WAIT);
    } else if (byte == ESCAPE && editor->is_vi && !is_input_waiting(ESCAPE_WAIT)) {
      *out = CE_LONE_ESCAPE;
      return 1;
    }
    if (complete_character(editor, byte, out)) return 1;
  }
}

// MARK: Keys

static unsigned char press(EditLine *el, ce_key key) {
  ce_editor *editor = editor_of(el);
  switch (editor->hooks.key(editor->hooks.context, key)) {
  case CE_ANSWER_REDRAW: return CC_REFRESH;
  case CE_ANSWER_NOTHING: return CC_NORM;
  case CE_ANSWER_BEEP:
    fputc('\a', stdout);
    fflush(stdout);
    return CC_NORM;
  case CE_ANSWER_ACCEPT: break;
  }
  size_t count, cursor;
  ce_text(editor, &count, &cursor);
  ce_leave_block(editor, "");
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
static unsigned char on_undo(EditLine *el, int c) { (void)c; return press(el, CE_KEY_UNDO); }
static unsigned char on_edit(EditLine *el, int c) { (void)c; return press(el, CE_KEY_EDIT); }

static unsigned char on_clear(EditLine *el, int c) {
  (void)c;
  ce_clear_screen(editor_of(el));
  return CC_NORM;
}

/// Libedit's own search takes over, once the caller has kept the draft.
static unsigned char on_search(EditLine *el, int c) {
  (void)c;
  ce_editor *editor = editor_of(el);
  editor->hooks.key(editor->hooks.context, CE_KEY_SEARCH);
  editor->is_searching = true;
  static const wchar_t key[] = {CE_START_SEARCH, 0};
  el_wpush(el, key);
  return CC_NORM;
}

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
    if (next == CE_LONE_ESCAPE) next = ESCAPE;
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

const struct ce_named_function ce_functions[] = {
    {"formic-enter", on_enter}, {"formic-newline", on_newline},     {"formic-complete", on_tab}, {"formic-up", on_up},
    {"formic-down", on_down},   {"formic-home", on_home},           {"formic-end", on_end},      {"formic-paste", on_paste},
    {"formic-undo", on_undo},   {"formic-backspace", on_backspace}, {"formic-edit", on_edit},    {"formic-search", on_search},
    {"formic-clear", on_clear},
};
const size_t ce_function_count = sizeof ce_functions / sizeof *ce_functions;

// MARK: Life

static char *copy(const char *text) {
  char *made = strdup(text);
  if (!made) abort();
  return made;
}

static char *prompt_of(EditLine *el) {
  static char none[] = "";
  ce_editor *editor = editor_of(el);
  return editor->can_move ? none : editor->prompt;
}

void ce_set_prompt(ce_editor *editor, const char *prompt, const char *continuation) {
  free(editor->prompt);
  free(editor->continuation);
  editor->prompt = copy(prompt);
  editor->continuation = copy(continuation);
  editor->prompt_width = ce_width(prompt);
}

ce_editor *ce_open(const ce_options *options, const ce_hooks *hooks) {
  ce_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->hooks = *hooks;
  editor->styles = calloc((size_t)options->style_count, sizeof *editor->styles);
  if (!editor->styles) abort();
  for (int i = 0; i < options->style_count; i++) editor->styles[i] = copy(options->styles[i]);
  editor->style_count = options->style_count;
  editor->prompt_style = options->prompt_style;
  editor->margin_style = options->margin_style;
  ce_set_prompt(editor, "", "");
  const char *terminal = getenv("TERM");
  bool is_plain = !isatty(STDOUT_FILENO) || !terminal || !*terminal || strcmp(terminal, "dumb") == 0;
  editor->can_move = !is_plain;
  editor->canvas = is_plain ? stdout : fopen("/dev/null", "we");
  if (editor->canvas) editor->el = el_init_fd("formic", stdin, editor->canvas, stderr, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
  editor->history = history_init();
  if (!editor->el || !editor->history) {
    ce_close(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  el_set(el, EL_CLIENTDATA, editor);
  el_set(el, EL_SIGNAL, 0);  // its handler signals the whole process group
  el_set(el, EL_PROMPT, prompt_of);
  el_set(el, EL_GETCFN, read_character);
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 10000);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(el, EL_HIST, history, editor->history);
  for (size_t i = 0; i < ce_function_count; i++) {
    el_set(el, EL_ADDFN, ce_functions[i].name, ce_functions[i].name, ce_functions[i].function);
  }
  ce_bind(editor, NULL);
  return editor;
}

void ce_close(ce_editor *editor) {
  if (editor->el) el_end(editor->el);
  if (editor->history) history_end(editor->history);
  if (editor->canvas && editor->canvas != stdout) fclose(editor->canvas);
  for (int i = 0; i < editor->style_count; i++) free(editor->styles[i]);
  free(editor->styles);
  free(editor->shown.bytes);
  free(editor->shown.rows);
  free(editor->next.bytes);
  free(editor->next.rows);
  free(editor->prompt);
  free(editor->continuation);
  free(editor->text);
  free(editor);
}

void ce_remember(ce_editor *editor, const char *entry) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, entry);
}

/// A line that came without a key of ours: the output is no terminal, or the user bound Enter to libedit's own function.
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

ce_outcome ce_read(ce_editor *editor, const char *draft) {
  editor->is_accepted = false;
  editor->is_reading = true;
  editor->outcome = CE_OUTCOME_END;
  editor->partial_count = 0;
  editor->draft = draft;
  editor->is_searching = editor->owes_escape = false;
  ce_forget_screen(editor);
  ce_signals_begin();
  ce_resized = 0;  // el_gets looks at the size itself
  ce_size(&editor->columns, &editor->rows);
  bool is_terminal = isatty(STDOUT_FILENO);
  if (is_terminal) el_set(editor->el, EL_PREP_TERM, 1);  // before the prompt: what is typed at it must not be echoed by the kernel
  ce_start_line(editor);
  set_bracketed_paste(editor, true);
  int count;
  const char *line = el_gets(editor->el, &count);
  bool is_unfinished = editor->outcome == CE_OUTCOME_END;
  if (is_unfinished && editor->can_move) ce_abandon_block(editor);
  else if (is_unfinished && is_terminal && count <= 0) fputc('\n', stdout);  // what comes next starts a line of its own
  if (is_unfinished && line && count > 0) keep_line(editor, line, (size_t)count);
  editor->is_reading = false;
  set_bracketed_paste(editor, false);
  ce_signals_end();
  if (editor->outcome != CE_OUTCOME_END) editor->is_accepted = true;  // `ce_text` still tells what a given-up draft was
  if (editor->outcome != CE_OUTCOME_TEXT) el_reset(editor->el);
  return editor->outcome;
}
