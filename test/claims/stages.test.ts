// One sentence's way, stage by stage: the same claims as the reader makes, and where nothing comes of it, at which stage it ended.

import {describe, expect, test} from "vitest"
import {analyse} from "../../src/claims/analyse.ts"
import {decide} from "../../src/claims/decide.ts"
import {extentFacts, pairFacts} from "../../src/claims/features.ts"
import {heldFacts} from "../../src/claims/held.ts"
import {candidates} from "../../src/claims/match.ts"
import {readDocument, scorer} from "../../src/claims/reader.ts"
import {extentsIn, type Weighing} from "../../src/claims/scorer.ts"
import {speakerFacts, speakersOf} from "../../src/claims/speaker.ts"
import {type SentenceStages, stagesIn} from "../../src/claims/stages.ts"
import {stagesInWords} from "../../src/cli/sentence-stages.ts"
import {factHash, factName, factNumber} from "../../src/core/fact.ts"
import {Fault} from "../../src/core/fault.ts"
import {givenText} from "../../src/documents/given.ts"
import {openDocument} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {parse} from "../../src/language/parse.ts"
import {english} from "../language/english.ts"

const SENTENCES = [
  "The drought raised grain prices, so the council banned exports, angering traders who had feared a shortage.",
  "Officials said on Monday that the curfew may not have caused the riots, but unless the levy is cut, prices will rise.",
  "Nine miners were killed in a blast at the pit near Ost Ferry.",
  "The more the river floods, the fewer boats cross it.",
  "Dockers struck over the new tolls after the harbour board had refused to meet them.",
]

function stagesOf(text: string): SentenceStages {
  const found = stagesIn(givenText(text), english(), {from: 0, to: text.length})
  expect(found).toMatchObject({more: 0, sentences: [{file: "the sentence given"}]})
  return found.sentences[0]!
}

const repeated = (word: string, times: number): string => Array.from({length: times}, () => word).join(" ")

/** All that the scorer is asked about some sentences. */
function weighed(): {d: NonNullable<ReturnType<typeof parse>["dependencies"]>; weighings: Weighing[]}[] {
  return SENTENCES.map((text) => {
    const {dependencies: d} = parse(english().tokens(text, {from: 0, to: text.length}), english())
    const weighings: Weighing[] = []
    decide(d!, scorer(), false, (weighing) => weighings.push(weighing))
    return {d: d!, weighings}
  })
}

describe("a sentence's way", () => {
  test.each(SENTENCES)("fits a screen, stage by stage: %s", (text) => {
    const stages = stagesOf(text)
    const lines = stagesInWords(stages)
    expect(lines.length).toBeLessThanOrEqual(40)
    expect(lines.filter((line) => line.length > 100)).toEqual([])
    const named = lines.map((line) => /^(?:read|language|analyse|match|decide|interpret)\b/.exec(line)?.[0])
    expect(named.filter(Boolean)).toEqual(["read", "language", "analyse", "match", "decide", "interpret"])
    const document = givenText(text)
    expect(stages.interpret).toEqual(readDocument(document, sentences(document), english(), () => {}))
    expect(stages.interpret.length).toBeGreaterThan(0)
    expect(stages.ended).toBeNull()
  })

  test("says how a claim is held out, and what says so", () => {
    const stages = stagesOf("Fishermen whisper that the cables killed the eels.")
    expect(stages.held).toMatchObject([{claim: stages.interpret[0]!.id, held: "rumoured"}])
    const [{facts}] = stages.held as [SentenceStages["held"][number]]
    expect(facts.slice(0, 3).map(({fact}) => fact)).toContain("the word whisper")
    // All that was weighed, each fact once: it lies above what the writer's own is given ahead.
    expect(facts.reduce((sum, {weight}) => sum + weight, 0)).toBeGreaterThan(-1)
    expect(new Set(facts.map(({fact}) => fact)).size).toBe(facts.length)
    expect(stagesInWords(stages).at(-1)).toMatch(/^ +rumoured, for: (?:a word whisp-|the word whisper) \+\d/)
    expect(stagesOf("The cables killed the eels.").held).toEqual([])
  })

  test("says who says a claim, and what says so", () => {
    const stages = stagesOf("Officials warned that floods would cut the road.")
    expect(stages.said).toMatchObject([{claim: stages.interpret[0]!.id, by: "Officials"}])
    const [{facts}] = stages.said as [SentenceStages["said"][number]]
    expect(facts.map(({fact}) => fact)).toContain("way in the tree ccomp|")
    expect(facts.reduce((sum, {weight}) => sum + weight, 0)).toBeGreaterThan(0)
    expect(new Set(facts.map(({fact}) => fact)).size).toBe(facts.length)
    expect(stagesInWords(stages).at(-1)).toMatch(/^ +said by Officials, for: .+ \+\d/)
    expect(stagesOf("The floods cut the road.").said).toEqual([])
    expect(stagesOf("Officials denied that the levy raised prices.").said).toMatchObject([{by: "Officials"}])
  })

  test("names each token with its governor, each predicate with its roles, each row that fits", () => {
    const {language, analyse: predicates, match} = stagesOf("The levy raised prices.")
    expect(language!.tokens[1]).toEqual({
      text: "levy",
      tag: "NOUN",
      penn: "NN",
      lemma: "levy",
      head: 3,
      relation: "nsubj",
    })
    expect(language!.tokens[2]).toMatchObject({head: 0, relation: "root"})
    expect(predicates[0]).toMatchObject({kind: "verb", name: "raise", roles: {subject: ["levy"], object: ["prices"]}})
    expect(match.filter(({by}) => by === "row")[0]).toMatchObject({
      words: "raised",
      cause: "The levy",
      effect: "prices",
    })
    const row = stagesOf("Trade fell because the bridge collapsed.").match.find(({id}) => id === "because")
    expect(row).toMatchObject({by: "row", words: "because", cause: "the bridge collapsed", effect: "Trade fell"})
    expect(row!.example).toContain("{Trade fell} because")
  })

  test("says of each candidate how sure it is, which facts weigh most, and why it was dropped", () => {
    const {decide: decisions} = stagesOf("The loss of riders led the bus company to cut its evening service.")
    expect(decisions.some(({outcome}) => outcome === "said")).toBe(true)
    expect(decisions.find(({outcome}) => outcome === "rival")!.why).toMatch(
      /^a surer one reads the same words: .+ -> .+/,
    )
    expect(decisions.find(({outcome}) => outcome === "unlikely")!.why).toMatch(/^below 0\.\d+$/)
    for (const {confidence, for: speakFor, against} of decisions) {
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(speakFor.every(({weight}) => weight > 0)).toBe(true)
      expect(against.every(({weight}) => weight < 0)).toBe(true)
      const sizes = speakFor.map(({weight}) => weight)
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    }
  })

  test.each([
    ["Nobody knows whether the law cut crime.", /is asked, says only when/],
    ["The year emptied the town.", /is asked, says only when/],
    ["As a result, trade fell.", /has its cause in the sentence before, and there is none/],
  ])("says why nothing proposed was weighed: %s", (sentence, why) => {
    const stages = stagesOf(sentence)
    expect(stages.decide).toEqual([])
    expect(stages.match.length).toBeGreaterThan(0)
    expect(stages.ended).toMatchObject({at: "match", why: expect.stringMatching(why)})
  })

  test("tells the sentence among its neighbours as the reader read it", () => {
    const text = "The dam burst on Friday night. Consequently the mills stood still for weeks.\n"
    const {document} = openDocument({file: "a.txt", kind: "text", text: `The dam of Ost\n\n${text}`})
    const from = document!.text.indexOf("Consequently")
    const {sentences: found} = stagesIn(document!, english(), {from, to: from + 1})
    expect(found.map(({quote}) => quote.text)).toEqual(["Consequently the mills stood still for weeks."])
    const claims = readDocument(document!, sentences(document!), english(), () => {})
    expect(found[0]!.interpret).toEqual(claims.filter(({quote}) => quote.text.includes("Consequently")))
  })
})

describe("where nothing comes of it", () => {
  test.each([
    ["a question", "Did the drought raise prices?", "language", /it asks/],
    ["a question in doubt", "The levy raised prices?!", "language", /it asks/],
    ["a quoted question", "“Did the drought raise prices?”", "language", /it asks/],
    ["one word", "Drought", "language", /1 token/],
    ["too many words without a stop", repeated("salt", 150), "language", /150 tokens, and more than 120/],
    ["no two things", "The harbour was very quiet.", "", /./],
    ["a deed", "The clerk opened a window and read the letter.", "", /./],
  ])("%s", (_, text, at, why) => {
    const stages = stagesOf(text)
    expect(stages.interpret).toEqual([])
    expect(stages.ended!.why).toMatch(why)
    if (at !== "") expect(stages.ended!.at).toBe(at)
    expect(stagesInWords(stages).join(" ")).toContain(`Ends at ${stages.ended!.at}: `)
  })

  test("a heading", () => {
    const {document} = openDocument({
      file: "a.txt",
      kind: "text",
      text: "Salt prices rise\n\nThe levy raised prices in the valley, and traders left the market of Ost.\n",
    })
    const {sentences: found} = stagesIn(document!, english(), {from: 0, to: 4})
    expect(found[0]!.ended).toEqual({at: "read", why: "it is a title; only paragraphs and items of lists are read"})
    expect(found[0]!.language).toBeNull()
  })

  test("5,000 words are shown as so many sentences, the rest counted", () => {
    const text = repeated("salt rises and", 1700)
    const {sentences: found, more} = stagesIn(givenText(text), english(), {from: 0, to: text.length}, 3)
    expect(found.length).toBe(3)
    expect(more).toBeGreaterThan(5)
    for (const stages of found) expect(stagesInWords(stages).length).toBeLessThanOrEqual(40)
  })

  test.each([
    ["", "no words"],
    ["... ?", "no words"],
    [
      "La sequía provocó una subida de los precios y el consejo prohibió las exportaciones de grano.",
      "The document is in Spanish",
    ],
  ])("what is no English sentence is refused: %s", (text, says) => {
    expect(() => givenText(text)).toThrow(Fault)
    expect(() => givenText(text)).toThrow(says)
  })
})

describe("facts", () => {
  test("have the number of their name", () => {
    for (const {d, weighings} of weighed())
      for (const {group} of weighings) {
        const {reading, twice} = group
        const names = pairFacts(d, reading, twice, factName)
        expect(pairFacts(d, reading, twice, factNumber)).toEqual(names.map(factHash))
        for (const side of ["cause", "effect"] as const)
          for (const extent of extentsIn(d, group, side)) {
            const said = extentFacts(d, reading, side, extent, factName)
            expect(extentFacts(d, reading, side, extent, factNumber)).toEqual(said.map(factHash))
          }
        const places = {d, ...reading, signal: reading.at}
        const told = {...places, after: []}
        expect(heldFacts(told, factNumber)).toEqual(heldFacts(told, factName).map(factHash))
        for (const speaker of speakersOf(places)) {
          const told = speakerFacts(places, factName)(speaker)
          expect(speakerFacts(places, factNumber)(speaker)).toEqual(told.map(factHash))
        }
      }
  })

  test("rows that are weighed are those that match", () => {
    for (const {d, weighings} of weighed()) {
      const rows = new Set(candidates(d, analyse(d, false), false).map(({row}) => row.id))
      // What only says when, or how much, matches and is not weighed.
      const strange = weighings.map(({group}) => group.reading.rule).filter((rule) => !rows.has(rule))
      expect(strange).toEqual([])
      expect(weighings.length).toBeGreaterThan(0)
    }
  })
})
