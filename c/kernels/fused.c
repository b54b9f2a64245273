#define ST_FUSED
#include "kernels.inc"
