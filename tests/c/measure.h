/* How far the float activations lie from the double reference, in units of the last place (ULP).
 *
 * error = |got - reference| / ulp(reference rounded to float), the ulp of a denormal being 2^-149.
 * Overflow: an infinite result counts as ±2^128, and so does a reference beyond the range of
 * floats. A NaN where the reference has a number, or the reverse, is an infinite error, but for two
 * cases: a derivative at NaN may be anything, and at an infinite x the derivative of a function
 * that is a product with x may be NaN (inf · 0), as it is in torch. */
#ifndef MEASURE_H
#define MEASURE_H

#include "../../c/kernels/kernels.h"

#define F_LIMIT 2.0 /* ULP allowed in a value */
#define D_LIMIT 4.0 /* ULP allowed in a derivative */

/* The worst point of a value or of a derivative. over counts the points past the limit and past the
 * declared absolute bound, bounded those that only the absolute bound admits, and absolute is the
 * largest |got - reference| among these. */
typedef struct {
  double ulp, absolute;
  float at;
  long over, bounded;
  float over_at;
} worst;

typedef struct {
  worst f, d;
} worst_pair;

/* Runs act_both of backend k on x[n] (n at most MEASURE_MAX) and adds to *w; also whether
 * act_forward gives the same values (*same is cleared otherwise). */
enum { MEASURE_MAX = 1 << 14 };
void measure(const st_kernels *k, int act, const double *p, int n, const float *x, worst_pair *w,
             int *same);

/* Writes the n floats whose bit patterns are first, first + stride, … to x. */
void float_patterns(uint32_t first, uint32_t stride, int n, float *x);

/* Equal bit for bit, any NaN being equal to any other: wasm leaves a NaN's sign and payload open.
 */
int same_bits(int n, const float *a, const float *b);

/* The row's declared absolute bound for its derivative (see measure.c), or 0. */
double derivative_bound(int act);

/* The row of that name, or -1. */
int find_act(const char *name);

#endif
