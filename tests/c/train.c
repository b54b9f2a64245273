/* Trains natively as the wasm modules do and prints the fingerprint, for comparison with them:
 *
 *   train BACKEND IMAGES LABELS COUNT BATCH EPOCHS SEED LOSS OPTIMIZER H… INIT P… LAYERS…
 *
 * IMAGES and LABELS are raw bytes; LOSS, OPTIMIZER and INIT row numbers, followed by ST_HYPER and 2
 * numbers; a layer is "L UNITS BIAS" or "A ROW P P". */
#include "../../c/kernels/kernels.h"
#include "../../c/strata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIXELS = 784, BLOCK = 2000 };

static char **words;

static double number(void) { return strtod(*words++, NULL); }
static int whole(void) { return atoi(*words++); }

static uint8_t *read_file(const char *path, size_t bytes) {
  uint8_t *data = malloc(bytes);
  FILE *file = fopen(path, "rb");
  if (file == NULL || fread(data, 1, bytes, file) != bytes) {
    fprintf(stderr, "%s does not hold %zu bytes\n", path, bytes);
    exit(2);
  }
  fclose(file);
  return data;
}

static void read_spec(st_spec *spec, char **end) {
  spec->input = PIXELS;
  spec->loss = whole();
  spec->optimizer = whole();
  for (int i = 0; i < ST_HYPER; i++) spec->hyper[i] = number();
  spec->init = whole();
  for (int i = 0; i < 2; i++) spec->init_param[i] = number();
  while (words < end && spec->layer_count < ST_MAX_LAYERS) {
    st_layer *layer = &spec->layers[spec->layer_count++];
    if (strcmp(*words++, "L") == 0) {
      layer->type = ST_LINEAR;
      layer->units = whole();
      layer->bias = whole();
    } else {
      layer->type = ST_ACTIVATION;
      layer->activation = whole();
      layer->param[0] = number();
      layer->param[1] = number();
    }
  }
}

int main(int argc, char **argv) {
  words = argv + 1;
  const st_kernels *kernels =
      strcmp(*words++, "scalar") == 0 ? &st_kernels_scalar : &st_kernels_simd128;
  const char *images_path = *words++, *labels_path = *words++;
  const int count = whole(), batch = whole(), epochs = whole();
  st_spec spec = {.seed = (uint32_t)number()};
  read_spec(&spec, argv + argc);
  st_why why;
  if (st_check(&spec, &why) != ST_OK) {
    fprintf(stderr, "layer %d, field %d: %g\n", why.layer, (int)why.field, why.value);
    return 2;
  }
  uint8_t *images = read_file(images_path, (size_t)count * PIXELS);
  uint8_t *labels = read_file(labels_path, (size_t)count);
  uint32_t *order = malloc((size_t)count * sizeof *order);
  const size_t bytes = st_bytes(&spec);
  st_net *net = NULL;
  if (st_init(&net, aligned_alloc(64, (bytes + 63) / 64 * 64), bytes, &spec, kernels) != ST_OK)
    exit(2);
  st_report report = {0};
  for (int epoch = 0; epoch < epochs; epoch++) {
    st_shuffle(order, (uint32_t)count, epoch == 0 ? BLOCK : (uint32_t)count, spec.seed,
               (uint32_t)epoch);
    const st_input x = {images, NULL, order, NULL};
    if (st_train(net, x, (st_answers){labels, NULL}, count, batch, &report) != ST_OK) exit(1);
  }
  uint32_t hash[2];
  st_fingerprint(net, hash);
  printf("%08x%08x %.17g\n", hash[1], hash[0], report.loss / report.steps);
  free(net);
  free(order);
  free(images);
  free(labels);
  return 0;
}
