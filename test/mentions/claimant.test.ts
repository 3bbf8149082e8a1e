// Who says a number: the subject of the verb of saying that governs it, and nobody who only stands beside it.

import {expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"

test.each([
  ["Masks that 44 clinics introduced blocked most of the infections reported in June.", [undefined]],
  [
    "Carters from Arvia and Belmar argued that a toll of 40 marks would empty the road.",
    ["Carters from Arvia and Belmar"],
  ],
  [
    "The loss of 310 carts has hurt the market, and millers report that customers are staying away because they see no bread.",
    [undefined],
  ],
  ["The guild estimates that the flood has cost its members 40 million marks.", ["guild"]],
  ["The flood has cost the carters 40 million marks, the guild said.", ["guild"]],
  ["According to the guild of Arvia, the flood destroyed 40 carts.", ["guild of Arvia"]],
  ["The minister of trade announced that a further 400 tonnes would be bought.", ["minister of trade"]],
  ["Two carters who attended said that the road is closed.", [undefined]],
])("%s", (sentence, claimants) => {
  const {document} = openDocument({file: "a.txt", kind: "text", text: `The road\n\n${sentence}\n`})
  expect(read([document!], lineages([document!]), english()).quantities.map(({claimant}) => claimant)).toEqual(
    claimants,
  )
})
