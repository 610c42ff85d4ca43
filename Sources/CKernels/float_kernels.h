/* The kernels of one floating type for one instruction set; included by variant.h with T (the type), S (its suffix),
   LANES (elements in 64 bytes) and BITS (the integer of the same width) defined. Written once over 64-byte vectors: the
   compiler splits them into what the target has, which keeps the order of operations and so the bits. */

#define NAME(stem) CK_JOIN(stem, S)
#define V NAME(vector_)
#define I NAME(bits_)
#define INLINE static inline __attribute__((always_inline))

typedef T V __attribute__((vector_size(64)));
typedef T NAME(unaligned_) __attribute__((vector_size(64), aligned(sizeof(T)), may_alias));
typedef BITS I __attribute__((vector_size(64)));

INLINE V NAME(load_)(const T *p) { return *(const NAME(unaligned_) *)p; }
INLINE void NAME(store_)(T *p, V v) { *(NAME(unaligned_) *)p = v; }
INLINE V NAME(splat_)(T x) { return x - (V){0}; } /* exact, and folded away */
INLINE V NAME(fma_)(V a, V b, V c) { return __builtin_elementwise_fma(a, b, c); }

/* The last count < LANES elements, filled up. */
INLINE V NAME(load_last_)(const T *p, size_t count, T filler) {
  V v = NAME(splat_)(filler);
  for (size_t i = 0; i < count; i++) v[i] = p[i];
  return v;
}

INLINE void NAME(store_last_)(T *p, V v, size_t count) {
  for (size_t i = 0; i < count; i++) p[i] = v[i];
}

INLINE V NAME(select_)(I condition, V yes, V no) { return (V)(((I)yes & condition) | ((I)no & ~condition)); }
INLINE V NAME(smaller_)(V a, V b) { return NAME(select_)((I)(a < b), a, b); } /* b where a is NaN */
INLINE V NAME(larger_)(V a, V b) { return NAME(select_)((I)(a > b), a, b); }

/* The lanes' pairwise tree: upper half onto lower half until one is left. */
INLINE T NAME(fold_)(V v) {
#if LANES == 16
  typedef T V8 __attribute__((vector_size(32)));
  V8 half = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
#else
  V half = v;
#endif
  typedef T V4 __attribute__((vector_size(4 * sizeof(T))));
  V4 quarter = __builtin_shufflevector(half, half, 0, 1, 2, 3) + __builtin_shufflevector(half, half, 4, 5, 6, 7);
  return (quarter[0] + quarter[2]) + (quarter[1] + quarter[3]);
}

INLINE T NAME(fold4_)(V a, V b, V c, V d) { return NAME(fold_)((a + b) + (c + d)); }

/* Where a long reduction looks up: what it returns when it is interrupted means nothing. A multiple of its step away, so
   that the order of operations is the same. */
INLINE size_t NAME(pause_)(size_t i, size_t count) { return count - i > 1 << 18 ? i + (1 << 18) : count; }

static T NAME(sum_)(const T *x, size_t count) {
  V a = {0}, b = {0}, c = {0}, d = {0};
  size_t i = 0;
  for (size_t pause; i + 4 * LANES <= count;) {
    pause = NAME(pause_)(i, count);
    for (; i + 4 * LANES <= pause; i += 4 * LANES) {
      a += NAME(load_)(x + i);
      b += NAME(load_)(x + i + LANES);
      c += NAME(load_)(x + i + 2 * LANES);
      d += NAME(load_)(x + i + 3 * LANES);
    }
    if (i + 4 * LANES <= count && ck_is_interrupted()) return 0;
  }
  for (; i + LANES <= count; i += LANES) a += NAME(load_)(x + i);
  if (i < count) b += NAME(load_last_)(x + i, count - i, 0);
  return NAME(fold4_)(a, b, c, d);
}

INLINE T NAME(dot_inline_)(const T *x, const T *y, size_t count) {
  V a = {0}, b = {0}, c = {0}, d = {0};
  size_t i = 0;
  for (size_t pause; i + 4 * LANES <= count;) {
    pause = NAME(pause_)(i, count);
    for (; i + 4 * LANES <= pause; i += 4 * LANES) {
      a = NAME(fma_)(NAME(load_)(x + i), NAME(load_)(y + i), a);
      b = NAME(fma_)(NAME(load_)(x + i + LANES), NAME(load_)(y + i + LANES), b);
      c = NAME(fma_)(NAME(load_)(x + i + 2 * LANES), NAME(load_)(y + i + 2 * LANES), c);
      d = NAME(fma_)(NAME(load_)(x + i + 3 * LANES), NAME(load_)(y + i + 3 * LANES), d);
    }
    if (i + 4 * LANES <= count && ck_is_interrupted()) return 0;
  }
  for (; i + LANES <= count; i += LANES) a = NAME(fma_)(NAME(load_)(x + i), NAME(load_)(y + i), a);
  if (i < count) b = NAME(fma_)(NAME(load_last_)(x + i, count - i, 0), NAME(load_last_)(y + i, count - i, 0), b);
  return NAME(fold4_)(a, b, c, d);
}

static T NAME(dot_)(const T *x, const T *y, size_t count) { return NAME(dot_inline_)(x, y, count); }

static T NAME(squared_distance_)(const T *x, const T *y, size_t count) {
  V a = {0}, b = {0}, c = {0}, d = {0};
  size_t i = 0;
  for (size_t pause; i + 4 * LANES <= count;) {
    pause = NAME(pause_)(i, count);
    for (; i + 4 * LANES <= pause; i += 4 * LANES) {
      V p = NAME(load_)(x + i) - NAME(load_)(y + i), q = NAME(load_)(x + i + LANES) - NAME(load_)(y + i + LANES);
      V r = NAME(load_)(x + i + 2 * LANES) - NAME(load_)(y + i + 2 * LANES);
      V s = NAME(load_)(x + i + 3 * LANES) - NAME(load_)(y + i + 3 * LANES);
      a = NAME(fma_)(p, p, a);
      b = NAME(fma_)(q, q, b);
      c = NAME(fma_)(r, r, c);
      d = NAME(fma_)(s, s, d);
    }
    if (i + 4 * LANES <= count && ck_is_interrupted()) return 0;
  }
  for (; i + LANES <= count; i += LANES) {
    V p = NAME(load_)(x + i) - NAME(load_)(y + i);
    a = NAME(fma_)(p, p, a);
  }
  if (i < count) {
    V p = NAME(load_last_)(x + i, count - i, 0) - NAME(load_last_)(y + i, count - i, 0);
    b = NAME(fma_)(p, p, b);
  }
  return NAME(fold4_)(a, b, c, d);
}

/* NaN if every element is; called when an extremum was not found. */
static T NAME(extremum_of_nothing_)(const T *x, size_t count, T nothing) {
  for (size_t i = 0; i < count; i++)
    if (x[i] == x[i]) return nothing;
  return count ? x[0] : nothing;
}

static T NAME(max_)(const T *x, size_t count) {
  const T nothing = -(T)__builtin_inf();
  V a = NAME(splat_)(nothing), b = a;
  size_t i = 0;
  for (size_t pause; i + 2 * LANES <= count;) {
    pause = NAME(pause_)(i, count);
    for (; i + 2 * LANES <= pause; i += 2 * LANES) {
      a = NAME(larger_)(NAME(load_)(x + i), a);
      b = NAME(larger_)(NAME(load_)(x + i + LANES), b);
    }
    if (i + 2 * LANES <= count && ck_is_interrupted()) return 0;
  }
  for (; i + LANES <= count; i += LANES) a = NAME(larger_)(NAME(load_)(x + i), a);
  if (i < count) b = NAME(larger_)(NAME(load_last_)(x + i, count - i, nothing), b);
  a = NAME(larger_)(a, b);
  T result = nothing;
  for (int lane = 0; lane < LANES; lane++)
    if (a[lane] > result) result = a[lane];
  return result == nothing ? NAME(extremum_of_nothing_)(x, count, nothing) : result;
}

static T NAME(min_)(const T *x, size_t count) {
  const T nothing = (T)__builtin_inf();
  V a = NAME(splat_)(nothing), b = a;
  size_t i = 0;
  for (size_t pause; i + 2 * LANES <= count;) {
    pause = NAME(pause_)(i, count);
    for (; i + 2 * LANES <= pause; i += 2 * LANES) {
      a = NAME(smaller_)(NAME(load_)(x + i), a);
      b = NAME(smaller_)(NAME(load_)(x + i + LANES), b);
    }
    if (i + 2 * LANES <= count && ck_is_interrupted()) return 0;
  }
  for (; i + LANES <= count; i += LANES) a = NAME(smaller_)(NAME(load_)(x + i), a);
  if (i < count) b = NAME(smaller_)(NAME(load_last_)(x + i, count - i, nothing), b);
  a = NAME(smaller_)(a, b);
  T result = nothing;
  for (int lane = 0; lane < LANES; lane++)
    if (a[lane] < result) result = a[lane];
  return result == nothing ? NAME(extremum_of_nothing_)(x, count, nothing) : result;
}

INLINE void NAME(axpy_inline_)(T s, const T *x, T *y, size_t count) {
  V factor = NAME(splat_)(s);
  size_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    NAME(store_)(y + i, NAME(fma_)(factor, NAME(load_)(x + i), NAME(load_)(y + i)));
    NAME(store_)(y + i + LANES, NAME(fma_)(factor, NAME(load_)(x + i + LANES), NAME(load_)(y + i + LANES)));
  }
  for (; i + LANES <= count; i += LANES) NAME(store_)(y + i, NAME(fma_)(factor, NAME(load_)(x + i), NAME(load_)(y + i)));
  if (i < count) {
    size_t rest = count - i;
    NAME(store_last_)(y + i, NAME(fma_)(factor, NAME(load_last_)(x + i, rest, 0), NAME(load_last_)(y + i, rest, 0)), rest);
  }
}

static void NAME(axpy_)(T s, const T *x, T *y, size_t count) { NAME(axpy_inline_)(s, x, y, count); }

static void NAME(scale_)(T s, T *x, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] *= s;
}

/* Kingma & Ba 2015. Each element by itself and every operation rounded, so that the width of a vector changes nothing. */
static void NAME(adam_)(const T *restrict g, T *restrict mean, T *restrict square, T *restrict x, size_t count, T b1, T b2,
                        T rate, T scale) {
  for (size_t i = 0; i < count; i++) {
    T m = b1 * mean[i] + (1 - b1) * g[i], v = b2 * square[i] + (1 - b2) * g[i] * g[i];
    mean[i] = m;
    square[i] = v;
    x[i] -= rate * m / (__builtin_elementwise_sqrt(v * scale) + (T)1e-8);
  }
}

/* Contiguous, contiguous with one repeated operand, and strided: the same element operation in the same order. */
#define LOOP(EXPRESSION)                                                                         \
  {                                                                                              \
    if (out_stride == 1 && a_stride == 1 && b_stride == 1) {                                     \
      for (size_t i = 0; i < count; i++) {                                                       \
        T p = a[i], q = b[i];                                                                    \
        out[i] = EXPRESSION;                                                                     \
      }                                                                                          \
    } else if (out_stride == 1 && a_stride == 1 && b_stride == 0) {                              \
      T q = *b;                                                                                  \
      for (size_t i = 0; i < count; i++) {                                                       \
        T p = a[i];                                                                              \
        out[i] = EXPRESSION;                                                                     \
      }                                                                                          \
    } else {                                                                                     \
      for (ptrdiff_t i = 0; i < (ptrdiff_t)count; i++) {                                         \
        T p = a[i * a_stride], q = b[i * b_stride];                                              \
        out[i * out_stride] = EXPRESSION;                                                        \
      }                                                                                          \
    }                                                                                            \
    return;                                                                                      \
  }

static void NAME(map_)(ck_operation operation, T *out, ptrdiff_t out_stride, const T *a, ptrdiff_t a_stride, const T *b,
                       ptrdiff_t b_stride, size_t count) {
  if (count == 0) return;
  switch (operation) {
  case CK_ADD: LOOP(p + q)
  case CK_SUB: LOOP(p - q)
  case CK_MUL: LOOP(p * q)
  case CK_DIV: LOOP(p / q)
  case CK_MIN: LOOP(p < q || q != q ? p : q)
  case CK_MAX: LOOP(p > q || q != q ? p : q)
  }
}
#undef LOOP

/* Rows of A taken together share the loads of x; each keeps its own four accumulators, so a row's bits don't depend on
   its neighbours. */
INLINE void NAME(gemv_rows_)(int together, const T *a, size_t stride, size_t columns, const T *x, T *y) {
  V sums[GEMV_ROWS][4];
#pragma unroll
  for (int r = 0; r < together; r++)
    for (int k = 0; k < 4; k++) sums[r][k] = (V){0};
  size_t j = 0;
  for (; j + 4 * LANES <= columns; j += 4 * LANES) {
    V x0 = NAME(load_)(x + j), x1 = NAME(load_)(x + j + LANES);
    V x2 = NAME(load_)(x + j + 2 * LANES), x3 = NAME(load_)(x + j + 3 * LANES);
#pragma unroll
    for (int r = 0; r < together; r++) {
      const T *row = a + (size_t)r * stride + j;
      __builtin_prefetch(row + PREFETCH_BYTES / sizeof(T));
      sums[r][0] = NAME(fma_)(NAME(load_)(row), x0, sums[r][0]);
      sums[r][1] = NAME(fma_)(NAME(load_)(row + LANES), x1, sums[r][1]);
      sums[r][2] = NAME(fma_)(NAME(load_)(row + 2 * LANES), x2, sums[r][2]);
      sums[r][3] = NAME(fma_)(NAME(load_)(row + 3 * LANES), x3, sums[r][3]);
    }
  }
  for (; j + LANES <= columns; j += LANES) {
    V x0 = NAME(load_)(x + j);
#pragma unroll
    for (int r = 0; r < together; r++) sums[r][0] = NAME(fma_)(NAME(load_)(a + (size_t)r * stride + j), x0, sums[r][0]);
  }
  if (j < columns) {
    V x0 = NAME(load_last_)(x + j, columns - j, 0);
#pragma unroll
    for (int r = 0; r < together; r++)
      sums[r][1] = NAME(fma_)(NAME(load_last_)(a + (size_t)r * stride + j, columns - j, 0), x0, sums[r][1]);
  }
#pragma unroll
  for (int r = 0; r < together; r++) y[r] = NAME(fold4_)(sums[r][0], sums[r][1], sums[r][2], sums[r][3]);
}

static void NAME(gemv_)(const T *a, size_t stride, size_t rows, size_t columns, const T *x, T *y) {
  size_t i = 0;
  for (; i + GEMV_ROWS <= rows; i += GEMV_ROWS) NAME(gemv_rows_)(GEMV_ROWS, a + i * stride, stride, columns, x, y + i);
  for (; i < rows; i++) NAME(gemv_rows_)(1, a + i * stride, stride, columns, x, y + i);
}

static void NAME(gemv_transposed_)(const T *a, size_t stride, size_t rows, size_t columns, const T *x, T *y) {
  size_t i = 0;
  for (; i + 4 <= rows; i += 4) { /* y is read and written once for four rows */
    const T *r0 = a + i * stride, *r1 = r0 + stride, *r2 = r1 + stride, *r3 = r2 + stride;
    V x0 = NAME(splat_)(x[i]), x1 = NAME(splat_)(x[i + 1]), x2 = NAME(splat_)(x[i + 2]), x3 = NAME(splat_)(x[i + 3]);
    size_t j = 0;
    for (; j + LANES <= columns; j += LANES) {
      V v = NAME(fma_)(x0, NAME(load_)(r0 + j), NAME(load_)(y + j));
      v = NAME(fma_)(x1, NAME(load_)(r1 + j), v);
      v = NAME(fma_)(x2, NAME(load_)(r2 + j), v);
      NAME(store_)(y + j, NAME(fma_)(x3, NAME(load_)(r3 + j), v));
    }
    if (j < columns) {
      size_t rest = columns - j;
      V v = NAME(fma_)(x0, NAME(load_last_)(r0 + j, rest, 0), NAME(load_last_)(y + j, rest, 0));
      v = NAME(fma_)(x1, NAME(load_last_)(r1 + j, rest, 0), v);
      v = NAME(fma_)(x2, NAME(load_last_)(r2 + j, rest, 0), v);
      NAME(store_last_)(y + j, NAME(fma_)(x3, NAME(load_last_)(r3 + j, rest, 0), v), rest);
    }
  }
  for (; i < rows; i++) NAME(axpy_inline_)(x[i], a + i * stride, y, columns);
}

static void NAME(rank_one_)(T s, const T *x, const T *y, T *a, size_t stride, size_t rows, size_t columns) {
  for (size_t i = 0; i < rows; i++) NAME(axpy_inline_)(s * x[i], y, a + i * stride, columns);
}

static void NAME(gemm_by_rows_)(size_t m, size_t n, size_t k, const T *a, size_t a_stride, const T *b, size_t b_stride,
                                T *c, size_t c_stride) {
  for (size_t i = 0; i < m; i++) NAME(gemv_)(b, b_stride, n, k, a + i * a_stride, c + i * c_stride);
}

/* ---- Matrix product: Goto & van de Geijn 2008. Panels of A and B are packed so that the inner kernel reads both in
   order; it keeps a tile of GEMM_ROWS × GEMM_COLUMNS of C in registers. ---- */

enum { NAME(TILE_COLUMNS_) = GEMM_VECTORS * LANES, NAME(BLOCK_ROWS_) = GEMM_ROWS * 16, NAME(BLOCK_COLUMNS_) = 512 };

INLINE void NAME(tile_)(size_t depth, const T *a, const T *b, T *out) {
  V sums[GEMM_ROWS][GEMM_VECTORS];
#pragma unroll
  for (int i = 0; i < GEMM_ROWS; i++)
    for (int j = 0; j < GEMM_VECTORS; j++) sums[i][j] = (V){0};
  for (size_t p = 0; p < depth; p++) {
    V columns[GEMM_VECTORS];
#pragma unroll
    for (int j = 0; j < GEMM_VECTORS; j++) columns[j] = NAME(load_)(b + p * NAME(TILE_COLUMNS_) + j * LANES);
#pragma unroll
    for (int i = 0; i < GEMM_ROWS; i++) {
      V row = NAME(splat_)(a[p * GEMM_ROWS + i]);
#pragma unroll
      for (int j = 0; j < GEMM_VECTORS; j++) sums[i][j] = NAME(fma_)(row, columns[j], sums[i][j]);
    }
  }
#pragma unroll
  for (int i = 0; i < GEMM_ROWS; i++)
    for (int j = 0; j < GEMM_VECTORS; j++) NAME(store_)(out + i * NAME(TILE_COLUMNS_) + j * LANES, sums[i][j]);
}

/* Panels of `width` rows (or columns) side by side, each `depth` long, the last filled up with zeros. */
INLINE void NAME(pack_)(T *panel, size_t width, size_t count, size_t depth, const T *x, ptrdiff_t across, ptrdiff_t along) {
  for (size_t first = 0; first < count; first += width) {
    size_t filled = count - first < width ? count - first : width;
    for (size_t p = 0; p < depth; p++) {
      const T *source = x + (ptrdiff_t)first * across + (ptrdiff_t)p * along;
      size_t i = 0;
      if (across == 1)
        for (; i < filled; i++) panel[i] = source[i];
      else
        for (; i < filled; i++) panel[i] = source[(ptrdiff_t)i * across];
      for (; i < width; i++) panel[i] = 0;
      panel += width;
    }
  }
}

static size_t NAME(round_up_)(size_t count, size_t unit) { return (count + unit - 1) / unit * unit; }
static size_t NAME(at_most_)(size_t count, size_t limit) { return count < limit ? count : limit; }

static ck_status NAME(gemm_)(size_t m, size_t n, size_t k, const T *a, ptrdiff_t a_row, ptrdiff_t a_column, const T *b,
                             ptrdiff_t b_row, ptrdiff_t b_column, T *c, ptrdiff_t c_row) {
  if (m == 0 || n == 0) return CK_DONE;
  if (k == 0) {
    for (size_t i = 0; i < m; i++)
      for (size_t j = 0; j < n; j++) c[(ptrdiff_t)i * c_row + (ptrdiff_t)j] = 0;
    return CK_DONE;
  }
  const size_t tile_columns = NAME(TILE_COLUMNS_), block_rows = NAME(BLOCK_ROWS_), block_columns = NAME(BLOCK_COLUMNS_);
  size_t depth_max = NAME(at_most_)(k, CK_GEMM_DEPTH);
  size_t a_size = NAME(round_up_)(NAME(at_most_)(m, block_rows), GEMM_ROWS) * depth_max;
  size_t b_size = NAME(round_up_)(NAME(at_most_)(n, block_columns), tile_columns) * depth_max;
  T *panels = aligned_alloc(64, NAME(round_up_)((a_size + b_size + GEMM_ROWS * tile_columns) * sizeof(T) + 64, 64));
  if (!panels) return CK_NO_MEMORY;
  T *b_panels = panels, *a_panels = panels + b_size, *tile = a_panels + a_size;
  ck_status status = CK_DONE;
  for (size_t j0 = 0; j0 < n && status == CK_DONE; j0 += block_columns) {
    size_t columns = NAME(at_most_)(n - j0, block_columns);
    for (size_t p0 = 0; p0 < k && status == CK_DONE; p0 += CK_GEMM_DEPTH) {
      size_t depth = NAME(at_most_)(k - p0, CK_GEMM_DEPTH);
      NAME(pack_)(b_panels, tile_columns, columns, depth, b + (ptrdiff_t)p0 * b_row + (ptrdiff_t)j0 * b_column, b_column, b_row);
      for (size_t i0 = 0; i0 < m; i0 += block_rows) {
        if (ck_is_interrupted()) {
          status = CK_INTERRUPTED;
          break;
        }
        size_t rows = NAME(at_most_)(m - i0, block_rows);
        NAME(pack_)(a_panels, GEMM_ROWS, rows, depth, a + (ptrdiff_t)i0 * a_row + (ptrdiff_t)p0 * a_column, a_row, a_column);
        for (size_t j = 0; j < columns; j += tile_columns)
          for (size_t i = 0; i < rows; i += GEMM_ROWS) {
            NAME(tile_)(depth, a_panels + i * depth, b_panels + j * depth, tile);
            size_t valid_rows = NAME(at_most_)(rows - i, GEMM_ROWS), valid_columns = NAME(at_most_)(columns - j, tile_columns);
            for (size_t r = 0; r < valid_rows; r++) {
              T *target = c + (ptrdiff_t)(i0 + i + r) * c_row + (ptrdiff_t)(j0 + j);
              const T *source = tile + r * tile_columns;
              if (p0 == 0)
                for (size_t s = 0; s < valid_columns; s++) target[s] = source[s];
              else
                for (size_t s = 0; s < valid_columns; s++) target[s] += source[s];
            }
          }
      }
    }
  }
  free(panels);
  return status;
}

/* ---- Exponentials ---- */

#if LANES == 16
/* exp by Cody & Waite's reduction and a polynomial (Taylor to r⁷), fused throughout. */
INLINE V NAME(exp_vector_)(V x) {
  const V too_high = NAME(splat_)(89), too_low = NAME(splat_)(-104);
  V clamped = NAME(smaller_)(too_high, NAME(larger_)(too_low, x)); /* NaN stays */
  const V shifter = NAME(splat_)(0x1.8p23f);                       /* adding it rounds to an integer, half to even */
  V k = NAME(fma_)(clamped, NAME(splat_)(0x1.715476p+0f), shifter) - shifter;
  V r = NAME(fma_)(k, NAME(splat_)(-0x1.62e400p-1f), clamped);
  r = NAME(fma_)(k, NAME(splat_)(-0x1.7f7d1cp-20f), r);
  V p = NAME(splat_)(0x1.a01a02p-13f);
  p = NAME(fma_)(p, r, NAME(splat_)(0x1.6c16c2p-10f));
  p = NAME(fma_)(p, r, NAME(splat_)(0x1.111112p-7f));
  p = NAME(fma_)(p, r, NAME(splat_)(0x1.555556p-5f));
  p = NAME(fma_)(p, r, NAME(splat_)(0x1.555556p-3f));
  p = NAME(fma_)(p, r, NAME(splat_)(0.5f));
  V y = NAME(fma_)(p, r * r, r) + 1;
  /* · 2^k in two steps, since k may lie outside a normal exponent; a NaN's k is arbitrary but its y is NaN */
  I exponent = __builtin_convertvector(NAME(select_)((I)(k == k), k, (V){0}), I);
  I half = exponent >> 1;
  y = y * (V)((half + 127) << 23);
  return y * (V)((exponent - half + 127) << 23);
}
#else
INLINE V NAME(exp_vector_)(V x) {
  V y;
  for (int lane = 0; lane < LANES; lane++) y[lane] = ck_exp(x[lane]);
  return y;
}
#endif

static void NAME(exp_)(const T *x, T *out, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) NAME(store_)(out + i, NAME(exp_vector_)(NAME(load_)(x + i)));
  if (i < count) NAME(store_last_)(out + i, NAME(exp_vector_)(NAME(load_last_)(x + i, count - i, 0)), count - i);
}

/* out ← exp(x - largest); returns its sum. */
static T NAME(exp_shifted_)(const T *x, T largest, T *out, size_t count) {
  V total = {0};
  size_t i = 0;
  for (size_t pause; i + LANES <= count;) {
    pause = NAME(pause_)(i, count);
    for (; i + LANES <= pause; i += LANES) {
      V e = NAME(exp_vector_)(NAME(load_)(x + i) - largest);
      NAME(store_)(out + i, e);
      total += e;
    }
    if (i + LANES <= count && ck_is_interrupted()) return 0;
  }
  if (i < count) {
    V e = NAME(exp_vector_)(NAME(load_last_)(x + i, count - i, -(T)__builtin_inf()) - largest);
    NAME(store_last_)(out + i, e, count - i);
    total += e;
  }
  return NAME(fold_)(total);
}

static void NAME(softmax_)(const T *x, T *out, size_t count) {
  if (count == 0) return;
  T total = NAME(exp_shifted_)(x, NAME(max_)(x, count), out, count);
  for (size_t i = 0; i < count;) {
    size_t pause = NAME(pause_)(i, count);
    for (; i < pause; i++) out[i] /= total;
    if (i < count && ck_is_interrupted()) return;
  }
}

static void NAME(log_softmax_)(const T *x, T *out, size_t count) {
  if (count == 0) return;
  T largest = NAME(max_)(x, count), chunk[4 * LANES], total = 0;
  for (size_t i = 0; i < count;) {
    size_t pause = NAME(pause_)(i, count);
    for (; i < pause; i += 4 * LANES) total += NAME(exp_shifted_)(x + i, largest, chunk, NAME(at_most_)(count - i, 4 * LANES));
    if (i < count && ck_is_interrupted()) return;
  }
  T shift = (T)ck_log((double)total);
  for (size_t i = 0; i < count;) {
    size_t pause = NAME(pause_)(i, count);
    for (; i < pause; i++) out[i] = (x[i] - largest) - shift;
    if (i < count && ck_is_interrupted()) return;
  }
}

#undef NAME
#undef V
#undef I
#undef INLINE
#undef T
#undef S
#undef LANES
#undef BITS
