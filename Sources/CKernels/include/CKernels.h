#include "ck_kernels.h"
#include "ck_math.h"
#include "ck_memory.h"
#include "ck_random.h"
