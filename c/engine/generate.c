/* Data sets made from a seed: points of two classes in the plane, curves with noise, children's measurements. */
#include "../kernels/random.h"
#include "../kernels/single.h"
#include "../strata.h"

/* Blocks of four draws that a row has. */
enum { SHAPE, NORMALS, MORE_NORMALS, LABEL };

static const double pi = 3.14159265358979323846;

/* In (0, 1), both ends excluded. */
static double share(uint32_t draw) { return ((double)draw + 0.5) * 0x1p-32; }

static double between(double low, double high, uint32_t draw) {
  return low + (high - low) * share(draw);
}

/* Box and Muller 1958, as the kernels' fill_normal but in double */
static void draw_normals(st_source source, uint64_t block, double z[4]) {
  uint32_t draw[4];
  st_draw4(source, block, draw);
  for (int i = 0; i < 4; i += 2) {
    double sine, cosine;
    st_sincos(2 * pi * share(draw[i + 1]), &sine, &cosine);
    const double radius = __builtin_sqrt(-2 * st_log(share(draw[i])));
    z[i] = radius * cosine;
    z[i + 1] = radius * sine;
  }
}

static void put_polar(double radius, double angle, double x[2]) {
  double sine, cosine;
  st_sincos(angle, &sine, &cosine);
  x[0] = radius * cosine;
  x[1] = radius * sine;
}

/* A point of a class, 0 or 1, where it lies without noise. */
static void place_point(int set, int class, const uint32_t draw[4], double x[2]) {
  const double t = share(draw[0]);
  const double side = class == 1 ? -1 : 1;
  switch (set) {
  case ST_DATA_circle: { /* as many per area anywhere in the disc, and in the ring */
    const double square = class == 1 ? 0.36 * t : 0.81 + (1.69 - 0.81) * t;
    put_polar(__builtin_sqrt(square), 2 * pi * share(draw[1]), x);
    break;
  }
  case ST_DATA_xor: {
    const double sign = draw[2] >> 31 != 0 ? -1 : 1;
    x[0] = sign * between(0.1, 1.2, draw[0]);
    x[1] = sign * side * between(0.1, 1.2, draw[1]);
    break;
  }
  case ST_DATA_gaussians: x[0] = x[1] = -0.7 * side; break;
  case ST_DATA_spiral: {
    const double along = between(0.1, 1, draw[0]);
    put_polar(1.3 * along, 3.5 * pi * along + (class == 1 ? pi : 0), x);
    break;
  }
  default: /* moons: one is the other turned by half a turn */
    put_polar(1, pi * t, x);
    x[0] = side * (x[0] - 0.5);
    x[1] = side * (x[1] - 0.25);
    break;
  }
}

static double curve(int set, double x) {
  double sine, cosine;
  switch (set) {
  case ST_DATA_sine: st_sincos(2 * x, &sine, &cosine); return sine;
  case ST_DATA_step: return x > 0 ? 1 : 0;
  case ST_DATA_abs: return __builtin_fabs(x);
  default: return st_exp(-2 * x * x); /* bump */
  }
}

/* What children measure at some ages: medians of the WHO's Child Growth Standards (2006) and growth
 * reference (2007), the mean of boys and girls, rounded; straight lines in between. Of heads the WHO
 * has the first five years; the later ones are chosen, near Nellhaus (1968). */
enum { AGES = 13 };
static const double growth[AGES][4] = {
    /* years, height in cm, body-mass index in kg/m^2, head circumference in cm */
    {0, 49.5, 13.4, 34.2},   {0.5, 66.7, 17.1, 42.8}, {1, 74.9, 16.6, 45.5},
    {2, 86.4, 15.8, 47.7},   {3, 95.6, 15.5, 49.0},   {5, 109.7, 15.2, 50.3},
    {6, 115.5, 15.3, 50.9},  {8, 126.9, 15.7, 51.9},  {10, 138.2, 16.5, 52.7},
    {12, 150.2, 17.8, 53.5}, {14, 161.5, 19.3, 54.4}, {16, 167.7, 20.6, 55.0},
    {18, 169.6, 21.5, 55.4}};

static double median(double age, int column) {
  int i = 1;
  while (i < AGES - 1 && growth[i][0] < age) i++;
  const double *low = growth[i - 1], *high = growth[i];
  const double part = (age - low[0]) / (high[0] - low[0]);
  return low[column] + part * (high[column] - low[column]);
}

/* Children differ: deviations as shares of the median, one for all ages. In the WHO's tables they are
 * 3.1 to 4.8 % for heights, 8 to 14 % for body-mass indices, 2.8 to 3.7 % for heads; the arm span's
 * 2 % of the height, its growth from 0.96 to 1.02 heights, and how far heads go with heights (0.3)
 * are chosen. */
static void measure_child(double age, const double z[4], double measure[4]) {
  const double height = median(age, 1) * (1 + 0.04 * z[0]);
  const double index = median(age, 2) * (1 + 0.1 * z[1]);
  const double head = 0.3 * z[0] + 0.954 * z[2]; /* 0.3^2 + 0.954^2 = 1 */
  measure[0] = height;
  measure[1] = index * (height / 100) * (height / 100);
  measure[2] = median(age, 3) * (1 + 0.03 * head);
  measure[3] = height * (0.96 + 0.06 / 18 * age) * (1 + 0.02 * z[3]);
}

/* Mean and deviation of the measurements over a million such children, rounded. */
static const double scale[4][2] = {{108, 37.3}, {22.7, 17.2}, {48.4, 6}, {106.5, 38.7}};

/* A child's standardised measurements; returns its age in years, from a week on. Squaring the draw
 * makes many infants: 23 % are under one year. */
static double place_child(st_source source, uint32_t draw, const double z[4], double noise,
                          double x[4]) {
  const double week = 1.0 / 52;
  const double t = share(draw);
  const double age = week + (18 - week) * t * t;
  double own[4];
  draw_normals(source, MORE_NORMALS, own);
  measure_child(age, own, x);
  for (int i = 0; i < 4; i++) x[i] = (x[i] - scale[i][0]) / scale[i][1];
  return noise == 0 ? age : age * st_exp(noise * z[0]);
}

/* Makes one row: x[4], the first numbers of which count, and its target if it has one. */
static double place_row(const st_generator *g, st_source source, int class, double x[4]) {
  uint32_t draw[4];
  double z[4];
  st_draw4(source, SHAPE, draw);
  draw_normals(source, NORMALS, z);
  if (g->set == ST_DATA_age) return place_child(source, draw[0], z, g->noise, x);
  if (st_data_table[g->set].kind == ST_VALUES) {
    x[0] = between(-3, 3, draw[0]);
    return curve(g->set, x[0]) + g->noise * z[0];
  }
  place_point(g->set, class, draw, x);
  for (int i = 0; i < 2; i++) x[i] += g->noise * z[i];
  return 0;
}

static uint8_t spoil_class(const st_generator *g, st_source source, int class) {
  uint32_t draw[4];
  st_draw4(source, LABEL, draw);
  return (uint8_t)(share(draw[0]) < g->labels ? 1 - class : class);
}

st_status st_generate(const st_generator *g, uint32_t first, int32_t n, float *inputs,
                      uint8_t *labels, float *targets) {
  if (g->set < 0 || g->set >= ST_DATA_COUNT || st_data_table[g->set].source != ST_GENERATED)
    return ST_ERROR_SPEC;
  const st_data_info *row = &st_data_table[g->set];
  for (int32_t i = 0; i < n; i++) {
    const uint32_t at = first + (uint32_t)i;
    const st_source source = {g->seed, ST_STREAM_ROWS, at, g->test != 0};
    double x[4];
    const double target = place_row(g, source, (int)(at % 2), x);
    for (int j = 0; j < row->inputs; j++) *inputs++ = (float)x[j];
    if (row->kind == ST_VALUES)
      targets[i] = (float)target;
    else
      labels[i] = spoil_class(g, source, (int)(at % 2));
  }
  return ST_OK;
}
