#include "ck_memory.h"

#include <stdlib.h>
#include <unistd.h>

volatile int ck_interrupted = 0;

static _Thread_local int shields = 0;

bool ck_is_interrupted(void) { return ck_interrupted != 0 && shields == 0; }

void ck_shield(bool begins) { shields += begins ? 1 : -1; }

static ck_block *new_block(void *data, size_t bytes, bool owned) {
  ck_block *block = malloc(sizeof *block);
  if (!block) return NULL;
  *block = (ck_block){.references = 1, .generation = 1, .data = data, .bytes = bytes, .owned = owned};
  return block;
}

static _Thread_local size_t allowance = SIZE_MAX;

size_t ck_set_allowance(size_t bytes) {
  size_t left = allowance;
  allowance = bytes;
  return left;
}

static size_t machine_bytes(void) {
  long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? (size_t)pages * (size_t)size : SIZE_MAX;
}

ck_block *ck_block_create(size_t bytes) {
  if (bytes > allowance || (bytes > 1 << 20 && bytes > machine_bytes())) return NULL;
  /* calloc rather than aligned_alloc: the pages of a large block are zero without being touched */
  char *allocation = calloc(1, bytes + 64);
  if (!allocation) return NULL;
  void *data = allocation + (64 - (uintptr_t)allocation % 64) % 64;
  ck_block *block = new_block(data, bytes, true);
  if (!block) {
    free(allocation);
    return NULL;
  }
  block->allocation = allocation;
  if (allowance != SIZE_MAX) allowance -= bytes;
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
  free(block->allocation);
  block->allocation = NULL;
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
