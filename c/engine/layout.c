/* From a specification to a block of memory and the network in it. */
#include "net.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define ST_WATCHED
#endif
#endif

static size_t round_up(size_t floats) { return (floats + ST_ALIGN - 1) / ST_ALIGN * ST_ALIGN; }

/* Reserves an array and the guard behind it; returns its offset. */
static size_t reserve(size_t *total, size_t floats) {
  const size_t at = *total;
  *total += round_up(floats) + ST_GUARD;
  return at;
}

static void add_slot(st_layout *layout, st_slot *slots, int layer, int in, int out) {
  st_slot *slot = &slots[layout->slot_count++];
  slot->layer = layer;
  slot->in = in;
  slot->out = out;
  slot->strip = (in + 1) / 2 * 2 * ST_STRIP;
  slot->count = in > 0 ? st_strips(out) * slot->strip : st_strips(out) * ST_STRIP;
  slot->at = reserve(&layout->parameters, (size_t)slot->count);
}

static int is_learned(const st_layer *layer) {
  return layer->type == ST_ACTIVATION && st_act_table[layer->activation].kind == ST_ACT_LEARNED;
}

static void place_slots(const st_spec *spec, st_layout *layout, st_slot *slots) {
  layout->slot_count = 0;
  layout->parameters = 0;
  int width = spec->input;
  for (int i = 0; i < spec->layer_count; i++) {
    const st_layer *layer = &spec->layers[i];
    if (layer->type == ST_LINEAR) {
      add_slot(layout, slots, i, width, layer->units);
      if (layer->bias) add_slot(layout, slots, i, 0, layer->units);
      width = layer->units;
    } else if (is_learned(layer)) {
      add_slot(layout, slots, i, 0, 1);
    }
  }
}

static size_t padded(size_t width) { return (width + ST_STRIP - 1) / ST_STRIP * ST_STRIP; }

static int takes_lists(const st_spec *spec) { return spec->layers[0].type == ST_LINEAR; }

enum { PAIR = sizeof(st_pair) / sizeof(float), POINTER = sizeof(void *) / sizeof(float) };

/* Numbers in all buffers for one row, and the largest width. */
static size_t row_floats(const st_spec *spec, size_t *max) {
  size_t width = (size_t)spec->input;
  size_t sum = width;
  if (takes_lists(spec)) sum += (PAIR + 1) * ((width + 1) / 2);
  *max = width;
  for (int i = 0; i < spec->layer_count; i++) {
    if (spec->layers[i].type == ST_LINEAR) {
      width = (size_t)spec->layers[i].units;
      sum += padded(width);
    }
    sum += width;
    if (width > *max) *max = width;
  }
  return sum + 2 * padded(*max) + PAIR * ((*max + 1) / 2);
}

static void place_input_lists(const st_spec *spec, st_layout *layout, size_t *total) {
  const size_t chunk = (size_t)layout->chunk;
  const size_t pairs = ((size_t)spec->input + 1) / 2;
  layout->pairs = reserve(total, pairs * chunk * PAIR);
  layout->pair_count = reserve(total, pairs);
  layout->packed = reserve(total, (chunk + 1) * POINTER);
  layout->packing = reserve(total, chunk * (pairs + 1));
}

int st_lay_out(const st_spec *spec, st_layout *layout, st_slot *slots) {
  size_t max;
  const size_t row = row_floats(spec, &max);
  const size_t fits = ST_CHUNK_FLOATS / row;
  layout->chunk = fits > ST_CHUNK ? ST_CHUNK : fits < 1 ? 1 : (int)fits;
  place_slots(spec, layout, slots);
  const size_t arrays = 2 + (size_t)st_opt_table[spec->optimizer].states;
  const double bytes = 4.0 * ((double)(arrays * layout->parameters) + (double)row * layout->chunk);
  if (bytes + 1e7 > (double)SIZE_MAX) return 0;

  size_t total = round_up((sizeof(st_net) + sizeof(float) - 1) / sizeof(float)) + ST_GUARD;
  layout->value = reserve(&total, layout->parameters);
  layout->gradient = reserve(&total, layout->parameters);
  layout->state = reserve(&total, (arrays - 2) * layout->parameters);
  const size_t chunk = (size_t)layout->chunk;
  layout->input = reserve(&total, chunk * (size_t)spec->input);
  layout->pairs = 0;
  if (takes_lists(spec)) place_input_lists(spec, layout, &total);
  size_t width = (size_t)spec->input;
  for (int i = 0; i < spec->layer_count; i++) {
    const int is_linear = spec->layers[i].type == ST_LINEAR;
    if (is_linear) width = (size_t)spec->layers[i].units;
    layout->output[i] = reserve(&total, chunk * width);
    layout->node_delta[i] = is_linear ? reserve(&total, chunk * padded(width)) : 0;
    layout->sums[i] = is_learned(&spec->layers[i]) ? reserve(&total, width) : 0;
  }
  for (int i = 0; i < 2; i++) layout->delta[i] = reserve(&total, chunk * padded(max));
  layout->turned = reserve(&total, padded(max) * ST_STRIP);
  layout->row_pairs = reserve(&total, (chunk + 1) / 2 * (max + 1) * PAIR);
  layout->rows_count = reserve(&total, (max > chunk ? max : chunk) / 2 + 1);
  layout->zeros = reserve(&total, max);
  layout->total = total;
  return 1;
}

size_t st_bytes(const st_spec *spec) {
  st_layout layout;
  st_slot slots[ST_TENSORS];
  return st_lay_out(spec, &layout, slots) ? layout.total * sizeof(float) : 0;
}

/* Forbids the guards to a build that watches memory: inside one block it would not see an overrun.
 */
static void guard(const st_net *net, const st_layout *layout) {
#if defined(ST_WATCHED)
  const float *base = (const float *)net;
  const size_t starts[] = {
      layout->value,    layout->gradient,   layout->state,      layout->input,  layout->delta[0],
      layout->delta[1], layout->row_pairs,  layout->rows_count, layout->zeros,  layout->turned,
      layout->pairs,    layout->pair_count, layout->packed,     layout->packing};
  const size_t arrays = sizeof starts / sizeof *starts - (layout->pairs == 0 ? 4 : 0);
  for (size_t i = 0; i < arrays; i++)
    __asan_poison_memory_region(base + starts[i] - ST_GUARD, ST_GUARD * sizeof(float));
  for (int i = 0; i < net->spec.layer_count; i++) {
    __asan_poison_memory_region(base + layout->output[i] - ST_GUARD, ST_GUARD * sizeof(float));
    const size_t others[] = {layout->sums[i], layout->node_delta[i]};
    for (int j = 0; j < 2; j++)
      if (others[j] != 0)
        __asan_poison_memory_region(base + others[j] - ST_GUARD, ST_GUARD * sizeof(float));
  }
  __asan_poison_memory_region(base + layout->total - ST_GUARD, ST_GUARD * sizeof(float));
  for (int i = 0; i < net->slot_count; i++) {
    const size_t end = net->slot[i].at + round_up((size_t)net->slot[i].count);
    __asan_poison_memory_region(net->value + end, ST_GUARD * sizeof(float));
    __asan_poison_memory_region(net->gradient + end, ST_GUARD * sizeof(float));
  }
#else
  (void)net, (void)layout;
#endif
}

static void place_nodes(st_net *net, const st_layout *layout) {
  float *base = (float *)net;
  int width = net->spec.input;
  for (int i = 0; i < net->spec.layer_count; i++) {
    st_node *node = &net->node[i];
    node->spec = net->spec.layers[i];
    node->in = width;
    if (node->spec.type == ST_LINEAR) width = node->spec.units;
    node->out = width;
    node->output = base + layout->output[i];
    node->delta = layout->node_delta[i] != 0 ? base + layout->node_delta[i] : NULL;
    node->sums = layout->sums[i] != 0 ? base + layout->sums[i] : NULL;
    node->weight = node->bias = -1;
  }
  net->first_trained = net->spec.layer_count;
  for (int i = net->slot_count - 1; i >= 0; i--) {
    st_node *node = &net->node[net->slot[i].layer];
    if (node->spec.type == ST_LINEAR && net->slot[i].in == 0)
      node->bias = i;
    else
      node->weight = i;
    net->first_trained = net->slot[i].layer;
    net->learns_slope |= node->spec.type == ST_ACTIVATION;
  }
}

st_status st_init(st_net **net, void *block, size_t bytes, const st_spec *spec,
                  const void *kernels) {
  st_layout layout;
  st_slot slots[ST_TENSORS];
  if (!st_lay_out(spec, &layout, slots) || bytes < layout.total * sizeof(float) ||
      (uintptr_t)block % 64 != 0)
    return ST_ERROR_MEMORY;
  __builtin_memset(block, 0, layout.total * sizeof(float));
  float *base = block;
  st_net *made = block;
  made->k = kernels;
  made->spec = *spec;
  made->chunk = layout.chunk;
  made->slot_count = layout.slot_count;
  made->parameters = layout.parameters;
  for (int i = 0; i < made->slot_count; i++) made->slot[i] = slots[i];
  made->value = base + layout.value;
  made->gradient = base + layout.gradient;
  for (int i = 0; i < ST_MAX_STATES; i++)
    made->state[i] = base + layout.state + (size_t)i * layout.parameters;
  made->input = base + layout.input;
  for (int i = 0; i < 2; i++) made->delta[i] = base + layout.delta[i];
  made->weight_bound = -1;
  made->turned = base + layout.turned;
  made->row_pairs = (st_pair *)(base + layout.row_pairs);
  made->rows_count = (uint32_t *)(base + layout.rows_count);
  made->zeros = base + layout.zeros;
  if (layout.pairs != 0) {
    made->pairs = (st_pair *)(base + layout.pairs);
    made->pair_count = (uint32_t *)(base + layout.pair_count);
    made->packed = (const uint32_t **)(base + layout.packed);
    made->packing = (uint32_t *)(base + layout.packing);
  }
  for (int i = 0; i < 256; i++) made->pixel[i] = (float)i / 255;
  place_nodes(made, &layout);
  st_draw_parameters(made);
  guard(made, &layout);
  *net = made;
  return ST_OK;
}
