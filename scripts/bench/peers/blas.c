// Training and inference by hand in C on OpenBLAS, one thread: a request a line in, an answer a line out.
//
// Weights are [in][out], so that the forward product needs no transposition. Bias, activation and derivatives are plain
// loops that the compiler turns into vectors, and the gradient's product adds straight into the weights, which makes it
// the SGD step as well. Compiled with -ffast-math: without it, expf stays scalar.
#include <cblas.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TRAIN = 60000, TEST = 10000, PIXELS = 784, CLASSES = 10, MAX_LAYERS = 8, EVAL_BATCH = 1000 };

typedef enum { NONE, RELU, SIGMOID } Activation;

typedef struct {
  int in, out;
  Activation activation;
  float *weight; // [in][out]
  float *bias;
  float *y; // activations, [batch][out]
  float *d; // their gradients, then those of what went into the activation
} Layer;

typedef struct {
  int count;
  Layer layers[MAX_LAYERS];
  float *x; // the batch, [batch][PIXELS]
} Net;

typedef struct {
  const uint8_t *images, *labels;
  float *pixels; // images / 255
} Split;

static uint64_t state;

static uint32_t random32(void) {
  state += 0x9e3779b97f4a7c15u;
  uint64_t z = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint32_t)(z >> 32);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *allocate(size_t bytes) {
  void *memory = NULL;
  if (posix_memalign(&memory, 64, bytes)) abort();
  return memory;
}

static float *floats(size_t count) {
  float *memory = allocate(count * sizeof(float));
  memset(memory, 0, count * sizeof(float));
  return memory;
}

// `layers` is like linear:128,relu,linear:10. Returns whether it is understood.
static int parse_layers(Net *net, const char *layers) {
  int in = PIXELS;
  net->count = 0;
  for (const char *p = layers; *p && *p != '"'; p += strcspn(p, ",\""), p += *p == ',') {
    if (!strncmp(p, "linear:", 7)) {
      if (net->count == MAX_LAYERS) return 0;
      const int out = atoi(p + 7);
      net->layers[net->count++] = (Layer){.in = in, .out = out};
      in = out;
    } else if (net->count && !strncmp(p, "relu", 4)) {
      net->layers[net->count - 1].activation = RELU;
    } else if (net->count && !strncmp(p, "sigmoid", 7)) {
      net->layers[net->count - 1].activation = SIGMOID;
    } else {
      return 0;
    }
  }
  return net->count > 0 && in == CLASSES;
}

// Kaiming before ReLU, Xavier otherwise, both uniform.
static void initialise(Net *net, int rows, uint32_t seed) {
  state = seed;
  net->x = floats((size_t)rows * PIXELS);
  for (int l = 0; l < net->count; l++) {
    Layer *layer = &net->layers[l];
    const size_t size = (size_t)layer->in * layer->out;
    const int fan = layer->activation == RELU ? layer->in : layer->in + layer->out;
    const float bound = sqrtf(6.0f / fan);
    layer->weight = floats(size);
    for (size_t i = 0; i < size; i++) layer->weight[i] = bound * (random32() * 0x1p-31f - 1);
    layer->bias = floats(layer->out);
    layer->y = floats((size_t)rows * layer->out);
    layer->d = floats((size_t)rows * layer->out);
  }
}

static void release(Net *net) {
  free(net->x);
  for (int l = 0; l < net->count; l++) {
    Layer *layer = &net->layers[l];
    free(layer->weight), free(layer->bias), free(layer->y), free(layer->d);
  }
}

// Adds the bias to each row beforehand, so that the product accumulates onto it.
static void forward(Net *net, const float *x, int rows) {
  for (int l = 0; l < net->count; l++) {
    const Layer *layer = &net->layers[l];
    const int in = layer->in, out = layer->out, size = rows * out;
    float *restrict y = layer->y;
    for (int r = 0; r < rows; r++) memcpy(y + (size_t)r * out, layer->bias, out * sizeof(float));
    if (rows == 1) {
      cblas_sgemv(CblasRowMajor, CblasTrans, in, out, 1, layer->weight, out, x, 1, 1, y, 1);
    } else {
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, out, in, 1, x, in, layer->weight,
                  out, 1, y, out);
    }
    if (layer->activation == RELU) {
      for (int i = 0; i < size; i++) y[i] = y[i] > 0 ? y[i] : 0;
    } else if (layer->activation == SIGMOID) {
      for (int i = 0; i < size; i++) y[i] = 1 / (1 + expf(-y[i]));
    }
    x = y;
  }
}

// The gradient of the mean cross-entropy by the logits: (softmax - target) / rows.
static void cross_entropy_gradient(const Layer *last, const uint8_t *labels, int rows) {
  for (int r = 0; r < rows; r++) {
    const float *restrict y = last->y + r * CLASSES;
    float *restrict d = last->d + r * CLASSES;
    float top = y[0], sum = 0;
    for (int c = 1; c < CLASSES; c++) top = y[c] > top ? y[c] : top;
    for (int c = 0; c < CLASSES; c++) d[c] = expf(y[c] - top);
    for (int c = 0; c < CLASSES; c++) sum += d[c];
    const float scale = 1 / (sum * rows);
    for (int c = 0; c < CLASSES; c++) d[c] *= scale;
    d[labels[r]] -= 1.0f / rows;
  }
}

// Turns the gradient by a layer's outputs into that by what went into its activation.
static void activation_gradient(const Layer *layer, int rows) {
  const float *restrict y = layer->y;
  float *restrict d = layer->d;
  const int size = rows * layer->out;
  if (layer->activation == RELU) {
    for (int i = 0; i < size; i++) d[i] = y[i] > 0 ? d[i] : 0;
  } else if (layer->activation == SIGMOID) {
    for (int i = 0; i < size; i++) d[i] *= y[i] * (1 - y[i]);
  }
}

// Backward pass and SGD step in one: a layer's input gradient is taken before its weights change.
static void backward(Net *net, int rows, float lr) {
  for (int l = net->count - 1; l >= 0; l--) {
    const Layer *layer = &net->layers[l], *below = l ? layer - 1 : NULL;
    const int in = layer->in, out = layer->out;
    if (below) {
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, in, out, 1, layer->d, out,
                  layer->weight, out, 0, below->d, in);
      activation_gradient(below, rows);
    }
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, in, out, rows, -lr,
                below ? below->y : net->x, in, layer->d, out, 1, layer->weight, out);
    float *restrict bias = layer->bias;
    for (int r = 0; r < rows; r++) {
      const float *restrict d = layer->d + (size_t)r * out;
      for (int o = 0; o < out; o++) bias[o] -= lr * d[o];
    }
  }
}

static double accuracy(Net *net, const Split *test) {
  int right = 0;
  for (int start = 0; start < TEST; start += EVAL_BATCH) {
    forward(net, test->pixels + (size_t)start * PIXELS, EVAL_BATCH);
    const float *y = net->layers[net->count - 1].y;
    for (int r = 0; r < EVAL_BATCH; r++, y += CLASSES) {
      int best = 0;
      for (int c = 1; c < CLASSES; c++) best = y[c] > y[best] ? c : best;
      right += best == test->labels[start + r];
    }
  }
  return (double)right / TEST;
}

static void train(Net *net, const Split *split, int images, int batch, float lr) {
  static uint32_t order[TRAIN];
  static uint8_t labels[TRAIN];
  for (int i = 0; i < images; i++) order[i] = i;
  for (int i = images - 1; i > 0; i--) {
    const uint32_t k = (uint64_t)random32() * (i + 1) >> 32, swapped = order[i];
    order[i] = order[k];
    order[k] = swapped;
  }
  for (int start = 0; start < images; start += batch) {
    const int rows = images - start < batch ? images - start : batch;
    for (int r = 0; r < rows; r++) {
      const uint32_t image = order[start + r];
      memcpy(net->x + r * PIXELS, split->pixels + (size_t)image * PIXELS, PIXELS * sizeof(float));
      labels[r] = split->labels[image];
    }
    forward(net, net->x, rows);
    cross_entropy_gradient(&net->layers[net->count - 1], labels, rows);
    backward(net, rows, lr);
  }
}

static void infer(Net *net, const Split *test, int images, int batch, float *logits) {
  for (int start = 0; start < images; start += batch) {
    const int rows = images - start < batch ? images - start : batch;
    memcpy(net->x, test->pixels + (size_t)start * PIXELS, (size_t)rows * PIXELS * sizeof(float));
    forward(net, net->x, rows);
    memcpy(logits, net->layers[net->count - 1].y, (size_t)rows * CLASSES * sizeof(float));
  }
}

// The value of a key in the object `depth` braces or brackets deep, or an empty string.
static const char *value_of(const char *json, int depth, const char *key) {
  const size_t length = strlen(key);
  for (int level = 0; *json; json++) {
    level += (*json == '{' || *json == '[') - (*json == '}' || *json == ']');
    if (*json != '"') continue;
    const char *text = json + 1;
    for (json = text; *json && *json != '"'; json++) json += *json == '\\' && json[1];
    if (!*json) break;
    const int found =
        level == depth && (size_t)(json - text) == length && !memcmp(text, key, length);
    if (found && json[1 + strspn(json + 1, " ")] == ':') {
      json += strcspn(json, ":") + 1;
      return json + strspn(json, " ");
    }
  }
  return "";
}

static const char *string_of(const char *json, int depth, const char *key) {
  const char *value = value_of(json, depth, key);
  return *value == '"' ? value + 1 : "";
}

static void answer(const char *line, const Split *training, const Split *test) {
  Net net;
  const int images = atoi(value_of(line, 1, "images"));
  const int trains = !strncmp(string_of(line, 1, "do"), "train\"", 6);
  const int batch = atoi(value_of(line, trains ? 2 : 1, "batch"));
  const float lr = (float)atof(value_of(line, 2, "lr"));
  const uint32_t seed = (uint32_t)strtoul(value_of(line, 1, "seed"), NULL, 10);
  if (!parse_layers(&net, string_of(line, 2, "layersText")) || batch < 1 || images < 1 ||
      images > (trains ? TRAIN : TEST)) {
    puts("{\"error\":\"the request is not understood\"}");
    return;
  }
  initialise(&net, batch > EVAL_BATCH ? batch : EVAL_BATCH, seed);
  float *logits = floats((size_t)batch * CLASSES);
  const double start = now();
  if (trains) {
    train(&net, training, images, batch, lr);
  } else {
    infer(&net, test, images, batch, logits);
  }
  printf("{\"seconds\":%.6f,\"images\":%d", now() - start, images);
  if (trains) printf(",\"accuracy\":%.4f", accuracy(&net, test));
  puts("}");
  free(logits);
  release(&net);
}

static Split split_of(const uint8_t *raw, int count) {
  Split split = {raw, raw + (size_t)count * PIXELS, floats((size_t)count * PIXELS)};
  for (size_t i = 0; i < (size_t)count * PIXELS; i++) split.pixels[i] = split.images[i] / 255.0f;
  return split;
}

int main(int argc, char **argv) {
  const size_t bytes = (size_t)(TRAIN + TEST) * (PIXELS + 1);
  uint8_t *raw = allocate(bytes);
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file || fread(raw, 1, bytes, file) != bytes) {
    puts("{\"error\":\"usage: blas DATA\"}");
    return 1;
  }
  fclose(file);
  const Split training = split_of(raw, TRAIN);
  const Split test = split_of(raw + (size_t)TRAIN * (PIXELS + 1), TEST);
  openblas_set_num_threads(1);
  setvbuf(stdout, NULL, _IOLBF, 0);
  // The configuration begins with name and version; what it was built with follows.
  const char *config = openblas_get_config();
  const size_t name = strcspn(config, " ") + 1;
  const int length = (int)(name + strcspn(config + name, " "));
  printf("{\"version\":\"%.*s, %s kernels\"}\n", length, config, openblas_get_corename());
  static char line[1 << 16];
  while (fgets(line, sizeof line, stdin)) answer(line, &training, &test);
  return 0;
}
