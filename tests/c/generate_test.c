/* Generated data sets, whose numbers tests/engine/generate.test.js judges: what they write, and
 * training on numbers in any order. */
#include "../../c/kernels/kernels.h"
#include "../../c/strata.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 300 };

/* Arrays exactly as large as the set needs them, so that the sanitizer sees what goes past them. */
typedef struct {
  float *inputs;
  void *answers; /* labels or targets, */
  size_t size;   /* so large each */
} rows;

static rows make(st_generator g, uint32_t first, int n) {
  const st_data_info *row = &st_data_table[g.set];
  const size_t count = (size_t)n;
  const size_t size = row->kind == ST_VALUES ? sizeof(float) : 1;
  const rows made = {malloc(count * (size_t)row->inputs * sizeof(float)), malloc(count * size),
                     size};
  CHECK(st_generate(&g, first, n, made.inputs, made.answers, made.answers) == ST_OK, "set %d",
        g.set);
  return made;
}

static void forget(rows r) {
  free(r.inputs);
  free(r.answers);
}

static void test_rows_follow_from_their_number(void) {
  for (int set = 0; set < ST_DATA_COUNT; set++) {
    if (st_data_table[set].source != ST_GENERATED) continue;
    const size_t width = (size_t)st_data_table[set].inputs;
    const st_generator g = {set, 0, 0.3, 0.2, 4000000000};
    const rows all = make(g, 7, ROWS);
    const rows some = make(g, 100, 50);
    const int same = memcmp(all.inputs + 93 * width, some.inputs, 50 * width * sizeof(float));
    CHECK(same == 0, "inputs of set %d", set);
    const char *answers = (const char *)all.answers + 93 * all.size;
    CHECK(memcmp(answers, some.answers, 50 * some.size) == 0, "answers of set %d", set);
    forget(all);
    forget(some);
  }
}

static void test_other_sets_are_refused(void) {
  const int others[] = {-1, ST_DATA_COUNT, ST_DATA_mnist, ST_DATA_points, ST_DATA_samples};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    const st_generator g = {others[i], 0, 0, 0, 1};
    CHECK(st_generate(&g, 0, 1, NULL, NULL, NULL) == ST_ERROR_SPEC, "set %d", others[i]);
  }
}

static st_net *regression(const st_kernels *kernels) {
  st_spec spec = {.input = 1, .layer_count = 3, .loss = ST_LOSS_mse_loss, .seed = 3};
  spec.layers[0] = (st_layer){ST_LINEAR, 9, 1, 0, {0, 0}};
  spec.layers[1] = (st_layer){ST_ACTIVATION, 0, 0, ST_ACT_tanh, {0, 0}};
  spec.layers[2] = (st_layer){ST_LINEAR, 1, 1, 0, {0, 0}};
  spec.hyper[0] = 0.1;
  const size_t bytes = st_bytes(&spec);
  st_net *net = NULL;
  CHECK(st_init(&net, aligned_alloc(64, (bytes + 63) / 64 * 64), bytes, &spec, kernels) == ST_OK,
        "init");
  return net;
}

/* Batches larger than a chunk, a last one that is smaller. */
static void test_targets_come_in_the_order_of_rows(void) {
  const st_generator g = {ST_DATA_sine, 0, 0.1, 0, 1};
  const rows r = make(g, 0, ROWS);
  uint32_t order[ROWS];
  st_shuffle(order, ROWS, ROWS, 5, 1);
  const float *targets = r.answers;
  float x[ROWS], t[ROWS];
  for (int i = 0; i < ROWS; i++) {
    x[i] = r.inputs[order[i]];
    t[i] = targets[order[i]];
  }
  st_net *a = regression(&st_kernels_simd128), *b = regression(&st_kernels_scalar);
  st_report of_a = {0}, of_b = {0};
  const st_input ordered = {NULL, r.inputs, order, NULL};
  const st_status status = st_train(a, ordered, (st_answers){NULL, targets}, ROWS, 140, &of_a);
  CHECK(status == ST_OK && of_a.steps == 3, "status %d, %d steps", (int)status, of_a.steps);
  for (int first = 0; first < ROWS; first += 140) {
    const int n = ROWS - first < 140 ? ROWS - first : 140;
    st_step(b, (st_input){.numbers = x + first}, (st_answers){NULL, t + first}, n, &of_b);
  }
  uint32_t hash[2][2];
  st_fingerprint(a, hash[0]);
  st_fingerprint(b, hash[1]);
  CHECK(memcmp(hash[0], hash[1], sizeof *hash) == 0, "parameters");
  CHECK(of_a.loss == of_b.loss, "losses %.9g %.9g", of_a.loss, of_b.loss);
  free(a);
  free(b);
  forget(r);
}

int main(void) {
  test_rows_follow_from_their_number();
  test_other_sets_are_refused();
  test_targets_come_in_the_order_of_rows();
  return failures("generate_test");
}
