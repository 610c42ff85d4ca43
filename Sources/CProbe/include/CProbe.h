/* What this machine could do at best: the limits that benchmarks are compared with. */
#ifndef CPROBE_H
#define CPROBE_H

#include <stddef.h>
#include <stdint.h>

/* Fused multiply-adds of f32 on registers alone, `rounds` times a fixed block. Returns a value that depends on all of
   them; `*operations` is their number, a multiply-add counting as two. */
float probe_fma(long rounds, double *operations);

/* Reads `bytes` (a multiple of 1024) at `memory`, aligned to 64, once. Returns a value that depends on all of them. */
float probe_read(const void *memory, size_t bytes);

/* Does nothing, and is never inlined: what a call costs. */
int64_t probe_call(int64_t x);

#endif
