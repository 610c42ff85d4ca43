#include "ck_kernels.h"

#pragma STDC FP_CONTRACT OFF

float ck_quantize_i8(const float *x, size_t count, int8_t *q) {
  float largest = 0;
  for (size_t i = 0; i < count; i++) {
    float magnitude = __builtin_fabsf(x[i]);
    if (magnitude > largest) largest = magnitude;
  }
  float scale = largest / 127;
  if (scale == 0) {
    for (size_t i = 0; i < count; i++) q[i] = 0;
    return 0;
  }
  const float shifter = 0x1.8p23f; /* adding and subtracting it rounds half to even */
  for (size_t i = 0; i < count; i++) {
    float rounded = (x[i] / scale + shifter) - shifter;
    q[i] = (int8_t)(rounded > 127 ? 127 : rounded < -127 ? -127 : rounded);
  }
  return scale;
}
