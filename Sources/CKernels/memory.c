#include "ck_memory.h"

#include <stdlib.h>
#include <string.h>

volatile int ck_interrupted = 0;

static ck_block *new_block(void *data, size_t bytes, bool owned) {
  ck_block *block = malloc(sizeof *block);
  if (!block) return NULL;
  *block = (ck_block){.references = 1, .generation = 1, .data = data, .bytes = bytes, .owned = owned};
  return block;
}

ck_block *ck_block_create(size_t bytes) {
  if (bytes > SIZE_MAX - 64) return NULL;
  size_t padded = bytes ? (bytes + 63) & ~(size_t)63 : 64;
  void *data = aligned_alloc(64, padded);
  if (!data) return NULL;
  memset(data, 0, padded);
  ck_block *block = new_block(data, bytes, true);
  if (!block) free(data);
  return block;
}

ck_block *ck_block_borrow(void *data, size_t bytes) { return new_block(data, bytes, false); }

void ck_block_lend(ck_block *block, void *data, size_t bytes) {
  block->generation++;
  block->data = data;
  block->bytes = bytes;
}

void ck_block_close(ck_block *block) {
  if (!block->data) return;
  block->generation++;
  if (block->owned) free(block->data);
  block->data = NULL;
  block->bytes = 0;
}

ck_block *ck_block_retain(ck_block *block) {
  if (block) __atomic_add_fetch(&block->references, 1, __ATOMIC_RELAXED);
  return block;
}

void ck_block_release(ck_block *block) {
  if (!block || __atomic_sub_fetch(&block->references, 1, __ATOMIC_ACQ_REL) > 0) return;
  ck_block_close(block);
  free(block);
}
