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

test("a place is no short form of what is named after it", () => {
  const found = actors(
    "The University of Porto Lindo measured the river. The University of Porto Lindo is old. Traders have left Porto Lindo, and herders went to Porto Lindo.",
  )
  expect(found).toEqual(["Porto Lindo <>", "University of Porto Lindo <civil society>"])
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

/** Actors of several documents as "name: other names". */
function named(...documents: {readonly text: string; readonly head?: string}[]): string[] {
  const opened = documents.map(({text, head}, i) => {
    const {document} = openDocument({
      file: `${i}.txt`,
      kind: "text",
      text: `${head ?? "The truce on the salt road, as it was told there"}\n\n${text}\n`,
    })
    return document!
  })
  return read(opened, lineages(opened), english()).actors.map(
    ({name, alsoCalled}) => `${name}${alsoCalled.length > 0 ? `: ${alsoCalled.join(", ")}` : ""}`,
  )
}

test("a common noun is whoever its own document named before, and nobody of another", () => {
  const report =
    "In May the Office has counted forty raids on the road. The carters believe what the Office has told them of it."
  const stranger =
    "The levy would raise tolls, according to the Valley Budget Office, which had asked the carters of Arvia about it."
  expect(named({text: report}, {text: stranger})).toEqual(["Valley Budget Office"])
  // Named later in the same document it is another one, too.
  expect(named({text: `${report} ${stranger}`})).toEqual(["Valley Budget Office"])
  expect(
    named(
      {text: `In June the Office of Road Safety (the Office) was founded in the valley. ${report}`},
      {text: stranger},
    ),
  ).toContain("Office of Road Safety: Office")
  expect(
    named({text: "In May the IMF came to the valley. The carters say that the Fund has promised them a new road."}),
  ).toEqual(["International Monetary Fund: Fund, IMF"])
  // A report's own office is whoever publishes it.
  expect(named({head: "Raids in May\nOffice for Road Safety\n4 June 2031", text: `${report} ${stranger}`})).toEqual([
    "Office for Road Safety: Office",
    "Valley Budget Office",
  ])
})

test("a firm's first word is the firm where its document named it whole before, and the word is no place", () => {
  const firm =
    "In spring Norvik Mutual sold the carts of the guild. Shares in Norvik rose at once, and Norvik denied that the sale had hurt the carters."
  expect(
    named({text: firm}, {text: "The carters say that Norvik has sold their carts to the guild of Belmar."}),
  ).toContain("Norvik Mutual: Norvik")
  expect(
    named({text: firm}, {text: "Nobody in the guild lives in Norvik. The snow in the streets near Norvik is high."}),
  ).toContain("Norvik")
  // What a place has is not the place.
  expect(
    named({text: "In spring the Belmar Council closed the pass. The herders of Belmar left, and Belmar denied that."}),
  ).toEqual(["Belmar", "Belmar Council"])
})

test("a body that a plural owns is one name", () => {
  expect(
    actors(
      "In the old hall the Carters' and Ferrymen's Union has called a strike. The herders fear the Women's League of Arvia more.",
    ),
  ).toEqual(["Carters' and Ferrymen's Union <civil society>", "Women's League of Arvia <civil society>"])
  expect(
    actors("The herders heard of the carters' Monday feast in Arvia, and went to Arvia with their goods."),
  ).toEqual(["Arvia <>"])
})

test("the common noun of whoever publishes a document is that publisher", () => {
  const text =
    "Rents in the valley\nMinistry of Housing and Works, 3 May 2031\n\nThe levy cut trade. The Ministry said that the levy had cut trade.\n"
  expect(named({text})).toEqual(["Ministry of Housing and Works: Ministry"])
})

test("what is banned, sprayed or sold under a name is a product, unless it speaks, or is where something is", () => {
  const told = "The herders blame Velotrin. The council has lifted its ban on Velotrin."
  expect(actors(told)).toContain("Velotrin <product>")
  expect(actors(`${told} Velotrin denied that it had done any harm.`)).toContain("Velotrin <>")
  expect(actors(`${told} Nobody lives in Velotrin.`)).toContain("Velotrin <>")
})
