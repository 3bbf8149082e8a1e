// `brink run --design`: answers about a model whose answers are known by hand, and refusals with the next move.

import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {type Inside, inside} from "./inside.ts"
import {parsed, refused, TANK} from "./valley.ts"

/** At the end level is 3 a + b: shares 0.9 and 0.1 of the variance, effects 3 and 1; c is read by nothing. */
const SUM = `format: brink/model@1
time: {unit: hour, start: 0, stop: 1, step: 1, save: 1}
quantities:
  level: {kind: stock, unit: litre, initial: 0, inflows: [inflow], because: [assumed: empty]}
  inflow: {kind: flow, unit: litre/hour, equation: 3 * a + b, because: [assumed: two springs]}
  a: {kind: parameter, unit: litre/hour, value: {uniform: [0, 1]}, because: [assumed: it differs]}
  b: {kind: parameter, unit: litre/hour, value: {uniform: [0, 1]}, because: [assumed: it differs]}
  c: {kind: parameter, unit: litre/hour, value: {uniform: [0, 1]}, because: [assumed: it differs]}
`
const NOISY = SUM.replace("3 * a + b", '"3 * a + random_uniform(b, b + b)"')

let here: Inside
beforeAll(() => {
  here = inside()
  here.put("sum.yaml", SUM)
  here.put("noisy.yaml", NOISY)
  here.put("tank.yaml", TANK)
})
afterAll(() => here.remove())

const run = (...words: string[]) => here.brink("run", ...words)

type Answered = {answers: {quantity: string; method: string; inputs: Record<string, {mid: number} & number>[]}[]}

describe("answers", () => {
  test("saltelli gives the shares of variance, of which 0.9 and 0.1 are known", async () => {
    const out = await run("sum.yaml", "--runs", String(5 * 512), "--design", "saltelli", "--save", "level", "--json")
    const [answer] = (parsed(out, "runs") as unknown as Answered).answers
    expect(answer).toMatchObject({quantity: "level", method: "sobol", lost: 0})
    for (const [i, share] of [0.9, 0.1, 0].entries()) {
      expect(Math.abs(answer!.inputs[i]!["first"]!.mid - share)).toBeLessThan(0.03)
      expect(Math.abs(answer!.inputs[i]!["total"]!.mid - share)).toBeLessThan(0.03)
    }
  })

  test("morris gives effects 3, 1 and 0", async () => {
    const out = await run("sum.yaml", "--runs", "40", "--design", "morris", "--save", "level", "--json")
    const [answer] = (parsed(out, "runs") as unknown as Answered).answers
    expect(answer!.inputs.map((one) => Math.round(1e9 * one["muStar"]!.mid) / 1e9)).toEqual([3, 1, 0])
  })

  test("latin and sobol give rank correlations, as a table too, and the same bytes again", async () => {
    for (const [design, runs] of [
      ["latin", "300"],
      ["sobol", "256"],
    ] as const) {
      const words = ["sum.yaml", "--runs", runs, "--design", design, "--save", "level"]
      const [answer] = (parsed(await run(...words, "--json"), "runs") as unknown as Answered).answers
      expect(answer!.inputs[0]!["prcc"]!.mid).toBeGreaterThan(0.95)
      const table = await run(...words)
      expect(table.out).toMatch(/What decides level at 1\n.*\n\s*a\s+1\.00/u)
      expect((await run(...words, "--workers", "1")).out).toBe(table.out)
    }
  })

  test("--design latin runs what is run without it", async () => {
    const words = ["sum.yaml", "--runs", "50", "--save", "level", "--json"]
    const [plain, latin] = [await run(...words), await run(...words, "--design", "latin")]
    expect(JSON.parse(latin.out).hash).toBe(JSON.parse(plain.out).hash)
  })
})

describe("refused", () => {
  test.each<[string[], RegExp]>([
    [["sum.yaml", "--design", "sobol"], /cli\/usage.*--runs N/su],
    [["sum.yaml", "--design", "sobol", "--runs", "64"], /cli\/usage.*--save/su],
    [["sum.yaml", "--design", "sobol", "--runs", "100", "--save", "level"], /design\/wrong-size.*64 or 128/su],
    [["sum.yaml", "--design", "saltelli", "--runs", "100", "--save", "level"], /design\/too-small.*320/su],
    [["sum.yaml", "--design", "morris", "--runs", "12", "--save", "level"], /design\/too-small.*40/su],
    [["noisy.yaml", "--design", "morris", "--runs", "40", "--save", "level"], /design\/noisy.*latin or sobol/su],
    [
      ["sum.yaml", "--design", "latin", "--runs", "50", "--save", "level", "--set", "inflow=1"],
      /answers\/constant: 'level' is 1/u,
    ],
    [["tank.yaml", "--design", "latin", "--runs", "3", "--save", "water"], /answers\/too-few/u],
    [["sum.yaml", "--design", "halton", "--runs", "50"], /halton/u],
  ])("%j", async (words, says) => {
    expect(refused(await run(...words))).toMatch(says)
  })
})
