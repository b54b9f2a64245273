/* A vector of four floats (v_f32) and one of four doubles (v_f64), whatever the machine: every
 * kernel is written once on these words and compiled once per backend.
 *
 * - ST_SCALAR: plain C, lane by lane
 * - ST_SIMD128: WebAssembly SIMD128 (natively through SIMDe); equal to ST_SCALAR bit for bit
 * - ST_FUSED: as ST_SIMD128, but v_muladd and w_muladd round once (relaxed SIMD; natively fma)
 *
 * v_ words work on v_f32, w_ words on v_f64:
 *
 * - load, store, splat; load_n and store_n move only the first n of four (1 to 3), the rest being 0
 * - add, sub, mul, div, neg, abs, sqrt
 * - muladd(a, b, c): a * b + c, rounded twice unless the backend is fused
 * - min(a, b), max(a, b): a where the two do not compare, so a NaN in a stays
 * - peak(a, b): a or b, whichever is larger in size, a NaN being larger than an infinity; only its size
 *   is meant
 * - low(a, b), high(a, b): the first two lanes of both, and the last two, a's and b's in turn
 * - lt, le: masks, false where an operand is NaN; or(mask, mask); sel(mask, a, b): mask ? a : b
 *
 * and for the maths in v_math.h:
 *
 * - w_from_v, v_from_w: widen exactly, narrow with one rounding
 * - w_pow2(t), w_bit(t, b): 2 to the power of, and a mask of bit b of, the integer in a number that
 *   W_BIAS was added to
 * - w_xor(mask, mask); w_any(mask), v_any_nan(a): whether any lane is set, any lane is NaN
 */
#ifndef ST_V_H
#define ST_V_H

#include <stdint.h>

/* Adding 1.5 * 2^52 to a double below 2^51 in size rounds it to the nearest integer, which then
 * stands in the low bits. */
#define W_BIAS 6755399441055744.0

#if defined(ST_SCALAR)
#include "v_scalar.h"
#define ST_NAME(name) name##_scalar
#elif defined(ST_SIMD128)
#include "v_simd128.h"
#define ST_NAME(name) name##_simd128
#elif defined(ST_FUSED)
#include "v_simd128.h"
#define ST_NAME(name) name##_fused
#else
#error "define one of ST_SCALAR, ST_SIMD128, ST_FUSED"
#endif

#include "v_math.h"

#endif
