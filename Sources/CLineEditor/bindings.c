#include "internal.h"
#include <stdlib.h>
#include <string.h>

typedef struct binding { const char *key, *function; } binding;

/// Keys that mean the same in every mode.
static const binding everywhere[] = {
    {"^M", "formic-enter"},       {"^J", "formic-enter"},       {"\\e[A", "formic-up"},        {"\\eOA", "formic-up"},
    {"^P", "formic-up"},          {"\\e[B", "formic-down"},     {"\\eOB", "formic-down"},      {"^N", "formic-down"},
    {"\\e[C", "ed-next-char"},    {"\\eOC", "ed-next-char"},    {"\\e[D", "ed-prev-char"},     {"\\eOD", "ed-prev-char"},
    {"\\e[H", "formic-home"},     {"\\eOH", "formic-home"},     {"\\e[1~", "formic-home"},     {"\\e[7~", "formic-home"},
    {"\\e[F", "formic-end"},      {"\\eOF", "formic-end"},      {"\\e[4~", "formic-end"},      {"\\e[8~", "formic-end"},
    {"\\e[3~", "ed-delete-next-char"}, {"\\e[200~", "formic-paste"}, {"^L", "formic-clear"},
};

/// Where keys insert text: the emacs map, and vi's insert mode.
static const binding inserting[] = {
    {"\\e^M", "formic-newline"},  {"\\e^J", "formic-newline"},  {"^I", "formic-complete"},    {"^H", "formic-backspace"},    {"^?", "formic-backspace"},
    {"^R", "formic-search"},      {"\\235", "em-inc-search-prev"}, {"^S", "em-inc-search-next"}, {"^X^E", "formic-edit"},
    {"\\e[1;5C", "em-next-word"}, {"\\e[1;5D", "ed-prev-word"}, {"\\e[5C", "em-next-word"},    {"\\e[5D", "ed-prev-word"},
    {"\\e[1;3C", "em-next-word"}, {"\\e[1;3D", "ed-prev-word"},
};

static const binding emacs[] = {
    {"^A", "formic-home"}, {"^E", "formic-end"}, {"^_", "formic-undo"}, {"^X^U", "formic-undo"},
};

static const binding vi_insert[] = {
    {"^A", "formic-home"}, {"^E", "formic-end"}, {"^_", "formic-undo"}, {"\\233", "vi-command-mode"},
};

static const binding vi_command[] = {
    {"k", "formic-up"}, {"j", "formic-down"}, {"\\055", "formic-up"}, {"+", "formic-down"}, {"v", "formic-edit"},
    {"u", "formic-undo"},
};

static void bind(EditLine *el, const binding *keys, size_t count, bool in_command_map) {
  for (size_t i = 0; i < count; i++) {
    if (in_command_map) el_set(el, EL_BIND, "-a", keys[i].key, keys[i].function, NULL);
    else el_set(el, EL_BIND, keys[i].key, keys[i].function, NULL);
  }
}

#define BIND(keys, in_command_map) bind(editor->el, keys, sizeof keys / sizeof *keys, in_command_map)

static void bind_own_keys(ce_editor *editor) {
  const char *name = "emacs";
  el_get(editor->el, EL_EDITOR, &name);
  editor->is_vi = strcmp(name, "vi") == 0;
  BIND(everywhere, false);
  BIND(inserting, false);
  if (editor->is_vi) {
    BIND(vi_insert, false);
    BIND(everywhere, true);
    BIND(vi_command, true);
  } else {
    BIND(emacs, false);
  }
}

/// Whether a line of `.editrc` puts a whole keymap in force: `bind -v`, `formic:bind -e`.
static bool is_keymap_switch(int count, const char **words) {
  const char *colon = strrchr(words[0], ':');
  if (strcmp(colon ? colon + 1 : words[0], "bind") != 0) return false;
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "-v") == 0 || strcmp(words[i], "-e") == 0) return true;
  }
  return false;
}

static FILE *open_user_file(void) {
  const char *path = getenv("EDITRC"), *home = getenv("HOME");
  if (path) return *path ? fopen(path, "re") : NULL;
  char buffer[4096];
  if (!home || snprintf(buffer, sizeof buffer, "%s/.editrc", home) >= (int)sizeof buffer) return NULL;
  return fopen(buffer, "re");
}

/// Reads the user's file line by line, as `el_source` would, since a switch of keymaps in it drops our keys: they are
/// bound again right after it, before the lines that follow.
static void source_user_bindings(ce_editor *editor, bool may_switch) {
  FILE *file = open_user_file();
  if (!file) return;
  Tokenizer *tokenizer = tok_init(NULL);
  char *line = NULL;
  size_t capacity = 0;
  while (tokenizer && getline(&line, &capacity, file) > 0) {
    line[strcspn(line, "\n")] = 0;
    const char *text = line + strspn(line, " \t");
    if (*text == 0 || *text == '#') continue;
    int count;
    const char **words;
    tok_reset(tokenizer);
    if (tok_str(tokenizer, text, &count, &words) != 0 || count == 0) continue;
    bool is_switch = is_keymap_switch(count, words);
    if (is_switch && !may_switch) continue;
    el_parse(editor->el, count, words);
    if (is_switch) bind_own_keys(editor);
  }
  free(line);
  if (tokenizer) tok_end(tokenizer);
  fclose(file);
}

void ce_bind(ce_editor *editor, const char *keymap) {
  el_set(editor->el, EL_EDITOR, keymap ? keymap : "emacs");  // libedit's own default is vi
  bind_own_keys(editor);
  source_user_bindings(editor, keymap == NULL);
}

const char *ce_keymap(ce_editor *editor) { return editor->is_vi ? "vi" : "emacs"; }

void ce_set_keymap(ce_editor *editor, const char *name) { ce_bind(editor, name); }
