#include "internal.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/// Columns of the margin that the continuation mark may take.
enum { MARGIN_MAX = 32 };

void ce_size(int *columns, int *rows) {
  struct winsize size;
  *columns = 80;
  *rows = 24;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 && size.ws_row > 1) {
    *columns = size.ws_col;
    *rows = size.ws_row;
  }
}

/// The column and row of the next character, as libedit's refresh counts them.
typedef struct { int columns, row, column; } place;

static void advance(place *at, wchar_t c) {
  int width;
  if (c == L'\n') {
    at->row++;
    at->column = 0;
    return;
  }
  if (c == L'\t') {
    width = 8 - at->column % 8;
    if (at->column + width > at->columns) width = at->columns - at->column;
  } else if (c < 0x20 || c == 0x7F) {
    width = 2;
  } else {
    width = wcwidth(c);
    if (width < 0) width = 0;
  }
  if (at->column + width > at->columns) {
    at->row++;
    at->column = 0;
  }
  at->column += width;
  if (at->column >= at->columns) {
    at->row++;
    at->column = 0;
  }
}

ce_layout ce_measure(ce_editor *editor) {
  ce_layout layout = {0};
  place at = {editor->columns, editor->prompt_width / editor->columns, editor->prompt_width % editor->columns};
  const LineInfoW *line = el_wline(editor->el);
  for (const wchar_t *c = line->buffer; c < line->lastchar; c++) {
    if (c == line->cursor) layout.cursor_row = at.row;
    advance(&at, *c);
  }
  if (line->cursor == line->lastchar) layout.cursor_row = at.row;
  layout.rows = at.row + 1;
  return layout;
}

static void move_rows(FILE *out, int rows) {
  if (rows > 0) fprintf(out, "\033[%dB", rows);
  if (rows < 0) fprintf(out, "\033[%dA", -rows);
}

/// A script may have left a line without an end. A sign and spaces to the right margin wrap in that case only.
void ce_start_line(ce_editor *editor) {
  fflush(stdout);
  if (!editor->can_move) return;
  const char *faint = editor->has_colour ? "\033[2m" : "", *plain = editor->has_colour ? "\033[0m" : "";
  fprintf(stdout, "%s%%%s%*s\r\033[K", faint, plain, editor->columns - 1, "");
  fflush(stdout);
}

void ce_redraw(ce_editor *editor) {
  editor->painted_rows = 0;
  el_set(editor->el, EL_REFRESH);
}

void ce_leave_block(ce_editor *editor) {
  ce_layout layout = ce_measure(editor);
  if (editor->can_move) {
    int last = layout.rows < editor->rows ? layout.rows : editor->rows;
    int cursor = layout.cursor_row < last ? layout.cursor_row : last - 1;
    move_rows(stdout, last - 1 - cursor);
  }
  fputc('\n', stdout);
  fflush(stdout);
}

static void print_lines(const char *text, size_t count) {
  fwrite(text, 1, count, stdout);
  if (count > 0 && text[count - 1] != '\n') fputc('\n', stdout);
  fflush(stdout);
}

/// Moves to the prompt and clears everything from there on.
static void clear_block(ce_editor *editor, int cursor_row) {
  fputc('\r', stdout);
  if (editor->can_move) {
    move_rows(stdout, -cursor_row);
    fputs("\033[J", stdout);
  } else {
    fputc('\n', stdout);
  }
}

void ce_print_above(ce_editor *editor, const char *text, size_t count) {
  if (editor->is_reading) {
    ce_layout layout = ce_measure(editor);
    clear_block(editor, layout.cursor_row < editor->rows ? layout.cursor_row : editor->rows - 1);
  }
  print_lines(text, count);
  if (editor->is_reading) ce_redraw(editor);
}

void ce_print_below(ce_editor *editor, const char *text, size_t count) {
  ce_leave_block(editor);
  print_lines(text, count);
  ce_redraw(editor);
}

/// What a row of the block starts with: up to `width` columns of it, padded with spaces.
static int row_start(const wchar_t *c, const wchar_t *end, int width, wchar_t *out) {
  int column = 0, count = 0;
  for (; c < end && *c != L'\n' && column < width; c++) {
    int w = *c == L'\t' || *c < 0x20 ? -1 : wcwidth(*c);
    if (w < 0 || column + w > width) return -1;  // not worth it: leave the row as libedit drew it
    out[count++] = *c;
    column += w;
  }
  while (column++ < width) out[count++] = L' ';
  return count;
}

/// Libedit knows no prompt for the lines after the first. They start with spaces as wide as the prompt, and the mark
/// is painted over these; libedit keeps taking them for spaces. What it redraws is painted anew before the next key.
void ce_paint_margins(ce_editor *editor) {
  ce_layout layout = ce_measure(editor);
  int margin = (int)wcslen(editor->continuation);
  if (!editor->can_move || margin == 0 || margin > MARGIN_MAX || margin >= editor->columns / 2) return;
  if (layout.rows >= editor->rows || (layout.rows == 1 && editor->painted_rows <= 1)) return;
  const LineInfoW *line = el_wline(editor->el);
  place at = {editor->columns, 0, editor->prompt_width};
  fputs("\0337", stdout);
  int row = layout.cursor_row;
  wchar_t cells[MARGIN_MAX];
  for (const wchar_t *c = line->buffer; c < line->lastchar; c++) {
    int previous = at.row;
    advance(&at, *c);
    if (at.row == previous) continue;
    const wchar_t *start = c + 1;
    int count = row_start(start, line->lastchar, margin, cells);
    if (count < 0) continue;
    bool is_blank = *c == L'\n' && line->lastchar - start >= margin;
    for (int i = 0; is_blank && i < margin; i++) is_blank = start[i] == L' ';
    move_rows(stdout, at.row - row);
    row = at.row;
    fputc('\r', stdout);
    if (is_blank && editor->has_colour) fputs("\033[2m", stdout);
    const wchar_t *shown = is_blank ? editor->continuation : cells;
    for (int i = 0; i < (is_blank ? margin : count); i++) {
      char bytes[4];
      fwrite(bytes, 1, ce_encode(shown[i], bytes), stdout);
    }
    if (is_blank && editor->has_colour) fputs("\033[0m", stdout);
  }
  for (int past = layout.rows; past < editor->painted_rows; past++) {
    move_rows(stdout, past - row);
    row = past;
    fprintf(stdout, "\r%*s", margin, "");
  }
  fputs("\0338", stdout);
  fflush(stdout);
  editor->painted_rows = layout.rows;
}
