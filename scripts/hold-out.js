// The hold-out of a case: `node scripts/hold-out.js DIR` makes a variant of it that has seen nothing after the cut-off of
// its claims, fits it on its own and prints the hashes to register; `--score` then holds it against what came, if all of
// these texts are still those that were registered. Without options it is that of the bundled case
// (docs/cases/registration.md). The model's time is in weeks from 0, each of them saved.

import {createHash} from "node:crypto"
import {cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {readOptions, refuse} from "./options.js"
import "./typescript.js"

const root = fileURLToPath(new URL("..", import.meta.url))
const {calibrate, openDraws, parsePlausible, printPlausible} = await import("../src/calibrate/index.ts")
const {inModelTime, parseSeries} = await import("../src/case/index.ts")
const {crps} = await import("../src/check/index.ts")
const {compile, scenarioSettings} = await import("../src/engine/index.ts")
const {quantile7, sweepHere} = await import("../src/ensemble/index.ts")
const {parseModel, parseScenario} = await import("../src/model/index.ts")

const {values: asked, positionals} = readOptions(import.meta.url, {
  allowPositionals: true,
  options: {
    score: {type: "boolean", default: false},
    case: {type: "string", default: join(root, "cases/pakistan-taliban")},
    claims: {type: "string", default: join(root, "scripts/hold-out/claims.json")},
    data: {type: "string", default: "data/ucdp_deaths.csv"},
    registration: {type: "string", default: join(root, "docs/cases/registration.md")},
    draws: {type: "string", default: "10000"},
    keep: {type: "string", default: "140"},
    runs: {type: "string", default: "1000"},
  },
})
const [folder] = positionals

if (!folder) refuse("Say where the variant is to lie: node scripts/hold-out.js DIR [--score]")
const RUNS = Number(asked.runs)
const whole = asked.case
const claimsText = readFileSync(asked.claims, "utf8")
const {claims, until, without} = JSON.parse(claimsText)
const readIn = (dir, file) => readFileSync(join(dir, file), "utf8").replaceAll("\r\n", "\n")
const say = (line) => process.stdout.write(`${line}\n`)
const hashOf = (text) => createHash("sha256").update(text).digest("hex")

const modelText = readIn(whole, "model.yaml")
const model = parseModel(modelText, "model.yaml")
const replay = parseScenario(readIn(whole, "scenarios/replay.yaml"), "replay.yaml")
const days = (day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const cut = (days(until) + 1 - days(model.time.origin)) / 7
const settings = scenarioSettings(replay)
/** What had happened by the cut-off; nobody knows the end of what was in force. */
const known = {
  settings: settings
    .filter(({from}) => from === undefined || from < cut)
    .map(({to, ...one}) => (to === undefined || to > cut ? one : {...one, to})),
  events: replay.events.filter(({at}) => at < cut),
}
const file = asked.data
const series = parseSeries(readIn(whole, file), file)
const execute = async (plan) => sweepHere(plan)

if (!asked.score) {
  rmSync(folder, {recursive: true, force: true})
  cpSync(whole, folder, {recursive: true})
  const sets = readdirSync(folder).filter((name) => /^plausible.*\.csv$/.test(name))
  for (const name of [...without.map((one) => `documents/${one}`), ...sets]) rmSync(join(folder, name), {force: true})
  const rows = readIn(whole, file).split("\n")
  writeFileSync(
    join(folder, file),
    rows.filter((row) => !/^\d{4}-\d\d,/.test(row) || row.slice(0, 7) <= until.slice(0, 7)).join("\n"),
  )
  const seen = parseSeries(readIn(folder, file), file)
  const {calibration, plausible} = await calibrate({
    model,
    hash: hashOf(modelText),
    replay: {...replay, events: known.events},
    series: seen,
    until,
    runs: Number(asked.draws),
    keep: Number(asked.keep),
    seed: "1",
    execute,
  })
  writeFileSync(join(folder, "plausible.csv"), printPlausible(plausible))
  say(`kept ${calibration.kept} of ${calibration.runs}, farthest factor ${calibration.farthest.toFixed(3)}`)
}
if (!existsSync(join(folder, "plausible.csv"))) refuse(`${folder} holds no variant: leave --score out first`)
const setsText = readIn(folder, "plausible.csv")
const texts = {
  "model.yaml": modelText,
  "claims.json": claimsText,
  "what had happened": JSON.stringify(known),
  "plausible.csv": setsText,
}
for (const [name, text] of Object.entries(texts)) say(`${hashOf(text)}  ${name}`)

if (asked.score) {
  // Whoever scores what was changed in sight of the outcome scores nothing.
  const registered = readFileSync(asked.registration, "utf8")
  const other = Object.keys(texts).filter((name) => !registered.includes(hashOf(texts[name])))
  if (other.length > 0)
    refuse(
      `Not as it was registered in ${asked.registration}: ${other.join(", ")}. Score the texts that were registered, or register these before anything is seen of what they are scored on.`,
    )
}

if (asked.score) {
  const draws = openDraws(parsePlausible(setsText, "plausible.csv"), model, "plausible.csv")
  const worlds = {
    "what had happened by then": known,
    // Conditional: levers as they were pulled afterwards, none of the later events.
    "levers as they were pulled": {settings, events: known.events},
  }
  const save = [...new Set([...claims.flatMap(({quantity}) => quantity ?? []), ...series.map(({name}) => name)])]
  for (const [world, options] of Object.entries(worlds)) {
    const program = compile(model, options)
    const runs = sweepHere({program, runs: RUNS, seed: "1", save, inputs: draws.inputs(program, RUNS, "1")})
    const row = (run, quantity) => {
      const at = (run * runs.names.length + runs.names.indexOf(quantity)) * runs.time.length
      return runs.series.subarray(at, at + runs.time.length)
    }
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
    say(`\n${world}; ${runs.failures.length} of ${RUNS} runs failed`)
    let brier = 0
    const scored = claims.filter(({occurred}) => occurred !== false)
    for (const {id, condition} of claims.filter(({occurred}) => occurred === false))
      say(`${id.padEnd(5)} not scored: its condition did not come about${condition ? ` (${condition})` : ""}`)
    for (const {id, quantity, measure, from, to, above = -Infinity, below = Infinity, observed} of scored) {
      let so = 0
      for (let run = 0; run < RUNS; run++) {
        const course = row(run, quantity)
        const within = course.filter((_, i) => runs.time[i] >= from && runs.time[i] <= to)
        const [first, last] = [course[Math.round(from)], course[Math.round(to)]]
        const value = {
          max: () => Math.max(...within),
          mean: () => mean(within),
          at: () => last,
          rise: () => last - first,
          ratio: () => last / first,
        }[measure]()
        if (value > above && value < below) so++
      }
      const share = so / RUNS
      brier += (share - (observed ? 1 : 0)) ** 2 / scored.length
      say(`${id.padEnd(5)} ${share.toFixed(2)}  ${observed ? "came" : "did not come"}`)
    }
    if (scored.length > 0) say(`Brier score ${brier.toFixed(3)} (always 0.5: 0.250)`)
    for (const one of series) {
      const {points} = inModelTime(one, model.time)
      const past = points.filter(({time}) => time < cut).map(({value}) => value)
      const later = points.flatMap((point, i) =>
        point.time >= cut - 1e-9 ? [{...point, end: points[i + 1]?.time ?? point.time + 4.35}] : [],
      )
      let [own, last, year, inside] = [0, 0, 0, 0]
      for (const {time, end, value} of later) {
        const members = Float64Array.from({length: RUNS}, (_, run) =>
          mean(row(run, one.name).filter((_, i) => runs.time[i] >= time && runs.time[i] < end)),
        ).sort()
        const [p10, p50, p90] = [0.1, 0.5, 0.9].map((p) => quantile7(members, p))
        own += crps(members, value) / later.length
        last += Math.abs(past.at(-1) - value) / later.length
        year += crps(Float64Array.from(past.slice(-12)).sort(), value) / later.length
        if (value >= p10 && value <= p90) inside++
        say(
          `${one.name} week ${Math.round(time)}: observed ${value}, ${p10.toFixed(0)} ${p50.toFixed(0)} ${p90.toFixed(0)}`,
        )
      }
      say(
        `${one.name}: ${inside} of ${later.length} months inside; CRPS ${own.toFixed(0)}, last value ${last.toFixed(0)}, each of last 12 ${year.toFixed(0)}`,
      )
    }
  }
}
