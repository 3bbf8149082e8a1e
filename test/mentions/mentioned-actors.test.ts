// Who is named: invented worlds, and the few states that everybody knows.

import {expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"

/** Actors of a text as "name: other names <roles>". */
function actors(...paragraphs: string[]): string[] {
  const text = `The truce on the salt road, as it was told there\n\n${paragraphs.join("\n\n")}\n`
  const {document} = openDocument({file: "valley.txt", kind: "text", text})
  if (!document) throw new Error("not read")
  return read([document], lineages([document]), english()).actors.map(
    ({name, alsoCalled, roles}) =>
      `${name}${alsoCalled.length > 0 ? `: ${alsoCalled.join(", ")}` : ""} <${roles.filter((role) => !role.startsWith("in ")).join(", ")}>`,
  )
}

test("a short form in brackets, and the head word alone, are the full name", () => {
  const found = actors(
    "The Salt Road Council (SRC) has closed the pass to all traders. The SRC will open it in spring. The herders say that the Council has lied to them.",
  )
  expect(found).toEqual(["Salt Road Council: Council, SRC <government body>"])
})

test("a head word that two names share is nobody's", () => {
  const found = actors(
    "The Salt Road Council met the Valley Council in Arvia on the eve of the feast. The herders say that the Council has lied to them. The traders of Arvia left.",
  )
  expect(found).toEqual(["Arvia <>", "Salt Road Council <government body>", "Valley Council <government body>"])
})

test("a surname is the person whose full name and title stood before", () => {
  const found = actors(
    "In the old hall President Ana Mora promised help to the herders of the valley. In the end Mora sent none. The herders blame Mora for it.",
  )
  expect(found).toEqual(["Ana Mora: Mora <person, president>"])
})

test("two names that speak are a person, without any title", () => {
  const found = actors(
    "The herders lost everything that year, said Ivo Kar of the old guild in the valley. The snow was high, and Kar left with the rest of them.",
  )
  expect(found).toEqual(["Ivo Kar: Kar <person>"])
})

test("an adjective is the place it comes from, and an army makes that a state", () => {
  const found = actors(
    "The raiders crossed into Arvia at night. The answer of the Arvian army was swift, and the people of Arvia were glad of it.",
  )
  expect(found).toEqual(["Arvia: Arvian <state>"])
})

test("what stands beside a name says what it is", () => {
  const found = actors(
    "Two dozen Ridge Front fighters burned the carts of the mining company Sel Works in the valley. The newspaper Valley Herald told of it.",
    "The Hill Liberation Army, a rebel group, burned nothing. The truce that was brokered by Belmar failed.",
    "The road was kept by the Ministry of Water and Roads, and paid for by the Bank of Norven.",
  )
  expect(found).toEqual([
    "Bank of Norven <firm>",
    "Belmar <mediator>",
    "Hill Liberation Army <armed group>",
    "Ministry of Water and Roads <government body>",
    "Ridge Front <armed group>",
    "Sel Works <firm>",
    "Valley Herald <media>",
  ])
})

test("a capital and a people are the state, an organisation its short form", () => {
  const found = actors(
    "The talks between Nairobi and Kenyan herders failed, though the United Nations helped. The envoy of the UN left Kenya at once.",
  )
  expect(found).toEqual(["Kenya: Kenyan, Nairobi <state>", "United Nations: UN <international organisation>"])
})

test("two spellings with one short form are one", () => {
  const found = actors(
    "The raids of the Tarik-e-Norven (TNR) went on. In the hills the Tariq-i-Norven (TNR) is feared by all. The herders fled from the TNR.",
  )
  expect(found.map((one) => one.replace(/ <.*/, ""))).toEqual(["Tarik-e-Norven: TNR, Tariq-i-Norven"])
})

test("names joined by a hyphen, adjectives of no place, months and faiths are nobody", () => {
  const found = actors(
    "The Arvia-Belmar border was quiet on Tuesday. The herders of Arvia and of Belmar met in March at an Arvia-led feast. They spoke of Keynesian ideas and of Christian ones; Arvia and Belmar agreed on all of it.",
  )
  expect(found).toEqual(["Arvia <>", "Belmar <>"])
})
