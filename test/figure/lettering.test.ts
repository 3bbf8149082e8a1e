// Numbers and lines as readers see them: known answers, and promises over many texts.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  at,
  escaped,
  figures,
  mark,
  marks,
  range,
  sharesOf,
  signed,
  slug,
  tenths,
  tenthsRange,
  unbroken,
  widthOf,
  wrap,
} from "../../src/figure/lettering.ts"

describe("numbers", () => {
  test("that come from runs have two significant digits and a true minus", () => {
    expect([0.6134, 0.96, 4, 98.4, 1234, 12_345, 1.24e6, -0.04, -7.96, 0].map(figures)).toEqual([
      "0.61",
      "0.96",
      "4",
      "98",
      "1,200",
      "12,000",
      "1.2 m",
      "−0.04",
      "−8",
      "0",
    ])
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(figures)).toEqual(["–", "–"])
    expect([3e-7, -2.5e21].map(figures)).toEqual(["3.0e−7", "−2.5e21"])
  })

  test("carry their sign where they are changes", () => {
    expect([3, -3, 0, 0.4].map(signed)).toEqual(["+3", "−3", "0", "+0.4"])
  })

  test("as ranges use a dash, and the word where a sign would run into it", () => {
    expect(range(66, 140)).toBe("66–140")
    expect(range(-5, -1)).toBe("−5 to −1")
    expect(range(-5, 1, true)).toBe("−5 to +1")
    expect(range(12, 12.01)).toBe("12")
  })

  test("of runs in ten never turn a few into none, nor most into all", () => {
    expect([0, 0.01, 0.05, 0.68, 0.95, 0.999, 1].map(tenths)).toEqual(["0", "<1", "1", "7", ">9", ">9", "10"])
    expect([tenthsRange(0.6, 0.8), tenthsRange(0.68, 0.73), tenthsRange(1, 1)]).toEqual(["6–8", "6–8", "10"])
    expect(tenths(Number.NaN)).toBe("–")
    // A third over three runs is no whole run; seven tenths are seven, whatever the division leaves.
    expect([tenthsRange(1 / 3, 2 / 3), tenthsRange(0.1 * 3, 0.7)]).toEqual(["3–7", "3–7"])
  })

  test("of a share with its range say all runs and no run only where it is so", () => {
    expect(sharesOf({share: 0.69, low: 0.65, high: 0.71})).toBe("7 of 10 (6–8)")
    expect(sharesOf({share: 0.999, low: 0.99, high: 1})).toBe(">9 of 10 (9–10)")
    expect(sharesOf({share: 1, low: 0.996, high: 1})).toBe("all runs")
    expect(sharesOf({share: 0, low: 0, high: 0.004})).toBe("no run")
  })

  test("and their ranges never break over a line in prose", () => {
    expect(unbroken("7 of 10 (6–8)")).not.toMatch(/ |[^\u2060]–|–[^\u2060]/)
  })

  test("as coordinates have one decimal, and what is no number is a bug of ours", () => {
    expect([1.26, -0.04, 100].map(at)).toEqual(["1.3", "0", "100"])
    expect(() => at(Number.NaN)).toThrow("a figure's coordinate is NaN")
  })
})

describe("marks of an axis", () => {
  test("are round, evenly spaced, and hold what is drawn", () => {
    expect(marks(0, 18)).toEqual([0, 6, 12, 18])
    expect(marks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(marks(-9.7, 0)).toEqual([-10, -7.5, -5, -2.5, 0])
  })

  test("are four to six for any reach, with zero among them when it lies within", () => {
    const number = fc.double({min: -1e9, max: 1e9, noNaN: true})
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = [Math.min(0, a, b), Math.max(0, a, b)]
        if (high - low < 1e-6) return
        const ticks = marks(low, high)
        expect(ticks.length).toBeGreaterThanOrEqual(4)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks[0]!).toBeLessThanOrEqual(low + (high - low) * 1e-6)
        expect(ticks.at(-1)!).toBeGreaterThanOrEqual(high - (high - low) * 1e-6)
        expect(ticks).toContain(0)
        expect(new Set(ticks.map((t) => mark(t, ticks[1]! - ticks[0]!))).size).toBe(ticks.length)
      }),
      {seed: 7, numRuns: 400},
    )
  })

  test("are worded short, and told apart at every size", () => {
    expect([0, 250_000, 500_000].map((v) => mark(v, 250_000))).toEqual(["0", "250k", "500k"])
    expect([0, 0.25, 1].map((v) => mark(v, 0.25))).toEqual(["0", "0.25", "1.00"])
    expect(mark(-3, 3)).toBe("−3")
  })
})

describe("lines", () => {
  const words = fc.array(fc.string({minLength: 1, maxLength: 14, unit: "binary"}), {minLength: 1, maxLength: 9})

  test("fit their width, and lose no letter unless they say so", () => {
    fc.assert(
      fc.property(words, fc.integer({min: 60, max: 160}), fc.integer({min: 1, max: 3}), (parts, width, most) => {
        const text = parts.join(" ")
        const {lines, cut} = wrap(text, width, 12, most)
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(width)
        const letters = (s: string) => s.replace(/[ \t\r\n]/g, "")
        if (!cut) expect(letters(lines.join(""))).toBe(letters(text))
        else expect(lines.at(-1)).toMatch(/…$/)
      }),
      {seed: 11, numRuns: 300},
    )
  })

  test("are balanced: the shorter is not left with a scrap", () => {
    expect(wrap("Trust in the harbour office", 120, 13, 2).lines).toEqual(["Trust in the", "harbour office"])
  })

  test("keep together what a hard space joins", () => {
    for (const line of wrap("moves the delays by 46\u00a0%\u00a0(31–58) of its spread", 120, 13, 5).lines)
      expect(line.includes("46") === line.includes("58)")).toBe(true)
  })
})

test("markup in a name stays a name, and half a character does no harm", () => {
  expect(escaped(`<b a="1">&'`)).toBe("&lt;b a=&quot;1&quot;&gt;&amp;&#39;")
  expect(escaped("a\u0000\ud800b\u{1f30a}")).toBe("a\ufffd\ufffdb\u{1f30a}")
})

test("different names give different ids", () => {
  const names = ["a b", "a_b", "a-b", "a.b", "a  b", "é", "e"]
  expect(new Set(names.map(slug)).size).toBe(names.length)
})
