/* Numerical kernels over contiguous memory, in variants for several instruction sets that agree bit for bit.

   Every reducing kernel has one order whatever the instruction set: 64-byte lanes (16 f32 or 8 f64) × 4 accumulators,
   fused multiply-add, then a pairwise tree. A product of matrices accumulates each element along k by fused
   multiply-add, in blocks of CK_GEMM_DEPTH. So `serial`, `avx2`, `avx512` and `neon` give the same bytes, and a result
   does not depend on the machine that computed it.

   NaN: sums, dots and products carry it; minimum and maximum pass over it and give NaN only if there is nothing else. */
#ifndef CK_KERNELS_H
#define CK_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ck_operation { CK_ADD = 0, CK_SUB = 1, CK_MUL = 2, CK_DIV = 3, CK_MIN = 4, CK_MAX = 5 } ck_operation;

/* What a kernel that can stop early returns. */
typedef enum ck_status { CK_DONE = 0, CK_INTERRUPTED = 1, CK_NO_MEMORY = 2, CK_OVERFLOW = 3, CK_ZERO_DIVISOR = 4 } ck_status;

/* Depth of a block of a matrix product: after so many terms the partial sum is added to the result. */
enum { CK_GEMM_DEPTH = 256 };

/* The kernels for T = float (f32) and double (f64). K(result, name, parameters) */
#define CK_FLOAT_KERNELS(K, T, S)                                                                                       \
  K(T, sum_##S, (const T *x, size_t count))                                                                             \
  K(T, dot_##S, (const T *x, const T *y, size_t count))                                                                 \
  K(T, squared_distance_##S, (const T *x, const T *y, size_t count))                                                    \
  K(T, min_##S, (const T *x, size_t count)) /* +inf of nothing */                                                       \
  K(T, max_##S, (const T *x, size_t count)) /* -inf of nothing */                                                       \
  K(void, axpy_##S, (T a, const T *x, T *y, size_t count)) /* y ← y + a·x */                                            \
  K(void, scale_##S, (T a, T *x, size_t count))            /* x ← a·x */                                                \
  /* mean ← b1·mean + (1 - b1)·g, square ← b2·square + (1 - b2)·g², x ← x - rate·mean / (√(scale·square) + 1e-8);       \
     nothing overlaps */                                                                                                \
  K(void, adam_##S,                                                                                                     \
    (const T *g, T *mean, T *square, T *x, size_t count, T b1, T b2, T rate, T scale))                                  \
  /* out ← a op b; strides in elements, 0 to repeat one element */                                                      \
  K(void, map_##S,                                                                                                      \
    (ck_operation operation, T *out, ptrdiff_t out_stride, const T *a, ptrdiff_t a_stride, const T *b,                  \
     ptrdiff_t b_stride, size_t count))                                                                                 \
  /* y ← A x; A is rows × columns with `stride` elements from row to row; row i is dot(A_i, x) bit for bit */           \
  K(void, gemv_##S, (const T *a, size_t stride, size_t rows, size_t columns, const T *x, T *y))                         \
  /* y ← y + Aᵀ x */                                                                                                    \
  K(void, gemv_transposed_##S, (const T *a, size_t stride, size_t rows, size_t columns, const T *x, T *y))              \
  /* A ← A + s · x yᵀ */                                                                                                \
  K(void, rank_one_##S, (T s, const T *x, const T *y, T *a, size_t stride, size_t rows, size_t columns))                \
  /* C ← A Bᵀ, A is m × k, B is n × k: c_ij = dot(A_i, B_j) bit for bit */                                              \
  K(void, gemm_by_rows_##S,                                                                                             \
    (size_t m, size_t n, size_t k, const T *a, size_t a_stride, const T *b, size_t b_stride, T *c, size_t c_stride))    \
  /* C ← A B, A is m × k, B is k × n, strides in elements along rows and columns; C is row-major */                     \
  K(ck_status, gemm_##S,                                                                                                \
    (size_t m, size_t n, size_t k, const T *a, ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row,        \
     ptrdiff_t b_column, T *c, ptrdiff_t c_row))                                                                        \
  K(void, exp_##S, (const T *x, T *out, size_t count)) /* f32: < 1.5 ulp; f64: ck_exp */                                \
  /* out ← softmax(x), which sums to 1 within rounding; all NaN if x has a NaN or +inf, or -inf alone */                \
  K(void, softmax_##S, (const T *x, T *out, size_t count))                                                              \
  K(void, log_softmax_##S, (const T *x, T *out, size_t count))

/* y_i ← x_scale · Σ_g scales_ig · Σ_{j in g} w_ij x_j: int8 weights in groups of 32 or 64 along the row, int32
   accumulation within a lane of four products. Elements lie in -127 … 127. A row's scales are contiguous,
   ceil(columns / group) of them. */
#define CK_INT8_KERNELS(K)                                                                                              \
  K(void, gemv_i8,                                                                                                      \
    (const int8_t *w, const float *scales, size_t group, size_t rows, size_t columns, const int8_t *x, float x_scale,   \
     float *y))                                                                                                          \
  /* Σ x_i y_i, exactly; elements lie in -127 … 127, and at most 2^17 of them */                                         \
  K(int32_t, dot_i8, (const int8_t *x, const int8_t *y, size_t count))

#define CK_POINTER(R, name, parameters) R(*name) parameters;
typedef struct ck_kernels {
  const char *path; /* serial, avx2, avx512, neon */
  CK_FLOAT_KERNELS(CK_POINTER, float, f32)
  CK_FLOAT_KERNELS(CK_POINTER, double, f64)
  CK_INT8_KERNELS(CK_POINTER)
} ck_kernels;

/* The variant in use: the best this CPU has, or the one the environment variable FORMIC_KERNELS names; chosen before
   `main`. */
extern const ck_kernels *ck_live;
static inline const ck_kernels *ck_live_kernels(void) { return ck_live; }

/* Variant `index` of those this CPU can run, from `serial` on; NULL past the last. */
const ck_kernels *ck_variant(int index);

#define CK_WRAPPER(R, name, parameters, arguments) \
  static inline R ck_##name parameters { return ck_live->name arguments; }
CK_WRAPPER(float, dot_f32, (const float *x, const float *y, size_t count), (x, y, count))
CK_WRAPPER(float, sum_f32, (const float *x, size_t count), (x, count))
CK_WRAPPER(float, squared_distance_f32, (const float *x, const float *y, size_t count), (x, y, count))
CK_WRAPPER(void, axpy_f32, (float a, const float *x, float *y, size_t count), (a, x, y, count))
CK_WRAPPER(void, scale_f32, (float a, float *x, size_t count), (a, x, count))
CK_WRAPPER(void, adam_f32,
           (const float *g, float *mean, float *square, float *x, size_t count, float b1, float b2, float rate, float scale),
           (g, mean, square, x, count, b1, b2, rate, scale))
CK_WRAPPER(void, softmax_f32, (const float *x, float *out, size_t count), (x, out, count))
CK_WRAPPER(void, gemv_f32, (const float *a, size_t stride, size_t rows, size_t columns, const float *x, float *y),
           (a, stride, rows, columns, x, y))
CK_WRAPPER(void, gemv_transposed_f32,
           (const float *a, size_t stride, size_t rows, size_t columns, const float *x, float *y),
           (a, stride, rows, columns, x, y))
CK_WRAPPER(int32_t, dot_i8, (const int8_t *x, const int8_t *y, size_t count), (x, y, count))
#undef CK_WRAPPER

/* The largest |x| as 127: q ← round half to even (x / scale), in -127 … 127; returns scale, 0 for an all-zero x.
   x is finite. */
float ck_quantize_i8(const float *x, size_t count, int8_t *q);

#ifdef __cplusplus
}
#endif

#endif
