// A map of any size and shape keeps its boxes apart: many layouts, each of which takes as long as a figure may.

import fc from "fast-check"
import {expect, test} from "vitest"
import {neighbourhood} from "../../src/figure/index.ts"
import {rects} from "./rects.ts"
import {town} from "./worlds.ts"

test("a map keeps its boxes apart and on the page, whatever is linked to what", () => {
  fc.assert(
    fc.property(fc.integer({min: 2, max: 40}), fc.integer({min: 1, max: 90}), (factors, links) => {
      const html = neighbourhood(town(factors, links))
      const boxes = rects(html)
      const [, width, height] = html.match(/viewBox="0 0 (\d+) ([\d.]+)"/)!
      boxes.forEach((a, i) => {
        expect(a.x).toBeGreaterThanOrEqual(0)
        expect(a.y).toBeGreaterThanOrEqual(0)
        expect(a.x + a.width).toBeLessThanOrEqual(Number(width))
        expect(a.y + a.height).toBeLessThanOrEqual(Number(height))
        for (const b of boxes.slice(i + 1))
          expect(a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y).toBe(true)
      })
    }),
    {seed: 3, numRuns: 12},
  )
})

/** Points along a drawn path of straight lines and quadratics. */
function pointsOf(path: string): {x: number; y: number}[] {
  let from = {x: 0, y: 0}
  return [...path.matchAll(/([MLQ])([^MLQ]+)/g)].flatMap(([, kind, numbers]) => {
    const values = numbers!.trim().split(" ").map(Number)
    const [begin, to] = [from, {x: values.at(-2)!, y: values.at(-1)!}]
    from = to
    if (kind === "M") return [to]
    const bend = kind === "Q" ? {x: values[0]!, y: values[1]!} : {x: (begin.x + to.x) / 2, y: (begin.y + to.y) / 2}
    return Array.from({length: 41}, (_, i) => {
      const [t, u] = [i / 40, 1 - i / 40]
      const along = (a: number, b: number, c: number) => u * u * a + 2 * u * t * b + t * t * c
      return {x: along(begin.x, bend.x, to.x), y: along(begin.y, bend.y, to.y)}
    })
  })
}

test("two steps around a factor no link goes behind a box, and nothing leaves the page", () => {
  const map = town(26, 80)
  let turned = 0
  for (const {id} of map.factors) {
    const html = neighbourhood(map, {focus: id, steps: 2})
    const boxes = rects(html)
    const [, top, width, height] = html.match(/viewBox="0 (-?[\d.]+) (\d+) ([\d.]+)"/)!.map(Number)
    for (const [, path] of html.matchAll(/<path class="f-link[^"]*" stroke-width="[^"]*" d="([^"]+)"/g)) {
      if (path!.includes("L")) turned++
      const inside = pointsOf(path!).filter(({x, y}) =>
        boxes.some((b) => x > b.x + 1 && x < b.x + b.width - 1 && y > b.y + 1 && y < b.y + b.height - 1),
      )
      expect(inside, `${id}: ${path}`).toEqual([])
      for (const {x, y} of pointsOf(path!)) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(width!)
        expect(y).toBeGreaterThanOrEqual(top!)
        expect(y).toBeLessThanOrEqual(top! + height!)
      }
    }
  }
  // Some had to go round.
  expect(turned).toBeGreaterThan(0)
})
