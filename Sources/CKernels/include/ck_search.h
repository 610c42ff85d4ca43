/* Finding, ordering, comparing and selecting elements of strided arrays, and masks of them. One variant serves every
   CPU: the results are indices and copies.

   NaN is no candidate: argmin, argmax and top_k pass over it, ordering puts it last. Ties go to the lowest index. */
#ifndef CK_SEARCH_H
#define CK_SEARCH_H

#include "ck_kernels.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ck_comparison { CK_EQUAL = 0, CK_UNEQUAL = 1, CK_LESS = 2, CK_LESS_EQUAL = 3, CK_GREATER = 4, CK_GREATER_EQUAL = 5 } ck_comparison;

#define CK_SEARCH_KERNELS(K, T, S)                                                                                       \
  /* Index from 0, -1 if there is no candidate. Only elements whose mask is not 0 are, if there is a mask. */           \
  K(ptrdiff_t, argmin_##S, (const T *x, ptrdiff_t stride, const uint8_t *mask, size_t count))                            \
  K(ptrdiff_t, argmax_##S, (const T *x, ptrdiff_t stride, const uint8_t *mask, size_t count))                            \
  /* indices ← the stable order of x, from 0; `scratch` holds count too. CK_DONE or CK_INTERRUPTED. O(n log n) */       \
  K(ck_status, order_##S,                                                                                                \
    (const T *x, ptrdiff_t stride, size_t count, bool is_descending, int64_t *indices, int64_t *scratch))                \
  /* indices ← those of the `limit` largest, largest first; returns how many there are. O(n log limit) */               \
  K(size_t, top_##S, (const T *x, ptrdiff_t stride, size_t count, size_t limit, int64_t *indices))                       \
  K(void, compare_##S,                                                                                                   \
    (ck_comparison comparison, const T *a, ptrdiff_t a_stride, const T *b, ptrdiff_t b_stride, uint8_t *out,             \
     size_t count))                                                                                                      \
  /* out ← mask ? a : b; a stride of 0 repeats one element */                                                            \
  K(void, select_##S,                                                                                                    \
    (const uint8_t *mask, const T *a, ptrdiff_t a_stride, const T *b, ptrdiff_t b_stride, T *out, size_t count))         \
  K(void, fill_##S, (T value, T *out, ptrdiff_t stride, size_t count))                                                   \
  K(void, copy_##S, (const T *x, ptrdiff_t stride, T *out, ptrdiff_t out_stride, size_t count))

#define CK_DECLARE(R, name, parameters) R ck_##name parameters;
CK_SEARCH_KERNELS(CK_DECLARE, float, f32)
CK_SEARCH_KERNELS(CK_DECLARE, double, f64)
CK_SEARCH_KERNELS(CK_DECLARE, int64_t, i64)
#undef CK_DECLARE

/* Masks: one byte an element, 0 or 1. */
void ck_mask_and(const uint8_t *a, const uint8_t *b, uint8_t *out, size_t count);
void ck_mask_or(const uint8_t *a, const uint8_t *b, uint8_t *out, size_t count);
void ck_mask_not(const uint8_t *a, uint8_t *out, size_t count);
size_t ck_mask_count(const uint8_t *a, size_t count);

#ifdef __cplusplus
}
#endif

#endif
