/* Steps of mini-batch training, and evaluation. A batch passes in chunks; sums go on from chunk to
 * chunk, so that no result depends on the chunk's size. */
#include "net.h"

#include <float.h>

/* Ends a step that met a number that is not finite. Unless its update has begun, it does not count. */
static st_status stop(st_net *net, st_report *report, int layer, st_what what) {
  report->layer = layer;
  report->what = what;
  report->at_step = net->step;
  if (what != ST_WHAT_WEIGHT) net->step -= 1;
  return ST_ERROR_NONFINITE;
}

static st_status check_answers(const st_net *net, st_answers t, const uint32_t *order, int n) {
  if (t.labels == NULL) {
    const int needs_labels = net->spec.loss == ST_LOSS_multi_margin_loss;
    return needs_labels ? ST_ERROR_TARGETS : ST_OK;
  }
  const int classes = st_output(net);
  for (int i = 0; i < n; i++)
    if (t.labels[order != NULL ? order[i] : (uint32_t)i] >= classes) return ST_ERROR_LABEL;
  return ST_OK;
}

/* The answers of rows first to first + rows; ordered labels are gathered into gathered[ST_CHUNK].
 */
static st_targets chunk_targets(const st_net *net, st_answers t, const uint32_t *order, int first,
                                int rows, uint8_t *gathered) {
  st_targets targets = {NULL, NULL};
  if (t.labels == NULL) {
    targets.values = t.numbers + (size_t)first * (size_t)st_output(net);
  } else {
    for (int i = 0; i < rows; i++)
      gathered[i] = t.labels[order != NULL ? order[first + i] : (uint32_t)(first + i)];
    targets.labels = gathered;
  }
  return targets;
}

/* A loss's mean runs over rows for class ROW, over rows and outputs for class ELEMENT. */
static double terms_per_row(const st_net *net) {
  return st_loss_shape[net->spec.loss] == ST_LOSS_ELEMENT ? st_output(net) : 1;
}

static double square_sum(const st_net *net, const float *x, size_t n) {
  double sum = 0;
  for (; n > 0; x += n < 65536 ? n : 65536, n -= n < 65536 ? n : 65536)
    sum += net->k->dot((int)(n < 65536 ? n : 65536), x, x);
  return sum;
}

/* below[rows][in] = delta[rows][out] times the transposed weight */
static void pass_down(st_net *net, const st_node *node, const float *delta, float *below,
                      int rows) {
  const st_slot *slot = &net->slot[node->weight];
  st_product p = {.rows = rows, .depth = node->out, .a = delta, .a_row = (size_t)node->out};
  p.a_col = 1;
  p.b = net->turned;
  p.c_row = (size_t)node->in;
  for (int first = 0; first < node->in; first += ST_STRIP) {
    p.width = node->in - first < ST_STRIP ? node->in - first : ST_STRIP;
    for (int j = 0; j < node->out; j++)
      for (int k = 0; k < p.width; k++)
        net->turned[j * ST_STRIP + k] = net->value[st_inside(slot, j, first + k)];
    p.c = below + first;
    net->k->product(&p);
  }
}

/* What a linear layer's parameters need of delta: strips for the weight, and the bias's gradient,
 * added to what earlier chunks left. */
static void take_delta(st_net *net, const st_node *node, const float *delta, int rows, int add) {
  net->k->to_strips(rows, node->out, delta, node->delta);
  if (node->bias < 0) return;
  float *bias = net->gradient + net->slot[node->bias].at;
  if (!add) __builtin_memset(bias, 0, (size_t)node->out * sizeof *bias);
  net->k->add_rows(rows, node->out, delta, bias);
}

/* Turns delta into the gradient by the activation's input. in holds f', or x where the slope is
 * learnt. */
static void backward_activation(st_net *net, const st_node *node, float *in, float *delta, int rows,
                                int add) {
  const int n = rows * node->out;
  if (st_act_table[node->spec.activation].kind == ST_ACT_LEARNED) {
    const st_slot *slot = &net->slot[node->weight];
    const double p[2] = {(double)net->value[slot->at], 0};
    if (!add) __builtin_memset(node->sums, 0, (size_t)node->out * sizeof *node->sums);
    net->k->slope_grad(rows, node->out, in, delta, node->sums);
    double sum = 0;
    for (int i = 0; i < node->out; i++) sum += (double)node->sums[i];
    net->gradient[slot->at] = (float)sum;
    net->k->act_both[node->spec.activation](n, in, node->output, in, p);
  }
  net->k->multiply(n, in, delta);
}

/* From the gradient by the outputs in delta[0] to that by every layer's output, and to the gradients
 * of biases and slopes; the layer of a non-finite gradient, or -1. */
static int backward(st_net *net, int rows, int add) {
  int at = 0;
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    st_node *node = &net->node[i];
    float *in = i > 0 ? net->node[i - 1].output : net->input;
    float *delta = net->delta[at];
    node->delta_peak = net->k->peak(rows * node->out, delta);
    if (node->delta_peak > FLT_MAX) return i;
    if (net->watched) node->delta_sq += square_sum(net, delta, (size_t)rows * (size_t)node->out);
    if (node->spec.type == ST_ACTIVATION) {
      backward_activation(net, node, in, delta, rows, add);
    } else {
      take_delta(net, node, delta, rows, add);
      if (i == net->first_trained) break;
      pass_down(net, node, delta, net->delta[1 - at], rows);
      at = 1 - at;
    }
  }
  return -1;
}

/* One strip of a weight's gradient, added to what earlier chunks left. lists is NULL where the
 * layer's input is dense. */
static void strip_gradient(st_net *net, int layer, int strip, int rows, const st_pair_lists *lists,
                           int add) {
  const st_node *node = &net->node[layer];
  const st_slot *slot = &net->slot[node->weight];
  const int left = node->out - strip * ST_STRIP;
  float *g = net->gradient + slot->at + (size_t)strip * (size_t)slot->strip;
  const float *delta = node->delta + (size_t)strip * (size_t)rows * ST_STRIP;
  const int width = left < ST_STRIP ? left : ST_STRIP;
  if (lists != NULL) {
    net->k->sparse_gradient(*lists, width, delta, g, add);
    return;
  }
  st_product p = {.rows = node->in, .width = (width + 3) / 4 * 4, .depth = rows, .a_row = 1};
  p.a = layer > 0 ? net->node[layer - 1].output : net->input;
  p.a_col = (size_t)node->in;
  p.b = delta;
  p.start = add ? g : NULL;
  p.start_row = p.c_row = ST_STRIP;
  p.c = g;
  net->k->product(&p);
}

/* The rows of a batch that are in the network's buffers. */
typedef struct {
  st_input x;
  int first, rows;
} st_chunk;

static int uses_lists(const st_net *net, int layer) { return layer == 0 && net->listed; }

static void weight_gradients(st_net *net, st_chunk chunk, int add) {
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    if (net->node[i].spec.type != ST_LINEAR) continue;
    st_pair_lists lists;
    if (uses_lists(net, i)) lists = st_list_pairs(net, chunk.x, chunk.first, chunk.rows);
    for (int strip = 0; strip < st_strips(net->node[i].out); strip++)
      strip_gradient(net, i, strip, chunk.rows, uses_lists(net, i) ? &lists : NULL, add);
  }
}

static void forget_norms(st_node *node) {
  node->delta_sq = node->gradient_sq = node->update_sq = node->weight_sq = 0;
}

/* Adds to the layer's norms; old holds the n parameters before the update and is used up. */
static void measure_update(const st_net *net, st_node *node, int n, const float *w, const float *g,
                           float *old) {
  node->weight_sq += net->k->dot(n, old, old);
  node->gradient_sq += net->k->dot(n, g, g);
  net->k->axpy(n, -1, w, old);
  node->update_sq += net->k->dot(n, old, old);
}

/* The optimiser over n parameters from at on; whether they are finite then. */
static int update_range(st_net *net, size_t at, int n, const double *c) {
  float *s[ST_MAX_STATES];
  for (int i = 0; i < ST_MAX_STATES; i++) s[i] = net->state[i] + at;
  return net->k->opt_step[net->spec.optimizer](n, net->value + at, net->gradient + at, s, c);
}

/* The same over one tensor, in pieces whose old values are kept to measure the update. */
static int update_watched(st_net *net, const st_slot *slot, const double *c) {
  enum { PIECE = 1024 };
  float old[PIECE];
  int is_finite = 1;
  for (int first = 0; first < slot->count; first += PIECE) {
    const int n = slot->count - first < PIECE ? slot->count - first : PIECE;
    const size_t at = slot->at + (size_t)first;
    __builtin_memcpy(old, net->value + at, (size_t)n * sizeof *old);
    is_finite &= update_range(net, at, n, c);
    measure_update(net, &net->node[slot->layer], n, net->value + at, net->gradient + at, old);
  }
  return is_finite;
}

/* Ends a step whose update may have made a parameter of layer bad infinite; -1: none. */
static st_status finish(st_net *net, int bad, st_report *report) {
  if (bad < 0) return ST_OK;
  net->wild = 1;
  return stop(net, report, bad, ST_WHAT_WEIGHT);
}

/* Updates all parameters by gradients that are complete. */
static st_status update(st_net *net, const double *c, st_report *report) {
  for (int i = 0; i < net->slot_count; i++)
    if (net->k->peak(net->slot[i].count, net->gradient + net->slot[i].at) > FLT_MAX)
      return stop(net, report, net->slot[i].layer, ST_WHAT_GRADIENT);
  int bad = -1;
  for (int i = net->slot_count - 1; i >= 0; i--) {
    const st_slot *slot = &net->slot[i];
    const int is_finite =
        net->watched ? update_watched(net, slot, c) : update_range(net, slot->at, slot->count, c);
    if (!is_finite) bad = slot->layer;
  }
  return finish(net, bad, report);
}

/* Whether no gradient of a parameter can overflow: none is larger than the sum of as many products
 * as there are rows. Then a layer may be updated before the next one's gradients are known. */
static int cannot_overflow(const st_net *net, st_chunk chunk) {
  if (net->learns_slope) return 0;
  for (int i = net->first_trained; i < net->spec.layer_count; i++) {
    const st_node *node = &net->node[i];
    if (node->spec.type != ST_LINEAR) continue;
    float in = 1;
    if (i > 0)
      in = net->node[i - 1].peak;
    else if (chunk.x.pixels == NULL)
      in = net->k->peak(chunk.rows * node->in, net->input);
    const double bound = (double)chunk.rows * (double)node->delta_peak;
    if (!(bound * (in > 1 ? (double)in : 1) < 1e38)) return 0;
  }
  return 1;
}

/* Plain gradient descent on the strips of the first layer, without writing the gradient down. */
static int descend_strip(st_net *net, int strip, int rows, const st_pair_lists *lists,
                         const double *c) {
  const st_node *node = &net->node[0];
  const st_slot *slot = &net->slot[node->weight];
  const int left = node->out - strip * ST_STRIP;
  const float *delta = node->delta + (size_t)strip * (size_t)rows * ST_STRIP;
  float *w = net->value + slot->at + (size_t)strip * (size_t)slot->strip;
  return net->k->sparse_descent(*lists, left < ST_STRIP ? left : ST_STRIP, delta, w, (float)c[0]);
}

/* Gradients and update strip by strip, while a strip is in cache. keep: gradients are to be had
 * afterwards. */
static st_status update_by_strips(st_net *net, st_chunk chunk, const double *c, int keep,
                                  st_report *report) {
  const int descends = net->spec.optimizer == ST_OPT_sgd && c[1] == 0 && c[3] == 0 && !keep;
  int bad = -1;
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    const st_node *node = &net->node[i];
    if (node->spec.type != ST_LINEAR) continue;
    const st_slot *slot = &net->slot[node->weight];
    const int listed = uses_lists(net, i);
    st_pair_lists lists;
    if (listed) lists = st_list_pairs(net, chunk.x, chunk.first, chunk.rows);
    int is_finite = 1;
    for (int strip = 0; strip < st_strips(node->out); strip++) {
      if (listed && descends) {
        is_finite &= descend_strip(net, strip, chunk.rows, &lists, c);
        continue;
      }
      strip_gradient(net, i, strip, chunk.rows, listed ? &lists : NULL, 0);
      const size_t at = slot->at + (size_t)strip * (size_t)slot->strip;
      is_finite &= update_range(net, at, slot->strip, c);
    }
    if (node->bias >= 0) {
      const st_slot *bias = &net->slot[node->bias];
      is_finite &= update_range(net, bias->at, bias->count, c);
    }
    if (!is_finite) bad = i;
  }
  return finish(net, bad, report);
}

/* One step; keep: its gradients are to be had afterwards. Labels have been checked. */
static st_status take_step(st_net *net, st_input x, st_answers t, int32_t n, int keep,
                           st_report *report) {
  net->step += 1;
  for (int i = 0; i < net->spec.layer_count; i++) forget_norms(&net->node[i]);
  double c[8] = {0};
  st_opt_prepare(net->spec.optimizer, net->spec.hyper, net->step, c);
  const double scale = 1 / (n * terms_per_row(net));
  double sum = 0;
  int done = 0;
  st_status status = ST_OK;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    const st_chunk chunk = {x, first, rows};
    uint8_t gathered[ST_CHUNK];
    st_load_rows(net, x, first, rows, 0);
    const int forward_fault = st_run_rows(net, rows, first, 1);
    if (forward_fault >= 0) return stop(net, report, forward_fault, ST_WHAT_ACTIVATION);
    const st_targets targets = chunk_targets(net, t, x.order, first, rows, gathered);
    net->k->loss[net->spec.loss](rows, st_output(net), st_last_output(net), targets, net->delta[0],
                                 scale, &sum);
    /* Targets that are not finite: not every loss lets its gradient show it. */
    if (sum - sum != 0) return stop(net, report, net->spec.layer_count - 1, ST_WHAT_GRADIENT);
    const int fault = backward(net, rows, first > 0);
    if (fault >= 0) return stop(net, report, fault, ST_WHAT_GRADIENT);
    done = rows == n && !net->watched && cannot_overflow(net, chunk);
    if (done)
      status = update_by_strips(net, chunk, c, keep, report);
    else
      weight_gradients(net, chunk, first > 0);
  }
  if (!done) status = update(net, c, report);
  report->last = sum * scale;
  report->loss += report->last;
  if (status == ST_OK) report->steps += 1;
  return status;
}

st_status st_step(st_net *net, st_input x, st_answers t, int32_t n, st_report *report) {
  const st_status answers = check_answers(net, t, x.order, n);
  return answers != ST_OK ? answers : take_step(net, x, t, n, 1, report);
}

st_status st_train(st_net *net, st_input x, const uint8_t *labels, int32_t count, int32_t batch,
                   st_report *report) {
  const st_answers answers = {labels, NULL};
  const st_status fit = check_answers(net, answers, x.order, count);
  if (fit != ST_OK) return fit;
  for (int32_t first = 0; first < count; first += batch) {
    const st_input here = {x.pixels, x.numbers, x.order + first};
    const int32_t left = count - first;
    const double loss = report->loss;
    const st_status status =
        take_step(net, here, answers, left < batch ? left : batch, left <= batch, report);
    if (status != ST_OK) {
      report->loss = loss; /* of the steps that were done */
      return status;
    }
  }
  return ST_OK;
}

static int largest(const float *row, int n) {
  int best = 0;
  for (int i = 1; i < n; i++)
    if (row[i] > row[best]) best = i;
  return best;
}

st_status st_evaluate(st_net *net, st_input x, st_answers t, int32_t n, st_report *report,
                      uint32_t *confusion) {
  const st_status answers = check_answers(net, t, x.order, n);
  if (answers != ST_OK) return answers;
  const int width = st_output(net);
  double sum = 0;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    uint8_t gathered[ST_CHUNK];
    st_load_rows(net, x, first, rows, 0);
    st_run_rows(net, rows, first, 0);
    const st_targets targets = chunk_targets(net, t, x.order, first, rows, gathered);
    const float *logits = st_last_output(net);
    net->k->loss[net->spec.loss](rows, width, logits, targets, net->delta[0], 1, &sum);
    for (int i = 0; i < rows; i++) {
      const int answer = largest(logits + (size_t)i * (size_t)width, width);
      const float *goal =
          targets.values == NULL ? NULL : targets.values + (size_t)i * (size_t)width;
      const int truth = goal == NULL ? gathered[i] : largest(goal, width);
      report->right += answer == truth;
      if (confusion != NULL) confusion[(size_t)truth * (size_t)width + (size_t)answer] += 1;
    }
  }
  report->loss += sum / terms_per_row(net);
  return ST_OK;
}
