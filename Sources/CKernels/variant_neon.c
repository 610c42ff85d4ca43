#if defined(__aarch64__)
#include <arm_neon.h>
#include <stdint.h>

typedef int32_t lanes_i32 __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) lanes_i32 dot4(const int8_t *w, const int8_t *x) {
  union {
    int32x4_t quarters[4];
    lanes_i32 lanes;
  } sums;
  for (int q = 0; q < 4; q++) {
    int8x16_t weights = vld1q_s8(w + 16 * q), inputs = vld1q_s8(x + 16 * q);
    int32x4_t low = vpaddlq_s16(vmull_s8(vget_low_s8(weights), vget_low_s8(inputs)));
    int32x4_t high = vpaddlq_s16(vmull_high_s8(weights, inputs));
    sums.quarters[q] = vpaddq_s32(low, high);
  }
  return sums.lanes;
}

#define VARIANT neon
#define GEMV_ROWS 1
#define GEMM_ROWS 6
#define GEMM_VECTORS 1
#include "variant.h"
#else
typedef int variant_neon_is_for_aarch64;
#endif
