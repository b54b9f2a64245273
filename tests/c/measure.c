#include "measure.h"

#include "reference.h"

#include <math.h>
#include <string.h>

/* The derivative of GELU has a root near -0.75, where two terms of about 0.3 cancel. They come from
 * exp and erf in double (c/simd/v_math.h), so near the root an absolute error remains however small
 * the value. */
static const struct {
  int act;
  double absolute;
} declared[] = {{ST_ACT_gelu, 1e-14}};

double derivative_bound(int act) {
  for (size_t i = 0; i < sizeof declared / sizeof *declared; i++)
    if (declared[i].act == act) return declared[i].absolute;
  return 0;
}

int find_act(const char *name) {
  for (int act = 0; act < ST_ACT_COUNT; act++)
    if (strcmp(ref_act_name(act), name) == 0) return act;
  return -1;
}

void float_patterns(uint32_t first, uint32_t stride, int n, float *x) {
  for (int i = 0; i < n; i++) {
    const uint32_t bits = first + (uint32_t)i * stride;
    memcpy(x + i, &bits, sizeof bits);
  }
}

int same_bits(int n, const float *a, const float *b) {
  if (memcmp(a, b, (size_t)n * sizeof *a) == 0) return 1;
  for (int i = 0; i < n; i++)
    if (memcmp(a + i, b + i, sizeof *a) != 0 && !(isnan(a[i]) && isnan(b[i]))) return 0;
  return 1;
}

static double clamp(double v) { return v > 0x1p128 ? 0x1p128 : v < -0x1p128 ? -0x1p128 : v; }

static double ulp_of(double v) {
  const float rounded = (float)v;
  uint32_t bits;
  memcpy(&bits, &rounded, sizeof bits);
  int exponent = (int)(bits >> 23 & 255);
  if (exponent == 0) exponent = 1;
  if (exponent == 255) exponent = 254;
  const uint64_t power = (uint64_t)(exponent - 150 + 1023) << 52;
  double ulp;
  memcpy(&ulp, &power, sizeof ulp);
  return ulp;
}

/* Rows whose value is x times a bounded function: their derivative may be inf times 0 at an
 * infinity. */
static int is_product(int act) {
  return act == ST_ACT_gelu || act == ST_ACT_silu || act == ST_ACT_mish;
}

static void compare(worst *w, float x, float value, double expected, double limit,
                    double absolute) {
  const double got = (double)value;
  /* exact, or rounded correctly, which cannot exceed an error of half an ULP seen before */
  if (got == expected || (value == (float)expected && w->ulp >= 0.5)) return;
  double ulp = 0;
  double size = 0;
  if (isnan(got) != isnan(expected)) {
    ulp = size = INFINITY;
  } else if (!isnan(got)) {
    size = fabs(clamp(got) - clamp(expected));
    ulp = size / ulp_of(clamp(expected));
  }
  if (ulp > w->ulp) {
    w->ulp = ulp;
    w->at = x;
  }
  if (ulp > limit && size <= absolute) {
    w->absolute = fmax(w->absolute, size);
    w->bounded++;
  } else if (ulp > limit) {
    if (w->over == 0) w->over_at = x;
    w->over++;
  }
}

void measure(const st_kernels *k, int act, const double *p, int n, const float *x, worst_pair *w,
             int *same) {
  static _Thread_local float f[MEASURE_MAX];
  static _Thread_local float d[MEASURE_MAX];
  static _Thread_local float alone[MEASURE_MAX];
  static _Thread_local double expected_f[MEASURE_MAX];
  static _Thread_local double expected_d[MEASURE_MAX];
  const double absolute = derivative_bound(act);
  ref_act_both(act, n, x, p, expected_f, expected_d);
  memcpy(d, x, (size_t)n * sizeof *x);
  k->act_both[act](n, d, f, d, p);
  k->act_forward[act](n, x, alone, p);
  if (!same_bits(n, f, alone)) *same = 0;
  for (int i = 0; i < n; i++) {
    if (isnan(x[i])) expected_f[i] = NAN;
    compare(&w->f, x[i], f[i], expected_f[i], F_LIMIT, 0);
    if (isnan(x[i]) || (isinf(x[i]) && isnan(d[i]) && is_product(act))) continue;
    compare(&w->d, x[i], d[i], expected_d[i], D_LIMIT, absolute);
  }
}
