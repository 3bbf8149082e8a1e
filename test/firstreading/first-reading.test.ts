// What the first reading finds on an invented folder whose sentences were made so that each section has what can be
// counted by hand; and each rule of suspicion on its own example.

import {readFileSync} from "node:fs"
import {beforeAll, describe, expect, test} from "vitest"
import {gatherMap, openCase, type PipelineResult, readCase} from "../../src/case/index.ts"
import {type FirstReading, firstReading, helpSays, leversToPress, SUSPICIONS} from "../../src/firstreading/index.ts"
import type {Edit} from "../../src/map/index.ts"
import {press} from "../../src/outlook/index.ts"
import {MEASURED} from "../../src/report/first-told.tsx"
import {memoryIo} from "../case/memory.ts"
import {nightBuses, readFolder} from "./night-buses.ts"

let result: PipelineResult
let first: FirstReading
beforeAll(async () => {
  result = await nightBuses()
  first = result.first!
})

/** The sentence of a claim. */
const sentence = (id: string): string => result.reading.claims.find((claim) => claim.id === id)!.quote.text
const again = (change: Partial<Parameters<typeof firstReading>[0]>): FirstReading =>
  firstReading({
    ...result,
    edits: [],
    outcomes: first.levers.outcomes,
    pressed: [],
    drift: false,
    ...change,
  })
const edit = (n: number, act: object): Edit =>
  ({format: "brink/edit@1", n, by: "ana", why: "I was there", ...act}) as Edit

describe("the night buses", () => {
  test("three links are told by two voices, with a quote of each, and nothing that anybody denies", () => {
    expect(first.toldTwice.map(({link, claims}) => [link, claims.map(sentence).sort()])).toEqual([
      [
        "fares->transit_bus",
        [
          "Higher fares have reduced ridership on the night buses.",
          "Higher fares reduce ridership, and everybody who waits at the Tannery stop can see it.",
        ],
      ],
      [
        "workload->accidents",
        [
          "Overtime causes accidents on the ring road.",
          "Overtime has caused more accidents, according to the drivers' union.",
        ],
      ],
      [
        "stop->crime",
        ["Empty stops raise night crime.", "Residents of the Tannery say that empty stops raise night crime."],
      ],
    ])
  })

  test("one document tells the circle of fares whole; a hope that failed closes none", () => {
    const [circle, ...more] = first.circles.whole
    expect(more).toEqual([])
    expect(circle!.toldBy).toEqual(["2032-05-04-brennock-courier.txt"])
    expect(circle!.factors).toEqual(["economy", "fares", "transit_bus"])
    expect(circle!.says).toMatch(/^It amplifies/)
    expect(circle!.links.map(({claims}) => sentence(claims[0]!))).toEqual([
      "The loss of revenue has led to higher fares, for the third time since 12 January.",
      "Higher fares have reduced ridership on the night buses.",
      "Low ridership has cut the revenue of the depot.",
    ])
    // The map has a second one, over the link that the failed hope denies.
    expect(result.map.loops.length).toBe(2)
    expect(first.counts.circles).toBe(1)
  })

  test("a dispute has two voices: patrols, and not the two readings of one sentence", () => {
    expect(
      result.map.links
        .filter(({sign}) => sign === "contested")
        .map(({id}) => id)
        .sort(),
    ).toEqual(["patrol->crime"])
    expect(first.disputes.map(({link, raises, lowers}) => [link, raises.map(sentence), lowers.map(sentence)])).toEqual([
      ["patrol->crime", ["Patrols increase night crime."], ["Patrols reduce night crime wherever they walk."]],
    ])
  })

  test("conditions, hopes and speakers, each with its sentence and who says so", () => {
    expect(first.conditions.map(({claims, by}) => [sentence(claims[0]!), by])).toEqual([
      ['"If the council ends the subsidy, night crime will rise," said Mayor Ilse Harnow.', "Mayor Ilse Harnow"],
      ["Without the subsidy the night buses will stop running.", null],
      [
        "The drivers' union warned that overtime will lead to a strike if the depot does not hire by 20 June 2032.",
        "The drivers' union",
      ],
    ])
    expect(first.hopes.map(({claim}) => sentence(claim))).toEqual([
      "The council had hoped that the new fares would bring higher revenue.",
    ])
    expect(first.speakers.map(({name, sentences}) => [name, sentences.length])).toEqual([
      ["Drivers' union", 2],
      ["Mayor Ilse Harnow", 1],
      ["Drivers", 1],
      ["Residents of the Tannery", 1],
    ])
  })

  test("what is reported lies behind the last day of writing, what is announced ahead of it", () => {
    expect(first.written.last).toBe("2032-05-12")
    expect(first.events.map(({from, ahead}) => [from, ahead])).toEqual([
      ["2032-01-12", false],
      ["2032-04", false],
      ["2032-04", false],
      ["2032-06-20", true],
      ["2032-07-01", true],
    ])
    expect(first.figures.map(({quote}) => quote.text)).toEqual([
      "41,000 passengers",
      "58,000 a year",
      "At least 12 accidents",
    ])
    for (const {sentence: whole, quote} of [...first.events, ...first.figures]) expect(whole.text).toContain(quote.text)
  })

  test("a lever's sign is what `press` gives, counted over the runs in which it moves", async () => {
    const {press: ids} = leversToPress(result.map, first.levers.outcomes)
    expect(first.levers.levers.map(({factor}) => factor)).toEqual(ids)
    expect(ids).toContain("subsidies")
    const io = memoryIo({})
    for (const {factor, pushes} of first.levers.levers) {
      const {responses} = await press({...result, factor, direction: "+", runs: 60, seed: "1", execute: io.execute})
      for (const {outcome, push, up, down} of pushes) {
        const response = responses.find((one) => one.factor === outcome)!
        expect([up, down]).toEqual([response.up, response.down])
        const most = Math.max(up, down) / (up + down)
        if (push === "raises") expect(up).toBeGreaterThan(down)
        if (push === "lowers") expect(down).toBeGreaterThan(up)
        if (push === "raises" || push === "lowers") expect(most).toBeGreaterThanOrEqual(0.95)
        if (push.startsWith("mostly")) expect(most).toBeGreaterThanOrEqual(0.8)
        if (push === "no path told") expect(up + down).toBe(0)
      }
    }
    expect(
      first.levers.levers.find(({factor}) => factor === "subsidies")!.pushes.map(({outcome, push}) => [outcome, push]),
    ).toContainEqual(["crime", "lowers"])
  })

  test("what no run moves is open though a path is told, and nobody says that none is", () => {
    const {press: ids} = leversToPress(result.map, first.levers.outcomes)
    const stillAt = (down: number) =>
      again({
        pressed: ids.map((factor) => ({
          format: "brink/press@1",
          factor,
          direction: "+",
          runs: 60,
          responses: first.levers.outcomes.map((id) => ({factor: id, name: id, up: 0, down, none: 1 - down})),
        })),
      })
    const still = stillAt(0)
    const [least] = still.silences.helped
    const pushes = still.levers.levers.flatMap((lever) => lever.pushes.filter((one) => one.outcome === least!.outcome))
    expect(pushes.some(({push}) => push === "open")).toBe(true)
    expect(pushes.every(({push}) => push === "open" || push === "no path told")).toBe(true)
    const names = {factor: new Map(result.map.factors.map((one) => [one.id, one])), inside: (id: string) => id}
    expect(helpSays(still.levers, least!, names)).toMatch(
      /^no choice that is named (?:lowers|raises) \S+ in 8 of 10 runs$/,
    )
    // Of what no path leads to that is said.
    expect(helpSays(still.levers, {outcome: "moon", by: []}, names)).toBe(
      "no choice that is named is told to lead to moon",
    )
    expect(helpSays(still.levers, {outcome: "crime", by: ["patrols"]}, names)).toBe(
      "of the choices that are named, only patrols lower crime in 8 of 10 or more of the runs that they move",
    )
    expect(still.short.map(({says}) => says).join(" ")).not.toContain("No choice that they name is told")
  })

  test("at most seventy words say it in short, and each claim they lead to is in the reading", () => {
    const words = first.short.map(({says}) => says).join(" ")
    expect(words.split(/\s+/).length).toBeLessThanOrEqual(70)
    expect(words).toMatch(/^Two of three voices tell that fares lower public transport/)
    const ids = new Set(result.reading.claims.map(({id}) => id))
    for (const {claims} of first.short) for (const id of claims) expect(ids).toContain(id)
  })

  test("suspicion is the sum of its reasons' weights; what hangs on it multiplies", () => {
    expect(first.suspects.length).toBe(10)
    for (const {reasons, suspicion, hangs, score} of first.suspects) {
      const weights = reasons.map(({weight}) => weight)
      const sum = weights.reduce((all, each) => all + each, 0)
      expect(suspicion).toBeCloseTo(sum, 3)
      expect(score).toBeCloseTo(sum * (1 + hangs / 6), 2)
      expect(weights).toEqual([...weights].sort((x, y) => y - x))
    }
    const scores = first.suspects.map(({score}) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(first.suspects.map(({claim}) => sentence(claim))).toContain(
      "A rumour that the depot will close has caused panic among drivers.",
    )
  })

  test("a decision counts as checked, and leaves the list; an undone one does not", () => {
    const {claim} = first.suspects[0]!
    const decided = again({edits: [edit(1, {kind: "accept", claim})]})
    expect(decided.counts.checked).toBe(1)
    expect(decided.suspects.map((suspect) => suspect.claim)).not.toContain(claim)
    const undone = again({edits: [edit(1, {kind: "accept", claim}), edit(2, {kind: "undo", of: 1})]})
    expect(undone.counts.checked).toBe(0)
  })

  test("finds the same, whatever it was given first", () => {
    expect(JSON.stringify(again({pressed: []}))).toBe(JSON.stringify(again({pressed: []})))
  })
})

describe("who has no part in any statement", () => {
  test("nobody who speaks, by his name beside his office, with a figure, by a pronoun, or in an interview", async () => {
    const files = {
      "silent/a.txt":
        "The weir at Corran\n\nHigher tolls are driving barges away, the harbour master, Captain Ivo Brandel, believes. Ivo Brandel lives in Corran.\n\n" +
        '"The lock handled 40 barges in May," said Mirel Aske, a surveyor. Mirel Aske has no doubt.\n\n' +
        '"It is a spiral," said Alma Torv, a pilot. "Higher tolls reduce trade." Alma Torv sighed.\n\n' +
        "In May the lock received Petra Lund. She said the closure had reduced trade. Nobody saw Petra Lund again.\n\nThe lock is old.\n\nOn the bridge stands Odo Kress.\n\nIn the mill lives Odo Kress.\n\n" +
        "In the hall sat Bako Orm.\n\nNobody else knew Bako Orm.\n\nThe lock is wet.\n\nRain lowers trade, Mr Orm said. The lock is shut.\n",
      "silent/b.txt":
        "What the mill lost\n\nAt the head of the mill stands Jana Reth. In May we met Jana Reth.\n\nWhat happened?\n\nThe drought cut our output. I think the dam made it worse.\n",
    }
    const {first: found, reading} = await readFolder(files, "silent")
    const names = reading.actors.map(({name}) => name)
    const speaking = ["Ivo Brandel", "Mirel Aske", "Alma Torv", "Petra Lund", "Jana Reth", "Bako Orm"]
    for (const name of [...speaking, "Odo Kress"]) expect(names).toContain(name)
    expect(found!.silences.bystanders).toContain("Odo Kress")
    for (const name of speaking) expect(found!.silences.bystanders).not.toContain(name)
  })
})

describe("the gate", () => {
  test("opens for a map that holds and that drift does not lead", () => {
    expect(again({drift: false}).gate).toMatchObject({holds: true, open: true})
    expect(again({drift: true}).gate).toMatchObject({holds: true, open: false})
  })

  test("leads with what is reported where no link is told twice and no circle closes, and drift decides", async () => {
    const lone = {
      "lone/a.txt":
        "Harvests at the ford\n\nRain raises harvests. Subsidies reduce hunger. The mill counted 300 sacks on 4 May 2032.\n",
    }
    const {first: found, ...rest} = await readFolder(lone, "lone")
    expect(found!.counts).toMatchObject({documents: 1, voices: 1, toldTwice: 0, circles: 0})
    expect(found!.gate.reaching).toBeGreaterThan(0)
    const with_ = (drift: boolean) =>
      firstReading({...rest, edits: [], outcomes: found!.levers.outcomes, pressed: pressedOf(found!), drift}).gate
    expect(with_(true)).toMatchObject({holds: false, open: false})
    expect(with_(false)).toMatchObject({holds: true, open: true})
    expect(found!.gate.holds).toBe(found!.gate.open)
    const said = found!.short.map(({says}) => says).join(" ")
    expect(said).toMatch(found!.gate.holds ? /told path to what is asked about/ : /One document cannot confirm itself/)
  })
})

test("where no two voices agree, it says of what most is told, counted over the map", async () => {
  const files = {
    "lone/a.txt":
      "Harvests at the ford\n\nRain raises harvests. Subsidies reduce hunger. Locusts reduce harvests. Harvests lower hunger. Rain fills the wells. Strikes cut wages. Wages reduce strikes.\n",
  }
  const {first, map} = await readFolder(files, "lone")
  const [clause] = first!.short
  const told = /^Most is told of (.+) \((\d+), (\d+) and (\d+) of (\d+) statements\)\.$/.exec(clause!.says)
  expect(told).not.toBeNull()
  const claims = new Map(map.factors.map(({id}) => [id, new Set<string>()]))
  for (const {claim, from, to} of map.groundings)
    for (const end of [from, to]) if (end !== null) claims.get(end)?.add(claim)
  const sizes = [...claims.values()].map(({size}) => size).sort((a, b) => b - a)
  expect(told!.slice(2, 5).map(Number)).toEqual(sizes.slice(0, 3))
  expect(Number(told![5])).toBe(first!.counts.statements)
  expect(clause!.claims).toHaveLength(3)
})

/** The shares of a first reading's levers, as `press` would give them. */
function pressedOf({levers}: FirstReading) {
  return levers.levers.map(({factor, pushes}) => ({
    format: "brink/press@1" as const,
    factor,
    direction: "+" as const,
    runs: levers.runs,
    responses: pushes.map(({outcome, up, down}) => ({factor: outcome, name: outcome, up, down, none: 1 - up - down})),
  }))
}

describe("suspicion", () => {
  test.each(SUSPICIONS.map(({id, example}) => [id, example] as const))(
    "%s fires on its example",
    async (id, example) => {
      const texts = example.split(" / ").map((text, at) => [`x/${at}.txt`, `A title of the day\n\n${text}\n`])
      const io = memoryIo(Object.fromEntries(texts))
      const opened = await openCase("x", io)
      const said = await readCase(opened, io)
      const map = gatherMap(opened, said)
      const outcomes = map.factors
        .filter(({choice}) => !choice)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, 2)
        .map((one) => one.id)
      const found = firstReading({...said, map, edits: [], outcomes, pressed: [], drift: false})
      expect(found.suspects.flatMap(({reasons}) => reasons.map(({rule}) => rule))).toContain(id)
    },
  )

  test("says nothing of a plain sentence that much is told beside", async () => {
    const [plain] = result.reading.claims.filter(
      ({quote}) => quote.text === "Higher fares have reduced ridership on the night buses.",
    )
    const own = again({
      edits: result.reading.claims
        .filter(({id}) => id !== plain!.id)
        .map(({id}, at) => edit(at + 1, {kind: "accept", claim: id})),
    })
    expect(own.suspects).toEqual([
      {claim: plain!.id, reasons: [], suspicion: 0, hangs: expect.any(Number), carries: expect.any(String), score: 0},
    ])
  })
})

describe("what one document tells and another denies", () => {
  test("is a dispute about whether it is so, on the map and in the first reading", async () => {
    const {
      first: found,
      map,
      reading,
    } = await readFolder(
      {
        "w/a.txt":
          "On the weir\n\nThe weir reduces floods in the lower town. Floods raise rents. Rents reduce trade.\n",
        "w/b.txt": "Another view\n\nThe weir does not reduce floods. Floods raise rents, and rents reduce trade.\n",
      },
      "w",
    )
    const quoted = (ids: readonly string[]) => ids.map((id) => reading.claims.find((one) => one.id === id)!.quote.text)
    const [link] = map.links.filter(({sign}) => sign === "contested")
    expect(link).toMatchObject({whether: "-"})
    const [dispute, ...more] = found!.disputes
    expect(more).toEqual([])
    expect(dispute).toMatchObject({link: link!.id, whether: "-"})
    expect(quoted(dispute!.lowers)).toEqual(["The weir reduces floods in the lower town."])
    expect(quoted(dispute!.raises)).toEqual(["The weir does not reduce floods."])
    expect(found!.short.map(({says}) => says)).toContain("Open between them: whether dams lower flooding.")
  })
})

describe("names that may be one thing", () => {
  test("share a rare word, or turn each other round; what causes the other is never one with it", async () => {
    const {first: found, map} = await readFolder(
      {
        "j/a.txt":
          "On the ban\n\nThe travel ban hampers the movement of nurses. Late arrival raises the toll of fever.\n",
        "j/b.txt": "Lift it\n\nIf the nurses come, mothers will come forward earlier. The ban stops the carts.\n",
      },
      "j",
    )
    const pairs = found!.joins.map(({factors, sign}) => [
      ...factors.map((id) => map.factors.find((one) => one.id === id)!.name).sort(),
      sign,
    ])
    expect(pairs).toContainEqual(["Ban", "Travel ban", "same"])
    expect(pairs.filter(([, , sign]) => sign === "opposite").length).toBeGreaterThan(0)
    const linked = new Set(map.links.flatMap(({from, to}) => [`${from} ${to}`, `${to} ${from}`]))
    for (const {factors} of found!.joins) expect(linked).not.toContain(factors.join(" "))
  })
})

test("how well texts are read is what the floors of texts that nothing was changed for say", () => {
  type Held = {wanted: number; claims: number; spurious: number; found: number; sign: number}
  type Scored = {wanted: number; found: number; wrong: number; signs: number}
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"))
  const gold = read("../gold/floors.json") as Record<string, Held>
  const annotated = read("../annotated/floors.json") as Record<string, Scored>
  const {wanted, found, wrong, signs} = annotated["invented-scored"]!
  const held = [gold["held-out"]!, gold["held-out-2"]!].map((one) => ({
    wanted: one.wanted,
    found: one.found,
    readings: one.claims,
    wrong: one.spurious,
    signs: one.found * (1 - one.sign),
  }))
  const all = [...held, {wanted, found, readings: found + wrong, wrong, signs: found - signs}]
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0)
  expect(MEASURED.readings).toBe(sum(({readings}) => readings))
  expect(MEASURED.spurious).toBe(sum((one) => one.wrong))
  expect(MEASURED.wrongInTen).toBe(Math.round((10 * sum((one) => one.wrong + one.signs)) / MEASURED.readings))
  expect(sum((one) => one.signs) / (MEASURED.readings - MEASURED.spurious)).toBeCloseTo(1 / 25, 2)
  expect(MEASURED.foundInTen).toBe(Math.round((10 * sum((one) => one.found)) / sum((one) => one.wanted)))
})
