#include "CProbe.h"

/* Twelve chains hide a latency of four cycles at two, even three, operations a cycle, and still fit 16 registers. */
enum { CHAINS = 12, STEPS = 64 };

#define DEFINE_PROBES(suffix, features, width)                                                                    \
  typedef float lanes_##suffix __attribute__((vector_size(width), may_alias));                                    \
  features static float fma_##suffix(long rounds, double *operations) {                                           \
    lanes_##suffix sum[CHAINS];                                                                                   \
    for (int c = 0; c < CHAINS; c++) sum[c] = (lanes_##suffix){0} + (float)c;                                     \
    lanes_##suffix a = (lanes_##suffix){0} + 0.999f, b = (lanes_##suffix){0} + 0.001f;                            \
    __asm__ volatile("" : "+m"(a), "+m"(b)); /* not constants to fold */                                          \
    lanes_##suffix x = a, y = b;                                                                                  \
    for (long r = 0; r < rounds; r++)                                                                             \
      for (int s = 0; s < STEPS; s++)                                                                             \
        _Pragma("clang loop unroll(full)") for (int c = 0; c < CHAINS; c++) sum[c] = sum[c] * x + y;              \
    *operations = 2.0 * (double)rounds * STEPS * CHAINS * (width / 4);                                            \
    float total = 0;                                                                                              \
    for (int c = 0; c < CHAINS; c++) total += sum[c][0];                                                          \
    return total;                                                                                                 \
  }                                                                                                               \
  features static float read_##suffix(const void *memory, size_t bytes) {                                         \
    const lanes_##suffix *p = memory;                                                                             \
    lanes_##suffix sum[8] = {0};                                                                                  \
    for (size_t i = 0; i < bytes / width; i += 8)                                                                 \
      _Pragma("clang loop unroll(full)") for (int c = 0; c < 8; c++) sum[c] += p[i + (size_t)c];                  \
    float total = 0;                                                                                              \
    for (int c = 0; c < 8; c++) total += sum[c][0];                                                               \
    return total;                                                                                                 \
  }

#pragma STDC FP_CONTRACT ON

#if defined(__x86_64__)
DEFINE_PROBES(wide, __attribute__((target("avx512f"))), 64)
DEFINE_PROBES(middle, __attribute__((target("avx2,fma"))), 32)
#endif
DEFINE_PROBES(narrow, , 16)

/* The widest vectors in use, in bits: 512, 256 or 128. */
static int vector_bits(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return 512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 256;
#endif
  return 128;
}

float probe_fma(long rounds, double *operations) {
#if defined(__x86_64__)
  if (vector_bits() == 512) return fma_wide(rounds, operations);
  if (vector_bits() == 256) return fma_middle(rounds, operations);
#endif
  return fma_narrow(rounds, operations);
}

float probe_read(const void *memory, size_t bytes) {
#if defined(__x86_64__)
  if (vector_bits() == 512) return read_wide(memory, bytes);
  if (vector_bits() == 256) return read_middle(memory, bytes);
#endif
  return read_narrow(memory, bytes);
}

__attribute__((noinline)) int64_t probe_call(int64_t x) {
  __asm__ volatile("" : "+r"(x));
  return x;
}
