/* Memory that scripts, policies and kernels share: owned blocks, and views that notice when their block is gone. */
#ifndef CK_MEMORY_H
#define CK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ck_type { CK_F32 = 0, CK_F64 = 1, CK_I64 = 2, CK_MASK = 3 } ck_type;

static inline size_t ck_type_size(ck_type type) {
  static const uint8_t sizes[] = {4, 8, 8, 1};
  return sizes[type];
}

/* An allocation. `data` is 64-byte aligned when owned, or lent by somebody else (`owned` false) until it is closed.
   The block itself outlives its data while a view refers to it, so that a stale view is an error and never a dangling read. */
typedef struct ck_block {
  int64_t references; /* atomic */
  uint64_t generation; /* raised when the data is closed or lent anew */
  void *data;
  size_t bytes;
  bool owned;
  void *allocation; /* what `data` lies in, when owned */
} ck_block;

/* Elements of a block: `rows × columns`, element (i, j) at data[i * row_stride + j * column_stride].
   A vector has one column; its elements are its rows. Strides count elements. */
typedef struct ck_view {
  ck_block *block;
  uint64_t generation; /* of the block when the view was made */
  void *data;
  size_t rows, columns;
  ptrdiff_t row_stride, column_stride;
  uint8_t type;      /* ck_type */
  bool is_matrix;
  bool read_only;
} ck_view;

static inline bool ck_view_is_live(const ck_view *view) {
  return view->block && view->block->generation == view->generation;
}

/* Zeroed and aligned, with one reference; NULL when memory is short, when the machine has less, or beyond the thread's
   allowance. A block of 0 bytes is valid. */
ck_block *ck_block_create(size_t bytes);
/* Sets how many bytes this thread may still allocate in blocks, and returns what was left: a host lowers it around a call
   on behalf of a script with a memory limit. At first SIZE_MAX, no limit. */
size_t ck_set_allowance(size_t bytes);
/* Lends `data`: it stays the caller's, and must stay valid until `ck_block_close` or `ck_block_lend`. */
ck_block *ck_block_borrow(void *data, size_t bytes);
/* Points a borrowed block at other data; every earlier view becomes stale. */
void ck_block_lend(ck_block *block, void *data, size_t bytes);
/* Frees owned data and makes every view stale. Idempotent. */
void ck_block_close(ck_block *block);
ck_block *ck_block_retain(ck_block *block);
void ck_block_release(ck_block *block);

/* One scalar or array in a policy's frame: an argument, a result, or a context field. */
typedef enum ck_cell_tag { CK_NIL = 0, CK_BOOLEAN = 1, CK_INTEGER = 2, CK_NUMBER = 3, CK_ARRAY = 4 } ck_cell_tag;
typedef struct ck_cell {
  uint8_t tag; /* ck_cell_tag */
  union {
    bool boolean;
    int64_t integer;
    double number;
    ck_view *array;
  };
} ck_cell;

/* Raised from a signal handler or another thread; every long kernel and every event loop polls it. */
extern volatile int ck_interrupted;
/* Whether this thread should stop: false while it shields a step that must end whole. */
bool ck_is_interrupted(void);
/* Begins (true) or ends (false) such a step. Shields nest. */
void ck_shield(bool begins);

#ifdef __cplusplus
}
#endif

#endif
