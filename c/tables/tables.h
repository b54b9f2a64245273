/* The tables' identifiers and counts, expanded from the rows, and what the engine needs to know of
 * each row. Labels, formulas and sources stay out of the wasm module: print.c writes them as
 * JavaScript at build time. */
#ifndef ST_TABLES_H
#define ST_TABLES_H

#define SELU_ALPHA 1.6732632423543772848170429916717 /* Klambauer et al. 2017, appendix 1 */
#define SELU_SCALE 1.0507009873554804934193349852946

enum { ST_MAX_PARAMS = 2, ST_MAX_HYPER = 5, ST_MAX_STATES = 2 };
enum { ST_ACT_PLAIN, ST_ACT_LEARNED, ST_ACT_RANDOM };
enum { ST_RULE_ANY, ST_RULE_LESS, ST_RULE_LESS_EQUAL };
enum { ST_LOSS_ELEMENT, ST_LOSS_ROW };
enum { ST_FILES, ST_GENERATED, ST_GIVEN };
enum { ST_CLASSES, ST_VALUES };
enum { ST_INIT_CONSTANT, ST_INIT_UNIFORM, ST_INIT_NORMAL, ST_INIT_ORTHOGONAL, ST_INIT_AUTO };

enum {
#define ACT(key, ...) ST_ACT_##key,
#include "activations.def"
#undef ACT
  ST_ACT_COUNT
};

enum {
#define LOSS(key, ...) ST_LOSS_##key,
#include "losses.def"
#undef LOSS
  ST_LOSS_COUNT
};

enum {
#define OPT(key, ...) ST_OPT_##key,
#include "optimizers.def"
#undef OPT
  ST_OPT_COUNT
};

enum {
#define INIT(key, ...) ST_INIT_##key,
#include "initializers.def"
#undef INIT
  ST_INIT_COUNT
};

enum {
#define SCHEDULE(key, ...) ST_SCHEDULE_##key,
#include "schedules.def"
#undef SCHEDULE
  ST_SCHEDULE_COUNT
};

enum {
#define CLIP(key, ...) ST_CLIP_##key,
#include "clips.def"
#undef CLIP
  ST_CLIP_COUNT
};

enum {
#define DATASET(key, ...) ST_DATA_##key,
#include "datasets.def"
#undef DATASET
  ST_DATA_COUNT
};

enum {
  ST_GROUP_LINEAR,
  ST_GROUP_RECTIFIER,
  ST_GROUP_SMOOTH,
  ST_GROUP_BOUNDED,
  ST_GROUP_UNBOUNDED,
  ST_GROUP_SHRINKAGE,
  ST_GROUP_POLYNOMIAL,
  ST_GROUP_PERIODIC
};

/* What a parameter starts with and may be; all zero where there is no parameter. */
typedef struct {
  double initial, min, max;
} st_range;

typedef struct {
  int kind;  /* ST_ACT_PLAIN … */
  int rule;  /* ST_RULE_ANY … */
  int group; /* ST_GROUP_LINEAR … */
  st_range params[ST_MAX_PARAMS];
} st_act_info;

typedef struct {
  int states;
  st_range hyper[ST_MAX_HYPER];
} st_opt_info;

typedef struct {
  int distribution; /* ST_INIT_CONSTANT … */
  int rule;         /* ST_RULE_ANY … */
  st_range params[ST_MAX_PARAMS];
} st_init_info;

typedef struct {
  int source; /* ST_FILES … */
  int kind;   /* ST_CLASSES or ST_VALUES */
  int inputs; /* numbers per row */
} st_data_info;

extern const st_act_info st_act_table[ST_ACT_COUNT];
extern const int st_loss_shape[ST_LOSS_COUNT];
extern const st_opt_info st_opt_table[ST_OPT_COUNT];
extern const st_init_info st_init_table[ST_INIT_COUNT];
extern const st_opt_info st_schedule_table[ST_SCHEDULE_COUNT]; /* without states */
extern const st_data_info st_data_table[ST_DATA_COUNT];
extern const st_opt_info st_clip_table[ST_CLIP_COUNT];

/* gain of activation act (see activations.def) with parameters p[2]: factor for the weights in
 * front of it */
double st_act_gain(int act, const double *p);

/* Where a distribution lies: first and second of the row (see initializers.def) for the given fans
 * and p[2]. */
void st_init_bounds(int init, double fan_in, double fan_out, const double *p, double *first,
                    double *second);

/* c[8] of optimiser opt for step t (from 1) under hyper-parameters h (ST_MAX_HYPER of them). */
void st_opt_prepare(int opt, const double *h, double t, double *c);

/* Learning rate of step t (from 0) where the optimiser's is lr, under schedule's parameters h (ST_MAX_HYPER of them). */
double st_scheduled_rate(int schedule, const double *h, double lr, double t);

/* base to the power of a whole number n ≥ 0, by repeated squaring: the same bits everywhere, unlike
 * libm's pow */
double st_powi(double base, double n);

/* cosine of pi u, for u from 0 to 1, within 1e-15 */
double st_cospi(double u);

/* IEEE square root */
static inline double st_sqrt(double x) { return __builtin_sqrt(x); }

#endif
