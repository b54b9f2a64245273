/* Writes rows of a generated data set to standard output as they lie in memory, for comparison with
 * the wasm modules: all inputs, then all labels or targets.
 *
 *   generate SET TEST NOISE LABELS SEED FIRST COUNT */
#include "../../c/strata.h"
#include "../../c/tables/tables.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 8) return 2;
  const st_generator g = {atoi(argv[1]), atoi(argv[2]), atof(argv[3]), atof(argv[4]),
                          (uint32_t)strtoul(argv[5], NULL, 10)};
  const int n = atoi(argv[7]);
  float *inputs = malloc((size_t)n * 4 * sizeof *inputs);
  uint8_t *labels = malloc((size_t)n);
  float *targets = malloc((size_t)n * sizeof *targets);
  if (st_generate(&g, (uint32_t)strtoul(argv[6], NULL, 10), n, inputs, labels, targets) != ST_OK)
    return 1;
  const st_data_info *row = &st_data_table[g.set];
  fwrite(inputs, sizeof *inputs, (size_t)(n * row->inputs), stdout);
  if (row->kind == ST_CLASSES)
    fwrite(labels, 1, (size_t)n, stdout);
  else
    fwrite(targets, sizeof *targets, (size_t)n, stdout);
  free(inputs);
  free(labels);
  free(targets);
  return 0;
}
