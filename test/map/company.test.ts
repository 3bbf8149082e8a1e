import {expect, test} from "vitest"
import {gather} from "../../src/map/index.ts"
import {isQuick} from "../tiers.ts"
import {reading, say} from "./told.ts"

const names = (...claims: ReturnType<typeof say>[]) => gather(reading(...claims)).factors.map((f) => f.name)

test("phrases of one root with the same cause are one factor, and it says why", () => {
  const map = gather(
    reading(
      say("the {floods}", "+", "{cracked vats}"),
      say("the {floods}", "+", "the {cracking of the vats}", {file: "b.txt"}),
      say("the {floods}", "+", "a {vat collector's} visit", {file: "c.txt"}),
    ),
  )
  expect(map.factors).toHaveLength(3)
  expect(map.links.find((l) => l.to.includes("vat"))).toMatchObject({for: {lineages: 2}})
})

test("what its company has joined, a person can split off again", () => {
  const told = reading(
    say("the {floods}", "+", "{gondolas}"),
    say("the {floods}", "+", "the {gilded gondolas}", {file: "b.txt"}),
  )
  expect(gather(told).factors).toHaveLength(2)
  const split = gather(told, {
    edits: [
      {
        format: "brink/edit@1",
        n: 1,
        by: "ana",
        why: "the gilded ones stay moored",
        kind: "split",
        factors: [gather(told).links[0]!.to],
        phrases: ["the gilded gondolas"],
        name: "Gilded boats",
      },
    ],
  })
  expect(split.factors).toHaveLength(3)
  expect(split.factors.find((f) => f.name === "Gilded boats")?.merges[0]).toContain("split off by ana")
})

test("a thing and something of it are two, whatever they stand beside", () => {
  const told = reading(
    say("the {floods}", "+", "{gondolas}"),
    say("the {floods}", "+", "the {gondola crammings}", {file: "b.txt"}),
  )
  expect(gather(told).factors).toHaveLength(3)
})

test("one shared root is not enough where the neighbours differ", () => {
  expect(
    names(
      say("the {floods}", "+", "{opal polishers}"),
      say("the {drought}", "+", "the {polishing wheel}", {file: "b.txt"}),
    ),
  ).toHaveLength(4)
})

test("what is told to rise and what is told to fall are not joined by their company", () => {
  expect(
    names(say("the {floods}", "+", "{opal polishers}"), say("the {floods}", "-", "the {polishing}", {file: "b.txt"})),
  ).toHaveLength(3)
})

test("a thing and what it is said to cause are never one", () => {
  expect(
    names(
      say("the {opal polishers}", "+", "{hunger}"),
      say("the {polishing}", "+", "{hunger}", {file: "b.txt"}),
      say("the {opal polishers}", "+", "the {polishing}", {file: "c.txt"}),
    ),
  ).toHaveLength(3)
})

test("two links that share roots at both ends are one link", () => {
  const map = gather(
    reading(
      say("crammed {gondolas}", "+", "{brawls on the jetty}"),
      say("{gondola cramming}", "+", "the {brawling}", {file: "b.txt"}),
    ),
  )
  expect(map.links).toHaveLength(1)
  expect(map.factors.flatMap((f) => f.merges).some((why) => why.includes("share a root"))).toBe(true)
})

test("prices of one thing are not prices of another, and prices alone are the only ones there are", () => {
  expect(
    names(
      say("the {drought}", "+", "the {price of oranges}"),
      say("the {drought}", "+", "{orange prices}", {file: "b.txt"}),
      say("the {drought}", "+", "{candle prices}", {file: "c.txt"}),
    ),
  ).toEqual(["Drought", "Candle prices", "Orange prices"])
  expect(
    names(say("the {drought}", "+", "the {price of oranges}"), say("the {drought}", "+", "{prices}", {file: "b.txt"})),
  ).toEqual(["Drought", "Orange prices"])
})

test("prices alone are inflation where the documents speak of inflation", () => {
  expect(
    names(
      say("the {drought}", "+", "{inflation}"),
      say("the {drought}", "+", "rising {prices} +", {file: "b.txt"}),
      say("the {drought}", "+", "the {price of oranges}", {file: "c.txt"}),
    ),
  ).toEqual(["Drought", "Inflation", "Orange prices"])
})

test("a theme's word before another noun is that noun's", () => {
  expect(names(say("the {drought}", "+", "{tax lawyers}"))).toEqual(["Drought", "Tax lawyers"])
})

test("what a cause takes up is what came about before it, where both go the same way", () => {
  const takesUp = (sign: "+" | "-", file = "a.txt") => {
    const later = say("those {stacks}", "-", "the {gondolas}", {file})
    return names(say("the {regatta}", sign, "{folded deckchairs}", {file: "a.txt"}), {
      ...later,
      cause: {...later.cause, refers: "folded deckchairs"},
    })
  }
  expect(takesUp("+")).toEqual(["Folded deckchairs", "Gondolas", "Regatta"])
  expect(takesUp("-")).toContain("Stacks")
  expect(takesUp("+", "b.txt")).toContain("Stacks")
})

const word = (n: number) => `q${[...String(n)].map((digit) => "bcdfgklmnp"[Number(digit)]).join("u")}ax`

test.skipIf(isQuick)(
  "thousands of factors that share a few roots are joined in time that grows with their number",
  () => {
    const claims = Array.from({length: 3_000}, (_, i) =>
      say(`the {${word(i % 700)} maker}`, "+", `the {${word((i * 7) % 900)} weaver}`, {file: `f${i % 40}.txt`}),
    )
    const map = gather(reading(...claims))
    expect(map.factors.length).toBeGreaterThan(500)
  },
)
