#include "ck_integer.h"
#include "ck_memory.h"

enum { CK_PIECE = (1 << 18) - 1 }; /* elements between two looks for an interrupt, as a mask of their index */

typedef __int128 wide;

static ck_status narrow(wide value, int64_t *out) {
  *out = (int64_t)value;
  return *out == value ? CK_DONE : CK_OVERFLOW;
}

static ck_status divide(int64_t a, int64_t b, int64_t *out) {
  if (b == 0) return CK_ZERO_DIVISOR;
  if (b == -1) return __builtin_sub_overflow((int64_t)0, a, out) ? CK_OVERFLOW : CK_DONE;
  *out = a / b - (a % b != 0 && (a % b < 0) != (b < 0));
  return CK_DONE;
}

static ck_status apply(ck_operation operation, int64_t a, int64_t b, int64_t *out) {
  switch (operation) {
  case CK_ADD: return __builtin_add_overflow(a, b, out) ? CK_OVERFLOW : CK_DONE;
  case CK_SUB: return __builtin_sub_overflow(a, b, out) ? CK_OVERFLOW : CK_DONE;
  case CK_MUL: return __builtin_mul_overflow(a, b, out) ? CK_OVERFLOW : CK_DONE;
  case CK_DIV: return divide(a, b, out);
  case CK_MIN: *out = a < b ? a : b; return CK_DONE;
  case CK_MAX: *out = a > b ? a : b; return CK_DONE;
  }
  return CK_DONE;
}

ck_status ck_map_i64(ck_operation operation, int64_t *out, ptrdiff_t out_stride, const int64_t *a, ptrdiff_t a_stride,
                     const int64_t *b, ptrdiff_t b_stride, size_t count, size_t *failed) {
  for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {
    ck_status status = apply(operation, a[i * a_stride], b[i * b_stride], &out[i * out_stride]);
    if (status != CK_DONE) {
      *failed = (size_t)i;
      return status;
    }
  }
  return CK_DONE;
}

static wide total(const int64_t *x, ptrdiff_t stride, size_t count) {
  wide sum = 0;
  for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {
    sum += x[i * stride];
    if ((i & CK_PIECE) == CK_PIECE && ck_is_interrupted()) return 0;
  }
  return sum;
}

ck_status ck_sum_i64(const int64_t *x, ptrdiff_t stride, size_t count, int64_t *out) {
  return narrow(total(x, stride, count), out);
}

ck_status ck_dot_i64(const int64_t *x, ptrdiff_t x_stride, const int64_t *y, ptrdiff_t y_stride, size_t count, int64_t *out) {
  wide sum = 0;
  for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {
    if (__builtin_add_overflow(sum, (wide)x[i * x_stride] * y[i * y_stride], &sum)) return CK_OVERFLOW;
    if ((i & CK_PIECE) == CK_PIECE && ck_is_interrupted()) return CK_INTERRUPTED;
  }
  return narrow(sum, out);
}

double ck_mean_i64(const int64_t *x, ptrdiff_t stride, size_t count) {
  return (double)total(x, stride, count) / (double)count;
}

ck_status ck_mul_div(int64_t a, int64_t b, int64_t c, bool rounds_up, int64_t *out) {
  if (c == 0) return CK_ZERO_DIVISOR;
  wide product = (wide)a * b, quotient = product / c, rest = product % c;
  if (rest != 0) {
    bool is_negative = (rest < 0) != (c < 0); /* the exact quotient lies below the truncated one */
    if (rounds_up && !is_negative) quotient++;
    if (!rounds_up && is_negative) quotient--;
  }
  return narrow(quotient, out);
}
