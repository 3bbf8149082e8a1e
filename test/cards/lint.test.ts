// Each kind of slip in a prepared factors.yaml, found at its place; and nothing where there is none. In: invented documents
// and files. Out: kinds, places and words.

import {readdirSync, readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {lint} from "../../src/cards/lint.ts"
import {parseCodebook, placePhrases, themes} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {readFiles} from "./island.ts"

const DOCUMENTS = {
  "a.txt":
    "The travel ban has emptied the quay. The smoking ban hurts the eel smokers. Flour prices have angered the bakers. Ice prices have ruined the eel smokers. Fog delays the ferry. The ferry delays the mail. The eel catch has raised the wages of the smokers.\n",
}

function slips(yaml: string, documents: Readonly<Record<string, string>> = DOCUMENTS): string[] {
  const text = `format: brink/factors@1\nfactors:\n${yaml}`
  const codebook = parseCodebook(text, "factors.yaml")
  const reading = readFiles(documents)
  const found = lint({
    text,
    file: "factors.yaml",
    codebook,
    placed: placePhrases(reading, {codebook}),
    texts: new Map(Object.entries(documents)),
    reading,
    english: english(),
  })
  return found.map(({kind, place, says}) => `${kind} | ${place} | ${says}`)
}

test("nothing is found in a file that is in order", () => {
  expect(slips("  travel_ban: {name: Travel ban}\n  fog: {name: Fog}\n  eels: {name: Eel catch}\n")).toEqual([])
})

test("a word in two factors", () => {
  expect(slips("  fog: {aliases: [ferry]}\n  boats: {name: Boats, aliases: [ferry]}\n")).toContain(
    "alias twice | factors.yaml:4:34 | 'ferry' is an alias of fog and of boats; it can mean one of them",
  )
})

test("a word in aliases of one and opposites of another", () => {
  expect(slips("  fog: {aliases: [ferry]}\n  calm: {opposites: [ferries]}\n")).toContain(
    "alias and opposite | factors.yaml:4:22 | 'ferries' is an alias of fog and an opposite of calm",
  )
})

test("a theme that the codebook does not have", () => {
  const of = (theme: string) =>
    slips(`  fog: {name: Fog, theme: ${theme}}\n`).filter((one) => one.startsWith("no such"))
  expect(of("dragons")).toEqual([
    "no such theme | factors.yaml:3:27 | the codebook has no theme dragons, which fog names",
  ])
  expect([of("harvest"), of("other")]).toEqual([[], []])
})

test("opposites in a ring", () => {
  const found = slips("  fog: {opposites: [ferry]}\n  ferry: {opposites: [mail]}\n  mail: {opposites: [fog]}\n")
  expect(found).toContain(
    "ring of opposites | factors.yaml:3:3 | opposites in a ring: fog, ferry, mail, fog; by it each is its own opposite",
  )
  expect(slips("  fog: {opposites: [ferry]}\n  ferry: {opposites: [mail]}\n").join()).not.toContain("ring of")
})

test("cause and effect of one claim in one factor", () => {
  expect(slips("  fog: {name: Fog at the quay, aliases: [fog, ferry]}\n")).toContain(
    'own cause | factors.yaml:3:3 | fog is its own cause: a.txt says that "Fog" brings about "the ferry"',
  )
})

test("a name that is a verb, holds a pronoun or an auxiliary, or ends in a preposition", () => {
  const names = (name: string) =>
    slips(`  fog: {name: ${name}, aliases: [fog]}\n`).filter((one) => one.startsWith("name"))
  expect(names("Fog on the quay")).toEqual([])
  expect(names("Political will")).toEqual([])
  expect(names("Closure of its schools")).toEqual([])
  expect(names("Bring water to the quay")).toEqual([
    `name | factors.yaml:3:9 | the name 'Bring water to the quay' begins with the verb "Bring"`.replace(
      '"Bring"',
      '"bring"',
    ),
  ])
  expect(names("What they fear")).toEqual([`name | factors.yaml:3:9 | the name 'What they fear' holds "they"`])
  expect(names("Fog that has come")).toHaveLength(1)
  expect(names("Fog of the")).toEqual([`name | factors.yaml:3:9 | the name 'Fog of the' ends in "the"`])
})

test.each([
  ["Raise the levy", 'begins with the verb "raise"'],
  ["Stop the protests", 'begins with the verb "stop"'],
  ["Make debt worse", 'begins with the verb "make"'],
  ["Pay teachers", 'begins with the verb "pay"'],
  ["To protest", 'begins with the verb "to protest"'],
  ["Failed to pay", 'begins with the verb "failed"'],
  ["Protests grew", 'holds the verb "grew"'],
  ["Prices rise", 'holds the verb "rise"'],
  ["Exports fell sharply", 'holds the verb "fell"'],
  ["Their debt", 'holds "their"'],
])("the name '%s' %s", (name, wrong) => {
  expect(slips(`  fog: {name: ${name}, aliases: [fog]}\n`).filter((one) => one.startsWith("name"))).toEqual([
    `name | factors.yaml:3:9 | the name '${name}' ${wrong}`,
  ])
})

test("noun phrases that might be verbs are no slips, nor is any name of a theme or a bundled case", () => {
  const spoken =
    "Strike|Protest|Move to the coast|Stop to the protests|Run on banks|Wish to fail|Displaced people|Returned customers|Failed harvest|Flats let to tourists|Discounts asked|Lifting the ban|Pressure to fish"
  const cases = new URL("../../cases/", import.meta.url)
  const bundled = readdirSync(cases).flatMap((one) =>
    parseCodebook(readFileSync(new URL(`${one}/factors.yaml`, cases), "utf8"), one).map(
      ({name, id}) => name ?? id.replaceAll("_", " "),
    ),
  )
  const names = [...spoken.split("|"), ...themes.map(({name}) => name), ...bundled]
  const found = slips(names.map((name, i) => `  f${i}: {name: ${JSON.stringify(name)}}\n`).join(""), {
    "a.txt": "Fog delays the ferry.\n",
  })
  expect(found.filter((one) => one.startsWith("name |"))).toEqual([])
})

test("two factors of one head that nothing tells apart", () => {
  const found = slips("  fog: {name: Fog}\n  fogs: {name: The fog}\n")
  expect(found.join("\n")).toContain('one head | factors.yaml:4:3 | fog and fogs are both "fog"')
  expect(slips("  fog: {name: Fog at sea}\n  fogs: {name: Fog at the quay}\n").join()).not.toContain("one head")
})

test("an alias that catches phrases of two factors", () => {
  expect(
    slips("  ban: {name: Travel ban, aliases: [ban]}\n  smoke: {name: Rule, phrases: [The smoking ban]}\n"),
  ).toContain(
    `one alias, two factors | factors.yaml:3:37 | 'ban' catches phrases of ban and of smoke: "The smoking ban"`,
  )
})

test("one word that is a measure or a stuff, of two kinds", () => {
  expect(slips("  cost: {name: Cost of living, aliases: [prices]}\n").join("\n")).toContain(
    `bare measure | factors.yaml:3:42 | 'prices' alone takes`,
  )
})

test("an alias that no document has", () => {
  expect(slips("  fog: {aliases: [fog, seals]}\n")).toEqual([
    "alias nobody uses | factors.yaml:3:24 | no document has 'seals', of fog",
  ])
})

test("whole phrases with commas, as sorting writes them, are in a document as they stand", () => {
  const documents = {"a.txt": "The fog, which hid the pier, and the eels that it delayed emptied the market.\n"}
  expect(slips('  fog: {aliases: [fog], opposites: ["The fog, which hid the pier"]}\n', documents)).toEqual([])
  expect(slips('  fog: {aliases: [fog], opposites: ["The fog, which hid a pier"]}\n', documents)).toEqual([
    "alias nobody uses | factors.yaml:3:37 | no document has 'The fog, which hid a pier', of fog",
  ])
})

test("one phrase in two factors, and one that a factor both claims and leaves alone", () => {
  const found = slips("  fog: {phrases: [The ferry]}\n  boats: {phrases: [the ferry, Fog], not: [fog]}\n")
  expect(found).toContain(
    "phrase twice | factors.yaml:4:21 | 'the ferry' is a phrase of fog and of boats; the first has it",
  )
  expect(found).toContain("phrase and not | factors.yaml:4:32 | 'Fog' stands under `phrases` and under `not` of boats")
  // To leave alone what another claims is what `not` is for.
  expect(slips("  boats: {phrases: [The ferry]}\n  fog: {not: [the ferry]}\n")).toEqual([])
})

test("a phrase that no document has", () => {
  expect(slips("  fog: {phrases: [Fog, the great fog]}\n")).toEqual([
    "phrase nobody uses | factors.yaml:3:24 | no document has the phrase 'the great fog', of fog",
  ])
})

test("a holder or target that no document names; another name of one that they do is none", () => {
  const found = slips("  fog: {holder: Arvia, target: eel smokers}\n")
  expect(found).toEqual(["actor nobody names | factors.yaml:3:17 | no document names 'Arvia', the holder of fog"])
  const documents = {"a.txt": "Fog delays Pakistani ferries. The ferry feeds the militants.\n"}
  expect(slips("  fog: {holder: Pakistan, target: armed_groups}\n", documents)).toEqual([])
})

test("words that begin with the sign for an opposite", () => {
  expect(slips("  fog: {aliases: [~fog]}\n  eels: {opposites: [~ferry]}\n")).toEqual([
    "sign before words | factors.yaml:3:19 | '~fog' of fog begins with ~, which marks an opposite on cards and nothing in this file",
    "sign before words | factors.yaml:4:22 | '~ferry' of eels begins with ~, which marks an opposite on cards and nothing in this file",
  ])
})

test("two factors of one name", () => {
  expect(slips("  fog: {}\n  haze: {name: Fog}\n")).toEqual([
    "one name | factors.yaml:4:3 | fog and haze are both called 'fog'",
  ])
})

test("a theme named by one word that is not the head, or whose condition only another sentence meets", () => {
  const documents = {
    "a.txt": "The convoy museum has raised the tolls. Fog delays the relief.\n",
  }
  const text = "format: brink/factors@1\nfactors:\n  help: {name: Relief, theme: aid}\n"
  const codebook = parseCodebook(text, "factors.yaml")
  const reading = readFiles(documents)
  // As a reading that asks the whole document for the condition would bring them.
  const placed = placePhrases(reading, {codebook}).map((phrase) =>
    /convoy museum/.test(phrase.text) ? {...phrase, factor: "help", matched: "convoy"} : phrase,
  )
  const looked = {
    text,
    file: "factors.yaml",
    codebook,
    placed,
    texts: new Map<string, string>(),
    reading,
    english: english(),
  }
  expect(lint(looked).map(({kind, says}) => `${kind} | ${says}`)).toEqual([
    `theme beside the head | "The convoy museum" is help by the word "convoy" alone, and is about "museum"`,
    `theme without its condition | "The convoy museum" is help by the word "convoy", and its sentence has no word that settles what that means`,
  ])
})
