// What single sentences tell: clauses that the order of words ties inside quotation marks, and what is not done.

import {expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"

function told(text: string): string[] {
  const {document} = openDocument({file: "a.txt", kind: "text", text: `The port\n\n${text}\n`})
  return read([document!], lineages([document!]), english()).claims.map(
    ({cause, effect, sign, denied}) => `${cause.text} -(${sign})-> ${effect.text}${denied ? ", denied" : ""}`,
  )
}

test.each([
  [
    '"Take the bots away and the wait would fall by a third," he told the Courier.',
    "Take the bots away -(+)-> the wait would fall by a third",
  ],
  ["“Pay the pilots or they will leave,” the harbour master warned.", "Pay the pilots -(-)-> they will leave"],
  [
    '"The longer the ships wait, the dearer the grain becomes," said the miller.',
    "the ships wait -(+)-> the grain becomes",
  ],
  [
    "“Had the rains come, the herds would have grown,” said the elder.",
    "the rains come -(+)-> the herds would have grown",
  ],
  ["The treasury has refused to raise the pay of pilots.", "The treasury -(+)-> the pay of pilots, denied"],
  ["The new council has declined to lower the tolls on grain.", "The new council -(-)-> the tolls on grain, denied"],
])("%s", (sentence, claim) => {
  expect(told(sentence)).toContain(claim)
})

/** Who says each claim of a text. */
function speakers(text: string): (string | null)[] {
  const {document} = openDocument({file: "a.txt", kind: "text", text: `The port\n\n${text}\n`})
  return read([document!], lineages([document!]), english()).claims.map(({by}) => by)
}

test.each([
  ["Now lawyers tell us to keep quiet, and the silence weakens the guild.", null],
  ["The guild urged the carters to wait, and the wait raised prices.", null],
  ["The bank told us that saving cuts demand, and that debt hurts trade.", "The bank"],
])("an order says nothing of what is beside it: %s", (sentence, by) => {
  expect(new Set(speakers(sentence))).toEqual(new Set([by]))
})
