// `--llm` on the command line, from documents to claims, maps and exit codes, with a server that this test starts. All
// documents are invented.

import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {type Asked, type Habit, type ModelServer, modelServer, say, sendJson} from "../io/model-server.ts"
import {type Inside, inside} from "./inside.ts"

const MODEL = "parrot:1b"
const MOSS = "More moss there and fewer boats on the water, the ferrymen of Odd mutter."
const TOLL = "The toll on the bridge reduced the trade of Ambry."
const ODD = `Moss sits on the slipway these days. ${MOSS} Nobody has scraped it since the fair.\n`
const AMBRY = `Nobody in the town had foreseen it. ${TOLL} Two inns were shut before the winter came.\n`

const aboutMoss = {quote: MOSS, cause: "More moss there", effect: "fewer boats on the water", sign: "+"}
const aboutToll = {quote: TOLL, cause: "The toll on the bridge", effect: "the trade of Ambry", sign: "-"}
const invented = {quote: "The mayor sank the ferry.", cause: "The mayor", effect: "the ferry", sign: "-"}

/** Says what is in the piece, and one thing that is not. */
const honest: Habit = (response, {piece}: Asked) =>
  say(response, {
    claims: [...(piece.includes(MOSS) ? [aboutMoss] : []), ...(piece.includes(TOLL) ? [aboutToll] : []), invented],
  })

let here: Inside
const servers: ModelServer[] = []

async function serverThat(habit: Habit): Promise<ModelServer> {
  const server = await modelServer(habit)
  servers.push(server)
  return server
}

beforeAll(async () => {
  here = inside()
  here.put("docs/ambry.txt", AMBRY)
  here.put("docs/odd.txt", ODD)
  const {url} = await serverThat(honest)
  await here.brink("read", "docs", "--json", "--llm", url, "--llm-model", MODEL, "--llm-replies", "kept.jsonl")
})
afterAll(async () => {
  here.remove()
  for (const server of servers) await server.close()
})

const claimsOf = (json: string): {file: string; reader: string; confidence: number; id: string}[] =>
  JSON.parse(json).claims

describe("brink read --llm", () => {
  test("adds what only the model read, counts what it made up, and does it again without the server", async () => {
    const server = await serverThat(honest)
    const words = ["read", "docs", "--json", "--llm-model", MODEL, "--llm-replies", "first.jsonl"]
    const first = await here.brink(...words, "--llm", server.url)
    expect(first.code).toBe(0)
    expect(claimsOf(first.out).map(({file, reader}) => [file, reader.split("@")[0]])).toEqual([
      ["ambry.txt", "rules"],
      ["odd.txt", "llm:parrot:1b"],
    ])
    expect(first.err.split("\n")).toEqual([
      `asking ${MODEL} at ${server.url}/v1/chat/completions about 2 pieces of 2 documents`,
      "ambry.txt: llm:parrot:1b proposed 2 claims: 1 the rules read too, 0 added, 1 refused (1: the quote is not in the text).",
      "odd.txt: llm:parrot:1b proposed 2 claims: 0 the rules read too, 1 added, 1 refused (1: the quote is not in the text).",
      "",
    ])
    const {issues} = JSON.parse(first.out)
    expect(issues.map(({code}: {code: string}) => code)).toEqual(["reading/model-proposals", "reading/model-proposals"])
    await server.close()
    for (const more of [[], ["--llm", server.url]]) {
      const again = await here.brink(...words, ...more)
      expect(again).toMatchObject({code: 0, out: first.out})
    }
    expect((await here.brink(...words, "--quiet")).err).toBe("")
    expect(server.asked).toHaveLength(2)
  })

  test("--why shows the words that both readers stand on", async () => {
    const {code, out} = await here.brink(
      "read",
      "docs",
      "--why",
      "--json",
      "--llm-model",
      MODEL,
      "--llm-replies",
      "kept.jsonl",
    )
    expect(code).toBe(0)
    const [toll, moss] = JSON.parse(out).claims
    expect(toll.why.agreed).toEqual(["llm:parrot:1b"])
    expect(moss.why.rule).toBe("a language model's word")
    const printed = await here.brink("read", "docs", "--why", "--llm-model", MODEL, "--llm-replies", "kept.jsonl")
    expect(printed.out).toContain("a language model's word")
  })

  test("nothing is sent unless it is asked for", async () => {
    const {code, out, err} = await here.brink("read", "docs", "--json")
    expect({code, err}).toEqual({code: 0, err: ""})
    expect(claimsOf(out).every(({reader}) => reader.startsWith("rules"))).toBe(true)
  })

  test("a document that the model left unread is named, the rules' claims stand, and the code is 1", async () => {
    const server = await serverThat((response, asked, n) =>
      asked.piece.includes("slipway") ? sendJson(response, 413, {error: "too long"}) : honest(response, asked, n),
    )
    const {code, out, err} = await here.brink("read", "docs", "--json", "--llm", server.url, "--llm-model", MODEL)
    expect(code).toBe(1)
    expect(err).toContain(
      "odd.txt: llm:parrot:1b left 1 of 1 piece unread: it answers 413: too long. What the rules read of it stands.\n",
    )
    expect(claimsOf(out).map(({file}) => file)).toEqual(["ambry.txt"])
  })

  test("a model that reads nothing at all is a refusal: 2, and nothing on stdout", async () => {
    const server = await serverThat((response) => sendJson(response, 404, {error: "no such model"}))
    const {code, out, err} = await here.brink("read", "docs", "--llm", server.url, "--llm-model", MODEL)
    expect({code, out}).toEqual({code: 2, out: ""})
    expect(err).toContain(`doors/llm-unknown-model: ${server.url}/v1/chat/completions has no model '${MODEL}'`)
  })

  test("half a request is refused with the other half", async () => {
    const refusals: [string[], string][] = [
      [["--llm", "http://localhost:1"], "cli/usage: A language model is asked for, and --llm-model does not name it"],
      [["--llm-replies", "kept.jsonl"], "cli/usage: A language model is asked for, and --llm-model does not name it"],
      [
        ["--llm-model", MODEL],
        `cli/usage: --llm-model ${MODEL} says neither where the model is nor where its replies are kept`,
      ],
      [["--llm", "localhost", "--llm-model", MODEL], "doors/llm-url: --llm 'localhost' is no address"],
      [
        ["--llm", "http://localhost:1", "--llm-model", MODEL, "--llm-timeout", "0"],
        "cli/usage: --llm-timeout wants a whole number from 1 to 290, and got '0'",
      ],
      [["--llm-model", MODEL, "--llm-replies", "docs/odd.txt"], "reading/invalid-file: 1 mistake in docs/odd.txt"],
    ]
    for (const [words, says] of refusals) {
      const {code, out, err} = await here.brink("read", "docs", ...words)
      expect({code, out}).toEqual({code: 2, out: ""})
      expect(err).toContain(says)
    }
    const lines = await here.brink(
      "read",
      "--lines",
      "docs/odd.txt",
      "--llm-model",
      MODEL,
      "--llm-replies",
      "kept.jsonl",
    )
    expect(lines).toMatchObject({
      code: 2,
      err: expect.stringContaining("--llm-model reads documents, and --lines does not"),
    })
    expect(here.read("docs/odd.txt")).toBe(ODD)
  })
})

describe("every command that reads documents hears the model", () => {
  const heard = ["--llm-model", MODEL, "--llm-replies", "kept.jsonl", "--quiet"]

  test("map, why, draft: the claim that only the model read is in them", async () => {
    const {out} = await here.brink("read", "docs", "--json", ...heard)
    const {id} = claimsOf(out)[1]!
    const map = await here.brink("map", "docs", "--json", ...heard)
    expect(map.code).toBe(0)
    expect(JSON.parse(map.out).groundings.map(({claim}: {claim: string}) => claim)).toContain(id)
    const why = await here.brink("why", "docs", id, ...heard)
    expect(why).toMatchObject({code: 0, out: expect.stringContaining(MOSS)})
    expect((await here.brink("why", "docs", id)).code).toBe(2)
    expect((await here.brink("draft", "docs", ...heard)).out).toMatch(/moss/i)
  })

  test("init keeps its claims, and an edit is about one of them", async () => {
    expect(await here.brink("init", "case", "docs", ...heard)).toMatchObject({code: 0, err: ""})
    const kept = here.read("case/claims.jsonl").trim().split("\n")
    expect(kept.map((line) => JSON.parse(line).reader.split("@")[0])).toEqual(["rules", "llm:parrot:1b"])
    const {id} = JSON.parse(kept[1]!)
    const edit = await here.brink("edit", "case", "reject", id, "--why", "moss is only a sign", ...heard)
    expect(edit).toMatchObject({code: 0})
    const map = await here.brink("map", "case", "--json", ...heard)
    expect(map.code).toBe(0)
    const links: {for: {claims: string[]}}[] = JSON.parse(map.out).links
    expect(links.flatMap((link) => link.for.claims)).not.toContain(id)
    // Without the model its claim is not read, and the edit says that it lost its place.
    const alone = await here.brink("map", "case", "--json")
    expect(alone.code).toBe(1)
    expect(alone.err).toMatch(/edits\.jsonl/)
  })
})
