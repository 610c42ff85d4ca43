/* Runs every kernel of the live variant (FORMIC_KERNELS) over many sizes and writes the bytes of all results to standard
   output: two machines or two variants agree if their outputs do. Standard error names the variant. */
#include "CKernels.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t state = 42;

static uint64_t next(void) { /* SplitMix64 */
  uint64_t z = state += 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static double uniform(void) { return (double)(int64_t)next() * 0x1p-63; }

static void emit(const void *bytes, size_t count) {
  if (fwrite(bytes, 1, count, stdout) != count) abort();
}

#define EMIT(value) \
  { \
    emit(&(value), sizeof(value)); \
  }

/* A NaN's sign and payload are the CPU's own: they are no part of a result. */
#define EMIT_ALL(values, count) \
  { \
    for (size_t e = 0; e < (size_t)(count); e++) \
      if ((values)[e] != (values)[e]) (values)[e] = 12345; \
    emit(values, (size_t)(count) * sizeof *(values)); \
  }

/* With `special`, now and then an infinity or a NaN. */
#define RUN(T, S) \
  static void run_##S(size_t n, size_t m, int special) { \
    T *x = malloc((n + 1) * sizeof(T)), *y = malloc((n + 1) * sizeof(T)), *out = malloc((n + m + 1) * sizeof(T)); \
    T *a = malloc((n * m + 1) * sizeof(T)), *c = calloc(m * m + 1, sizeof(T)); \
    for (size_t i = 0; i < n; i++) { \
      x[i] = (T)(8 * uniform()); \
      y[i] = (T)(8 * uniform()); \
      if (special && next() % 9 == 0) x[i] = (T)(next() % 3 ? (next() % 2 ? 1 : -1) * __builtin_inf() : __builtin_nan("")); \
    } \
    for (size_t i = 0; i < n * m; i++) a[i] = (T)uniform(); \
    T results[] = {ck_live->sum_##S(x, n), ck_live->dot_##S(x, y, n), ck_live->squared_distance_##S(x, y, n), \
                   ck_live->min_##S(x, n), ck_live->max_##S(x, n)}; \
    EMIT_ALL(results, 5) \
    ck_live->exp_##S(x, out, n); \
    EMIT_ALL(out, n) \
    ck_live->softmax_##S(x, out, n); \
    EMIT_ALL(out, n) \
    ck_live->log_softmax_##S(x, out, n); \
    EMIT_ALL(out, n) \
    for (int operation = CK_ADD; operation <= CK_MAX; operation++) { \
      ck_live->map_##S((ck_operation)operation, out, 1, x, 1, y, 1, n); \
      EMIT_ALL(out, n) \
    } \
    ck_live->gemv_##S(a, n, m, n, x, out); \
    EMIT_ALL(out, m) \
    ck_live->gemm_by_rows_##S(m, m, n, a, n, a, n, c, m); \
    EMIT_ALL(c, m * m) \
    ck_live->gemm_##S(m, m, n, a, (ptrdiff_t)n, 1, a, 1, (ptrdiff_t)n, c, (ptrdiff_t)m); \
    EMIT_ALL(c, m * m) \
    ck_live->gemv_transposed_##S(a, n, m, n, y, x); \
    ck_live->axpy_##S((T)0.3, x, y, n); \
    ck_live->scale_##S((T)1.7, x, n); \
    ck_live->exp_##S(y, out, n); \
    if (m) ck_live->adam_##S(y, x, out, a, n, (T)0.9, (T)0.999, (T)0.01, (T)3); \
    EMIT_ALL(out, n) \
    ck_live->rank_one_##S((T)0.1, x, y, a, n, m < n ? m : n, n); \
    EMIT_ALL(x, n) \
    EMIT_ALL(y, n) \
    EMIT_ALL(a, n * m) \
    free(x), free(y), free(out), free(a), free(c); \
  }
RUN(float, f32)
RUN(double, f64)

static void run_i8(size_t columns, size_t rows, size_t group) {
  size_t groups = (columns + group - 1) / group;
  int8_t *w = malloc(rows * columns + 1), *x = malloc(columns + 1);
  float *scales = malloc((rows * groups + 1) * sizeof(float)), *y = malloc((rows + 1) * sizeof(float));
  for (size_t i = 0; i < rows * columns; i++) w[i] = (int8_t)(next() % 255) - 127;
  for (size_t i = 0; i < columns; i++) y[0] = (float)uniform(), x[i] = (int8_t)(next() % 255) - 127;
  for (size_t i = 0; i < rows * groups; i++) scales[i] = (float)uniform();
  ck_live->gemv_i8(w, scales, group, rows, columns, x, 0.01f, y);
  emit(y, rows * sizeof(float));
  int32_t product = ck_live->dot_i8(w, x, columns);
  EMIT(product)
  float *reals = malloc((columns + 1) * sizeof(float));
  for (size_t i = 0; i < columns; i++) reals[i] = (float)uniform();
  float scale = ck_quantize_i8(reals, columns, x);
  EMIT(scale)
  emit(x, columns);
  free(w), free(x), free(scales), free(y), free(reals);
}

static void run_scalars(void) {
  for (int i = 0; i < 20000; i++) {
    double x = 40 * uniform(), y = 20 * uniform();
    double results[] = {ck_exp(x),  ck_expm1(x), ck_log(x * x), ck_pow(x * x, y),      ck_tanh(x / 10),
                        ck_sin(x),  ck_cos(x),   ck_sqrt(x * x), ck_sin(x * 0x1p+600), ck_exp(x * 18)};
    EMIT_ALL(results, 10)
  }
}

int main(void) {
  fprintf(stderr, "%s\n", ck_live->path);
  for (size_t n = 0; n <= 70; n++)
    for (int special = 0; special < 2; special++) run_f32(n, n % 7, special), run_f64(n, n % 7, special);
  static const size_t sizes[] = {127, 128, 129, 300, 513, 1000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) run_f32(sizes[i], 5 + 13 * i, 0), run_f64(sizes[i], 5 + 13 * i, 0);
  for (size_t n = 1; n <= 200; n++) run_i8(n, 5, 32), run_i8(n, 5, 64);
  run_scalars();
  return 0;
}
