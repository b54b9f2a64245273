/* Inside of a network. The block holds this record, then one array of values, one of gradients and
 * one per optimiser state, all of one layout, then the buffers of a chunk of images.
 *
 * Weights are kept as [in][out]: both the forward product and the weight gradient then run along
 * outputs. */
#ifndef ST_NET_H
#define ST_NET_H

#include "../kernels/kernels.h"
#include "../strata.h"

enum {
  ST_CHUNK = 128, /* rows that go through the stack at a time; no result depends on it */
  ST_CHUNK_FLOATS =
      1
      << 24, /* a chunk's buffers hold at most about so many numbers: wide stacks take fewer rows */
  ST_ALIGN = 16, /* every array starts at a multiple of 16 floats, 64 bytes */
  ST_GUARD = 16, /* floats between arrays that a sanitizer watches */
  ST_TENSORS = 2 * ST_MAX_LAYERS
};

typedef struct {
  int layer;
  int in, out; /* weight: [in][out]; bias and slope: in = 0 and their length */
  int count;
  size_t at; /* offset in the arrays of values, gradients and states */
} st_slot;

typedef struct {
  st_layer spec;
  int in, out;
  int weight, bias; /* slots, -1 where there is none; weight is also prelu's slope */
  float *output;    /* [chunk][out]; after a training pass an activation has put f' into the output
                       before it */
  float *sums;      /* [out], only where a slope is learnt: its gradient by unit, so far */
  double delta_sq, gradient_sq, update_sq, weight_sq; /* sums of squares of the last watched step */
} st_node;

struct st_net {
  const st_kernels *k;
  st_spec spec;
  int chunk;
  int slot_count, first_trained; /* first layer with parameters, or layer_count */
  int watched;
  double step;
  size_t parameters; /* floats of each array, padding included */
  float *value, *gradient, *state[ST_MAX_STATES];
  float *input, *delta[2], *scratch;
  st_node node[ST_MAX_LAYERS];
  st_slot slot[ST_TENSORS];
};

/* Offsets in floats, worked out before there is a block. */
typedef struct {
  int chunk, slot_count;
  size_t parameters;
  size_t value, gradient, state, input, delta[2], scratch;
  size_t output[ST_MAX_LAYERS], sums[ST_MAX_LAYERS]; /* sums: 0 where there are none */
  size_t total;                                      /* floats, the record included */
} st_layout;

/* Fills the layout and the slots; 0 if the machine cannot address the block. */
int st_lay_out(const st_spec *spec, st_layout *layout, st_slot *slots);

/* Draws all parameters anew. */
void st_draw_parameters(st_net *net);

/* Copies rows first to first + rows of x into the network's input buffer. */
void st_load_rows(st_net *net, st_input x, int first, int rows);

/* Runs the rows in the input buffer through the stack. In training, activations leave f' in the
 * output before them; returns the first layer with a non-finite output, or -1. */
int st_run_rows(st_net *net, int rows, int first_row, int training);

/* Output of the stack after st_run_rows: [rows][output]. */
float *st_last_output(st_net *net);

#endif
