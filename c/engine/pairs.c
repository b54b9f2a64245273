/* Dense numbers as lists, where enough of them are zero, as behind rectifiers. Half of the numbers
 * being zero would not pay for a single row; of two rows or columns together a quarter is skipped,
 * and a pair shares what it loads. */
#include "net.h"

/* A list's step costs more than a dense one's by about the inverse. */
static const double dense_from = 0.9;

int st_pays(size_t entries, int pairs, int places) {
  return (double)entries < dense_from * (double)pairs * (double)places;
}

/* Numbers are handled as their bits: moving them between kinds of registers would cost more than all
 * else. */
static uint32_t bits_of(const float *x) {
  uint32_t bits;
  __builtin_memcpy(&bits, x, sizeof bits);
  return bits;
}

/* Writes an entry; 1 if one of the two is not zero, be it of either sign. */
static uint32_t write_pair(st_pair *to, uint32_t first, uint32_t second, int place) {
  __builtin_memcpy(&to->x[0], &first, sizeof first);
  __builtin_memcpy(&to->x[1], &second, sizeof second);
  to->at = (uint32_t)place * ST_STRIP * sizeof(float);
  return (first | second) << 1 != 0;
}

/* A look at the first row, lest all of a dense matrix be listed in vain. */
static int is_promising(const st_net *net, const float *x, int width) {
  if (net->wild) return 0;
  int zeros = 0;
  for (int i = 0; i < width; i++) zeros += bits_of(x + i) << 1 == 0;
  return zeros > width / 4;
}

st_pair_lists st_pair_rows(st_net *net, const float *x, int rows, int width) {
  st_pair_lists lists = {net->row_pairs, net->rows_count, net->member, 0, width};
  if (!is_promising(net, x, width)) return lists;
  size_t total = 0;
  for (int row = 0; row < rows; row += 2) {
    const float *first = x + (size_t)net->member[row] * (size_t)width;
    const float *second =
        row + 1 < rows ? x + (size_t)net->member[row + 1] * (size_t)width : net->zeros;
    st_pair *list = net->row_pairs + (size_t)row / 2 * (size_t)width;
    uint32_t count = 0;
    for (int i = 0; i < width; i++)
      count += write_pair(&list[count], bits_of(first + i), bits_of(second + i), i);
    net->rows_count[row / 2] = count;
    total += count;
  }
  if (st_pays(total, (rows + 1) / 2, width)) lists.pairs = (rows + 1) / 2;
  return lists;
}

st_pair_lists st_pair_columns(st_net *net, const float *x, int rows, int width, st_pair *to,
                              uint32_t *counts) {
  st_pair_lists lists = {to, counts, NULL, 0, rows};
  if (!is_promising(net, x, width)) return lists;
  const int pairs = (width + 1) / 2;
  for (int pair = 0; pair < pairs; pair++) counts[pair] = 0;
  for (int row = 0; row < rows; row++) {
    for (int i = 0; i < width; i += 2) {
      const uint32_t right = i + 1 < width ? bits_of(x + i + 1) : 0;
      st_pair *entry = &to[(size_t)(i / 2) * (size_t)rows + counts[i / 2]];
      counts[i / 2] += write_pair(entry, bits_of(x + i), right, row);
    }
    x += width;
  }
  size_t total = 0;
  for (int pair = 0; pair < pairs; pair++) total += counts[pair];
  if (st_pays(total, pairs, rows)) lists.pairs = pairs;
  return lists;
}
