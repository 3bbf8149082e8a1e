// What a loop adds, where the answer is known on paper: one stock, two stocks, a limit cycle; and nothing from nothing.

import {describe, expect, test} from "vitest"
import type {Executor} from "../../src/ensemble/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import type {LoopView} from "../../src/outlook/index.ts"
import {type WeighInput, weigh} from "../../src/outlook/index.ts"
import {modelOf, silent, unchecked} from "./world.ts"

const execute: Executor = async (plan) => sweepHere(plan)

function asked(model: WeighInput["model"], outcome: string, more: Partial<WeighInput> = {}): WeighInput {
  const {map, reading} = silent
  const input = {model, map, reading, check: unchecked, execute, runs: 40, seed: "1", outcomes: [{quantity: outcome}]}
  return {...input, skipped: [], drafted: false, ...more}
}

/** The level of the curve of a loop, middle run, so long after the nudge. */
function curveAt({course, pulse}: LoopView, since: number): number {
  const row = course!.time.findIndex((t) => Math.abs(t - pulse!.at - since) < 1e-9)
  return course!.mid[row]!
}

/** Within one in a hundred. */
function near(value: number, truth: number): void {
  expect(Math.abs(value / truth - 1), `${value} for ${truth}`).toBeLessThan(0.01)
}

const fine = "{unit: week, start: 0, stop: 60, step: 0.0078125, save: 1, method: euler}"

/** One stock that feeds itself back by a gain through what is seen of it, and decays within two weeks. */
const fed = (gain: string, time = fine) =>
  modelOf(
    `
    raids: {kind: stock, unit: raid/week, initial: 5, rate: "(base + gain * anger - raids) / life", label: Raids, because: [assumed: so]}
    anger: {kind: auxiliary, unit: raid/week, equation: raids, label: Anger, because: [assumed: so]}
    gain: {kind: parameter, unit: "1", value: ${gain}, because: [assumed: so]}
    base: {kind: parameter, unit: raid/week, value: {uniform: [1, 3]}, because: [assumed: so]}
    life: {kind: parameter, unit: week, value: 2, because: [assumed: so]}
  `,
    "",
    time,
  )

describe("known answers", () => {
  test("one stock with gain g: e^(-(1-g)t/T) less e^(-t/T), and g / (1 - g) in all", async () => {
    for (const g of [0.4, -0.5]) {
      const [loop] = (await weigh(asked(fed(String(g)), "raids"))).loops
      for (const since of [1, 3, 6])
        near(curveAt(loop!, since), Math.exp((-(1 - g) * since) / 2) - Math.exp(-since / 2))
      // Of what comes within ten weeks, the sixth part of the horizon.
      const until = (rate: number) => (1 - Math.exp(-rate * 10)) / rate
      near(loop!.gain!.mid, until((1 - g) / 2) / until(1 / 2) - 1)
      if (g === 0.4) expect(loop!.says).toContain("One raid more brings 0.59 more by this circle within 10 weeks")
      else expect(loop!.says).toContain("One raid more brings 0.33 fewer by this circle within 10 weeks")
    }
  })

  test("two stocks that feed each other: the eigenvalues on paper", async () => {
    // dx/dt = (0.6 y - x) / 4, dy/dt = (0.6 x - y) / 4: eigenvalues -0.1 and -0.4, x after a nudge (e^-.1t + e^-.4t) / 2;
    // with y not fed by the nudge, e^-.25t.
    const model = modelOf(
      `
      x: {kind: stock, unit: "1", initial: 1, rate: "(base + 0.6 * y - x) / life", because: [assumed: so]}
      y: {kind: stock, unit: "1", initial: 2, rate: "(0.6 * x - y) / life", because: [assumed: so]}
      base: {kind: parameter, unit: "1", value: {uniform: [1, 3]}, because: [assumed: so]}
      life: {kind: parameter, unit: week, value: 4, because: [assumed: so]}
    `,
      "",
      fine,
    )
    const [loop] = (await weigh(asked(model, "x"))).loops
    for (const since of [2, 5, 10])
      near(curveAt(loop!, since), (Math.exp(-0.1 * since) + Math.exp(-0.4 * since)) / 2 - Math.exp(-0.25 * since))
    const until = (rate: number) => (1 - Math.exp(-rate * 10)) / rate
    near(loop!.gain!.mid, (until(0.1) + until(0.4)) / 2 / until(0.25) - 1)
  })

  test("a limit cycle: opened, a radius goes back by its own equation; whole, it turns with the angle", async () => {
    // The normal form of a Hopf bifurcation, dx/dt = x (1 - x^2 - y^2) - y, dy/dt = y (1 - x^2 - y^2) + x, started on its
    // cycle, the unit circle. On it the nudge obeys the linearised equations: a nudge of (1, 0) where the angle is a has
    // the radial part cos a, which dies as e^-2t, and the part along the circle -sin a, which stays:
    // x(t) = cos a e^-2t cos(a + t) + sin a sin(a + t). Opened at x -> y, y keeps its course, and of x is left
    // dx/dt = (1 - 3x^2 - y^2) x', hence exp(integral of -2 cos^2(a + s)) = exp(-t - (sin 2(a + t) - sin 2a) / 2).
    const model = modelOf(
      `
      x: {kind: stock, unit: "1", initial: 1, rate: "(x * (1 - x * x - y * y) - y) * pace", because: [assumed: so]}
      y: {kind: stock, unit: "1", initial: 0, rate: "(y * (1 - x * x - y * y) + x) * pace", because: [assumed: so]}
      pace: {kind: parameter, unit: 1/week, value: 1, because: [assumed: so]}
      idle: {kind: parameter, unit: "1", value: {uniform: [0, 1]}, because: [assumed: so]}
    `,
      "",
      "{unit: week, start: 0, stop: 24, step: 0.015625, save: 0.125, method: rk4}",
    )
    const {loops} = await weigh(asked(model, "x"))
    const loop = loops.find((one) => one.cut === "x:y")!
    const a = loop.pulse!.at
    for (const since of [0.5, 1, 2, 4]) {
      const whole = Math.cos(a) * Math.exp(-2 * since) * Math.cos(a + since) + Math.sin(a) * Math.sin(a + since)
      const open = Math.exp(-since - (Math.sin(2 * (a + since)) - Math.sin(2 * a)) / 2)
      expect(Math.abs(curveAt(loop, since) - (whole - open))).toBeLessThan(0.01)
    }
    expect(loop.says).toMatch(/It (?:amplifies|brakes) at first and (?:amplifies|brakes) from about /u)
  })

  test("opening what nothing comes through changes nothing: 0 exactly", async () => {
    const {loops} = await weigh(asked(fed("0"), "raids"))
    expect(loops[0]!.gain).toEqual({low: 0, mid: 0, high: 0})
    expect(new Set(loops[0]!.course!.mid)).toEqual(new Set([0]))
    expect(loops[0]!.says).toContain("One raid more brings next to nothing more by this circle within 10 weeks.")
  })
})

test("the nudge comes after a twelfth of the horizon, and past a peak", async () => {
  const rising = (await weigh(asked(fed("0.4"), "raids"))).loops[0]!
  // 5 goes down to 3.3: below the middle of its course by week 5.
  expect(rising.pulse).toMatchObject({of: "raids", at: 5, within: 10, lost: 0})
  const peak = modelOf(
    `
    raids: {kind: stock, unit: raid/week, initial: 1, rate: "(if(time > 2 and time < 8, much, little) + 0.2 * anger - raids) / life", label: Raids, because: [assumed: so]}
    anger: {kind: auxiliary, unit: raid/week, equation: raids * pull, label: Anger, because: [assumed: so]}
    pull: {kind: parameter, unit: "1", value: {uniform: [0.9, 1.1]}, because: [assumed: so]}
    much: {kind: parameter, unit: raid/week, value: 40, because: [assumed: so]}
    little: {kind: parameter, unit: raid/week, value: 1, because: [assumed: so]}
    life: {kind: parameter, unit: week, value: 2, because: [assumed: so]}
  `,
    "",
    "{unit: week, start: 0, stop: 60, step: 0.25, save: 1}",
  )
  // Up to week 8 it climbs to over 30, and is half way down by week 10.
  expect((await weigh(asked(peak, "raids"))).loops[0]!.pulse!.at).toBe(10)
})

test("a run that has no room for the nudge, or fails after it, is counted and left out", async () => {
  const full = modelOf(
    `
    raids: {kind: stock, unit: raid/week, initial: 5, rate: "(push + 0.2 * anger - raids) / life", range: [0, 5], label: Raids, because: [assumed: so]}
    anger: {kind: auxiliary, unit: raid/week, equation: raids, label: Anger, because: [assumed: so]}
    life: {kind: parameter, unit: week, value: 1, because: [assumed: so]}
    push: {kind: parameter, unit: raid/week, value: {uniform: [0, 8]}, because: [assumed: so]}
  `,
    "",
    "{unit: week, start: 0, stop: 24, step: 0.25, save: 1}",
  )
  const outlook = await weigh(asked(full, "raids"))
  // At 0.8 * 5 = 4 and over it stands at its bound: half of the runs.
  expect(outlook.loops[0]!.pulse!.lost).toBe(20)
  expect(outlook.findings.find(({kind}) => kind === "loop")!.says).toContain("20 of its runs could not be nudged")
})

describe("calm", () => {
  const coarse = "{unit: week, start: 0, stop: 60, step: 0.25, save: 1}"

  test("the part of a level above its calm that a loop makes: of what stands at b / (1 - g) over 1, what goes with the link", async () => {
    const model = modelOf(
      `
      raids: {kind: stock, unit: raid/week, initial: "base / 0.6", rate: "(base + 0.4 * anger - raids) / life", label: Raids, because: [assumed: so]}
      anger: {kind: auxiliary, unit: raid/week, equation: raids, label: Anger, because: [assumed: so]}
      base: {kind: parameter, unit: raid/week, value: 3, because: [assumed: so]}
      life: {kind: parameter, unit: week, value: 2, because: [assumed: so]}
    `,
      'events:\n  quiet: {when: time >= 60, does: {raids: "= 1"}, because: [assumed: so]}\n',
      coarse,
    )
    const [loop] = (await weigh(asked(model, "raids", {calm: [{quantity: "raids", level: 1}]}))).loops
    // At 5, with the link at calm raids go to 3 + 0.4 = 3.4 as e^(-t/2): of the 4 over calm 1.6, less 1.6 * 2 / 60 and the
    // end, where the event sets both to 1.
    expect(loop!.calm!.mid).toBeGreaterThan(0.37)
    expect(loop!.calm!.mid).toBeLessThan(0.4)
    expect(loop!.says).toContain("above calm (1 a week), it makes 0.39 parts of one")
    const [without] = (await weigh(asked(model, "raids"))).loops
    expect(without!.calm).toBeUndefined()
    expect(without!.says).not.toContain("calm")
  })

  test("a calm that no run comes to is refused with where the runs go, and one of no quantity with the nearest", async () => {
    const model = fed("0.4", coarse)
    await expect(weigh(asked(model, "raids", {calm: [{quantity: "raids", level: 0.1}]}))).rejects.toThrow(
      /outlook\/calm-not-reached: No run comes to the calm of 'raids' at 0\.1 raids a week[\s\S]*case\.yaml, calm, raids[\s\S]*The runs go from/u,
    )
    await expect(weigh(asked(model, "raids", {calm: [{quantity: "raid", level: 3}]}))).rejects.toThrow(
      expect.objectContaining({code: "outlook/unknown-quantity", next: expect.stringContaining("raids")}),
    )
  })
})

test("one program serves every loop: an ensemble for the nudge, one for each loop", async () => {
  const programs = new Set<unknown>()
  const plans: string[] = []
  const counting: Executor = async (plan) => {
    if (plan.save?.some((name) => name.includes("\u0000"))) {
      programs.add(plan.program)
      plans.push(plan.save.join(" "))
    }
    return sweepHere(plan)
  }
  const model = modelOf(
    `
    war: {kind: stock, unit: "1", initial: 1, rate: "(0.5 * anger + 0.3 * fear - war) / life", because: [assumed: so]}
    anger: {kind: stock, unit: "1", initial: 1, rate: "(0.4 * war - anger) / life", because: [assumed: so]}
    fear: {kind: stock, unit: "1", initial: 1, rate: "(pull * war - fear) / life", because: [assumed: so]}
    pull: {kind: parameter, unit: "1", value: {uniform: [0.1, 0.5]}, because: [assumed: so]}
    life: {kind: parameter, unit: week, value: 2, because: [assumed: so]}
  `,
  )
  const {loops} = await weigh(asked(model, "war", {execute: counting}))
  expect(loops).toHaveLength(2)
  expect(programs.size).toBe(1)
  expect(plans).toHaveLength(3)
})
