/* All 2^32 floats through one activation at its defaults: exhaust NAME prints one line of JSON with
 * the worst errors, and a dot on standard error after every 64th of the way. Exit status 1 if a
 * limit is passed. */
#include "measure.h"

#include <stdio.h>

static void print_worst(const char *name, const worst *w, double limit) {
  printf("\"%s\": { \"ulp\": %.4f, \"at\": \"%a\", \"limit\": %g, \"over\": %ld, \"bounded\": %ld, "
         "\"absolute\": %.3g }",
         name, w->ulp, (double)w->at, limit, w->over, w->bounded, w->absolute);
}

int main(int argc, char **argv) {
  static float x[MEASURE_MAX];
  const int act = argc == 2 ? find_act(argv[1]) : -1;
  if (act < 0) {
    fprintf(stderr, "usage: exhaust ACTIVATION\n");
    return 2;
  }
  const st_range *range = st_act_table[act].params;
  const double p[2] = {range[0].initial, range[1].initial};
  worst_pair w = {{0}, {0}};
  int same = 1;
  const uint32_t chunks = (uint32_t)(0x100000000 / MEASURE_MAX);
  for (uint32_t chunk = 0; chunk < chunks; chunk++) {
    float_patterns(chunk * MEASURE_MAX, 1, MEASURE_MAX, x);
    measure(&st_kernels_simd128, act, p, MEASURE_MAX, x, &w, &same);
    if ((chunk + 1) % (chunks / 64) == 0) fputc('.', stderr);
  }
  printf("{ \"name\": \"%s\", ", argv[1]);
  print_worst("f", &w.f, F_LIMIT);
  printf(", ");
  print_worst("d", &w.d, D_LIMIT);
  printf(", \"consistent\": %s }\n", same ? "true" : "false");
  return w.f.over != 0 || w.d.over != 0 || !same;
}
