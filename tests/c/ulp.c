/* Every activation against the double reference on a dense sample of floats, at its defaults and at
 * other parameters, on both backends, which must agree bit for bit. The exhaustive run is
 * exhaust.c. */
#include "measure.h"

#include "reference.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { STRIDE = 4099, NEIGHBOURS = 64, CHUNK = MEASURE_MAX };

/* Parameters beside the defaults: floats, so that no rounding moves a kink, and for softplus a
 * power of two, so that beta x is exact at the threshold. */
static const struct {
  int act;
  double p[2];
} others[] = {
    {ST_ACT_leaky_relu, {-0.5, 0}}, {ST_ACT_leaky_relu, {100, 0}},
    {ST_ACT_prelu, {0, 0}},         {ST_ACT_rrelu, {0.25, 0.75}},
    {ST_ACT_elu, {0.5, 0}},         {ST_ACT_elu, {100, 0}},
    {ST_ACT_celu, {0.25, 0}},       {ST_ACT_celu, {100, 0}},
    {ST_ACT_gelu, {1, 0}},          {ST_ACT_softplus, {2, 3}},
    {ST_ACT_softplus, {64, 1000}},  {ST_ACT_softplus, {0.0078125, 20}},
    {ST_ACT_hardshrink, {0, 0}},    {ST_ACT_hardshrink, {3, 0}},
    {ST_ACT_softshrink, {0, 0}},    {ST_ACT_softshrink, {3, 0}},
    {ST_ACT_hardtanh, {-2, 0.5}},   {ST_ACT_hardtanh, {0, 6}},
    {ST_ACT_threshold, {1, -2}},    {ST_ACT_threshold, {-0.5, 6}},
};

static const st_kernels *const backends[] = {&st_kernels_scalar, &st_kernels_simd128};
static int failures = 0;

static void fail(int act, const double *p, const char *what) {
  printf("%s(%g, %g): %s\n", ref_act_name(act), p[0], p[1], what);
  failures++;
}

static void compare_backends(int act, const double *p, int n, const float *x) {
  static float f[2][CHUNK];
  static float d[2][CHUNK];
  for (int b = 0; b < 2; b++) backends[b]->act_both[act](n, x, f[b], d[b], p);
  if (!same_bits(n, f[0], f[1])) fail(act, p, "values differ between scalar and SIMD128");
  if (!same_bits(n, d[0], d[1])) fail(act, p, "derivatives differ between scalar and SIMD128");
}

static void take(int act, const double *p, int n, const float *x, worst_pair *w) {
  int same = 1;
  measure(&st_kernels_simd128, act, p, n, x, w, &same);
  if (!same) fail(act, p, "act_forward and act_both disagree");
  compare_backends(act, p, n, x);
}

/* Points around which every float is tried; the row's parameters and what they divide to are added.
 */
static int specials(const double *p, float *x) {
  const double fixed[] = {
      0,      0x1p-149,  0x1p-126,  0.02,   0.125, 0.5,  1,
      1.1925, 1.2784645, 0.7517916, 2.4,    3,     6,    9,
      18,     20,        88,        88.7,   103.9, 104,  0x1p28,
      1e30,   700,       0x1.8p127, 0x1p24, p[0],  p[1], p[0] != 0 ? p[1] / p[0] : 0,
      1.5,    15,        40,        100};
  int n = 0;
  for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
    float up = (float)fabs(fixed[i]);
    float down = nextafterf(up, -INFINITY);
    for (int k = 0; k < NEIGHBOURS; k++) {
      x[n++] = up;
      x[n++] = -up;
      x[n++] = down;
      x[n++] = -down;
      up = nextafterf(up, INFINITY);
      down = nextafterf(down, -INFINITY);
    }
  }
  x[n++] = INFINITY;
  x[n++] = -INFINITY;
  x[n++] = NAN;
  return n;
}

static void report(int act, const double *p, const char *what, const worst *w, double limit) {
  if (w->over == 0) return;
  printf(
      "%s(%g, %g): %s is off by more than %g ULP at %ld points, first at %a, worst %g ULP at %a\n",
      ref_act_name(act), p[0], p[1], what, limit, w->over, (double)w->over_at, w->ulp,
      (double)w->at);
  failures++;
}

static void check(int act, const double *p) {
  static float x[CHUNK];
  worst_pair w = {{0}, {0}};
  take(act, p, specials(p, x), x, &w);
  const uint32_t count = (uint32_t)(0x100000000 / STRIDE);
  for (uint32_t done = 0; done < count; done += CHUNK) {
    const int n = (int)(count - done < CHUNK ? count - done : CHUNK);
    float_patterns(done * STRIDE, STRIDE, n, x);
    take(act, p, n, x, &w);
  }
  report(act, p, "value", &w.f, F_LIMIT);
  report(act, p, "derivative", &w.d, D_LIMIT);
  printf("%-12s f %.3f ULP at %-16a d %.3f ULP at %a\n", ref_act_name(act), w.f.ulp, (double)w.f.at,
         w.d.ulp, (double)w.d.at);
}

/* Every length around the vector's four lanes: nothing is written past the end, and tails equal the
 * body. */
static void check_tails(int act, const double *p) {
  enum { LONGEST = 11 };
  float x[LONGEST], whole[LONGEST], f[LONGEST + 1], d[LONGEST + 1];
  for (int i = 0; i < LONGEST; i++) x[i] = (float)(i - 5) * 0.7F;
  for (int b = 0; b < 2; b++) {
    backends[b]->act_forward[act](LONGEST, x, whole, p);
    for (int n = 0; n <= LONGEST; n++) {
      f[n] = d[n] = -77;
      backends[b]->act_both[act](n, x, f, d, p);
      if (!same_bits(n, f, whole)) fail(act, p, "a tail's values differ from the body's");
      if (f[n] != -77 || d[n] != -77) fail(act, p, "writes past the end");
    }
  }
}

int main(void) {
  for (int act = 0; act < ST_ACT_COUNT; act++) {
    const st_range *range = st_act_table[act].params;
    const double p[2] = {range[0].initial, range[1].initial};
    check(act, p);
    check_tails(act, p);
  }
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) check(others[i].act, others[i].p);
  return failures != 0;
}
