/* Kernels against plain loops, bit for bit: the order of summation is part of their contract.
 * Arrays are allocated to the byte, so that the address sanitizer sees any overrun. */
#include "../../c/kernels/random.h"

#include "check.h"
#include "floats.h"

#include <stdlib.h>
#include <string.h>

/* Known answers of Philox4x32-10 from the paper's Random123 distribution (kat_vectors). */
static void test_philox(void) {
  static const struct {
    uint32_t counter[4], key[2], out[4];
  } known[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
       {0xffffffff, 0xffffffff},
       {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    uint32_t out[4];
    st_philox(known[i].counter, known[i].key, out);
    CHECK(memcmp(out, known[i].out, sizeof out) == 0, "vector %zu: %08x %08x %08x %08x", i, out[0],
          out[1], out[2], out[3]);
  }
}

/* A fill that starts anywhere gives the same numbers as one from the beginning. */
static void test_fill_is_positional(void) {
  float all[100], part[100];
  const st_source source = {5, 6, 7, 8};
  st_kernels_simd128.fill_uniform(100, all, source, 0, 2, 3);
  for (int first = 0; first < 20; first++) {
    st_kernels_simd128.fill_uniform(40, part, source, (uint64_t)first, 2, 3);
    CHECK(memcmp(part, all + first, 40 * sizeof *part) == 0, "from %d", first);
  }
  for (int i = 0; i < 100; i++) CHECK(all[i] >= 2 && all[i] <= 3, "%g", (double)all[i]);
}

typedef struct {
  float d[300];
  double sum;
} loss_result;

static loss_result run_loss(const st_kernels *k, int loss, int rows, int n, st_targets t) {
  loss_result result = {{0}, 0.25};
  float *x = floats((size_t)(rows * n), 11);
  for (int i = 0; i < rows * n; i++) x[i] *= 20;
  float *d = malloc((size_t)(rows * n) * sizeof *d);
  k->loss[loss](rows, n, x, t, d, 0.125, &result.sum);
  memcpy(result.d, d, (size_t)(rows * n) * sizeof *d);
  free(x);
  free(d);
  return result;
}

static void test_losses_agree(void) {
  static const uint8_t labels[] = {0, 1, 0, 2, 1, 0, 1};
  for (int loss = 0; loss < ST_LOSS_COUNT; loss++)
    for (int n = 3; n <= 9; n++) {
      const st_targets classes = {labels, NULL};
      const loss_result a = run_loss(&st_kernels_scalar, loss, 7, n, classes);
      const loss_result b = run_loss(&st_kernels_simd128, loss, 7, n, classes);
      CHECK(memcmp(&a, &b, sizeof a) == 0, "loss %d of %d outputs", loss, n);
    }
}

static void test_optimizers_agree(void) {
  for (int opt = 0; opt < ST_OPT_COUNT; opt++)
    for (int n = 4; n < 24; n += 4) {
      float *w[2], *s[2][ST_MAX_STATES];
      float *g = floats((size_t)n, 21);
      double h[ST_MAX_HYPER], c[8] = {0};
      for (int i = 0; i < ST_MAX_HYPER; i++) {
        const st_range range = st_opt_table[opt].hyper[i];
        h[i] = range.initial != 0 ? range.initial : range.max > 0.5 ? 0.5 : range.max;
      }
      for (int b = 0; b < 2; b++) {
        w[b] = floats((size_t)n, 22);
        for (int i = 0; i < ST_MAX_STATES; i++) s[b][i] = calloc((size_t)n, sizeof(float));
        for (int step = 1; step <= 3; step++) {
          st_opt_prepare(opt, h, step, c);
          CHECK(backends[b]->opt_step[opt](n, w[b], g, s[b], c), "optimiser %d", opt);
        }
      }
      CHECK(memcmp(w[0], w[1], (size_t)n * sizeof(float)) == 0, "optimiser %d, n = %d", opt, n);
      g[n - 1] = __builtin_inff();
      CHECK(!backends[1]->opt_step[opt](n, w[1], g, s[1], c), "optimiser %d hides an infinity",
            opt);
      for (int b = 0; b < 2; b++) {
        free(w[b]);
        for (int i = 0; i < ST_MAX_STATES; i++) free(s[b][i]);
      }
      free(g);
    }
}

static void test_peak(void) {
  static const float bad[] = {__builtin_inff(), -__builtin_inff(), __builtin_nanf("")};
  for (int backend = 0; backend < 3; backend++)
    for (int n = 1; n < 14; n++) {
      float *x = floats((size_t)n, 31);
      x[n / 2] = -3.4e38F;
      CHECK(backends[backend]->peak(n, x) == 3.4e38F, "%s n = %d", names[backend], n);
      for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++) {
          const float old = x[i];
          x[i] = bad[j];
          CHECK(backends[backend]->peak(n, x) == __builtin_inff(), "%s n = %d i = %d",
                names[backend], n, i);
          x[i] = old;
        }
      free(x);
    }
}

int main(void) {
  test_philox();
  test_fill_is_positional();
  test_losses_agree();
  test_optimizers_agree();
  test_peak();
  return failures("kernels");
}
