#ifndef CLINEEDITOR_INTERNAL_H
#define CLINEEDITOR_INTERNAL_H

#include "CLineEditor.h"
#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <wchar.h>

/// A row of the screen as it is written: characters and attributes, without a line end.
typedef struct ce_row {
  size_t start, count;
  /// It ends at the right margin, where the cursor must not be told to clear the rest.
  bool is_full;
} ce_row;

/// A block laid out for the screen. All rows of it, of which a window may show.
typedef struct ce_frame {
  char *bytes;
  size_t count, capacity;
  ce_row *rows;
  int row_count, row_capacity;
  int cursor_row, cursor_column;
  /// Where the block's last row ends.
  int end_column;
  /// The last row is the status line, and not the block's.
  bool has_status;
} ce_frame;

struct ce_editor {
  EditLine *el;
  History *history;
  ce_hooks hooks;
  char *prompt;
  char *continuation;
  int prompt_width;
  char **styles;
  int style_count, prompt_style, margin_style;
  /// The terminal's size when the block was drawn.
  int columns, rows;
  /// The terminal understands cursor movement, so that the block is drawn here.
  bool can_move;
  bool is_vi;
  bool is_reading;
  bool is_accepted;
  ce_outcome outcome;
  /// What libedit draws on: the terminal, or nothing.
  FILE *canvas;

  /// What is on the screen: rows `shown_top` … of `shown`, with the cursor in row `at_row` of these.
  ce_frame shown, next;
  int shown_top, shown_rows, at_row;
  bool is_searching;
  /// An escape has ended a search, and begins a key's sequence as well.
  bool owes_escape;

  /// What the block starts with.
  const char *draft;
  /// `ce_text`'s answer.
  char *text;
  size_t text_count, text_cursor, text_capacity;
  /// A character whose bytes haven't all arrived.
  unsigned char partial[4];
  int partial_count;
};

/// Draws the block as it is now, changed rows only.
void ce_draw(ce_editor *editor);
/// Draws it as it stays behind: without hints or status line. The cursor is on its last row.
void ce_draw_finally(ce_editor *editor);
/// Forgets what is on the screen: the block will be drawn from the present line on.
void ce_forget_screen(ce_editor *editor);
/// Moves to the prompt and clears everything from there on.
void ce_clear_block(ce_editor *editor);
/// The terminal has another size.
void ce_resized_screen(ce_editor *editor);
/// Clears the whole screen.
void ce_clear_screen(ce_editor *editor);
/// Moves to the start of a line, the present one if nothing has been written on it.
void ce_start_line(ce_editor *editor);
/// Leaves the block where it is; what follows starts below it.
void ce_leave_block(ce_editor *editor, const char *note);
/// Leaves the block as it was drawn last, whatever libedit has made of the text since.
void ce_abandon_block(ce_editor *editor);

/// Binds the editor's keys, and the user's own over them.
void ce_bind(ce_editor *editor, const char *keymap);

/// What the keys are bound to.
typedef unsigned char (*ce_function)(EditLine *, int);
extern const struct ce_named_function { const char *name; ce_function function; } ce_functions[];
extern const size_t ce_function_count;

/// Private keys: no keyboard has these control characters.
enum {
  /// Escape alone, where one may also begin a sequence.
  CE_LONE_ESCAPE = 0x9B,
  CE_START_SEARCH = 0x9D
};

/// Signals, as flags. They are caught only while a block is being edited.
void ce_signals_begin(void);
void ce_signals_end(void);
/// Becomes readable when a flag is set.
int ce_signals_descriptor(void);
void ce_signals_drain(void);
extern volatile sig_atomic_t ce_interrupted, ce_resized, ce_continued, ce_stopped, ce_terminated;

/// UTF-8, independent of the locale.
wchar_t *ce_decode(const char *text, size_t count, size_t *wide_count);
size_t ce_encode(wchar_t c, char out[4]);
/// Columns of a text without control characters.
int ce_width(const char *text);

#endif
