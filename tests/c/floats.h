/* The backends under test, and numbers to test them on. */
#ifndef FLOATS_H
#define FLOATS_H

#include "../../c/kernels/kernels.h"

#include <stdlib.h>

static const st_kernels *const backends[] = {&st_kernels_scalar, &st_kernels_simd128,
                                             &st_kernels_fused};
static const char *const names[] = {"scalar", "simd128", "fused"};

static float *floats(size_t n, uint32_t seed) {
  float *x = malloc(n * sizeof *x + (n == 0));
  const st_source source = {seed, 9, 0, 0};
  st_kernels_scalar.fill_uniform((int)n, x, source, 0, -1, 1);
  return x;
}

#endif
