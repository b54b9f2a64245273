/* A whole network in double, three nested loops and the rows' reference columns: the oracle for the
 * engine's. */
#ifndef REFERENCE_NET_H
#define REFERENCE_NET_H

#include "../../c/strata.h"

enum { REF_MAX_WIDTH = 32, REF_MAX_TENSORS = 32, REF_MAX_TENSOR = REF_MAX_WIDTH * REF_MAX_WIDTH };

/* The tensors in the engine's order: weight [out][in] and bias of linear layers, slope of prelu. */
typedef struct {
  const st_spec *spec;
  double tensor[REF_MAX_TENSORS][REF_MAX_TENSOR];
} ref_net;

/* outputs[output] for one row x[input]; widths up to REF_MAX_WIDTH. rrelu takes its mean slope. */
void ref_forward(const ref_net *net, const float *x, double *outputs);

/* Mean loss over n rows; one of targets[n][output] and labels[n] is null. */
double ref_net_loss(const ref_net *net, int n, const float *x, const float *targets,
                    const unsigned char *labels);

/* Outputs per row. */
int ref_output(const st_spec *spec);

#endif
