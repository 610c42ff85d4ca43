#include "ck_search.h"

#include "ck_memory.h"

#define IS_NAN(x) ((x) != (x))
enum { CK_PIECE = (1 << 16) - 1 }; /* elements between two looks for an interrupt, as a mask of their index */

/* Whether element i comes before element j in an order: NaN last, ties by index. */
#define DEFINE_BEFORE(T, S)                                                                                    \
  static inline bool before_##S(const T *x, ptrdiff_t stride, bool is_descending, int64_t i, int64_t j) {      \
    T a = x[i * stride], b = x[j * stride];                                                                    \
    if (is_descending ? a > b : a < b) return true;                                                            \
    if (a == b) return i < j;                                                                                  \
    if (IS_NAN(a) || IS_NAN(b)) return IS_NAN(a) ? IS_NAN(b) && i < j : true;                                  \
    return false;                                                                                              \
  }

/* The first element equal to `wanted`, -1 if there is none: block by block, since a loop that may end at any element is
   not vectorised. */
#define DEFINE_FIND(T, S)                                                                                      \
  static ptrdiff_t find_##S(const T *x, size_t count, T wanted) {                                              \
    const size_t block = 64;                                                                                   \
    size_t i = 0;                                                                                              \
    for (; i + block <= count; i += block) {                                                                   \
      if ((i & CK_PIECE) == CK_PIECE - block + 1 && ck_is_interrupted()) return -1;                            \
      int found = 0;                                                                                           \
      for (size_t j = i; j < i + block; j++) found |= x[j] == wanted;                                          \
      if (found) break;                                                                                        \
    }                                                                                                          \
    for (; i < count; i++)                                                                                     \
      if (x[i] == wanted) return (ptrdiff_t)i;                                                                 \
    return -1;                                                                                                 \
  }

/* Contiguous floating elements: the kernels' extremum, then where it is; NaN, the extremum of NaNs, is nowhere. */
#define QUICK_f32(extremum)                                                                                    \
  if (!mask && stride == 1 && count > 0) return find_f32(x, count, ck_live->extremum##_f32(x, count));
#define QUICK_f64(extremum)                                                                                    \
  if (!mask && stride == 1 && count > 0) return find_f64(x, count, ck_live->extremum##_f64(x, count));
#define QUICK_i64(extremum)

#define DEFINE_ARGUMENT(T, S, name, extremum, OPERATOR)                                                        \
  ptrdiff_t ck_##name##_##S(const T *x, ptrdiff_t stride, const uint8_t *mask, size_t count) {                 \
    QUICK_##S(extremum)                                                                                        \
    ptrdiff_t best = -1;                                                                                       \
    T extremum = 0;                                                                                            \
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {                                                         \
      if ((i & CK_PIECE) == CK_PIECE && ck_is_interrupted()) return -1;                                        \
      if (mask && !mask[i]) continue;                                                                          \
      T element = x[i * stride];                                                                               \
      if (best < 0 ? !IS_NAN(element) : element OPERATOR extremum) {                                           \
        extremum = element;                                                                                    \
        best = i;                                                                                              \
      }                                                                                                        \
    }                                                                                                          \
    return best;                                                                                               \
  }

/* Bottom-up merge sort of indices: insertion sort within runs of 16, then merges of growing runs. */
#define DEFINE_ORDER(T, S)                                                                                     \
  ck_status ck_order_##S(const T *x, ptrdiff_t stride, size_t count, bool is_descending, int64_t *indices,     \
                         int64_t *scratch) {                                                                   \
    const size_t run = 16;                                                                                     \
    for (size_t start = 0; start < count; start += run) {                                                      \
      size_t end = count - start < run ? count : start + run;                                                  \
      if ((start & CK_PIECE) == CK_PIECE - run + 1 && ck_is_interrupted()) return CK_INTERRUPTED;              \
      for (size_t i = start; i < end; i++) {                                                                   \
        size_t j = i;                                                                                          \
        for (; j > start && before_##S(x, stride, is_descending, (int64_t)i, indices[j - 1]); j--)             \
          indices[j] = indices[j - 1];                                                                         \
        indices[j] = (int64_t)i;                                                                               \
      }                                                                                                        \
    }                                                                                                          \
    int64_t *from = indices, *to = scratch;                                                                    \
    for (size_t width = run; width < count; width *= 2) {                                                      \
      for (size_t start = 0; start < count; start += 2 * width) {                                              \
        size_t middle = count - start < width ? count : start + width;                                         \
        size_t end = count - middle < width ? count : middle + width;                                          \
        size_t left = start, right = middle;                                                                   \
        for (size_t k = start; k < end; k++) {                                                                 \
          if ((k & CK_PIECE) == CK_PIECE && ck_is_interrupted()) return CK_INTERRUPTED;                        \
          bool takes_right = left == middle ||                                                                 \
                             (right < end && before_##S(x, stride, is_descending, from[right], from[left]));   \
          to[k] = takes_right ? from[right++] : from[left++];                                                  \
        }                                                                                                      \
      }                                                                                                        \
      int64_t *swapped = from;                                                                                 \
      from = to;                                                                                               \
      to = swapped;                                                                                            \
    }                                                                                                          \
    if (from != indices)                                                                                       \
      for (size_t i = 0; i < count; i++) {                                                                     \
        if ((i & CK_PIECE) == CK_PIECE && ck_is_interrupted()) return CK_INTERRUPTED;                          \
        indices[i] = from[i];                                                                                  \
      }                                                                                                        \
    return CK_DONE;                                                                                            \
  }

/* A heap of the best so far with the worst of them at its root. */
#define DEFINE_TOP(T, S)                                                                                       \
  static void sink_##S(const T *x, ptrdiff_t stride, int64_t *heap, size_t size, size_t i) {                   \
    for (;;) {                                                                                                 \
      size_t worst = i;                                                                                        \
      for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < size; child++)                              \
        if (before_##S(x, stride, true, heap[worst], heap[child])) worst = child;                              \
      if (worst == i) return;                                                                                  \
      int64_t swapped = heap[i];                                                                               \
      heap[i] = heap[worst];                                                                                   \
      heap[worst] = swapped;                                                                                   \
      i = worst;                                                                                               \
    }                                                                                                          \
  }                                                                                                            \
  size_t ck_top_##S(const T *x, ptrdiff_t stride, size_t count, size_t limit, int64_t *indices) {              \
    size_t size = 0;                                                                                           \
    for (int64_t i = 0; i < (int64_t)count && limit > 0; i++) {                                                \
      if ((i & CK_PIECE) == CK_PIECE && ck_is_interrupted()) return 0;                                         \
      if (IS_NAN(x[i * stride])) continue;                                                                     \
      if (size < limit) {                                                                                      \
        indices[size++] = i;                                                                                   \
        if (size == limit)                                                                                     \
          for (size_t j = size / 2; j-- > 0;) sink_##S(x, stride, indices, size, j);                           \
      } else if (before_##S(x, stride, true, i, indices[0])) {                                                 \
        indices[0] = i;                                                                                        \
        sink_##S(x, stride, indices, size, 0);                                                                 \
      }                                                                                                        \
    }                                                                                                          \
    if (size < limit)                                                                                          \
      for (size_t j = size / 2; j-- > 0;) sink_##S(x, stride, indices, size, j);                               \
    for (size_t end = size; end > 1;) { /* the worst to the end, again and again */                            \
      end--;                                                                                                   \
      int64_t swapped = indices[0];                                                                            \
      indices[0] = indices[end];                                                                               \
      indices[end] = swapped;                                                                                  \
      sink_##S(x, stride, indices, end, 0);                                                                    \
    }                                                                                                          \
    return size;                                                                                               \
  }

#define COMPARE(OPERATOR)                                                                                      \
  for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) out[i] = a[i * a_stride] OPERATOR b[i * b_stride];          \
  return;

#define DEFINE_REST(T, S)                                                                                      \
  void ck_compare_##S(ck_comparison comparison, const T *a, ptrdiff_t a_stride, const T *b,                    \
                      ptrdiff_t b_stride, uint8_t *out, size_t count) {                                        \
    switch (comparison) {                                                                                      \
    case CK_EQUAL: COMPARE(==)                                                                                 \
    case CK_UNEQUAL: COMPARE(!=)                                                                               \
    case CK_LESS: COMPARE(<)                                                                                   \
    case CK_LESS_EQUAL: COMPARE(<=)                                                                            \
    case CK_GREATER: COMPARE(>)                                                                                \
    case CK_GREATER_EQUAL: COMPARE(>=)                                                                         \
    }                                                                                                          \
  }                                                                                                            \
  void ck_select_##S(const uint8_t *mask, const T *a, ptrdiff_t a_stride, const T *b, ptrdiff_t b_stride,      \
                     T *out, size_t count) {                                                                   \
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) out[i] = mask[i] ? a[i * a_stride] : b[i * b_stride];     \
  }                                                                                                            \
  void ck_fill_##S(T value, T *out, ptrdiff_t stride, size_t count) {                                          \
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) out[i * stride] = value;                                  \
  }                                                                                                            \
  void ck_copy_##S(const T *x, ptrdiff_t stride, T *out, ptrdiff_t out_stride, size_t count) {                 \
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) out[i * out_stride] = x[i * stride];                      \
  }

#define DEFINE(T, S)                    \
  DEFINE_BEFORE(T, S)                   \
  DEFINE_ARGUMENT(T, S, argmin, min, <) \
  DEFINE_ARGUMENT(T, S, argmax, max, >) \
  DEFINE_ORDER(T, S)                    \
  DEFINE_TOP(T, S)                      \
  DEFINE_REST(T, S)
DEFINE_FIND(float, f32)
DEFINE_FIND(double, f64)
DEFINE(float, f32)
DEFINE(double, f64)
DEFINE(int64_t, i64)

void ck_mask_and(const uint8_t *a, const uint8_t *b, uint8_t *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = a[i] & b[i];
}

void ck_mask_or(const uint8_t *a, const uint8_t *b, uint8_t *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = a[i] | b[i];
}

void ck_mask_not(const uint8_t *a, uint8_t *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = !a[i];
}

size_t ck_mask_count(const uint8_t *a, size_t count) {
  size_t total = 0;
  for (size_t i = 0; i < count; i++) total += a[i] != 0;
  return total;
}
