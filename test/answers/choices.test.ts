// What knowing is worth, how options stand, and in which corner something happens, against answers worked by hand.

import {describe, expect, test} from "vitest"
import {
  binomialFrom,
  discovered,
  groupsBy,
  paretoSet,
  peeled,
  robustness,
  setsIn,
  valueAndFloor,
  valuing,
  worthOfKnowing,
} from "../../src/answers/index.ts"
import {normalQuantile, ordinal, uniformAt} from "../../src/math/random.ts"
import {crps, fairCrps, rankDistance, scoresOf} from "../../src/math/scores.ts"

const seed = {lo: 1, hi: 0}
const uniforms = (n: number, name: string, key = 1) =>
  Float64Array.from({length: n}, (_, run) => uniformAt(key, 0, run, ordinal(name), 0, 0))
const normals = (n: number, name: string, sd: number, key = 1) =>
  uniforms(n, name, key).map((u) => sd * normalQuantile(u))

describe("what knowing is worth", () => {
  const n = 10_000
  const [one, two, none] = [normals(n, "one", 1), normals(n, "two", 2), normals(n, "none", 1)]
  const gain = one.map((value, run) => value + two[run]!)
  const options = [gain.map(() => 0), gain]
  const worth = (drawn: Float64Array, name: string) => worthOfKnowing(options, groupsBy(drawn)!, name, seed)

  test("of the sum of two normal numbers is 0.3989 and 0.7979, within 0.04, in that order", () => {
    expect(Math.abs(worth(one, "one").worth.mid - 0.398942)).toBeLessThan(0.04)
    expect(Math.abs(worth(two, "two").worth.mid - 0.797885)).toBeLessThan(0.04)
  })

  test("has an interval about it, well above its floor, and half the runs choose otherwise", () => {
    const {worth: value, changes} = worth(two, "two")
    expect(value.low).toBeLessThan(value.mid)
    expect(value.mid).toBeLessThan(value.high)
    expect(value.high - value.low).toBeLessThan(0.15)
    expect(value.floor).toBeLessThan(0.1)
    // The parts in which the mean of the sum is on the other side of 0 than over all.
    expect(Math.abs(changes - 0.5)).toBeLessThan(0.06)
  })

  test("of a number that is not read is no more than its floor shows", () => {
    const {worth: value} = worth(none, "none")
    expect(value.mid).toBeLessThanOrEqual(value.floor * 1.5)
    expect(value.mid).toBeLessThan(0.04)
  })

  test("of everything is 0.8921, each run being its own group", () => {
    const each = {of: Uint32Array.from({length: n}, (_, run) => run), count: n}
    expect(Math.abs(valueAndFloor(options, each, "everything", seed).value - 0.892062)).toBeLessThan(0.04)
  })

  test("with a mean of a half is 0.1978", () => {
    const shifted = normals(n, "shifted", 1).map((value) => value + 0.5)
    const value = worthOfKnowing([shifted.map(() => 0), shifted], groupsBy(shifted)!, "shifted", seed)
    expect(Math.abs(value.worth.mid - 0.197797)).toBeLessThan(0.04)
  })

  test("groups runs by the values of a switch, by equal parts of a number, and not at all where sides are rare", () => {
    const bits = Float64Array.from({length: 100}, (_, run) => (run % 4 === 0 ? 0 : 1))
    expect(groupsBy(bits)).toBeNull()
    expect(groupsBy(bits.map((_, run) => run % 2))!.count).toBe(2)
    const {of, count} = groupsBy(uniforms(1000, "number"))!
    expect(count).toBe(10)
    expect([...Array(10).keys()].map((k) => of.filter((group) => group === k).length)).toEqual(Array(10).fill(100))
    expect(groupsBy(uniforms(50, "number"))).toBeNull()
    expect(groupsBy(new Float64Array(100))).toBeNull()
  })

  test("is refused of one option, of options that differ in nothing, of other runs, of a failed run", () => {
    const groups = groupsBy(uniforms(100, "number"))!
    const zero = new Float64Array(100)
    expect(() => worthOfKnowing([zero], groups, "x", seed)).toThrow(/answers\/no-choice/u)
    expect(() => worthOfKnowing([zero, zero.slice()], groups, "x", seed)).toThrow(/answers\/same-options: All 2/u)
    expect(() => worthOfKnowing([zero, new Float64Array(99)], groups, "x", seed)).toThrow(/answers\/other-runs/u)
    expect(() => worthOfKnowing([zero, zero.map((_, k) => (k === 3 ? Number.NaN : 1))], groups, "x", seed)).toThrow(
      /answers\/no-outcome/u,
    )
  })
})

describe("how options stand", () => {
  const table = [
    {name: "A", gives: Float64Array.of(10, 2, 5, 1)},
    {name: "B", gives: Float64Array.of(6, 6, 4, 3)},
    {name: "C", gives: Float64Array.of(8, 1, 9, 0)},
  ]

  test("is as worked by hand", () => {
    const {options, best} = robustness(table, 4)
    expect(options.map(({regret}) => regret)).toEqual([4, 5, 5])
    expect(options.map(({worst}) => worst)).toEqual([1, 3, 0])
    expect(options.map(({expected}) => expected)).toEqual([4.5, 4.75, 4.5])
    expect(options.map(({enough}) => enough)).toEqual([0.5, 0.75, 0.5])
    for (const [k, regret] of [4, 4.7, 4.4].entries()) expect(options[k]!.regret90).toBeCloseTo(regret, 12)
    expect(best).toEqual({expected: 1, worst: 1, regret: 0, regret90: 0, enough: 1})
  })

  test("changes for no rule but regret's reference when a dominated option joins, which is named", () => {
    const worse = {name: "D", gives: Float64Array.of(5, 6, 4, 2)}
    const {options, best} = robustness([...table, worse], 4)
    expect(best).toEqual(robustness(table, 4).best)
    expect(options.map(({dominated}) => dominated)).toEqual([false, false, false, true])
  })

  test("has no regret for what is best in every run", () => {
    const {options} = robustness([...table, {name: "best", gives: Float64Array.of(10, 6, 9, 3.5)}], 4)
    expect(options[3]!.regret).toBe(0)
    expect(options.slice(0, 3).map(({dominated}) => dominated)).toEqual([true, true, true])
  })

  test("by several criteria leaves those that nothing else is better than", () => {
    expect(
      paretoSet([
        [1, 5],
        [2, 4],
        [2, 3],
        [0, 5],
        [2, 4],
      ]),
    ).toEqual([0, 1, 4])
  })

  test("is refused of one option, a name twice, other runs, no number, and an option that differs in nothing", () => {
    expect(() => robustness(table.slice(0, 1), 4)).toThrow(/answers\/no-choice/u)
    expect(() => robustness([table[0]!, {...table[1]!, name: "A"}], 4)).toThrow(/answers\/named-twice: The option 'A'/u)
    expect(() => robustness([table[0]!, {name: "B", gives: Float64Array.of(1)}], 4)).toThrow(/answers\/other-runs/u)
    expect(() => robustness([table[0]!, {name: "B", gives: Float64Array.of(1, Number.NaN, 2, 3)}], 4)).toThrow(
      /answers\/no-outcome: 'B'/u,
    )
    expect(() => robustness([...table, {name: "D", gives: table[1]!.gives.slice()}], 4)).toThrow(
      /answers\/same-options: 'D' differs in nothing from 'B'/u,
    )
  })
})

describe("in which corner something happens", () => {
  const n = 1000
  const columns = ["a", "b", "c", "d"].map((name) => uniforms(n, name))
  const corner = Uint8Array.from({length: n}, (_, run) => (columns[0]![run]! > 0.6 && columns[2]![run]! < 0.5 ? 1 : 0))

  test("is found where it is, with the limits that make it and no others", () => {
    const box = discovered(["a", "b", "c", "d"], columns, corner, "raids rise", seed)!
    expect(box.limits.map(({name}) => name)).toEqual(["a", "c"])
    expect(Math.abs(box.limits[0]!.low - 0.6)).toBeLessThan(0.05)
    expect(box.limits[0]!.high).toBe(Number.POSITIVE_INFINITY)
    expect(Math.abs(box.limits[1]!.high - 0.5)).toBeLessThan(0.05)
    expect(box.density).toBeGreaterThan(0.9)
    expect(box.coverage).toBeGreaterThan(0.85)
    expect(box.limits.every(({chance, again}) => chance < 1e-6 && again > 0.9)).toBe(true)
    expect(box.elsewhere.density).toBeGreaterThan(0.85)
    expect(box.within.low).toBeLessThan(box.density)
    expect(box.overall).toBeCloseTo(0.2, 1)
  })

  test("takes one side of a switch whole", () => {
    const side = columns[1]!.map((u) => (u > 0.5 ? 1 : 0))
    const box = discovered(["side", "d"], [side, columns[3]!], Uint8Array.from(side), "raids rise", seed)!
    expect(box.limits).toMatchObject([{name: "side", low: 0.5, high: Number.POSITIVE_INFINITY}])
    expect([box.density, box.coverage]).toEqual([1, 1])
  })

  test("is nowhere that holds where nothing decides it: half the runs do not find it in the others", () => {
    const coin = Uint8Array.from(uniforms(n, "coin"), (u) => (u > 0.5 ? 1 : 0))
    const box = discovered(["a", "b", "c", "d"], columns, coin, "raids rise", seed)
    if (box !== null) expect(box.elsewhere.density).toBeLessThan(0.6)
  })

  test("each box lies in the one before, is denser, and covers less", () => {
    const boxes = peeled(columns, corner)
    expect(boxes[0]).toMatchObject({mass: 1, coverage: 1, limits: []})
    for (let k = 1; k < boxes.length; k++) {
      expect(boxes[k]!.mass).toBeLessThan(boxes[k - 1]!.mass)
      expect(boxes[k]!.density).toBeGreaterThan(boxes[k - 1]!.density)
      expect(boxes[k]!.coverage).toBeLessThanOrEqual(boxes[k - 1]!.coverage)
      expect(boxes[k]!.mass).toBeGreaterThanOrEqual(0.05)
    }
  })

  test("is first cut where the only change lies: the worse end of ten equal steps", () => {
    // Runs 0..9 in order, the event in the upper half: each peel takes the lowest, never anything above.
    const ladder = Float64Array.from({length: 100}, (_, i) => i)
    const boxes = peeled(
      [ladder],
      Uint8Array.from(ladder, (x) => (x >= 50 ? 1 : 0)),
    )
    expect(boxes[1]!.limits).toEqual([{input: 0, low: 9.5, high: Number.POSITIVE_INFINITY}])
    expect(boxes[1]!.mass).toBe(0.9)
    const last = boxes.at(-1)!
    expect([last.density, last.coverage]).toEqual([1, 0.9])
  })

  test("tells the chance of as many from the binomial", () => {
    // 8 of 10 and more with an even chance: (45 + 10 + 1) / 1024.
    expect(binomialFrom(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12)
    expect([binomialFrom(0, 10, 0.5), binomialFrom(3, 10, 0), binomialFrom(3, 10, 1)]).toEqual([1, 0, 1])
  })

  test("is refused where it always or never happens, or hardly", () => {
    expect(() => discovered(["a"], [columns[0]!], new Uint8Array(n), "raids rise", seed)).toThrow(
      /answers\/constant: 'raids rise' happens in no run/u,
    )
    expect(() => discovered(["a"], [columns[0]!], new Uint8Array(n).fill(1), "x", seed)).toThrow(/in every run/u)
    const rare = Uint8Array.from({length: n}, (_, run) => (run < 29 ? 1 : 0))
    expect(() => discovered(["a"], [columns[0]!], rare, "x", seed)).toThrow(
      /answers\/too-few: 'x' happens in 29 of 1000/u,
    )
    expect(() => discovered(["a"], [columns[0]!.subarray(1)], corner, "x", seed)).toThrow(/answers\/other-runs/u)
  })
})

describe("the score of an ensemble", () => {
  test("is as worked by hand, and comes to the normal distribution's", () => {
    expect(crps([1, 2, 3, 7], 2.5)).toBe(0.5625)
    expect(crps([4], 2.5)).toBe(1.5)
    const members = Float64Array.from({length: 20_000}, (_, i) => normalQuantile((i + 0.5) / 20_000))
    expect(crps(members, 0)).toBeCloseTo(0.2336949773, 4)
    expect(crps(members, 1)).toBeCloseTo(0.6024413576, 4)
  })

  test("is fair where members stand for more of their kind: by hand, and the same on average of few as of many", () => {
    expect(fairCrps([1, 2, 3, 7], 2.5)).toBeCloseTo(1 / 6, 15)
    expect(fairCrps([4], 2.5)).toBe(1.5)
    // Of three members the plain score is too high by a sixth of their mean difference, 2 / sqrt(pi) of a standard normal.
    const [drawn, came] = [normals(12_000, "members", 1), normals(4000, "came", 1)]
    const mean = (score: typeof crps) =>
      came.reduce((sum, value, k) => sum + score(drawn.slice(3 * k, 3 * k + 3).sort(), value), 0) / came.length
    expect(Math.abs(mean(fairCrps) - 1 / Math.sqrt(Math.PI))).toBeLessThan(0.03)
    expect(mean(crps) - mean(fairCrps)).toBeCloseTo(1 / (3 * Math.sqrt(Math.PI)), 1)
  })
})

describe("two hundred forecasts", () => {
  const centres = normals(200, "centres", 3)
  const came = normals(200, "what came", 1).map((value, k) => centres[k]! + value)
  const forecasts = (sd: number) =>
    Array.from(came, (value, k) => ({
      members: Float64Array.from({length: 400}, (_, i) => centres[k]! + sd * normalQuantile((i + 0.5) / 400)),
      value,
    }))

  test("of the truth hold what came as often as they say, evenly over their ranks", () => {
    const {coverage} = scoresOf(forecasts(1))
    // 99 of 100 such sets of forecasts: 0.8 and 2.576 standard errors of a share of 200.
    expect(Math.abs(coverage! - 0.8)).toBeLessThan(0.073)
    expect(rankDistance(forecasts(1))).toBeLessThan(0.115)
  })

  test("that are half as wide as they should be fail at both", () => {
    expect(scoresOf(forecasts(0.5)).coverage!).toBeLessThan(0.8 - 0.073)
    expect(rankDistance(forecasts(0.5))).toBeGreaterThan(0.115)
  })
})

describe("inputs that were drawn in sets", () => {
  const n = 8000
  const count = 160
  const sets = Uint32Array.from(uniforms(n, "which"), (u) => Math.floor(u * count))
  const ofSets = (name: string) => {
    const own = normals(count, name, 1)
    return Float64Array.from(sets, (set) => own[set]!)
  }

  test("are told by numbers that several runs share; independent draws make none", () => {
    const found = setsIn(ofSets("a"))!
    expect(found.count).toBe(count)
    for (let run = 1; run < n; run++) expect(found.of[run] === found.of[0]).toBe(sets[run] === sets[0])
    expect(setsIn(normals(n, "free", 1))).toBeNull()
  })

  test("have a floor that counts sets: of forty that nothing depends on none is worth knowing", () => {
    const hidden = ofSets("hidden")
    const noise = normals(n, "noise", 0.2)
    const options = [new Float64Array(n), hidden.map((value, run) => value + noise[run]!)]
    const known = setsIn(hidden)!
    const weigh = valuing(options, seed, known)
    const found = Array.from({length: 40}, (_, k) => weigh(groupsBy(ofSets(`idle ${k}`), known)!, `idle ${k}`))
    const floor = Math.max(...found.map((one) => one.floor))
    expect(found.filter((one) => one.value > floor)).toHaveLength(0)
    // As if each run were a draw of its own, some would be.
    const naive = valuing(options, seed)
    const wrong = Array.from({length: 40}, (_, k) => naive(groupsBy(ofSets(`idle ${k}`))!, `idle ${k}`))
    const low = Math.max(...wrong.map((one) => one.floor))
    expect(wrong.filter((one) => one.value > low).length).toBeGreaterThan(0)
    // What it does depend on is worth something all the same.
    expect(weigh(groupsBy(hidden, known)!, "hidden").value).toBeGreaterThan(floor)
  })
})
