/* A stdio harness over the C library: exp and tanh of its libm, in float32 and float64. libm has no sigmoid, relu or
 * gradients: they are composed as textbooks write them. POSIX, on a little-endian machine.
 *
 *   cc -O2 -ffp-contract=off -o harnesses/c/libm harnesses/c/libm.c -lm
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#define NAME "glibc"
#define VERSION gnu_get_libc_version()
#else
#define NAME "libm"
#define VERSION "unknown"
#endif

/* ---- kernels ---- */

typedef void Compute(const void *xs, const void *dys, void *results, size_t count);

#define KERNEL(name, type, expression)                                                   \
  static void name(const void *xs, const void *dys, void *results, size_t count) {       \
    const type *restrict x = xs, *restrict dy = dys;                                     \
    type *restrict result = results;                                                     \
    (void)dy;                                                                            \
    for (size_t i = 0; i < count; i++) result[i] = (expression);                         \
  }

static float sigmoidf(float x) { return 1 / (1 + expf(-x)); }
static double sigmoid(double x) { return 1 / (1 + exp(-x)); }
static float slope_sigmoidf(float x) { float y = sigmoidf(x); return y * (1 - y); }
static double slope_sigmoid(double x) { double y = sigmoid(x); return y * (1 - y); }
static float slope_tanhf(float x) { float y = tanhf(x); return 1 - y * y; }
static double slope_tanh(double x) { double y = tanh(x); return 1 - y * y; }

KERNEL(relu_forward_f, float, x[i] <= 0 ? 0 : x[i]) /* NaN is not ≤ 0, and −0 is */
KERNEL(relu_forward_d, double, x[i] <= 0 ? 0 : x[i])
KERNEL(relu_vjp_f, float, x[i] > 0 ? dy[i] : 0)
KERNEL(relu_vjp_d, double, x[i] > 0 ? dy[i] : 0)
KERNEL(sigmoid_forward_f, float, sigmoidf(x[i]))
KERNEL(sigmoid_forward_d, double, sigmoid(x[i]))
KERNEL(sigmoid_vjp_f, float, dy[i] * slope_sigmoidf(x[i]))
KERNEL(sigmoid_vjp_d, double, dy[i] * slope_sigmoid(x[i]))
KERNEL(tanh_forward_f, float, tanhf(x[i]))
KERNEL(tanh_forward_d, double, tanh(x[i]))
KERNEL(tanh_vjp_f, float, dy[i] * slope_tanhf(x[i]))
KERNEL(tanh_vjp_d, double, dy[i] * slope_tanh(x[i]))

static const struct kernel {
  const char *op, *pass, *dtype, *origin;
  size_t size;
  Compute *compute;
} kernels[] = {
  {"relu", "forward", "float32", "composed", sizeof(float), relu_forward_f},
  {"relu", "forward", "float64", "composed", sizeof(double), relu_forward_d},
  {"relu", "vjp", "float32", "composed", sizeof(float), relu_vjp_f},
  {"relu", "vjp", "float64", "composed", sizeof(double), relu_vjp_d},
  {"sigmoid", "forward", "float32", "composed", sizeof(float), sigmoid_forward_f},
  {"sigmoid", "forward", "float64", "composed", sizeof(double), sigmoid_forward_d},
  {"sigmoid", "vjp", "float32", "composed", sizeof(float), sigmoid_vjp_f},
  {"sigmoid", "vjp", "float64", "composed", sizeof(double), sigmoid_vjp_d},
  {"tanh", "forward", "float32", "native", sizeof(float), tanh_forward_f},
  {"tanh", "forward", "float64", "native", sizeof(double), tanh_forward_d},
  {"tanh", "vjp", "float32", "composed", sizeof(float), tanh_vjp_f},
  {"tanh", "vjp", "float64", "composed", sizeof(double), tanh_vjp_d},
};
enum { KERNELS = sizeof kernels / sizeof kernels[0] };

/* ---- requests: flat JSON objects, whose strings have no escapes ---- */

typedef struct {
  const char *start;
  size_t length;
} Text;

static void fail(const char *why) {
  fprintf(stderr, "libm: %s\n", why);
  exit(1);
}

static const char *blanks(const char *at) { return at + strspn(at, " \t\r\n"); }

/* A string without its quotes, or a number; moves `at` behind it. */
static Text value(const char **at) {
  int quoted = **at == '"';
  Text text = {*at + quoted, strcspn(*at + quoted, quoted ? "\"\\" : ",} \t\r\n")};
  *at = text.start + text.length + quoted;
  if (quoted && (*at)[-1] != '"') fail("a string that is not plain");
  return text;
}

/* The member of that name; its start is NULL where there is none. */
static Text member(const char *line, const char *name) {
  const char *at = blanks(line);
  if (*at != '{') fail("a request that is no object");
  do {
    at = blanks(at + 1);
    Text key = value(&at);
    at = blanks(at);
    if (*at != ':') fail("a member without a value");
    at = blanks(at + 1);
    Text found = value(&at);
    if (key.length == strlen(name) && !memcmp(key.start, name, key.length)) return found;
    at = blanks(at);
  } while (*at == ',');
  return (Text){NULL, 0};
}

static int is(Text text, const char *word) {
  return text.length == strlen(word) && !memcmp(text.start, word, text.length);
}

static long long number(const char *line, const char *name) {
  Text text = member(line, name);
  if (!text.start) fail("a number is missing");
  return atoll(text.start);
}

static void *room(size_t bytes) {
  void *memory = malloc(bytes ? bytes : 1);
  if (!memory) fail("out of memory");
  return memory;
}

/* ---- base64 ---- */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* What each letter stands for; −1 for what is none. */
static const signed char *worths(void) {
  static signed char table[256];
  if (table[0] == 0) {
    memset(table, -1, sizeof table);
    for (int i = 0; i < 64; i++) table[(unsigned char)letters[i]] = (signed char)i;
  }
  return table;
}

/* The bytes of a base64 text, to be freed; `bytes` becomes their count. */
static void *decode(Text text, size_t *bytes) {
  const signed char *worth = worths();
  unsigned char *out = room(text.length / 4 * 3 + 3), *at = out;
  uint32_t bits = 0;
  for (size_t i = 0; i < text.length && text.start[i] != '='; i++) {
    int letter = worth[(unsigned char)text.start[i]];
    if (letter < 0) fail("an array that is not base64");
    bits = bits << 6 | (uint32_t)letter;
    if (i % 4 != 0) *at++ = (unsigned char)(bits >> (6 - i % 4 * 2));
  }
  *bytes = (size_t)(at - out);
  return out;
}

/* Prints bytes as base64. */
static void encode(const unsigned char *in, size_t bytes) {
  char *text = room(bytes / 3 * 4 + 4), *at = text;
  for (size_t i = 0; i < bytes; i += 3) {
    size_t left = bytes - i;
    uint32_t bits = (uint32_t)in[i] << 16 | (left > 1 ? (uint32_t)in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
    *at++ = letters[bits >> 18];
    *at++ = letters[bits >> 12 & 63];
    *at++ = left > 1 ? letters[bits >> 6 & 63] : '=';
    *at++ = left > 2 ? letters[bits & 63] : '=';
  }
  fwrite(text, 1, (size_t)(at - text), stdout);
  free(text);
}

/* ---- commands: each prints the rest of the response, after seq ---- */

static void start(void) {
  printf(",\"identity\":{\"id\":\"libm\",\"name\":\"%s\",\"version\":\"%s\",\"language\":\"C, compiler %s\"},\"kernels\":[",
         NAME, VERSION, __VERSION__);
  for (int i = 0; i < KERNELS; i++)
    printf("%s{\"op\":\"%s\",\"pass\":\"%s\",\"dtype\":\"%s\",\"origin\":\"%s\"}", i ? "," : "", kernels[i].op,
           kernels[i].pass, kernels[i].dtype, kernels[i].origin);
  putchar(']');
}

static double elapsed(const struct kernel *kernel, const void *x, const void *dy, void *y, size_t count, long long calls) {
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (long long i = 0; i < calls; i++) kernel->compute(x, dy, y, count);
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec);
}

/* Nanoseconds per call of a sample that lasts so long: calls may have become faster than those that were tried out. */
static double sample(const struct kernel *kernel, const void *x, const void *dy, void *y, size_t count, long long calls,
                     double least) {
  double taken = 0;
  long long done = 0;
  for (; taken < least; done += calls) taken += elapsed(kernel, x, dy, y, count, calls);
  return taken / (double)done;
}

static void compute(const char *line, const struct kernel *kernel, int timed) {
  int paired = !strcmp(kernel->pass, "vjp");
  size_t bytes, other;
  void *x = decode(member(line, "x"), &bytes);
  void *dy = decode(member(line, paired ? "dy" : "x"), &other);
  if (bytes != other || bytes % kernel->size) fail("arrays of the wrong length");
  void *y = room(bytes);
  size_t count = bytes / kernel->size;
  if (timed) {
    long long samples = number(line, "samples"), least = number(line, "minSampleNs"), calls = 1;
    while (elapsed(kernel, x, dy, y, count, calls) < (double)least) calls *= 2;
    printf(",\"ns\":[");
    for (long long i = 0; i < samples; i++)
      printf("%s%.3f", i ? "," : "", sample(kernel, x, dy, y, count, calls, (double)least));
    putchar(']');
  } else {
    kernel->compute(x, dy, y, count);
    printf(",\"y\":\"");
    encode(y, bytes);
    putchar('"');
  }
  free(x);
  free(dy);
  free(y);
}

/* Computes where there is such a kernel, and says why where there is none. */
static void answer(const char *line, int timed) {
  Text op = member(line, "op"), pass = member(line, "pass"), dtype = member(line, "dtype");
  const char *reason = "no-op";
  for (int i = 0; i < KERNELS; i++) {
    if (!is(op, kernels[i].op)) continue;
    reason = "no-dtype";
    if (!is(pass, kernels[i].pass) || !is(dtype, kernels[i].dtype)) continue;
    compute(line, &kernels[i], timed);
    return;
  }
  printf(",\"unsupported\":{\"reason\":\"%s\",\"note\":\"libm computes relu, sigmoid and tanh in float32 and float64.\"}",
         reason);
}

int main(void) {
  char *line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, stdin) > 0) {
    Text cmd = member(line, "cmd");
    printf("{\"seq\":%lld", number(line, "seq"));
    if (is(cmd, "start")) start();
    else if (is(cmd, "run")) answer(line, 0);
    else if (is(cmd, "time")) answer(line, 1);
    else if (!is(cmd, "stop")) printf(",\"error\":{\"message\":\"no such command\"}");
    printf("}\n");
    fflush(stdout);
    if (is(cmd, "stop")) break;
  }
  free(line);
  return 0;
}
