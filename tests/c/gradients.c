/* Random networks over all activations and losses: outputs, loss and every gradient of the engine
 * against the double reference network, the gradients by central differences of it.
 *
 * Tolerance: the engine rounds every product, sum and activation to float, 2^-24 each, a result has
 * passed through up to a few hundred of them, and exp and sin amplify what came before, so results
 * may err by BOUND of the largest of their kind. The differences, extrapolated once, are good to
 * 1e-9. Where they disagree between two step widths a kink lies in between and the parameter is
 * passed over; that must stay rare. */
#include "../../c/kernels/kernels.h"
#include "../../c/strata.h"
#include "reference.h"
#include "reference_net.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NETWORKS = 600, MAX_ROWS = 140, MAX_INPUT = 8 };
#define BOUND 0x1p-15

static const st_kernels *const backends[] = {&st_kernels_scalar, &st_kernels_simd128};
static int failures, checked, passed_over;
static double worst;
static uint32_t state = 1;

static uint32_t draw(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5; /* Marsaglia 2003 */
  return state % below;
}

static double uniform(double low, double high) {
  return low + (high - low) * draw(1 << 24) * 0x1p-24;
}

typedef struct {
  st_spec spec;
  int rows;
  float x[MAX_ROWS * MAX_INPUT];
  float targets[MAX_ROWS * REF_MAX_WIDTH];
  uint8_t labels[MAX_ROWS];
  int labelled;
} problem;

static void draw_activation(st_layer *layer, int act) {
  const st_act_info *row = &st_act_table[act];
  layer->type = ST_ACTIVATION;
  layer->activation = act;
  for (int i = 0; i < 2; i++) {
    const st_range *range = &row->params[i];
    const double around = uniform(range->initial - 0.5, range->initial + 0.5);
    layer->param[i] =
        draw(2) ? range->initial : (double)(float)fmin(range->max, fmax(range->min, around));
  }
  if (act == ST_ACT_gelu) layer->param[0] = draw(2);
  if (row->kind == ST_ACT_RANDOM)
    layer->param[1] = layer->param[0] = 0.25; /* both backends then know the slope */
}

static void draw_problem(problem *p, int first) {
  memset(p, 0, sizeof *p);
  st_spec *spec = &p->spec;
  spec->input = 1 + (int)draw(MAX_INPUT);
  const int hidden = 1 + (int)draw(4);
  for (int i = 0; i < hidden; i++) {
    spec->layers[spec->layer_count++] =
        (st_layer){.type = ST_LINEAR, .units = 1 + (int)draw(9), .bias = draw(4) != 0};
    draw_activation(&spec->layers[spec->layer_count++], i == 0 ? first : (int)draw(ST_ACT_COUNT));
  }
  spec->layers[spec->layer_count++] =
      (st_layer){.type = ST_LINEAR, .units = 2 + (int)draw(5), .bias = 1};
  spec->loss = (int)draw(ST_LOSS_COUNT);
  spec->optimizer = ST_OPT_sgd;
  spec->init = ST_INIT_auto;
  spec->seed = draw(1000000);
  p->rows = draw(12) == 0 ? MAX_ROWS : 1 + (int)draw(9);
  p->labelled = spec->loss == ST_LOSS_multi_margin_loss || draw(2);
  const int width = ref_output(spec);
  for (int i = 0; i < p->rows * spec->input; i++) p->x[i] = (float)uniform(-2, 2);
  for (int i = 0; i < p->rows * width; i++) p->targets[i] = (float)uniform(0, 1);
  for (int i = 0; i < p->rows; i++) p->labels[i] = (uint8_t)draw((uint32_t)width);
}

static double reference_loss(const ref_net *net, const problem *p) {
  return ref_net_loss(net, p->rows, p->x, p->labelled ? NULL : p->targets,
                      p->labelled ? p->labels : NULL);
}

/* Derivative of the loss by one parameter; NAN where a kink is near. */
static double difference(ref_net *net, const problem *p, double *parameter) {
  const double h = 1e-4;
  const double old = *parameter;
  double slope[3];
  for (int i = 0; i < 3; i++) {
    const double step = ldexp(h, -i);
    *parameter = old + step;
    const double up = reference_loss(net, p);
    *parameter = old - step;
    slope[i] = (up - reference_loss(net, p)) / (2 * step);
  }
  *parameter = old;
  const double first = (4 * slope[1] - slope[0]) / 3;
  const double second = (4 * slope[2] - slope[1]) / 3;
  return fabs(first - second) <= 1e-7 * (1 + fabs(second)) ? second : NAN;
}

static void fail(const problem *p, const char *what, double got, double expected) {
  printf("%s is %.9g, reference %.9g: %s after", what, got, expected, ref_loss_name(p->spec.loss));
  for (int i = 0; i < p->spec.layer_count; i++) {
    const st_layer *layer = &p->spec.layers[i];
    if (layer->type == ST_LINEAR)
      printf(" linear:%d", layer->units);
    else
      printf(" %s(%g, %g)", ref_act_name(layer->activation), layer->param[0], layer->param[1]);
  }
  printf("\n");
  failures++;
}

static void compare(const problem *p, const char *what, double got, double expected, double scale) {
  const double error = fabs(got - expected) / scale;
  if (error > worst) worst = error;
  if (!(error <= BOUND)) fail(p, what, got, expected);
}

static int read_tensors(st_net *net, st_part part, ref_net *out, int sizes[REF_MAX_TENSORS]) {
  float values[REF_MAX_TENSOR];
  st_tensor tensor;
  int count = 0;
  for (; st_tensor_at(net, count, &tensor) == ST_OK; count++) {
    sizes[count] = tensor.cols > 0 ? tensor.rows * tensor.cols : tensor.rows;
    st_get_tensor(net, count, part, values);
    for (int i = 0; i < sizes[count]; i++) out->tensor[count][i] = (double)values[i];
  }
  return count;
}

/* Biases start at 0, where a unit whose inputs are all 0 would sit on a kink. */
static void draw_biases(st_net *net) {
  float values[REF_MAX_TENSOR];
  st_tensor tensor;
  for (int i = 0; st_tensor_at(net, i, &tensor) == ST_OK; i++) {
    for (int k = 0; k < tensor.rows; k++) values[k] = (float)uniform(-0.5, 0.5);
    if (tensor.cols == 0) st_set_tensor(net, i, ST_PART_VALUE, values);
  }
}

static void check_outputs(st_net *net, const problem *p, const ref_net *reference) {
  static float outputs[MAX_ROWS * REF_MAX_WIDTH];
  const int width = ref_output(&p->spec);
  const st_input x = {.numbers = p->x};
  st_forward(net, x, p->rows, 0, outputs);
  for (int row = 0; row < p->rows; row++) {
    double expected[REF_MAX_WIDTH];
    double largest = 1;
    ref_forward(reference, p->x + row * p->spec.input, expected);
    for (int k = 0; k < width; k++) largest = fmax(largest, fabs(expected[k]));
    for (int k = 0; k < width; k++)
      compare(p, "an output", (double)outputs[row * width + k], expected[k], largest);
  }
}

static void check_gradients(const problem *p, ref_net *reference, const ref_net *gradient,
                            int count, const int *sizes) {
  double largest = 1e-3;
  for (int t = 0; t < count; t++)
    for (int i = 0; i < sizes[t]; i++) largest = fmax(largest, fabs(gradient->tensor[t][i]));
  for (int t = 0; t < count; t++) {
    for (int i = 0; i < sizes[t]; i++) {
      const double expected = difference(reference, p, &reference->tensor[t][i]);
      checked++;
      if (isnan(expected))
        passed_over++;
      else
        compare(p, "a gradient", gradient->tensor[t][i], expected, largest);
    }
  }
}

static void check_problem(const problem *p, const st_kernels *k) {
  static ref_net reference, gradient;
  int sizes[REF_MAX_TENSORS];
  reference.spec = &p->spec;
  const size_t bytes = st_bytes(&p->spec);
  void *block = aligned_alloc(64, (bytes + 63) / 64 * 64);
  st_net *net;
  if (block == NULL || st_init(&net, block, bytes, &p->spec, k) != ST_OK) {
    fail(p, "the status", 1, 0);
    free(block);
    return;
  }
  draw_biases(net);
  read_tensors(net, ST_PART_VALUE, &reference, sizes);
  const double expected = reference_loss(&reference, p);
  if (isfinite(expected) && expected < 100) {
    check_outputs(net, p, &reference);
    const st_answers t = {p->labelled ? p->labels : NULL, p->labelled ? NULL : p->targets};
    st_report report = {0};
    if (st_step(net, (st_input){.numbers = p->x}, t, p->rows, &report) != ST_OK)
      fail(p, "the status", 1, 0);
    compare(p, "the loss", report.loss, expected, fmax(1, expected));
    const int count = read_tensors(net, ST_PART_GRADIENT, &gradient, sizes);
    check_gradients(p, &reference, &gradient, count, sizes);
  }
  free(block);
}

int main(void) {
  static problem p;
  for (int i = 0; i < NETWORKS; i++) {
    draw_problem(&p, i % ST_ACT_COUNT);
    check_problem(&p, backends[i % 2]);
  }
  printf("%d gradients, %d at kinks passed over, worst error %.3g of the largest\n", checked,
         passed_over, worst);
  if (passed_over > checked / 50) {
    printf("too many were passed over\n");
    failures++;
  }
  return failures != 0;
}
