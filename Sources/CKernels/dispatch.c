#include "ck_kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const ck_kernels ck_kernels_serial;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_avx2, ck_kernels_avx512;
#elif defined(__aarch64__)
extern const ck_kernels ck_kernels_neon;
#endif

static const ck_kernels *variants[4] = {&ck_kernels_serial};
const ck_kernels *ck_live = &ck_kernels_serial;

const ck_kernels *ck_variant(int index) { return index >= 0 && index < 4 ? variants[index] : NULL; }

__attribute__((constructor)) static void choose_variant(void) {
  int count = 1;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    variants[count++] = &ck_kernels_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
      variants[count++] = &ck_kernels_avx512;
  }
#elif defined(__aarch64__)
  variants[count++] = &ck_kernels_neon;
#endif
  ck_live = variants[count - 1];
  const char *wanted = getenv("FORMIC_KERNELS");
  if (!wanted || !*wanted) return;
  for (int i = 0; i < count; i++)
    if (strcmp(variants[i]->path, wanted) == 0) {
      ck_live = variants[i];
      return;
    }
  fprintf(stderr, "formic: FORMIC_KERNELS=%s: this machine has", wanted);
  for (int i = 0; i < count; i++) fprintf(stderr, " %s", variants[i]->path);
  fprintf(stderr, "; using %s\n", ck_live->path);
}
