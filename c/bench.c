/* The kernels by themselves, as a module of its own for `npm run bench`: the dense product, and what
 * the machine gives at most. The build defines BENCH_FUSED for the fused kernels. */
#include "kernels/kernels.h"

#if defined(BENCH_FUSED)
#define ST_FUSED
#else
#define ST_SIMD128
#endif
#include "simd/v.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

/* Rows pass in chunks, as they do through the engine, and a chunk's block stays in the second cache. */
enum { LARGEST = 1024, ROWS = 128, DEPTH = 256 };

/* Bytes of scratch for any n and k up to LARGEST. */
int32_t EXPORT(bench_scratch_bytes)(void) { return LARGEST * LARGEST * (int32_t)sizeof(float); }

/* c[m][n] = a[m][k] b[k][n], repeated. b is first brought into strips, once, since that is how the
 * engine keeps weights. */
void EXPORT(bench_gemm)(int32_t m, int32_t n, int32_t k, const float *a, const float *b, float *c,
                        float *scratch, int32_t repeats) {
  ST_NAME(st_kernels).to_strips(k, n, b, scratch);
  st_product p = {.a = a, .a_row = (size_t)k, .a_col = 1, .c_row = (size_t)n};
  for (int32_t i = 0; i < repeats; i++)
    for (int32_t row = 0; row < m; row += ROWS)
      for (int32_t at = 0; at < k; at += DEPTH)
        for (int32_t first = 0; first < n; first += ST_STRIP) {
          p.rows = m - row < ROWS ? m - row : ROWS;
          p.depth = k - at < DEPTH ? k - at : DEPTH;
          p.width = n - first < ST_STRIP ? n - first : ST_STRIP;
          p.a = a + (size_t)row * p.a_row + at;
          p.b = scratch + (size_t)first * (size_t)k + (size_t)at * ST_STRIP;
          p.c = c + (size_t)row * p.c_row + first;
          p.start = at > 0 ? p.c : NULL;
          p.start_row = p.c_row;
          ST_NAME(st_kernels).product(&p);
        }
}

/* Multiplies and adds in registers alone: twelve independent chains cover the latency of both.
 * Returns the floating-point operations done. */
double EXPORT(bench_register_loop)(int32_t iterations) {
  enum { CHAINS = 12, STEPS = 4 };
  const v_f32 factor = v_splat(0.999F), term = v_splat(0.001F);
  v_f32 x[CHAINS];
  for (int i = 0; i < CHAINS; i++) x[i] = v_splat((float)i);
  for (int32_t i = 0; i < iterations; i++)
    for (int step = 0; step < STEPS; step++)
      for (int j = 0; j < CHAINS; j++) x[j] = v_muladd(x[j], factor, term);
  float lanes[4 * CHAINS];
  for (int i = 0; i < CHAINS; i++) v_store(lanes + 4 * i, x[i]);
  volatile float kept = 0; /* lest the loop be left out */
  for (int i = 0; i < 4 * CHAINS; i++) kept = lanes[i];
  (void)kept;
  return 2.0 * 4 * CHAINS * STEPS * iterations;
}
