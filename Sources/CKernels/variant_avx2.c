#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

typedef int32_t lanes_i32 __attribute__((vector_size(64)));

/* |w| · (x with w's sign): pairs fit in int16 since both lie in -127 … 127. */
static inline __attribute__((always_inline)) __m256i dot4_half(const int8_t *w, const int8_t *x) {
  __m256i weights = _mm256_loadu_si256((const __m256i *)w), inputs = _mm256_loadu_si256((const __m256i *)x);
  __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(weights), _mm256_sign_epi8(inputs, weights));
  return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"
static inline __attribute__((always_inline)) lanes_i32 dot4(const int8_t *w, const int8_t *x) {
  union {
    __m256i halves[2];
    lanes_i32 lanes;
  } sums = {{dot4_half(w, x), dot4_half(w + 32, x + 32)}};
  return sums.lanes;
}
#pragma clang diagnostic pop

#define VARIANT avx2
#define GEMV_ROWS 1
#define GEMM_ROWS 6
#define GEMM_VECTORS 1
#include "variant.h"

#pragma clang attribute pop
#else
typedef int variant_avx2_is_for_x86;
#endif
