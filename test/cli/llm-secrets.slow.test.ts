// A server that prints the key it was sent, wherever it can: it reaches no screen and no file.

import {readdirSync, readFileSync, rmSync} from "node:fs"
import {join} from "node:path"
import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from "vitest"
import {type Habit, type ModelServer, modelServer, say, sendJson} from "../io/model-server.ts"
import {type Inside, inside} from "./inside.ts"

const KEY = "sk-Test/Q7vX9aB2+cD3eF4gH5"
const MODEL = "parrot:1b"
const MOSS = "More moss there and fewer boats on the water, the ferrymen of Odd mutter."
const TOLL = "The toll on the bridge reduced the trade of Ambry."

let here: Inside
const servers: ModelServer[] = []
beforeAll(() => {
  here = inside()
  here.put("docs/ambry.txt", `Nobody in the town had foreseen it. ${TOLL} Two inns were shut before the winter came.\n`)
  here.put("docs/odd.txt", `Moss sits on the slipway these days. ${MOSS} Nobody has scraped it since the fair.\n`)
  here.put("case/case.yaml", "format: brink/case@1\ntitle: Odd\nquestion: Will the boats go?\n")
  here.put("case/documents/ambry.txt", here.read("docs/ambry.txt"))
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  here.remove()
  for (const server of servers) await server.close()
})

/** Eight characters of the key in any spelling. */
function leaks(text: string): string[] {
  const forms = [
    KEY,
    encodeURIComponent(KEY),
    Buffer.from(KEY).toString("base64"),
    Buffer.from(`:${KEY}`).toString("base64").slice(2),
    Buffer.from(`u:${KEY}`).toString("base64").slice(3),
    KEY.replaceAll("/", "\\/"),
  ]
  const lower = text.toLowerCase()
  return forms.flatMap((form) =>
    Array.from({length: form.length - 7}, (_, i) => form.slice(i, i + 8).toLowerCase()).filter((part) =>
      lower.includes(part),
    ),
  )
}

/** Runs a command with that server, and gives all it said and wrote. */
async function everything(habit: Habit, words: readonly string[], url = (at: string) => at): Promise<string> {
  vi.stubEnv("BRINK_LLM_KEY", KEY)
  const server = await modelServer(habit)
  servers.push(server)
  const {out, err} = await here.brink(...words, "--llm", url(server.url), "--llm-model", MODEL, "--llm-timeout", "5")
  expect(server.asked.length).toBeGreaterThan(0)
  const files = readdirSync(here.folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  return [out, err, ...files].join("\n")
}

const claim = {quote: MOSS, cause: "More moss there", effect: "fewer boats on the water", sign: "+"}
const TELLING: Readonly<Record<string, Habit>> = {
  "in a refusal of the key": (response) =>
    sendJson(response, 401, {error: {message: `Incorrect API key provided: ${KEY}.`}}),
  "by its beginning and its end": (response) =>
    sendJson(response, 403, {error: `bad ${KEY.slice(0, 10)}****${KEY.slice(-9)} or ${KEY.slice(3, 15)}`}),
  "in other spellings": (response) =>
    sendJson(response, 400, {
      message: `${encodeURIComponent(KEY)} ${Buffer.from(KEY).toString("base64")} ${Buffer.from(`:${KEY}`).toString("base64")}`,
    }),
  "across the place where its words are cut": (response) =>
    sendJson(response, 401, {error: {message: `${"x".repeat(185)}${KEY}`}}),
  "in where it sends us": (response) =>
    response.writeHead(307, {location: `http://elsewhere.test/?k=${encodeURIComponent(KEY)}&${KEY}`}).end(),
  "in the kind of its answer": (response) => response.writeHead(200, {"content-type": `text/${KEY}`}).end("hello"),
  "in the names of its models": (response, {method}) =>
    method === "GET"
      ? sendJson(response, 200, {data: [{id: `parrot-${KEY}`}, {id: KEY}]})
      : sendJson(response, 404, {error: {message: `no model for ${KEY}`}}),
  "in what the model says": (response) =>
    say(response, {claims: [{...claim, cause: `the key ${KEY}`}, {...claim, quote: KEY}, claim], [KEY]: KEY}),
  "in escapes of what the model says": (response) => {
    const spelt = [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")
    say(response, `{"claims": [{"quote": "${spelt}", "cause": "${spelt}", "effect": "x", "sign": "+"}]}`)
  },
}

describe("a server that tells the key", () => {
  for (const [where, habit] of Object.entries(TELLING))
    test(where, async () => {
      const all = await everything(habit, ["read", "docs", "--json", "--why", "--llm-replies", `${where.length}.jsonl`])
      expect(leaks(all)).toEqual([])
    })

  test("has it in no report, no kept file, no cache", async () => {
    const habit = TELLING["in what the model says"]!
    const words = ["--runs", "30", "--workers", "2", "--llm-replies", "case.jsonl"]
    expect(leaks(await everything(habit, ["outlook", "case", "--keep", "--out", "r.html", ...words]))).toEqual([])
    expect(leaks(await everything(habit, ["init", "new", "docs", "--llm-replies", "new.jsonl"]))).toEqual([])
    expect(readdirSync(here.folder)).toEqual(expect.arrayContaining(["r.html", "case.jsonl"]))
  })

  test("is the last gate: where a document holds the key, a command that asks a model does not show it", async () => {
    vi.stubEnv("BRINK_LLM_KEY", KEY)
    here.put("notes/odd.txt", `${MOSS} The toll ${KEY} reduced the trade of Ambry.\n`)
    const server = await modelServer((response) => say(response, {claims: [claim]}))
    servers.push(server)
    const asking = ["--llm", server.url, "--llm-model", MODEL]
    for (const words of [
      ["read", "notes", "--json"],
      ["read", "notes", "--why"],
      ["map", "notes", "--json"],
    ]) {
      expect(leaks((await here.brink(...words)).out).length).toBeGreaterThan(words[0] === "read" ? 0 : -1)
      const {out, err} = await here.brink(...words, ...asking)
      expect(leaks(out + err)).toEqual([])
    }
    rmSync(join(here.folder, "notes"), {recursive: true})
  })
})

describe("an address with secrets in it", () => {
  const echo: Habit = (response, {path}) => sendJson(response, 400, {error: {message: `cannot ${path}`}})
  for (const query of [`?api_key=${encodeURIComponent(KEY)}`, "?token=tok-12345", "?v=1&key=k1k2k3k4"])
    test(query.split("=")[0]!, async () => {
      const all = await everything(echo, ["read", "docs"], (url) => url + query)
      expect(leaks(all)).toEqual([])
      expect(all).not.toMatch(/tok-12345|k1k2k3k4/)
    })

  test("is refused without them", async () => {
    for (const address of [
      `http://ana:${encodeURIComponent(KEY)}@localhost/v1`,
      `http://ana:pw12345@host:99999/v1?api_key=${KEY}`,
      "ftp://ana:pw12345@host/v1",
      "ana:pw12345@host",
      "http://host:x/?token=pw12345",
    ])
      for (const words of [["--llm", address], [`--lmm=${address}`], ["--llm", address, "--seed", address]]) {
        const {code, out, err} = await here.brink("outlook", "docs", "--llm-model", MODEL, ...words)
        expect([code, out]).toEqual([2, ""])
        expect(err).not.toContain("pw12345")
        expect(leaks(err)).toEqual([])
      }
  })
})

test("a mistake of ours has no key in its trail", async () => {
  vi.stubEnv("BRINK_LLM_KEY", KEY)
  vi.stubEnv("npm_lifecycle_event", "start")
  vi.stubEnv("npm_package_name", "brink")
  vi.stubEnv("INIT_CWD", `/nowhere/${KEY}`)
  const {code, err} = await here.brink("read", "docs")
  expect(code).toBe(70)
  expect(err).toContain("mistake in Brink")
  expect(leaks(err)).toEqual([])
})
