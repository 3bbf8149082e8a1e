import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  agree,
  amountOf,
  count,
  counted,
  duration,
  figure,
  fraction,
  gradeLevel,
  inRuns,
  isPlural,
  likelihood,
  list,
  moment,
  ofTen,
  signed,
  spread,
} from "../../src/outlook/words.ts"
import {digitsIn} from "./lint.ts"

describe("numbers in words", () => {
  test("two significant digits, thousands set off, a true minus sign", () => {
    expect(figure(0.1234)).toBe("0.12")
    expect(figure(98.4)).toBe("98")
    expect(figure(1_234)).toBe("1,200")
    expect(figure(45_678)).toBe("46,000")
    expect(figure(1_234_567)).toBe("1.2 million")
    expect(figure(-3.149)).toBe("−3.1")
    expect(figure(0.000123)).toBe("0.00012")
    expect(figure(0)).toBe("0")
    expect(figure(-0)).toBe("0")
    expect(figure(Number.NaN)).toBe("not known")
    expect(figure(999_999)).toBe("1 million")
  })

  test("no number printed ever has more than two significant digits", () => {
    fc.assert(
      fc.property(fc.double({min: -1e12, max: 1e12, noNaN: true}), (value) => {
        expect(digitsIn(figure(value))).toBeLessThanOrEqual(2)
      }),
    )
  })

  test("a number stands with its range; what is a thousandth of the largest reads 0", () => {
    expect(spread({low: 0.51, mid: 0.583, high: 0.66})).toBe("0.58 (0.51–0.66)")
    expect(spread({low: -5, mid: -3, high: -1}, signed)).toBe("−3 (−5 to −1)")
    expect(spread({low: -12, mid: -1, high: 10}, signed)).toBe("−1 (−12 to +10)")
    expect(spread({low: 0.00001, mid: 0.2, high: 0.3})).toBe("0.2 (0–0.3)")
  })

  test("a share is told in runs of ten, and never as none or all when it is not", () => {
    expect(inRuns({share: 0.71, low: 0.6, high: 0.8})).toBe("7 of 10 runs (6–8)")
    expect(inRuns({share: 0.71, low: 0.68, high: 0.73})).toBe("7 of 10 runs (6–8)")
    expect(inRuns({share: 0.996, low: 0.984, high: 0.999})).toBe("more than 9 of 10 runs (9–10)")
    expect(inRuns({share: 0.004, low: 0, high: 0.02})).toBe("fewer than 1 of 10 runs (0–1)")
    expect(inRuns({share: 1, low: 0.996, high: 1})).toBe("all runs")
    expect(inRuns({share: 0, low: 0, high: 0.004})).toBe("no run")
    expect(ofTen(0)).toBe("0 of 10")
    expect(ofTen(0.001)).toBe("fewer than 1 of 10")
    expect(ofTen(0.999)).toBe("more than 9 of 10")
    expect(ofTen(1)).toBe("10 of 10")
  })

  test("the likelihood word changes at 1, 3.3, 6.6 and 9 of 10", () => {
    expect([0, 0.1, 0.11, 0.33, 0.34, 0.66, 0.67, 0.9, 0.91, 1].map(likelihood)).toEqual([
      "very unlikely",
      "very unlikely",
      "unlikely",
      "unlikely",
      "about even",
      "about even",
      "likely",
      "likely",
      "very likely",
      "very likely",
    ])
  })

  test("counts are exact, and words up to twelve", () => {
    expect([count(0), count(4), count(12), count(1234)]).toEqual(["no", "four", "twelve", "1,234"])
    expect([counted(1, "voice"), counted(3, "voice"), counted(0, "loop")]).toEqual([
      "one voice",
      "three voices",
      "no loop",
    ])
  })

  test("a narrowing is told as a fraction, and as nothing under a twentieth", () => {
    expect([0.01, 0.1, 0.2, 0.25, 0.33, 0.5, 0.9].map(fraction)).toEqual([
      null,
      "about a tenth",
      "about a fifth",
      "about a quarter",
      "about a third",
      "about half",
      "most of it",
    ])
  })
})

describe("sentences", () => {
  test("a verb agrees with the head of a factor's name, not with its last word", () => {
    expect(isPlural("Hill clan raids")).toBe(true)
    expect(isPlural("Trust of the clans in the council")).toBe(false)
    expect(isPlural("Clashes between Arv and Belm")).toBe(true)
    expect(isPlural("Recruits a week at most")).toBe(true)
    expect(isPlural("Pay a day")).toBe(false)
    expect(isPlural("Crisis")).toBe(false)
    expect(isPlural("Openness of the border")).toBe(false)
    expect(isPlural("Fear and anger")).toBe(true)
    expect(isPlural("Talks and their outcome")).toBe(true)
    expect(isPlural("Fuel and power supply")).toBe(false)
    expect([
      agree("Raids", "end"),
      agree("Trade", "end"),
      agree("Trade", "be"),
      agree("Fear", "reach"),
      agree("Trade", "go"),
    ]).toEqual(["end", "ends", "is", "reaches", "goes"])
  })

  test("there are fewer of what is counted, less of what is not, and less of what is somebody's", () => {
    expect(amountOf("raids", false)).toBe("fewer raids")
    expect(amountOf("fuel and power supply", false)).toBe("less fuel and power supply")
    expect(amountOf("attacks on Arv's road", false)).toBe("fewer attacks on Arv's road")
    expect(amountOf("the council's patrols", false)).toBe("less of the council's patrols")
    expect(amountOf("hill clans' raids", true)).toBe("more of hill clans' raids")
  })

  test("a moment is a civil date where time 0 has one, over leap days and years", () => {
    expect(moment(0, "week", "2031-02-28")).toBe("28 February 2031")
    expect(moment(1, "day", "2032-02-28")).toBe("29 February 2032")
    expect(moment(52, "week", "2030-10-01")).toBe("30 September 2031")
    expect(moment(-1, "day", "2031-01-01")).toBe("31 December 2030")
    expect(moment(12, "week", null)).toBe("week 12")
    expect(moment(12, "tick", "2031-01-01")).toBe("tick 12")
    expect([duration(1, "week"), duration(52, "weeks")]).toEqual(["1 week", "52 weeks"])
  })

  test("lists take commas and one and", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual(["", "a", "a and b", "a, b and c"])
  })

  test("short words in short sentences are easy, long words in long ones hard", () => {
    expect(gradeLevel("The cat sat. The dog ran.")).toBeLessThan(2)
    expect(
      gradeLevel(
        "Institutional deterioration notwithstanding, intergovernmental reconciliation necessitates extraordinary multilateral participation.",
      ),
    ).toBeGreaterThan(16)
  })
})
