#include "ck_random.h"
#include "ck_math.h"

#include <stdbool.h>

#pragma STDC FP_CONTRACT OFF

void ck_philox(uint64_t key, uint64_t lane, uint64_t index, uint64_t out[2]) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  uint32_t c0 = (uint32_t)index, c1 = (uint32_t)(index >> 32), c2 = (uint32_t)lane, c3 = (uint32_t)(lane >> 32);
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
    uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    c0 = n0;
    c2 = n2;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = (uint64_t)c1 << 32 | c0;
  out[1] = (uint64_t)c3 << 32 | c2;
}

uint64_t ck_stream_next(ck_stream *stream) {
  uint64_t words[2];
  ck_philox(stream->key, stream->lane, stream->draw >> 1, words);
  return words[stream->draw++ & 1];
}

double ck_stream_uniform(ck_stream *stream) { return (double)(ck_stream_next(stream) >> 11) * 0x1p-53; }

uint64_t ck_stream_below(ck_stream *stream, uint64_t bound) {
  for (;;) {
    unsigned __int128 product = (unsigned __int128)ck_stream_next(stream) * bound;
    uint64_t low = (uint64_t)product;
    if (low >= bound || low >= (0 - bound) % bound) return (uint64_t)(product >> 64);
  }
}

/* The uniforms of a stream in order; two neighbours come from one block, which is made once. */
typedef struct uniforms {
  ck_stream *stream;
  uint64_t words[2];
  bool has_second; /* words[1] is the next draw */
} uniforms;

static double next_uniform(uniforms *u) {
  uint64_t word;
  if (u->has_second) {
    word = u->words[1];
    u->has_second = false;
  } else {
    ck_philox(u->stream->key, u->stream->lane, u->stream->draw >> 1, u->words);
    word = u->words[u->stream->draw & 1];
    u->has_second = !(u->stream->draw & 1);
  }
  u->stream->draw++;
  return (double)(word >> 11) * 0x1p-53;
}

static double next_normal(uniforms *u) {
  double radius = ck_sqrt(-2 * ck_log(1 - next_uniform(u)));
  return radius * ck_cos(2 * 3.14159265358979323846 * next_uniform(u));
}

double ck_stream_normal(ck_stream *stream) {
  uniforms u = {stream, {0, 0}, false};
  return next_normal(&u);
}

/* Marsaglia & Tsang's squeeze: below it the logarithms need not be asked. Its margin is far above their error. */
static bool is_surely_accepted(double u, double x, double d) { return d < 1e6 && u < 1 - 0.0331 * (x * x) * (x * x) - 1e-6; }

static double next_gamma(uniforms *u, double shape) {
  double d = shape - 1.0 / 3, c = 1 / ck_sqrt(9 * d);
  for (;;) {
    double x = next_normal(u), t = 1 + c * x, v = t * t * t;
    double uniform = 1 - next_uniform(u);
    if (!(t > 0)) continue;
    if (is_surely_accepted(uniform, x, d) || ck_log(uniform) < 0.5 * x * x + d - d * v + d * ck_log(v)) return d * v;
  }
}

double ck_stream_gamma(ck_stream *stream, double shape) {
  uniforms u = {stream, {0, 0}, false};
  if (shape >= 1) return next_gamma(&u, shape);
  double boosted = next_gamma(&u, shape + 1); /* Γ(a) = Γ(a + 1) · U^(1/a) */
  return boosted * ck_pow(1 - next_uniform(&u), 1 / shape);
}
