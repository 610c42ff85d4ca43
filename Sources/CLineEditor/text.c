#include "internal.h"
#include <stdlib.h>
#include <string.h>

/// The scalar that starts at `text`, and its length; malformed bytes give U+FFFD one by one.
static wchar_t decode_one(const unsigned char *text, size_t count, size_t *length) {
  unsigned char first = text[0];
  *length = 1;
  if (first < 0x80) return first;
  int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first >= 0xF5 || (size_t)more >= count) return 0xFFFD;
  wchar_t scalar = first & (0x3F >> more);
  for (int i = 1; i <= more; i++) {
    if ((text[i] & 0xC0) != 0x80) return 0xFFFD;
    scalar = scalar << 6 | (text[i] & 0x3F);
  }
  static const wchar_t least[] = {0, 0x80, 0x800, 0x10000};
  if (scalar < least[more] || scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) return 0xFFFD;
  *length = (size_t)more + 1;
  return scalar;
}

wchar_t *ce_decode(const char *text, size_t count, size_t *wide_count) {
  wchar_t *wide = malloc((count + 1) * sizeof *wide);
  if (!wide) abort();
  size_t used = 0;
  for (size_t i = 0, length; i < count; i += length) {
    wide[used++] = decode_one((const unsigned char *)text + i, count - i, &length);
  }
  wide[used] = 0;
  if (wide_count) *wide_count = used;
  return wide;
}

size_t ce_encode(wchar_t c, char out[4]) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

int ce_width(const char *text) {
  size_t count;
  wchar_t *wide = ce_decode(text, strlen(text), &count);
  int width = 0;
  for (size_t i = 0; i < count; i++) {
    int columns = wcwidth(wide[i]);
    width += columns < 0 ? 1 : columns;
  }
  free(wide);
  return width;
}

const char *ce_text(ce_editor *editor, size_t *count, size_t *cursor) {
  if (!editor->is_accepted) {  // libedit's own buffer lives only while it edits
    const LineInfoW *line = el_wline(editor->el);
    size_t needed = (size_t)(line->lastchar - line->buffer) * 4 + 1;
    if (needed > editor->text_capacity) {
      char *grown = realloc(editor->text, needed);
      if (!grown) abort();
      editor->text = grown;
      editor->text_capacity = needed;
    }
    size_t used = 0;
    editor->text_cursor = 0;
    for (const wchar_t *c = line->buffer; c < line->lastchar; c++) {
      if (c == line->cursor) editor->text_cursor = used;
      used += ce_encode(*c, editor->text + used);
    }
    if (line->cursor == line->lastchar) editor->text_cursor = used;
    editor->text[used] = 0;
    editor->text_count = used;
  }
  *count = editor->text_count;
  *cursor = editor->text_cursor;
  return editor->text;
}

/// Characters before byte `offset`.
static int characters(const char *text, size_t offset) {
  int count = 0;
  for (size_t i = 0; i < offset; i++) count += (text[i] & 0xC0) != 0x80;
  return count;
}

void ce_replace(ce_editor *editor, const char *text, size_t count, size_t cursor) {
  const LineInfoW *line = el_wline(editor->el);
  int total = (int)(line->lastchar - line->buffer);
  el_cursor(editor->el, (int)(line->lastchar - line->cursor));
  if (total > 0) el_deletestr(editor->el, total);
  ce_insert(editor, text, count);
  int wanted = characters(text, cursor), all = characters(text, count);
  if (wanted < all) el_cursor(editor->el, wanted - all);
}

void ce_insert(ce_editor *editor, const char *text, size_t count) {
  if (count == 0) return;
  wchar_t *wide = ce_decode(text, count, NULL);
  el_winsertstr(editor->el, wide);
  free(wide);
}
