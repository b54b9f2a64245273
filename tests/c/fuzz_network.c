/* Fuzz target: bytes → specification → size → block → training, evaluation and diagnosis, on the
 * scalar and the SIMD128 backend, whose results must be equal bit for bit. Blocks are exactly as
 * large as st_bytes says, so that the address sanitizer sees what reads or writes past them. */
#include "../../c/kernels/kernels.h"
#include "../../c/strata.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_PARAMETERS = 20000, MAX_INPUT = 100, MAX_ROWS = 40, STEPS = 3, BINS = 7 };

typedef struct {
  const uint8_t *data;
  size_t size, at;
} source;

/* The next byte; zeros after the last. */
static uint8_t byte(source *s) { return s->at < s->size ? s->data[s->at++] : 0; }

static uint32_t word(source *s) {
  uint32_t value = 0;
  for (int i = 0; i < 4; i++) value = value << 8 | byte(s);
  return value;
}

/* Mostly a choice below count, sometimes any number at all. */
static int32_t choice(source *s, int count) {
  const uint8_t b = byte(s);
  return b == 255 ? (int32_t)word(s) : b % count;
}

static double number(source *s, const st_range *range) {
  const uint8_t kind = byte(s);
  if (kind < 128) return range->initial;
  if (kind < 248) return range->min + (range->max - range->min) * (byte(s) / 255.0);
  const uint64_t bits = (uint64_t)word(s) << 32 | word(s);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static const st_range nothing = {0, 0, 0};

static const st_range *range_of(const st_range *ranges, int32_t row, int count, int i) {
  return row >= 0 && row < count ? ranges + i : &nothing;
}

static void read_layer(source *s, st_layer *layer) {
  layer->type = choice(s, 2);
  if (layer->type == ST_LINEAR) {
    layer->units = 1 + choice(s, 40);
    layer->bias = byte(s) & 1;
    return;
  }
  layer->activation = choice(s, ST_ACT_COUNT);
  const int known = layer->activation >= 0 && layer->activation < ST_ACT_COUNT;
  const st_range *ranges = st_act_table[known ? layer->activation : 0].params;
  for (int i = 0; i < ST_MAX_PARAMS; i++) layer->param[i] = number(s, ranges + i);
}

static void read_spec(source *s, st_spec *spec) {
  memset(spec, 0, sizeof *spec);
  spec->input = 1 + choice(s, MAX_INPUT);
  spec->layer_count = choice(s, 9);
  const int layers = spec->layer_count < 0 || spec->layer_count > 9 ? 0 : spec->layer_count;
  for (int i = 0; i < layers; i++) read_layer(s, &spec->layers[i]);
  spec->loss = choice(s, ST_LOSS_COUNT);
  spec->optimizer = choice(s, ST_OPT_COUNT);
  const int opt = spec->optimizer;
  const st_range *hyper = st_opt_table[opt >= 0 && opt < ST_OPT_COUNT ? opt : 0].hyper;
  for (int i = 0; i < ST_HYPER; i++)
    spec->hyper[i] = number(s, range_of(hyper, opt, ST_OPT_COUNT, i));
  spec->init = choice(s, ST_INIT_COUNT);
  const int init = spec->init;
  const st_range *params = st_init_table[init >= 0 && init < ST_INIT_COUNT ? init : 0].params;
  for (int i = 0; i < ST_MAX_PARAMS; i++)
    spec->init_param[i] = number(s, range_of(params, init, ST_INIT_COUNT, i));
  spec->seed = word(s);
}

/* A batch: its rows in memory of exactly the right size. */
typedef struct {
  int rows, width;
  uint8_t *pixels, *labels;
  float *numbers, *goals;
  uint32_t *order;
} batch;

static void *fresh(size_t bytes) {
  void *block = malloc(bytes);
  if (block == NULL) abort();
  return block;
}

static float *read_floats(source *s, int count, int raw) {
  float *values = fresh((size_t)count * sizeof *values);
  for (int i = 0; i < count; i++) {
    const uint32_t bits = raw ? word(s) : 0;
    if (raw)
      memcpy(values + i, &bits, sizeof bits);
    else
      values[i] = (float)byte(s) / 64 - 2;
  }
  return values;
}

static void read_batch(source *s, const st_spec *spec, int width, batch *b) {
  const uint8_t kind = byte(s);
  memset(b, 0, sizeof *b);
  b->rows = 1 + byte(s) % MAX_ROWS;
  b->width = width;
  const int count = b->rows * spec->input;
  if (kind & 1)
    b->numbers = read_floats(s, count, kind & 2);
  else
    b->pixels = fresh((size_t)count);
  for (int i = 0; b->pixels != NULL && i < count; i++) b->pixels[i] = byte(s);
  if (kind & 4)
    b->goals = read_floats(s, b->rows * width, kind & 8);
  else
    b->labels = fresh((size_t)b->rows);
  for (int i = 0; b->labels != NULL && i < b->rows; i++)
    b->labels[i] = (uint8_t)choice(s, width < 256 ? width : 256);
  if (!(kind & 16) || b->goals != NULL) return;
  b->order = fresh((size_t)b->rows * sizeof *b->order);
  st_shuffle(b->order, (uint32_t)b->rows, 1 + byte(s), spec->seed, kind);
}

static void drop_batch(const batch *b) {
  free(b->pixels);
  free(b->labels);
  free(b->numbers);
  free(b->goals);
  free(b->order);
}

/* Everything a run gives, to be compared between backends. */
typedef struct {
  st_status status[STEPS + 1];
  st_report report[STEPS + 1];
  uint32_t hash[STEPS + 1][2];
  uint32_t counts[BINS];
  float outputs[MAX_ROWS * 256];
} outcome;

static void observe(st_net *net, const batch *b, const st_spec *spec, st_input x) {
  const int layers = spec->layer_count;
  double *range = fresh((size_t)layers * 4 * sizeof *range);
  uint32_t *counts = fresh((size_t)layers * 2 * BINS * sizeof *counts);
  uint8_t *marks = fresh((size_t)layers * ST_MAX_UNITS);
  st_layer_view *views = fresh((size_t)layers * sizeof *views);
  for (int i = 0; i < layers * 4; i++) range[i] = i % 2 ? 2 : -2;
  st_observe(net, x, b->rows, 0.01, range, BINS, counts, marks, views);
  uint32_t *active = fresh((size_t)layers * ST_MAX_UNITS * sizeof *active);
  st_active(net, x, b->rows, active);
  free(active);
  free(range);
  free(counts);
  free(marks);
  free(views);
}

static void collapse(st_net *net, const st_spec *spec) {
  int first = 0;
  while (first < spec->layer_count && spec->layers[first].type != ST_LINEAR) first++;
  int last = first;
  const int over = spec->seed % 2 == 1;
  while (last + 1 < spec->layer_count && (over || spec->layers[last + 1].type == ST_LINEAR)) last++;
  if (last >= spec->layer_count) return;
  int in = spec->input;
  for (int i = 0; i < first; i++)
    if (spec->layers[i].type == ST_LINEAR) in = spec->layers[i].units;
  int out = 0;
  for (int i = first; i <= last; i++)
    if (spec->layers[i].type == ST_LINEAR) out = spec->layers[i].units;
  float *scratch = fresh(st_collapse_floats(net, first, last) * sizeof *scratch);
  float *weight = fresh((size_t)in * (size_t)out * sizeof *weight);
  float *bias = fresh((size_t)out * sizeof *bias);
  if (st_collapse(net, first, last, over, weight, bias, scratch) != ST_OK) abort();
  free(scratch);
  free(weight);
  free(bias);
}

static void run(const st_spec *spec, const batch *b, const st_kernels *k, outcome *o) {
  memset(o, 0, sizeof *o);
  const size_t bytes = st_bytes(spec);
  void *block = NULL;
  st_net *net = NULL;
  if (bytes == 0 || posix_memalign(&block, 64, bytes) != 0) abort();
  if (st_init(&net, block, bytes - 1, spec, k) != ST_ERROR_MEMORY) abort();
  if (st_init(&net, block, bytes, spec, k) != ST_OK) abort();
  const st_input x = {b->pixels, b->numbers, b->order, NULL};
  const st_answers t = {b->labels, b->goals};
  st_watch(net, spec->seed & 1);
  for (int step = 0; step < STEPS; step++) {
    o->status[step] = st_step(net, x, t, b->rows, &o->report[step]);
    st_fingerprint(net, o->hash[step]);
  }
  o->status[STEPS] = st_evaluate(net, x, t, b->rows, &o->report[STEPS], NULL, NULL);
  if (b->rows * b->width <= MAX_ROWS * 256) st_forward(net, x, b->rows, 1, o->outputs);
  st_summary summary;
  st_tensor_summary(net, 0, ST_PART_VALUE, -1, 1, BINS, o->counts, &summary);
  observe(net, b, spec, x);
  collapse(net, spec);
  free(block);
}

static int same_number(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static void compare(const outcome *a, const outcome *b) {
  for (int i = 0; i <= STEPS; i++) {
    const st_report *p = &a->report[i];
    const st_report *q = &b->report[i];
    if (a->status[i] != b->status[i]) abort();
    if (!same_number(p->loss, q->loss) || p->right != q->right || p->steps != q->steps) abort();
    if (p->layer != q->layer || p->what != q->what) abort();
    if (memcmp(a->hash[i], b->hash[i], sizeof a->hash[i]) != 0) abort();
  }
  if (memcmp(a->counts, b->counts, sizeof a->counts) != 0) abort();
  for (size_t i = 0; i < sizeof a->outputs / sizeof *a->outputs; i++)
    if (!same_number((double)a->outputs[i], (double)b->outputs[i])) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static outcome outcomes[2];
  source s = {data, size, 0};
  st_spec spec;
  st_why why;
  read_spec(&s, &spec);
  const st_status status = st_check(&spec, &why);
  if (status == ST_ERROR_SPEC && why.field == ST_FIELD_NONE) abort();
  if (status != ST_OK || st_parameter_count(&spec) > MAX_PARAMETERS || spec.input > MAX_INPUT)
    return 0;
  int width = spec.input;
  for (int i = 0; i < spec.layer_count; i++)
    if (spec.layers[i].type == ST_LINEAR) width = spec.layers[i].units;
  if (width > 256) return 0;
  batch b;
  read_batch(&s, &spec, width, &b);
  run(&spec, &b, &st_kernels_scalar, &outcomes[0]);
  run(&spec, &b, &st_kernels_simd128, &outcomes[1]);
  compare(&outcomes[0], &outcomes[1]);
  drop_batch(&b);
  return 0;
}
