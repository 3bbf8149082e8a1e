// A language model, against real servers of this machine: good, slow, broken, lying and hostile ones. Nothing
// of what they say is from anywhere; all worlds are invented.

import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {createServer} from "node:net"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterEach, describe, expect, test} from "vitest"
import {type Question, questionsAbout} from "../../src/claims/whole.ts"
import {Fault} from "../../src/core/fault.ts"
import {openDocument} from "../../src/documents/index.ts"
import {type ModelOptions, openLanguageModel} from "../../src/io/llm.ts"
import type {Terminal} from "../../src/io/terminal.ts"
import {isQuick} from "../tiers.ts"
import {type Habit, type ModelServer, modelServer, say, sendJson} from "./model-server.ts"

const MODEL = "parrot:1b"
const NOTHING = {claims: []}

const open: {close(): Promise<void> | void}[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function serverThat(habit: Habit): Promise<ModelServer> {
  const server = await modelServer(habit)
  open.push(server)
  return server
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "brink-llm-"))
  open.push({close: () => rmSync(path, {recursive: true, force: true})})
  return path
}

/** Questions about as many documents as there are places. */
function about(...places: string[]): Question[] {
  return questionsAbout(
    places.map((place) => {
      const text = `The well of ${place} ran dry, and the goats of ${place} were sold before the snow came.\n`
      return openDocument({file: `${place}.txt`, kind: "text", text}).document!
    }),
    MODEL,
  )
}

/** A terminal that remembers. */
function listening() {
  const heard: string[] = []
  const terminal: Terminal = {
    say: (text) => heard.push(`say ${text}`),
    give: (text) => heard.push(`give ${text}`),
    note: (line) => heard.push(`note ${line}`),
    warn: (line) => heard.push(`warn ${line}`),
    always: (line) => heard.push(`warn ${line}`),
    bar: () => ({to: () => {}, end: () => {}}),
  }
  return {heard, terminal}
}

function reader(options: Partial<ModelOptions>) {
  const {heard, terminal} = listening()
  return {heard, model: openLanguageModel({model: MODEL, pauses: [1, 1], ...options}, terminal)}
}

/** The answers to questions about places, in their order: texts, or why there is none. */
async function asked(options: Partial<ModelOptions>, ...places: string[]) {
  const {model, heard} = reader(options)
  const questions = about(...places)
  const answers = await model.ask(questions)
  const said = questions.map(({key}) => {
    const answer = answers.get(key)!
    return "text" in answer ? answer.text : answer.failed
  })
  return {said, heard, unanswered: model.unanswered()}
}

async function refusal(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
  throw new Error("was not refused")
}

describe("a server that answers", () => {
  test("is asked for JSON of the published shape, piece by piece, without a key", async () => {
    const server = await serverThat((response) => say(response, NOTHING))
    const {said, heard, unanswered} = await asked({url: server.url}, "Odd", "Ambry")
    expect(said).toEqual([JSON.stringify(NOTHING), JSON.stringify(NOTHING)])
    expect(unanswered).toBe(0)
    expect(heard).toEqual([`note asking ${MODEL} at ${server.url}/v1/chat/completions about 2 pieces of 2 documents`])
    const [first] = server.asked
    expect(first).toMatchObject({
      path: "/v1/chat/completions",
      method: "POST",
      body: {model: MODEL, stream: false, temperature: 0},
    })
    expect(first!.body.response_format!.json_schema.schema).toMatchObject({type: "object", required: ["claims"]})
    expect(first!.body.messages!.map(({role}) => role)).toEqual(["system", "user"])
    expect(first!.piece).toContain("The well of Odd ran dry")
    expect(first!.headers.authorization).toBeUndefined()
  })

  test("is found at a base address, with /v1 or the whole path, and given its key", async () => {
    const server = await serverThat((response) => say(response, NOTHING))
    for (const [path, expected] of [
      ["/", "/v1/chat/completions"],
      ["/v1/", "/v1/chat/completions"],
      ["/openai/v3/chat/completions", "/openai/v3/chat/completions"],
      ["/v1?api-version=2", "/v1/chat/completions?api-version=2"],
    ] as const) {
      await asked({url: server.url + path, key: "s3cret"}, "Odd")
      expect(server.asked.at(-1)).toMatchObject({path: expected, headers: {authorization: "Bearer s3cret"}})
    }
  })

  test("and refuses to be told a shape, is asked without, from then on", async () => {
    for (const status of [400, 500]) {
      const server = await serverThat((response, {body}) =>
        body.response_format
          ? sendJson(response, status, {error: {message: "response_format type must be one of text, json_object"}})
          : say(response, NOTHING),
      )
      expect((await asked({url: server.url}, "Odd", "Ambry")).unanswered).toBe(0)
      expect(server.asked.map(({body}) => body.response_format !== undefined)).toEqual([true, false, false])
    }
  })

  test("is asked once for each piece, however often that is wanted", async () => {
    const server = await serverThat((response) => say(response, NOTHING))
    const {model} = reader({url: server.url})
    await model.ask(about("Odd"))
    await model.ask(about("Odd", "Ambry"))
    expect(server.asked).toHaveLength(2)
  })
})

describe("replies are kept", () => {
  test("so that the same reading needs no server, and gives the same answers", async () => {
    const server = await serverThat((response, {piece}) => say(response, {claims: [{quote: piece}]}))
    const replies = join(folder(), "replies.jsonl")
    const first = await asked({url: server.url, replies}, "Odd", "Ambry")
    const bytes = readFileSync(replies, "utf8")
    expect(bytes.split("\n")).toHaveLength(3)
    await server.close()
    for (const url of [server.url, undefined]) {
      const again = await asked({replies, ...(url !== undefined && {url})}, "Odd", "Ambry")
      expect(again).toEqual({said: first.said, heard: [], unanswered: 0})
    }
    expect(readFileSync(replies, "utf8")).toBe(bytes)
  })

  test("one by one: what was answered before an end is not asked again", async () => {
    const replies = join(folder(), "replies.jsonl")
    const ends = await serverThat((response, _, n) => (n === 0 ? say(response, NOTHING) : sendJson(response, 401, {})))
    const first = await asked({url: ends.url, replies}, "Odd", "Ambry", "Low End")
    expect(first.said).toMatchObject([
      JSON.stringify(NOTHING),
      expect.stringContaining("refuses us without a key"),
      expect.stringContaining("refuses us"),
    ])
    expect(first.unanswered).toBe(2)
    const good = await serverThat((response) => say(response, NOTHING))
    expect((await asked({url: good.url, replies}, "Odd", "Ambry", "Low End")).unanswered).toBe(0)
    expect(good.asked.map(({piece}) => /well of (\w+)/.exec(piece)![1])).toEqual(["Ambry", "Low"])
  })

  test("of another model, or of other words, they are none", async () => {
    const server = await serverThat((response) => say(response, NOTHING))
    const replies = join(folder(), "replies.jsonl")
    await asked({url: server.url, replies}, "Odd")
    expect(await refusal(() => asked({replies}, "Ambry"))).toBe(
      `doors/llm-no-reply: ${replies} holds no reply of ${MODEL} about these documents\n  Give --llm URL to ask the model. Replies are kept for one model and one wording of a document.`,
    )
    const some = await asked({replies}, "Odd", "Ambry")
    expect(some.said[1]).toBe(`its reply is not in ${replies}`)
    expect(some.unanswered).toBe(1)
  })

  test("a file of something else is refused before anything is sent, and stays as it is", async () => {
    const server = await serverThat((response) => say(response, NOTHING))
    const replies = join(folder(), "letter.txt")
    writeFileSync(replies, "Dear reader,\n")
    expect(await refusal(() => asked({url: server.url, replies}, "Odd"))).toContain("letter.txt:1:1: not JSON")
    expect(await refusal(() => asked({url: server.url, replies: join(folder(), "no", "r.jsonl")}, "Odd"))).toMatch(
      /^doors\/cannot-write: Cannot write .*: there is no folder /,
    )
    expect(readFileSync(replies, "utf8")).toBe("Dear reader,\n")
    expect(server.asked).toEqual([])
  })
})

describe("a server that is slow or broken", () => {
  test("now and then is asked again", async () => {
    const habits: Habit[] = [
      (response) => sendJson(response, 503, {error: {message: "loading the model"}}),
      (response) => response.writeHead(200, {"content-type": "application/json"}).end('{"choices": [{"mess'),
      (response) => say(response, NOTHING),
    ]
    const server = await serverThat((response, one, n) => habits[n]!(response, one, n))
    expect((await asked({url: server.url}, "Odd")).said).toEqual([JSON.stringify(NOTHING)])
    expect(server.asked.map(({body}) => (body as {seed?: number}).seed)).toEqual([0, 1, 2])
  })

  test("as long as it asks us to wait, we wait", async () => {
    const server = await serverThat((response, _, n) =>
      n === 0
        ? response.writeHead(429, {"content-type": "application/json", "retry-after": "0.2"}).end("{}")
        : say(response, NOTHING),
    )
    const from = performance.now()
    expect((await asked({url: server.url}, "Odd")).unanswered).toBe(0)
    expect(performance.now() - from).toBeGreaterThan(190)
  })

  // What it does, what is said of it, and how often it is asked about one piece.
  const broken: [string, Habit, string, number][] = [
    ["never answers", () => {}, "no answer within 0.3 s", 1],
    [
      "drips for ever",
      (response) => {
        response.writeHead(200, {"content-type": "application/json"})
        const timer = setInterval(() => response.write(" "), 20)
        response.on("close", () => clearInterval(timer))
      },
      "no answer within 0.3 s",
      1,
    ],
    [
      "answers 500",
      (response) => sendJson(response, 500, {error: "out of memory"}),
      "it answers 500: out of memory",
      3,
    ],
    [
      "breaks off",
      (response) =>
        response.writeHead(200, {"content-type": "application/json"}).end('{"choices": [{"message": {"cont'),
      "its answer breaks off",
      3,
    ],
    [
      "hangs up halfway",
      (response) => {
        response.writeHead(200, {"content-type": "application/json", "content-length": "1000"}).write("{")
        setTimeout(() => response.destroy(), 20)
      },
      "the connection broke",
      3,
    ],
    [
      "answers a page",
      (response) => response.writeHead(200, {"content-type": "text/html"}).end("<h1>Welcome</h1>"),
      "it answers text/html instead of JSON",
      1,
    ],
    [
      "streams events for ever, unasked",
      (response) => {
        response.writeHead(200, {"content-type": "text/event-stream"})
        const timer = setInterval(() => response.write("data: {}\n\n"), 20)
        response.on("close", () => clearInterval(timer))
      },
      "it answers text/event-stream instead of JSON",
      1,
    ],
    [
      "answers nothing of a model's",
      (response) => sendJson(response, 200, {choices: []}),
      "holds no words of the model",
      3,
    ],
    ["answers null", (response) => sendJson(response, 200, null), "holds no words of the model", 3],
    [
      "refuses to speak",
      (response) => sendJson(response, 200, {choices: [{message: {content: null, refusal: "no"}}]}),
      "holds no words of the model",
      3,
    ],
    [
      "speaks in prose",
      (response) => say(response, "I found no claims."),
      "its reply is not the JSON that was asked for",
      3,
    ],
    [
      "breaks off its list",
      (response) => say(response, '{"claims": [{"quote": "The w'),
      "not the JSON that was asked for",
      3,
    ],
    [
      "is cut off by its window",
      (response) =>
        sendJson(response, 200, {
          choices: [{finish_reason: "length", message: {content: '{"claims": [{"quote": "The w'}}],
        }),
      "its reply was cut off: the server's window or its limit of words is too small",
      1,
    ],
    [
      "finds the piece too long",
      (response) => sendJson(response, 413, {message: "too long"}),
      "it answers 413: too long",
      1,
    ],
  ]
  for (const [does, habit, says, times] of broken)
    test(`${does}: said so, asked ${times} times`, async () => {
      const server = await serverThat(habit)
      // Who answers at all is waited for as long as a busy machine needs.
      const patience = says.startsWith("no answer within") ? 0.3 : 20
      const said = await refusal(() => asked({url: server.url, patience}, "Odd"))
      expect(said).toMatch(
        new RegExp(`^doors/llm-no-answer: ${server.url}/v1/chat/completions gave no answer: .*${says}`),
      )
      expect(said).toContain(
        says.startsWith("no answer within")
          ? "\n  Wait longer (--llm-timeout, 290 at most), take a smaller model, or leave --llm out."
          : "\n  Start the server and check its address, or leave --llm out",
      )
      expect(server.asked).toHaveLength(times)
    })

  test("a hundred megabytes are cut off long before their end", async () => {
    let sent = 0
    const server = await serverThat((response) => {
      response.writeHead(200, {"content-type": "application/json"})
      const part = Buffer.alloc(100_000, " ")
      const more = () => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += part.length
          if (!response.write(part)) return
        }
        response.end()
      }
      response.on("drain", more)
      more()
    })
    expect(await refusal(() => asked({url: server.url}, "Odd"))).toContain("its answer is larger than 4 MB")
    expect(sent).toBeLessThan(50_000_000)
  })

  test("with three pieces one after the other is not asked about the rest", async () => {
    const server = await serverThat((response, _, n) =>
      n === 0 ? say(response, NOTHING) : sendJson(response, 413, {}),
    )
    const {said, unanswered} = await asked({url: server.url}, "A", "B", "C", "D", "E", "F")
    expect(server.asked).toHaveLength(4)
    expect(unanswered).toBe(5)
    expect(said.slice(1)).toEqual(Array.from({length: 5}, () => "it answers 413"))
  })

  test("with one piece of several is asked about the others", async () => {
    const server = await serverThat((response, {piece}) =>
      piece.includes("Ambry") ? sendJson(response, 413, {}) : say(response, NOTHING),
    )
    const {said, unanswered} = await asked({url: server.url}, "Odd", "Ambry", "Low End")
    expect(said).toEqual([JSON.stringify(NOTHING), "it answers 413", JSON.stringify(NOTHING)])
    expect(unanswered).toBe(1)
  })

  test.skipIf(isQuick)(
    "that lets the first piece wait in vain is not asked about the rest; later ones it may miss",
    async () => {
      const never = await serverThat(() => {})
      expect(await refusal(() => asked({url: never.url, patience: 0.1}, "A", "B", "C"))).toContain(
        "no answer within 0.1 s",
      )
      expect(never.asked).toHaveLength(1)
      const once = await serverThat((response, _, n) => n !== 1 && say(response, NOTHING))
      const {said} = await asked({url: once.url, patience: 2}, "A", "B", "C")
      expect(said).toEqual([JSON.stringify(NOTHING), "no answer within 2 s", JSON.stringify(NOTHING)])
    },
  )

  test("nobody at the address is said at once", async () => {
    const gone = await modelServer(() => {})
    await gone.close()
    expect(await refusal(() => asked({url: gone.url}, "Odd"))).toContain("gave no answer: nothing listens there")
  })

  test("something else than a web server at the address", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {})
      socket.end("220 mail.odd.example ready\r\n", () => socket.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    open.push({close: () => new Promise((resolve) => server.close(() => resolve()))})
    const {port} = server.address() as {port: number}
    expect(await refusal(() => asked({url: `http://127.0.0.1:${port}`}, "Odd"))).toContain("the connection broke")
  })
})

describe("a server that is not what was meant", () => {
  test("has no such model: refused with the nearest it has", async () => {
    const server = await serverThat((response, {path}) =>
      path === "/v1/models"
        ? sendJson(response, 200, {data: [{id: "parrot:7b"}, {id: "whale"}, {id: 7}, null]})
        : sendJson(response, 404, {error: {message: `model '${MODEL}' not found`}}),
    )
    expect(await refusal(() => asked({url: server.url}, "Odd", "Ambry"))).toBe(
      `doors/llm-unknown-model: ${server.url}/v1/chat/completions has no model '${MODEL}'\n  Nearest: parrot:7b.`,
    )
    expect(server.asked).toHaveLength(2)
  })

  test("knows nothing of models at all", async () => {
    const server = await serverThat((response) => response.writeHead(404).end("not here"))
    expect(await refusal(() => asked({url: server.url}, "Odd"))).toBe(
      `doors/llm-unknown-model: ${server.url}/v1/chat/completions has no model '${MODEL}' (404)\n  Check the address and the name; \`ollama list\` prints what Ollama has.`,
    )
  })

  test("tells the key it was sent, also while it fails for now or says no JSON: nobody hears it", async () => {
    const key = "sk-Test-Q7vX9aB2"
    for (const habit of [
      (response) => sendJson(response, 503, {detail: `no room for Bearer ${key}`}),
      (response) => say(response, `Bearer ${key}`),
      (response) => response.destroy(),
    ] satisfies Habit[]) {
      const server = await serverThat(habit)
      const said = await refusal(() => asked({url: server.url, key}, "Odd"))
      expect(said).toContain("gave no answer")
      expect(said).not.toMatch(/sk-Test|Q7vX9aB2/)
    }
  })

  test("wants a key", async () => {
    const server = await serverThat((response) => sendJson(response, 401, {error: {message: "who are you?"}}))
    expect(await refusal(() => asked({url: server.url}, "Odd"))).toBe(
      `doors/llm-key: ${server.url}/v1/chat/completions refuses us without a key (401: who are you?)\n  Put the server's key into the environment variable BRINK_LLM_KEY.`,
    )
    expect(await refusal(() => asked({url: server.url, key: "s3cret"}, "Odd"))).not.toContain("s3cret")
  })

  test("sends documents on: they do not go there", async () => {
    const elsewhere = await serverThat((response) => say(response, NOTHING))
    for (const status of [301, 307, 308]) {
      const server = await serverThat((response) => response.writeHead(status, {location: elsewhere.url}).end())
      expect(await refusal(() => asked({url: server.url, key: "s3cret"}, "Odd"))).toContain(
        `doors/llm-redirect: ${server.url}/v1/chat/completions sends on to ${elsewhere.url}\n  Nothing was sent there.`,
      )
    }
    expect(elsewhere.asked).toEqual([])
  })

  test("speaks to the terminal: its words come as one short line without control characters", async () => {
    const words = `\u001b[2J\u001b]0;owned\u0007\r\nFatal:\u202e ${"x".repeat(100_000)}`
    const server = await serverThat((response) => sendJson(response, 400, {error: {message: words}}))
    const said = await refusal(() => asked({url: server.url}, "Odd"))
    expect(said).toMatch(/it answers 400: \[2J \]0;owned Fatal: x+\.\.\.\n/)
    expect(said.length).toBeLessThan(600)
    expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
  })
})

describe("words that cannot be meant", () => {
  for (const [url, says] of [
    ["not an address", "'not an address' is no address"],
    ["localhost:11434", "'localhost:11434' is no http or https address"],
    ["file:///etc/hosts", "'file:///etc/hosts' is no http or https address"],
    ["", "'' is no address"],
  ] as const)
    test(`--llm ${url}`, async () => {
      expect(await refusal(() => reader({url}))).toBe(
        `doors/llm-url: --llm ${says}\n  For example: --llm http://localhost:11434`,
      )
    })

  test("a password in the address is refused, and not shown", async () => {
    const said = await refusal(() => reader({url: "https://ana:s3cret@models.example"}))
    expect(said).toMatch(/^doors\/llm-url: --llm has a name or a password in the address\n.*BRINK_LLM_KEY/)
    expect(said).not.toContain("s3cret")
    expect(await refusal(() => reader({url: "https://models.example", key: "a\nb"}))).toMatch(/^doors\/llm-key: /)
  })

  test("no name of a model", async () => {
    for (const model of ["", " ", "a\u001bb", "m".repeat(300)])
      expect(await refusal(() => reader({model}))).toMatch(/^doors\/llm-model: /)
  })
})

test("what leaves this machine is said, whether it is quiet or not, before it is sent", async () => {
  const {model, heard} = reader({url: "http://models.invalid"})
  expect(await refusal(() => model.ask(about("Odd")))).toMatch(/gave no answer: /)
  expect(heard).toEqual([
    "warn sending 1 piece of 1 document off this machine, to http://models.invalid/v1/chat/completions, readable to all on the way",
  ])
})
