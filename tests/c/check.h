/* The least a C test needs: CHECK counts and prints what does not hold, and main returns
 * failures(). */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int failed_checks = 0;

#define CHECK(condition, ...)                                                                      \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      failed_checks++;                                                                             \
      printf("%s:%d: %s: ", __FILE__, __LINE__, #condition);                                       \
      printf(__VA_ARGS__);                                                                         \
      printf("\n");                                                                                \
    }                                                                                              \
  } while (0)

static inline int failures(const char *name) {
  printf("%s: %d failed\n", name, failed_checks);
  return failed_checks > 0;
}

#endif
