/* The maths of v_math.h for single numbers, always spelled in plain C: what is computed with it has the same bits in
 * every module, also where the kernels fuse. */
#ifndef ST_SINGLE_H
#define ST_SINGLE_H

#define ST_SCALAR
#include "../simd/v.h"

static inline void st_sincos(double x, double *sine, double *cosine) {
  v_f64 s, c;
  w_sincos(w_splat(x), &s, &c);
  *sine = s.l[0];
  *cosine = c.l[0];
}

static inline double st_exp(double x) { return w_exp(w_splat(x)).l[0]; }

#endif
