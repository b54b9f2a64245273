/* Matrix products, dense and over lists, against plain loops, bit for bit: the order of summation is part
 * of their contract. Arrays are allocated to the byte, so that the address sanitizer sees any
 * overrun. */
#include "../../c/kernels/kernels.h"

#include "check.h"
#include "floats.h"

#include <stdlib.h>
#include <string.h>

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
      p.rows = 2 * lists.pairs;
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

/* Rows in pairs; the last of an odd number is left to itself, and written alone. */
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
    if (rows % 2 == 1) {
      const st_list last = {list + rows / 2 * depth, count[rows / 2]};
      backends[backend]->row_product(width, last, b, 0, bias, got + (size_t)(rows - 1) * stride);
    }
    CHECK(memcmp(want, got, (size_t)(rows + 1) * stride * sizeof *got) == 0,
          "%s pairs %d x %d x %d", names[backend], rows, width, depth);
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

/* One row times several strips, with and without numbers to start from. */
static void check_row(int width, int depth) {
  const size_t strip = (size_t)depth * ST_STRIP;
  const int strips = st_strips(width);
  float *a = floats((size_t)depth, 1);
  thin_out(a, depth);
  float *b = floats((size_t)strips * strip, 2);
  float *bias = floats((size_t)strips * ST_STRIP, 3);
  st_pair *list = malloc((size_t)depth * sizeof *list);
  st_list row = {list, 0};
  for (int k = 0; k < depth; k++)
    if (a[k] != 0) list[row.count++] = (st_pair){{a[k], 7}, (uint32_t)k * ST_STRIP * sizeof(float)};
  for (int backend = 0; backend < 3; backend++)
    for (int biased = 0; biased < 2; biased++) {
      float *got = floats((size_t)width + 1, 4);
      const float after = got[width];
      backends[backend]->row_product(width, row, b, strip, biased ? bias : NULL, got);
      for (int j = 0; j < width; j++) {
        float want = biased ? bias[j] : 0;
        for (int k = 0; k < depth; k++)
          if (a[k] != 0)
            want = fuse(a[k],
                        b[(size_t)(j / ST_STRIP) * strip + (size_t)(k * ST_STRIP + j % ST_STRIP)],
                        want, backend == 2);
        CHECK(want == got[j], "%s row %d x %d, output %d", names[backend], width, depth, j);
      }
      CHECK(got[width] == after, "%s row %d x %d writes beyond", names[backend], width, depth);
      free(got);
    }
  free(a);
  free(b);
  free(bias);
  free(list);
}

static void test_row_product(void) {
  for (int width = 1; width <= 5 * ST_STRIP; width++) check_row(width, 1 + width % 11);
  check_row(512, 784);
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

int main(void) {
  test_product();
  test_sparse_gradient();
  test_pair_product();
  test_row_product();
  test_to_strips();
  test_turn();
  return failures("products");
}
