/* Steps of mini-batch training, and evaluation. A batch passes in chunks; sums go on from chunk to
 * chunk, so that no result depends on the chunk's size. */
#include "net.h"

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

/* Gradients of a linear layer's parameters, added to what earlier chunks left; then, if asked for,
 * that by its input. */
static void backward_linear(st_net *net, const st_node *node, const float *in, const float *delta,
                            float *below, int rows, int add) {
  const st_slot *weight = &net->slot[node->weight];
  const st_matrix x = {in, 1, (size_t)node->in};
  const st_matrix by_output = {delta, (size_t)node->out, 1};
  net->k->gemm(node->in, node->out, rows, x, by_output, net->gradient + weight->at, NULL, add,
               net->scratch);
  if (node->bias >= 0) {
    float *bias = net->gradient + net->slot[node->bias].at;
    if (!add) __builtin_memset(bias, 0, (size_t)node->out * sizeof *bias);
    net->k->add_rows(rows, node->out, delta, bias);
  }
  if (below == NULL) return;
  const st_matrix transposed = {net->value + weight->at, 1, (size_t)node->out};
  net->k->gemm(rows, node->in, node->out, by_output, transposed, below, NULL, 0, net->scratch);
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

/* From the gradient by the outputs in delta[0] to all parameters; the layer of a non-finite
 * gradient, or -1. */
static int backward(st_net *net, int rows, int add) {
  int at = 0;
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    st_node *node = &net->node[i];
    float *in = i > 0 ? net->node[i - 1].output : net->input;
    float *delta = net->delta[at];
    if (!net->k->finite(rows * node->out, delta)) return i;
    if (net->watched) node->delta_sq += square_sum(net, delta, (size_t)rows * (size_t)node->out);
    if (node->spec.type == ST_ACTIVATION) {
      backward_activation(net, node, in, delta, rows, add);
    } else {
      float *below = i > net->first_trained ? net->delta[1 - at] : NULL;
      backward_linear(net, node, in, delta, below, rows, add);
      at = 1 - at;
    }
  }
  return -1;
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

/* The optimiser over one tensor; watched, in pieces whose old values are kept to measure the
 * update. */
static int update_slot(st_net *net, const st_slot *slot, const double *c) {
  enum { PIECE = 1024 };
  float old[PIECE];
  const int piece = net->watched ? PIECE : slot->count;
  int is_finite = 1;
  for (int at = 0; at < slot->count; at += piece) {
    const int n = slot->count - at < piece ? slot->count - at : piece;
    float *w = net->value + slot->at + at;
    float *s[ST_MAX_STATES];
    for (int i = 0; i < ST_MAX_STATES; i++) s[i] = net->state[i] + slot->at + at;
    const float *g = net->gradient + slot->at + at;
    if (net->watched) __builtin_memcpy(old, w, (size_t)n * sizeof *w);
    is_finite &= net->k->opt_step[net->spec.optimizer](n, w, g, s, c);
    if (net->watched) measure_update(net, &net->node[slot->layer], n, w, g, old);
  }
  return is_finite;
}

static st_status update(st_net *net, st_report *report) {
  for (int i = 0; i < net->slot_count; i++)
    if (!net->k->finite(net->slot[i].count, net->gradient + net->slot[i].at))
      return stop(net, report, net->slot[i].layer, ST_WHAT_GRADIENT);
  double c[8] = {0};
  st_opt_prepare(net->spec.optimizer, net->spec.hyper, net->step, c);
  int bad = -1;
  for (int i = net->slot_count - 1; i >= 0; i--)
    if (!update_slot(net, &net->slot[i], c)) bad = net->slot[i].layer;
  return bad < 0 ? ST_OK : stop(net, report, bad, ST_WHAT_WEIGHT);
}

st_status st_step(st_net *net, st_input x, st_answers t, int32_t n, st_report *report) {
  const st_status answers = check_answers(net, t, x.order, n);
  if (answers != ST_OK) return answers;
  net->step += 1;
  for (int i = 0; i < net->spec.layer_count; i++) forget_norms(&net->node[i]);
  const double scale = 1 / (n * terms_per_row(net));
  double sum = 0;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    uint8_t gathered[ST_CHUNK];
    st_load_rows(net, x, first, rows);
    const int forward_fault = st_run_rows(net, rows, first, 1);
    if (forward_fault >= 0) return stop(net, report, forward_fault, ST_WHAT_ACTIVATION);
    const st_targets targets = chunk_targets(net, t, x.order, first, rows, gathered);
    net->k->loss[net->spec.loss](rows, st_output(net), st_last_output(net), targets, net->delta[0],
                                 scale, &sum);
    /* Targets that are not finite: not every loss lets its gradient show it. */
    if (sum - sum != 0) return stop(net, report, net->spec.layer_count - 1, ST_WHAT_GRADIENT);
    const int fault = backward(net, rows, first > 0);
    if (fault >= 0) return stop(net, report, fault, ST_WHAT_GRADIENT);
  }
  report->last = sum * scale;
  report->loss += report->last;
  const st_status status = update(net, report);
  if (status == ST_OK) report->steps += 1;
  return status;
}

st_status st_train(st_net *net, st_input x, const uint8_t *labels, int32_t count, int32_t batch,
                   st_report *report) {
  const st_answers answers = {labels, NULL};
  const st_status fit = check_answers(net, answers, x.order, count);
  if (fit != ST_OK) return fit;
  for (int32_t first = 0; first < count; first += batch) {
    const st_input here = {x.pixels, x.numbers, x.order + first};
    const double loss = report->loss;
    const st_status status =
        st_step(net, here, answers, count - first < batch ? count - first : batch, report);
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
    st_load_rows(net, x, first, rows);
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
