// Writes the two models of the benchmark, each as model.yaml for Brink and as .mdl for its
// peers, from one description, so that all run the same equations in the same order.
// `node bench/models/write.js` after a change here; the files it writes are committed.
//
// `sir` is the textbook epidemic: 3 stocks, 4 auxiliaries, 1,000 steps. `big` has the size and
// mix of operations of a policy model, without its meaning: 25 stocks (one a smooth), 65
// auxiliaries with products, quotients, MAX, MIN, IF THEN ELSE, 8 exponentials (4 of them in a
// tanh-shaped saturation) and a table of 6 points; 1,320 steps, 10 uncertain parameters.

import {writeFileSync} from "node:fs"

/** Parameters are drawn within this share of their usual value. */
const SPREAD = 0.2
const STORES = 24
const CHAIN = 17
const GAINS = 10
const TABLE = [0, 0.1, 5, 0.45, 15, 0.8, 40, 1.1, 90, 1.35, 160, 1.5]

const rounded = (x) => Number(x.toPrecision(12))

/**
 * A model here: `time`, `parameters` [name, unit, usual value, varied], `stocks` [name, unit, initial, flows with their
 * signs], `auxiliaries` [name, unit, kind, equation in Brink's language].
 */
const sir = {
  name: "sir",
  title: "An epidemic in a closed population",
  time: {unit: "day", stop: 125, step: 0.125, save: 1},
  parameters: [
    ["infectivity", "1", 0.3, true],
    ["duration", "day", 5, true],
    ["contact_rate", "1/day", 1, true],
  ],
  stocks: [
    ["susceptible", "person", 990, ["-infection"]],
    ["infectious", "person", 10, ["+infection", "-recovery"]],
    ["recovered", "person", 0, ["+recovery"]],
  ],
  auxiliaries: [
    ["population", "person", "auxiliary", "susceptible + infectious + recovered"],
    ["exposure", "1/day", "auxiliary", "contact_rate * (infectious / population)"],
    ["infection", "person/day", "flow", "infectivity * susceptible * exposure"],
    ["recovery", "person/day", "flow", "infectious / duration"],
  ],
}

function big() {
  const store = (i) => `store_${1 + (i % STORES)}`
  const push = (i) => `push_${1 + (i % STORES)}`
  const gain = (i) => `gain_${1 + (i % GAINS)}`
  const chain = (i) => `chain_${1 + i}`
  const auxiliaries = []
  for (let i = 0; i < STORES; i++) {
    const [a, b, c, p] = [store(i), store(i + 1), store(i + 7), gain(i)]
    const equation = [
      `max(0, ${a} * ${p} - ${c} * 0.25)`,
      `min(${a} / (1 + ${b}), ${p} * 3 + ${c} * 0.01)`,
      `if(${a} > ${b}, ${a} * 0.02 + ${p}, ${b} * ${p})`,
      `exp(${a} * ${p} * (-0.05))`,
      `2 / (1 + exp((${a} - ${b}) * ${p} * (-0.2))) - 1`,
      `(${a} * ${p} + ${c} * 0.1) / (1 + ${a})`,
    ][i % 6]
    auxiliaries.push([push(i), "1", "auxiliary", equation])
  }
  auxiliaries.push([chain(0), "1", "auxiliary", `lookup(${store(0)}, ${TABLE.join(", ")})`])
  auxiliaries.push([chain(1), "1", "auxiliary", `smooth(${push(2)}, 6, 5) / 2`])
  for (let k = 2; k < CHAIN; k++) {
    const link = `${push(k * 5)} * ${chain(k - 2)} * 0.1 + max(${push(k * 7)} * 0.05, ${chain(k - 1)} * 0.5)`
    auxiliaries.push([chain(k), "1", "auxiliary", k % 4 === 3 ? `min(${link}, 5)` : link])
  }
  for (let i = 0; i < STORES; i++) {
    const loss = rounded(0.01 + i / 1000)
    const grown = `${gain(i + 3)} * max(0, ${push(i)}) + ${chain(i % CHAIN)} * (1 - ${store(i)} * 0.02)`
    auxiliaries.push([`change_${i + 1}`, "1/week", "flow", `pace * (${grown} - ${store(i)} * ${loss})`])
  }
  return {
    name: "big",
    title: "Ninety variables, of no meaning",
    time: {unit: "week", stop: 330, step: 0.25, save: 1},
    parameters: [
      ...Array.from({length: GAINS}, (_, i) => [gain(i), "1", rounded(0.1 + i / 50), true]),
      ["pace", "1/week", 1, false],
    ],
    stocks: Array.from({length: STORES}, (_, i) => [store(i), "1", rounded(5 + i * 1.5), [`+change_${i + 1}`]]),
    auxiliaries,
  }
}

function yaml({name, title, time, parameters, stocks, auxiliaries}) {
  const because = 'because: [assumed: "a benchmark"]'
  const lines = [
    "format: brink/model@1",
    `name: ${name}`,
    `title: ${title}`,
    `time: {unit: ${time.unit}, start: 0, stop: ${time.stop}, step: ${time.step}, save: ${time.save}, method: euler}`,
    "quantities:",
  ]
  for (const [name, unit, usual, varied] of parameters) {
    const value = varied ? `{uniform: [${rounded(usual * (1 - SPREAD))}, ${rounded(usual * (1 + SPREAD))}]}` : usual
    lines.push(`  ${name}: {kind: parameter, unit: ${unit}, value: ${value}, ${because}}`)
  }
  for (const [name, unit, initial, flows] of stocks) {
    const of = (sign) => flows.filter((flow) => flow[0] === sign).map((flow) => flow.slice(1))
    const [into, out] = [of("+"), of("-")]
    const both = [into.length ? `inflows: [${into}], ` : "", out.length ? `outflows: [${out}], ` : ""].join("")
    lines.push(`  ${name}: {kind: stock, unit: ${unit}, initial: ${initial}, ${both}${because}}`)
  }
  for (const [name, unit, kind, equation] of auxiliaries)
    lines.push(`  ${name}: {kind: ${kind}, unit: ${unit}, equation: "${equation}", ${because}}`)
  return `${lines.join("\n")}\n`
}

/** An equation in Vensim's words. A `smooth` is a stock of its own there, so that no tool's own SMOOTH is measured. */
function vensim(equation, stocks) {
  const smooth = /smooth\((\w+), (\S+), (\S+)\)/.exec(equation)
  if (smooth) {
    stocks.push(["smoothed", `(${smooth[1]} - smoothed) / ${smooth[2]}`, smooth[3]])
    return equation.replace(smooth[0], "smoothed")
  }
  return equation
    .replace(/lookup\((\w+), ([^)]*)\)/, (_, x, table) => {
      const numbers = table.split(", ")
      const points = numbers.flatMap((x, i) => (i % 2 ? [] : [`(${x},${numbers[i + 1]})`]))
      return `WITH LOOKUP(${x}, ([(0,0)-(200,2)],${points}))`
    })
    .replaceAll("if(", "IF THEN ELSE(")
    .replace(/\b(max|min|exp)\(/g, (name) => name.toUpperCase())
}

function mdl({time, parameters, stocks, auxiliaries}) {
  const lines = ["{UTF-8}"]
  const levels = stocks.map(([name, , initial, flows]) => [
    name,
    flows.map((flow, i) => (i === 0 && flow[0] === "+" ? flow.slice(1) : flow)).join(""),
    initial,
  ])
  const say = (name, equation) => lines.push(`${name} = ${equation}`, "\t~\t~\t|", "")
  for (const [name, , usual] of parameters) say(name, usual)
  for (const [name, , , equation] of auxiliaries) say(name, vensim(equation, levels))
  for (const [name, rate, initial] of levels) say(name, `INTEG(${rate}, ${initial})`)
  say("INITIAL TIME", 0)
  say("FINAL TIME", time.stop)
  say("TIME STEP", time.step)
  say("SAVEPER", time.save)
  return lines.join("\n")
}

for (const model of [sir, big()]) {
  writeFileSync(new URL(`./${model.name}.yaml`, import.meta.url), yaml(model))
  writeFileSync(new URL(`./${model.name}.mdl`, import.meta.url), mdl(model))
}
