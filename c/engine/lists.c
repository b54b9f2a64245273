/* A batch's input as lists of what is not zero: by pairs of rows for the product, by pairs of columns
 * for the gradient.
 *
 * Pixels are packed first, or come packed: an image is then a list of pairs of pixels, each a number
 * with the pair's place, its first pixel << 16 and its second << 24, up to LAST. No branch depends on
 * an image's content, since the processor would guess many of them wrong. */
#include "net.h"

enum { GROUP = 8, PLACE = 0xffff, BYTES = ST_STRIP * sizeof(float) };
static const uint32_t LAST = 0xffffffff;

/* The gradient's lists pay up to about this share of pairs that are not empty. */
static const double sparse_below = 0.5;

static uint32_t pack_pair(const uint8_t *pixels, int i, int width) {
  const uint32_t second = i + 1 < width ? pixels[i + 1] : 0;
  return (uint32_t)i / 2 | (uint32_t)pixels[i] << 16 | second << 24;
}

/* Numbers of the groups of eight pixels that are not empty, the last one if it is not whole; how
 * many. */
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

/* Packs an image; out has room for all its pairs and one number. Returns the list's end. */
static uint32_t *pack_row(const uint8_t *pixels, int width, uint32_t *out) {
  uint16_t groups[ST_MAX_INPUT / GROUP + 1];
  const int count = find_groups(width, pixels, groups);
  for (int g = 0; g < count; g++) {
    const int first = groups[g] * GROUP;
    const int end = width - first < GROUP ? width : first + GROUP;
    for (int i = first; i < end; i += 2) {
      *out = pack_pair(pixels, i, width);
      out += *out > PLACE;
    }
  }
  *out++ = LAST;
  return out;
}

size_t st_pack_words(const uint8_t *pixels, int32_t n, int32_t input) {
  size_t pairs = 0;
  for (int32_t row = 0; row < n; row++, pixels += input)
    for (int i = 0; i < input; i += 2) pairs += pack_pair(pixels, i, input) > PLACE;
  const double most = sparse_below * (double)n * (double)((input + 1) / 2);
  return (double)pairs > most ? 0 : pairs + (size_t)n + 1;
}

void st_pack(const uint8_t *pixels, int32_t n, int32_t input, uint32_t *out,
             const uint32_t **lists) {
  for (int32_t row = 0; row < n; row++, pixels += input) {
    lists[row] = out;
    out = pack_row(pixels, input, out);
  }
}

/* The rows' packed images: those that came so, others packed now. */
static void find_packed(st_net *net, st_input x, int first, int rows) {
  const size_t width = (size_t)net->spec.input;
  for (int i = 0; i < rows; i++) {
    const size_t at = x.order != NULL ? x.order[first + i] : (size_t)(first + i);
    net->packed[i] = x.packed != NULL ? x.packed[at] : NULL;
    if (net->packed[i] != NULL) {
      net->touched += *net->packed[i];
      continue;
    }
    uint32_t *out = net->packing + (size_t)i * ((width + 1) / 2 + 1);
    net->packed[i] = out;
    pack_row(x.pixels + at * width, (int)width, out);
  }
}

static st_pair *list_place(st_pair *to, uint32_t place, float first, float second,
                           uint32_t counts) {
  to->at = place * BYTES;
  to->x[0] = first;
  to->x[1] = second;
  return to + (counts != 0);
}

/* Merges two packed images into one list; how long it is. */
static uint32_t merge_rows(const float *value, const uint32_t *first, const uint32_t *second,
                           st_pair *list) {
  st_pair *to = list;
  while ((*first & *second) != LAST) {
    const uint32_t a = *first & PLACE, b = *second & PLACE;
    const uint32_t place = a < b ? a : b;
    const uint32_t one = a == place ? *first >> 16 : 0;
    const uint32_t other = b == place ? *second >> 16 : 0;
    to = list_place(to, 2 * place, value[one & 255], value[other & 255], (one | other) & 255);
    to = list_place(to, 2 * place + 1, value[one >> 8], value[other >> 8], (one | other) >> 8);
    first += a == place;
    second += b == place;
  }
  return (uint32_t)(to - list);
}

/* Adds an image to the lists of its columns' pairs, each of which has room for rows. */
static void scatter_row(st_net *net, const uint32_t *pair, int rows, int row) {
  for (; *pair != LAST; pair++) {
    const uint32_t place = *pair & PLACE;
    st_pair *to = &net->pairs[(size_t)place * (size_t)rows + net->pair_count[place]++];
    to->at = (uint32_t)row * BYTES;
    to->x[0] = net->pixel[*pair >> 16 & 255];
    to->x[1] = net->pixel[*pair >> 24];
  }
}

static int list_pixels(st_net *net, st_input x, int first, int rows, int columns) {
  const int width = net->spec.input;
  find_packed(net, x, first, rows);
  net->packed[rows] = &LAST;
  st_match_rows(net, rows);
  size_t total = 0;
  for (int row = 0; row < rows; row += 2) {
    const uint32_t *one = net->packed[net->member[row]], *other = net->packed[net->member[row + 1]];
    net->rows_count[row / 2] =
        merge_rows(net->pixel, one, other, net->row_pairs + (size_t)(row / 2) * (size_t)width);
    total += net->rows_count[row / 2];
  }
  if (!st_pays(total, (rows + 1) / 2, width)) return 0;
  if (!columns) return 1;
  for (int i = 0; i < (width + 1) / 2; i++) net->pair_count[i] = 0;
  for (int row = 0; row < rows; row++) scatter_row(net, net->packed[row], rows, row);
  return 1;
}

int st_list_input(st_net *net, st_input x, int first, int rows, int columns) {
  if (net->pairs == NULL || net->wild) return 0;
  if (x.pixels != NULL) return list_pixels(net, x, first, rows, columns);
  const int width = net->spec.input;
  if (st_pair_rows(net, net->input, rows, width).pairs == 0) return 0;
  if (!columns) return 1;
  return st_pair_columns(net, net->input, rows, width, net->pairs, net->pair_count).pairs > 0;
}
