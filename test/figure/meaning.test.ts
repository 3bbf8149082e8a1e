// What a figure says is what its data say: positions, order, counts and words, read back
// from the drawing.

import {describe, expect, test} from "vitest"
import {
  contested,
  fan,
  fanTable,
  likelihood,
  likelihoodTable,
  neighbourhood,
  neighbourhoodTable,
  chain as path,
  ring,
  ringTable,
  strip,
  tornado,
  tornadoTable,
} from "../../src/figure/index.ts"
import {shown} from "../../src/figure/style.ts"
import {type LoopView, likelihoodScale, likelihood as wordOf} from "../../src/outlook/index.ts"
import {isQuick} from "../tiers.ts"
import {kept} from "./gallery/kept.ts"
import {rects} from "./rects.ts"
import {chain, dispute, driver, history, loop, outcome, town} from "./worlds.ts"

const texts = (html: string) =>
  [...html.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map((m) => m[1]!)
const numbers = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((m) => Number(m[1]))

describe("a fan", () => {
  const horizon = {start: 0, unit: "week", origin: "2031-02-15"}

  test("has zero on its axis, whatever the level", () => {
    for (const level of [-1e6, -3, 0.02, 40, 9e8])
      expect(texts(fan(outcome({level, spread: level / 10})))).toContain("0")
  })

  test("asked for levels, holds them and not zero, and reads all others against their middle", () => {
    const html = fan(outcome({level: 0.5, spread: 0.05}), {levels: [0.4, 0.6]})
    expect(texts(html).slice(0, 5)).toEqual(["0.40", "0.45", "0.50", "0.55", "0.60"])
    const at = (name: string) => numbers(html, new RegExp(`class="${name}" x1="0" x2="100%" y1="([\\d.]+)"`, "g"))
    expect(at("f-axis")).toHaveLength(1)
    expect(at("f-grid").filter((y) => y > at("f-axis")[0]!)).toHaveLength(2)
  })

  test("given a span, counts in its description only what it shows", () => {
    const view = outcome({observed: history(30, 60)})
    const all = fan(view, {horizon})
    const late = fan(view, {horizon, span: [-10, view.time.at(-1)!]})
    expect(late.match(/f-observed/g)!.length).toBeLessThan(all.match(/f-observed/g)!.length)
    expect(late).toContain(`${late.match(/f-observed/g)!.length} observed values`)
  })

  test("nests its bands: half of the runs lie within 8 of 10, and these within 19 of 20", () => {
    const html = fan(outcome())
    const height = (name: string) => {
      const d = html.match(new RegExp(`class="${name}" d="([^"]*)"`))![1]!
      const ys = [...d.matchAll(/,(-?[\d.]+)/g)].map((m) => Number(m[1]))
      return Math.max(...ys) - Math.min(...ys)
    }
    expect(height("f-b50")).toBeLessThan(height("f-b80"))
    expect(height("f-b80")).toBeLessThan(height("f-b95"))
  })

  test("draws a dot for each observed value and joins none", () => {
    const html = fan(outcome({observed: history(30, 60)}), {horizon})
    expect(html.match(/f-observed/g)).toHaveLength(34)
    expect(html.match(/<path/g)).toHaveLength(4)
  })

  test("leaves a gap where runs gave no number", () => {
    const view = outcome()
    const middle = fan({...view, p50: view.p50.map((v, i) => (i === 13 ? Number.NaN : v))}).match(
      /f-middle" d="([^"]*)"/,
    )![1]!
    expect(middle.match(/M/g)).toHaveLength(2)
  })

  test("dates its axis from the origin, and counts in the model's unit without one", () => {
    expect(texts(fan(outcome(), {horizon}))).toEqual(expect.arrayContaining(["15 Feb 2031", "16 Aug"]))
    expect(texts(fan(outcome(), {horizon: {start: 0, unit: "week", origin: null}}))).toEqual(
      expect.arrayContaining(["today", "week 26"]),
    )
    expect(texts(fan(outcome(), {horizon: {start: 0, unit: "month", origin: "2031-01-31"}}))).toContain("28 Mar")
  })

  test("never ends beyond the horizon", () => {
    const xs = numbers(fan(outcome(), {horizon}), /[ML](-?[\d.]+),/g)
    expect(Math.max(...xs)).toBeLessThanOrEqual(1000)
  })

  test("says in words that there is nothing to draw", () => {
    const none = outcome().time.map(() => Number.NaN)
    expect(fan({...outcome(), p50: none})).toContain("No run gave a value for Ferry delays")
  })

  test("has a table with its first and last step and every observed value", () => {
    const table = fanTable(outcome({observed: history(30, 60)}), {horizon})
    expect(table.match(/observed<\/td>/g)).toHaveLength(34)
    expect(table).toContain("15 Feb 2031")
    expect(table).toContain("16 Aug 2031")
  })
})

describe("a ring", () => {
  const names = ["North", "East", "South", "West"]
  const drawn = ring(loop("Compass", names, "+-c?", {polarity: "B"}))

  test("starts at twelve o'clock and goes clockwise", () => {
    const place = (name: string) => {
      const [, x, y] = drawn.match(new RegExp(`x="([\\d.]+)" y="([\\d.]+)">${name}<`))!
      return {x: Number(x), y: Number(y)}
    }
    const [north, east, south, west] = names.map(place)
    expect(north!.y).toBeLessThan(east!.y)
    expect(east!.y).toBeLessThan(south!.y)
    expect(east!.x).toBeGreaterThan(north!.x)
    expect(west!.x).toBeLessThan(north!.x)
  })

  test("shows each sign by shape, the contested by dashes and by both counts", () => {
    expect(drawn.match(/f-badge f-plus/g)).toHaveLength(2)
    expect(drawn.match(/f-badge f-minus/g)).toHaveLength(1)
    expect(drawn.match(/f-badge f-unclear/g)).toHaveLength(1)
    expect(drawn.match(/f-contested/g)).toHaveLength(1)
    expect(texts(drawn)).toContain("3 v 1")
  })

  test("dashes nothing but the contested", () => {
    expect(ring(loop("Firm", names, "+--+"))).not.toContain("f-contested")
  })

  test("gives the contested link the sign more voices tell, and both signs when they are as many", () => {
    const one = loop("One", ["A", "B"], "c+")
    const count = (voices: number, against: number) =>
      ring({...one, links: one.links.map((l) => (l.sign === "contested" ? {...l, voices, against} : l))})
    expect(count(1, 3)).toContain("f-link f-minus f-contested")
    expect(count(1, 3)).toContain(">3 v 1<")
    expect(count(2, 2)).toContain("f-link f-both f-contested")
    const denied = shown({sign: "contested", whether: "-", voices: 1, against: 3})
    expect(denied).toEqual({
      direction: "minus",
      contested: true,
      count: "1 v 3",
      says: "lowers, contested, 1 against 3",
    })
  })

  test("says what the loop adds with a range, what it takes away, and that it is not known", () => {
    const says = (gain: LoopView["gain"]) => texts(ring(loop("L", names, "++++", {gain}))).join(" ")
    expect(says({low: 0.31, mid: 0.46, high: 0.58})).toContain("one more brings 0.46 (0.31–0.58) more")
    expect(says({low: -0.5, mid: -0.2, high: -0.1})).toContain("one more takes away 0.2 (0.1–0.5)")
    expect(says({low: -0.5, mid: -0.2, high: 0.1})).toContain("one more takes away 0.2 (−0.1\u00a0to\u00a00.5)")
    expect(says({low: 0, mid: 0.001, high: 0.3})).toContain("adds next to nothing")
    expect(says(null)).toContain("not known")
    expect(texts(drawn)).toContain("Balances")
  })

  test("keeps the full words of a name it had to cut", () => {
    const long = "The confidence of the harbour council in the association of the pilots after the second inspection"
    const html = ring(loop("L", [long, ...names, "A", "B", "C"], "++++++++"))
    expect(html).toContain("…")
    expect(html).toContain(`<title>${long}</title>`)
  })

  test("is told link by link in its table and its description", () => {
    const table = ringTable(loop("Compass", names, "+-c?"))
    expect(table.match(/<tr>/g)).toHaveLength(5)
    expect(drawn).toContain("East lowers (4 voices) South.")
  })
})

describe("a tornado", () => {
  test("puts the longest bar first and names what it leaves out", () => {
    const drivers = Array.from({length: 11}, (_, i) => driver(`Driver ${i}`, 0.7 - i * 0.03, 0.7 + i * 0.02))
    const html = tornado(drivers)
    const order = numbers(html, /<bdi>Driver (\d+)<\/bdi>/g)
    expect(order).toEqual([10, 9, 8, 7, 6, 5, 4, 3])
    expect(html).toContain("The 8 longest of 11; the other 3 move it less.")
    expect(tornadoTable(drivers).match(/<tr>/g)).toHaveLength(12)
  })

  test("says so when nothing moves the outcome, and when a driver has no voice", () => {
    expect(tornado([])).toContain("No driver was found that moves the first outcome")
    expect(tornado([driver("Tide", 0.5, 0.9, {voices: 0})])).toContain("<small>assumed</small>")
  })

  test("ends of a number are low and high, and the side that says yes comes first", () => {
    const html = tornado([
      driver("Reprisals", 0.5, 0.8, {lowLabel: "0.83 attacks a strike", highLabel: "1.2 attacks a strike"}),
      driver("Does fear work?", 0.6, 0.8, {kind: "contested", lowLabel: "it does not", highLabel: "it does"}),
    ])
    expect(texts(html)).toEqual(expect.arrayContaining(["low", "high"]))
    expect(tornado([driver("Reach", 0.5, 0.8, {lowLabel: "1,200", highLabel: "−3"})])).toMatch(/>high<.*>low</u)
    expect(tornadoTable([driver("Reprisals", 0.5, 0.8, {lowLabel: "0.83 attacks a strike"})])).toContain(
      "0.83 attacks a strike: ",
    )
    expect(html).toContain("contested: <bdi>it does</bdi>, or <bdi>it does not</bdi>")
  })

  test("shows the outcome at both ends even when both lie on one side of all runs", () => {
    const html = tornado([driver("Tide", 0.75, 0.9, {lowLabel: "ebb", highLabel: "flood"})])
    expect(texts(html)).toEqual(expect.arrayContaining(["ebb", "flood"]))
    expect(html.match(/<rect/g)).toHaveLength(2)
  })
})

test("a strip's dot is hollow when its range holds no change", () => {
  const scale = [-10, 10] as const
  expect(strip({low: -1, mid: 2, high: 3, scale, zero: 0})).toContain("f-hollow")
  expect(strip({low: 1, mid: 2, high: 3, scale, zero: 0})).not.toContain("f-hollow")
})

test("likelihood never words a share without its range", () => {
  expect(likelihood([{label: "Delays grow", share: {share: 0.7, low: 0.6, high: 0.8}}])).toMatch(
    /7.of.10.\(6\u2060–\u20608\)/,
  )
})

test("the words of likelihood begin where the outlook's do", () => {
  const shares = likelihoodScale.flatMap((step) => [step.upTo - 0.005, step.upTo])
  const table = likelihoodTable(shares.map((share) => ({label: "x", share: {share, low: share, high: share}})))
  expect([...table.matchAll(/<td>([a-z ]+)<\/td>/g)].map((m) => m[1])).toEqual(shares.map(wordOf))
})

test("a dispute prints both sides' quotes verbatim and counts those it does not show", () => {
  const html = contested(dispute, {quotes: 1})
  expect(html).toContain("“Every captain we spoke to counts the toll before the tide.”")
  expect(html).toContain("2 more quotes; 2 independent voices")
})

describe("a map", () => {
  test.skipIf(isQuick)("draws every link of up to sixty factors once, with its sign", () => {
    const map = town(40, 60)
    const html = neighbourhood(map)
    expect(html.match(/f-badge/g)).toHaveLength(60)
    expect(html.match(/f-link /g)).toHaveLength(60)
  })

  test.skipIf(isQuick)("is the same picture in whatever order factors and links are listed", () => {
    const map = town(18, 30)
    const turned = {...map, factors: [...map.factors].reverse(), links: [...map.links].reverse()}
    expect(neighbourhood(turned)).toBe(neighbourhood(map))
  })

  test("says what it leaves out: factors past the sixty-fourth, and those without a link", () => {
    const html = kept("mapOfTooMany")
    expect(rects(html)).toHaveLength(64)
    expect(html).toContain("The 64 factors with most voices of the 90 that have a link.")
    const lonely = chain(["Tolls", "Ships", "Gulls"])
    expect(neighbourhood({...lonely, links: lonely.links.slice(0, 1)})).toContain("1 without a link is not drawn.")
  })

  test("under a path stands what one document tells together, in words that fit, and where two only meet", () => {
    const factors = ["Tolls", "Ships", "Gulls", "Noise"].map((label, i) => ({id: `f${i}`, label}))
    const links = [1, 2, 3].map((n) => ({id: `l${n}`, sign: "+" as const, voices: 1, against: 0}))
    const view = {name: "From tolls to noise", factors, links}
    const says = "told together by a document with a name that is far too long for two links of a path"
    const html = path({
      ...view,
      together: [
        {first: 0, last: 1, says},
        {first: 2, last: 2, says: "told by b.txt"},
      ],
      meets: [2],
    })
    const bars = [...html.matchAll(/class="f-(together|meets)" d="M([\d.]+) [\d.]+H([\d.]+)"/g)]
    expect(bars.map(([, kind]) => kind)).toEqual(["together", "together", "meets"])
    for (const [, , from, to] of bars) expect(Number(to)).toBeGreaterThan(Number(from))
    expect(html).toContain(`<title>${says}</title>`)
    expect(html).toContain(">told together</text>")
    expect(html).toContain(">meet only here</text>")
    expect(path(view)).not.toMatch(/f-together|f-meets/)
  })

  test("around one factor shows its causes on the left and its effects on the right", () => {
    const html = neighbourhood(chain(["Tolls", "Ships", "Gulls"]), {focus: "f1"})
    const x = (name: string) => Number(html.match(new RegExp(`x="([\\d.]+)" y="[\\d.]+">${name}<`))![1])
    expect(x("Tolls")).toBeLessThan(x("Ships"))
    expect(x("Ships")).toBeLessThan(x("Gulls"))
    expect(html).toContain("Causes: Tolls. Effects: Gulls.")
  })

  test("refuses a factor it does not have by name, also one that every object has", () => {
    expect(neighbourhood(town(4, 6), {focus: "constructor"})).toContain("The map has no factor constructor.")
    expect(neighbourhood(town(4, 0))).toContain("state no link between factors")
  })

  test("has every link in its table, and only its own around one factor", () => {
    expect(neighbourhoodTable(town(12, 20)).match(/<tr>/g)).toHaveLength(21)
    expect(neighbourhoodTable(chain(["A", "B", "C", "D"]), {focus: "f1"}).match(/<tr>/g)).toHaveLength(3)
  })

  test("draws a factor that acts on itself", () => {
    const self = chain(["Fear", "Flight"])
    const links = [...self.links, {...self.links[0]!, id: "f0->f0", from: "f0", to: "f0"}]
    expect(neighbourhood({...self, links}).match(/f-badge/g)).toHaveLength(2)
  })
})
