/* Four lanes as WebAssembly SIMD128 values, a v_f64 being two of them; see v.h for the words. */
#ifndef ST_V_SIMD128_H
#define ST_V_SIMD128_H

#if defined(__wasm__)
#include <wasm_simd128.h>
#else
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/wasm/simd128.h>
#endif

typedef v128_t v_f32;
typedef v128_t v_mask;
typedef struct {
  v128_t lo, hi;
} v_f64;
typedef v_f64 w_mask;

static inline v_f32 v_load(const float *p) { return wasm_v128_load(p); }
static inline v_f32 v_load_n(const float *p, int n) {
  float lanes[4] = {0, 0, 0, 0};
  for (int i = 0; i < n; i++) lanes[i] = p[i];
  return wasm_v128_load(lanes);
}
static inline void v_store(float *p, v_f32 a) { wasm_v128_store(p, a); }
static inline void v_store_n(float *p, v_f32 a, int n) {
  float lanes[4];
  wasm_v128_store(lanes, a);
  for (int i = 0; i < n; i++) p[i] = lanes[i];
}
static inline v_f64 w_load(const double *p) {
  return (v_f64){wasm_v128_load(p), wasm_v128_load(p + 2)};
}
static inline void w_store(double *p, v_f64 a) {
  wasm_v128_store(p, a.lo);
  wasm_v128_store(p + 2, a.hi);
}
static inline v_f32 v_splat(float x) { return wasm_f32x4_splat(x); }
static inline v_f64 w_splat(double x) { return (v_f64){wasm_f64x2_splat(x), wasm_f64x2_splat(x)}; }
static inline v_f64 w_from_v(v_f32 a) {
  return (v_f64){wasm_f64x2_promote_low_f32x4(a),
                 wasm_f64x2_promote_low_f32x4(wasm_i64x2_shuffle(a, a, 1, 1))};
}
static inline v_f32 v_from_w(v_f64 a) {
  return wasm_i64x2_shuffle(wasm_f32x4_demote_f64x2_zero(a.lo), wasm_f32x4_demote_f64x2_zero(a.hi),
                            0, 2);
}

#define BINARY(name)                                                                               \
  static inline v_f32 v_##name(v_f32 a, v_f32 b) { return wasm_f32x4_##name(a, b); }               \
  static inline v_f64 w_##name(v_f64 a, v_f64 b) {                                                 \
    return (v_f64){wasm_f64x2_##name(a.lo, b.lo), wasm_f64x2_##name(a.hi, b.hi)};                  \
  }
BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(div)
BINARY(lt)
BINARY(le)
#undef BINARY

#define UNARY(name)                                                                                \
  static inline v_f32 v_##name(v_f32 a) { return wasm_f32x4_##name(a); }                           \
  static inline v_f64 w_##name(v_f64 a) {                                                          \
    return (v_f64){wasm_f64x2_##name(a.lo), wasm_f64x2_##name(a.hi)};                              \
  }
UNARY(neg)
UNARY(abs)
UNARY(sqrt)
#undef UNARY

#if !defined(ST_FUSED)
static inline v_f32 v_muladd(v_f32 a, v_f32 b, v_f32 c) {
  return wasm_f32x4_add(wasm_f32x4_mul(a, b), c);
}
static inline v_f64 w_muladd(v_f64 a, v_f64 b, v_f64 c) { return w_add(w_mul(a, b), c); }
#elif defined(__wasm__)
static inline v_f32 v_muladd(v_f32 a, v_f32 b, v_f32 c) { return wasm_f32x4_relaxed_madd(a, b, c); }
static inline v_f64 w_muladd(v_f64 a, v_f64 b, v_f64 c) {
  return (v_f64){wasm_f64x2_relaxed_madd(a.lo, b.lo, c.lo),
                 wasm_f64x2_relaxed_madd(a.hi, b.hi, c.hi)};
}
#else
static inline v_f32 v_muladd(v_f32 a, v_f32 b, v_f32 c) {
  float x[4], y[4], z[4];
  wasm_v128_store(x, a);
  wasm_v128_store(y, b);
  wasm_v128_store(z, c);
  for (int i = 0; i < 4; i++) z[i] = __builtin_fmaf(x[i], y[i], z[i]);
  return wasm_v128_load(z);
}
static inline v_f64 w_muladd(v_f64 a, v_f64 b, v_f64 c) {
  double x[4], y[4], z[4];
  w_store(x, a);
  w_store(y, b);
  w_store(z, c);
  for (int i = 0; i < 4; i++) z[i] = __builtin_fma(x[i], y[i], z[i]);
  return w_load(z);
}
#endif

static inline v_f64 w_min(v_f64 a, v_f64 b) {
  return (v_f64){wasm_f64x2_pmin(a.lo, b.lo), wasm_f64x2_pmin(a.hi, b.hi)};
}
static inline v_f64 w_max(v_f64 a, v_f64 b) {
  return (v_f64){wasm_f64x2_pmax(a.lo, b.lo), wasm_f64x2_pmax(a.hi, b.hi)};
}
static inline v_f32 v_peak(v_f32 a, v_f32 b) {
  return wasm_i32x4_max(wasm_f32x4_abs(a), wasm_f32x4_abs(b));
}
static inline v_f32 v_low(v_f32 a, v_f32 b) {
  return wasm_i8x16_shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
}
static inline v_f32 v_high(v_f32 a, v_f32 b) {
  return wasm_i8x16_shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
}
static inline v_mask v_or(v_mask a, v_mask b) { return wasm_v128_or(a, b); }
static inline v_f32 v_sel(v_mask m, v_f32 a, v_f32 b) { return wasm_v128_bitselect(a, b, m); }
static inline v_f64 w_sel(w_mask m, v_f64 a, v_f64 b) {
  return (v_f64){wasm_v128_bitselect(a.lo, b.lo, m.lo), wasm_v128_bitselect(a.hi, b.hi, m.hi)};
}

static inline v128_t st_pow2_half(v128_t t) {
  return wasm_i64x2_add(wasm_i64x2_shl(t, 52), wasm_f64x2_splat(1));
}
static inline v_f64 w_pow2(v_f64 t) { return (v_f64){st_pow2_half(t.lo), st_pow2_half(t.hi)}; }
static inline v128_t st_bit_half(v128_t t, int bit) {
  v128_t one = wasm_v128_and(wasm_u64x2_shr(t, (uint32_t)bit), wasm_i64x2_splat(1));
  return wasm_i64x2_sub(wasm_i64x2_splat(0), one);
}
static inline w_mask w_bit(v_f64 t, int bit) {
  return (w_mask){st_bit_half(t.lo, bit), st_bit_half(t.hi, bit)};
}
static inline w_mask w_xor(w_mask a, w_mask b) {
  return (w_mask){wasm_v128_xor(a.lo, b.lo), wasm_v128_xor(a.hi, b.hi)};
}
static inline int w_any(w_mask m) { return wasm_v128_any_true(wasm_v128_or(m.lo, m.hi)); }
static inline int v_any_nan(v_f32 a) { return wasm_v128_any_true(wasm_f32x4_ne(a, a)); }

#endif
