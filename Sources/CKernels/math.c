#include "ck_math.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

static uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static double double_of(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static const double infinity = __builtin_inf();
static const double not_a_number = __builtin_nan("");

/* 2^k for a normal result. */
static double power_of_two(int k) { return double_of((uint64_t)(k + 1023) << 52); }

/* y · 2^k, rounded once more only where the result is subnormal. */
static double scale(double y, int k) {
  int half = k / 2;
  return y * power_of_two(half) * power_of_two(k - half);
}

static const double log2_e = 0x1.71547652b82fep+0;
static const double ln2_high = 0x1.62e42fee00000p-1; /* 32 bits, so that k · ln2_high is exact */
static const double ln2_low = 0x1.a39ef35793c76p-33;

/* x = k · ln 2 + high + low with |high| ≤ ½ ln 2 + ulp (Cody & Waite 1980). */
static int reduce_exponent(double x, double x_low, double *high, double *low) {
  double scaled = x * log2_e;
  int k = (int)(scaled + (scaled < 0 ? -0.5 : 0.5));
  double exact = x - k * ln2_high, correction = k * ln2_low - x_low;
  *high = exact - correction;
  *low = (exact - *high) - correction;
  return k;
}

/* exp(r) - 1 - r for |r| ≤ 0.35: the Taylor series, whose next term is below 2⁻⁵⁷ of r. */
static double exp_tail(double r) {
  double p = 0x1.6124613a86d09p-33;
  p = p * r + 0x1.1eed8eff8d898p-29;
  p = p * r + 0x1.ae64567f544e4p-26;
  p = p * r + 0x1.27e4fb7789f5cp-22;
  p = p * r + 0x1.71de3a556c734p-19;
  p = p * r + 0x1.a01a01a01a01ap-16;
  p = p * r + 0x1.a01a01a01a01ap-13;
  p = p * r + 0x1.6c16c16c16c17p-10;
  p = p * r + 0x1.1111111111111p-7;
  p = p * r + 0x1.5555555555555p-5;
  p = p * r + 0x1.5555555555555p-3;
  p = p * r + 0.5;
  return p * (r * r);
}

/* exp(high + low), |low| ≪ |high|. */
static double exp_of_sum(double high, double low) {
  if (high > 710) return infinity;
  if (high < -746) return 0;
  double r, r_low;
  int k = reduce_exponent(high, low, &r, &r_low);
  return scale(1 + (r + (r_low + exp_tail(r))), k);
}

double ck_exp(double x) { return x != x ? x : exp_of_sum(x, 0); }

double ck_expm1(double x) {
  if (x != x || x == 0) return x;
  if (x > 710) return infinity;
  if (x < -40) return -1;
  if (x > -0.34 && x < 0.34) return x + exp_tail(x);
  double r, r_low;
  int k = reduce_exponent(x, 0, &r, &r_low);
  double tail = r + (r_low + exp_tail(r)); /* exp(r) - 1 */
  if (k > 60) return scale(1 + tail, k);
  double two_k = power_of_two(k);
  return two_k * tail + (two_k - 1);
}

/* x = 2^k · m with m in [√½, √2); x positive and finite. */
static int split_exponent(double x, double *m) {
  int k = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    k = -54;
  }
  uint64_t bits = bits_of(x);
  k += (int)(bits >> 52) - 1023;
  *m = double_of((bits & 0xFFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  if (*m >= 0x1.6a09e667f3bcdp+0) {
    *m *= 0.5;
    k++;
  }
  return k;
}

/* Σ 2/(2n+1) zⁿ over n = first …, the series of log((1+s)/(1-s))/s in z = s² ≤ 0.0295, divided by z^first. */
static double log_series(double z, int first) {
  static const double coefficients[] = {2.0,      2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                        2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23};
  double p = coefficients[11];
  for (int n = 10; n >= first; n--) p = p * z + coefficients[n];
  return p;
}

double ck_log(double x) {
  if (x != x || x == infinity) return x;
  if (x < 0) return not_a_number;
  if (x == 0) return -infinity;
  double m;
  int k = split_exponent(x, &m);
  /* log m = f - f²/2 + s (f²/2 + R): the large terms are exact, the series carries the rest
     (the arrangement of Sun's fdlibm, 1993). */
  double f = m - 1, s = f / (2 + f), z = s * s, half_square = 0.5 * f * f;
  double rest = z * log_series(z, 1);
  if (k == 0) return f - (half_square - s * (half_square + rest));
  return k * ln2_high - ((half_square - (s * (half_square + rest) + k * ln2_low)) - f);
}

/* Unevaluated sums high + low, |low| ≤ ½ ulp(high) (Dekker 1971). */
typedef struct pair {
  double high, low;
} pair;

static pair fast_sum(double a, double b) { /* |a| ≥ |b| */
  double sum = a + b;
  return (pair){sum, b - (sum - a)};
}

static pair sum(double a, double b) {
  double total = a + b, b_seen = total - a;
  return (pair){total, (a - (total - b_seen)) + (b - b_seen)};
}

static pair product(double a, double b) {
  const double splitter = 0x1p27 + 1;
  double ta = splitter * a, tb = splitter * b;
  double a1 = ta - (ta - a), b1 = tb - (tb - b), a2 = a - a1, b2 = b - b1;
  double p = a * b;
  return (pair){p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
}

static pair multiply(pair a, pair b) {
  pair p = product(a.high, b.high);
  return fast_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static pair add(pair a, pair b) {
  pair s = sum(a.high, b.high);
  return fast_sum(s.high, s.low + (a.low + b.low));
}

/* log x to about 2⁻⁶⁴ of its value. */
static pair log_pair(double x) {
  double m;
  int k = split_exponent(x, &m);
  double f = m - 1;
  if (f == 0) return add((pair){k * ln2_high, 0}, (pair){k * ln2_low, 0});
  pair denominator = sum(2, f);
  double quotient = f / denominator.high;
  pair back = product(quotient, denominator.high);
  double remainder = ((f - back.high) - back.low) - quotient * denominator.low;
  pair s = fast_sum(quotient, remainder / denominator.high);
  pair z = multiply(s, s);
  static const pair two_thirds = {0x1.5555555555555p-1, 0x1.5555555555555p-55};
  pair series = add(two_thirds, (pair){z.high * log_series(z.high, 2), 0});
  pair log_m = add((pair){2 * s.high, 2 * s.low}, multiply(multiply(s, z), series));
  return add(add((pair){k * ln2_high, 0}, (pair){k * ln2_low, 0}), log_m);
}

static bool is_integer(double y) {
  return y >= 0x1p53 || y <= -0x1p53 || (double)(int64_t)y == y;
}

static bool is_odd(double y) { return y < 0x1p53 && y > -0x1p53 && is_integer(y) && ((int64_t)y & 1); }

double ck_pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return not_a_number;
  double magnitude = x < 0 ? -x : x;
  if (y == infinity || y == -infinity) {
    if (magnitude == 1) return 1;
    return (magnitude > 1) == (y > 0) ? infinity : 0;
  }
  bool is_negative = (bits_of(x) >> 63) && is_odd(y);
  double result;
  if (magnitude == 0 || magnitude == infinity) {
    result = (magnitude == 0) == (y > 0) ? 0 : infinity;
  } else {
    if (x < 0 && !is_integer(y)) return not_a_number;
    if (magnitude == 1) {
      result = 1;
    } else if (y > 0x1p64 || y < -0x1p64) { /* |log x| ≥ 2⁻⁵³ */
      result = (magnitude > 1) == (y > 0) ? infinity : 0;
    } else {
      pair logarithm = log_pair(magnitude);
      pair exponent = multiply(logarithm, (pair){y, 0});
      result = exp_of_sum(exponent.high, exponent.low);
    }
  }
  return is_negative ? -result : result;
}

double ck_tanh(double x) {
  if (x != x || x == 0) return x;
  double magnitude = x < 0 ? -x : x, result;
  if (magnitude >= 22) {
    result = 1;
  } else if (magnitude >= 1) {
    result = 1 - 2 / (ck_expm1(2 * magnitude) + 2);
  } else {
    double t = ck_expm1(-2 * magnitude);
    result = -t / (t + 2);
  }
  return x < 0 ? -result : result;
}

/* 2/π, after 64 zero bits so that a window may begin before the point. */
static const uint64_t two_over_pi[] = {
    0,
    0xA2F9836E4E441529ULL, 0xFC2757D1F534DDC0ULL, 0xDB6295993C439041ULL, 0xFE5163ABDEBBC561ULL, 0xB7246E3A424DD2E0ULL,
    0x06492EEA09D1921CULL, 0xFE1DEB1CB129A73EULL, 0xE88235F52EBB4484ULL, 0xE99C7026B45F7E41ULL, 0x3991D639835339F4ULL,
    0x9C845F8BBDF9283BULL, 0x1FF897FFDE05980FULL, 0xEF2F118B5A0A6D1FULL, 0x6D367ECF27CB09B7ULL, 0x4F463F669E5FEA2DULL,
    0x7527BAC7EBE5F17BULL, 0x3D0739F78A5292EAULL, 0x6BFB5FB11F8D5D08ULL, 0x56033046FC7B6BABULL, 0xF0CFBC209AF4361DULL};

/* x = (π/2) q + r with |r| ≤ π/4; returns q mod 4. Payne & Hanek 1983: of x · 2/π only the bits below 4 and down to
   2⁻¹³⁷ are computed. x is finite and above 2⁻¹. */
static int reduce_angle(double x, pair *r) {
  uint64_t bits = bits_of(x);
  uint64_t mantissa = (bits & 0xFFFFFFFFFFFFFULL) | 0x10000000000000ULL;
  int start = (int)(bits >> 52) - 1075 - 2 + 64; /* x = mantissa · 2^(exponent - 1075) */
  uint64_t window[3];
  for (int i = 0; i < 3; i++) {
    const uint64_t *limb = &two_over_pi[start / 64 + i];
    int shift = start % 64;
    window[i] = shift ? limb[0] << shift | limb[1] >> (64 - shift) : limb[0];
  }
  unsigned __int128 low = (unsigned __int128)mantissa * window[2];
  unsigned __int128 middle = (unsigned __int128)mantissa * window[1] + (uint64_t)(low >> 64);
  uint64_t high = mantissa * window[0] + (uint64_t)(middle >> 64);
  /* high : middle is x · 2/π modulo 4 in units of 2⁻¹²⁶ */
  int quadrant = (int)(high >> 62);
  unsigned __int128 fraction = ((unsigned __int128)high << 64 | (uint64_t)middle) << 2;
  uint64_t below = (uint64_t)low;
  fraction |= below >> 62;
  below <<= 2;
  bool is_upper_half = fraction >> 127;
  if (is_upper_half) { /* nearer to the next quadrant: r = fraction - 1 */
    quadrant++;
    fraction = ~fraction;
    below = ~below;
  }
  int exponent = -128;
  while (!(fraction >> 127)) { /* a few steps but for x next to a multiple of π/2 */
    fraction = fraction << 1 | below >> 63;
    below <<= 1;
    exponent--;
  }
  uint64_t top = (uint64_t)(fraction >> 75), rest = (uint64_t)(fraction >> 22) & 0x1FFFFFFFFFFFFFULL; /* 53 bits each */
  pair f = {(double)top * power_of_two(exponent + 75), (double)rest * power_of_two(exponent + 22)};
  pair angle = multiply(f, (pair){0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54});
  *r = is_upper_half ? (pair){-angle.high, -angle.low} : angle;
  return quadrant & 3;
}

/* Taylor series for |r| ≤ π/4 + ulp; the first terms left out are below 2⁻⁵⁸. */
static double sine(pair r) {
  double z = r.high * r.high;
  double p = 1.0 / 355687428096000;
  p = p * z - 1.0 / 1307674368000;
  p = p * z + 1.0 / 6227020800;
  p = p * z - 1.0 / 39916800;
  p = p * z + 1.0 / 362880;
  p = p * z - 1.0 / 5040;
  p = p * z + 1.0 / 120;
  p = p * z - 1.0 / 6;
  return r.high + (r.high * z * p + r.low * (1 - 0.5 * z));
}

static double cosine(pair r) {
  double z = r.high * r.high, half = 0.5 * z, leading = 1 - half;
  double p = -1.0 / 6402373705728000;
  p = p * z + 1.0 / 20922789888000;
  p = p * z - 1.0 / 87178291200;
  p = p * z + 1.0 / 479001600;
  p = p * z - 1.0 / 3628800;
  p = p * z + 1.0 / 40320;
  p = p * z - 1.0 / 720;
  p = p * z + 1.0 / 24;
  return leading + (((1 - leading) - half) + (z * z * p - r.high * r.low));
}

double ck_sin(double x) {
  double magnitude = x < 0 ? -x : x;
  if (!(magnitude < infinity)) return not_a_number;
  if (magnitude < 0x1p-27) return x;
  pair r = {magnitude, 0};
  int quadrant = magnitude < 0.785 ? 0 : reduce_angle(magnitude, &r);
  double value = quadrant & 1 ? cosine(r) : sine(r);
  return (quadrant >= 2) != (x < 0) ? -value : value;
}

double ck_cos(double x) {
  double magnitude = x < 0 ? -x : x;
  if (!(magnitude < infinity)) return not_a_number;
  pair r = {magnitude, 0};
  int quadrant = magnitude < 0.785 ? 0 : reduce_angle(magnitude, &r);
  double value = quadrant & 1 ? sine(r) : cosine(r);
  return quadrant == 1 || quadrant == 2 ? -value : value;
}

double ck_sqrt(double x) { return __builtin_sqrt(x); }
