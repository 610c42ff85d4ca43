#include "internal.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void ce_size(int *columns, int *rows) {
  struct winsize size;
  *columns = 80;
  *rows = 24;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 && size.ws_row > 1) {
    *columns = size.ws_col;
    *rows = size.ws_row;
  }
}

// MARK: Building a frame

static void *grown(void *block, size_t size) {
  void *result = realloc(block, size);
  if (!result) abort();
  return result;
}

static void add(ce_frame *frame, const char *bytes, size_t count) {
  if (frame->count + count > frame->capacity) {
    frame->capacity = 2 * (frame->count + count) + 256;
    frame->bytes = grown(frame->bytes, frame->capacity);
  }
  memcpy(frame->bytes + frame->count, bytes, count);
  frame->count += count;
}

static void add_text(ce_frame *frame, const char *text) { add(frame, text, strlen(text)); }

static void begin_row(ce_frame *frame) {
  if (frame->row_count == frame->row_capacity) {
    frame->row_capacity = 2 * frame->row_capacity + 16;
    frame->rows = grown(frame->rows, (size_t)frame->row_capacity * sizeof *frame->rows);
  }
  frame->rows[frame->row_count++] = (ce_row){.start = frame->count};
}

static void end_row(ce_frame *frame) {
  ce_row *row = &frame->rows[frame->row_count - 1];
  row->count = frame->count - row->start;
}

/// Writes cells into a frame one after another, wrapping at the right margin.
typedef struct pen {
  ce_editor *editor;
  ce_frame *frame;
  int column;
  int style;
} pen;

static void set_style(pen *p, int style) {
  if (style == p->style) return;
  const char *attributes = p->editor->styles[style];
  if (*p->editor->styles[p->style]) add_text(p->frame, "\033[0m");
  if (*attributes) {
    add_text(p->frame, "\033[");
    add_text(p->frame, attributes);
    add_text(p->frame, "m");
  }
  p->style = style;
}

static void break_row(pen *p) {
  set_style(p, 0);  // each row is complete in itself, since others may not be written
  end_row(p->frame);
  p->frame->rows[p->frame->row_count - 1].is_full = p->column >= p->editor->columns;
  begin_row(p->frame);
  p->column = 0;
}

/// A cell of `width` columns; one of none joins the cell before it.
static int put(pen *p, const char *bytes, size_t count, int width, int style) {
  if (p->column + width > p->editor->columns) break_row(p);
  set_style(p, style);
  add(p->frame, bytes, count);
  p->column += width;
  return width;
}

static void put_text(pen *p, const char *text, int style) {
  size_t count;
  wchar_t *wide = ce_decode(text, strlen(text), &count);
  for (size_t i = 0; i < count; i++) {
    char bytes[4];
    int width = wcwidth(wide[i]);
    put(p, bytes, ce_encode(wide[i], bytes), width < 0 ? 1 : width, style);
  }
  free(wide);
}

/// Returns the columns it took.
static int put_character(pen *p, wchar_t c, int style) {
  char bytes[8];
  if (c == L'\t') {
    int width = 8 - p->column % 8;
    if (p->column + width > p->editor->columns) width = p->editor->columns - p->column;
    if (width < 1) width = 1;
    for (int i = 0; i < width; i++) put(p, " ", 1, 1, style);
    return width;
  }
  if (c < 0x20 || c == 0x7F) {
    bytes[0] = '^';
    bytes[1] = (char)(c ^ 0x40);
    return put(p, bytes, 2, 2, style);
  }
  int width = wcwidth(c);
  if (width < 0) return put(p, "?", 1, 1, style);  // not in this character set, or no character
  return put(p, bytes, ce_encode(c, bytes), width, style);
}

static void reset(ce_frame *frame) {
  frame->count = 0;
  frame->row_count = 0;
  frame->has_status = false;
}

/// What libedit adds to the text while it searches: its last line.
static const wchar_t *search_line(ce_editor *editor, const LineInfoW *line) {
  if (!editor->is_searching) return line->lastchar;
  for (const wchar_t *c = line->lastchar; c > line->buffer; c--) {
    if (c[-1] != L'\n') continue;
    if (line->lastchar - c >= 4 && (wcsncmp(c, L"bck:", 4) == 0 || wcsncmp(c, L"fwd:", 4) == 0)) return c - 1;
    break;
  }
  return line->lastchar;
}

/// Lays out prompt, block and cursor.
static void lay_out(ce_editor *editor, ce_frame *frame, bool is_final) {
  const LineInfoW *line = el_wline(editor->el);
  const wchar_t *end = search_line(editor, line);
  size_t count, cursor;
  const char *text = ce_text(editor, &count, &cursor);
  uint8_t *styles = calloc(count + 1, 1);
  if (!styles) abort();
  if (end == line->lastchar) editor->hooks.highlight(editor->hooks.context, text, count, is_final ? -1 : (ssize_t)cursor, styles);

  reset(frame);
  begin_row(frame);
  pen p = {.editor = editor, .frame = frame};
  put_text(&p, editor->prompt, editor->prompt_style);
  bool has_margin = editor->prompt_width < editor->columns / 2;
  size_t byte = 0;
  for (const wchar_t *c = line->buffer; c < end; c++) {
    char ignored[4];
    int style = styles[byte];
    byte += ce_encode(*c, ignored);
    bool is_cursor = c == line->cursor;
    if (*c == L'\n') {
      if (is_cursor) {
        frame->cursor_row = frame->row_count - 1;
        frame->cursor_column = p.column < editor->columns ? p.column : editor->columns - 1;
      }
      break_row(&p);
      if (has_margin) put_text(&p, editor->continuation, editor->margin_style);
      continue;
    }
    int width = put_character(&p, *c, style);
    if (is_cursor) {
      frame->cursor_row = frame->row_count - 1;
      frame->cursor_column = p.column - width;
    }
  }
  if (line->cursor >= end) {
    if (p.column >= editor->columns) break_row(&p);  // the cursor needs a place
    frame->cursor_row = frame->row_count - 1;
    frame->cursor_column = p.column;
  }
  if (end < line->lastchar) {
    break_row(&p);
    put_text(&p, end[1] == L'b' ? "search: " : "search on: ", editor->margin_style);
    for (const wchar_t *c = end + 5; c < line->lastchar; c++) put_character(&p, *c, 0);
  } else {
    editor->is_searching = false;
  }
  set_style(&p, 0);
  end_row(frame);
  frame->end_column = p.column;
  if (is_final) {  // of a block taller than the screen its end stays behind
    frame->cursor_row = frame->row_count - 1;
    frame->cursor_column = p.column;
  }
  free(styles);
}

static void add_status(ce_editor *editor, ce_frame *frame) {
  char line[1024];
  size_t count = editor->hooks.status(editor->hooks.context, line, sizeof line, editor->columns);
  if (count == 0 || editor->rows < 4) return;
  begin_row(frame);
  pen p = {.editor = editor, .frame = frame};
  set_style(&p, editor->margin_style);
  add(frame, line, count);
  set_style(&p, 0);
  end_row(frame);
  frame->has_status = true;
}

// MARK: Showing it

static void move_rows(int rows) {
  if (rows > 0) fprintf(stdout, "\033[%dB", rows);
  if (rows < 0) fprintf(stdout, "\033[%dA", -rows);
}

static bool is_same_row(const ce_frame *a, int i, const ce_frame *b, int j) {
  const ce_row *x = &a->rows[i], *y = &b->rows[j];
  return x->count == y->count && memcmp(a->bytes + x->start, b->bytes + y->start, x->count) == 0;
}

/// The row of a frame that is `index`-th in a window from `top`; the status line is always the window's last.
static int row_at(const ce_frame *frame, int top, int index, int window) {
  return frame->has_status && index == window - 1 ? frame->row_count - 1 : top + index;
}

static void show(ce_editor *editor) {
  ce_frame *next = &editor->next, *shown = &editor->shown;
  int block = next->row_count - next->has_status;
  int room = editor->rows - next->has_status;
  int height = block < room ? block : room;
  int top = editor->shown_top;
  if (top > block - height) top = block - height;
  if (next->cursor_row < top) top = next->cursor_row;
  if (next->cursor_row >= top + height) top = next->cursor_row - height + 1;
  int window = height + next->has_status;

  int at = editor->at_row;
  for (int i = 0; i < window; i++) {
    int row = row_at(next, top, i, window);
    if (i < editor->shown_rows) {
      if (is_same_row(next, row, shown, row_at(shown, editor->shown_top, i, editor->shown_rows))) continue;
      move_rows(i - at);
      fputc('\r', stdout);
    } else if (i > 0) {
      move_rows(i - 1 - at);
      fputs("\r\n", stdout);  // scrolls where the screen ends
    } else {
      fputc('\r', stdout);
    }
    at = i;
    fwrite(next->bytes + next->rows[row].start, 1, next->rows[row].count, stdout);
    if (!next->rows[row].is_full) fputs("\033[K", stdout);
  }
  if (window < editor->shown_rows) {
    move_rows(window - at);
    fputs("\r\033[J", stdout);
    at = window;
  }
  int wanted = next->cursor_row - top;
  move_rows(wanted - at);
  fputc('\r', stdout);
  if (next->cursor_column > 0) fprintf(stdout, "\033[%dC", next->cursor_column);
  fflush(stdout);

  ce_frame swapped = *shown;
  *shown = *next;
  *next = swapped;
  editor->shown_top = top;
  editor->shown_rows = window;
  editor->at_row = wanted;
}

void ce_draw(ce_editor *editor) {
  if (!editor->can_move) return;
  lay_out(editor, &editor->next, false);
  add_status(editor, &editor->next);
  show(editor);
}

void ce_draw_finally(ce_editor *editor) {
  if (!editor->can_move) return;
  lay_out(editor, &editor->next, true);
  show(editor);
}

void ce_forget_screen(ce_editor *editor) {
  editor->shown_rows = editor->shown_top = editor->at_row = 0;
  reset(&editor->shown);
}

void ce_clear_block(ce_editor *editor) {
  if (editor->can_move) {
    move_rows(-editor->at_row);
    fputs("\r\033[J", stdout);
  } else {
    fputs("\r\n", stdout);
  }
  ce_forget_screen(editor);
}

/// Terminals differ in whether they wrap old rows anew. Clearing from the nearer of both places never eats output.
void ce_resized_screen(ce_editor *editor) {
  int before = editor->at_row;
  ce_size(&editor->columns, &editor->rows);
  if (!editor->can_move) return;
  lay_out(editor, &editor->next, false);
  int after = editor->next.cursor_row;
  editor->at_row = before < after ? before : after;
  ce_clear_block(editor);
}

void ce_clear_screen(ce_editor *editor) {
  if (!editor->can_move) return;
  fputs("\033[H\033[2J", stdout);
  ce_forget_screen(editor);
}

/// A script may have left a line without an end. A sign and spaces to the right margin wrap in that case only.
void ce_start_line(ce_editor *editor) {
  fflush(stdout);
  if (!editor->can_move) return;
  const char *attributes = editor->styles[editor->margin_style];
  if (*attributes) fprintf(stdout, "\033[%sm%%\033[0m", attributes);
  else fputc('%', stdout);
  fprintf(stdout, "%*s\r\033[K", editor->columns - 1, "");
  fflush(stdout);
}

void ce_leave_block(ce_editor *editor, const char *note) {
  if (editor->can_move) {
    ce_draw_finally(editor);
    if (*note) fprintf(stdout, "\r\033[%dC%s", editor->shown.end_column, note);
    fputc('\r', stdout);
    ce_forget_screen(editor);
  } else if (*note) {
    fprintf(stdout, "\n%s", note);  // where the cursor stands is part of the draft
  }
  fputc('\n', stdout);
  fflush(stdout);
}

void ce_abandon_block(ce_editor *editor) {
  move_rows(editor->shown_rows - editor->shown.has_status - 1 - editor->at_row);
  fputs("\r\n\033[J", stdout);
  fflush(stdout);
  ce_forget_screen(editor);
}

static void print_lines(const char *text, size_t count) {
  fwrite(text, 1, count, stdout);
  if (count > 0 && text[count - 1] != '\n') fputc('\n', stdout);
  fflush(stdout);
}

void ce_print_above(ce_editor *editor, const char *text, size_t count) {
  if (editor->is_reading) ce_clear_block(editor);
  print_lines(text, count);
  if (!editor->is_reading) return;
  if (!editor->can_move) el_set(editor->el, EL_REFRESH);
  // Keys may be waiting, and a draft belongs below what was printed now.
  ce_draw(editor);
}

void ce_print_below(ce_editor *editor, const char *text, size_t count) {
  ce_leave_block(editor, "");
  print_lines(text, count);
  if (!editor->can_move) el_set(editor->el, EL_REFRESH);
}
