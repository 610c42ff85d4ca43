/* 64-bit integers: money, times, counts. Nothing wraps: a result that does not fit is an overflow, reported. */
#ifndef CK_INTEGER_H
#define CK_INTEGER_H

#include "ck_kernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/* out ← a op b; strides in elements, 0 to repeat one. Division rounds towards minus infinity, as Lua's `//`.
   CK_OVERFLOW or CK_ZERO_DIVISOR at the first element that fails, whose index goes to `failed`; out is then undefined. */
ck_status ck_map_i64(ck_operation operation, int64_t *out, ptrdiff_t out_stride, const int64_t *a, ptrdiff_t a_stride,
                     const int64_t *b, ptrdiff_t b_stride, size_t count, size_t *failed);
/* Accumulated in 128 bits: only a total that does not fit is an overflow. */
ck_status ck_sum_i64(const int64_t *x, ptrdiff_t stride, size_t count, int64_t *out);
ck_status ck_dot_i64(const int64_t *x, ptrdiff_t x_stride, const int64_t *y, ptrdiff_t y_stride, size_t count, int64_t *out);
double ck_mean_i64(const int64_t *x, ptrdiff_t stride, size_t count);
/* a · b / c with a 128-bit product, rounded down, or up. */
ck_status ck_mul_div(int64_t a, int64_t b, int64_t c, bool rounds_up, int64_t *out);

#ifdef __cplusplus
}
#endif

#endif
