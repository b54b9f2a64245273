/* Four lanes spelled out in plain C; see v.h for the words. */
#ifndef ST_V_SCALAR_H
#define ST_V_SCALAR_H

typedef struct {
  float l[4];
} v_f32;
typedef struct {
  double l[4];
} v_f64;
typedef struct {
  int l[4];
} v_mask;
typedef v_mask w_mask;

#define EACH_LANE for (int i = 0; i < 4; i++)
#define LANES(type, expression)                                                                    \
  type r;                                                                                          \
  EACH_LANE r.l[i] = (expression);                                                                 \
  return r

static inline v_f32 v_load(const float *p) { LANES(v_f32, p[i]); }
static inline v_f32 v_load_n(const float *p, int n) { LANES(v_f32, i < n ? p[i] : 0); }
static inline void v_store(float *p, v_f32 a) { EACH_LANE p[i] = a.l[i]; }
static inline void v_store_n(float *p, v_f32 a, int n) { EACH_LANE if (i < n) p[i] = a.l[i]; }
static inline v_f64 w_load(const double *p) { LANES(v_f64, p[i]); }
static inline void w_store(double *p, v_f64 a) { EACH_LANE p[i] = a.l[i]; }
static inline v_f32 v_splat(float x) { LANES(v_f32, x); }
static inline v_f64 w_splat(double x) { LANES(v_f64, x); }
static inline v_f64 w_from_v(v_f32 a) { LANES(v_f64, (double)a.l[i]); }
static inline v_f32 v_from_w(v_f64 a) { LANES(v_f32, (float)a.l[i]); }

#define BINARY(name, operator)                                                                     \
  static inline v_f32 v_##name(v_f32 a, v_f32 b) { LANES(v_f32, a.l[i] operator b.l[i]); }         \
  static inline v_f64 w_##name(v_f64 a, v_f64 b) { LANES(v_f64, a.l[i] operator b.l[i]); }
BINARY(add, +)
BINARY(sub, -)
BINARY(mul, *)
BINARY(div, /)
#undef BINARY

#define COMPARE(name, operator)                                                                    \
  static inline v_mask v_##name(v_f32 a, v_f32 b) { LANES(v_mask, a.l[i] operator b.l[i]); }       \
  static inline w_mask w_##name(v_f64 a, v_f64 b) { LANES(w_mask, a.l[i] operator b.l[i]); }
COMPARE(lt, <)
COMPARE(le, <=)
#undef COMPARE

#define UNARY(name, function)                                                                      \
  static inline v_f32 v_##name(v_f32 a) { LANES(v_f32, function##f(a.l[i])); }                     \
  static inline v_f64 w_##name(v_f64 a) { LANES(v_f64, function(a.l[i])); }
UNARY(abs, __builtin_fabs)
UNARY(sqrt, __builtin_sqrt)
#undef UNARY

static inline v_f32 v_neg(v_f32 a) { LANES(v_f32, -a.l[i]); }
static inline v_f64 w_neg(v_f64 a) { LANES(v_f64, -a.l[i]); }
static inline v_f32 v_muladd(v_f32 a, v_f32 b, v_f32 c) { LANES(v_f32, a.l[i] * b.l[i] + c.l[i]); }
static inline v_f64 w_muladd(v_f64 a, v_f64 b, v_f64 c) { LANES(v_f64, a.l[i] * b.l[i] + c.l[i]); }
static inline v_f64 w_min(v_f64 a, v_f64 b) { LANES(v_f64, b.l[i] < a.l[i] ? b.l[i] : a.l[i]); }
static inline v_f64 w_max(v_f64 a, v_f64 b) { LANES(v_f64, a.l[i] < b.l[i] ? b.l[i] : a.l[i]); }
static inline uint32_t st_size_bits(float x) {
  uint32_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits & 0x7fffffff;
}
static inline v_f32 v_peak(v_f32 a, v_f32 b) {
  LANES(v_f32, st_size_bits(a.l[i]) < st_size_bits(b.l[i]) ? b.l[i] : a.l[i]);
}
static inline v_f32 v_low(v_f32 a, v_f32 b) { LANES(v_f32, i % 2 == 0 ? a.l[i / 2] : b.l[i / 2]); }
static inline v_f32 v_high(v_f32 a, v_f32 b) {
  LANES(v_f32, i % 2 == 0 ? a.l[2 + i / 2] : b.l[2 + i / 2]);
}
static inline v_mask v_or(v_mask a, v_mask b) { LANES(v_mask, a.l[i] | b.l[i]); }
static inline v_f32 v_sel(v_mask m, v_f32 a, v_f32 b) { LANES(v_f32, m.l[i] ? a.l[i] : b.l[i]); }
static inline v_f64 w_sel(w_mask m, v_f64 a, v_f64 b) { LANES(v_f64, m.l[i] ? a.l[i] : b.l[i]); }

static inline uint64_t st_bits(double x) {
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}
static inline double st_from_bits(uint64_t bits) {
  double x;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}
static inline v_f64 w_pow2(v_f64 t) {
  LANES(v_f64, st_from_bits((st_bits(t.l[i]) << 52) + st_bits(1)));
}
static inline w_mask w_bit(v_f64 t, int bit) { LANES(w_mask, (int)(st_bits(t.l[i]) >> bit & 1)); }
static inline w_mask w_xor(w_mask a, w_mask b) { LANES(w_mask, a.l[i] ^ b.l[i]); }
static inline int w_any(w_mask m) { return m.l[0] | m.l[1] | m.l[2] | m.l[3]; }
static inline int v_any_nan(v_f32 a) {
  return a.l[0] != a.l[0] || a.l[1] != a.l[1] || a.l[2] != a.l[2] || a.l[3] != a.l[3];
}

#endif
