#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))), apply_to = function)

typedef int32_t lanes_i32 __attribute__((vector_size(64)));

/* VNNI multiplies unsigned by signed: with x + 128, what is 128 · Σ w too much is taken away again. */
static inline __attribute__((always_inline)) lanes_i32 dot4(const int8_t *w, const int8_t *x) {
  __m512i weights = _mm512_loadu_si512(w), offset = _mm512_set1_epi8((char)0x80);
  __m512i inputs = _mm512_xor_si512(_mm512_loadu_si512(x), offset), zero = _mm512_setzero_si512();
  __m512i sums = _mm512_sub_epi32(_mm512_dpbusd_epi32(zero, inputs, weights), _mm512_dpbusd_epi32(zero, offset, weights));
  return (lanes_i32)sums;
}

#define VARIANT avx512
#define GEMV_ROWS 4
#define GEMM_ROWS 12
#define GEMM_VECTORS 2
#include "variant.h"

#pragma clang attribute pop
#else
typedef int variant_avx512_is_for_x86;
#endif
