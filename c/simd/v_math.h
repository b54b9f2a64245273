/* exp, log1p, tanh, erf, sine and their kin on v_f64, written once for all backends.
 *
 * They serve results that are rounded to float: relative errors lie below 2e-12, four thousand
 * times finer than half a unit of the last place of a float, over the whole range of float
 * arguments. Polynomials are Chebyshev interpolations computed to 50 digits on the stated
 * intervals. */
#ifndef ST_V_MATH_H
#define ST_V_MATH_H

#define W_HORNER(t, r, c)                                                                          \
  v_f64 r = w_splat((c)[sizeof(c) / sizeof *(c)-1]);                                               \
  for (int i_ = (int)(sizeof(c) / sizeof *(c)) - 2; i_ >= 0; i_--)                                 \
  r = w_muladd(r, t, w_splat((c)[i_]))

/* (expm1(r) - r) / r^2 on |r| <= ln(2) / 2 */
static const double st_exp_c[] = {
    0.4999999999995507,   0.16666666666662583,    0.041666666786337556,   0.008333333344209506,
    0.001388883909064138, 0.00019841224581544105, 2.4867883453521802e-05, 2.761757684835413e-06};

/* (log1p(e) - 2 s) / s^3 in s^2, where s = e / (2 + e), on 0 <= s <= 1/3 */
static const double st_log1p_c[] = {0.6666666666709817, 0.3999999961980292, 0.2857148303407252,
                                    0.2221931172031761, 0.1825530344879272, 0.1444609483538129,
                                    0.19065788945808865};

/* (sin(r) - r) / r^3 and (cos(r) - 1 + r^2 / 2) / r^4 in r^2 on |r| <= pi / 4 */
static const double st_sin_c[] = {-0.16666666666663882, 0.008333333331077422,
                                  -0.0001984126691523504, 2.7555990399839905e-06,
                                  -2.4805587179980646e-08};
static const double st_cos_c[] = {0.04166666666666468, -0.0013888888887276056,
                                  2.4801585209738397e-05, -2.755636931675049e-07,
                                  2.0700565397369645e-09};

/* (t + 4) (1 - Phi(t)) exp(t^2 / 2) in (t - 4) / (t + 4) on 0 <= t <= 15, Phi being the normal
 * distribution */
static const double st_tail_c[] = {
    0.7552851304157633,     -0.6078966419718685,   0.3871374007392597,     -0.18652185796119386,
    0.06039657501317791,    -0.00754018890487867,  -0.003479694303163142,  0.001630817114398661,
    0.00013335930233406316, -0.00023108076055668,  -1.969479736030839e-06, 3.506825094497579e-05,
    8.428254236712535e-07,  -5.70577304924344e-06, -7.231653929386436e-07, 7.282427643168008e-07,
    2.168889111898197e-07};

/* Splits exp(x) = 2^k (1 + q): returns q and sets *scale = 2^k, for |x| <= 700. */
static inline v_f64 st_exp_split(v_f64 x, v_f64 *scale) {
  v_f64 t = w_add(w_mul(x, w_splat(1.4426950408889634)), w_splat(W_BIAS));
  v_f64 k = w_sub(t, w_splat(W_BIAS));
  /* ln(2) in 32 bits and the rest, so that k times the first is exact */
  v_f64 r = w_muladd(k, w_splat(-0.6931471803691238), x);
  r = w_muladd(k, w_splat(-1.9082149292705877e-10), r);
  *scale = w_pow2(t);
  W_HORNER(r, q, st_exp_c);
  return w_muladd(w_mul(r, r), q, r);
}

/* exp(x); exactly 0 below -700, and finite (1e304) above 700, both far outside of what a float can
 * hold */
static inline v_f64 w_exp(v_f64 x) {
  v_f64 scale;
  v_f64 q = st_exp_split(w_max(w_min(x, w_splat(700)), w_splat(-700)), &scale);
  return w_sel(w_lt(x, w_splat(-700)), w_splat(0), w_muladd(scale, q, scale));
}

/* exp(x) - 1, without loss near 0; as w_exp outside of -700 to 700 */
static inline v_f64 w_expm1(v_f64 x) {
  v_f64 scale;
  v_f64 q = st_exp_split(w_max(w_min(x, w_splat(700)), w_splat(-700)), &scale);
  return w_sel(w_lt(x, w_splat(-700)), w_splat(-1), w_muladd(scale, q, w_sub(scale, w_splat(1))));
}

/* log(1 + e) for 0 <= e <= 1 */
static inline v_f64 w_log1p(v_f64 e) {
  v_f64 s = w_div(e, w_add(w_splat(2), e));
  v_f64 s2 = w_mul(s, s);
  W_HORNER(s2, r, st_log1p_c);
  return w_muladd(w_mul(s, s2), r, w_add(s, s));
}

/* 1 / (1 + exp(-x)), exactly 0 far below 0 */
static inline v_f64 w_sigmoid(v_f64 x) {
  v_f64 e = w_exp(w_neg(w_abs(x)));
  return w_div(w_sel(w_lt(x, w_splat(0)), e, w_splat(1)), w_add(w_splat(1), e));
}

/* *f = tanh(x), *d = 1 - tanh(x)^2, through expm1 of twice the size of x: no loss near 0 nor far
 * out */
static inline void w_tanh(v_f64 x, v_f64 *f, v_f64 *d) {
  v_f64 size = w_abs(x);
  v_f64 e = w_expm1(w_add(size, size));
  v_f64 r = w_div(w_splat(1), w_add(e, w_splat(2)));
  v_f64 t = w_mul(e, r);
  *f = w_sel(w_lt(x, w_splat(0)), w_neg(t), t);
  *d = w_mul(w_mul(w_splat(4), w_mul(w_add(e, w_splat(1)), r)), r);
}

/* x - tanh(x): near 0 its Taylor series, whose next term is below 1e-13 there, since the difference
 * would cancel */
static inline v_f64 w_tanhshrink(v_f64 x) {
  v_f64 t, unused;
  w_tanh(x, &t, &unused);
  static const double series[] = {1.0 / 3, -2.0 / 15, 17.0 / 315, -62.0 / 2835};
  v_f64 x2 = w_mul(x, x);
  W_HORNER(x2, near, series);
  return w_sel(w_lt(w_abs(x), w_splat(0.02)), w_mul(w_mul(x, x2), near), w_sub(x, t));
}

/* *f = x Phi(x) and its derivative, Phi being the standard normal distribution */
static inline void w_gelu(v_f64 x, v_f64 *f, v_f64 *d) {
  v_f64 size = w_min(w_abs(x), w_splat(40)); /* beyond, exp(-t^2 / 2) is 0 */
  v_f64 bell = w_exp(w_mul(w_splat(-0.5), w_mul(size, size)));
  v_f64 r = w_div(w_splat(1), w_add(size, w_splat(4)));
  v_f64 u = w_mul(w_sub(size, w_splat(4)), r);
  W_HORNER(u, tail, st_tail_c);
  tail = w_mul(w_mul(tail, r), bell);
  v_f64 phi = w_sel(w_lt(x, w_splat(0)), tail, w_sub(w_splat(1), tail));
  *f = w_mul(x, phi);
  v_f64 signed_size = w_sel(w_lt(x, w_splat(0)), w_neg(size), size);
  *d = w_muladd(w_mul(signed_size, w_splat(0.3989422804014327)), bell, phi); /* 1 / sqrt(2 pi) */
}

/* Hendrycks and Gimpel's approximation of the same by tanh; 0.5 (1 + tanh(u)) is the sigmoid of 2 u
 */
static inline void w_gelu_tanh(v_f64 x, v_f64 *f, v_f64 *d) {
  const double twice = 1.5957691216057308; /* 2 sqrt(2 / pi) */
  v_f64 x2 = w_mul(x, x);
  v_f64 v = w_mul(w_mul(x, w_splat(twice)), w_muladd(x2, w_splat(0.044715), w_splat(1)));
  v_f64 s = w_sigmoid(v);
  v_f64 slope = w_muladd(x2, w_splat(3 * 0.044715 * twice), w_splat(twice));
  *f = w_mul(x, s);
  *d = w_muladd(w_mul(w_mul(x, slope), s), w_sub(w_splat(1), s), s);
}

/* x tanh(softplus(x)) = x n / (n + 2) with n = e (e + 2), e = exp(x); beyond 100 the factor is 1 to
 * the last digit */
static inline void w_mish(v_f64 x, v_f64 *f, v_f64 *d) {
  v_f64 e = w_exp(w_min(x, w_splat(100)));
  v_f64 n = w_mul(e, w_add(e, w_splat(2)));
  v_f64 r = w_div(w_splat(1), w_add(n, w_splat(2)));
  v_f64 t = w_mul(n, r);
  *f = w_mul(x, t);
  v_f64 slope = w_mul(w_mul(w_mul(w_splat(4), w_mul(e, w_add(e, w_splat(1)))), r), r);
  *d = w_muladd(w_min(x, w_splat(100)), slope, t);
}

/* For a float |x| >= 2^28: x = q pi/2 + r with |r| <= pi/4. Returns r and adds q to W_BIAS in *t.
 * Payne and Hanek's method: of the product with 2/pi only the bits that matter are formed, to
 * 2^-62. */
static inline double st_reduce_far(double x, double *t) {
  static const uint32_t two_over_pi[] = {0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0,
                                         0xdb629599, 0x3c439041, 0xfe5163ab};
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  const int exponent = (int)(bits >> 52 & 0x7ff) - 1023;
  const uint64_t m =
      (bits & 0xfffffffffffff) >> 29 | 0x800000; /* |x| = m 2^(exponent - 23), m of 24 bits */
  const int first = exponent - 25; /* bits of 2/pi before this one only add multiples of 4 */
  const int word = first / 32;
  const int shift = first % 32;
  uint64_t w[3];
  for (int i = 0; i < 3; i++) {
    const uint64_t pair = (uint64_t)two_over_pi[word + i] << 32 | two_over_pi[word + i + 1];
    w[i] = pair << shift >> 32;
  }
  const uint64_t product = (m * w[0] << 32) + m * w[1] + (m * w[2] >> 32);
  const uint64_t q = (product + ((uint64_t)1 << 61)) >> 62;
  const double r = (double)(int64_t)(product - (q << 62)) * 3.4061215800865545e-19; /* pi/2 2^-62 */
  *t = W_BIAS + (x < 0 ? -(double)q : (double)q);
  return x < 0 ? -r : r;
}

/* *s = sin(x), *c = cos(x) */
static inline void w_sincos(v_f64 x, v_f64 *s, v_f64 *c) {
  v_f64 t = w_add(w_mul(x, w_splat(0.6366197723675814)), w_splat(W_BIAS));
  v_f64 k = w_sub(t, w_splat(W_BIAS));
  /* pi/2 in 25, 25 and 53 bits: the first two products are exact for |k| < 2^28 */
  v_f64 r = w_muladd(k, w_splat(-0x1.921fb50000000p+0), x);
  r = w_muladd(k, w_splat(-0x1.110b460000000p-26), r);
  r = w_muladd(k, w_splat(-0x1.1a62633145c07p-54), r);
  if (w_any(w_le(w_splat(0x1p28), w_abs(x)))) {
    double xs[4], ts[4], rs[4];
    w_store(xs, x);
    w_store(ts, t);
    w_store(rs, r);
    for (int i = 0; i < 4; i++) {
      const double size = __builtin_fabs(xs[i]);
      if (size >= 0x1p28 && size < 0x1p128)
        rs[i] = st_reduce_far(xs[i], &ts[i]);
      else if (size >= 0x1p128)
        rs[i] = xs[i] - xs[i];
    }
    t = w_load(ts);
    r = w_load(rs);
  }
  v_f64 r2 = w_mul(r, r);
  W_HORNER(r2, sp, st_sin_c);
  W_HORNER(r2, cp, st_cos_c);
  v_f64 sine = w_muladd(w_mul(r, r2), sp, r);
  v_f64 cosine = w_muladd(w_mul(r2, r2), cp, w_muladd(r2, w_splat(-0.5), w_splat(1)));
  w_mask odd = w_bit(t, 0);
  w_mask second = w_bit(t, 1);
  v_f64 first = w_sel(odd, cosine, sine);
  v_f64 other = w_sel(odd, sine, cosine);
  *s = w_sel(second, w_neg(first), first);
  *c = w_sel(w_xor(odd, second), w_neg(other), other);
}

/* log(x) for finite x >= 1e-300, one number: x = 2^k m with m from sqrt(1/2) to sqrt(2), then
 * log1p's series in m - 1 */
static inline double st_log(double x) {
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  const int64_t k = (int64_t)(bits - 0x3fe6a09e667f3bcd) >> 52;
  bits -= (uint64_t)k << 52;
  double m;
  __builtin_memcpy(&m, &bits, sizeof m);
  const double s = (m - 1) / (m + 1);
  const double s2 = s * s;
  double r = 0;
  for (int i = (int)(sizeof st_log1p_c / sizeof *st_log1p_c) - 1; i >= 0; i--)
    r = r * s2 + st_log1p_c[i];
  return (double)k * 0.6931471805599453 + (2 * s + s * s2 * r);
}

#endif
