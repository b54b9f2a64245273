/* The engine by its public functions, and by net.h where a promise is about the inside. */
#include "../../c/engine/net.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT = 20, ROWS = 300, CLASSES = 10 };

static float images[ROWS * INPUT];
static uint8_t pixels[ROWS * INPUT]; /* mostly zero, as images are */
static uint8_t labels[ROWS];

static void add_linear(st_spec *spec, int units) {
  const st_layer layer = {ST_LINEAR, units, 1, 0, {0, 0}};
  spec->layers[spec->layer_count++] = layer;
}

static void add_activation(st_spec *spec, int act) {
  st_layer layer = {ST_ACTIVATION, 0, 0, act, {0, 0}};
  for (int i = 0; i < 2; i++) layer.param[i] = st_act_table[act].params[i].initial;
  spec->layers[spec->layer_count++] = layer;
}

static st_spec start_spec(int optimizer) {
  st_spec spec = {.input = INPUT, .loss = ST_LOSS_cross_entropy, .optimizer = optimizer, .seed = 7};
  for (int i = 0; i < ST_HYPER; i++) spec.hyper[i] = st_opt_table[optimizer].hyper[i].initial;
  return spec;
}

/* linear, prelu, linear, rrelu, linear, tanh, linear: every kind of layer at an odd width */
static st_spec mixed_spec(int optimizer) {
  st_spec spec = start_spec(optimizer);
  add_linear(&spec, 33);
  add_activation(&spec, ST_ACT_prelu);
  add_linear(&spec, 17);
  add_activation(&spec, ST_ACT_rrelu);
  add_linear(&spec, 9);
  add_activation(&spec, ST_ACT_tanh);
  add_linear(&spec, CLASSES);
  return spec;
}

static st_net *build(const st_spec *spec, const st_kernels *kernels) {
  st_why why;
  CHECK(st_check(spec, &why) == ST_OK, "layer %d field %d", why.layer, (int)why.field);
  const size_t bytes = st_bytes(spec);
  st_net *net = NULL;
  CHECK(st_init(&net, aligned_alloc(64, (bytes + 63) / 64 * 64), bytes, spec, kernels) == ST_OK,
        "init");
  return net;
}

static uint64_t hash_of(const st_net *net) {
  uint32_t halves[2];
  st_fingerprint(net, halves);
  return (uint64_t)halves[1] << 32 | halves[0];
}

static st_report step(st_net *net, int rows) {
  const st_input x = {NULL, images, NULL, NULL};
  const st_answers t = {labels, NULL};
  st_report report = {0};
  st_step(net, x, t, rows, &report);
  return report;
}

static void test_backends_agree(void) {
  for (int opt = 0; opt < ST_OPT_COUNT; opt++) {
    const st_spec spec = mixed_spec(opt);
    st_net *a = build(&spec, &st_kernels_scalar);
    st_net *b = build(&spec, &st_kernels_simd128);
    CHECK(hash_of(a) == hash_of(b), "initial parameters, optimiser %d", opt);
    for (int i = 0; i < 5; i++) {
      const st_report ra = step(a, 131), rb = step(b, 131);
      CHECK(ra.loss == rb.loss, "optimiser %d step %d: %g %g", opt, i, ra.loss, rb.loss);
    }
    CHECK(hash_of(a) == hash_of(b), "trained parameters, optimiser %d", opt);
    free(a);
    free(b);
  }
}

static void test_chunks_do_not_matter(void) {
  const st_spec spec = mixed_spec(ST_OPT_adam);
  st_net *a = build(&spec, &st_kernels_simd128);
  for (int i = 0; i < 3; i++) step(a, ROWS);
  static const int chunks[] = {1, 7, 100};
  for (int i = 0; i < 3; i++) {
    st_net *b = build(&spec, &st_kernels_simd128);
    b->chunk = chunks[i];
    for (int j = 0; j < 3; j++) step(b, ROWS);
    CHECK(hash_of(a) == hash_of(b), "chunks of %d", chunks[i]);
    free(b);
  }
  free(a);
}

/* relu behind pixels: lists in every product, a last column and a last row without a partner */
static st_spec listed_spec(int optimizer) {
  st_spec spec = start_spec(optimizer);
  spec.input = INPUT - 1;
  add_linear(&spec, 37);
  add_activation(&spec, ST_ACT_relu);
  add_linear(&spec, 21);
  add_activation(&spec, ST_ACT_relu);
  add_linear(&spec, CLASSES);
  return spec;
}

static st_report pixel_step(st_net *net, int rows, const uint32_t *const *packed) {
  const st_input x = {pixels, NULL, NULL, packed};
  const st_answers t = {labels, NULL};
  st_report report = {0};
  st_step(net, x, t, rows, &report);
  return report;
}

/* Compares five steps of a network with those of another: dense, packed, watched or in small
 * chunks. */
static void compare_ways(int optimizer, double momentum, int rows) {
  enum { LISTED, DENSE, PACKED, WATCHED, CHUNKS, WAYS };
  st_spec spec = listed_spec(optimizer);
  if (optimizer == ST_OPT_sgd) spec.hyper[1] = momentum;
  const int width = spec.input;
  const size_t words = st_pack_words(pixels, ROWS, width);
  CHECK(words > 0, "images are too dense to be packed");
  uint32_t *packing = malloc(words * sizeof *packing);
  const uint32_t *packed[ROWS];
  st_pack(pixels, ROWS, width, packing, packed);
  uint64_t hashes[WAYS];
  float gradients[WAYS][37 * (INPUT - 1)];
  for (int way = 0; way < WAYS; way++) {
    st_net *net = build(&spec, &st_kernels_simd128);
    if (way == WATCHED) st_watch(net, 1);
    if (way == CHUNKS) net->chunk = 7;
    for (int i = 0; i < 5; i++) {
      if (way == DENSE) net->wild = 1;
      pixel_step(net, rows, way == PACKED ? packed : NULL);
      CHECK(net->listed == (way != DENSE), "way %d: lists are used: %d", way, net->listed);
    }
    hashes[way] = hash_of(net);
    CHECK(st_get_tensor(net, 0, ST_PART_GRADIENT, gradients[way]) == ST_OK, "gradient");
    CHECK(hashes[way] == hashes[LISTED], "optimiser %d, %d rows: way %d", optimizer, rows, way);
    CHECK(memcmp(gradients[way], gradients[LISTED], sizeof *gradients) == 0,
          "optimiser %d, %d rows: gradient of way %d", optimizer, rows, way);
    free(net);
  }
  free(packing);
}

static void test_ways_agree(void) {
  static const int rows[] = {1, 2, 33, 128, ROWS};
  for (int i = 0; i < 5; i++) {
    compare_ways(ST_OPT_sgd, 0, rows[i]);
    compare_ways(ST_OPT_sgd, 0.9, rows[i]);
    compare_ways(ST_OPT_adam, 0, rows[i]);
  }
}

/* Descent in one pass does not look for overflow, so a bound has to keep it away from it. */
static void test_descent_reports_overflow(void) {
  st_spec spec = start_spec(ST_OPT_sgd);
  spec.hyper[0] = 1000;
  add_linear(&spec, 4);
  st_net *net = build(&spec, &st_kernels_simd128);
  const st_slot *slot = &net->slot[0];
  float *w = malloc((size_t)(slot->in * slot->out) * sizeof *w);
  for (int i = 0; i < slot->in * slot->out; i++) w[i] = i % 2 == 0 ? 3.4e38F : -3.4e38F;
  CHECK(st_set_tensor(net, 0, ST_PART_VALUE, w) == ST_OK, "set");
  for (int i = 0; i < slot->in * slot->out; i++) w[i] = 1e-30F;
  CHECK(st_set_tensor(net, 0, ST_PART_VALUE, w) == ST_OK, "set");
  static const uint8_t bright[INPUT] = {255};
  const st_input x = {bright, NULL, NULL, NULL};
  const float far[] = {3e36F, 0, 0, 0};
  const st_answers t = {NULL, far};
  st_report report = {0};
  net->spec.loss = ST_LOSS_mse_loss;
  CHECK(st_step(net, x, t, 1, &report) == ST_ERROR_NONFINITE && report.what == ST_WHAT_WEIGHT,
        "what %d", (int)report.what);
  CHECK(net->wild, "an infinite weight times a pixel of zero counts from now on");
  free(w);
  free(net);
}

static void test_learning(void) {
  st_spec spec = start_spec(ST_OPT_sgd);
  add_linear(&spec, 32);
  add_activation(&spec, ST_ACT_relu);
  add_linear(&spec, CLASSES);
  st_net *net = build(&spec, &st_kernels_simd128);
  const double first = step(net, ROWS).loss;
  for (int i = 0; i < 1500; i++) step(net, ROWS);
  const double last = step(net, ROWS).loss;
  CHECK(first > 2 && last < 0.5 * first, "loss %g to %g", first, last);
  free(net);
}

static void expect_refusal(const st_spec *spec, int layer, st_field field) {
  st_why why = {-9, ST_FIELD_NONE, 0};
  CHECK(st_check(spec, &why) == ST_ERROR_SPEC && why.layer == layer && why.field == field,
        "expected layer %d field %d, got %d %d", layer, (int)field, why.layer, (int)why.field);
}

static void test_refusals(void) {
  const st_spec good = mixed_spec(ST_OPT_sgd);
  st_spec bad = good;
  bad.input = ST_MAX_INPUT + 1;
  expect_refusal(&bad, -1, ST_FIELD_INPUT);
  bad = good;
  bad.layer_count = ST_MAX_LAYERS + 1;
  expect_refusal(&bad, -1, ST_FIELD_LAYERS);
  bad = good;
  bad.layers[2].units = ST_MAX_UNITS + 1;
  expect_refusal(&bad, 2, ST_FIELD_UNITS);
  bad.layers[2].units = 0;
  expect_refusal(&bad, 2, ST_FIELD_UNITS);
  bad = good;
  bad.layers[2].type = 5;
  expect_refusal(&bad, 2, ST_FIELD_TYPE);
  bad = good;
  bad.layers[3].activation = ST_ACT_COUNT;
  expect_refusal(&bad, 3, ST_FIELD_ACTIVATION);
  bad = good;
  bad.layers[3].param[0] = NAN;
  expect_refusal(&bad, 3, ST_FIELD_PARAM);
  bad.layers[3].param[0] = 0.5; /* above upper */
  expect_refusal(&bad, 3, ST_FIELD_PARAM);
  bad = good;
  bad.layers[0].units = bad.layers[2].units = ST_MAX_UNITS;
  expect_refusal(&bad, -1, ST_FIELD_PARAMETERS);
  bad = good;
  bad.loss = -1;
  expect_refusal(&bad, -1, ST_FIELD_LOSS);
  bad = good;
  bad.hyper[1] = -0.1;
  expect_refusal(&bad, 1, ST_FIELD_HYPER);
  bad = good;
  bad.init = ST_INIT_COUNT;
  expect_refusal(&bad, -1, ST_FIELD_INIT);
}

static void test_small_block(void) {
  const st_spec spec = mixed_spec(ST_OPT_adam);
  const size_t bytes = st_bytes(&spec);
  void *block = aligned_alloc(64, (bytes + 127) / 64 * 64);
  st_net *net = NULL;
  CHECK(st_init(&net, block, bytes - 1, &spec, &st_kernels_simd128) == ST_ERROR_MEMORY, "small");
  CHECK(st_init(&net, (char *)block + 4, bytes, &spec, &st_kernels_simd128) == ST_ERROR_MEMORY,
        "not aligned");
  CHECK(net == NULL, "result of a failure");
  free(block);
}

static void test_labels(void) {
  const st_spec spec = mixed_spec(ST_OPT_sgd);
  st_net *net = build(&spec, &st_kernels_simd128);
  uint8_t wrong[3] = {1, CLASSES, 2};
  const st_input x = {NULL, images, NULL, NULL};
  const st_answers t = {wrong, NULL};
  st_report report = {0};
  const uint64_t before = hash_of(net);
  CHECK(st_step(net, x, t, 3, &report) == ST_ERROR_LABEL, "label %d", CLASSES);
  CHECK(hash_of(net) == before && net->step == 0, "a refused step changed something");
  free(net);
}

/* A network whose numbers stop being finite where we choose. */
static void test_nonfinite(void) {
  st_spec spec = start_spec(ST_OPT_sgd);
  add_linear(&spec, 8);
  add_activation(&spec, ST_ACT_square);
  add_linear(&spec, CLASSES);
  st_net *net = build(&spec, &st_kernels_simd128);
  for (int i = 0; i < net->slot[0].count; i++) net->value[net->slot[0].at + (size_t)i] = 1e25F;
  const uint64_t before = hash_of(net);
  const st_report activation = step(net, 50);
  CHECK(activation.what == ST_WHAT_ACTIVATION && activation.layer == 1 && activation.at_step == 1,
        "what %d layer %d", (int)activation.what, activation.layer);
  CHECK(hash_of(net) == before, "parameters changed");
  for (int i = 0; i < net->slot[0].count; i++) net->value[net->slot[0].at + (size_t)i] = 1e-3F;
  spec.hyper[0] = 1000;
  spec.hyper[3] = 100;
  st_why why;
  CHECK(st_set_hyper(net, &spec, &why) == ST_OK, "hyper");
  st_report report = {0};
  for (int i = 0; i < 40 && report.what == ST_WHAT_NOTHING; i++) report = step(net, 50);
  CHECK(report.what != ST_WHAT_NOTHING, "a factor of 1e5 a step stayed finite");
  free(net);
}

static void test_watched_norms(void) {
  const st_spec spec = mixed_spec(ST_OPT_sgd);
  st_net *net = build(&spec, &st_kernels_simd128);
  st_watch(net, 1);
  step(net, 64);
  st_layer_norms norms;
  st_norms(net, 2, &norms);
  double sum = 0;
  for (int i = 0; i < net->slot_count; i++)
    if (net->slot[i].layer == 2)
      for (int j = 0; j < net->slot[i].count; j++) {
        const double g = (double)net->gradient[net->slot[i].at + (size_t)j];
        sum += g * g;
      }
  CHECK(fabs(norms.gradient - sqrt(sum)) <= 1e-12 * sqrt(sum), "%g %g", norms.gradient, sqrt(sum));
  CHECK(fabs(norms.update - 0.1 * norms.gradient) < 1e-5 * norms.update, "%g", norms.update);
  CHECK(st_norms(net, 99, &norms) == ST_ERROR_TENSOR, "layer 99");
  free(net);
}

static void test_shuffle(void) {
  enum { N = 4500, BLOCK = 2000 };
  static uint32_t order[N], again[N];
  static int seen[N];
  st_shuffle(order, N, BLOCK, 3, 0);
  st_shuffle(again, N, BLOCK, 3, 0);
  CHECK(memcmp(order, again, sizeof order) == 0, "not repeatable");
  int moved = 0;
  for (uint32_t i = 0; i < N; i++) {
    seen[order[i]]++;
    moved += order[i] != i;
    CHECK(order[i] / BLOCK == i / BLOCK, "%u left its block for %u", i, order[i]);
  }
  for (int i = 0; i < N; i++) CHECK(seen[i] == 1, "image %d drawn %d times", i, seen[i]);
  CHECK(moved > N - 50, "only %d moved", moved);
  st_shuffle(again, N, BLOCK, 3, 1);
  CHECK(memcmp(order, again, sizeof order) != 0, "epochs alike");
}

int main(void) {
  const st_source source = {1, 9, 0, 0};
  st_kernels_scalar.fill_uniform(ROWS * INPUT, images, source, 0, -1, 1);
  for (int i = 0; i < ROWS * INPUT; i++) pixels[i] = (uint8_t)(i * 31 % 17 < 3 ? i * 7 % 256 : 0);
  for (int i = 0; i < ROWS; i++) labels[i] = (uint8_t)(i * 7 % CLASSES);
  test_backends_agree();
  test_chunks_do_not_matter();
  test_ways_agree();
  test_descent_reports_overflow();
  test_learning();
  test_refusals();
  test_small_block();
  test_labels();
  test_nonfinite();
  test_watched_norms();
  test_shuffle();
  return failures("engine");
}
