// The card table: what lies together, what contradicts what, and what is taken back. In: cards of an invented island, and
// invented cards. Out: piles, and refusals.

import {expect, test} from "vitest"
import {
  type Card,
  cardsOf,
  deal,
  dealMore,
  keep,
  lay,
  name,
  type Outcome,
  PERSON,
  pilesOf,
  type Table,
  undo,
} from "../../src/cards/index.ts"
import {gatherPlaced} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {ISLAND, readFiles} from "./island.ts"

const card = (id: string, called = id, more: Partial<Card> = {}): Card => ({
  id,
  name: called,
  told: 1,
  phrases: [{claim: `c-${id}`, side: "cause", file: "a.txt", from: 0, to: 1, text: called, opposite: false}],
  isWorded: true,
  aliases: [],
  proposedBy: null,
  isOwn: false,
  ...more,
})

const five = (): Table =>
  deal(
    ["eels", "ice", "stalls", "wardens", "wells"].map((id) => card(id)),
    [],
  )

function laid(table: Table, ...moves: [string, "same" | "opposite", string][]): Table {
  return moves.reduce((now, [move, as, onto]) => {
    const outcome = lay(now, {move, onto, as, by: PERSON})
    if ("refused" in outcome) throw new Error(outcome.refused)
    return outcome.table
  }, table)
}

const refusal = (outcome: Outcome): string => ("refused" in outcome ? outcome.refused : "stands")
const shown = (table: Table) =>
  pilesOf(table).map(({members}) => members.map(({card: {id}, as}) => (as === "same" ? id : `-${id}`)).join(" "))

test("a card laid onto another goes with it, and opposites of opposites are the same", () => {
  const table = laid(five(), ["ice", "opposite", "eels"], ["wells", "opposite", "ice"], ["eels", "same", "stalls"])
  expect(shown(table)).toEqual(["stalls eels -ice wells", "wardens"])
  const [pile] = pilesOf(table)
  expect(pile!.told).toBe(4)
  expect(pile!.phrases.map(({text, opposite}) => (opposite ? `-${text}` : text))).toEqual([
    "stalls",
    "eels",
    "-ice",
    "wells",
  ])
})

test("what contradicts the moves before it is refused with both sides, what repeats them is said", () => {
  const table = laid(five(), ["ice", "opposite", "eels"], ["wells", "opposite", "ice"])
  expect(refusal(lay(table, {move: "wells", onto: "eels", as: "opposite", by: PERSON}))).toBe(
    "wells would be the opposite of eels, and by the moves before it is the same",
  )
  const again = lay(table, {move: "wells", onto: "eels", as: "same", by: PERSON})
  expect(again).toEqual({table, warns: "wells lies with eels already"})
})

test("ids that no card has, and a card onto itself, are refused", () => {
  expect(refusal(lay(five(), {move: "gone", onto: "eels", as: "same", by: PERSON}))).toBe('there is no card "gone"')
  expect(refusal(lay(five(), {move: "eels", onto: "eels", as: "opposite", by: PERSON}))).toBe("eels lies on itself")
  expect(refusal(keep(five(), "gone"))).toBe('there is no card "gone"')
  expect(refusal(name(five(), "eels", "  !  "))).toContain("is no name")
})

test("undo takes back one thing at a time, and nothing that words alone laid", () => {
  const dealt = deal([card("trust", "Trust"), card("mistrust", "Mistrust"), card("ice", "Ice")], [])
  expect(shown(dealt)).toEqual(["trust -mistrust", "ice"])
  expect(pilesOf(dealt)[0]!.confirmed).toBe(false)
  expect(undo(dealt)).toBeNull()
  const named = name(laid(dealt, ["ice", "same", "trust"]), "trust", "  Faith in \n ice ")
  if ("refused" in named) throw new Error(named.refused)
  expect(pilesOf(named.table)[0]).toMatchObject({name: "Faith in ice", confirmed: true})
  const once = undo(named.table)!
  expect(pilesOf(once.table)[0]!.name).toBe("Trust")
  expect(shown(undo(once.table)!.table)).toEqual(shown(dealt))
})

test("a card that lies as the opposite of another is not named: the name would be of the other", () => {
  const table = laid(five(), ["ice", "opposite", "eels"], ["wells", "same", "eels"])
  expect(refusal(name(table, "ice", "Ice floes"))).toBe("ice lies as the opposite of eels, which the name would be of")
  const named = name(table, "wells", "Water")
  expect("table" in named && pilesOf(named.table)[0]!.name).toBe("Water")
  const early = name(five(), "ice", "Ice floes")
  if ("refused" in early) throw new Error(early.refused)
  expect(pilesOf(laid(early.table, ["ice", "opposite", "eels"]))[0]!.name).toBe("eels")
  expect(pilesOf(laid(early.table, ["ice", "same", "eels"]))[0]!.name).toBe("Ice floes")
})

test("a name that the cards hold of the contrary is warned of, whatever its own words say", () => {
  const barred = {aliases: [{words: "checkpoint", opposite: true}]}
  const table = deal([card("access", "Access to the valley", barred), card("open", "Openness")], [])
  const warned = (now: Table, called: string) => {
    const outcome = name(now, "access", called, () => 1)
    return "warns" in outcome && outcome.warns?.includes("reads as the contrary of ")
  }
  expect(warned(table, "Checkpoints")).toBe(true)
  expect(warned(table, "Way into the valley")).toBe(false)
  // As the opposite of another card it goes the way of its name.
  const turned = laid(table, ["access", "opposite", "open"])
  expect(warned(turned, "Checkpoints")).toBe(false)
})

test("more cards leave what lies as it lies", () => {
  const table = laid(five(), ["ice", "same", "eels"])
  const more = dealMore(table, [...table.cards, card("mistrust"), card("trust")])
  expect(shown(more)).toEqual(["eels ice", "stalls", "wardens", "wells", "mistrust -trust"])
  expect(undo(more)!.undone).toMatchObject({kind: "laid", laid: {move: "ice"}})
})

test("a factor that would be its own cause: a person is warned, a model refused", () => {
  const reading = readFiles(ISLAND)
  const {map, placed} = gatherPlaced(reading)
  const table = deal(cardsOf({map, placed, english: english()}, 40), reading.claims)
  const move = {move: "eel_smoker", onto: "night_market", as: "same"} as const
  const byHand = lay(table, {...move, by: PERSON})
  expect(byHand).toMatchObject({warns: expect.stringContaining("The night market feeds the eel smokers.")})
  expect(refusal(lay(table, {...move, by: "llm:parrot"}))).toContain("its own cause: harbour-gazette.txt says")
})

test("cards that an answer is about lie as they did among more cards", () => {
  const {map, placed} = gatherPlaced(readFiles(ISLAND))
  const cards = (most: number, through?: ReadonlySet<string>) =>
    cardsOf({map, placed, english: english()}, most, through && {through}).map(({id}) => id)
  const all = cards(99)
  expect(all.length).toBeGreaterThan(4)
  expect(cards(2, new Set([all[4]!]))).toEqual(all.slice(0, 5))
  expect(cards(3, new Set([all[1]!, "gone"]))).toEqual(all.slice(0, 3))
})

test("a model lays nothing onto what a person has put into factors.yaml", () => {
  const table = deal([card("eels", "Eels", {isOwn: true}), card("catch", "Catch")], [])
  expect(refusal(lay(table, {move: "catch", onto: "eels", as: "same", by: "llm:parrot"}))).toContain(
    "Eels is a person's",
  )
  expect(shown(laid(table, ["catch", "same", "eels"]))).toEqual(["eels catch"])
})

test("cards are told most first, carry noun phrases, and leave people and months out", () => {
  const reading = readFiles({
    "a.txt":
      "The arrival of the ferry has raised the price of eels. Late ferries arrive because of fog. Parents have angered the wardens. Fog delays the ferry. Since Tuesday visits have fallen. Villagers suffer because the dam was closed.\n",
  })
  const {map, placed} = gatherPlaced(reading)
  const cards = cardsOf({map, placed, english: english()}, 99)
  const told = cards.map((one) => one.told)
  expect(told).toEqual([...told].sort((a, b) => b - a))
  for (const one of cards.filter(({isWorded}) => isWorded))
    expect(one.name).not.toMatch(/^(?:parents|tuesday|villagers)$/i)
  for (const {phrases} of cards)
    for (const {from, to, text, file} of phrases) {
      expect(file).toBe("a.txt")
      const [quote] = reading.claims.filter((claim) => claim.quote.from <= from && claim.quote.to >= to)
      expect(quote!.quote.text.slice(from - quote!.quote.from, to - quote!.quote.from)).toBe(text)
    }
})

test("a card goes the way that its phrases go, whatever part of them it is named by", () => {
  const reading = readFiles({
    "a.txt":
      "The queue grew because too few examiners are left to hold the tests. A rise of ten per cent angered the drivers.\n",
  })
  const {map, placed} = gatherPlaced(reading)
  const cards = cardsOf({map, placed, english: english()}, 99)
  const examiners = cards.find(({id}) => id === "examiner")!
  expect(examiners.name).toBe("Examiners")
  expect(examiners.phrases.map(({text, opposite}) => [text, opposite])).toEqual([
    ["too few examiners are left to hold the tests", true],
  ])
  // A rise is no name of what rises.
  expect(cards.flatMap(({aliases}) => aliases.map(({words}) => words))).not.toContain("rise")
})
