/* Gradients: from that by the outputs to those by every layer's output and by all parameters. */
#include "net.h"

#include <float.h>

double st_square_sum(const st_net *net, const float *x, size_t n) {
  double sum = 0;
  for (; n > 0; x += n < 65536 ? n : 65536, n -= n < 65536 ? n : 65536)
    sum += net->k->dot((int)(n < 65536 ? n : 65536), x, x);
  return sum;
}

void st_pass_down(st_net *net, const st_node *node, const float *delta, float *below, int rows) {
  const st_slot *slot = &net->slot[node->weight];
  st_product p = {.rows = rows, .depth = node->out, .a = delta, .a_row = (size_t)node->out};
  p.a_col = 1;
  p.b = net->turned;
  p.c_row = (size_t)node->in;
  const st_pair_lists pairs = st_pair_rows(net, delta, rows, node->out);
  for (int first = 0; first < node->in; first += ST_STRIP) {
    p.width = node->in - first < ST_STRIP ? node->in - first : ST_STRIP;
    net->k->turn(node->out, p.width, net->value + st_inside(slot, 0, first), (size_t)slot->strip,
                 net->turned);
    p.c = below + first;
    if (pairs.pairs == 0) {
      net->k->product(&p);
      continue;
    }
    net->k->pair_product(&p, pairs);
    if (rows % 2 == 1)
      net->k->row_product(p.width, st_last_list(pairs, rows), p.b, 0, NULL,
                          p.c + st_last_row(pairs, rows) * p.c_row);
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

int st_backward(st_net *net, int rows, int add) {
  int at = 0;
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    st_node *node = &net->node[i];
    float *in = i > 0 ? net->node[i - 1].output : net->input;
    float *delta = net->delta[at];
    node->delta_peak = net->k->peak(rows * node->out, delta);
    if (node->delta_peak > FLT_MAX) return i;
    if (net->watched) node->delta_sq += st_square_sum(net, delta, (size_t)rows * (size_t)node->out);
    if (node->spec.type == ST_ACTIVATION) {
      backward_activation(net, node, in, delta, rows, add);
    } else {
      take_delta(net, node, delta, rows, add);
      if (i == net->first_trained) break;
      st_pass_down(net, node, delta, net->delta[1 - at], rows);
      at = 1 - at;
    }
  }
  return -1;
}

/* The layer's input by strips, so that the gradient's product meets it in order. */
static const float *input_strips(st_net *net, int layer, int rows) {
  const float *in = layer > 0 ? net->node[layer - 1].output : net->input;
  float *strips = net->delta[0]; /* not in use any more once all layers have theirs */
  net->k->to_strips(rows, net->node[layer].in, in, strips);
  return strips;
}

static void dense_gradient(st_net *net, int layer, st_product p, const float *strips) {
  const int in = net->node[layer].in;
  const int adds = p.start != NULL;
  p.a = strips;
  p.a_row = 1;
  p.a_col = ST_STRIP;
  for (int first = 0; first < in; first += ST_STRIP) {
    p.rows = in - first < ST_STRIP ? in - first : ST_STRIP;
    if (adds) p.start = p.c;
    net->k->product(&p);
    p.a += (size_t)p.depth * ST_STRIP;
    p.c += ST_STRIP * ST_STRIP;
  }
}

st_weight_input st_open_weight(st_net *net, int layer, int rows) {
  const int width = net->node[layer].in;
  st_weight_input in = {.rows = rows};
  if (layer > 0) {
    in.lists = st_pair_columns(net, net->node[layer - 1].output, rows, width, net->row_pairs,
                               net->rows_count);
  } else if (net->listed) {
    const st_pair_lists lists = {net->pairs, net->pair_count, NULL, (width + 1) / 2, rows};
    in.lists = lists;
  }
  if (in.lists.pairs == 0) in.strips = input_strips(net, layer, rows);
  return in;
}

void st_strip_gradient(st_net *net, int layer, int strip, st_weight_input in, int add) {
  const st_node *node = &net->node[layer];
  const st_slot *slot = &net->slot[node->weight];
  st_product p = {.width = ST_STRIP, .depth = in.rows, .c_row = ST_STRIP, .start_row = ST_STRIP};
  const int left = node->out - strip * ST_STRIP;
  if (left < ST_STRIP) p.width = (left + 3) / 4 * 4; /* the rest of a strip is zeros */
  p.b = node->delta + (size_t)strip * (size_t)in.rows * ST_STRIP;
  p.c = net->gradient + slot->at + (size_t)strip * (size_t)slot->strip;
  if (add) p.start = p.c;
  p.rows = 2 * in.lists.pairs; /* strips have an even number of rows */
  if (p.rows > 0)
    net->k->pair_product(&p, in.lists);
  else
    dense_gradient(net, layer, p, in.strips);
}

void st_weight_gradients(st_net *net, int rows, int add) {
  for (int i = net->spec.layer_count - 1; i >= net->first_trained; i--) {
    if (net->node[i].spec.type != ST_LINEAR) continue;
    const st_weight_input in = st_open_weight(net, i, rows);
    for (int strip = 0; strip < st_strips(net->node[i].out); strip++)
      st_strip_gradient(net, i, strip, in, add);
  }
}

void st_settle_gradients(st_net *net) {
  if (net->unwritten == 0) return;
  net->listed = 1;
  const st_weight_input in = st_open_weight(net, 0, net->unwritten);
  for (int strip = 0; strip < st_strips(net->node[0].out); strip++)
    st_strip_gradient(net, 0, strip, in, 0);
  net->unwritten = 0;
}
