// Speed of the engine: variables x steps x runs per second, interpreter beside compiled
// JavaScript beside worker threads, on one synthetic model. Run `npm run build` first, then
// `node bench/engine.js [runs]`. Rounds are interleaved and medians shown, so that a busy
// machine disturbs all alike; compare the ratios, not the figures.

import {performance} from "node:perf_hooks"
import {openExecutor} from "../dist/doors/workers.js"
import {compile, emit, interpret, rows} from "../dist/engine/index.js"
import {sample, seedOf} from "../dist/ensemble/index.js"
import {parseModel} from "../dist/model/index.js"

const ROUNDS = 7
const runs = Number(process.argv[2] ?? 1000)

/** 24 stocks, 24 flows and 40 auxiliaries with exponentials, a smooth and a lookup; 10 sampled parameters; 330 weeks by quarters. */
function synthetic() {
  const lines = [
    "format: brink/model@1",
    "name: synthetic",
    "time: {unit: week, start: 0, stop: 330, step: 0.25, save: 1, method: euler}",
    "quantities:",
  ]
  const because = 'because: [assumed: "a benchmark"]'
  for (let p = 0; p < 10; p++)
    lines.push(`  p${p}: {kind: parameter, unit: 1, value: {uniform: [0.${p + 1}, 1.${p + 1}]}, ${because}}`)
  for (let i = 0; i < 24; i++) {
    lines.push(`  s${i}: {kind: stock, unit: 1, initial: ${1 + i / 10}, inflows: [f${i}], range: [0, 100], ${because}}`)
    lines.push(`  f${i}: {kind: flow, unit: 1/week, equation: "(a${i} - s${i} * 0.1) / 4 / week", ${because}}`)
  }
  lines.push(`  week: {kind: parameter, unit: week, value: 1, ${because}}`)
  for (let i = 0; i < 40; i++) {
    const [s, q, before] = [`s${i % 24}`, `s${(i * 7 + 3) % 24}`, i > 0 ? `a${i - 1}` : "p0"]
    const equation =
      i % 5 === 0
        ? `p${i % 10} * exp(-${s} / 20) + 0.1 * ${q}`
        : i % 9 === 0
          ? `lookup(${s}, 0, 0.1, 5, 0.6, 10, 0.9, 40, 1) * p${i % 10} + 0.1 * ${before}`
          : i % 13 === 0
            ? `smooth(${s}, 8) * 0.1 + p${i % 10}`
            : `max(0, min(${s}, 10 - ${q} * 0.2)) * p${i % 10} / (1 + ${q}) + if(${before} > 1, 0.2, 0.1)`
    lines.push(
      `  a${i}: {kind: auxiliary, unit: 1, equation: "${equation.replace(", 8)", ", 8 * week)")}", ${because}}`,
    )
  }
  return parseModel(`${lines.join("\n")}\n`, "synthetic.yaml")
}

const program = compile(synthetic())
const variables = program.body.length + program.stocks.length
const inputs = sample(program, runs, "1")
const width = program.inputs.length
const into = new Float64Array(rows(program) * program.outputs.length)
const seed = seedOf("1")

const one = (runner, count) => {
  const start = performance.now()
  for (let run = 0; run < count; run++) runner.run(inputs.subarray(run * width, (run + 1) * width), into, {seed, run})
  return (variables * program.steps * count) / (performance.now() - start) / 1000
}
const pooled = async (execute) => {
  const start = performance.now()
  await execute({program, runs, seed: "1", save: ["s0", "s1", "a0", "a1"]})
  return (variables * program.steps * runs) / (performance.now() - start) / 1000
}

const contenders = {
  interpreter: () => one(interpret(program), 4),
  "compiled JavaScript": () => one(compiled, runs),
}
const compiled = emit(program)
const pools = [1, 2].map((workers) => openExecutor({workers}))
pools.forEach((pool, i) => {
  contenders[`ensemble, ${i + 1} thread${i ? "s" : ""}`] = () => pooled(pool.execute)
})
const speeds = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, run] of Object.entries(contenders)) {
    const speed = await run()
    // The first round warms up.
    if (round > 0) speeds[name].push(speed)
  }

const median = (xs) => xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)]
const base = median(speeds.interpreter)
console.log(
  `${variables} variables, ${program.steps} steps, ${runs} runs; million variable-steps a second, median of ${ROUNDS} (range)`,
)
for (const [name, xs] of Object.entries(speeds)) {
  const [low, high] = [Math.min(...xs), Math.max(...xs)]
  console.log(
    `${name.padEnd(22)} ${median(xs).toFixed(1).padStart(7)} (${low.toFixed(1)} - ${high.toFixed(1)})  ${(median(xs) / base).toFixed(0)} x interpreter`,
  )
}

// What a small plan costs beside its runs: many short ensembles of one program through a warm pool.
const many = 50
const start = performance.now()
for (let i = 0; i < many; i++) await pools[1].execute({program, runs: 2, seed: String(i), save: ["s0"]})
const each = (performance.now() - start) / many
console.log(
  `a plan of 2 runs: ${each.toFixed(2)} ms, of which ${((2 * variables * program.steps) / median(speeds["compiled JavaScript"]) / 1000).toFixed(2)} ms are the runs`,
)
for (const pool of pools) await pool.close()
