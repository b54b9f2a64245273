/* First values of the parameters, and the order of images. */
#include "net.h"

#include "../kernels/random.h"

/* The row that `auto` stands for, given the layer that follows. */
static int automatic(const st_net *net, int next, double *p) {
  const int is_activation =
      next < net->spec.layer_count && net->spec.layers[next].type == ST_ACTIVATION;
  p[1] = 0;
  if (!is_activation) {
    p[0] = 1;
    return ST_INIT_xavier_uniform;
  }
  const st_layer *layer = &net->spec.layers[next];
  const int group = st_act_table[layer->activation].group;
  const double gain = st_act_gain(layer->activation, layer->param);
  if (group == ST_GROUP_RECTIFIER || group == ST_GROUP_SMOOTH) {
    const double spread = 2 / (gain * gain) - 1; /* kaiming's a, from gain = sqrt(2 / (1 + a^2)) */
    p[0] = spread > 0 ? st_sqrt(spread) : 0;
    return ST_INIT_kaiming_uniform;
  }
  p[0] = gain;
  return ST_INIT_xavier_uniform;
}

/* Makes vector i of vectors[count][size] a unit vector at right angles to those before it; twice is
 * enough (Giraud, Langou, Rozložník 2005). */
static void orthogonalize(const st_kernels *k, float *vectors, int size, int i) {
  float *v = vectors + (size_t)i * (size_t)size;
  for (int pass = 0; pass < 2; pass++) {
    for (int j = 0; j < i; j++) {
      const float *u = vectors + (size_t)j * (size_t)size;
      k->axpy(size, (float)-k->dot(size, u, v), u, v);
    }
    const double norm = st_sqrt(k->dot(size, v, v));
    for (int j = 0; j < size; j++) v[j] = (float)((double)v[j] / norm);
  }
}

/* Rows of w[rows][cols], or its columns if there are fewer of those, become an orthonormal set
 * times gain. The set is left by columns in the latter case. */
static void fill_orthogonal(const st_kernels *k, float *w, int rows, int cols, st_source source,
                            double gain) {
  const int count = cols < rows ? cols : rows;
  const int size = cols < rows ? rows : cols;
  k->fill_normal(rows * cols, w, source, 0, 1);
  for (int i = 0; i < count; i++) orthogonalize(k, w, size, i);
  for (int i = 0; i < rows * cols; i++) w[i] = (float)(gain * (double)w[i]);
}

/* Draws come in the order of [in][out], whatever the layout; gradients, not in use yet, hold them. */
static void draw_weight(st_net *net, const st_slot *slot) {
  float *w = net->gradient + slot->at;
  const int n = slot->in * slot->out;
  const st_source source = {net->spec.seed, ST_STREAM_INIT, (uint32_t)slot->layer, 0};
  int row = net->spec.init;
  double p[2] = {net->spec.init_param[0], net->spec.init_param[1]};
  if (st_init_table[row].distribution == ST_INIT_AUTO) row = automatic(net, slot->layer + 1, p);
  double first = 0, second = 0;
  st_init_bounds(row, slot->in, slot->out, p, &first, &second);
  int by_columns = 0;
  switch (st_init_table[row].distribution) {
  case ST_INIT_UNIFORM: net->k->fill_uniform(n, w, source, 0, first, second); break;
  case ST_INIT_NORMAL: net->k->fill_normal(n, w, source, first, second); break;
  case ST_INIT_ORTHOGONAL:
    fill_orthogonal(net->k, w, slot->in, slot->out, source, first);
    by_columns = slot->out < slot->in;
    break;
  default:
    for (int i = 0; i < n; i++) w[i] = (float)first;
    break;
  }
  for (int i = 0; i < slot->in; i++)
    for (int j = 0; j < slot->out; j++)
      net->value[st_inside(slot, j, i)] = w[by_columns ? (size_t)j * (size_t)slot->in + (size_t)i
                                                       : (size_t)i * (size_t)slot->out + (size_t)j];
  __builtin_memset(w, 0, (size_t)n * sizeof *w);
}

void st_draw_parameters(st_net *net) {
  for (int i = 0; i < net->slot_count; i++) {
    const st_slot *slot = &net->slot[i];
    const st_layer *layer = &net->spec.layers[slot->layer];
    if (slot->in > 0)
      draw_weight(net, slot);
    else if (layer->type == ST_ACTIVATION)
      net->value[slot->at] = (float)layer->param[0];
  }
}

/* A number below bound, uniform (Lemire 2019), from the next draws of the source. */
static uint32_t below(uint32_t bound, st_source source, uint64_t *next) {
  for (;;) {
    uint32_t draws[4];
    st_draw4(source, *next / 4, draws);
    const uint64_t product = (uint64_t)draws[(*next)++ % 4] * bound;
    if ((uint32_t)product >= -bound % bound) return (uint32_t)(product >> 32);
  }
}

void st_shuffle(uint32_t *order, uint32_t n, uint32_t block, uint32_t seed, uint32_t epoch) {
  const st_source source = {seed, ST_STREAM_SHUFFLE, epoch, 0};
  uint64_t next = 0;
  for (uint32_t first = 0; first < n; first += block) {
    const uint32_t here = n - first < block ? n - first : block;
    for (uint32_t i = 0; i < here; i++) {
      const uint32_t j = below(i + 1, source, &next); /* inside-out Fisher and Yates */
      order[first + i] = order[first + j];
      order[first + j] = first + i;
    }
  }
}
