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

/* Numbers to aim at, in the batch's order; the buffer is not in use until the way back. */
static const float *gather_numbers(const st_net *net, const float *numbers, const uint32_t *order,
                                   int rows) {
  const size_t width = (size_t)st_output(net);
  for (int i = 0; i < rows; i++)
    __builtin_memcpy(net->delta[1] + (size_t)i * width, numbers + order[i] * width,
                     width * sizeof *numbers);
  return net->delta[1];
}

/* The answers of rows first to first + rows; ordered labels are gathered into gathered[ST_CHUNK].
 */
static st_targets chunk_targets(const st_net *net, st_answers t, const uint32_t *order, int first,
                                int rows, uint8_t *gathered) {
  st_targets targets = {NULL, NULL};
  if (t.labels == NULL) {
    targets.values = order != NULL ? gather_numbers(net, t.numbers, order + first, rows)
                                   : t.numbers + (size_t)first * (size_t)st_output(net);
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

/* As torch.nn.utils.clip_grad_norm_ and clip_grad_value_ do; 1e-6 is theirs too. */
static void clip_gradients(st_net *net) {
  if (net->spec.clip == ST_CLIP_none) return;
  double squares = 0;
  for (int i = 0; i < net->slot_count; i++)
    squares += st_square_sum(net, net->gradient + net->slot[i].at, (size_t)net->slot[i].count);
  const double limit = net->spec.clip_param[0];
  const float most = (float)limit;
  const double share = limit / (st_sqrt(squares) + 1e-6);
  const float factor = share < 1 ? (float)share : 1;
  for (int i = 0; i < net->slot_count; i++) {
    float *g = net->gradient + net->slot[i].at;
    for (int j = 0; j < net->slot[i].count; j++)
      if (net->spec.clip == ST_CLIP_norm)
        g[j] *= factor;
      else
        g[j] = g[j] > most ? most : g[j] < -most ? -most : g[j];
  }
}

/* Updates all parameters by gradients that are complete. */
static st_status update(st_net *net, const double *c, st_report *report) {
  net->weight_bound = -1;
  for (int i = 0; i < net->slot_count; i++)
    if (net->k->peak(net->slot[i].count, net->gradient + net->slot[i].at) > FLT_MAX)
      return stop(net, report, net->slot[i].layer, ST_WHAT_GRADIENT);
  clip_gradients(net);
  int bad = -1;
  for (int i = net->slot_count - 1; i >= 0; i--) {
    const st_slot *slot = &net->slot[i];
    const int is_finite =
        net->watched ? update_watched(net, slot, c) : update_range(net, slot->at, slot->count, c);
    if (!is_finite) bad = slot->layer;
  }
  return finish(net, bad, report);
}

/* No gradient of a layer's parameters is larger in size: each is the sum of as many products as there
 * are rows. */
static double gradient_bound(const st_net *net, int layer, int rows, int pixels) {
  const st_node *node = &net->node[layer];
  float in = 1;
  if (layer > 0)
    in = net->node[layer - 1].peak;
  else if (!pixels)
    in = net->k->peak(rows * node->in, net->input);
  return (double)rows * (double)node->delta_peak * (in > 1 ? (double)in : 1);
}

static const double nearly_too_large = 1e38;

/* Whether no gradient can overflow. Then a layer may be updated before the next one's gradients are
 * known. */
static int cannot_overflow(const st_net *net, int rows, int pixels) {
  if (net->learns_slope) return 0;
  for (int i = net->first_trained; i < net->spec.layer_count; i++)
    if (net->node[i].spec.type == ST_LINEAR &&
        !(gradient_bound(net, i, rows, pixels) < nearly_too_large))
      return 0;
  return 1;
}

/* Whether the first layer's weight may be descended: plain gradient descent over the lists, in one
 * pass that neither writes the gradient down nor looks for overflow. */
static int may_descend(st_net *net, int layer, st_weight_input in, int pixels, const double *c) {
  if (layer > 0 || !net->listed || net->spec.optimizer != ST_OPT_sgd || c[1] != 0 || c[3] != 0)
    return 0;
  const st_slot *slot = &net->slot[net->node[layer].weight];
  if (net->weight_bound < 0)
    net->weight_bound = (double)net->k->peak(slot->count, net->value + slot->at);
  net->weight_bound += 1.001 * -c[0] * gradient_bound(net, layer, in.rows, pixels);
  if (net->weight_bound < nearly_too_large) return 1;
  net->weight_bound = -1;
  return 0;
}

static void descend(st_net *net, st_weight_input in, const double *c) {
  const st_node *node = &net->node[0];
  const st_slot *slot = &net->slot[node->weight];
  for (int strip = 0; strip < st_strips(node->out); strip++)
    net->k->sparse_descent(in.lists, node->out - strip * ST_STRIP,
                           node->delta + (size_t)strip * (size_t)in.rows * ST_STRIP,
                           net->value + slot->at + (size_t)strip * (size_t)slot->strip,
                           (float)c[0]);
  net->unwritten = in.rows;
}

/* A weight's gradient and update strip by strip, while a strip is in cache; whether it stays
 * finite. */
static int update_weight(st_net *net, int layer, int rows, int pixels, const double *c) {
  const st_node *node = &net->node[layer];
  const st_slot *slot = &net->slot[node->weight];
  const st_weight_input in = st_open_weight(net, layer, rows);
  if (may_descend(net, layer, in, pixels, c)) {
    descend(net, in, c);
    return 1;
  }
  if (layer == 0) net->weight_bound = -1;
  int is_finite = 1;
  for (int strip = 0; strip < st_strips(node->out); strip++) {
    st_strip_gradient(net, layer, strip, in, 0);
    const size_t at = slot->at + (size_t)strip * (size_t)slot->strip;
    is_finite &= update_range(net, at, slot->strip, c);
  }
  return is_finite;
}

/* Gradients and updates layer by layer. */
static st_status update_by_layers(st_net *net, int rows, int pixels, const double *c,
                                  st_report *report) {
  int bad = -1;
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    const st_node *node = &net->node[i];
    if (node->spec.type != ST_LINEAR) continue;
    int is_finite = update_weight(net, i, rows, pixels, c);
    if (node->bias >= 0) {
      const st_slot *bias = &net->slot[node->bias];
      is_finite &= update_range(net, bias->at, bias->count, c);
    }
    if (!is_finite) bad = i;
  }
  return finish(net, bad, report);
}

/* The optimiser's constants for this step, whose learning rate the schedule sets. */
static void prepare(const st_net *net, double *c) {
  double hyper[ST_HYPER];
  __builtin_memcpy(hyper, net->spec.hyper, sizeof hyper);
  hyper[0] =
      st_scheduled_rate(net->spec.schedule, net->spec.schedule_param, hyper[0], net->step - 1);
  st_opt_prepare(net->spec.optimizer, hyper, net->step, c);
}

/* One step; labels have been checked. */
static st_status take_step(st_net *net, st_input x, st_answers t, int32_t n, st_report *report) {
  net->step += 1;
  net->unwritten = 0;
  for (int i = 0; i < net->spec.layer_count; i++) forget_norms(&net->node[i]);
  double c[8] = {0};
  prepare(net, c);
  const double scale = 1 / (n * terms_per_row(net));
  double sum = 0;
  int done = 0;
  st_status status = ST_OK;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    uint8_t gathered[ST_CHUNK];
    st_load_rows(net, x, first, rows, ST_FOR_TRAINING);
    const int forward_fault = st_run_rows(net, rows, first, 1);
    if (forward_fault >= 0) return stop(net, report, forward_fault, ST_WHAT_ACTIVATION);
    const st_targets targets = chunk_targets(net, t, x.order, first, rows, gathered);
    net->k->loss[net->spec.loss](rows, st_output(net), st_last_output(net), targets, net->delta[0],
                                 scale, &sum);
    /* Targets that are not finite: not every loss lets its gradient show it. */
    if (sum - sum != 0) return stop(net, report, net->spec.layer_count - 1, ST_WHAT_GRADIENT);
    const int fault = st_backward(net, rows, first > 0);
    if (fault >= 0) return stop(net, report, fault, ST_WHAT_GRADIENT);
    const int pixels = x.pixels != NULL;
    done = rows == n && !net->watched && net->spec.clip == ST_CLIP_none &&
           cannot_overflow(net, rows, pixels);
    if (done)
      status = update_by_layers(net, rows, pixels, c, report);
    else
      st_weight_gradients(net, rows, first > 0);
  }
  if (!done) status = update(net, c, report);
  report->last = sum * scale;
  report->loss += report->last;
  if (status == ST_OK) report->steps += 1;
  return status;
}

st_status st_step(st_net *net, st_input x, st_answers t, int32_t n, st_report *report) {
  const st_status answers = check_answers(net, t, x.order, n);
  return answers != ST_OK ? answers : take_step(net, x, t, n, report);
}

st_status st_train(st_net *net, st_input x, st_answers t, int32_t count, int32_t batch,
                   st_report *report) {
  const st_status fit = check_answers(net, t, x.order, count);
  if (fit != ST_OK) return fit;
  for (int32_t first = 0; first < count; first += batch) {
    const st_input here = {x.pixels, x.numbers, x.order + first, x.packed};
    const int32_t left = count - first;
    const double loss = report->loss;
    const st_status status = take_step(net, here, t, left < batch ? left : batch, report);
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
                      uint32_t *confusion, st_verdict *verdicts) {
  const st_status answers = check_answers(net, t, x.order, n);
  if (answers != ST_OK) return answers;
  const int width = st_output(net);
  double sum = 0;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    uint8_t gathered[ST_CHUNK];
    st_load_rows(net, x, first, rows, ST_FOR_RUNNING);
    st_run_rows(net, rows, first, 0);
    const st_targets targets = chunk_targets(net, t, x.order, first, rows, gathered);
    const float *logits = st_last_output(net);
    net->k->loss[net->spec.loss](rows, width, logits, targets, net->delta[0], 1, &sum);
    if (verdicts != NULL) st_probabilities(net, rows, net->delta[0]);
    for (int i = 0; i < rows; i++) {
      const int answer = largest(logits + (size_t)i * (size_t)width, width);
      const float *goal =
          targets.values == NULL ? NULL : targets.values + (size_t)i * (size_t)width;
      const int truth = goal == NULL ? gathered[i] : largest(goal, width);
      report->right += answer == truth;
      if (confusion != NULL) confusion[(size_t)truth * (size_t)width + (size_t)answer] += 1;
      if (verdicts == NULL) continue;
      verdicts[first + i].answer = answer;
      verdicts[first + i].confidence = net->delta[0][(size_t)i * (size_t)width + (size_t)answer];
    }
  }
  report->loss += sum / terms_per_row(net);
  return ST_OK;
}
