/* Parameters in and out, in torch's shapes, and their fingerprint. */
#include "net.h"

st_status st_tensor_at(const st_net *net, int32_t i, st_tensor *tensor) {
  if (i < 0 || i >= net->slot_count) return ST_ERROR_TENSOR;
  const st_slot *slot = &net->slot[i];
  tensor->layer = slot->layer;
  tensor->rows = slot->out;
  tensor->cols = slot->in;
  return ST_OK;
}

/* NULL if there is no such part */
static float *array_of(st_net *net, st_part part) {
  const int state = (int)part - ST_PART_STATE;
  if (part == ST_PART_VALUE) return net->value;
  if (part == ST_PART_GRADIENT) return net->gradient;
  return state < st_opt_table[net->spec.optimizer].states ? net->state[state] : NULL;
}

static int columns(const st_slot *slot) { return slot->in > 0 ? slot->in : 1; }

st_status st_get_tensor(st_net *net, int32_t i, st_part part, float *out) {
  if (i < 0 || i >= net->slot_count) return ST_ERROR_TENSOR;
  if (part == ST_PART_GRADIENT) st_settle_gradients(net);
  const st_slot *slot = &net->slot[i];
  const float *from = array_of(net, part);
  if (from == NULL) return ST_ERROR_TENSOR;
  for (int row = 0; row < slot->out; row++)
    for (int col = 0; col < columns(slot); col++) *out++ = from[st_inside(slot, row, col)];
  return ST_OK;
}

st_status st_set_tensor(st_net *net, int32_t i, st_part part, const float *values) {
  if (i < 0 || i >= net->slot_count || part == ST_PART_GRADIENT) return ST_ERROR_TENSOR;
  float *to = array_of(net, part);
  if (to == NULL) return ST_ERROR_TENSOR;
  const st_slot *slot = &net->slot[i];
  net->weight_bound = -1;
  for (int row = 0; row < slot->out; row++)
    for (int col = 0; col < columns(slot); col++, values++) {
      to[st_inside(slot, row, col)] = *values;
      if (*values - *values != 0) net->wild = 1;
    }
  return ST_OK;
}

double st_steps(const st_net *net) { return net->step; }

void st_go_on(st_net *net, double steps) {
  net->step = steps;
  net->unwritten = 0;
  net->wild = 0;
}

/* FNV-1a over 32-bit words with a final mix (MurmurHash3's fmix64), which spreads the last words
 * over all bits. */
void st_fingerprint(const st_net *net, uint32_t hash[2]) {
  uint64_t h = 0xcbf29ce484222325;
  for (int i = 0; i < net->slot_count; i++) {
    const st_slot *slot = &net->slot[i];
    for (int row = 0; row < slot->out; row++)
      for (int col = 0; col < columns(slot); col++) {
        const float value = net->value[st_inside(slot, row, col)];
        uint32_t bits = 0x7fc00000;
        if (value == value) __builtin_memcpy(&bits, &value, sizeof bits);
        h = (h ^ bits) * 0x100000001b3;
      }
  }
  h = (h ^ h >> 33) * 0xff51afd7ed558ccd;
  h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53;
  h ^= h >> 33;
  hash[0] = (uint32_t)h;
  hash[1] = (uint32_t)(h >> 32);
}
