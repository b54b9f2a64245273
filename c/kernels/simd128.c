#define ST_SIMD128
#include "kernels.inc"
