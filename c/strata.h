/* Strata's network engine: stacks of linear and activation layers, trained by mini-batches.
 *
 * The engine never allocates, prints, aborts or keeps state of its own. A network lives in one
 * block that the caller owns: ask st_bytes for its size, hand a block of that size to st_init, and
 * forget the block when done.
 *
 * - n: images (rows) in a batch; input, output: numbers per image before and after the stack
 * - x: [n][input], row-major
 * - weight: [out][in], row-major, as torch.nn.Linear's
 *
 * Arrays handed over are borrowed for the call. Every function that can fail returns a status; on
 * failure its results are left untouched unless it says otherwise. One network must not be used
 * from two threads at once. */
#ifndef STRATA_H
#define STRATA_H

#include <stddef.h>
#include <stdint.h>

enum {
  ST_MAX_UNITS = 8192,
  ST_MAX_LAYERS = 64,
  ST_MAX_PARAMETERS = 64000000, /* all weights, biases and slopes */
  ST_MAX_INPUT = 65536,
  ST_HYPER = 5 /* hyper-parameters of an optimiser, at most */
};

typedef enum {
  ST_OK,
  ST_ERROR_SPEC,      /* a field of the specification; st_why says which */
  ST_ERROR_MEMORY,    /* the block is too small or not aligned to 64 bytes */
  ST_ERROR_LABEL,     /* a class label not below the number of outputs */
  ST_ERROR_TARGETS,   /* a loss that needs class labels was given numbers */
  ST_ERROR_TENSOR,    /* no such tensor or layer */
  ST_ERROR_NONFINITE, /* training stopped; st_report says where */
  ST_ERROR_NOT_LINEAR /* layers to be collapsed are not all linear */
} st_status;

/* Fields that st_why names. */
typedef enum {
  ST_FIELD_NONE,
  ST_FIELD_INPUT,
  ST_FIELD_LAYERS,
  ST_FIELD_TYPE,
  ST_FIELD_UNITS,
  ST_FIELD_ACTIVATION,
  ST_FIELD_PARAM,
  ST_FIELD_PARAMETERS,
  ST_FIELD_LOSS,
  ST_FIELD_OPTIMIZER,
  ST_FIELD_HYPER,
  ST_FIELD_INIT,
  ST_FIELD_INIT_PARAM,
  ST_FIELD_SCHEDULE,
  ST_FIELD_SCHEDULE_PARAM,
  ST_FIELD_CLIP,
  ST_FIELD_CLIP_PARAM
} st_field;

/* What is wrong with a specification: the layer it is about or -1, the field, and the value found
 * there. */
typedef struct {
  int32_t layer;
  st_field field;
  double value;
} st_why;

typedef enum { ST_LINEAR, ST_ACTIVATION } st_layer_type;

/* One layer. Numbers of activations, losses, optimisers, initialisers, schedules and clips are the
 * rows' positions in c/tables. */
typedef struct {
  int32_t type;       /* st_layer_type */
  int32_t units;      /* linear: 1 to ST_MAX_UNITS */
  int32_t bias;       /* linear: 0 or 1 */
  int32_t activation; /* activation: its row */
  double param[2];    /* activation: parameters within the row's bounds, 0 where it has none */
} st_layer;

typedef struct {
  int32_t input; /* 1 to ST_MAX_INPUT */
  int32_t layer_count;
  st_layer layers[ST_MAX_LAYERS];
  int32_t loss, optimizer, init;
  double hyper[ST_HYPER]; /* of the optimiser, in the row's order, 0 where it has none */
  double init_param[2];
  int32_t schedule, clip;
  double schedule_param[ST_HYPER], clip_param[ST_HYPER];
  uint32_t seed;
} st_spec;

typedef struct st_net st_net;

/* Input of a batch: either pixels (used as value / 255) or numbers. With order, row i of the batch
 * is row order[i]. packed is NULL or holds, per row of pixels, what st_pack made of it or NULL: the
 * same results sooner. */
typedef struct {
  const uint8_t *pixels;
  const float *numbers;
  const uint32_t *order;
  const uint32_t *const *packed;
} st_input;

/* Targets of a batch, ordered as its input: classes below the number of outputs, or [n][output]
 * numbers. */
typedef struct {
  const uint8_t *labels;
  const float *numbers;
} st_answers;

typedef enum { ST_WHAT_NOTHING, ST_WHAT_WEIGHT, ST_WHAT_ACTIVATION, ST_WHAT_GRADIENT } st_what;

/* What training or evaluation came to. */
typedef struct {
  double loss;    /* training: mean loss before the step, summed over steps; evaluation: sum of the
                     rows' mean losses */
  double last;    /* training: mean loss before the last step */
  int32_t steps;  /* steps done */
  int32_t right;  /* evaluation: images whose largest output is that of their class */
  int32_t layer;  /* first non-finite number: layer, */
  st_what what;   /* kind, ST_WHAT_NOTHING if none, */
  double at_step; /* and step, counted from 1 */
} st_report;

/* Whether the specification holds; if not, *why says where the first fault is. */
st_status st_check(const st_spec *spec, st_why *why);

/* Number of parameters of a specification that st_check accepts. */
double st_parameter_count(const st_spec *spec);

/* Bytes of the block for a specification that st_check accepts, or 0 if the machine cannot address
 * as many. */
size_t st_bytes(const st_spec *spec);

/* Lays the network out in block (64-byte aligned) and draws its parameters from spec->seed. */
st_status st_init(st_net **net, void *block, size_t bytes, const st_spec *spec,
                  const void *kernels);

/* Takes hyper-parameters, schedule and clip of spec for the steps from now on; st_check's bounds hold. */
st_status st_set_hyper(st_net *net, const st_spec *spec, st_why *why);

/* Packs images as lists of the pairs of pixels that are not both zero, which is all that a first
 * linear layer needs of them. st_pack_words tells the size of out for n images of input pixels, or 0
 * if they are too dense for lists to pay; lists[n] receives where each image's list begins. */
size_t st_pack_words(const uint8_t *pixels, int32_t n, int32_t input);
void st_pack(const uint8_t *pixels, int32_t n, int32_t input, uint32_t *out,
             const uint32_t **lists);

/* One optimiser step over all n rows. A non-finite number stops it before any parameter changes, and
 * the step does not count, unless its own update overflowed (ST_WHAT_WEIGHT). Adds to *report. */
st_status st_step(st_net *net, st_input x, st_answers t, int32_t n, st_report *report);

/* Steps of batch rows each through x.order[count] (needed here); a shorter last batch is used too.
 * A label that does not fit is refused before the first step. Adds to *report. */
st_status st_train(st_net *net, st_input x, st_answers t, int32_t count, int32_t batch,
                   st_report *report);

/* outputs[n][output]; with probabilities, softmax for cross_entropy and sigmoid for
 * binary_cross_entropy_with_logits. */
void st_forward(st_net *net, st_input x, int32_t n, int probabilities, float *outputs);

/* The answer to one image: its class, and that output as st_forward gives probabilities. */
typedef struct {
  int32_t answer;
  float confidence;
} st_verdict;

/* Adds to *report, and unless they are NULL to confusion[output][output] (row = class, column =
 * answer), and fills verdicts[n]. */
st_status st_evaluate(st_net *net, st_input x, st_answers t, int32_t n, st_report *report,
                      uint32_t *confusion, st_verdict *verdicts);

/* outputs[layer][n][its width]: what every layer puts out, in evaluation mode. */
void st_trace(st_net *net, st_input x, int32_t n, float *outputs);

/* rows[count][input]: how outputs first to first + count of a linear layer answer to each number of
 * the input, the slope of every activation on the way being its mean over n images. One image gives
 * the derivative there, exactly; none gives slopes of 1. scratch holds st_sensitivity_floats numbers. */
size_t st_sensitivity_floats(const st_net *net, int32_t layer);
st_status st_sensitivity(st_net *net, int32_t layer, int32_t first, int32_t count, st_input x,
                         int32_t n, float *rows, float *scratch);

/* Noise for training data: shares, 0 to 1, of pixels that become arbitrary and of labels that become
 * another of these classes. */
typedef struct {
  double pixels, labels;
  const uint8_t *classes;
  int32_t class_count;
  uint32_t seed;
} st_noise;

/* Adds noise to n images, of which the first is image number first of its data set: an image's noise
 * follows from seed and number alone. */
void st_spoil(uint8_t *pixels, uint8_t *labels, int32_t n, int32_t input, uint32_t first,
              const st_noise *noise);

/* A generated data set: its row of c/tables/datasets.def, its test rows or its training rows, the
 * standard deviation of noise as the row has it, and the share of labels that are the other class's. */
typedef struct {
  int32_t set, test;
  double noise, labels;
  uint32_t seed;
} st_generator;

/* Makes n rows from row number first on: inputs[n][the set's], and labels[n] or targets[n], whichever
 * the set has. A row follows from seed, split and number alone. ST_ERROR_SPEC for sets that are not
 * generated. */
st_status st_generate(const st_generator *generator, uint32_t first, int32_t n, float *inputs,
                      uint8_t *labels, float *targets);

/* Outputs per image. */
int32_t st_output(const st_net *net);

/* order[n] = a permutation of first … first + n - 1, shuffled within consecutive blocks of block,
 * drawn from seed and epoch. */
void st_shuffle(uint32_t *order, uint32_t n, uint32_t block, uint32_t seed, uint32_t epoch);

/* Parameters, numbered layer by layer: weight [out][in], then bias [out], of a linear layer; slope
 * [1] of prelu. */
typedef struct {
  int32_t layer;
  int32_t rows, cols; /* weight: out and in; bias and slope: their length and 0 */
} st_tensor;

/* Tensor i's shape; ST_ERROR_TENSOR from the first i on that does not exist. */
st_status st_tensor_at(const st_net *net, int32_t i, st_tensor *tensor);

/* ST_PART_STATE + i: state i of the optimiser */
typedef enum { ST_PART_VALUE, ST_PART_GRADIENT, ST_PART_STATE } st_part;

/* Copies part of tensor i (its values, its gradients of the last step or a state) to out, in the shape st_tensor_at
 * tells. */
st_status st_get_tensor(st_net *net, int32_t i, st_part part, float *out);

/* Sets tensor i's values or a state; ST_ERROR_TENSOR for gradients and for states that the optimiser
 * does not have. */
st_status st_set_tensor(st_net *net, int32_t i, st_part part, const float *values);

/* Steps taken so far, which training goes on from. */
double st_steps(const st_net *net);

/* Goes on as after so many steps; all values and states are to be set next. */
void st_go_on(st_net *net, double steps);

/* 64-bit hash over the bits of all parameters in tensor order, NaNs being equal; low half first. */
void st_fingerprint(const st_net *net, uint32_t hash[2]);

/* Summary of a set of numbers; counts[bins] are those in [low, high), in equal parts, below and
 * above the others. NaNs count only in count. */
typedef struct {
  double count, mean, deviation, min, max, norm, below, above;
} st_summary;

/* Summary of tensor i's values or gradients. */
st_status st_tensor_summary(st_net *net, int32_t i, st_part part, double low, double high,
                            int32_t bins, uint32_t *counts, st_summary *summary);

/* What a layer does to a set of images, n of them, in evaluation mode. */
typedef struct {
  st_summary in, out; /* its input (pre-activations, for an activation) and its output */
  double dead;        /* activation: units with f' = 0 for all n images, as a share of the units */
  double flat;        /* activation: share of pairs (image, unit) with |f'| below flat_below */
} st_layer_view;

/* Fills views[layer count]. range[layer][4] holds low and high of the histograms of in and out, where
 * both are the same nothing is counted or summarized,
 * counts[layer][2][bins] receives them. marks holds a byte of scratch for each output of each
 * layer.
 */
void st_observe(st_net *net, st_input x, int32_t n, double flat_below, const double *range,
                int32_t bins, uint32_t *counts, uint8_t *marks, st_layer_view *views);

/* counts[layer][its width]: for how many of n images f' is not 0, by activation's unit; 0 for linear
 * layers. */
void st_active(st_net *net, st_input x, int32_t n, uint32_t *counts);

/* From now on measure (or no longer) gradients and updates at every step, for st_norms. Costs about
 * one more pass. */
void st_watch(st_net *net, int on);

/* Of the last step while watched: norm of the loss's gradient by layer's output; of its parameters'
 * gradients; of their update; of the parameters before it. 0 where a layer has no parameters. */
typedef struct {
  double output_gradient, gradient, update, weight;
} st_layer_norms;
st_status st_norms(const st_net *net, int32_t layer, st_layer_norms *norms);

/* The one linear layer equal to the linear layers first to last: weight[out][in], bias[out]. With
 * over, activations behind the first layer are passed over as if they were the identity. scratch
 * holds st_collapse_floats numbers. */
size_t st_collapse_floats(const st_net *net, int32_t first, int32_t last);
st_status st_collapse(st_net *net, int32_t first, int32_t last, int over, float *weight,
                      float *bias, float *scratch);

#endif
