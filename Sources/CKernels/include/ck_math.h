/* Elementary functions that give the same bits on every CPU: plain IEEE 754 operations in a written order, never libm's
   transcendentals (whose bits differ between FMA and other variants) and never a contracted multiply-add.
   Error bounds, in units in the last place, are those the tests measure against a 200-bit reference. */
#ifndef CK_MATH_H
#define CK_MATH_H

#ifdef __cplusplus
extern "C" {
#endif

double ck_exp(double x);             /* < 1.5 ulp; overflow gives inf, underflow 0 or a subnormal */
double ck_expm1(double x);           /* < 2 ulp, also near 0 */
double ck_log(double x);             /* < 1 ulp; 0 gives -inf, a negative NaN */
double ck_pow(double x, double y);   /* < 1.5 ulp; IEEE 754's special cases */
double ck_tanh(double x);            /* < 2 ulp */
double ck_sin(double x);             /* < 1 ulp for every finite x, reduced by as many bits of 2/π as it takes */
double ck_cos(double x);             /* < 1 ulp */
double ck_sqrt(double x);            /* correctly rounded */

#ifdef __cplusplus
}
#endif

#endif
