/* Images through the stack. */
#include "net.h"

#include "../kernels/random.h"

#include <float.h>

static void load_numbers(st_net *net, st_input x, int first, int rows) {
  const int width = net->spec.input;
  for (int i = 0; i < rows; i++) {
    const size_t from =
        (x.order != NULL ? x.order[first + i] : (size_t)(first + i)) * (size_t)width;
    float *to = net->input + (size_t)i * (size_t)width;
    if (x.pixels != NULL)
      for (int j = 0; j < width; j++) to[j] = net->pixel[x.pixels[from + (size_t)j]];
    else
      __builtin_memcpy(to, x.numbers + from, (size_t)width * sizeof *to);
  }
}

void st_load_rows(st_net *net, st_input x, int first, int rows, st_purpose purpose) {
  if (x.pixels == NULL) load_numbers(net, x, first, rows);
  st_match_neighbours(net, rows);
  net->listed = st_list_input(net, x, first, rows, purpose == ST_FOR_TRAINING);
  if (x.pixels != NULL && (purpose == ST_FOR_LOOKING || !net->listed))
    load_numbers(net, x, first, rows);
}

/* What goes into a linear layer by pairs of rows, if that pays. */
static st_pair_lists input_lists(st_net *net, int layer, const float *in, int rows) {
  if (layer > 0) return st_pair_rows(net, in, rows, net->node[layer].in);
  const int pairs = net->listed ? (rows + 1) / 2 : 0;
  const st_pair_lists lists = {net->row_pairs, net->rows_count, net->member, pairs,
                               net->spec.input};
  return lists;
}

static void run_linear(st_net *net, int layer, const float *in, int rows) {
  const st_node *node = &net->node[layer];
  const st_slot *slot = &net->slot[node->weight];
  const float *bias = node->bias >= 0 ? net->value + net->slot[node->bias].at : NULL;
  const st_pair_lists lists = input_lists(net, layer, in, rows);
  st_product p = {.rows = rows, .depth = node->in, .a = in, .a_row = (size_t)node->in, .a_col = 1};
  p.c_row = (size_t)node->out;
  for (int first = 0; first < node->out; first += ST_STRIP) {
    p.width = node->out - first < ST_STRIP ? node->out - first : ST_STRIP;
    p.b = net->value + st_inside(slot, first, 0);
    p.start = bias != NULL ? bias + first : NULL;
    p.c = node->output + first;
    if (lists.pairs > 0)
      net->k->pair_product(&p, lists);
    else
      net->k->product(&p);
  }
  if (lists.pairs > 0 && rows % 2 == 1)
    net->k->row_product(node->out, st_last_list(lists, rows), net->value + slot->at,
                        (size_t)slot->strip, bias,
                        node->output + st_last_row(lists, rows) * (size_t)node->out);
}

/* Slopes of rrelu for rows first_row on: draws of this step and layer at the image's place in the
 * batch. */
static void draw_slopes(st_net *net, const st_node *node, int layer, int rows, int first_row) {
  const st_source source = {net->spec.seed, ST_STREAM_NOISE, (uint32_t)net->step, (uint32_t)layer};
  const uint64_t first = (uint64_t)first_row * (uint64_t)node->out;
  net->k->fill_uniform(rows * node->out, node->output, source, first, node->spec.param[0],
                       node->spec.param[1]);
}

static void run_activation(st_net *net, int layer, float *in, int rows, int first_row,
                           int training) {
  const st_node *node = &net->node[layer];
  const int act = node->spec.activation;
  const int n = rows * node->out;
  const int kind = st_act_table[act].kind;
  double p[2];
  st_act_params(net, node, p);
  if (!training || kind == ST_ACT_LEARNED) {
    net->k->act_forward[act](n, in, node->output, p);
  } else if (kind == ST_ACT_RANDOM) {
    draw_slopes(net, node, layer, rows, first_row);
    net->k->act_slopes(n, in, node->output);
  } else {
    net->k->act_both[act](n, in, node->output, in, p);
  }
}

int st_run_rows(st_net *net, int rows, int first_row, int training) {
  float *in = net->input;
  for (int i = 0; i < net->spec.layer_count; i++) {
    st_node *node = &net->node[i];
    if (node->spec.type == ST_LINEAR)
      run_linear(net, i, in, rows);
    else
      run_activation(net, i, in, rows, first_row, training);
    if (training) {
      node->peak = net->k->peak(rows * node->out, node->output);
      if (node->peak > FLT_MAX) return i;
    }
    in = node->output;
  }
  return -1;
}

float *st_last_output(st_net *net) { return net->node[net->spec.layer_count - 1].output; }

int32_t st_output(const st_net *net) { return net->node[net->spec.layer_count - 1].out; }

void st_probabilities(st_net *net, int rows, float *to) {
  static const double none[2] = {0, 0};
  const int width = st_output(net);
  const float *logits = st_last_output(net);
  if (net->spec.loss == ST_LOSS_cross_entropy)
    net->k->softmax(rows, width, logits, to);
  else if (net->spec.loss == ST_LOSS_binary_cross_entropy_with_logits)
    net->k->act_forward[ST_ACT_sigmoid](rows * width, logits, to, none);
  else
    __builtin_memcpy(to, logits, (size_t)rows * (size_t)width * sizeof *to);
}

void st_forward(st_net *net, st_input x, int32_t n, int probabilities, float *outputs) {
  const int width = st_output(net);
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    float *to = outputs + (size_t)first * (size_t)width;
    st_load_rows(net, x, first, rows, ST_FOR_RUNNING);
    st_run_rows(net, rows, first, 0);
    if (probabilities)
      st_probabilities(net, rows, to);
    else
      __builtin_memcpy(to, st_last_output(net), (size_t)rows * (size_t)width * sizeof *to);
  }
}
