/* The reference against itself: each derivative column against Richardson's extrapolation of
 * central differences of the value column, away from kinks. A slip in one of the two columns shows
 * here. */
#include "reference.h"

#include "../../c/tables/tables.h"

#include <math.h>
#include <stdio.h>

enum { LEVELS = 5 };
static int failures = 0;

typedef double function(int row, double x, const double *p);

static double loss_value(int row, double x, const double *p) { return ref_loss(row, x, p[0]); }

/* Ridders 1982: central differences at h, h/2, … extrapolated to 0. */
static double differentiate(function *f, int row, double x, const double *p, double h) {
  double table[LEVELS][LEVELS];
  for (int i = 0; i < LEVELS; i++, h /= 2) {
    table[i][0] = (f(row, x + h, p) - f(row, x - h, p)) / (2 * h);
    double factor = 4;
    for (int k = 1; k <= i; k++, factor *= 4)
      table[i][k] = (factor * table[i][k - 1] - table[i - 1][k - 1]) / (factor - 1);
  }
  return table[LEVELS - 1][LEVELS - 1];
}

static int near_kink(double x, const double *p, double h) {
  const double kinks[] = {0, 1, 3, 6, p[0], p[1], p[0] + 1, p[0] != 0 ? p[1] / p[0] : 0};
  for (size_t i = 0; i < sizeof kinks / sizeof *kinks; i++)
    if (fabs(fabs(x) - fabs(kinks[i])) <= 2 * h || fabs(x - kinks[i]) <= 2 * h ||
        fabs(x - p[0] + 1) <= 2 * h)
      return 1;
  return 0;
}

static void check(const char *name, function *f, int row, double x, const double *p, double d) {
  const double h = 0.02;
  if (near_kink(x, p, h)) return;
  const double expected = differentiate(f, row, x, p, h);
  if (fabs(d - expected) <= 1e-9 * (1 + fabs(d) + fabs(f(row, x, p)))) return;
  printf("%s(%g, %g): derivative at %g is %.15g, differences give %.15g\n", name, p[0], p[1], x, d,
         expected);
  failures++;
}

int main(void) {
  int points = 0;
  for (double x = -12.013; x < 12; x += 0.0717, points++) {
    for (int act = 0; act < ST_ACT_COUNT; act++) {
      const st_range *range = st_act_table[act].params;
      const double p[2] = {range[0].initial, range[1].initial};
      const double q[2] = {range[0].max > 1 ? 1.375 : range[0].max,
                           range[1].max > 2 ? 2.5 : range[1].max};
      check(ref_act_name(act), ref_act, act, x, p, ref_act_d(act, x, p));
      check(ref_act_name(act), ref_act, act, x, q, ref_act_d(act, x, q));
    }
    for (int loss = 0; loss < ST_LOSS_COUNT; loss++) {
      if (st_loss_shape[loss] != ST_LOSS_ELEMENT) continue;
      const double target[2] = {0.3, 0};
      check(ref_loss_name(loss), loss_value, loss, x, target, ref_loss_d(loss, x, target[0]));
    }
  }
  printf("%d points, %d failures\n", points, failures);
  return failures != 0;
}
