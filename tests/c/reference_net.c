#include "reference_net.h"

#include "../../c/tables/tables.h"
#include "reference.h"

#include <string.h>

int ref_output(const st_spec *spec) {
  int width = spec->input;
  for (int i = 0; i < spec->layer_count; i++)
    if (spec->layers[i].type == ST_LINEAR) width = spec->layers[i].units;
  return width;
}

static void linear(int in, int out, const double *weight, const double *bias, double *values) {
  double sums[REF_MAX_WIDTH];
  for (int o = 0; o < out; o++) {
    sums[o] = bias != NULL ? bias[o] : 0;
    for (int i = 0; i < in; i++) sums[o] += weight[o * in + i] * values[i];
  }
  memcpy(values, sums, (size_t)out * sizeof *sums);
}

void ref_forward(const ref_net *net, const float *x, double *outputs) {
  double values[REF_MAX_WIDTH];
  int width = net->spec->input;
  int tensor = 0;
  for (int i = 0; i < width; i++) values[i] = (double)x[i];
  for (int i = 0; i < net->spec->layer_count; i++) {
    const st_layer *layer = &net->spec->layers[i];
    if (layer->type == ST_LINEAR) {
      const double *weight = net->tensor[tensor++];
      const double *bias = layer->bias ? net->tensor[tensor++] : NULL;
      linear(width, layer->units, weight, bias, values);
      width = layer->units;
      continue;
    }
    double p[2] = {layer->param[0], layer->param[1]};
    if (st_act_table[layer->activation].kind == ST_ACT_LEARNED) p[0] = net->tensor[tensor++][0];
    for (int k = 0; k < width; k++) values[k] = ref_act(layer->activation, values[k], p);
  }
  memcpy(outputs, values, (size_t)width * sizeof *values);
}

double ref_net_loss(const ref_net *net, int n, const float *x, const float *targets,
                    const unsigned char *labels) {
  const int width = ref_output(net->spec);
  double sum = 0;
  for (int row = 0; row < n; row++) {
    double outputs[REF_MAX_WIDTH];
    double goal[REF_MAX_WIDTH];
    ref_forward(net, x + row * net->spec->input, outputs);
    for (int k = 0; targets != NULL && k < width; k++) goal[k] = (double)targets[row * width + k];
    sum += ref_mean_loss(net->spec->loss, 1, width, outputs, targets != NULL ? goal : NULL,
                         labels != NULL ? labels + row : NULL);
  }
  return sum / n;
}
