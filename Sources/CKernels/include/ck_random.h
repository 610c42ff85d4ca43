/* Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
   Draw i of stream (key, lane) depends on nothing else, so adding a stream shifts no other. */
#ifndef CK_RANDOM_H
#define CK_RANDOM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ck_stream {
  uint64_t key;  /* seed, purpose, plugin */
  uint64_t lane; /* node, task */
  uint64_t draw; /* the next draw's index */
} ck_stream;

/* The 128-bit block number `index` of the stream, as two words. */
void ck_philox(uint64_t key, uint64_t lane, uint64_t index, uint64_t out[2]);
/* The next 64 random bits. */
uint64_t ck_stream_next(ck_stream *stream);
/* Uniform in [0, 1), 53 bits. */
double ck_stream_uniform(ck_stream *stream);
/* Uniform in 0 ..< bound without bias (Lemire 2019); `bound` > 0. */
uint64_t ck_stream_below(ck_stream *stream, uint64_t bound);
/* A standard normal draw (Box & Muller 1958). Takes two uniforms, whatever their values. */
double ck_stream_normal(ck_stream *stream);
/* A gamma draw of scale 1 (Marsaglia & Tsang 2000) for a positive, finite shape. Expected O(1); a rejection takes further draws. */
double ck_stream_gamma(ck_stream *stream, double shape);

#ifdef __cplusplus
}
#endif

#endif
