/* Noise in training data: pixels that are not the image's, labels that are not true. */
#include "../kernels/random.h"
#include "../strata.h"

/* Blocks of draws: pixels from 0 on, the label far behind any image's pixels. */
static const uint64_t label_block = ST_MAX_INPUT;

/* A draw has 24 bits to decide by and 8 bits for a pixel. */
static uint32_t threshold(double share) { return (uint32_t)(share * (1 << 24)); }

static void spoil_pixels(uint8_t *pixels, int input, st_source source, uint32_t limit) {
  uint32_t draw[4];
  for (int i = 0; i < input; i++) {
    if (i % 4 == 0) st_draw4(source, (uint64_t)i / 4, draw);
    if (draw[i % 4] >> 8 < limit) pixels[i] = (uint8_t)draw[i % 4];
  }
}

static void spoil_label(uint8_t *label, st_source source, uint32_t limit, const uint8_t *classes,
                        int count) {
  uint32_t draw[4];
  st_draw4(source, label_block, draw);
  if (count < 2 || draw[0] >> 8 >= limit) return;
  int at = 0;
  while (at < count - 1 && classes[at] != *label) at++;
  *label = classes[((uint32_t)at + 1 + draw[1] % (uint32_t)(count - 1)) % (uint32_t)count];
}

void st_spoil(uint8_t *pixels, uint8_t *labels, int32_t n, int32_t input, uint32_t first,
              const st_noise *noise) {
  for (int i = 0; i < n; i++) {
    const st_source source = {noise->seed, ST_STREAM_DATA, first + (uint32_t)i, 0};
    spoil_pixels(pixels + (size_t)i * (size_t)input, input, source, threshold(noise->pixels));
    spoil_label(labels + i, source, threshold(noise->labels), noise->classes, noise->class_count);
  }
}
