/* A batch's input as lists of what is not zero, for the sparse kernels: by rows for the product, and by
 * pairs of columns for the gradient.
 *
 * Most of an image is empty. Its groups of eight bytes that are not are found first, and then all of
 * their bytes are written down, each over the one before if that was zero: no branch depends on the
 * image, since the processor would guess many of them wrong. */
#include "net.h"

enum { GROUP = ST_LIST_SLACK, BYTES = ST_STRIP * sizeof(float) };

/* Dense products are faster from about this share of numbers that are not zero on. */
static const double sparse_below = 0.5;

/* Adds a number to the list at to if it counts; returns the list's end. */
static inline st_entry *add_entry(st_entry *to, int column, float x, int counts) {
  to->at = (uint32_t)column * BYTES;
  to->x = x;
  return to + counts;
}

/* Adds two neighbouring numbers of row to the list of their columns, which has room for rows, if one
 * counts. */
static inline void add_pair(st_net *net, int rows, int row, int pair, float left, float right,
                            int counts) {
  const uint32_t count = net->pair_count[pair];
  st_pair *to = &net->pairs[(size_t)pair * (size_t)rows + count];
  to->at = (uint32_t)row * BYTES;
  to->x[0] = left;
  to->x[1] = right;
  net->pair_count[pair] = count + (uint32_t)counts;
}

/* Numbers of the groups that are not empty, the last one if it is not whole; how many. */
static int find_groups(int width, const uint8_t *pixels, uint16_t *groups) {
  int count = 0;
  int group = 0;
  for (; (group + 1) * GROUP <= width; group++) {
    uint64_t bytes;
    __builtin_memcpy(&bytes, pixels + group * GROUP, sizeof bytes);
    groups[count] = (uint16_t)group;
    count += bytes != 0;
  }
  if (group * GROUP < width) groups[count++] = (uint16_t)group;
  return count;
}

/* A pair of pixels from i on; the last one may be alone. */
static inline st_entry *list_two(st_net *net, const uint8_t *pixels, int i, int is_pair, int rows,
                                 int row, int pairs, st_entry *to) {
  const int second = is_pair ? pixels[i + 1] : 0;
  const float left = net->pixel[pixels[i]];
  const float right = net->pixel[second];
  to = add_entry(to, i, left, pixels[i] != 0);
  if (is_pair) to = add_entry(to, i + 1, right, second != 0);
  if (pairs) add_pair(net, rows, row, i / 2, left, right, (pixels[i] | second) != 0);
  return to;
}

static inline __attribute__((always_inline)) st_entry *
list_pixels(st_net *net, const uint8_t *pixels, int rows, int row, const int pairs, st_entry *to) {
  const int width = net->spec.input;
  uint16_t groups[ST_MAX_INPUT / GROUP + 1];
  const int count = find_groups(width, pixels, groups);
  for (int g = 0; g < count; g++) {
    const int first = groups[g] * GROUP;
    if (first + GROUP <= width)
      for (int i = 0; i < GROUP; i += 2)
        to = list_two(net, pixels, first + i, 1, rows, row, pairs, to);
    else
      for (int i = first; i < width; i += 2)
        to = list_two(net, pixels, i, i + 1 < width, rows, row, pairs, to);
  }
  return to;
}

/* A packed image: its pairs as number of the pair, first pixel << 16 and second pixel << 24, up to
 * LAST. */
enum { PAIR_MASK = 0xffff };
static const uint32_t LAST = 0xffffffff;

static uint32_t pack_pair(const uint8_t *pixels, int i, int width) {
  const uint32_t second = i + 1 < width ? pixels[i + 1] : 0;
  return (uint32_t)i / 2 | (uint32_t)pixels[i] << 16 | second << 24;
}

size_t st_pack_words(const uint8_t *pixels, int32_t n, int32_t input) {
  size_t pairs = 0;
  for (int32_t row = 0; row < n; row++, pixels += input)
    for (int i = 0; i < input; i += 2) pairs += pack_pair(pixels, i, input) > PAIR_MASK;
  const double most = sparse_below * (double)n * (double)input / 2;
  return (double)pairs > most ? 0 : pairs + (size_t)n;
}

void st_pack(const uint8_t *pixels, int32_t n, int32_t input, uint32_t *out,
             const uint32_t **lists) {
  for (int32_t row = 0; row < n; row++, pixels += input) {
    lists[row] = out;
    for (int i = 0; i < input; i += 2) {
      const uint32_t pair = pack_pair(pixels, i, input);
      if (pair > PAIR_MASK) *out++ = pair;
    }
    *out++ = LAST;
  }
}

static inline __attribute__((always_inline)) st_entry *
list_packed(st_net *net, const uint32_t *pair, int rows, int row, const int pairs, st_entry *to) {
  for (; *pair != LAST; pair++) {
    const int i = 2 * (int)(*pair & PAIR_MASK);
    const uint32_t first = *pair >> 16 & 255, second = *pair >> 24;
    const float left = net->pixel[first], right = net->pixel[second];
    to = add_entry(to, i, left, first != 0);
    to = add_entry(to, i + 1, right, second != 0);
    if (pairs) add_pair(net, rows, row, i / 2, left, right, 1);
  }
  return to;
}

static st_entry *list_numbers(st_net *net, const float *x, int rows, int row, int pairs,
                              st_entry *to) {
  const int width = net->spec.input;
  for (int i = 0; i < width; i += 2) {
    const float right = i + 1 < width ? x[i + 1] : 0;
    to = add_entry(to, i, x[i], x[i] != 0);
    to = add_entry(to, i + 1, right, right != 0);
    if (pairs) add_pair(net, rows, row, i / 2, x[i], right, (x[i] != 0) | (right != 0));
  }
  return to;
}

static st_entry *list_row(st_net *net, st_input x, int first, int rows, int row, int pairs,
                          st_entry *to) {
  const size_t width = (size_t)net->spec.input;
  if (x.pixels == NULL)
    return list_numbers(net, net->input + (size_t)row * width, rows, row, pairs, to);
  const size_t at = x.order != NULL ? x.order[first + row] : (size_t)(first + row);
  if (x.packed != NULL && x.packed[at] != NULL)
    return pairs ? list_packed(net, x.packed[at], rows, row, 1, to)
                 : list_packed(net, x.packed[at], rows, row, 0, to);
  const uint8_t *pixels = x.pixels + at * width;
  return pairs ? list_pixels(net, pixels, rows, row, 1, to)
               : list_pixels(net, pixels, rows, row, 0, to);
}

int st_list_input(st_net *net, st_input x, int first, int rows, int pairs) {
  if (net->entries == NULL || net->wild) return 0;
  const double most = sparse_below * (double)rows * (double)net->spec.input;
  if (pairs)
    __builtin_memset(net->pair_count, 0, (size_t)(net->spec.input + 1) / 2 * sizeof(uint32_t));
  st_entry *to = net->entries;
  for (int row = 0; row < rows; row++) {
    net->starts[row] = (uint32_t)(to - net->entries);
    if (net->starts[row] > most) return 0;
    to = list_row(net, x, first, rows, row, pairs, to);
  }
  net->starts[rows] = (uint32_t)(to - net->entries);
  return net->starts[rows] <= most;
}
