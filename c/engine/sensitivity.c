/* How the layers' outputs answer to the network's input. */
#include "net.h"

void st_trace(st_net *net, st_input x, int32_t n, float *outputs) {
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    st_load_rows(net, x, first, rows, ST_FOR_RUNNING);
    st_run_rows(net, rows, first, 0);
    float *to = outputs;
    for (int i = 0; i < net->spec.layer_count; i++) {
      const size_t width = (size_t)net->node[i].out;
      __builtin_memcpy(to + (size_t)first * width, net->node[i].output,
                       (size_t)rows * width * sizeof *to);
      to += (size_t)n * width;
    }
  }
}

size_t st_sensitivity_floats(const st_net *net, int32_t layer) {
  size_t floats = 0;
  for (int i = 0; i < layer; i++) floats += (size_t)net->node[i].out;
  return floats;
}

/* slopes[out] += f' over the rows that went through the activation */
static void add_slopes(st_net *net, const st_node *node, const float *in, int rows, float *slopes) {
  double p[2];
  st_act_params(net, node, p);
  net->k->act_both[node->spec.activation](rows * node->out, in, net->delta[1], net->delta[0], p);
  net->k->add_rows(rows, node->out, net->delta[0], slopes);
}

/* slopes of the layers before layer, one after the other: means over the n images, 1 if there are
 * none */
static void mean_slopes(st_net *net, int layer, st_input x, int n, float *slopes) {
  const size_t floats = st_sensitivity_floats(net, layer);
  for (size_t i = 0; i < floats; i++) slopes[i] = n > 0 ? 0 : 1;
  for (int first = 0; first < n; first += net->chunk) {
    const int rows = n - first < net->chunk ? n - first : net->chunk;
    st_load_rows(net, x, first, rows, ST_FOR_LOOKING);
    st_run_rows(net, rows, first, 0);
    const float *in = net->input;
    float *to = slopes;
    for (int i = 0; i < layer; i++) {
      const st_node *node = &net->node[i];
      if (node->spec.type == ST_ACTIVATION) add_slopes(net, node, in, rows, to);
      to += node->out;
      in = node->output;
    }
  }
  const float part = n > 0 ? 1 / (float)n : 1;
  for (size_t i = 0; i < floats; i++) slopes[i] *= part;
}

static void copy_rows(const st_net *net, const st_node *node, int first, int rows, float *to) {
  const st_slot *slot = &net->slot[node->weight];
  for (int row = 0; row < rows; row++)
    for (int col = 0; col < node->in; col++) *to++ = net->value[st_inside(slot, first + row, col)];
}

/* out[rows][input] of a chunk of the layer's outputs */
static void walk_back(st_net *net, int layer, int first, int rows, const float *slopes,
                      float *out) {
  int lowest = 0;
  while (net->node[lowest].spec.type != ST_LINEAR) lowest++;
  const float *slope = slopes + st_sensitivity_floats(net, layer);
  float *now = NULL;
  int at = 0;
  for (int i = layer; i >= 0; i--) {
    const st_node *node = &net->node[i];
    if (i < layer) slope -= node->out;
    if (node->spec.type == ST_ACTIVATION) {
      for (int row = 0; row < rows; row++)
        net->k->multiply(node->out, slope, now + (size_t)row * (size_t)node->out);
      continue;
    }
    float *below = i == lowest ? out : net->delta[at];
    at = 1 - at;
    if (i == layer)
      copy_rows(net, node, first, rows, below);
    else
      st_pass_down(net, node, now, below, rows);
    now = below;
  }
}

st_status st_sensitivity(st_net *net, int32_t layer, int32_t first, int32_t count, st_input x,
                         int32_t n, float *rows, float *scratch) {
  if (layer < 0 || layer >= net->spec.layer_count || net->node[layer].spec.type != ST_LINEAR ||
      first < 0 || count < 1 || first > net->node[layer].out - count)
    return ST_ERROR_TENSOR;
  mean_slopes(net, layer, x, n, scratch);
  for (int done = 0; done < count; done += net->chunk) {
    const int some = count - done < net->chunk ? count - done : net->chunk;
    walk_back(net, layer, first + done, some, scratch,
              rows + (size_t)done * (size_t)net->spec.input);
  }
  return ST_OK;
}
