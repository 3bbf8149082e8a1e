// The bundled case as it was on 20 October 2025, week 218: what happened up to then is known, what is in force lasts as
// `lasts` has it, and sets that were fitted to what was known are drawn from.

import {readFileSync} from "node:fs"
import {drawsOf, livesOf, openCase} from "../../src/case/index.ts"
import {compile, type Setting, scenarioSettings} from "../../src/engine/index.ts"
import {column, inForceAt, lapsing, type Plan, type Runs, sweepHere} from "../../src/ensemble/index.ts"
import {openWorld} from "../../src/io/index.ts"
import {parseModel, parseScenario} from "../../src/model/index.ts"

const CASE = "cases/pakistan-taliban"
const text = (path: string) => readFileSync(new URL(`../../${CASE}/${path}`, import.meta.url), "utf8")
export const model = parseModel(text("model.yaml"), "model.yaml")
/** What a scenario of the case sets. */
export const settingsOf = (name: string) =>
  scenarioSettings(parseScenario(text(`scenarios/${name}.yaml`), `scenarios/${name}.yaml`))
const replay = parseScenario(text("scenarios/replay.yaml"), "scenarios/replay.yaml")
export const NOW = 218

const happened = scenarioSettings(replay)
  .filter(({from}) => (from ?? 0) < NOW)
  .map(({to, ...one}): Setting => (to !== undefined && to <= NOW ? {...one, to} : one))
const past = replay.events.filter(({at}) => at < NOW)

/** A lever held from FROM to TO, or on where there is no end. */
export const held = (name: string, value: number, from: number, to?: number): Setting => ({
  name,
  value,
  from,
  ...(to !== undefined && {to}),
  act: "=",
})

const opened = (async () => {
  const world = openWorld({workers: 1})
  const found = await openCase(CASE, world, {})
  const draws = drawsOf(found, {model}, world)
  await world.close()
  return {draws, lasts: livesOf(found, model).lasts ?? []}
})()

/** That many runs, with `more` set; what was in force on the day lapses, but for what `more` sets. */
export async function runsSince(runs: number, more: readonly Setting[], save: readonly string[]): Promise<Runs> {
  const {draws, lasts} = await opened
  const set = new Set(more.map(({name}) => name))
  const inForce = inForceAt(NOW, happened, model, lasts).filter(({lever}) => !set.has(lever.name))
  const lapses = new Set(inForce.map(({lever}) => lever.name))
  // What lapses is in the model itself, from its own beginning on; so is what went before it.
  const before = happened
    .filter(({name, to}) => !lapses.has(name) || to !== undefined)
    .map((one) => (set.has(one.name) && one.to === undefined ? {...one, to: NOW} : one))
  const program = compile(lapsing(model, inForce, NOW), {settings: [...before, ...more], events: past})
  const plan: Plan = {program, runs, seed: "1", save: [...save]}
  const execute = async (one: Plan) => sweepHere(one)
  return draws ? draws.executing(execute)(plan) : execute(plan)
}

/** Each run's value of `name` in each whole week of a span. */
export function weeks(all: Runs, name: string, from: number, to: number): number[][] {
  const at = Array.from({length: Math.floor(to) - Math.ceil(from) + 1}, (_, i) =>
    column(all, name, Math.ceil(from) + i),
  )
  return Array.from({length: at[0]!.length}, (_, run) => at.map((values) => values[run]!))
}

export const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length
export const median = (of: readonly number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]!
