// One request to a server that speaks OpenAI's chat completions (Ollama, llama.cpp and others do): in, what is asked; out,
// the model's words, or what came instead.
//
// Everything a server can do is bounded here: time, size, where it sends us. Its words reach people only as one short
// line without control characters; and nobody, not even a file, gets them before its key is taken out of them.

import {Fault, nearest} from "../core/fault.ts"
import type {Hiding} from "./hiding.ts"

/** A server that is asked. */
export type Server = {
  /** Where requests go: .../chat/completions. */
  readonly url: URL
  readonly model: string
  /** Sent as a bearer token; null where the server wants none. */
  readonly key: string | null
  /** An answer that takes longer is none, in milliseconds. */
  readonly patience: number
  /** Takes the key, and what else is secret in the address, out of what the server says. */
  readonly hides: Hiding
}

/** What a server is told and shown. */
export type Prompt = {readonly system: string; readonly data: string}

/**
 * What came of one request. `words`: the model's; `cut` where the server ended them before the model did. `again`: trying again may help, after so many milliseconds where the
 * server says so. `failed`: of this request nothing will come, `slow` where it was waited for in vain. `gone`: nobody is
 * there. `hopeless`: nor will anything come of another.
 */
export type Outcome =
  | {readonly words: string; readonly cut: boolean}
  | {readonly again: string; readonly after: number | null}
  | {readonly failed: string; readonly slow?: boolean}
  | {readonly gone: string}
  | {readonly hopeless: Fault}

/** Largest answer of a server, in bytes, unpacked. */
const LARGEST_ANSWER = 4_000_000
/** How long a server may ask us to wait, in milliseconds. */
const LONGEST_PAUSE = 60_000
/** A list of models is asked for only to name them in a refusal. */
const LIST_PATIENCE = 5000
/** Characters of a server's own words that are shown. */
const SHOWN = 200

/**
 * Asks once.
 * @param way.name     what the shape of the reply is called.
 * @param way.schema   the JSON Schema that the reply is to have; null for servers that refuse to be told.
 * @param way.attempt  from 0; another one draws other random numbers.
 */
export async function askOnce(
  server: Server,
  prompt: Prompt,
  way: {readonly name: string; readonly schema: object | null; readonly attempt: number},
): Promise<Outcome> {
  const body = {
    model: server.model,
    messages: [
      {role: "system", content: prompt.system},
      {role: "user", content: prompt.data},
    ],
    stream: false,
    ...(way.schema && {
      temperature: 0,
      seed: way.attempt,
      response_format: {type: "json_schema", json_schema: {name: way.name, strict: true, schema: way.schema}},
    }),
  }
  const answer = await fetched(server, server.url, {method: "POST", body: JSON.stringify(body)}, server.patience)
  if (!("status" in answer)) return answer
  if (answer.status < 200 || answer.status > 299) return refused(server, answer)
  const envelope = parsed(answer.text)
  if (envelope === undefined) return {again: "its answer breaks off", after: null}
  const choice = at(at(envelope, "choices"), 0)
  const words = at(at(choice, "message"), "content")
  if (typeof words !== "string") return {again: "its answer holds no words of the model", after: null}
  return {words: withoutSecrets(words, server.hides), cut: at(choice, "finish_reason") === "length"}
}

/** A model's reply, which is JSON where all is well: there a secret may be spelt in escapes, and is then taken out of what they say. */
function withoutSecrets(words: string, hides: Hiding): string {
  const plain = words.replace(/\\(?:u00([2-7][\da-f])|.)/gis, (all: string, hex: string | undefined) => {
    const letter = hex === undefined ? (all === "\\/" ? "/" : all) : String.fromCharCode(Number.parseInt(hex, 16))
    return /^["\\\u007f]$/.test(letter) ? all : letter
  })
  const hidden = hides.ofAll(plain)
  return hidden === plain ? words : hidden
}

type Answered = {readonly status: number; readonly text: string; readonly headers: Headers}

/**
 * Lets go of errors that the platform's `fetch` throws outside of its promise: of an answer that it has refused already
 * (more than five content encodings), when its connection then breaks off (undici, as in Node 20). Any other is a crash.
 */
function ignoreStrays(): void {
  if (!process.listeners("uncaughtException").includes(stray)) process.on("uncaughtException", stray)
}

function stray(error: Error): void {
  if (!("code" in error) || error.code !== "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") throw error
}

async function fetched(
  {key, hides}: Server,
  url: URL,
  request: {method: string; body?: string},
  patience: number,
): Promise<Answered | Outcome> {
  ignoreStrays()
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), patience)
  try {
    const response = await fetch(url, {
      ...request,
      // A server that sends us on would send documents to where nobody allowed them to go.
      redirect: "manual",
      signal: deadline.signal,
      headers: {
        accept: "application/json",
        ...(request.body !== undefined && {"content-type": "application/json"}),
        ...(key !== null && {authorization: `Bearer ${key}`}),
      },
    })
    const {status, ok, headers} = response
    const type = headers.get("content-type") ?? ""
    // What is no answer is not waited for: it may be a stream without an end.
    if (!type.includes("json")) {
      await response.body?.cancel()
      return ok
        ? {failed: `it answers ${shown(type, hides) || "something unnamed"} instead of JSON`}
        : {status, text: "", headers}
    }
    const text = await boundedText(response)
    if (text === null) return {failed: `its answer is larger than ${LARGEST_ANSWER / 1e6} MB`}
    return {status, text, headers}
  } catch (error) {
    if (deadline.signal.aborted) return {failed: `no answer within ${patience / 1000} s`, slow: true}
    return unreached(error, hides)
  } finally {
    clearTimeout(timer)
  }
}

/** The body as text; null, and the connection closed, as soon as it is too large. */
async function boundedText(response: Response): Promise<string | null> {
  const reader = response.body?.getReader()
  if (!reader) return ""
  const words = new TextDecoder()
  let text = ""
  let size = 0
  for (;;) {
    const {done, value} = await reader.read()
    if (done) return text + words.decode()
    size += value.length
    if (size > LARGEST_ANSWER) {
      await reader.cancel()
      return null
    }
    text += words.decode(value, {stream: true})
  }
}

/** Nobody at all, for reasons that asking again does not change. */
const NOBODY: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "nothing listens there"],
  ["ENOTFOUND", "there is no such host"],
  ["EAI_AGAIN", "its name cannot be looked up"],
  ["EHOSTUNREACH", "the host cannot be reached"],
  ["ENETUNREACH", "the network cannot be reached"],
])

function unreached(error: unknown, hides: Hiding): Outcome {
  const cause = error instanceof Error ? error.cause : undefined
  // Of a host with several addresses each failure is listed; they are of one kind.
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause
  const told = (inner as {code?: unknown} | undefined)?.code
  const code = typeof told === "string" ? told : ""
  const nobody = NOBODY.get(code)
  if (nobody) return {gone: nobody}
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) return {gone: `its certificate is not to be trusted (${code})`}
  const why = inner instanceof Error && inner.message !== "" ? inner.message : (error as Error).message
  return {again: `the connection broke (${shown(why, hides)})`, after: null}
}

async function refused(server: Server, answer: Answered): Promise<Outcome> {
  const {status, headers} = answer
  const said = wordsOfRefusal(answer.text, server.hides)
  const words = `${status}${said ? `: ${said}` : ""}`
  if (status >= 300 && status < 400) {
    const to = shown(headers.get("location") ?? "nowhere", server.hides)
    return hopeless("doors/llm-redirect", `${shownUrl(server)} sends on to ${to}`, {
      next: "Nothing was sent there. Give that address to --llm if documents may go to it.",
    })
  }
  if (status === 401 || status === 403)
    return hopeless(
      "doors/llm-key",
      `${shownUrl(server)} refuses ${server.key === null ? "us without a key" : "the key"} (${words})`,
      {
        next: "Put the server's key into the environment variable BRINK_LLM_KEY.",
      },
    )
  if (status === 404 || status === 405) return {hopeless: await unknownModel(server, words)}
  if (status === 408 || status === 429 || status >= 500) return {again: `it answers ${words}`, after: pauseOf(headers)}
  return {failed: `it answers ${words}`}
}

const hopeless = (code: string, what: string, more: {next: string}): Outcome => ({
  hopeless: new Fault(code, what, more),
})

/** A refusal that names the models the server has. */
async function unknownModel(server: Server, words: string): Promise<Fault> {
  const list = new URL(server.url)
  list.pathname = list.pathname.replace(/\/chat\/completions$/, "/models")
  const answer = await fetched(server, list, {method: "GET"}, Math.min(LIST_PATIENCE, server.patience))
  const models = "status" in answer && answer.status === 200 ? at(parsed(answer.text), "data") : undefined
  const names = (Array.isArray(models) ? models : [])
    .map((model) => at(model, "id"))
    .filter((id): id is string => typeof id === "string")
    .map((id) => shown(id, server.hides))
  if (names.length === 0)
    return new Fault("doors/llm-unknown-model", `${shownUrl(server)} has no model '${server.model}' (${words})`, {
      next: "Check the address and the name; `ollama list` prints what Ollama has.",
    })
  const near = nearest(server.model, names)
  return new Fault("doors/llm-unknown-model", `${shownUrl(server)} has no model '${server.model}'`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}.` : `It has: ${names.slice(0, MODELS_NAMED).join(", ")}.`,
  })
}

const MODELS_NAMED = 8

/** Whether a server seems to refuse the way it was asked (a schema, a seed), not what it was asked. */
export function dislikesTheWay(outcome: Outcome): boolean {
  const words = "failed" in outcome ? outcome.failed : "again" in outcome ? outcome.again : ""
  return (
    /^it answers 4(?:00|15|22)\b/.test(words) ||
    /^it answers [45]\d\d: .*(?:response_format|json_schema|grammar)/.test(words)
  )
}

function pauseOf(headers: Headers): number | null {
  const seconds = Number(headers.get("retry-after") ?? "")
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_PAUSE) : null
}

/** What a server says of itself when it refuses: `{"error": {"message": ...}}` in most, a text in some. */
function wordsOfRefusal(text: string, hides: Hiding): string {
  const value = parsed(text)
  const error = at(value, "error")
  for (const words of [at(error, "message"), error, at(value, "message"), at(value, "detail")])
    if (typeof words === "string") return shown(words, hides)
  return ""
}

/** A server's words as people may see them: one line, no control characters, no secret, not long. */
function shown(words: string, hides: Hiding): string {
  const line = hides
    .ofServer(words)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line
}

/** An address without what may be secret in it. */
export function shownUrl({url, hides}: Pick<Server, "url" | "hides">): string {
  return hides.ofServer(`${url.origin}${url.pathname}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A member of what may be no object at all. */
function at(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined
}
