/* The kernels, one table of them per backend, all compiled from the same .inc files on the words of
 * simd/v.h.
 *
 * Order of summation is part of the contract: every element of a matrix product, every column sum
 * and every loss is one chain of additions in ascending order of the summed index, whatever the
 * backend, the blocking or the chunking of a batch. ST_SCALAR and ST_SIMD128 therefore agree bit
 * for bit. Matrices are row-major; n counts floats and need not be a multiple of anything; no
 * kernel reads or writes beyond what its sizes say. */
#ifndef ST_KERNELS_H
#define ST_KERNELS_H

#include "../tables/tables.h"

#include <stddef.h>
#include <stdint.h>

/* Blocks of the matrix product: A is packed MC x KC, B is packed KC x NC. */
enum { ST_MR = 4, ST_NR = 8, ST_MC = 64, ST_KC = 256, ST_NC = 512 };
enum { ST_GEMM_SCRATCH = ST_MC * ST_KC + ST_KC * ST_NC }; /* floats */

/* A matrix of any orientation: element (i, j) is p[i * rs + j * cs]. */
typedef struct {
  const float *p;
  size_t rs, cs;
} st_matrix;

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

  /* c[m][n] = start + a[m][k] b[k][n], where start is c itself if add, else bias[n], else (bias
   * NULL) 0; scratch holds ST_GEMM_SCRATCH floats */
  void (*gemm)(int m, int n, int k, st_matrix a, st_matrix b, float *c, const float *bias, int add,
               float *scratch);

  /* *sum += losses of rows of outputs x[rows][n]; d[rows][n] = gradient times scale */
  void (*loss[ST_LOSS_COUNT])(int rows, int n, const float *x, st_targets t, float *d, double scale,
                              double *sum);
  /* y[rows][n] = softmax of each row of x[rows][n] */
  void (*softmax)(int rows, int n, const float *x, float *y);

  /* one step on w[n] by g[n] with states s[ST_MAX_STATES][n] and c[8] of st_opt_prepare; whether
   * all of w is finite */
  int (*opt_step[ST_OPT_COUNT])(int n, float *w, const float *g, float *const *s, const double *c);

  /* y[n] = pixels[n] / 255 */
  void (*from_pixels)(int n, const uint8_t *pixels, float *y);
  /* y[n] *= x[n] */
  void (*multiply)(int n, const float *x, float *y);
  /* sum[cols] += column sums of x[rows][cols] */
  void (*add_rows)(int rows, int cols, const float *x, float *sum);
  /* whether all of x[n] is finite */
  int (*finite)(int n, const float *x);

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
