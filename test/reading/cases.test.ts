// Reading, tested by text anyone can write: cases/*.txt hold a title, a sentence, and the
// claims it must give, in order. "nothing" is a claim about silence.

import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import type {Claim, Phrase} from "../../src/reading/index.ts"
import {claimsOf} from "./sentence.ts"

const folder = new URL("./cases/", import.meta.url)

function spellPhrase(phrase: Phrase): string {
  return `${phrase.text} {${phrase.thing.map((t) => t.text).join(" | ")}${phrase.change ? ` ${phrase.change}` : ""}}`
}

function spell(claim: Claim): string {
  const how = [
    claim.denied ? "denied" : "",
    claim.hedge ? `~"${claim.hedge}"` : "",
    claim.by ? `by "${claim.by}"` : "",
  ].filter(Boolean)
  const sign = claim.condition ? `${claim.sign} ${claim.condition}` : claim.sign
  return [`${spellPhrase(claim.cause)} -(${sign})-> ${spellPhrase(claim.effect)}`, ...how].join(" ")
}

for (const file of readdirSync(folder).sort()) {
  describe(file, () => {
    for (const block of readFileSync(new URL(file, folder), "utf8")
      .trim()
      .split(/\n\n+(?=# )/)) {
      const [title, sentence, ...wanted] = block.split("\n")
      test(title!.slice(2), () => {
        const claims = claimsOf(sentence!)
        expect(claims.map(spell).join("\n") || "nothing").toBe(
          wanted.map((line) => line.replace(/^==> /, "")).join("\n"),
        )
      })
    }
  })
}
