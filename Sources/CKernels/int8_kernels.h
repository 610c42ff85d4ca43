/* Products of int8 weights and activations; included by variant.h. `dot4(w, x)` gives, in 16 int32 lanes, the sums of
   four consecutive products of 64. Integers are exact, and the float steps are those of every variant. */

typedef float scale_vector __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) scale_vector group_scales(const float *scales, size_t group, size_t chunk) {
  scale_vector v = {0};
  if (group == 64) return scales[chunk] - v;
  float first = scales[2 * chunk], second = scales[2 * chunk + 1];
  return (scale_vector){first,  first,  first,  first,  first,  first,  first,  first,
                        second, second, second, second, second, second, second, second};
}

/* One row; x is padded to whole chunks of 64 when columns are not. */
static inline __attribute__((always_inline)) float row_i8(const int8_t *w, const float *scales, size_t group, size_t columns,
                                                          const int8_t *x) {
  scale_vector even = {0}, odd = {0};
  size_t chunks = columns / 64, c = 0;
  for (; c + 2 <= chunks; c += 2) {
    even = fma_f32(__builtin_convertvector(dot4(w + 64 * c, x + 64 * c), scale_vector), group_scales(scales, group, c), even);
    odd = fma_f32(__builtin_convertvector(dot4(w + 64 * c + 64, x + 64 * c + 64), scale_vector),
                  group_scales(scales, group, c + 1), odd);
  }
  if (c < chunks) {
    even = fma_f32(__builtin_convertvector(dot4(w + 64 * c, x + 64 * c), scale_vector), group_scales(scales, group, c), even);
    c++;
  }
  size_t rest = columns - 64 * c;
  if (rest) {
    int8_t last_w[64] = {0}, last_x[64] = {0};
    memcpy(last_w, w + 64 * c, rest);
    memcpy(last_x, x + 64 * c, rest);
    float last_scales[2] = {scales[c * 64 / group], rest > group ? scales[c * 64 / group + 1] : 0};
    odd = fma_f32(__builtin_convertvector(dot4(last_w, last_x), scale_vector), group_scales(last_scales, group, 0), odd);
  }
  return fold_f32(even + odd);
}

static void gemv_i8(const int8_t *w, const float *scales, size_t group, size_t rows, size_t columns, const int8_t *x,
                    float x_scale, float *y) {
  size_t groups = (columns + group - 1) / group;
  if (group == 64)
    for (size_t i = 0; i < rows; i++) y[i] = x_scale * row_i8(w + i * columns, scales + i * groups, 64, columns, x);
  else
    for (size_t i = 0; i < rows; i++) y[i] = x_scale * row_i8(w + i * columns, scales + i * groups, 32, columns, x);
}

static int32_t dot_i8(const int8_t *x, const int8_t *y, size_t count) {
  lanes_i32 even = {0}, odd = {0};
  size_t i = 0;
  for (; i + 128 <= count; i += 128) {
    even += dot4(x + i, y + i);
    odd += dot4(x + i + 64, y + i + 64);
  }
  if (i + 64 <= count) {
    even += dot4(x + i, y + i);
    i += 64;
  }
  if (i < count) {
    int8_t last_x[64] = {0}, last_y[64] = {0};
    memcpy(last_x, x + i, count - i);
    memcpy(last_y, y + i, count - i);
    odd += dot4(last_x, last_y);
  }
  return __builtin_reduce_add(even + odd);
}
