// What single annotated sentences are read at does not fall: a part is held to the claims found, wrong ones and signs of its
// floor. `npm run reading -- --write-floors` writes what is reached.
import {expect, test} from "vitest"
import {scoreHeld} from "./held.ts"
import {floors, MEASURED, scorePart} from "./measure.ts"
import {scorePhrases} from "./phrases.ts"
import {f1Of} from "./score.ts"

/** A change of so much is chance. */
const SLACK = 0.004

test.each(MEASURED)(
  "%s",
  async (part) => {
    const score = await scorePart(part)
    if ("skipped" in score) {
      console.info(`skipped: ${score.skipped}`)
      return
    }
    const floor = floors()[part]
    expect(score.wanted).toBe(floor.wanted)
    const [now, then] = [
      f1Of(score.found, score.wanted, score.found + score.wrong),
      f1Of(floor.found, floor.wanted, floor.found + floor.wrong),
    ]
    expect(now.f1).toBeGreaterThanOrEqual(then.f1 - SLACK)
    expect(now.f1, "it rose: npm run reading -- --write-floors").toBeLessThan(then.f1 + 0.02)
    expect(score.signs / score.found).toBeGreaterThanOrEqual(floor.signs / floor.found - 2 * SLACK)
  },
  600_000,
)

/** So many pieces more that are read as what they are not are chance. */
const PIECES = 2

test("how claims are held out", () => {
  const [now, then] = [scoreHeld(), floors().held]
  for (const way of ["own", "rumoured", "alleged", "denied"] as const) {
    expect(now[way].pieces).toBe(then[way].pieces)
    expect(now[way].wrong, way).toBeLessThanOrEqual(then[way].wrong + PIECES)
    expect(now[way].read, way).toBeGreaterThanOrEqual(then[way].read - PIECES)
    expect(now[way].wrong, `${way} rose: npm run reading -- --write-floors`).toBeGreaterThanOrEqual(then[way].wrong - 8)
  }
})

test.each(["phrases", "phrases-plain"] as const)(
  "%s: which way each says that its thing moves, and what varies",
  (name) => {
    const [now, then] = [scorePhrases(`${name}-scored`), floors()[name]]
    expect(now.phrases).toBe(then.phrases)
    expect(now.moving).toBe(then.moving)
    expect(now.right).toBeGreaterThanOrEqual(then.right - PIECES)
    expect(now.found).toBeGreaterThanOrEqual(then.found - PIECES)
    expect(now.things).toBeGreaterThanOrEqual(then.things - PIECES)
    expect(now.right, "it rose: npm run reading -- --write-floors").toBeLessThan(then.right + 15)
  },
)
