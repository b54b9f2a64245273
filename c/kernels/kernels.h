/* The kernels, one table of them per backend, all compiled from the same .inc files on the words of
 * simd/v.h.
 *
 * Order of summation is part of the contract: every element of a matrix product, every column sum
 * and every loss is one chain of additions in ascending order of the summed index, whatever the
 * backend, the blocking or the chunking of a batch. Products with zero may be left out, since they
 * change no sum of finite numbers. ST_SCALAR and ST_SIMD128 therefore agree bit for bit, and so do
 * dense and sparse kernels. Matrices are row-major; n counts floats and need not be a multiple of anything; no
 * kernel reads or writes beyond what its sizes say. */
#ifndef ST_KERNELS_H
#define ST_KERNELS_H

#include "../tables/tables.h"

#include <stddef.h>
#include <stdint.h>

/* Weights and gradients lie in strips of 16 columns, a strip being [depth][ST_STRIP], the last one
 * padded with zeros: a strip's row is a cache line, and its rows lie in order, so that a product
 * that runs through it meets neither cache sets nor pages in long strides. */
enum { ST_STRIP = 16 };

static inline int st_strips(int columns) { return (columns + ST_STRIP - 1) / ST_STRIP; }

/* One strip of a matrix product: c[rows][width] = start + a[rows][depth] b[depth][width] */
typedef struct {
  int rows, width, depth; /* width 1 to ST_STRIP */
  const float *a;         /* element (i, k) at i * a_row + k * a_col */
  size_t a_row, a_col;
  const float *b;     /* the strip */
  const float *start; /* [ST_STRIP] for each row, start_row floats apart; NULL: zeros */
  size_t start_row;
  float *c; /* rows c_row floats apart; may be start */
  size_t c_row;
} st_product;

/* Two neighbouring rows, or columns, of a sparse matrix as a list of the places where one of them is
 * not zero: at is the place's row in a strip, in bytes. */
typedef struct {
  float x[2];
  uint32_t at;
} st_pair;

/* A sparse matrix by pairs of rows or of columns: pair i is list[i * capacity] and count[i] entries in
 * all, and it is of rows member[2 i] and member[2 i + 1], or 2 i and 2 i + 1 if member is NULL. */
typedef struct {
  const st_pair *list;
  const uint32_t *count;
  const uint16_t *member;
  int pairs, capacity;
} st_pair_lists;

/* The list of a row without a partner: the first numbers of its entries count. */
typedef struct {
  const st_pair *entries;
  uint32_t count;
} st_list;

/* Where the random numbers of a fill come from; see random.h. */
typedef struct {
  uint32_t seed, stream, a, b;
} st_source;

/* Targets of a loss: one class per row, or a row of n numbers per row. Exactly one is not NULL. */
typedef struct {
  const uint8_t *labels;
  const float *values;
} st_targets;

typedef struct {
  /* y[n] = f(x[n]);  p[2] parameters, not all used */
  void (*act_forward[ST_ACT_COUNT])(int n, const float *x, float *y, const double *p);
  /* y[n] = f(x[n]), d[n] = f'(x[n]); d may be x itself */
  void (*act_both[ST_ACT_COUNT])(int n, const float *x, float *y, float *d, const double *p);
  /* a leaky rectifier whose slopes are in y[n] on entry: y = f(x), x = f'(x) on return */
  void (*act_slopes)(int n, float *x, float *y);
  /* sum[cols] += over rows of delta * min(x, 0), both [rows][cols]: the gradient of a learnt slope
   */
  void (*slope_grad)(int rows, int cols, const float *x, const float *delta, float *sum);

  void (*product)(const st_product *p);
  /* the same with a by pairs of its rows, of an odd number all but the last. Of start, and of c if the
   * width is no multiple of four, whole vectors are read */
  void (*pair_product)(const st_product *p, st_pair_lists a);
  /* a single row and all strips, strip floats apart: c[width] = start + the list's first numbers times
   * b. Of start, NULL for zeros, all strips' floats are read */
  void (*row_product)(int width, st_list list, const float *b, size_t strip, const float *start,
                      float *c);
  /* strip w[2 pairs][width] += rate times pairs of x's columns times the strip delta */
  void (*sparse_descent)(st_pair_lists x, int width, const float *delta, float *w, float rate);
  /* out[strips][rows][ST_STRIP] = x[rows][cols], padded with zeros */
  void (*to_strips)(int rows, int cols, const float *x, float *out);
  /* to[columns, rounded up to 4][ST_STRIP] = from[width][columns] transposed; from is the first of
   * strips that lie strip floats apart, from some row on */
  void (*turn)(int columns, int width, const float *from, size_t strip, float *to);

  /* *sum += losses of rows of outputs x[rows][n]; d[rows][n] = gradient times scale */
  void (*loss[ST_LOSS_COUNT])(int rows, int n, const float *x, st_targets t, float *d, double scale,
                              double *sum);
  /* y[rows][n] = softmax of each row of x[rows][n] */
  void (*softmax)(int rows, int n, const float *x, float *y);

  /* n a multiple of 4: one step on w[n] by g[n] with states s[ST_MAX_STATES][n] and c[8] of st_opt_prepare; whether
   * all of w is finite */
  int (*opt_step[ST_OPT_COUNT])(int n, float *w, const float *g, float *const *s, const double *c);

  /* y[n] *= x[n] */
  void (*multiply)(int n, const float *x, float *y);
  /* sum[cols] += column sums of x[rows][cols] */
  void (*add_rows)(int rows, int cols, const float *x, float *sum);
  /* largest size in x[n]; infinity if one of them is not finite */
  float (*peak)(int n, const float *x);

  /* y[n] = draws first, first + 1, … of the source: uniform in [low, high), or normal with that
   * mean and deviation */
  void (*fill_uniform)(int n, float *y, st_source source, uint64_t first, double low, double high);
  void (*fill_normal)(int n, float *y, st_source source, double mean, double deviation);
  /* dot product of x[n] and y[n], in double */
  double (*dot)(int n, const float *x, const float *y);
  /* y[n] += factor * x[n] */
  void (*axpy)(int n, float factor, const float *x, float *y);
} st_kernels;

extern const st_kernels st_kernels_scalar, st_kernels_simd128, st_kernels_fused;

#endif
