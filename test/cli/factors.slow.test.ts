// `brink factors` from the command line: cards printed and for programs, the table's lines, answers, a language model that
// is good, bad or hostile, and bad input. All documents are invented.

import {rmSync} from "node:fs"
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {main} from "../../src/cli/index.ts"
import {ISLAND} from "../cards/island.ts"
import {type Habit, type ModelServer, modelServer, say} from "../io/model-server.ts"
import {english} from "../language/english.ts"
import {type Inside, inside} from "./inside.ts"

let here: Inside
beforeEach(() => {
  here = inside()
  for (const [name, text] of Object.entries(ISLAND)) here.put(`docs/${name}`, text)
})
afterEach(() => here.remove())

/** Gives lines to the card table of a command line; what is no line is done between two of them. */
async function typed(words: readonly string[], ...lines: (string | (() => void))[]) {
  const caught = {out: "", err: ""}
  const streams = {
    isScreen: false,
    out: (text: string) => {
      caught.out += text
    },
    err: (text: string) => {
      caught.err += text
    },
    lines: async function* () {
      for (const line of lines)
        if (typeof line === "string") yield line
        else line()
    },
  }
  const from = process.cwd()
  process.chdir(here.folder)
  try {
    return {code: await main(words, {english, streams}), ...caught}
  } finally {
    process.chdir(from)
  }
}

type Cards = {
  id: string
  name: string
  told: number
  phrases: {text: string; opposite: boolean}[]
  proposed?: unknown
}[]
const cardsIn = (out: string): Cards => (JSON.parse(out) as {format: string; cards: Cards}).cards

const MOVES =
  '{"move": "evening_order", "onto": "repression", "as": "same"}\n{"move": "stall", "onto": "night_market", "as": "same"}\n'

describe("cards", () => {
  test("are printed the same twice, and nothing is written", async () => {
    const [one, two] = [await here.brink("factors", "docs"), await here.brink("factors", "docs")]
    expect(one).toEqual(two)
    expect(one).toMatchObject({code: 0, err: ""})
    expect(one.out).toMatch(/^\d+ cards, told most first/)
    expect(() => here.read("factors.yaml")).toThrow()
  })

  test("are followed by the phrases that have none, in the list alone", async () => {
    here.put("docs/b.txt", "The levy has ruined families. The fog has ruined families.\n")
    const {out} = await here.brink("factors", "docs")
    expect(out).toMatch(/phrase has no card, since its words name nothing that rises or falls: families \(2\)\n/)
    expect(out).toContain("An alias in factors.yaml gives such words a factor.")
    expect((await here.brink("factors", "docs", "--json")).out).not.toContain("no card")
    expect((await typed(["factors", "docs", "--sort"], "quit")).out).toContain("families (2)")
  })

  test("for programs have ids, names and the places of their phrases", async () => {
    const {out, code} = await here.brink("factors", "docs", "--cards", "3", "--json")
    expect(code).toBe(0)
    expect(JSON.parse(out).format).toBe("brink/cards@1")
    const cards = cardsIn(out)
    expect(cards).toHaveLength(3)
    expect(cards[0]).toMatchObject({id: "repression", name: "Repression", told: 4})
    for (const {phrases} of cards)
      for (const one of phrases as unknown as {file: string; from: number; to: number; text: string}[])
        expect(ISLAND[one.file.replace(/^.*\//, "")]!.slice(one.from, one.to)).toBe(one.text)
  })
})

describe("answers", () => {
  test("about a longer list find the cards of that list", async () => {
    const cardsOf = async (...words: string[]) => {
      const {out} = await here.brink("factors", "docs", ...words, "--json")
      return (JSON.parse(out) as {cards: {id: string}[]}).cards.map(({id}) => id)
    }
    const all = await cardsOf("--cards", "20")
    expect(all.length).toBeGreaterThan(4)
    here.put("keep.jsonl", `{"keep": "${all.at(-2)}"}\n`)
    expect(await cardsOf("--cards", "2", "--answers", "keep.jsonl")).toEqual(all)
  })

  test("are laid and written, into the case where there is one", async () => {
    await here.brink("init", "case", "docs")
    here.put("answers.jsonl", MOVES)
    const done = await here.brink("factors", "case", "--answers", "answers.jsonl")
    expect(done.code).toBe(0)
    expect(done.err).toContain("circles 0 to 1")
    expect(done.err).toContain("a circle closes: ")
    expect(here.read("case/factors.yaml")).toContain("night_market: {name: Night market")
    expect((await here.brink("map", "case")).out).toMatch(/ contested, 1 loop$/m)
    expect((await here.brink("validate", "case")).code).toBe(0)
    // What was sorted is a person's from then on.
    const again = cardsIn((await here.brink("factors", "case", "--json")).out)
    expect(again.map(({id}) => id)).not.toContain("evening_order")
  })

  test("about cards that are gone, that contradict one another or are none are named by their lines; the rest stands", async () => {
    here.put(
      "answers.jsonl",
      `${MOVES}{"move": "sea_serpents", "onto": "repression", "as": "same"}\nnot json\n{"move": "evening_order", "onto": "repression", "as": "opposite"}\n{"move": "trust", "onto": "anger", "as": "sideways"}\n{"keep": "anger"}\n{"card": "anger", "name": "Rage of smokers"}\n`,
    )
    const done = await here.brink("factors", "docs", "--answers", "answers.jsonl")
    expect(done.code).toBe(1)
    expect(done.err).toContain('answers.jsonl:3: there is no card "sea_serpents"')
    expect(done.err).toContain("answers.jsonl:4: not JSON")
    expect(done.err).toContain("answers.jsonl:5: Evening order would be the opposite of")
    expect(done.err).toContain("answers.jsonl:6: not an answer")
    expect(here.read("factors.yaml")).toContain("Rage of smokers")
  })

  test("that lay an entry of the file onto another say what it brings and what is given up", async () => {
    await here.brink("init", "case", "docs")
    here.put(
      "case/factors.yaml",
      'format: brink/factors@1\nfactors:\n  stalls: {name: "Stalls", # see annex\n    unit: stall, weight: 0.9, wanted: more, opposites: [empty stalls]}\n  market: {name: Night market, weight: 0.5}\n',
    )
    here.put("answers.jsonl", '{"move": "stalls", "onto": "market", "as": "opposite"}\n')
    const done = await here.brink("factors", "case", "--answers", "answers.jsonl")
    expect(done.err).toContain(
      "the entry stalls is taken into market as its opposite; it brings unit stall, wanted less; given up: weight 0.9 (market has 0.5)\n  Mend market in factors.yaml",
    )
    expect(here.read("case/factors.yaml")).toContain(
      "  # stalls: see annex\n  market: {name: Night market, weight: 0.5,",
    )
  })

  test("with a key twice, without a name or of half a form are told what is wrong with them", async () => {
    here.put(
      "wrong.jsonl",
      '{"keep": "anger", "keep": "trust"}\n{"card": "anger", "name": ""}\n{"card": "anger"}\n{"keep": 3}\n{"card": "anger", "name": "Rage: \\"keep\\" it"}\n',
    )
    const {code, err} = await here.brink("factors", "docs", "--answers", "wrong.jsonl")
    expect(code).toBe(1)
    expect(err).toContain(
      'wrong.jsonl:1: the key "keep" stands twice: {"keep": "anger", "keep": "trust"}\n  Keep one of',
    )
    expect(err).toContain('wrong.jsonl:2: "" is no name\n  Give it a noun or two.')
    expect(err).toContain('wrong.jsonl:3: not an answer: {"card": "anger"}\n  Write {"card": ID, "name": WORDS}.')
    expect(err).toContain('wrong.jsonl:4: not an answer: {"keep": 3}\n  Write {"keep": ID}.')
    expect(err).not.toContain("wrong.jsonl:5")
  })

  test("without a line, and of a file that is not there, are refused", async () => {
    here.put("answers.jsonl", "\n\n")
    expect((await here.brink("factors", "docs", "--answers", "answers.jsonl")).err).toContain("cards/no-answer")
    expect((await here.brink("factors", "docs", "--answers", "gone")).err).toContain("There is no file gone")
  })
})

describe("the table", () => {
  test("takes moves, answers what it cannot mean, and writes", async () => {
    const {out, err, code} = await typed(
      ["factors", "docs", "--sort"],
      "help",
      "6 onto 77",
      "dance",
      "show 3",
      "6 onto 1",
      "12 opposite of 2",
      "undo",
      "12 onto 2",
      "20 more",
      "name 2 Trade of the night market",
      "quit",
      "write",
      "quit",
    )
    // Two of the lines could not be followed, and nobody types.
    expect(code).toBe(1)
    expect(err).toContain("2 lines could not be followed")
    expect(out).toMatch(/There is no card 77: they go from 1 to \d+, and there are no more\.\n/)
    expect(out).toContain('"\\"dance\\"" is no move'.replaceAll('\\"', ""))
    expect(out).toContain('harbour-gazette.txt: "Mistrust of the wardens has prolonged the curfew."')
    expect(out).toContain("taken back: 12 Stalls opposite of 2 Night market")
    expect(out).toContain("There are no more cards.")
    expect(out).toContain('3 changes are not written: "write" first, or "quit" again')
    expect(out).toContain("written: factors.yaml")
    expect(err).toContain("factors.yaml: 2 factors")
    expect(here.read("factors.yaml")).toContain("Trade of the night market")
  })

  test("says that more cards may be dealt only where there are more", async () => {
    const few = await typed(["factors", "docs", "--sort", "--cards", "3"], "show 99")
    expect(few.out).toContain('There is no card 99: they go from 1 to 3. "20 more" brings more.')
  })

  test("warns of a name whose words turn the card round, as answers do", async () => {
    const warning = "reads as the contrary of Night market, and the links would say the reverse of the documents"
    for (const name of ["Market shortage", "Empty market", "Loss of the market"]) {
      const sat = await typed(["factors", "docs", "--sort"], `name 2 ${name}`, "quit", "quit")
      expect(sat).toMatchObject({code: 0, out: expect.stringContaining(`${name} ${warning}`)})
      here.put("answers.jsonl", `${JSON.stringify({card: "night_market", name})}\n`)
      const told = await here.brink("factors", "docs", "--answers", "answers.jsonl", "--out", "a.yaml", "--force")
      expect(told.err).toContain(`answers.jsonl:1: ${name} ${warning}`)
    }
    const fine = await typed(["factors", "docs", "--sort"], "name 2 Trade at the night market", "quit", "quit")
    expect(fine.out).not.toContain("contrary")
    // The card goes as it was dealt, whatever it was called since.
    const back = await typed(["factors", "docs", "--sort"], "name 2 Empty market", "name 2 Market", "quit", "quit")
    expect(back.out.match(/as the contrary/g)).toHaveLength(1)
  })

  test("says what was not written when the lines end, and lets go of it on a second quit", async () => {
    const lost = await typed(["factors", "docs", "--sort"], "6 onto 1")
    expect(lost).toMatchObject({code: 1, err: expect.stringContaining("1 change is not written")})
    const left = await typed(["factors", "docs", "--sort"], "6 onto 1", "quit", "quit")
    expect(left).toMatchObject({code: 0, err: ""})
    expect(() => here.read("factors.yaml")).toThrow()
  })
})

describe("two sittings", () => {
  const TRUST = '{"card": "trust", "name": "Trust in the wardens"}\n'

  test("at once at one case lose nothing: the second lays its cards behind the first", async () => {
    await here.brink("init", "case", "docs")
    here.put("a.jsonl", MOVES)
    here.put("b.jsonl", TRUST)
    expect((await here.brink("factors", "case", "--answers", "a.jsonl")).code).toBe(0)
    const first = here.read("case/factors.yaml")
    rmSync(`${here.folder}/case/factors.yaml`)
    let err = ""
    const streams = {
      isScreen: false,
      // The cards are printed when the file has been read, and before it is written.
      out: () => here.put("case/factors.yaml", first),
      err: (text: string) => {
        err += text
      },
    }
    const at = (name: string) => `${here.folder}/${name}`
    expect(await main(["factors", at("case"), "--answers", at("b.jsonl")], {english, streams})).toBe(0)
    expect(err).toContain("was written by another meanwhile")
    expect(here.read("case/factors.yaml").startsWith(first)).toBe(true)
    expect(here.read("case/factors.yaml")).toContain("Trust in the wardens")
    expect(here.read("case/factors.yaml")).toContain("repression:")
    expect(here.read("case/factors.yaml")).toContain("night_market:")
  })

  test("of which one takes away the other's cards: that one says which moves no longer stand", async () => {
    await here.brink("init", "case", "docs")
    const sat = await typed(
      ["factors", "case", "--sort"],
      "name 6 Order of the evening",
      "name 3 Trust in the wardens",
      () =>
        here.put(
          "case/factors.yaml",
          "format: brink/factors@1\nfactors:\n  repression: {aliases: [evening order, curfew]} # by hand\n",
        ),
      "write",
      "quit",
    )
    expect(sat.code).toBe(1)
    expect(sat.err).toContain("case/factors.yaml was written by another meanwhile")
    expect(sat.out).toContain('evening_order: there is no card "evening_order"')
    expect(here.read("case/factors.yaml")).toContain(
      "[evening order, curfew]} # by hand\n  trust: {name: Trust in the wardens",
    )
  })

  test("of a plain folder write one file, which has no effect until there is a case", async () => {
    here.put("a.jsonl", MOVES)
    here.put("b.jsonl", TRUST)
    const first = await here.brink("factors", "docs", "--answers", "a.jsonl")
    expect(first.err).toContain("brink init DIR docs, then copy it to DIR/factors.yaml")
    const second = await here.brink("factors", "docs", "--answers", "b.jsonl")
    expect(second).toMatchObject({code: 0, err: expect.stringContaining("factors.yaml: goes on from its 2 factors")})
    for (const name of ["repression: ", "night_market: ", "Trust in the wardens"])
      expect(here.read("factors.yaml")).toContain(name)
    expect(here.read("factors.yaml").match(/Written by Brink/g)).toHaveLength(1)
    // Proposals do not put themselves in the place of what a person has sorted.
    expect((await here.brink("factors", "docs", "--out", "factors.yaml")).code).toBe(0)
    expect(here.read("factors.yaml")).toContain("Trust in the wardens")
    // What somebody has mended by hand stays, without Brink's mark.
    here.put("factors.yaml", here.read("factors.yaml").replace("factors:\n", "factors: # of the island\n"))
    here.put("c.jsonl", '{"card": "anger", "name": "Rage"}\n')
    expect((await here.brink("factors", "docs", "--answers", "c.jsonl")).code).toBe(0)
    expect(here.read("factors.yaml")).toContain("factors: # of the island\n")
    expect(here.read("factors.yaml")).toContain("name: Rage")
  })

  test("of which one touches nothing write nothing", async () => {
    await here.brink("init", "case", "docs")
    here.put("none.jsonl", '{"keep": "sea_serpents"}\n')
    const none = await here.brink("factors", "case", "--answers", "none.jsonl")
    expect(none).toMatchObject({code: 1, err: expect.stringContaining("no factor changes, so nothing is written")})
    const sat = await typed(["factors", "case", "--sort"], "write", "quit")
    expect(sat).toMatchObject({code: 0, out: expect.stringContaining("There is nothing to write.")})
    expect(() => here.read("case/factors.yaml")).toThrow()
    // What was written and then undone is taken out of the file again.
    const undone = await typed(["factors", "case", "--sort"], "6 onto 1", "write", "undo", "write", "quit")
    expect(undone.code).toBe(0)
    expect(here.read("case/factors.yaml")).toBe("format: brink/factors@1\nfactors: {}\n")
  })

  test("write phrases that do not settle with exit code 1", async () => {
    here.put(
      "closed/a.txt",
      "The border closure has emptied the market. The hotel closure has hurt the bakers. Opening the border would revive trade. The border closure raised prices.\n",
    )
    here.put(
      "closed/b.txt",
      "The hotel closure has emptied the bars. Rain has filled the wells. Tourism feeds the hotels. The hotels pay the bakers. The hotel closure has angered the guests.\n",
    )
    here.put("keep.jsonl", '{"keep": "border"}\n{"keep": "tourism"}\n')
    const done = await here.brink("factors", "closed", "--answers", "keep.jsonl")
    expect(done).toMatchObject({code: 1, err: expect.stringContaining('b.txt: "The hotel closure" is read as')})
    const sat = await typed(["factors", "closed", "--sort", "--out", "other.yaml"], "keep 1", "keep 2", "write", "quit")
    expect(sat.code).toBe(1)
  })
})

describe("a language model", () => {
  let server: ModelServer
  let habit: Habit
  beforeAll(async () => {
    server = await modelServer((...asked) => habit(...asked))
  })
  afterAll(() => server.close())
  const asked = (...more: string[]) =>
    here.brink("factors", "docs", "--llm", server.url, "--llm-model", "parrot:1b", ...more)
  const moves = MOVES.trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object)

  test("sees names and phrases, and what it lays stands as proposed by it", async () => {
    const before = server.asked.length
    habit = (response) => say(response, {moves})
    const done = await asked("--out", "factors.yaml", "--llm-replies", "kept.jsonl")
    expect(done.code).toBe(0)
    expect(done.err).toContain("parrot:1b lays 2 cards; 0 of its moves cannot stand")
    expect(here.read("factors.yaml")).toContain("by: llm:parrot:1b")
    const [question] = server.asked.slice(before)
    expect(server.asked).toHaveLength(before + 1)
    const shown = question!.body.messages!.at(-1)!.content
    expect(shown).toContain('"id":"evening_order","name":"Evening order"')
    expect(question!.body.response_format!.json_schema.schema).toMatchObject({required: ["moves"]})
    // Kept replies are enough, and give the same bytes.
    const first = here.read("factors.yaml")
    const kept = await here.brink(
      ...["factors", "docs", "--llm-model", "parrot:1b", "--llm-replies", "kept.jsonl", "--out", "factors.yaml"],
    )
    expect(kept.code).toBe(0)
    expect(here.read("factors.yaml")).toBe(first)
    expect(server.asked).toHaveLength(before + 1)
  })

  test("that answers badly or with malice lays nothing that cannot stand", async () => {
    const hostile = [
      {move: "gone", onto: "repression", as: "same"},
      {move: "night_market", onto: "night_market", as: "same"},
      {move: "eel_smoker", onto: "night_market", as: "same"},
      {move: "evening_order", onto: "repression", as: "same"},
      {move: "repression", onto: "evening_order", as: "opposite"},
      {move: "../../etc/passwd", onto: "\u001b[2Jrepression", as: "same"},
      {move: "evening_order", onto: "repression", as: "same", run: "rm -rf"},
      "nonsense",
      null,
    ]
    habit = (response) => say(response, `<think>ha</think>\`\`\`json\n${JSON.stringify({moves: hostile})}\n\`\`\``)
    const done = await asked("--json")
    expect(done.code).toBe(0)
    expect(done.err).toContain("parrot:1b lays 1 cards; 8 of its moves cannot stand")
    expect(done.err).toContain('refused: there is no card "gone"')
    expect(done.err).toContain("its own cause")
    expect(done.err).not.toContain("\u001b")
    const laid = cardsIn(done.out).filter(({proposed}) => proposed !== undefined)
    expect(laid.map(({id, proposed}) => [id, proposed])).toEqual([
      ["repression", [{move: "evening_order", onto: "repression", as: "same", by: "llm:parrot:1b"}]],
    ])
  })

  test("has laid cards of a case: they are proposed until a person keeps them, and its next moves leave them alone", async () => {
    await here.brink("init", "case", "docs")
    const on = (...more: string[]) =>
      here.brink("factors", "case", "--llm", server.url, "--llm-model", "parrot:1b", ...more)
    habit = (response) => say(response, {moves})
    expect((await on("--out", "case/factors.yaml")).code).toBe(0)
    const proposed = () => here.read("case/factors.yaml").match(/by: llm:parrot:1b/g)?.length ?? 0
    expect(proposed()).toBe(2)
    expect((await here.brink("map", "case", "--json")).out).toContain("map/unconfirmed")
    expect((await here.brink("factors", "case")).out).toMatch(/Repression \?/)
    here.put("keep.jsonl", '{"keep": "repression"}\n')
    expect((await here.brink("factors", "case", "--answers", "keep.jsonl")).code).toBe(0)
    expect(proposed()).toBe(1)
    expect(here.read("case/factors.yaml")).toMatch(/repression: \{(?!.*proposed)/)
    // The model turns round: what a person has said stands, and so does the file.
    habit = (response) => say(response, {moves: [{move: "anger", onto: "repression", as: "same"}]})
    const again = await on("--json")
    expect(again.err).toContain("parrot:1b lays 0 cards; 1 of its moves cannot stand")
    expect(again.err).toContain("Repression is a person's, and only a person lays cards there")
    expect(proposed()).toBe(1)
  })

  test("lays no chain of opposites that contradicts itself, however long", async () => {
    const chain = [
      {move: "evening_order", onto: "repression", as: "same"},
      {move: "stall", onto: "night_market", as: "opposite"},
      {move: "addiction", onto: "evening_order", as: "opposite"},
      {move: "addiction", onto: "repression", as: "same"},
    ]
    habit = (response) => say(response, {moves: chain})
    const done = await asked("--json")
    expect(done.err).toContain("parrot:1b lays 3 cards; 1 of its moves cannot stand")
    expect(done.err).toMatch(/would be the same as .*, and by the moves before it is its opposite/)
  })

  test("whose kept reply somebody has rewritten gets no further than the model itself", async () => {
    habit = (response) => say(response, {moves})
    await asked("--llm-replies", "kept.jsonl", "--json")
    const [line] = here.read("kept.jsonl").trim().split("\n")
    const kept = JSON.parse(line!) as {reply: string}
    const without = (...more: string[]) =>
      here.brink("factors", "docs", "--llm-model", "parrot:1b", "--llm-replies", "kept.jsonl", ...more)
    const evil = [{move: "eel_smoker", onto: "night_market", as: "same"}, {move: "evening_order"}]
    here.put("kept.jsonl", `${JSON.stringify({...kept, reply: JSON.stringify({moves: evil})})}\n`)
    const done = await without("--json")
    expect(done.code).toBe(0)
    expect(done.err).toContain("parrot:1b lays 0 cards; 2 of its moves cannot stand")
    here.put("kept.jsonl", `${JSON.stringify({...kept, reply: "moves: all of them"})}\n`)
    expect(await without("--out", "factors.yaml")).toMatchObject({
      code: 2,
      err: expect.stringContaining("doors/llm-no-reply"),
    })
    // Other cards are another question.
    here.put("kept.jsonl", `${line}\n`)
    expect((await without("--json")).code).toBe(0)
    here.put("docs/late.txt", "Rain has filled the wells of the quay.\n")
    expect((await without("--json")).err).toContain("holds no reply of parrot:1b about these")
    expect(() => here.read("factors.yaml")).toThrow()
  })

  test("is not asked about a single card", async () => {
    const before = server.asked.length
    const done = await asked("--cards", "1", "--json")
    expect(done.err).toContain("parrot:1b is not asked: there are no two cards")
    expect(server.asked).toHaveLength(before)
  })

  test("whose answer is no list of moves is refused, and nothing is written", async () => {
    habit = (response) => say(response, {claims: []})
    const done = await asked("--out", "factors.yaml", "--llm-timeout", "20")
    expect(done.code).toBe(2)
    expect(done.err).toContain("doors/llm-no-answer")
    expect(() => here.read("factors.yaml")).toThrow()
  })
})

describe("bad input", () => {
  test("a folder of one document, and one that says nothing", async () => {
    here.put("one/a.txt", "The curfew has emptied the market.\n")
    expect((await here.brink("factors", "one")).code).toBe(0)
    here.put("mute/a.txt", "The market opens at six, and closes at ten in the evening.\n")
    const mute = await here.brink("factors", "mute")
    expect(mute).toMatchObject({code: 2, out: ""})
    expect(mute.err).toContain("case/no-claim")
  })

  test("a folder in which every phrase is told once has cards told once", async () => {
    here.put("once/a.txt", "Fog delays the ferry. The levy has angered the bakers. Drought empties the wells.\n")
    const cards = cardsIn((await here.brink("factors", "once", "--json")).out)
    expect(cards.length).toBeGreaterThan(2)
    expect(new Set(cards.map(({told}) => told))).toEqual(new Set([1]))
  })

  test("--sort beside --json or --answers, and cards that are no number, are refused", async () => {
    expect((await here.brink("factors", "docs", "--sort", "--json")).err).toContain("Two results on stdout")
    expect((await here.brink("factors", "docs", "--sort", "--answers", "a")).err).toContain(
      "both say how cards are laid",
    )
    expect((await here.brink("factors", "docs", "--cards", "0")).err).toContain("--cards wants a whole number from 1")
  })

  test("--out that names a file of a case is refused, before and after there is one", async () => {
    await here.brink("init", "case", "docs")
    here.put("a.jsonl", MOVES)
    const before = here.read("case/map.json")
    for (const name of ["edits.jsonl", "map.json", "../case/model.yaml", "documents/new.txt", "Case.yaml"]) {
      const done = await here.brink("factors", "docs", "--answers", "a.jsonl", "--force", "--out", `case/${name}`)
      expect(done).toMatchObject({code: 2, err: expect.stringContaining("cards/not-for-factors")})
    }
    expect(here.read("case/map.json")).toBe(before)
    expect(() => here.read("case/edits.jsonl")).toThrow()
    expect((await here.brink("factors", "docs", "--answers", "a.jsonl", "--out", "case/factors.yaml")).code).toBe(0)
    expect((await here.brink("validate", "case")).code).toBe(0)
  })

  test("somebody else's file is not replaced", async () => {
    here.put("factors.yaml", "what we call things: {}\n")
    expect((await here.brink("factors", "docs", "--out", "factors.yaml")).err).toContain("doors/not-ours")
  })
})
