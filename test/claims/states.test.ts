// Two clauses of which each says what something is like, behind every opener that ties two clauses: textbooks tell much of what they tell
// in the present and with a copula, and trees take the first of such two for the main one.

import {expect, test} from "vitest"
import {claimsOf, holds} from "./sentence.ts"

const PAIRS = [
  ["the soil is thin", "yields are low"],
  ["fuel is scarce", "the ferry is idle"],
  ["the wards are full", "nurses are tired"],
  ["wages are low", "the school is short of teachers"],
  ["water is short", "the fields are bare"],
  ["trust is low", "the talks are brief"],
  ["prices are high", "profits are low"],
] as const
const FRAMES = [
  "{e} because {c}",
  "because {c}, {e}",
  "{c}, so {e}",
  "since {c}, {e}",
  "as {c}, {e}",
  "if {c}, {e}",
  "when {c}, {e}",
  "where {c}, {e}",
  "whenever {c}, {e}",
  "once {c}, {e}",
  "now that {c}, {e}",
  "as long as {c}, {e}",
  "{c}, which means that {e}",
  "{c}, which is why {e}",
  "{c}; as a result, {e}",
  "the reason {e} is that {c}",
  "the fact that {c} is the reason why {e}",
  "due to the fact that {c}, {e}",
] as const
/** The word that each side ends with, or begins with. */
const wordOf = (clause: string): string => clause.replace(/^the /, "").split(" ")[0]!

test("each of two states is read behind every opener", () => {
  const texts = FRAMES.flatMap((frame) =>
    PAIRS.map(([cause, effect]) => {
      const text = `${frame.replace("{c}", cause).replace("{e}", effect)}.`
      return {text: text[0]!.toUpperCase() + text.slice(1), cause: wordOf(cause), effect: wordOf(effect)}
    }),
  )
  const missed = texts.filter(
    ({text, cause, effect}) =>
      !claimsOf(text).some((claim) => holds(claim.cause.text, cause) && holds(claim.effect.text, effect)),
  )
  expect(1 - missed.length / texts.length, missed.map(({text}) => text).join("\n")).toBeGreaterThanOrEqual(0.95)
})
