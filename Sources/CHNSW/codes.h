/* What a node of the graph holds in place of its vector, and the distances between two of them: a functor for each metric
   and code, as hnswlib calls them. */
#ifndef CHNSW_CODES_H
#define CHNSW_CODES_H

#include "CKernels.h"
#include "chnsw.h"

#include <cmath>
#include <cstring>
#include <hnswlib/hnswlib.h>

namespace formic {

/* Before the elements: x ≈ factor · element for int8; what makes x a unit vector comes on top for cosine. */
struct CodeHead {
  float factor;
  float square; /* |x|² */
};

constexpr size_t i8_unit = 64; /* int8 codes are filled up with zeros to whole vectors */

template <chnsw_code code> inline float product(const char *a, const char *b, size_t count) {
  if constexpr (code == CHNSW_I8)
    return static_cast<float>(ck_dot_i8(reinterpret_cast<const int8_t *>(a), reinterpret_cast<const int8_t *>(b), count));
  else
    return ck_dot_f32(reinterpret_cast<const float *>(a), reinterpret_cast<const float *>(b), count);
}

/* `count` is that of the stored elements. Squared for L2, 1 − the product else, so that less is nearer. */
template <chnsw_metric metric, chnsw_code code> float distance(const void *a, const void *b, const void *count) {
  CodeHead head_a, head_b;
  std::memcpy(&head_a, a, sizeof head_a);
  std::memcpy(&head_b, b, sizeof head_b);
  const char *x = static_cast<const char *>(a) + sizeof(CodeHead), *y = static_cast<const char *>(b) + sizeof(CodeHead);
  size_t elements = *static_cast<const size_t *>(count);
  if constexpr (metric == CHNSW_L2 && code == CHNSW_F32)
    return ck_squared_distance_f32(reinterpret_cast<const float *>(x), reinterpret_cast<const float *>(y), elements);
  float dot = product<code>(x, y, elements) * (head_a.factor * head_b.factor);
  if constexpr (metric == CHNSW_L2) return (head_a.square + head_b.square) - 2 * dot;
  return 1 - dot;
}

/* Vectors of one dimension as codes. */
class Codes : public hnswlib::SpaceInterface<float> {
public:
  Codes(const chnsw_parameters &parameters)
      : dimension(parameters.dimension), metric(parameters.metric), code(parameters.code),
        elements(code == CHNSW_I8 ? (dimension + i8_unit - 1) / i8_unit * i8_unit : dimension) {}

  size_t get_data_size() override { return sizeof(CodeHead) + elements * (code == CHNSW_I8 ? 1 : sizeof(float)); }
  void *get_dist_func_param() override { return &elements; }

  hnswlib::DISTFUNC<float> get_dist_func() override {
    switch (metric) {
    case CHNSW_COSINE: return of<CHNSW_COSINE>();
    case CHNSW_L2: return of<CHNSW_L2>();
    default: return of<CHNSW_INNER_PRODUCT>();
    }
  }

  /* Writes get_data_size() bytes. */
  void encode(const float *x, char *out) const {
    CodeHead head = {1, ck_dot_f32(x, x, dimension)};
    char *payload = out + sizeof head;
    if (code == CHNSW_I8) {
      std::memset(payload + dimension, 0, elements - dimension);
      head.factor = ck_quantize_i8(x, dimension, reinterpret_cast<int8_t *>(payload));
    } else {
      std::memcpy(payload, x, dimension * sizeof(float));
    }
    if (metric == CHNSW_COSINE) head.factor /= std::sqrt(head.square);
    std::memcpy(out, &head, sizeof head);
  }

private:
  template <chnsw_metric metric> hnswlib::DISTFUNC<float> of() const {
    return code == CHNSW_I8 ? distance<metric, CHNSW_I8> : distance<metric, CHNSW_F32>;
  }

  size_t dimension;
  chnsw_metric metric;
  chnsw_code code;
  size_t elements;
};

} // namespace formic
#endif
