#include "ck_random.h"

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
