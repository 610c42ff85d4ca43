/* All kernels for one instruction set. Included by variant_*.c, which define VARIANT (its name), the tile sizes that
   suit its registers, and dot4 (int8).

   GEMV_ROWS       rows of a matrix–vector product taken together
   GEMM_ROWS × GEMM_VECTORS   64-byte vectors of a matrix product's tile in registers
   None of them changes a result. */
#include "ck_kernels.h"
#include "ck_math.h"
#include "ck_memory.h"

#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi" /* vectors are passed between inlined functions only */

#define CK_JOIN_(a, b) a##b
#define CK_JOIN(a, b) CK_JOIN_(a, b)
#define CK_TEXT_(a) #a
#define CK_TEXT(a) CK_TEXT_(a)

#define PREFETCH_BYTES 1024

#define T float
#define S f32
#define LANES 16
#define BITS int32_t
#include "float_kernels.h"

#define T double
#define S f64
#define LANES 8
#define BITS int64_t
#include "float_kernels.h"

#include "int8_kernels.h"

#define CK_ENTRY(R, name, parameters) .name = name,
const ck_kernels CK_JOIN(ck_kernels_, VARIANT) = {
    .path = CK_TEXT(VARIANT),
    CK_FLOAT_KERNELS(CK_ENTRY, float, f32)
    CK_FLOAT_KERNELS(CK_ENTRY, double, f64)
    CK_INT8_KERNELS(CK_ENTRY)
};
