/* Kernels against plain loops, bit for bit: the order of summation is part of their contract.
 * Arrays are allocated to the byte, so that the address sanitizer sees any overrun. */
#include "../../c/kernels/random.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

static const st_kernels *const backends[] = {&st_kernels_scalar, &st_kernels_simd128,
                                             &st_kernels_fused};
static const char *const names[] = {"scalar", "simd128", "fused"};

static float *floats(size_t n, uint32_t seed) {
  float *x = malloc(n * sizeof *x + (n == 0));
  const st_source source = {seed, 9, 0, 0};
  st_kernels_scalar.fill_uniform((int)n, x, source, 0, -1, 1);
  return x;
}

static float fuse(float x, float y, float sum, int fused) {
  return fused ? __builtin_fmaf(x, y, sum) : x * y + sum;
}

/* The oracle of all products: c = start + a b, b being a strip. */
static void naive_product(const st_product *p, int fused) {
  for (int i = 0; i < p->rows; i++)
    for (int j = 0; j < p->width; j++) {
      float sum = p->start != NULL ? p->start[(size_t)i * p->start_row + (size_t)j] : 0;
      for (int k = 0; k < p->depth; k++)
        sum = fuse(p->a[(size_t)i * p->a_row + (size_t)k * p->a_col], p->b[k * ST_STRIP + j], sum,
                   fused);
      p->c[(size_t)i * p->c_row + (size_t)j] = sum;
    }
}

enum { FROM_ZERO, FROM_BIAS, FROM_C };

/* Sets zeros among x[n]: about as many as an image has. */
static void thin_out(float *x, int n) {
  for (int i = 0; i < n; i++)
    if (i * 7 % 5 != 0) x[i] = 0;
}

static void check_product(int rows, int width, int depth, int turned, int from) {
  const size_t stride = (size_t)width + 3;
  const size_t c_floats = (size_t)(rows - 1) * stride + (size_t)width;
  float *a = floats((size_t)(rows * depth), 1);
  thin_out(a, rows * depth);
  float *b = floats((size_t)depth * ST_STRIP, 2);
  float *bias = floats(ST_STRIP, 3);
  st_product p = {.rows = rows, .width = width, .depth = depth, .a = a, .b = b, .c_row = stride};
  p.a_row = turned ? 1 : (size_t)depth;
  p.a_col = turned ? (size_t)rows : 1;
  for (int backend = 0; backend < 3; backend++) {
    float *results[2];
    for (int i = 0; i < 2; i++) {
      results[i] = floats(c_floats, 4);
      p.c = results[i];
      p.start = from == FROM_ZERO ? NULL : from == FROM_BIAS ? bias : p.c;
      p.start_row = from == FROM_C ? stride : 0;
      if (i == 0) naive_product(&p, backend == 2);
      if (i == 1) backends[backend]->product(&p);
    }
    CHECK(memcmp(results[0], results[1], c_floats * sizeof *a) == 0,
          "%s %d x %d x %d turned %d from %d", names[backend], rows, width, depth, turned, from);
    for (int i = 0; i < 2; i++) free(results[i]);
  }
  free(a);
  free(b);
  free(bias);
}

static void test_product(void) {
  static const int sizes[] = {1, 2, 3, 5, 8, 31};
  for (int i = 0; i < 6; i++)
    for (int width = 1; width <= ST_STRIP; width++)
      for (int k = 0; k < 6; k++) {
        const int variant = (i + 2 * width + 3 * k) % 6;
        check_product(sizes[i], width, sizes[k], variant % 2, variant / 2);
      }
  /* across the blocks of the summed index */
  check_product(5, 16, 256, 0, FROM_BIAS);
  check_product(4, 12, 257, 1, FROM_C);
  check_product(3, 7, 784, 0, FROM_ZERO);
}

/* g[depth][width] = (g if add, else 0) + x transposed times delta, by plain loops */
static void naive_gradient(int rows, int depth, int width, const float *x, const float *delta,
                           float *g, int add, int fused) {
  for (int k = 0; k < depth; k++)
    for (int j = 0; j < width; j++) {
      float sum = add ? g[k * ST_STRIP + j] : 0;
      for (int i = 0; i < rows; i++)
        sum = fuse(x[i * depth + k], delta[i * ST_STRIP + j], sum, fused);
      g[k * ST_STRIP + j] = sum;
    }
}

static st_pair_lists list_pairs(int rows, int depth, const float *x, st_pair *list,
                                uint32_t *count) {
  const st_pair_lists lists = {list, count, NULL, (depth + 1) / 2, rows};
  for (int pair = 0; pair < lists.pairs; pair++) {
    count[pair] = 0;
    for (int i = 0; i < rows; i++) {
      const float left = x[i * depth + 2 * pair];
      const float right = 2 * pair + 1 < depth ? x[i * depth + 2 * pair + 1] : 0;
      if (left == 0 && right == 0) continue;
      const st_pair entry = {{left, right}, (uint32_t)i * ST_STRIP * sizeof(float)};
      list[pair * rows + (int)count[pair]++] = entry;
    }
  }
  return lists;
}

static void check_gradient(int rows, int depth, int width) {
  const size_t strip = (size_t)(depth + 1) / 2 * 2 * ST_STRIP;
  float *x = floats((size_t)(rows * depth), 1);
  thin_out(x, rows * depth);
  float *delta = floats((size_t)rows * ST_STRIP, 2);
  for (int i = 0; i < rows; i++)
    for (int j = width; j < ST_STRIP; j++) delta[i * ST_STRIP + j] = 0;
  st_pair *list = malloc((size_t)(rows * depth + rows) * sizeof *list);
  uint32_t *count = malloc(strip * sizeof *count);
  const st_pair_lists lists = list_pairs(rows, depth, x, list, count);
  for (int backend = 0; backend < 3; backend++)
    for (int add = 0; add < 2; add++) {
      const int fused = backend == 2;
      float *want = floats(strip, 5), *got = floats(strip, 5);
      float *descended = floats(strip, 6), *w = floats(strip, 6);
      naive_gradient(rows, depth, width, x, delta, want, add, fused);
      st_product p = {.width = width, .depth = rows, .b = delta, .c = got, .c_row = ST_STRIP};
      p.start = add ? got : NULL;
      p.start_row = ST_STRIP;
      backends[backend]->pair_product(&p, lists);
      backends[backend]->sparse_descent(lists, width, delta, descended, -0.25F);
      for (int k = 0; k < depth; k++)
        for (int j = 0; j < width; j++) {
          const int at = k * ST_STRIP + j;
          CHECK(want[at] == got[at], "%s gradient %d x %d x %d add %d", names[backend], rows, depth,
                width, add);
          if (!add)
            CHECK(descended[at] == fuse(-0.25F, want[at], w[at], fused), "%s descent %d x %d x %d",
                  names[backend], rows, depth, width);
        }
      free(want);
      free(got);
      free(descended);
      free(w);
    }
  free(x);
  free(delta);
  free(list);
  free(count);
}

static void test_sparse_gradient(void) {
  for (int width = 1; width <= ST_STRIP; width++)
    for (int depth = 1; depth < 8; depth++) check_gradient(1 + (width + depth) % 9, depth, width);
  check_gradient(128, 33, 16);
}

/* Rows in pairs, the last one alone if their number is odd: its partner goes nowhere that counts. */
static void check_pairs(int rows, int width, int depth) {
  float *a = floats((size_t)(rows * depth), 1);
  thin_out(a, rows * depth);
  float *turned = malloc((size_t)(rows * depth) * sizeof *turned);
  for (int i = 0; i < rows; i++)
    for (int k = 0; k < depth; k++) turned[k * rows + i] = a[i * depth + k];
  float *b = floats((size_t)depth * ST_STRIP, 2);
  float *bias = floats(ST_STRIP, 3);
  st_pair *list = malloc((size_t)((rows + 1) * depth) * sizeof *list);
  uint32_t *count = malloc((size_t)(rows + 1) * sizeof *count);
  const st_pair_lists lists = list_pairs(depth, rows, turned, list, count);
  const size_t stride = (size_t)width + 2;
  for (int backend = 0; backend < 3; backend++) {
    float *want = floats((size_t)(rows + 1) * stride, 4);
    float *got = floats((size_t)(rows + 1) * stride, 4);
    st_product p = {.rows = rows, .width = width, .depth = depth, .a = a, .b = b, .start = bias};
    p.a_row = (size_t)depth;
    p.a_col = 1;
    p.c_row = stride;
    p.c = want;
    naive_product(&p, backend == 2);
    p.c = got;
    backends[backend]->pair_product(&p, lists);
    CHECK(memcmp(want, got, (size_t)rows * stride * sizeof *got) == 0, "%s pairs %d x %d x %d",
          names[backend], rows, width, depth);
    free(want);
    free(got);
  }
  free(a);
  free(turned);
  free(b);
  free(bias);
  free(list);
  free(count);
}

static void test_pair_product(void) {
  for (int width = 1; width <= ST_STRIP; width++)
    for (int rows = 1; rows < 6; rows++) check_pairs(rows, width, 1 + (width * rows) % 11);
  check_pairs(128, 16, 300);
}

static void test_to_strips(void) {
  for (int cols = 1; cols < 40; cols++) {
    const size_t strips = (size_t)st_strips(cols);
    float *x = floats((size_t)(3 * cols), 8);
    float *out = floats(strips * 3 * ST_STRIP, 9);
    for (int backend = 0; backend < 3; backend++) {
      backends[backend]->to_strips(3, cols, x, out);
      for (int row = 0; row < 3; row++)
        for (int j = 0; j < (int)strips * ST_STRIP; j++) {
          const float got = out[(j / ST_STRIP * 3 + row) * ST_STRIP + j % ST_STRIP];
          CHECK(got == (j < cols ? x[row * cols + j] : 0), "%d columns, column %d", cols, j);
        }
    }
    free(x);
    free(out);
  }
}

static void test_turn(void) {
  for (int columns = 1; columns < 40; columns++) {
    const int width = 1 + columns * 7 % ST_STRIP;
    const size_t strip = (size_t)width * ST_STRIP;
    const size_t rounded = (size_t)(columns + 3) / 4 * 4;
    float *from = floats((size_t)st_strips(columns) * strip, 8);
    float *to = floats(rounded * ST_STRIP, 9);
    for (int backend = 0; backend < 3; backend++) {
      backends[backend]->turn(columns, width, from, strip, to);
      for (int j = 0; j < columns; j++)
        for (int k = 0; k < width; k++)
          CHECK(to[j * ST_STRIP + k] ==
                    from[(size_t)(j / ST_STRIP) * strip + (size_t)(k * ST_STRIP + j % ST_STRIP)],
                "%d x %d: %d, %d", columns, width, j, k);
    }
    free(from);
    free(to);
  }
}

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
  test_product();
  test_sparse_gradient();
  test_pair_product();
  test_to_strips();
  test_turn();
  test_philox();
  test_fill_is_positional();
  test_losses_agree();
  test_optimizers_agree();
  test_peak();
  return failures("kernels");
}
