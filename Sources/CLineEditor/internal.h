#ifndef CLINEEDITOR_INTERNAL_H
#define CLINEEDITOR_INTERNAL_H

#include "CLineEditor.h"
#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <wchar.h>

struct ce_editor {
  EditLine *el;
  History *history;
  ce_hooks hooks;
  char *prompt;
  wchar_t *continuation;
  int prompt_width;
  /// The terminal's size when the block was drawn.
  int columns, rows;
  bool has_colour;
  /// The terminal understands cursor movement.
  bool can_move;
  bool is_reading;
  bool is_accepted;
  ce_outcome outcome;
  /// Rows whose margin was painted last, from the prompt's on.
  int painted_rows;
  /// `ce_text`'s answer.
  char *text;
  size_t text_count, text_cursor, text_capacity;
  /// A character whose bytes haven't all arrived.
  unsigned char partial[4];
  int partial_count;
};

/// Where the block's rows are on the screen: libedit's own arithmetic.
typedef struct ce_layout {
  /// Rows of the whole block, and the cursor's among them, from 0.
  int rows, cursor_row;
} ce_layout;

ce_layout ce_measure(ce_editor *editor);
/// Shows the continuation mark in the margin of the lines after the first.
void ce_paint_margins(ce_editor *editor);
/// Moves to the start of a line, the present one if nothing has been written on it.
void ce_start_line(ce_editor *editor);
/// Moves the cursor down to the last row of the block.
void ce_leave_block(ce_editor *editor);
void ce_redraw(ce_editor *editor);

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

#endif
