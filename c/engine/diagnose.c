/* Looks inside a network, for the views and the lessons: summaries, histograms, dead and saturated
 * units, norms. */
#include "net.h"

/* Running sums behind an st_summary: of the numbers' distances from the first one and of their
 * squares, lest the variance of numbers far from 0 cancel. */
typedef struct {
  double count, numbers, origin, sum, square_sum, norm_square, min, max, below, above;
  double low, scale;
  int bins, wanted;
  uint32_t *counts;
} st_tally;

static st_tally start_tally(double low, double high, int bins, uint32_t *counts) {
  const st_tally tally = {.wanted = low < high,
                          .min = __builtin_inf(),
                          .max = -__builtin_inf(),
                          .low = low,
                          .scale = bins / (high - low),
                          .bins = bins,
                          .counts = counts};
  for (int i = 0; i < bins; i++) counts[i] = 0;
  return tally;
}

static void add_to_tally(st_tally *tally, const float *x, size_t n) {
  if (!tally->wanted) return;
  tally->count += (double)n;
  for (size_t i = 0; i < n; i++) {
    const double v = (double)x[i];
    if (v != v) continue;
    if (tally->numbers == 0 && v - v == 0) tally->origin = v;
    const double distance = v - tally->origin;
    tally->numbers += 1;
    tally->sum += distance;
    tally->square_sum += distance * distance;
    tally->norm_square += v * v;
    tally->min = v < tally->min ? v : tally->min;
    tally->max = v > tally->max ? v : tally->max;
    const double bin = (v - tally->low) * tally->scale;
    if (bin < 0)
      tally->below += 1;
    else if (bin < tally->bins)
      tally->counts[(int)bin] += 1;
    else
      tally->above += 1;
  }
}

static void finish_tally(const st_tally *tally, st_summary *summary) {
  const double n = tally->numbers > 0 ? tally->numbers : 1;
  const double distance = tally->sum / n;
  const double variance = tally->square_sum / n - distance * distance;
  const st_summary done = {.count = tally->count,
                           .mean = tally->origin + distance,
                           .deviation = st_sqrt(variance > 0 ? variance : 0),
                           .min = tally->min,
                           .max = tally->max,
                           .norm = st_sqrt(tally->norm_square),
                           .below = tally->below,
                           .above = tally->above};
  *summary = done;
}

st_status st_tensor_summary(st_net *net, int32_t i, st_part part, double low, double high,
                            int32_t bins, uint32_t *counts, st_summary *summary) {
  if (i < 0 || i >= net->slot_count) return ST_ERROR_TENSOR;
  if (part == ST_PART_GRADIENT) st_settle_gradients(net);
  const float *from = part == ST_PART_GRADIENT ? net->gradient : net->value;
  const st_slot *slot = &net->slot[i];
  st_tally tally = start_tally(low, high, bins, counts);
  if (slot->in == 0) add_to_tally(&tally, from + slot->at, (size_t)slot->out);
  for (int col = 0; col < slot->in; col++)
    for (int first = 0; first < slot->out; first += ST_STRIP) {
      const int width = slot->out - first < ST_STRIP ? slot->out - first : ST_STRIP;
      add_to_tally(&tally, from + st_inside(slot, first, col), (size_t)width);
    }
  finish_tally(&tally, summary);
  return ST_OK;
}

/* Counts |f'| below flat_below over rows x units, and marks units with f' != 0 somewhere.
 * Derivatives go into d. */
static double count_flat(st_net *net, const st_node *node, const float *in, float *d, int rows,
                         double flat_below, uint8_t *alive) {
  double p[2];
  st_act_params(net, node, p);
  net->k->act_both[node->spec.activation](rows * node->out, in, net->delta[1], d, p);
  double flat = 0;
  for (int row = 0; row < rows; row++)
    for (int unit = 0; unit < node->out; unit++) {
      const double slope = (double)__builtin_fabsf(d[row * node->out + unit]);
      flat += slope < flat_below;
      alive[unit] |= slope != 0;
    }
  return flat;
}

static double share_of_zeros(const uint8_t *alive, int units) {
  int dead = 0;
  for (int i = 0; i < units; i++) dead += !alive[i];
  return (double)dead / units;
}

static void observe_rows(st_net *net, int rows, double flat_below, uint8_t *marks,
                         st_tally *tallies, st_layer_view *views) {
  const float *in = net->input;
  for (int i = 0; i < net->spec.layer_count; i++) {
    const st_node *node = &net->node[i];
    add_to_tally(&tallies[2 * i], in, (size_t)rows * (size_t)node->in);
    add_to_tally(&tallies[2 * i + 1], node->output, (size_t)rows * (size_t)node->out);
    if (node->spec.type == ST_ACTIVATION)
      views[i].flat += count_flat(net, node, in, net->delta[0], rows, flat_below, marks);
    in = node->output;
    marks += node->out;
  }
}

void st_observe(st_net *net, st_input x, int32_t n, double flat_below, const double *range,
                int32_t bins, uint32_t *counts, uint8_t *marks, st_layer_view *views) {
  const int layers = net->spec.layer_count;
  st_tally tallies[2 * ST_MAX_LAYERS];
  __builtin_memset(tallies, 0, sizeof tallies);
  for (int i = 0; i < 2 * layers; i++)
    tallies[i] =
        start_tally(range[2 * i], range[2 * i + 1], bins, counts + (size_t)i * (size_t)bins);
  for (int i = 0; i < layers; i++) views[i].dead = views[i].flat = 0;
  size_t units = 0;
  for (int i = 0; i < layers; i++) units += (size_t)net->node[i].out;
  __builtin_memset(marks, 0, units);
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    st_load_rows(net, x, first, rows, ST_FOR_LOOKING);
    st_run_rows(net, rows, first, 0);
    observe_rows(net, rows, flat_below, marks, tallies, views);
  }
  for (int i = 0; i < layers; i++) {
    finish_tally(&tallies[2 * i], &views[i].in);
    finish_tally(&tallies[2 * i + 1], &views[i].out);
    const int width = net->node[i].out;
    if (net->node[i].spec.type == ST_ACTIVATION) {
      views[i].dead = share_of_zeros(marks, width);
      views[i].flat /= (double)n * width;
    }
    marks += width;
  }
}

/* Adds to counts the rows for which each unit of an activation has a slope. */
static void count_active(st_net *net, const st_node *node, const float *in, int rows,
                         uint32_t *counts) {
  float *d = net->delta[0];
  double p[2];
  st_act_params(net, node, p);
  net->k->act_both[node->spec.activation](rows * node->out, in, net->delta[1], d, p);
  for (int row = 0; row < rows; row++)
    for (int unit = 0; unit < node->out; unit++) counts[unit] += d[row * node->out + unit] != 0;
}

void st_active(st_net *net, st_input x, int32_t n, uint32_t *counts) {
  const int layers = net->spec.layer_count;
  size_t units = 0;
  for (int i = 0; i < layers; i++) units += (size_t)net->node[i].out;
  __builtin_memset(counts, 0, units * sizeof *counts);
  const int dense = net->spec.layers[0].type == ST_ACTIVATION;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    st_load_rows(net, x, first, rows, dense ? ST_FOR_LOOKING : ST_FOR_RUNNING);
    st_run_rows(net, rows, first, 0);
    const float *in = net->input;
    uint32_t *at = counts;
    for (int i = 0; i < layers; i++) {
      const st_node *node = &net->node[i];
      if (node->spec.type == ST_ACTIVATION) count_active(net, node, in, rows, at);
      in = node->output;
      at += node->out;
    }
  }
}

void st_watch(st_net *net, int on) { net->watched = on; }

st_status st_norms(const st_net *net, int32_t layer, st_layer_norms *norms) {
  if (layer < 0 || layer >= net->spec.layer_count) return ST_ERROR_TENSOR;
  const st_node *node = &net->node[layer];
  norms->output_gradient = st_sqrt(node->delta_sq);
  norms->gradient = st_sqrt(node->gradient_sq);
  norms->update = st_sqrt(node->update_sq);
  norms->weight = st_sqrt(node->weight_sq);
  return ST_OK;
}

size_t st_collapse_floats(const st_net *net, int32_t first, int32_t last) {
  int widest = 0;
  for (int i = first; i <= last; i++)
    widest = net->node[i].out > widest ? net->node[i].out : widest;
  return 2 * ((size_t)net->node[first].in + 1) * (size_t)widest;
}

/* to[in][out] = the weight */
static void copy_weight(const st_net *net, const st_slot *slot, float *to) {
  for (int col = 0; col < slot->in; col++)
    for (int unit = 0; unit < slot->out; unit++) *to++ = net->value[st_inside(slot, unit, col)];
}

/* next[rows][out] = now[rows][in] times the layer's weight */
static void multiply_weight(st_net *net, const st_node *node, int rows, const float *now,
                            float *next) {
  const st_slot *slot = &net->slot[node->weight];
  st_product p = {.rows = rows, .depth = node->in, .a = now, .a_row = (size_t)node->in, .a_col = 1};
  p.c_row = (size_t)node->out;
  for (int first = 0; first < node->out; first += ST_STRIP) {
    p.width = node->out - first < ST_STRIP ? node->out - first : ST_STRIP;
    p.b = net->value + st_inside(slot, first, 0);
    p.c = next + first;
    net->k->product(&p);
  }
}

/* The matrices of the layers are multiplied as [in][out], with the biases as one more row of the
 * input. */
st_status st_collapse(st_net *net, int32_t first, int32_t last, int over, float *weight,
                      float *bias, float *scratch) {
  if (first < 0 || last < first || last >= net->spec.layer_count) return ST_ERROR_TENSOR;
  for (int i = first; i <= last; i++)
    if (net->node[i].spec.type != ST_LINEAR && (i == first || !over)) return ST_ERROR_NOT_LINEAR;
  const int in = net->node[first].in;
  float *now = scratch;
  float *next = scratch + st_collapse_floats(net, first, last) / 2;
  for (int i = first; i <= last; i++) {
    const st_node *node = &net->node[i];
    if (node->spec.type != ST_LINEAR) continue;
    const float *b = node->bias >= 0 ? net->value + net->slot[node->bias].at : NULL;
    const size_t row = (size_t)node->out;
    if (i == first) {
      copy_weight(net, &net->slot[node->weight], next);
      __builtin_memset(next + (size_t)in * row, 0, row * sizeof *next);
    } else {
      multiply_weight(net, node, in + 1, now, next);
    }
    if (b != NULL) net->k->axpy(node->out, 1, b, next + (size_t)in * row);
    float *done = next;
    next = now;
    now = done;
  }
  const int out = net->node[last].out;
  for (int row = 0; row < out; row++) {
    bias[row] = now[(size_t)in * (size_t)out + (size_t)row];
    for (int col = 0; col < in; col++)
      weight[(size_t)row * (size_t)in + (size_t)col] = now[(size_t)col * (size_t)out + (size_t)row];
  }
  return ST_OK;
}
