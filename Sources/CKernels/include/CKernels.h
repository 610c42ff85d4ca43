#include "ck_memory.h"
#include "ck_random.h"
