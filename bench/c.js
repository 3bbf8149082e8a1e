// Writes a compiled program as C: one member at a time, and in blocks of members, slot by
// slot, the shape in which a C compiler does best. The arithmetic is the engine's, operation
// for operation and with its own kernel of exp, so the answers are the same to the last bit;
// what the engine also looks after (division by zero, numbers that are no longer finite, runs
// that fail and are told of) the C does not do. It is a yardstick, not a backend.
//
// Euler only, and only the operations that the benchmark's models use; anything else is
// refused by name.

/** What `cSource` cannot write. */
export class NotInC extends Error {}

const number = (x) => {
  if (x === Number.POSITIVE_INFINITY) return "INFINITY"
  if (x === Number.NEGATIVE_INFINITY) return "-INFINITY"
  const text = Object.is(x, -0) ? "-0.0" : String(x)
  return /[.e]/.test(text) ? `(${text})` : `(${text}.0)`
}

const comparison =
  (sign) =>
  ([a, b]) =>
    `(${a} ${sign} ${b} ? 1.0 : 0.0)`
const infix =
  (sign) =>
  ([a, b]) =>
    `(${a} ${sign} ${b})`
const chained = (name) => (args) => args.reduce((best, next) => `${name}(${best}, ${next})`)

/**
 * `lookup(x, x1, y1, ...)`: every line of the curve is worked out, then the right one chosen, the last first. A chain of
 * branches would be the interpreter's own words, but keep the compiler from running members side by side.
 */
function table([x, ...points]) {
  const lines = [`double y = ${points.at(-1)};`]
  for (let i = points.length - 2; i >= 2; i -= 2) {
    const slope = `((${points[i + 1]} - ${points[i - 1]}) / (${points[i]} - ${points[i - 2]}))`
    lines.push(`const double y${i} = ${points[i - 1]} + (x - ${points[i - 2]}) * ${slope};`)
    lines.push(`y = x <= ${points[i]} ? y${i} : y;`)
  }
  return `({const double x = ${x}; ${lines.join(" ")} x <= ${points[0]} ? ${points[1]} : y;})`
}

const operations = new Map([
  ...["+", "-", "*", "/"].map((sign) => [sign, infix(sign)]),
  ...["<", "<=", ">", ">=", "==", "!="].map((sign) => [sign, comparison(sign)]),
  ["negative", ([a]) => `(-${a})`],
  ["if", ([a, b, c]) => `(${a} != 0.0 ? ${b} : ${c})`],
  ["min", chained("lesser")],
  ["max", chained("greater")],
  ["clamp", ([x, low, high]) => `greater(${low}, lesser(${high}, ${x}))`],
  ["exp", ([x]) => `exponential(${x})`],
  ["saturate", ([x]) => `(1.0 / (1.0 + exponential(-${x})))`],
  ["sqrt", ([x]) => `sqrt(${x})`],
  ["abs", ([x]) => `fabs(${x})`],
  ["lookup", table],
])

// The kernel of src/math/elementary.ts for arguments that need no care (-708 < x < 709); beyond them the argument is held
// at the bound, which no run of the benchmark meets (its answers would differ).
const KERNEL = `
static inline double greater(double a, double b) { return a < b ? b : a; }
static inline double lesser(double a, double b) { return b < a ? b : a; }
static inline double exponential(double x) {
  x = greater(lesser(x, 709.0), -708.0);
  const double k = floor(x * 1.4426950408889634 + 0.5);
  const double high = x - k * 0.6931471803691238, low = k * 1.9082149292705877e-10;
  const double r = high - low, z = r * r;
  const double c = r - z * (0.16666666666666602 + z * -0.0027777777777015593 +
    z * z * (0.00006613756321437934 + z * -0.0000016533902205465252 + z * z * 4.1381367970572385e-8));
  const double y = 1.0 - (low - (r * c) / (2.0 - c) - high);
  const double marked = k + 6755399441055744.0; /* k in its lowest bits */
  uint64_t bits; double power;
  memcpy(&bits, &marked, 8);
  bits = (bits + 1023) << 52;
  memcpy(&power, &bits, 8);
  return y * power;
}
`

/**
 * The C of `program`, a whole file: reads runs x inputs from the file named first, runs them in the way named second
 * (0 one by one, 1 in blocks), writes seconds by the clock, seconds of processor time and each run's sum of final kept
 * values to its output, all doubles.
 *
 * @param kept numbers of the outputs that are saved
 * @param members runs in a block
 * @throws NotInC
 */
export function cSource(program, kept, members) {
  const {time, stocks, prelude, body, inputs, outputs, steps, every, lags, events, width} = program
  const no = (what) => {
    throw new NotInC(`the C of the benchmark has no ${what}`)
  }
  if (time.method !== "euler") no(`method ${time.method}`)
  if (lags.length > 0) no("fixed delays")
  if (events.length > 0) no("events")
  if (stocks.some((stock) => stock.holds.length > 0)) no("held stocks")
  const text = (code) => {
    if (code[0] === "n") return number(code[1])
    if (code[0] === "v") return `v${code[1]}`
    if (code[0] === "t") return no("time in equations")
    if (code[0] !== "f") return no(`code '${code[0]}'`)
    const write = operations.get(code[1]) ?? no(`function '${code[1]}'`)
    return write(code.slice(2).map(text))
  }
  const assign = ({slot, code}) => `const double v${slot} = ${text(code)};`
  const state = new Set(stocks.map(({slot}) => slot))
  const given = [...inputs.keys(), ...prelude.map(({slot}) => slot).filter((slot) => !state.has(slot))]
  const saved = kept.map((output) => outputs[output].slot)
  const computed = new Set(body.map(({slot}) => slot))
  const step = ({slot, low, high}, i) => {
    const next = `v${slot} + ${number(time.step)} * r${i}`
    if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) return next
    return `greater(${number(low)}, lesser(${number(high)}, ${next}))`
  }
  const load = (slots, where) => slots.map((slot) => `const double v${slot} = ${where(slot)};`).join(" ")
  const at = (slot) => `V[${slot * members} + j]`
  const rates = stocks.map(({rate}, i) => `const double r${i} = ${text(rate)};`).join("\n    ")
  const rows = Math.floor(steps / every) + 1 + (steps % every === 0 ? 0 : 1)
  const keep = saved.length
  return `#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#define MEMBERS ${members}
#define STEPS ${steps}
#define EVERY ${every}
#define INPUTS ${inputs.length}
#define KEPT ${keep}
#define ROWS ${rows}
${KERNEL}
static double V[${width} * MEMBERS] __attribute__((aligned(64)));

static void one(const double *restrict in, double *restrict out) {
  ${inputs.map((_, i) => `const double v${i} = in[${i}];`).join(" ")}
  ${prelude.map((line) => (state.has(line.slot) ? assign(line).replace("const ", "") : assign(line))).join("\n  ")}
  for (int k = 0;; k++) {
    ${body.map(assign).join("\n    ")}
    if (k % EVERY == 0 || k == STEPS) { ${saved.map((slot, i) => `out[${i}] = v${slot};`).join(" ")} out += KEPT; }
    if (k == STEPS) return;
    ${rates}
    ${stocks.map((stock, i) => `v${stock.slot} = ${step(stock, i)};`).join("\n    ")}
  }
}

static __attribute__((noinline)) void begin(double *restrict V) {
#pragma GCC ivdep
  for (int j = 0; j < MEMBERS; j++) {
    ${load([...inputs.keys()], at)}
    ${prelude.map((line) => `${assign(line)} ${at(line.slot)} = v${line.slot};`).join("\n    ")}
  }
}

/* Equations and, unless it is the last row, the step to the next. */
static __attribute__((noinline)) void advance(double *restrict V) {
#pragma GCC ivdep
  for (int j = 0; j < MEMBERS; j++) {
    ${load([...given, ...state], at)}
    ${body.map(assign).join("\n    ")}
    ${rates}
    ${stocks.map((stock, i) => `${at(stock.slot)} = ${step(stock, i)};`).join("\n    ")}
  }
}

/* The same, with what the equations give stored for saving. */
static __attribute__((noinline)) void show(double *restrict V) {
#pragma GCC ivdep
  for (int j = 0; j < MEMBERS; j++) {
    ${load([...given, ...state], at)}
    ${body.map(assign).join("\n    ")}
    ${saved
      .filter((slot) => computed.has(slot))
      .map((slot) => `${at(slot)} = v${slot};`)
      .join(" ")}
  }
}

static void block(const double *restrict in, double *restrict out) {
  memcpy(V, in, sizeof(double) * INPUTS * MEMBERS);
  begin(V);
  for (int k = 0;; k++) {
    if (k % EVERY == 0 || k == STEPS) {
      ${saved.some((slot) => computed.has(slot)) ? "show(V);" : ""}
      ${saved.map((slot, i) => `memcpy(out + ${i} * MEMBERS, V + ${slot} * MEMBERS, sizeof(double) * MEMBERS);`).join("\n      ")}
      out += KEPT * MEMBERS;
    }
    if (k == STEPS) return;
    advance(V);
  }
}

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  const int in_blocks = argc > 2 && argv[2][0] == '1';
  FILE *file = fopen(argv[1], "rb");
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  const long runs = ftell(file) / (long)(sizeof(double) * INPUTS);
  rewind(file);
  double *in = malloc(sizeof(double) * INPUTS * runs), *laid = malloc(sizeof(double) * INPUTS * (runs + MEMBERS));
  double *out = aligned_alloc(64, sizeof(double) * ROWS * KEPT * MEMBERS), *sums = calloc(runs + 2, sizeof(double));
  if (fread(in, sizeof(double) * INPUTS, runs, file) != (size_t)runs) return 2;
  const long blocks = (runs + MEMBERS - 1) / MEMBERS;
  for (long b = 0; b < blocks; b++)
    for (int i = 0; i < INPUTS; i++)
      for (int j = 0; j < MEMBERS; j++) {
        const long run = b * MEMBERS + j < runs ? b * MEMBERS + j : runs - 1;
        laid[(b * INPUTS + i) * MEMBERS + j] = in[run * INPUTS + i];
      }
  /* Once to warm up. */
  if (in_blocks) block(laid, out); else one(in, out);
  const double wall = seconds(CLOCK_MONOTONIC), work = seconds(CLOCK_PROCESS_CPUTIME_ID);
  if (in_blocks)
    for (long b = 0; b < blocks; b++) {
      block(laid + b * INPUTS * MEMBERS, out);
      for (int i = 0; i < KEPT; i++)
        for (int j = 0; j < MEMBERS && b * MEMBERS + j < runs; j++)
          sums[2 + b * MEMBERS + j] += out[((ROWS - 1) * KEPT + i) * MEMBERS + j];
    }
  else
    for (long run = 0; run < runs; run++) {
      one(in + run * INPUTS, out);
      for (int i = 0; i < KEPT; i++) sums[2 + run] += out[(ROWS - 1) * KEPT + i];
    }
  sums[0] = seconds(CLOCK_MONOTONIC) - wall;
  sums[1] = seconds(CLOCK_PROCESS_CPUTIME_ID) - work;
  fwrite(sums, sizeof(double), runs + 2, stdout);
  return 0;
}
`
}
