// Piles of cards into factors.yaml and back: what is written reads the folder as it lay. In: an invented island. Out: the
// map made with the file, and the file's text.

import {expect, test} from "vitest"
import {printFactors} from "../../src/cards/factors-file.ts"
import {
  cardsOf,
  deal,
  keep,
  lay,
  name,
  PERSON,
  type Sources,
  settle,
  type Table,
  withoutFactor,
} from "../../src/cards/index.ts"
import {type CaseFactor, foldedPhrase, gather, gatherPlaced, parseCodebook} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {ISLAND, readFiles} from "./island.ts"

function sourcesOf(codebook: readonly CaseFactor[] = [], files = ISLAND): Sources {
  const reading = readFiles(files)
  return {reading, codebook, edits: [], ...gatherPlaced(reading, {codebook})}
}

function tableOf(
  {reading, map, placed}: Sources,
  by: string,
  ...moves: [string, "same" | "opposite", string][]
): Table {
  const dealt = deal(cardsOf({map, placed, english: english()}, 40), reading.claims)
  return moves.reduce((now, [move, as, onto]) => {
    const outcome = lay(now, {move, onto, as, by})
    if ("refused" in outcome) throw new Error(outcome.refused)
    return outcome.table
  }, dealt)
}

const MOVES: [string, "same" | "opposite", string][] = [
  ["evening_order", "same", "repression"],
  ["stall", "same", "night_market"],
]

test("two moves close the circle that the papers tell, and the file says so by itself", () => {
  const sources = sourcesOf()
  expect(sources.map.loops).toHaveLength(0)
  const settled = settle(tableOf(sources, PERSON, ...MOVES), sources, {proposals: false})
  expect(settled.unsettled).toEqual([])
  const text = printFactors(null, [], settled.codebook)
  const again = gather(sources.reading, {codebook: parseCodebook(text, "factors.yaml")})
  expect(again).toEqual(settled.map)
  expect(again.loops.map(({factors}) => [...factors].sort())).toEqual([
    ["anger", "night_market", "repression", "trust"],
  ])
  const link = (from: string, to: string) => again.links.find((one) => one.from === from && one.to === to)
  expect(link("night_market", "anger")!.sign).toBe("-")
  // Told by the gazette and by the courier, each in its own words; lifting the curfew tells the same the other way round.
  expect(link("repression", "night_market")).toMatchObject({sign: "-", for: {lineages: 2}, against: {lineages: 0}})
})

test("only what was touched is written, unless proposals are asked for; those are marked and weigh nothing", () => {
  const sources = sourcesOf()
  const moved = settle(tableOf(sources, PERSON, ...MOVES), sources, {proposals: false})
  expect(moved.codebook.map(({id}) => id).sort()).toEqual(["night_market", "repression"])
  expect(moved.codebook.every(({proposed}) => proposed === undefined)).toBe(true)
  const all = settle(tableOf(sources, PERSON), sources, {proposals: true})
  expect(all.codebook.map(({id}) => id).sort()).toEqual(["evening_order", "night_market", "stall"])
  for (const {id, proposed} of all.codebook) {
    expect(proposed).toMatchObject({by: "words"})
    expect(all.map.factors.find((factor) => factor.id === id)).toMatchObject({origin: "words", weight: 0})
  }
  expect(all.map.issues.find(({code}) => code === "map/unconfirmed")!.says).toContain("3 factors are only proposed")
  // What is only proposed moves no phrase; that of the stalls is named by its contrary.
  expect(all.map.links.map(({id}) => id).sort()).toEqual(sources.map.links.map(({id}) => id).sort())
})

test("what a model lays stands as proposed by it", () => {
  const sources = sourcesOf()
  const {codebook} = settle(tableOf(sources, "llm:parrot:1b", ...MOVES), sources, {proposals: false})
  expect(codebook.map(({proposed}) => proposed!.by)).toEqual(["llm:parrot:1b", "llm:parrot:1b"])
})

test("a file that is there keeps its comments and what was not touched; a factor laid onto another leaves its words there", () => {
  const before = `# What the harbour calls things.
format: brink/factors@1
factors:
  # Asked by the council.
  stalls: {name: Stalls, opposites: [empty stalls]} # of the quay
  market: {name: Night market, wanted: more}
  ice: {name: Ice, aliases: [ice]}
`
  const codebook = parseCodebook(before, "factors.yaml")
  const sources = sourcesOf(codebook)
  const {codebook: after} = settle(tableOf(sources, PERSON, ["stalls", "same", "market"]), sources, {proposals: false})
  const text = printFactors(before, codebook, after)
  expect(text).toContain("# What the harbour calls things.")
  expect(text).toContain("  ice: {name: Ice, aliases: [ice]}\n")
  expect(text).not.toContain("stalls: {name")
  const [market] = parseCodebook(text, "factors.yaml")
  expect(market).toMatchObject({id: "market", wanted: "more", aliases: ["Stalls"], opposites: ["empty stalls"]})
  expect(printFactors(text, after, after)).toBe(text)
})

test("whole phrases come before any alias, and what an alias is to leave alone it leaves", () => {
  const {reading} = sourcesOf()
  const factorsOf = (yaml: string, phrase: RegExp) => {
    const codebook = parseCodebook(`format: brink/factors@1\nfactors:\n${yaml}`, "factors.yaml")
    const {placed} = gatherPlaced(reading, {codebook})
    return [...new Set(placed.filter(({text}) => phrase.test(text)).map(({factor, turn}) => `${factor} ${turn}`))]
  }
  expect(factorsOf("  ban: {aliases: [smoking ban]}\n", /smoking ban/)).toEqual(["ban 1"])
  expect(factorsOf("  ban: {aliases: [smoking ban]}\n  rule: {phrases: [the smoking BAN]}\n", /smoking ban/)).toEqual([
    "rule 1",
  ])
  expect(factorsOf("  rule: {opposites: [The smoking ban]}\n  ban: {aliases: [ban]}\n", /smoking ban/)).toEqual([
    "rule -1",
  ])
  expect(factorsOf("  ban: {aliases: [ban], not: [smoking ban]}\n", /smoking ban/)).not.toContain("ban 1")
})

/** A fever in a valley, told by two papers. */
const VALLEY: Readonly<Record<string, string>> = {
  "mill-record.txt":
    "Mistrust of health workers delays treatment. Overcrowded wards delay treatment. Late arrival raises the number of deaths. The outbreak of cholera has closed the mill. The flooded drains have spoiled the wells. If the wells are chlorinated, new cases fall.\n",
  "hill-letter.txt":
    "Trust in health workers speeds the sick to treatment. New cases of cholera have emptied the mill. Contaminated wells have driven the outbreak, and they drive it still. Untreated wells bring new infections.\n",
}

const VALLEY_MOVES: [string, "same" | "opposite", string][] = [
  ["late_arrival", "same", "waiting"],
  ["sick_treatment", "opposite", "waiting"],
  ["water_quality", "opposite", "untreated_well"],
]

test("words that were tried and given up leave no phrase with a wrong sign behind", () => {
  const sources = sourcesOf([], VALLEY)
  const {codebook, map, unsettled} = settle(tableOf(sources, PERSON, ...VALLEY_MOVES), sources, {proposals: false})
  expect(unsettled).toEqual([])
  const waiting = codebook.find(({id}) => id === "waiting")!
  expect(waiting.phrases ?? []).not.toContain("treatment")
  // Both papers say it, one of the contrary of both ends.
  const link = map.links.find(({from, to}) => from === "trust_workers" && to === "waiting")!
  expect([link.sign, link.for.lineages, link.against.lineages]).toEqual(["-", 2, 0])
})

test("no pronoun becomes an alias, and no words stand twice", () => {
  const sources = sourcesOf([], VALLEY)
  const {codebook} = settle(tableOf(sources, PERSON, ...VALLEY_MOVES), sources, {proposals: false})
  const written = codebook.flatMap((factor) => [
    ...(factor.aliases ?? []),
    ...(factor.opposites ?? []),
    ...(factor.phrases ?? []),
  ])
  expect(written.filter((words) => /^(?:they|it)$/i.test(words))).toEqual([])
  expect(new Set(written.map((words) => words.toLowerCase())).size).toBe(written.length)
})

test("of a theme with kinds, which the file cannot name, the words are written as aliases", () => {
  const sources = sourcesOf([], VALLEY)
  const named = name(tableOf(sources, PERSON), "disease_cholera", "Cholera")
  if ("refused" in named) throw new Error(named.refused)
  const [cholera] = settle(named.table, sources, {proposals: false}).codebook
  expect(cholera).toMatchObject({id: "disease_cholera", name: "Cholera"})
  expect(cholera!.aliases).toEqual(expect.arrayContaining(["cases", "outbreak"]))
  expect(cholera!.phrases).toBeUndefined()
})

test("what the documents say in words of no factor is told, each phrase once, the most told first", () => {
  const {map} = gatherPlaced(
    readFiles({"a.txt": "The levy has ruined families. Nothing harms the ferry. The fog has ruined Families.\n"}),
  )
  expect(withoutFactor(map)).toEqual([
    {text: "families", told: 2},
    {text: "Nothing", told: 1},
  ])
})

test("what is laid onto a card that only words name gives it its theme, and what is wanted of it", () => {
  const sources = sourcesOf([], {
    "ferry.txt":
      "The missing ferries lengthened the delay at the quay. Unemployment has driven the pilots away. The missing ferries raised unemployment.\n",
  })
  const themed = sources.map.factors.find(({origin}) => origin === "codebook")!
  const worded = sources.map.factors.find(({origin}) => origin === "words")!
  expect([themed.id, themed.wanted]).toEqual(["jobs", "more"])
  const table = tableOf(sources, PERSON, [themed.id, "same", worded.id])
  const [written] = settle(table, sources, {proposals: false}).codebook
  expect(written).toMatchObject({id: worded.id, theme: "jobs"})
})

/** A codebook by hand, and what stands of it after moves. */
function afterMoves(factors: string, ...moves: [string, "same" | "opposite", string][]) {
  const codebook = parseCodebook(`format: brink/factors@1\nfactors:\n${factors}`, "factors.yaml")
  const sources = sourcesOf(codebook)
  return settle(tableOf(sources, PERSON, ...moves), sources, {proposals: false})
}

test("an entry laid onto another brings what that one does not say, its wish turned round where it is the opposite", () => {
  const stalls =
    '  stalls: {name: Stalls, unit: stall, weight: 0.9, wanted: more, choice: true, opposites: ["empty stalls"]}\n'
  const same = afterMoves(`${stalls}  market: {name: Night market}\n`, ["stalls", "same", "market"])
  expect(same.codebook).toEqual([
    expect.objectContaining({id: "market", unit: "stall", weight: 0.9, wanted: "more", choice: true}),
  ])
  expect(same.takenIn).toEqual([
    {
      id: "stalls",
      into: "market",
      as: "same",
      moved: [
        {key: "unit", value: "stall"},
        {key: "choice", value: "true"},
        {key: "weight", value: "0.9"},
        {key: "wanted", value: "more"},
      ],
      lost: [],
    },
  ])
  const opposite = afterMoves(`${stalls}  market: {name: Night market}\n`, ["stalls", "opposite", "market"])
  expect(opposite.codebook[0]).toMatchObject({wanted: "less", weight: 0.9})
  const differing = afterMoves(`${stalls}  market: {name: Night market, weight: 0.5, wanted: less}\n`, [
    "stalls",
    "opposite",
    "market",
  ])
  expect(differing.codebook[0]).toMatchObject({wanted: "less", weight: 0.5, unit: "stall"})
  expect(differing.takenIn[0]!.lost).toEqual([{key: "weight", value: "0.9", other: "0.5"}])
  // What the shipped codebook knows of a card is not what a person has written.
  const themed = afterMoves(stalls, ["stalls", "same", "repression"])
  expect(themed.codebook).toEqual([expect.objectContaining({id: "repression", theme: "repression", weight: 0.9})])
})

/** A closure that is the border's in one paper, and in the other the hotels'. */
const CLOSURES = {
  "a.txt":
    "The border closure has emptied the market. The hotel closure has hurt the bakers. Opening the border would revive trade. The border closure raised prices.\n",
  "b.txt":
    "The hotel closure has emptied the bars. Rain has filled the wells. Tourism feeds the hotels. The hotels pay the bakers. The hotel closure has angered the guests.\n",
}

test("of factors that the same words mean one gets them, and the others' phrases are told with ids where names say nothing", () => {
  const sources = sourcesOf([], CLOSURES)
  const kept = tableOf(sources, PERSON).cards.reduce(
    (table, {id}) => {
      const outcome = keep(table, id)
      return "table" in outcome ? outcome.table : table
    },
    tableOf(sources, PERSON),
  )
  const {codebook, unsettled} = settle(kept, sources, {proposals: false})
  const all = codebook.flatMap(({id, aliases = [], opposites = [], phrases = []}) =>
    [...new Set([...aliases, ...opposites, ...phrases].map((words) => `${foldedPhrase(words)}`))].map(
      (words) => [words, id] as const,
    ),
  )
  expect(all.filter(([words], i) => all.findIndex(([other]) => other === words) !== i)).toEqual([])
  // "Hotels" are a thing of its own, and "hotel" is not its contrary.
  expect(codebook.find(({id}) => id === "tourism")!.opposites ?? []).not.toContain("hotel")
  expect(unsettled.map(({wanted, found}) => [wanted, found])).toContainEqual(["Tourism", "Border openness"])
  const named = name(kept, "tourism", "Border openness")
  if (!("table" in named)) throw new Error(named.refused)
  const alike = settle(named.table, sources, {proposals: false})
  expect(alike.unsettled.map(({wanted, found}) => [wanted, found])).toContainEqual([
    "Border openness (tourism)",
    "Border openness (border)",
  ])
})
