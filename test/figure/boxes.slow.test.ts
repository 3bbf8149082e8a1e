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
