/// A line editor over libedit's `el_*` functions, which Swift can't call: they are variadic, and libedit calls back.
///
/// Libedit owns the text, the keys and the search; what stands on the screen is drawn here, because a block of several
/// lines needs more than libedit shows: a margin, colours, a window onto a block taller than the screen, combining
/// marks, a status line. Where a terminal can't move its cursor, libedit draws as it always did.
///
/// One editor a process, used by one thread. The text is UTF-8; positions are byte offsets. Nothing here knows Lua.
#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Keys whose meaning the caller decides.
typedef enum ce_key {
  CE_KEY_ENTER,
  /// Alt-Enter: a line end, whatever stands before it.
  CE_KEY_NEWLINE,
  CE_KEY_TAB,
  CE_KEY_UP,
  CE_KEY_DOWN,
  CE_KEY_HOME,
  CE_KEY_END,
  CE_KEY_BACKSPACE,
  CE_KEY_UNDO,
  /// The block is to be edited in the user's own editor.
  CE_KEY_EDIT,
  /// An incremental search begins: the draft is about to be replaced.
  CE_KEY_SEARCH
} ce_key;

/// What the editor does after a key.
typedef enum ce_answer {
  CE_ANSWER_REDRAW,
  /// The text is finished; `ce_read` returns it.
  CE_ANSWER_ACCEPT,
  /// The screen is as it should be.
  CE_ANSWER_NOTHING,
  CE_ANSWER_BEEP
} ce_answer;

typedef struct ce_hooks {
  void *context;
  ce_answer (*key)(void *context, ce_key key);
  /// A bracketed paste arrived.
  void (*paste)(void *context, const char *text, size_t count);
  /// Called on the editor's thread when `wake` is readable: it drains `wake` and calls `ce_print_above`.
  void (*woken)(void *context);
  /// Chooses a style for each byte of the text, as indices into `ce_options.styles`; they are 0 before. `cursor` is
  /// -1 when the block is left.
  void (*highlight)(void *context, const char *text, size_t count, ssize_t cursor, uint8_t *styles);
  /// Writes the line below the block and returns its bytes, 0 for no line; asked again twice a second while there is one.
  size_t (*status)(void *context, char *line, size_t capacity, int columns);
  /// A descriptor that becomes readable when there is something to print; -1 for none.
  int wake;
} ce_hooks;

typedef struct ce_options {
  /// Attributes of Select Graphic Rendition ("1;32"), empty for none: by style, the first for plain text.
  const char *const *styles;
  int style_count;
  /// The styles of the prompt and of the margin.
  int prompt_style, margin_style;
} ce_options;

typedef struct ce_editor ce_editor;

typedef enum ce_outcome {
  CE_OUTCOME_TEXT,
  /// Ctrl-D on an empty line, or the end of the input.
  CE_OUTCOME_END,
  CE_OUTCOME_INTERRUPTED,
  /// SIGTERM, SIGHUP or SIGQUIT arrived; `ce_terminating_signal` tells which.
  CE_OUTCOME_TERMINATED
} ce_outcome;

/// Chooses a character set for the editor: the user's if it is UTF-8, else C.UTF-8 if the system has it.
///
/// Returns whether the user's is UTF-8, that is, whether to print characters outside ASCII.
bool ce_set_locale(void);

/// Null if there is no memory or no terminal description.
ce_editor *ce_open(const ce_options *options, const ce_hooks *hooks);
void ce_close(ce_editor *editor);

/// The keymap: "emacs" or "vi".
const char *ce_keymap(ce_editor *editor);
/// Changes it; the user's own bindings, from `$EDITRC` or `~/.editrc`, are applied again on top.
void ce_set_keymap(ce_editor *editor, const char *name);

/// `continuation` stands in the left margin of the lines after the first; it is as wide as the prompt.
void ce_set_prompt(ce_editor *editor, const char *prompt, const char *continuation);

/// Edits one block, `draft` to begin with (may be null), and returns when it is accepted or given up.
ce_outcome ce_read(ce_editor *editor, const char *draft);

/// The text being edited, or accepted; valid until the next call on `editor`.
const char *ce_text(ce_editor *editor, size_t *count, size_t *cursor);

/// Puts `text` in place of the whole, with the cursor at byte `cursor`.
void ce_replace(ce_editor *editor, const char *text, size_t count, size_t cursor);

/// Inserts `text` before the cursor.
void ce_insert(ce_editor *editor, const char *text, size_t count);

/// Makes an entry known to the incremental search (Ctrl-R).
void ce_remember(ce_editor *editor, const char *entry);

/// Prints whole lines above the prompt while a block is being edited; the block stays as it is.
void ce_print_above(ce_editor *editor, const char *text, size_t count);

/// Prints whole lines below the block and shows the prompt and the block again after them.
void ce_print_below(ce_editor *editor, const char *text, size_t count);

/// Runs a shell's command line on the terminal while a block is being edited, as `system` does, and shows the block
/// again. Returns the status `system` does.
int ce_run_command(ce_editor *editor, const char *command);

/// Columns and rows of the terminal on standard output; 80 × 24 if there is none.
void ce_size(int *columns, int *rows);

/// A pipe to wake the editor by: neither end blocks. Both are -1 if the process has no descriptors left.
void ce_wake_pipe(int ends[2]);

int ce_terminating_signal(void);
/// Ends the process by `signal`'s default action, so that its parent sees why it ended.
void ce_die_of(int signal);

/// Starts `path` with `arguments` (null-terminated) on a new pseudo-terminal of the given size, with exactly this
/// environment. Returns the terminal's other end, or -1.
int ce_spawn_on_terminal(
    const char *path, char *const arguments[], char *const environment[], int columns, int rows, pid_t *child);
/// Changes the size of a pseudo-terminal; the process on it gets SIGWINCH.
int ce_resize_terminal(int terminal, int columns, int rows);

#endif
