/* Which rows of a chunk make a pair: no result depends on it, but a pair of images that are alike has
 * fewer places, and so have its activations. */
#include "net.h"

/* An image as a set of places, coarser where it has more pairs of pixels than bits. */
enum { WORDS = 8, BITS = 64 * WORDS, PLACE = 0xffff };

/* Looking at more rows, or for narrower layers, costs as much as it saves. */
enum { WINDOW = 24, WIDE = 256 };

typedef struct {
  uint64_t bits[WORDS];
} st_places;

static st_places places_of(const uint32_t *pair, int pairs) {
  st_places places = {{0}};
  const int coarse = (pairs + BITS - 1) / BITS;
  for (; *pair != 0xffffffff; pair++) {
    const uint32_t place = coarse == 1 ? *pair & PLACE : (*pair & PLACE) / (uint32_t)coarse;
    places.bits[place / 64] |= (uint64_t)1 << place % 64;
  }
  return places;
}

static int in_common(const st_places *a, const st_places *b) {
  int count = 0;
  for (int i = 0; i < WORDS; i++) count += __builtin_popcountll(a->bits[i] & b->bits[i]);
  return count;
}

void st_match_neighbours(st_net *net, int rows) {
  for (int i = 0; i < rows + 1; i++) net->member[i] = (uint16_t)i;
}

void st_match_rows(st_net *net, int rows) {
  st_places places[ST_CHUNK];
  st_match_neighbours(net, rows);
  if (net->node[0].out < WIDE) return;
  for (int i = 0; i < rows; i++) places[i] = places_of(net->packed[i], (net->spec.input + 1) / 2);
  /* each row takes, of the next ones, the one it has most in common with */
  for (int i = 0; i + 2 < rows; i += 2) {
    int best = i + 1, most = -1;
    const int end = rows < i + 1 + WINDOW ? rows : i + 1 + WINDOW;
    for (int j = i + 1; j < end; j++) {
      const int common = in_common(&places[net->member[i]], &places[net->member[j]]);
      if (common <= most) continue;
      most = common;
      best = j;
    }
    const uint16_t taken = net->member[best];
    net->member[best] = net->member[i + 1];
    net->member[i + 1] = taken;
  }
}
