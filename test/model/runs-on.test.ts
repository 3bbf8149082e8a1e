// What runs depend on, told from how a model is worded.

import {expect, test} from "vitest"
import {parseModel, runsOn} from "../../src/model/index.ts"

const HILLS = `format: brink/model@1
name: hills
time: {unit: week, origin: 2030-01-01, start: 0, stop: 52, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 3, inflows: [growth], range: [0, .inf], because: [assumed: seen]}
  growth: {kind: flow, unit: raid/week, equation: "pace * tense(push) * if(scouts, 1, 0.5)", because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [1, 2]}, because: [assumed: seen]}
  push: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: seen]}
tables:
  tense: {unit: 1, points: [[0, 1], [1, 3]], because: [assumed: seen]}
contested:
  scouts: {question: Do scouts draw raids?, sides: [{is: true, says: they do, claims: []}, {is: false, says: no, claims: []}], chance: 0.5, weight: stated}
events:
  feud: {when: "raids > 9", chance: 0.1 / week, does: {raids: "*= 0.9"}, because: [assumed: seen]}
`
const of = (text: string) => runsOn(parseModel(text, "model.yaml"))
const changed = (from: string, to: string) => {
  expect(HILLS).toContain(from)
  return of(HILLS.replace(from, to))
}

test.each([
  ["a reason", "[assumed: seen]}\n  pace", "[assumed: heard from two herders]}\n  pace"],
  ["a comment and an empty line", "tables:", "# How tense it is.\n\ntables:"],
  ["the name", "name: hills", "name: high hills"],
  ["a label and a note", "kind: parameter,", "kind: parameter, label: Pace of raids, note: by night,"],
  ["what would have to be answered", "kind: parameter,", "kind: parameter, question: How fast do raids spread?,"],
  ["whose a lever is, and deeds", "kind: lever,", "kind: lever, by: the clans, deeds: {high: the clans ride out},"],
  ["a side as a condition", "says: they do,", "says: they do, if: scouts draw raids,"],
  ["blanks and brackets of an equation", "pace * tense(push) * if", "(pace*tense( push ))  * if"],
  ["how a number is written", "value: {uniform: [1, 2]}", "value: {uniform: [1.0, 2.00]}"],
  ["the question and its sides", "says: they do, claims: []", "says: they surely do, claims: [3f9a02c41be7]"],
  ["the chance of a disagreement, which weights stand for", "chance: 0.5", "chance: 0.7"],
])("%s is prose", (_, from, to) => {
  expect(changed(from, to)).toBe(of(HILLS))
})

test("so is the order of quantities", () => {
  const [growth] = /^ {2}growth: .*\n/m.exec(HILLS)!
  const moved = HILLS.replace(growth, "").replace("tables:\n", `${growth}tables:\n`)
  expect(moved).not.toBe(HILLS)
  expect(of(moved)).toBe(of(HILLS))
})

test.each([
  ["an initial value", "initial: 3", "initial: 4"],
  ["an equation", "if(scouts, 1, 0.5)", "if(scouts, 1, 0.6)"],
  ["a prior", "uniform: [1, 2]", "uniform: [1, 2.1]"],
  ["the kind of a prior", "{uniform: [1, 2]}", "{normal: {mean: 1, sd: 2}}"],
  ["a lever's default", "kind: lever, unit: 1, value: 0", "kind: lever, unit: 1, value: 0.1"],
  ["a lever's range", "range: [0, 1]", "range: [0, 2]"],
  ["an infinite bound", "range: [0, .inf]", "range: [-.inf, .inf]"],
  ["a table", "[1, 3]", "[1, 3.5]"],
  ["an event's condition", "raids > 9", "raids > 8"],
  ["an event's rate", "0.1 / week", "0.2 / week"],
  ["what an event does", "*= 0.9", "*= 0.8"],
  ["the step", "step: 0.5", "step: 0.25"],
  ["the method", "method: euler", "method: rk4"],
  ["the day of time 0", "2030-01-01", "2030-01-02"],
  ["a switch's name", "if(scouts, 1, 0.5)", "1"],
])("%s is none", (_, from, to) => {
  expect(changed(from, to)).not.toBe(of(HILLS))
})
