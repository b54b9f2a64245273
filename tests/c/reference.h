/* The tests' oracle: every activation and loss in scalar double, from libm alone and independent of
 * the kernels. Values and derivatives are accurate to far less than half a unit in the last place
 * of a float, everywhere. */
#ifndef REFERENCE_H
#define REFERENCE_H

/* Value and derivative by x of activation act (ST_ACT_…) with parameters p[2]. At a kink the
 * derivative is torch's. */
double ref_act(int act, double x, const double *p);
double ref_act_d(int act, double x, const double *p);

/* f[n] and d[n], value and derivative at the floats x[n]: the same, quicker. */
void ref_act_both(int act, int n, const float *x, const double *p, double *f, double *d);

/* Value and derivative by x of an element-wise loss (shape ST_LOSS_ELEMENT) of output x and target
 * t. */
double ref_loss(int loss, double x, double t);
double ref_loss_d(int loss, double x, double t);

/* Mean loss over rows×n outputs x[rows][n], whatever the loss's shape. Targets: t[rows][n], or
 * class labels label[rows] where t is null (one-hot targets for element-wise losses).
 * multi_margin_loss takes labels only. */
double ref_mean_loss(int loss, int rows, int n, const double *x, const double *t,
                     const unsigned char *label);

/* Names of the rows, as in the tables. */
const char *ref_act_name(int act);
const char *ref_loss_name(int loss);

#endif
