/* The reference: what the compiler makes of the kernels for the oldest CPU of the architecture. Its fused
   multiply-adds may be library calls; it is exact, not fast. */
#include <stdint.h>

typedef int32_t lanes_i32 __attribute__((vector_size(64)));

static lanes_i32 dot4(const int8_t *w, const int8_t *x) {
  lanes_i32 sums;
  for (int lane = 0; lane < 16; lane++) {
    int32_t sum = 0;
    for (int i = 4 * lane; i < 4 * lane + 4; i++) sum += w[i] * x[i];
    sums[lane] = sum;
  }
  return sums;
}

#define VARIANT serial
#define GEMV_ROWS 1
#define GEMM_ROWS 2
#define GEMM_VECTORS 1
#include "variant.h"
