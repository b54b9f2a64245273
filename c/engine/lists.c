/* A batch's input as lists of what is not zero, for the sparse kernels. Most of an image is empty, so
 * eight bytes are looked at together first; within such a group numbers are written without a
 * branch, each over the last one if that was zero. */
#include "net.h"

enum { GROUP = ST_LIST_SLACK };

/* Dense products are faster from about this share of numbers that are not zero on. */
static const double sparse_below = 0.5;

static const uint8_t *pixel_row(const st_net *net, st_input x, int row) {
  const size_t at = x.order != NULL ? x.order[row] : (size_t)row;
  return x.pixels + at * (size_t)net->spec.input;
}

static int is_empty(const uint8_t *pixels) {
  uint64_t group;
  __builtin_memcpy(&group, pixels, sizeof group);
  return group == 0;
}

/* Appends the row's numbers that are not zero; up to GROUP more entries are overwritten. */
static st_entry *list_pixels(const st_net *net, const uint8_t *pixels, st_entry *to) {
  const int width = net->spec.input;
  for (int first = 0; first < width; first += GROUP) {
    const int end = width - first < GROUP ? width : first + GROUP;
    if (end - first == GROUP && is_empty(pixels + first)) continue;
    for (int i = first; i < end; i++) {
      to->at = (uint32_t)i * (ST_STRIP * sizeof(float));
      to->x = net->pixel[pixels[i]];
      to += pixels[i] != 0;
    }
  }
  return to;
}

static st_entry *list_numbers(int width, const float *x, st_entry *to) {
  for (int i = 0; i < width; i++) {
    to->at = (uint32_t)i * (ST_STRIP * sizeof(float));
    to->x = x[i];
    to += x[i] != 0;
  }
  return to;
}

int st_list_rows(st_net *net, st_input x, int first, int rows) {
  if (net->entries == NULL || net->wild) return 0;
  const size_t width = (size_t)net->spec.input;
  const size_t most = (size_t)(sparse_below * (double)rows * (double)width);
  st_entry *to = net->entries;
  for (int i = 0; i < rows; i++) {
    net->starts[i] = (uint32_t)(to - net->entries);
    if (net->starts[i] > most) return 0;
    to = x.pixels != NULL ? list_pixels(net, pixel_row(net, x, first + i), to)
                          : list_numbers((int)width, net->input + (size_t)i * width, to);
  }
  net->starts[rows] = (uint32_t)(to - net->entries);
  return net->starts[rows] <= most;
}

static void add_pair(st_net *net, int rows, int pair, int row, float left, float right) {
  const uint32_t count = net->pair_count[pair];
  st_pair *to = &net->pairs[(size_t)pair * (size_t)rows + count];
  to->at = (uint32_t)row * (ST_STRIP * sizeof(float));
  to->x[0] = left;
  to->x[1] = right;
  net->pair_count[pair] = count + (left != 0 || right != 0);
}

static void pair_pixels(st_net *net, const uint8_t *pixels, int rows, int row) {
  const int width = net->spec.input;
  for (int first = 0; first < width; first += GROUP) {
    const int end = width - first < GROUP ? width : first + GROUP;
    if (end - first == GROUP && is_empty(pixels + first)) continue;
    for (int i = first; i < end; i += 2)
      add_pair(net, rows, i / 2, row, net->pixel[pixels[i]],
               i + 1 < width ? net->pixel[pixels[i + 1]] : 0);
  }
}

st_pair_lists st_list_pairs(st_net *net, st_input x, int first, int rows) {
  const int width = net->spec.input;
  const st_pair_lists lists = {net->pairs, net->pair_count, (width + 1) / 2, rows};
  __builtin_memset(net->pair_count, 0, (size_t)lists.pairs * sizeof *net->pair_count);
  for (int row = 0; row < rows; row++) {
    if (x.pixels != NULL) {
      pair_pixels(net, pixel_row(net, x, first + row), rows, row);
    } else {
      const float *from = net->input + (size_t)row * (size_t)width;
      for (int i = 0; i < width; i += 2)
        add_pair(net, rows, i / 2, row, from[i], i + 1 < width ? from[i + 1] : 0);
    }
  }
  return lists;
}
