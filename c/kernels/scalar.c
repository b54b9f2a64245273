#define ST_SCALAR
#include "kernels.inc"
