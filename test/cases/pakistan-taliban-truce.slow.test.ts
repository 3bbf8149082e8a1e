// The questions that the bundled case asks of its model on 20 October 2025: does the truce bring the lull, does fire come
// back when nothing is done, and is each side of the main dispute a world in which something else follows?

import {expect, test} from "vitest"
import {held, mean, median, NOW, runsSince, settingsOf, weeks} from "./october.ts"

/** Weeks in which November 2025 and February 2026 begin and April 2026 ends. */
const [NOVEMBER, FEBRUARY, MAY] = [219.7, 232.9, 245.6] as const
const RUNS = 200

/** Deaths in Afghanistan a month in each month of the quarter from FROM on, run by run. */
const monthly = (all: Awaited<ReturnType<typeof runsSince>>, from: number) =>
  weeks(all, "ucdp_afg_deaths", from, from + 12.9).map((path) =>
    [0, 1, 2].map((month) => mean(path.slice(Math.round(month * 4.3), Math.round((month + 1) * 4.3)))),
  )

test("the truce brings a lull, and where fire comes back it is at least three times as deadly", async () => {
  const base = await runsSince(RUNS, [], ["ucdp_afg_deaths", "ceasefire_strength", "strike_tempo"])
  const lull = monthly(base, NOVEMBER)
  for (const month of [0, 1, 2]) expect(median(lull.map((of) => of[month]!)), `month ${month + 1}`).toBeLessThan(40)
  const truce = weeks(base, "ceasefire_strength", 226, MAY)
  const strikes = weeks(base, "strike_tempo", FEBRUARY, MAY)
  const after = monthly(base, FEBRUARY)
  // Fire snaps back where a truce was in force in December, is gone by mid-March, and strikes pass one a week again.
  const back = truce.flatMap((path, run) =>
    Math.max(...path.slice(0, 7)) > 0.4 && Math.min(...path.slice(0, 13)) < 0.4 && Math.max(...strikes[run]!) > 1
      ? [run]
      : [],
  )
  expect(back.length).toBeGreaterThan(RUNS / 5)
  const deadlier = back.filter((run) => Math.max(...after[run]!) >= 3 * mean(lull[run]!))
  expect(deadlier.length / back.length).toBeGreaterThanOrEqual(0.8)
}, 200_000)

test("mediators who stay for eighteen weeks and leave with nothing done leave strikes behind", async () => {
  const let_go = await runsSince(RUNS, [held("mediation_effort", 1, NOW, NOW + 18)], ["strike_tempo"])
  const paths = weeks(let_go, "strike_tempo", NOW + 18, NOW + 26)
  expect(median(paths.map(([first]) => first!))).toBeLessThan(0.5)
  expect(paths.filter((path) => Math.max(...path) > 2).length / RUNS).toBeGreaterThanOrEqual(0.3)
}, 200_000)

test("there is no truce without will, whoever mediates, and will counts for more than mediation without it", async () => {
  const save = ["ceasefire_strength", "strike_tempo"]
  const unwilling = [held("mediation_effort", 1, NOW), held("will_for_peace", 0, NOW)]
  const willing = [held("mediation_effort", 0, NOW), held("will_for_peace", 1, NOW)]
  for (const is of [0, 1]) {
    const world = {name: "mediation_needs_will", value: is, act: "="} as const
    const none = await runsSince(RUNS, [...unwilling, world], save)
    const truce = weeks(none, "ceasefire_strength", NOW + 8, NOW + 26).map((path) => Math.max(...path))
    expect(truce.filter((most) => most < 0.4).length / RUNS, `mediation_needs_will=${is}`).toBeGreaterThanOrEqual(0.8)
    const some = await runsSince(RUNS, [...willing, world], save)
    const fire = (all: typeof none) => median(weeks(all, "strike_tempo", NOW + 8, NOW + 52).map(mean))
    expect(fire(some)).toBeLessThan(fire(none))
  }
}, 200_000)

test("under full coercion Kabul acts where force bends it, and attacks fall", async () => {
  const save = ["kabul_action", "attack_rate"]
  const most = settingsOf("k05-coercion-at-most")
  const world = (is: number) => runsSince(RUNS, [...most, {name: "force_bends_kabul", value: is, act: "="}], save)
  const [bends, not] = [await world(1), await world(0)]
  const at = (all: typeof not, name: string) => median(weeks(all, name, NOW + 52, NOW + 52).map(([value]) => value!))
  expect(at(bends, "kabul_action") - at(not, "kabul_action")).toBeGreaterThanOrEqual(0.2)
  expect(at(bends, "attack_rate")).toBeLessThanOrEqual(0.9 * at(not, "attack_rate"))
}, 200_000)
