/* Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC 2011), whose
 * known answers the tests check. Draw i of a source depends on the source and on i alone, so
 * results do not depend on who draws first. */
#ifndef ST_RANDOM_H
#define ST_RANDOM_H

#include "kernels.h"

/* Streams of one seed, so that drawing more of one does not disturb another. */
enum {
  ST_STREAM_INIT = 1,
  ST_STREAM_SHUFFLE = 2,
  ST_STREAM_NOISE = 3,
  ST_STREAM_DATA = 4,
  ST_STREAM_ROWS = 5
};

static inline void st_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    const uint64_t p0 = (uint64_t)0xd2511f53 * c0;
    const uint64_t p1 = (uint64_t)0xcd9e8d57 * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)p1;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)p0;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/* Draws 4 i to 4 i + 3 of the source, each uniform over all 32-bit numbers. */
static inline void st_draw4(st_source source, uint64_t i, uint32_t out[4]) {
  const uint32_t counter[4] = {(uint32_t)i, (uint32_t)(i >> 32), source.a, source.b};
  const uint32_t key[2] = {source.seed, source.stream};
  st_philox(counter, key, out);
}

#endif
