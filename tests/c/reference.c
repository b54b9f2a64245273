#include "reference.h"

#include "../../c/tables/tables.h"

#include <math.h>

#define SQRT_HALF    0.70710678118654752440
#define INV_SQRT_2PI 0.39894228040143267794L
#define SQRT_2_PI    0.79788456080286535588
#define GELU_CUBIC   0.044715 /* Hendrycks, Gimpel 2016, section 2 */
/* Below this a derivative with a root away from 0 is computed again in long double: two terms of
 * about 1 cancel. */
#define NEAR_ROOT 1e-3

static double ref_softplus(double x) { return fmax(x, 0) + log1p(exp(-fabs(x))); }

static double ref_sigmoid_d(double x) {
  const double e = exp(-fabs(x));
  return e / ((1 + e) * (1 + e));
}

/* 1 - tanh(x)^2 without the cancellation: 4 e^{-2|x|} / (1 + e^{-2|x|})^2 */
static double ref_tanh_d(double x) {
  const double e = exp(-2 * fabs(x));
  return 4 * e / ((1 + e) * (1 + e));
}

/* x - tanh(x): near 0 the terms cancel, so the series of tanh there (radius of convergence pi/2).
 */
static double ref_tanhshrink(double x) {
  static const double terms[] = {
      1.0 / 3,         -2.0 / 15,          17.0 / 315,           -62.0 / 2835,
      1382.0 / 155925, -21844.0 / 6081075, 929569.0 / 638512875, -6404582.0 / 10854718875.0};
  if (fabs(x) > 0.1) return x - tanh(x);
  const double s = x * x;
  double sum = 0;
  for (int i = 7; i >= 0; i--) sum = sum * s + terms[i];
  return x * s * sum;
}

static double ref_silu_d(double x) {
  const double e = exp(-fabs(x));
  const double s = x < 0 ? e / (1 + e) : 1 / (1 + e);
  const double rest = x < 0 ? 1 / (1 + e) : e / (1 + e); /* 1 - s */
  const double d = isinf(x) ? s : s * (1 + x * rest);
  if (fabs(d) > NEAR_ROOT || x < -2 || isnan(x)) return d;
  const long double y = x;
  const long double sl = 1 / (1 + expl(-y));
  return (double)(sl * (1 + y * (1 - sl)));
}

/* With n = e^x (e^x + 2), tanh(softplus(x)) = n / (n + 2), so mish' = t + 4 x e^x (1 + e^x) / (n +
 * 2)^2. For positive x both parts are divided by e^2x, which would overflow. */
static double ref_mish_d(double x) {
  if (isinf(x)) return x > 0;
  if (x > 0) {
    const double e = exp(-x);
    const double denominator = 1 + 2 * e + 2 * e * e;
    return (1 + 2 * e) / denominator + 4 * x * e * e * (1 + e) / (denominator * denominator);
  }
  const double e = exp(x);
  const double n = e * (e + 2);
  const double d = n / (n + 2) + 4 * x * e * (1 + e) / ((n + 2) * (n + 2));
  if (fabs(d) > NEAR_ROOT || x < -2 || isnan(x)) return d;
  const long double el = expl((long double)x);
  const long double nl = el * (el + 2);
  return (double)(nl / (nl + 2) + 4 * (long double)x * el * (1 + el) / ((nl + 2) * (nl + 2)));
}

/* The argument of tanh in GELU's approximation. */
static double ref_gelu_u(double x) { return SQRT_2_PI * (x + GELU_CUBIC * x * x * x); }

static double ref_gelu_tanh_d(double x) {
  if (fabs(x) > 30) return x > 0 ? 1 : 0;
  const long double y = x;
  const long double c = 0.79788456080286535588L;
  const long double u = c * (y + 0.044715L * y * y * y);
  const long double s = 1 / (1 + expl(-2 * u));
  const long double rest = 1 / (1 + expl(2 * u));
  return (double)(s + 2 * y * s * rest * c * (1 + 3 * 0.044715L * y * y));
}

static double ref_gelu_d(double x, double approximate) {
  if (isnan(x)) return x;
  if (approximate != 0) return ref_gelu_tanh_d(x);
  if (isinf(x)) return x > 0;
  const double density = (double)INV_SQRT_2PI * exp(-0.5 * x * x);
  const double d = 0.5 * erfc(-x * SQRT_HALF) + x * density;
  if (fabs(d) > NEAR_ROOT || x < -1) return d;
  const long double y = x;
  return (double)(0.5L * erfcl(-y * 0.70710678118654752440L) +
                  y * INV_SQRT_2PI * expl(-0.5L * y * y));
}

#define REF(...) (__VA_ARGS__)

double ref_act(int act, double x, const double *p) {
  const double a = p[0];
  const double b = p[1];
  switch (act) {
#define ACT(key, label, group, torch, kind, params, rule, code, ref, ...)                          \
  case ST_ACT_##key:                                                                               \
    return ref;
#include "../../c/tables/activations.def"
#undef ACT
  default: return NAN;
  }
}

double ref_act_d(int act, double x, const double *p) {
  const double a = p[0];
  const double b = p[1];
  switch (act) {
#define ACT(key, label, group, torch, kind, params, rule, code, ref, dref, ...)                    \
  case ST_ACT_##key:                                                                               \
    return dref;
#include "../../c/tables/activations.def"
#undef ACT
  default: return NAN;
  }
}

void ref_act_both(int act, int n, const float *xs, const double *p, double *f, double *d) {
  const double a = p[0];
  const double b = p[1];
  switch (act) {
#define ACT(key, label, group, torch, kind, params, rule, code, ref, dref, ...)                    \
  case ST_ACT_##key:                                                                               \
    for (int i = 0; i < n; i++) {                                                                  \
      const double x = (double)xs[i];                                                              \
      f[i] = ref;                                                                                  \
      d[i] = dref;                                                                                 \
    }                                                                                              \
    break;
#include "../../c/tables/activations.def"
#undef ACT
  default: break;
  }
}

double ref_loss(int loss, double x, double t) {
  switch (loss) {
#define LOSS(key, label, shape, code, ref, ...)                                                    \
  case ST_LOSS_##key:                                                                              \
    return ref;
#include "../../c/tables/losses.def"
#undef LOSS
  default: return NAN;
  }
}

double ref_loss_d(int loss, double x, double t) {
  switch (loss) {
#define LOSS(key, label, shape, code, ref, dref, ...)                                              \
  case ST_LOSS_##key:                                                                              \
    return dref;
#include "../../c/tables/losses.def"
#undef LOSS
  default: return NAN;
  }
}

static double cross_entropy(int n, const double *x, const double *t, int label) {
  double top = x[0];
  for (int k = 1; k < n; k++) top = fmax(top, x[k]);
  double sum = 0;
  for (int k = 0; k < n; k++) sum += exp(x[k] - top);
  double loss = 0;
  for (int k = 0; k < n; k++) {
    const double weight = t != 0 ? t[k] : k == label;
    loss -= weight * (x[k] - top - log(sum));
  }
  return loss;
}

static double multi_margin(int n, const double *x, int label) {
  double loss = 0;
  for (int k = 0; k < n; k++)
    if (k != label) loss += fmax(0, 1 - x[label] + x[k]);
  return loss / n;
}

static double element_mean(int loss, int n, const double *x, const double *t, int label) {
  double sum = 0;
  for (int k = 0; k < n; k++) sum += ref_loss(loss, x[k], t != 0 ? t[k] : k == label);
  return sum / n;
}

double ref_mean_loss(int loss, int rows, int n, const double *x, const double *t,
                     const unsigned char *label) {
  double sum = 0;
  for (int i = 0; i < rows; i++) {
    const double *row = x + i * n;
    const double *target = t != 0 ? t + i * n : 0;
    const int class = label != 0 ? label[i] : -1;
    if (loss == ST_LOSS_cross_entropy)
      sum += cross_entropy(n, row, target, class);
    else if (loss == ST_LOSS_multi_margin_loss)
      sum += multi_margin(n, row, class);
    else
      sum += element_mean(loss, n, row, target, class);
  }
  return sum / rows;
}

const char *ref_act_name(int act) {
  static const char *const names[] = {
#define ACT(key, ...) #key,
#include "../../c/tables/activations.def"
#undef ACT
  };
  return names[act];
}

const char *ref_loss_name(int loss) {
  static const char *const names[] = {
#define LOSS(key, ...) #key,
#include "../../c/tables/losses.def"
#undef LOSS
  };
  return names[loss];
}
