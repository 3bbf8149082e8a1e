// A world to type commands in, for the tests of the command line: a folder of documents, a case of them, and a tank
// whose course is known by hand.

import {expect} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {VALLEY} from "../case/memory.ts"
import {type Built, build, type Outcome} from "./built.ts"

export const TANK = `format: brink/model@1
time: {unit: hour, start: 0, stop: 4, step: 0.5, save: 1, method: euler}
quantities:
  water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [assumed: a full tank]}
  leak: {kind: flow, unit: litre/hour, equation: water * rate * (1 - patch), because: [assumed: a hole]}
  rate: {kind: parameter, unit: 1/hour, value: {uniform: [0.1, 0.3]}, because: [assumed: its size is unknown]}
  patch: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
`

/**
 * Herds that lose to raids, which go by the run's number; a model that takes its time.
 * @param failing runs that draw a rate above this, of rates up to 0.01, fail.
 */
export const raidedHerds = ({stop, save, failing}: {stop: number; save: number; failing: number}): string =>
  `format: brink/model@1
time: {unit: week, start: 0, stop: ${stop}, step: 0.03125, save: ${save}}
quantities:
  herds: {kind: stock, unit: animal, initial: 40000, outflows: [losses], range: [0, .inf], because: [assumed: counted]}
  losses: {kind: flow, unit: animal/week, equation: "herds * rate / if(rate > ${failing}, 0, 1)", because: [assumed: raids]}
  rate: {kind: parameter, unit: 1/week, value: {uniform: [0.001, 0.01]}, because: [assumed: unknown]}
events:
  raid: {when: "time > 20", chance: 0.02 / week, does: {herds: "*= 0.9"}, because: [assumed: seen]}
`

/** The program with that world in its folder. */
export function inValley(): Built {
  const built = build()
  for (const [file, text] of Object.entries(VALLEY)) built.put(file, text)
  for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "salt/documents/"), text)
  built.put("salt/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will the salt road stay open?\n")
  built.put("tank/model.yaml", TANK)
  built.put(
    "tank/scenarios/patch.yaml",
    "format: brink/scenario@1\nwhy: What if the leak is patched?\nlevers: {patch: [{from: 2, value: 1}]}\n",
  )
  built.put(
    "tank/scenarios/other.yaml",
    "format: brink/scenario@1\nwhy: Of another model.\nlevers: {harvests: [{from: 2, value: 1}]}\n",
  )
  return built
}

/** A refusal: 2, nothing on stdout, no stack trace. */
export function refused(outcome: Outcome): string {
  expect(outcome).toMatchObject({code: 2, out: ""})
  expect(outcome.err).not.toMatch(/\n\s+at .*[(/].*:\d+:\d+\)?$/m)
  expect(outcome.err).toMatch(/^[a-z]+\/[a-z-]+: /)
  return outcome.err
}

/** The one JSON value on stdout, held against its published schema. */
export function parsed(outcome: Outcome, format: keyof typeof formats): Record<string, unknown> {
  const value = JSON.parse(outcome.out)
  const result = formats[format].safeParse(value)
  expect(result.success ? [] : result.error.issues.slice(0, 3)).toEqual([])
  return value
}
