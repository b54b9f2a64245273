/* Writes the tables as a JavaScript module to standard output. Runs at build time, natively. */
#include "tables.h"

#include "../strata.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The fewest digits that read back as x. */
static void print_number(double x) {
  char text[32];
  if (isinf(x)) {
    printf("%sInfinity", x < 0 ? "-" : "");
    return;
  }
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, x);
    if (strtod(text, NULL) == x) break;
  }
  printf("%s", text);
}

static void print_string(const char *name, const char *text) {
  printf("\"%s\": \"", name);
  for (; *text != 0; text++) {
    if (*text == '"' || *text == '\\') putchar('\\');
    putchar(*text);
  }
  printf("\", ");
}

/* A token of the rows, which are in capitals, as a word. */
static void print_word(const char *name, const char *token) {
  printf("\"%s\": \"", name);
  for (; *token != 0; token++) putchar(tolower((unsigned char)*token));
  printf("\", ");
}

static void print_range(const char *name, double initial, double min, double max) {
  printf("{ \"name\": \"%s\", \"default\": ", name);
  print_number(initial);
  printf(", \"min\": ");
  print_number(min);
  printf(", \"max\": ");
  print_number(max);
  printf(" }, ");
}

static void print_choice(const char *name, int initial, const char *first, const char *second) {
  printf("{ \"name\": \"%s\", \"default\": \"%s\", \"choices\": [\"%s\", \"%s\"] }, ", name,
         initial != 0 ? second : first, first, second);
}

static void print_flag(const char *name, int initial) {
  printf("{ \"name\": \"%s\", \"default\": %s, \"flag\": true }, ", name,
         initial != 0 ? "true" : "false");
}

#define P0
#define P1(name, initial, min, max) print_range(name, initial, min, max);
#define P2(name, i0, min0, max0, name1, i1, min1, max1)                                            \
  print_range(name, i0, min0, max0);                                                               \
  print_range(name1, i1, min1, max1);
#define CHOICE(name, initial, first, second) print_choice(name, initial, first, second);
#define P1_CHOICE(name, initial, min, max, name1, first, second)                                   \
  print_range(name, initial, min, max);                                                            \
  print_choice(name1, 0, first, second);
#define H(name, initial, min, max) print_range(name, initial, min, max);
#define FLAG(name, initial)        print_flag(name, initial);
#define HYPER(...)                 __VA_ARGS__
#define RANGE(low, high)                                                                           \
  print_number(low);                                                                               \
  printf(", ");                                                                                    \
  print_number(high);

static void print_activations(void) {
#define ACT(key, label, group, torch, kind, params, rule, code, ref, dref, range, gain, ops, tex,  \
            source)                                                                                \
  printf("    { ");                                                                                \
  print_string("name", #key);                                                                      \
  print_string("label", label);                                                                    \
  print_word("group", #group);                                                                     \
  print_string("torch", torch);                                                                    \
  print_string("kind", #kind);                                                                     \
  print_string("rule", #rule);                                                                     \
  print_string("formula", tex);                                                                    \
  print_string("source", source);                                                                  \
  printf("\"params\": [");                                                                         \
  params printf("], \"range\": [");                                                                \
  range printf("] },\n");
#include "activations.def"
#undef ACT
}

static void print_losses(void) {
#define LOSS(key, label, shape, code, ref, dref, targets, tex)                                     \
  printf("    { ");                                                                                \
  print_string("name", #key);                                                                      \
  print_string("label", label);                                                                    \
  print_string("shape", #shape);                                                                   \
  print_string("targets", #targets);                                                               \
  print_string("formula", tex);                                                                    \
  printf("},\n");
#include "losses.def"
#undef LOSS
}

static void print_optimizers(void) {
#define OPT(key, label, torch, states, hyper, prepare, code, tex)                                  \
  printf("    { ");                                                                                \
  print_string("name", #key);                                                                      \
  print_string("label", label);                                                                    \
  print_string("torch", torch);                                                                    \
  print_string("formula", tex);                                                                    \
  printf("\"states\": %d, \"params\": [", states);                                                 \
  hyper printf("] },\n");
#include "optimizers.def"
#undef OPT
}

static void print_initializers(void) {
#define INIT(key, label, torch, params, rule, distribution, first, second, tex)                    \
  printf("    { ");                                                                                \
  print_string("name", #key);                                                                      \
  print_string("label", label);                                                                    \
  print_string("torch", torch);                                                                    \
  print_string("rule", #rule);                                                                     \
  print_string("formula", tex);                                                                    \
  printf("\"params\": [");                                                                         \
  params printf("] },\n");
#include "initializers.def"
#undef INIT
}

static void print_row(const char *name, const char *label, const char *torch, const char *tex) {
  printf("    { ");
  print_string("name", name);
  print_string("label", label);
  print_string("torch", torch);
  print_string("formula", tex);
  printf("\"params\": [");
}

static void print_schedules(void) {
#define SCHEDULE(key, label, torch, params, rate, python, tex)                                     \
  print_row(#key, label, torch, tex);                                                              \
  params printf("] },\n");
#include "schedules.def"
#undef SCHEDULE
}

static void print_clips(void) {
#define CLIP(key, label, torch, params, tex)                                                       \
  print_row(#key, label, torch, tex);                                                              \
  params printf("] },\n");
#include "clips.def"
#undef CLIP
}

/* What only exporters need, apart from the rows, so that a page without them does not load it. */
static void print_expressions(void) {
  printf("\nexport const expressions = {\n  \"activations\": {\n");
#define ACT(key, label, group, torch, kind, params, rule, code, ref, dref, range, gain, ops, ...)  \
  printf("    \"%s\": \"%s\",\n", #key, ops);
#include "activations.def"
#undef ACT
  printf("  },\n  \"schedules\": {\n");
#define SCHEDULE(key, label, torch, params, rate, python, tex)                                     \
  printf("    \"%s\": \"%s\",\n", #key, python);
#include "schedules.def"
#undef SCHEDULE
  printf("  },\n};\n");
}

static void print_counts(const char *name, int initial, int most) {
  printf("\"%s\": { \"default\": %d, \"min\": 1, \"max\": %d, \"integer\": true }, ", name, initial,
         most);
}

static void print_noise(double initial, double most, const char *unit) {
  printf("\"noise\": { \"default\": ");
  print_number(initial);
  printf(", \"min\": 0, \"max\": ");
  print_number(most);
  printf(", ");
  print_string("unit", unit);
  printf("}, ");
}

static void print_name(const char *name, const char *unit) {
  printf("{ ");
  print_string("name", name);
  print_string("unit", unit);
  printf("}, ");
}

static void print_datasets(void) {
#define ROWS(train, most_train, test, most_test)                                                   \
  print_counts("train", train, most_train);                                                        \
  print_counts("test", test, most_test);
#define NOISE(initial, most, unit) print_noise(initial, most, unit);
#define N(name, unit)              print_name(name, unit);
#define NAMES(inputs, target)                                                                      \
  printf("\"inputs\": [");                                                                         \
  inputs printf("], \"target\": ");                                                                \
  target
#define DATASET(key, label, source, kind, input, outputs, rows, noise, names, tex, text)           \
  printf("    { ");                                                                                \
  print_string("name", #key);                                                                      \
  print_string("label", label);                                                                    \
  print_string("source", #source);                                                                 \
  print_string("kind", #kind);                                                                     \
  printf("\"input\": %d, \"outputs\": %d, ", input, outputs);                                      \
  rows noise names print_string("formula", tex);                                                   \
  print_string("text", text);                                                                      \
  printf("},\n");
#include "datasets.def"
#undef DATASET
}

int main(void) {
  printf(
      "// Generated from c/tables by the build. Edit the rows there.\n\nexport const tables = {\n");
  printf("  \"limits\": { \"units\": %d, \"layers\": %d, \"parameters\": %d, \"input\": %d },\n",
         ST_MAX_UNITS, ST_MAX_LAYERS, ST_MAX_PARAMETERS, ST_MAX_INPUT);
  printf("  \"activations\": [\n");
  print_activations();
  printf("  ],\n  \"losses\": [\n");
  print_losses();
  printf("  ],\n  \"optimizers\": [\n");
  print_optimizers();
  printf("  ],\n  \"initializers\": [\n");
  print_initializers();
  printf("  ],\n  \"schedules\": [\n");
  print_schedules();
  printf("  ],\n  \"clips\": [\n");
  print_clips();
  printf("  ],\n  \"datasets\": [\n");
  print_datasets();
  printf("  ],\n};\n");
  print_expressions();
  return 0;
}
