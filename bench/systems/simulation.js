// The npm package `simulation` (AGPL), called as its documentation has it and measured from
// outside: a model is built from its primitives once, then parameters are set and
// `simulate()` runs. Nothing of it is part of Brink.

import {createRequire} from "node:module"
import {pathToFileURL} from "node:url"

const functions = new Map([
  ["max", "Max"],
  ["min", "Min"],
  ["exp", "Exp"],
  ["if", "IfThenElse"],
])

/** An equation in the package's words; names that it reads are added to `reads`. */
function words(expr, reads) {
  const again = (part) => words(part, reads)
  switch (expr.op) {
    case "number":
      return expr.value < 0 ? `(${expr.value})` : String(expr.value)
    case "name":
      reads.add(expr.name)
      return `[${expr.name}]`
    case "unary":
      return `(-${again(expr.of)})`
    case "binary":
      return `(${again(expr.left)} ${expr.fn} ${again(expr.right)})`
    case "call": {
      const name = functions.get(expr.fn)
      if (!name) throw new Error(`the bench does not know '${expr.fn}' in the words of simulation`)
      return `${name}(${expr.args.map(again).join(", ")})`
    }
  }
  throw new Error(`the bench does not know '${expr.op}' in the words of simulation`)
}

const number = (expr) => (expr.op === "unary" ? -number(expr.of) : expr.value)

/** @returns null where it is not installed. */
export async function openSimulation(model, runs) {
  let peer
  try {
    const require = createRequire(new URL("../peers/package.json", import.meta.url))
    peer = await import(pathToFileURL(require.resolve("simulation")).href)
  } catch (error) {
    if (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND") return null
    throw error
  }
  const {program, source, kept, inputs} = model
  const {start, stop, step} = source.time
  const made = new peer.Model({
    timeStart: start,
    timeLength: stop - start,
    timeStep: step,
    timeUnits: source.time.unit === "day" ? "Days" : "Weeks",
    algorithm: "Euler",
  })
  const primitives = new Map()
  const equations = []
  const flows = []
  for (const quantity of source.quantities) {
    const {name, kind} = quantity
    if (kind === "parameter" || kind === "lever") primitives.set(name, made.Variable({name, value: 0}))
    else if (kind === "stock") {
      primitives.set(name, made.Stock({name, initial: number(quantity.initial), type: "Store"}))
      flows.push([
        name,
        [...(quantity.inflows ?? []).map((f) => `+${f}`), ...(quantity.outflows ?? []).map((f) => `-${f}`)],
      ])
    } else equations.push([name, withSmooths(quantity.equation)])
  }

  /** Its own stock for a smooth, as in the other tools' models, so that no tool's SMOOTH is measured. */
  function withSmooths(expr) {
    if (expr.op === "binary") return {...expr, left: withSmooths(expr.left), right: withSmooths(expr.right)}
    if (expr.op !== "call") return expr
    const args = expr.args.map(withSmooths)
    if (expr.fn !== "smooth") return {...expr, args}
    const [of, tau, initial] = args
    const name = `smoothed_${equations.length}`
    const itself = {op: "name", name}
    primitives.set(name, made.Stock({name, initial: number(initial), type: "Store"}))
    const gap = {op: "binary", fn: "-", left: of, right: itself}
    flows.push([name, {op: "binary", fn: "/", left: gap, right: tau}])
    return itself
  }

  const links = []
  for (const [name, equation] of equations) {
    if (equation.op === "call" && equation.fn === "lookup") {
      const [of, ...points] = equation.args
      const values = points.flatMap((x, i) => (i % 2 ? [] : [{x: number(x), y: number(points[i + 1])}]))
      const converter = made.Converter({name, values, interpolation: "Linear"})
      primitives.set(name, converter)
      links.push([of.name, name])
      primitives.get(name).input = primitives.get(of.name)
    } else {
      const reads = new Set()
      primitives.set(name, made.Variable({name, value: words(equation, reads)}))
      for (const read of reads) links.push([read, name])
    }
  }
  for (const [from, to] of links) made.Link(primitives.get(from), primitives.get(to))
  for (const [name, rate] of flows) {
    const reads = new Set()
    const text = Array.isArray(rate)
      ? rate
          .map((flow) => {
            reads.add(flow.slice(1))
            return `${flow[0]}[${flow.slice(1)}]`
          })
          .join(" ")
          .replace(/^\+/, "")
      : words(rate, reads)
    const flow = made.Flow(null, primitives.get(name), {name: `net_${name}`, rate: text, nonNegative: false})
    for (const read of reads) if (read !== name) made.Link(primitives.get(read), flow)
  }

  const width = program.inputs.length
  const outputs = kept.map((output) => primitives.get(program.outputs[output].name))
  return {
    runs,
    run(sums) {
      for (let run = 0; run < runs; run++) {
        program.inputs.forEach(({name}, i) => {
          primitives.get(name).value = inputs[run * width + i]
        })
        const results = made.simulate()
        sums[run] = outputs.reduce((sum, output) => sum + results.series(output).at(-1), 0)
      }
    },
  }
}
