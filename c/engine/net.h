/* Inside of a network. The block holds this record, then one array of values, one of gradients and
 * one per optimiser state, all of one layout, then the buffers of a chunk of images.
 *
 * Weights are kept in strips of 16 outputs (kernels.h), [in] rows each, rounded up to an even number
 * of rows: both the forward product and the weight gradient then run along outputs. */
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
  int in, out; /* weight: numbers in and out; bias and slope: in = 0 and their length */
  int strip;   /* weight: floats of a strip */
  int count;   /* floats, padding included */
  size_t at;   /* offset in the arrays of values, gradients and states */
} st_slot;

typedef struct {
  st_layer spec;
  int in, out;
  int weight, bias; /* slots, -1 where there is none; weight is also prelu's slope */
  float *output;    /* [chunk][out]; in training an activation puts f' into the one before */
  float *delta;     /* linear: strips [chunk][ST_STRIP] of the gradient by the output */
  float *sums;      /* [out], only where a slope is learnt: its gradient by unit, so far */
  float peak;       /* largest size in the output of the last training pass, */
  float delta_peak; /* and in its gradient */
  double delta_sq, gradient_sq, update_sq, weight_sq; /* sums of squares of the last watched step */
} st_node;

struct st_net {
  const st_kernels *k;
  st_spec spec;
  int chunk;
  int slot_count, first_trained; /* first layer with parameters, or layer_count */
  int learns_slope;              /* whether an activation has a parameter */
  int watched;
  int wild;      /* a parameter may not be finite: products with zero count */
  int listed;    /* the input's rows are in entries */
  int unwritten; /* rows of the last step if its first weight's gradient was not written down */
  double weight_bound; /* no number of the first weight is larger; -1: not known */
  double step;
  size_t parameters; /* floats of each array, padding included */
  float *value, *gradient, *state[ST_MAX_STATES];
  float *input, *delta[2];
  float *turned; /* a strip of a transposed weight */
  st_pair
      *row_pairs; /* lists by pairs of rows of whatever product is being formed, or by columns */
  uint32_t *rows_count;
  st_pair *pairs; /* the input by pairs of columns; NULL where the first layer is not linear */
  uint32_t *pair_count;
  uint16_t member[ST_CHUNK + 2]; /* rows in the order in which they make pairs */
  const uint32_t **packed;       /* [chunk + 1] packed images, and */
  uint32_t *packing;             /* room to pack them */
  uint32_t touched; /* sum of their first numbers: lists come from afar, and so all at once */
  float *zeros;     /* a row of the widest layer */
  float pixel[256]; /* value / 255 */
  st_node node[ST_MAX_LAYERS];
  st_slot slot[ST_TENSORS];
};

/* Offsets in floats, worked out before there is a block. */
typedef struct {
  int chunk, slot_count;
  size_t parameters;
  size_t value, gradient, state, input, delta[2], turned;
  size_t pairs, pair_count, packed, packing; /* 0 where the first layer is not linear */
  size_t row_pairs, rows_count, zeros;
  size_t output[ST_MAX_LAYERS], node_delta[ST_MAX_LAYERS];
  size_t sums[ST_MAX_LAYERS]; /* 0 where there are none */
  size_t total;               /* floats, the record included */
} st_layout;

/* Fills the layout and the slots; 0 if the machine cannot address the block. */
int st_lay_out(const st_spec *spec, st_layout *layout, st_slot *slots);

/* Position of output row and input col of a tensor; col is 0 where there are no columns. */
static inline size_t st_inside(const st_slot *slot, int row, int col) {
  if (slot->in == 0) return slot->at + (size_t)row;
  return slot->at + (size_t)(row / ST_STRIP) * (size_t)slot->strip + (size_t)col * ST_STRIP +
         (size_t)(row % ST_STRIP);
}

/* Draws all parameters anew. */
void st_draw_parameters(st_net *net);

/* Makes rows first to first + rows of x the network's input: as lists if that pays, as numbers in the
 * input buffer otherwise or if wanted. */
typedef enum { ST_FOR_RUNNING, ST_FOR_TRAINING, ST_FOR_LOOKING } st_purpose;
void st_load_rows(st_net *net, st_input x, int first, int rows, st_purpose purpose);

/* Lists the rows in row_pairs and, if wanted, by columns in pairs; 0 if they are too dense for that to
 * pay. Where x has no pixels, they are in the input buffer. */
int st_list_input(st_net *net, st_input x, int first, int rows, int columns);

/* x[rows][width] by pairs of rows, in row_pairs, or of columns, in to and counts; without pairs if it
 * is too dense for that to pay. */
st_pair_lists st_pair_rows(st_net *net, const float *x, int rows, int width);
st_pair_lists st_pair_columns(st_net *net, const float *x, int rows, int width, st_pair *to,
                              uint32_t *counts);

/* An odd number of rows ends in one without a partner: its list, and which it is. */
static inline st_list st_last_list(st_pair_lists lists, int rows) {
  const st_list list = {lists.list + (size_t)(rows / 2) * (size_t)lists.capacity,
                        lists.count[rows / 2]};
  return list;
}
static inline size_t st_last_row(st_pair_lists lists, int rows) { return lists.member[rows - 1]; }

/* Pairs packed images that are alike: the fewer places a pair has, the less there is to multiply. */
void st_match_rows(st_net *net, int rows);

/* Makes pairs of neighbours. */
void st_match_neighbours(st_net *net, int rows);

/* Whether lists of so many entries in all, for pairs of rows of so many places, pay. */
int st_pays(size_t entries, int pairs, int places);

/* Runs the rows of the input through the stack. In training, activations leave f' in the
 * output before them; returns the first layer with a non-finite output, or -1. */
int st_run_rows(st_net *net, int rows, int first_row, int training);

/* From the gradient by the outputs in delta[0] to that by every layer's output, and to the gradients
 * of biases and slopes, added to what earlier chunks left if add; the layer of a non-finite
 * gradient, or -1. */
int st_backward(st_net *net, int rows, int add);

/* below[rows][in] = delta[rows][out] of a linear layer times its transposed weight */
void st_pass_down(st_net *net, const st_node *node, const float *delta, float *below, int rows);

/* Sum of the squares of x[n]. */
double st_square_sum(const st_net *net, const float *x, size_t n);

/* Parameters p[2] of an activation, a learnt slope as it is now. */
static inline void st_act_params(const st_net *net, const st_node *node, double *p) {
  p[0] = node->spec.param[0];
  p[1] = node->spec.param[1];
  if (st_act_table[node->spec.activation].kind == ST_ACT_LEARNED)
    p[0] = (double)net->value[net->slot[node->weight].at];
}

/* A linear layer's input in the form in which its weight's gradient takes it. */
typedef struct {
  int rows;
  st_pair_lists lists; /* its columns, if there are pairs, */
  const float *strips; /* or its strips */
} st_weight_input;
st_weight_input st_open_weight(st_net *net, int layer, int rows);

/* One strip of the weight's gradient after st_backward, and all of all weights. */
void st_strip_gradient(st_net *net, int layer, int strip, st_weight_input in, int add);
void st_weight_gradients(st_net *net, int rows, int add);

/* Writes down the gradient that the last step did without. */
void st_settle_gradients(st_net *net);

/* to[rows][output] = the output as probabilities, where the loss makes it such. */
void st_probabilities(st_net *net, int rows, float *to);

/* Output of the stack after st_run_rows: [rows][output]. */
float *st_last_output(st_net *net);

#endif
