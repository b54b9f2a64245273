/* The boundary to JavaScript: flat functions of i32, f32 and f64, nothing else. Pointers are
 * offsets into the module's memory, whose owner is the JavaScript side; records are filled and read
 * by the functions here, so that no offset of a field is known outside. Names and meanings are
 * strata.h's. The build defines ST_KERNELS, the module's one backend. */
#include "kernels/kernels.h"
#include "strata.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

/* Counts that tell whether the tables in JavaScript are those of this module. */
double EXPORT(strata_row_count)(void) {
  return ST_ACT_COUNT + 100 * ST_LOSS_COUNT + 10000 * ST_OPT_COUNT + 1000000 * ST_INIT_COUNT +
         10000000 * ST_SCHEDULE_COUNT + 100000000 * ST_CLIP_COUNT + 1e9 * ST_DATA_COUNT;
}

void EXPORT(strata_activate)(int32_t act, double a, double b, int32_t n, const float *x, float *y) {
  const double p[2] = {a, b};
  ST_KERNELS.act_forward[act](n, x, y, p);
}

void EXPORT(strata_activate_grad)(int32_t act, double a, double b, int32_t n, const float *x,
                                  float *y, float *d) {
  const double p[2] = {a, b};
  ST_KERNELS.act_both[act](n, x, y, d, p);
}

int32_t EXPORT(strata_spec_bytes)(void) { return sizeof(st_spec); }

void EXPORT(strata_spec_set)(st_spec *spec, int32_t input, int32_t layer_count, int32_t loss,
                             int32_t optimizer, int32_t init, uint32_t seed) {
  spec->input = input;
  spec->layer_count = layer_count;
  spec->loss = loss;
  spec->optimizer = optimizer;
  spec->init = init;
  spec->seed = seed;
}

void EXPORT(strata_spec_hyper)(st_spec *spec, int32_t i, double value) { spec->hyper[i] = value; }

void EXPORT(strata_spec_init_param)(st_spec *spec, int32_t i, double value) {
  spec->init_param[i] = value;
}

void EXPORT(strata_spec_schedule)(st_spec *spec, int32_t schedule, int32_t clip) {
  spec->schedule = schedule;
  spec->clip = clip;
}

void EXPORT(strata_spec_schedule_param)(st_spec *spec, int32_t i, double value) {
  spec->schedule_param[i] = value;
}

void EXPORT(strata_spec_clip_param)(st_spec *spec, int32_t i, double value) {
  spec->clip_param[i] = value;
}

void EXPORT(strata_spec_layer)(st_spec *spec, int32_t i, int32_t type, int32_t units, int32_t bias,
                               int32_t activation, double a, double b) {
  spec->layers[i].type = type;
  spec->layers[i].units = units;
  spec->layers[i].bias = bias;
  spec->layers[i].activation = activation;
  spec->layers[i].param[0] = a;
  spec->layers[i].param[1] = b;
}

/* Record of a refusal, and its fields: 0 layer, 1 field, 2 value. */
int32_t EXPORT(strata_why_bytes)(void) { return sizeof(st_why); }

double EXPORT(strata_why)(const st_why *why, int32_t field) {
  return field == 0 ? why->layer : field == 1 ? (double)why->field : why->value;
}

st_status EXPORT(strata_check)(const st_spec *spec, st_why *why) { return st_check(spec, why); }

double EXPORT(strata_bytes)(const st_spec *spec) { return (double)st_bytes(spec); }

/* Returns the network, or 0 if the block does not do. */
st_net *EXPORT(strata_init)(void *block, double bytes, const st_spec *spec) {
  st_net *net = NULL;
  return st_init(&net, block, (size_t)bytes, spec, &ST_KERNELS) == ST_OK ? net : NULL;
}

st_status EXPORT(strata_set_hyper)(st_net *net, const st_spec *spec, st_why *why) {
  return st_set_hyper(net, spec, why);
}

int32_t EXPORT(strata_report_bytes)(void) { return sizeof(st_report); }

void EXPORT(strata_report_clear)(st_report *report) {
  const st_report none = {.layer = -1};
  *report = none;
}

/* The sums of a report that training adds to. */
void EXPORT(strata_report_set)(st_report *report, double loss, int32_t steps, double last) {
  strata_report_clear(report);
  report->loss = loss;
  report->steps = steps;
  report->last = last;
}

/* Fields of a report: 0 loss, 1 steps, 2 right, 3 layer, 4 what, 5 at_step, 6 last. */
double EXPORT(strata_report)(const st_report *report, int32_t field) {
  const double fields[] = {report->loss, report->steps,   report->right, report->layer,
                           report->what, report->at_step, report->last};
  return fields[field];
}

st_status EXPORT(strata_step)(st_net *net, const uint8_t *pixels, const float *numbers,
                              const uint8_t *labels, const float *targets, int32_t n,
                              st_report *report) {
  const st_input x = {pixels, numbers, NULL, NULL};
  const st_answers t = {labels, targets};
  return st_step(net, x, t, n, report);
}

double EXPORT(strata_pack_words)(const uint8_t *pixels, int32_t n, int32_t input) {
  return (double)st_pack_words(pixels, n, input);
}

void EXPORT(strata_pack)(const uint8_t *pixels, int32_t n, int32_t input, uint32_t *out,
                         const uint32_t **lists) {
  st_pack(pixels, n, input, out, lists);
}

st_status EXPORT(strata_train)(st_net *net, const uint8_t *pixels, const uint32_t *const *packed,
                               const float *numbers, const uint8_t *labels, const float *targets,
                               const uint32_t *order, int32_t count, int32_t batch,
                               st_report *report) {
  const st_input x = {pixels, numbers, order, packed};
  const st_answers t = {labels, targets};
  return st_train(net, x, t, count, batch, report);
}

void EXPORT(strata_forward)(st_net *net, const uint8_t *pixels, const float *numbers, int32_t n,
                            int32_t probabilities, float *outputs) {
  const st_input x = {pixels, numbers, NULL, NULL};
  st_forward(net, x, n, probabilities, outputs);
}

st_status EXPORT(strata_evaluate)(st_net *net, const uint8_t *pixels, const uint32_t *const *packed,
                                  const float *numbers, const uint8_t *labels, const float *targets,
                                  int32_t n, st_report *report, uint32_t *confusion,
                                  st_verdict *verdicts) {
  const st_input x = {pixels, numbers, NULL, packed};
  const st_answers t = {labels, targets};
  return st_evaluate(net, x, t, n, report, confusion, verdicts);
}

void EXPORT(strata_trace)(st_net *net, const uint8_t *pixels, const float *numbers, int32_t n,
                          float *outputs) {
  const st_input x = {pixels, numbers, NULL, NULL};
  st_trace(net, x, n, outputs);
}

double EXPORT(strata_sensitivity_floats)(const st_net *net, int32_t layer) {
  return (double)st_sensitivity_floats(net, layer);
}

st_status EXPORT(strata_sensitivity)(st_net *net, int32_t layer, int32_t first, int32_t count,
                                     const uint8_t *pixels, const float *numbers, int32_t n,
                                     float *rows, float *scratch) {
  const st_input x = {pixels, numbers, NULL, NULL};
  return st_sensitivity(net, layer, first, count, x, n, rows, scratch);
}

void EXPORT(strata_spoil)(uint8_t *pixels, uint8_t *labels, int32_t n, int32_t input,
                          uint32_t first, double pixel_share, double label_share,
                          const uint8_t *classes, int32_t class_count, uint32_t seed) {
  const st_noise noise = {pixel_share, label_share, classes, class_count, seed};
  st_spoil(pixels, labels, n, input, first, &noise);
}

st_status EXPORT(strata_generate)(int32_t set, int32_t test, double noise, double label_share,
                                  uint32_t seed, uint32_t first, int32_t n, float *inputs,
                                  uint8_t *labels, float *targets) {
  const st_generator generator = {set, test, noise, label_share, seed};
  return st_generate(&generator, first, n, inputs, labels, targets);
}

void EXPORT(strata_shuffle)(uint32_t *order, uint32_t n, uint32_t block, uint32_t seed,
                            uint32_t epoch) {
  st_shuffle(order, n, block, seed, epoch);
}

int32_t EXPORT(strata_output)(const st_net *net) { return st_output(net); }

/* Fields of tensor i: 0 layer, 1 rows, 2 cols; -1 if there is no such tensor. */
int32_t EXPORT(strata_tensor)(const st_net *net, int32_t i, int32_t field) {
  st_tensor tensor;
  if (st_tensor_at(net, i, &tensor) != ST_OK) return -1;
  return field == 0 ? tensor.layer : field == 1 ? tensor.rows : tensor.cols;
}

st_status EXPORT(strata_get_tensor)(st_net *net, int32_t i, int32_t part, float *out) {
  return st_get_tensor(net, i, (st_part)part, out);
}

st_status EXPORT(strata_set_tensor)(st_net *net, int32_t i, int32_t part, const float *values) {
  return st_set_tensor(net, i, (st_part)part, values);
}

double EXPORT(strata_steps)(const st_net *net) { return st_steps(net); }

void EXPORT(strata_go_on)(st_net *net, double steps) { st_go_on(net, steps); }

void EXPORT(strata_fingerprint)(const st_net *net, uint32_t *hash) { st_fingerprint(net, hash); }

/* Writes the eight fields of an st_summary to out. */
st_status EXPORT(strata_tensor_summary)(st_net *net, int32_t i, int32_t part, double low,
                                        double high, int32_t bins, uint32_t *counts, double *out) {
  return st_tensor_summary(net, i, (st_part)part, low, high, bins, counts, (st_summary *)out);
}

int32_t EXPORT(strata_view_bytes)(void) { return sizeof(st_layer_view); }

/* views holds, per layer, the eight fields of in, the eight of out, dead and flat, all doubles. */
void EXPORT(strata_observe)(st_net *net, const uint8_t *pixels, const float *numbers, int32_t n,
                            double flat_below, const double *range, int32_t bins, uint32_t *counts,
                            uint8_t *marks, double *views) {
  const st_input x = {pixels, numbers, NULL, NULL};
  st_observe(net, x, n, flat_below, range, bins, counts, marks, (st_layer_view *)views);
}

void EXPORT(strata_active)(st_net *net, const uint8_t *pixels, const uint32_t *const *packed,
                           const float *numbers, int32_t n, uint32_t *counts) {
  const st_input x = {pixels, numbers, NULL, packed};
  st_active(net, x, n, counts);
}

void EXPORT(strata_watch)(st_net *net, int32_t on) { st_watch(net, on); }

/* Writes output_gradient, gradient, update and weight to out. */
st_status EXPORT(strata_norms)(const st_net *net, int32_t layer, double *out) {
  return st_norms(net, layer, (st_layer_norms *)out);
}

double EXPORT(strata_collapse_floats)(const st_net *net, int32_t first, int32_t last) {
  return (double)st_collapse_floats(net, first, last);
}

st_status EXPORT(strata_collapse)(st_net *net, int32_t first, int32_t last, int32_t over,
                                  float *weight, float *bias, float *scratch) {
  return st_collapse(net, first, last, over, weight, bias, scratch);
}
