#include "tables.h"

#define ST_NO_PARAM                                                                                \
  { 0, 0, 0 }
#define P0                                                                                         \
  { ST_NO_PARAM, ST_NO_PARAM }
#define P1(name, initial, min, max)                                                                \
  { {initial, min, max}, ST_NO_PARAM }
#define P2(name, initial, min, max, name1, initial1, min1, max1)                                   \
  {                                                                                                \
    {initial, min, max}, { initial1, min1, max1 }                                                  \
  }
#define CHOICE(name, initial, first, second)                                                       \
  { {initial, 0, 1}, ST_NO_PARAM }
#define P1_CHOICE(name, initial, min, max, name1, first, second)                                   \
  {                                                                                                \
    {initial, min, max}, { 0, 0, 1 }                                                               \
  }
#define H(name, initial, min, max) {initial, min, max},
#define FLAG(name, initial)        {initial, 0, 1},
#define HYPER(...)                                                                                 \
  { __VA_ARGS__ }
#define GAIN(expression) expression
#define PREPARE(...)     __VA_ARGS__
#define sqrt             st_sqrt

const st_act_info st_act_table[ST_ACT_COUNT] = {
#define ACT(key, label, group, torch, kind, params, rule, ...)                                     \
  {ST_ACT_##kind, ST_RULE_##rule, ST_GROUP_##group, params},
#include "activations.def"
#undef ACT
};

const int st_loss_shape[ST_LOSS_COUNT] = {
#define LOSS(key, label, shape, ...) ST_LOSS_##shape,
#include "losses.def"
#undef LOSS
};

const st_opt_info st_opt_table[ST_OPT_COUNT] = {
#define OPT(key, label, torch, states, hyper, ...) {states, hyper},
#include "optimizers.def"
#undef OPT
};

const st_init_info st_init_table[ST_INIT_COUNT] = {
#define INIT(key, label, torch, params, rule, distribution, ...)                                   \
  {ST_INIT_##distribution, ST_RULE_##rule, params},
#include "initializers.def"
#undef INIT
};

const st_opt_info st_schedule_table[ST_SCHEDULE_COUNT] = {
#define SCHEDULE(key, label, torch, params, ...) {0, params},
#include "schedules.def"
#undef SCHEDULE
};

const st_opt_info st_clip_table[ST_CLIP_COUNT] = {
#define CLIP(key, label, torch, params, ...) {0, params},
#include "clips.def"
#undef CLIP
};

const st_data_info st_data_table[ST_DATA_COUNT] = {
#define DATASET(key, label, source, kind, inputs, ...) {ST_##source, ST_##kind, inputs},
#include "datasets.def"
#undef DATASET
};

double st_act_gain(int act, const double *p) {
  const double a = p[0];
  const double b = p[1];
  (void)b;
  switch (act) {
#define ACT(key, label, group, torch, kind, params, rule, code, ref, dref, range, gain, ...)       \
  case ST_ACT_##key:                                                                               \
    return gain;
#include "activations.def"
#undef ACT
  default: return 1;
  }
}

void st_init_bounds(int init, double fan_in, double fan_out, const double *p, double *first,
                    double *second) {
  const double a = p[0];
  const double b = p[1];
  switch (init) {
#define INIT(key, label, torch, params, rule, distribution, first_value, second_value, tex)        \
  case ST_INIT_##key:                                                                              \
    *first = first_value;                                                                          \
    *second = second_value;                                                                        \
    break;
#include "initializers.def"
#undef INIT
  default: break;
  }
}

void st_opt_prepare(int opt, const double *h, double t, double *c) {
  switch (opt) {
#define OPT(key, label, torch, states, hyper, prepare, code, tex)                                  \
  case ST_OPT_##key: {                                                                             \
    prepare;                                                                                       \
    break;                                                                                         \
  }
#include "optimizers.def"
#undef OPT
  default: break;
  }
}

double st_scheduled_rate(int schedule, const double *h, double lr, double t) {
  if (t < h[0]) return lr * (t + 1) / h[0] < lr ? lr * (t + 1) / h[0] : lr;
  t -= h[0];
  switch (schedule) {
#define SCHEDULE(key, label, torch, params, rate, ...)                                             \
  case ST_SCHEDULE_##key:                                                                          \
    return rate;
#include "schedules.def"
#undef SCHEDULE
  default: return lr;
  }
}

/* The sine's Taylor series about 0, where its next term is below 1e-16. */
double st_cospi(double u) {
  const double x = 3.14159265358979323846 * (0.5 - u);
  double term = x, sum = x;
  for (int i = 2; i <= 20; i += 2) {
    term *= -x * x / (i * (i + 1));
    sum += term;
  }
  return sum;
}

double st_powi(double base, double n) {
  double result = 1;
  while (n >= 1) {
    const double half = (double)(long long)(n / 2);
    if (n - 2 * half >= 1) result *= base;
    base *= base;
    n = half;
  }
  return result;
}
