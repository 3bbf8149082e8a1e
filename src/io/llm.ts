// A language model as one more reader: what asks it. In: questions about pieces of documents. Out: an answer for
// each, from the file of kept replies where it is there, else from the server.
//
// Documents leave the machine only through this file, only to the address that was given, and never without it. A reply
// is kept as soon as it is there, so that an interrupted reading goes on where it stopped.

import {
  type Answer,
  type Answers,
  type Kept,
  type LanguageModel,
  parseKept,
  printKept,
  type Question,
  type ReplyShape,
  readReply,
  replyJsonSchema,
  UNANSWERED,
} from "../claims/whole.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault, type Issue} from "../core/fault.ts"
import {readText} from "./files.ts"
import {bareAddress, hiding, secretsOf} from "./hiding.ts"
import {MOST_PATIENCE, PATIENCE} from "./limits.ts"
import {askOnce, dislikesTheWay, type Outcome, type Server, shownUrl} from "./llm-server.ts"
import {locked} from "./lock.ts"
import type {Terminal} from "./terminal.ts"
import {tryToWrite, writeWhole} from "./writing.ts"

/** What the user said about a language model. */
export type ModelOptions = {
  /** As the server knows it. */
  readonly model: string
  /** Absent: only kept replies are used, and nothing is sent. */
  readonly url?: string
  /** File of kept replies. */
  readonly replies?: string
  /** Seconds that one answer may take. */
  readonly patience?: number
  /** The server's key. */
  readonly key?: string
  /** Milliseconds before the second and the third try of a request. */
  readonly pauses?: readonly number[]
}

/** A language model, and how many pieces it has left unread so far. */
export type OpenedModel = LanguageModel & {unanswered(): number}

const PAUSES = [500, 2000]
/** A server that fails with so many pieces one after the other is not asked about the rest. */
const MOST_FAILURES = 3
/** Documents whose counts are printed; the others' are in the issues of the reading. */
const MOST_TOLD = 10

/**
 * @param terminal  where it is said what is sent where, and what became of it.
 * @throws Fault `doors/llm-url`, `doors/llm-model`, `doors/llm-key` for words that cannot be meant; `reading/invalid-file`
 *               for a file of replies that is none; `doors/cannot-write` for one that could not be kept.
 */
export function openLanguageModel(options: ModelOptions, terminal: Terminal): OpenedModel {
  const {model, replies} = options
  if (model.trim() === "" || model.length > LONGEST_NAME || /\p{Cc}/u.test(model))
    throw new Fault("doors/llm-model", "--llm-model is no name of a model", {next: "For example: --llm-model qwen3:8b"})
  const server = options.url === undefined ? null : serverOf(options.url, options)
  const kept = replies === undefined ? new Map<string, Kept>() : parseKept(readText(replies) ?? "", replies)
  // It was read as kept replies, all of which are written again.
  if (server && replies !== undefined) tryToWrite(replies, {force: true})
  return new Asker(model, server, kept, replies ?? null, options.pauses ?? PAUSES, terminal)
}

const LONGEST_NAME = 200

/** Is a text a reply to what was asked? */
function isReply(text: string, shape: ReplyShape | undefined): boolean {
  return shape ? shape.isReply(text) : readReply(text) !== null
}

function serverOf(given: string, {model, key, patience = PATIENCE}: ModelOptions): Server {
  const wrong = (why: string) =>
    new Fault("doors/llm-url", `--llm ${why}`, {next: "For example: --llm http://localhost:11434"})
  if (!URL.canParse(given)) throw wrong(`'${bareAddress(given)}' is no address`)
  const url = new URL(given)
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw wrong(`'${bareAddress(given)}' is no http or https address`)
  // Not shown again: it holds a secret.
  if (url.username !== "" || url.password !== "")
    throw new Fault("doors/llm-url", "--llm has a name or a password in the address", {
      next: "Put the server's key into the environment variable BRINK_LLM_KEY.",
    })
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new Fault("doors/llm-key", "BRINK_LLM_KEY holds characters that no key has", {
      next: "Set it to the key alone, without spaces or line ends.",
    })
  url.hash = ""
  const path = url.pathname.replace(/(?<!\/)\/+$/, "")
  if (!path.endsWith("/chat/completions")) url.pathname = `${path === "" ? "/v1" : path}/chat/completions`
  return {url, model, key: key ?? null, patience: patience * 1000, hides: hiding(secretsOf(key, given))}
}

/** Whether an address is this machine's own. */
function isLoopback({hostname}: URL): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127\./.test(hostname)
}

type Unanswered = Exclude<Outcome, {words: string}>

class Asker implements OpenedModel {
  readonly name: string
  private readonly server: Server | null
  private readonly kept: Map<string, Kept>
  private readonly file: string | null
  private readonly pauses: readonly number[]
  private readonly terminal: Terminal
  private readonly failed = new Map<string, string>()
  private readonly said = new Set<string>()
  /** False for a server that refuses to be told a schema. */
  private takesSchema = true
  private announced = false
  /** How the last piece without an answer went. */
  private last: Unanswered | null = null

  constructor(
    name: string,
    server: Server | null,
    kept: Map<string, Kept>,
    file: string | null,
    pauses: readonly number[],
    terminal: Terminal,
  ) {
    this.name = name
    this.server = server
    this.kept = kept
    this.file = file
    this.pauses = pauses
    this.terminal = terminal
  }

  unanswered(): number {
    return this.failed.size
  }

  told(issue: Issue): void {
    const line = `${onOneLine(issue.file)}: ${issue.says}`
    if (this.said.has(line)) return
    this.said.add(line)
    if (issue.code === UNANSWERED) this.terminal.warn(line)
    else if (this.said.size <= MOST_TOLD) this.terminal.note(line)
    else if (this.said.size === MOST_TOLD + 1) this.terminal.note("the counts of the other documents are in the issues")
  }

  async ask(questions: readonly Question[]): Promise<Answers> {
    const open = questions.filter((question) => !this.isKept(question) && !this.failed.has(question.key))
    if (open.length > 0) await this.askAll(open)
    if (open.length > 0 && !questions.some((question) => this.isKept(question))) throw this.refusal(open[0]!)
    const answers = new Map<string, Answer>()
    for (const question of questions) {
      const {key} = question
      const reply = this.isKept(question) ? this.kept.get(key)!.reply : undefined
      answers.set(key, reply === undefined ? {failed: this.failed.get(key) ?? "it was not asked"} : {text: reply})
    }
    return answers
  }

  private isKept({key, shape}: Question): boolean {
    const kept = this.kept.get(key)
    return kept !== undefined && isReply(kept.reply, shape)
  }

  private async askAll(open: readonly Question[]): Promise<void> {
    const {server} = this
    if (!server) {
      this.leave(open, `its reply is not in ${this.file ?? "a file of replies"}`)
      return
    }
    this.announce(server, open)
    const bar = this.terminal.bar(`asking ${this.name}`)
    try {
      await this.askEach(server, open, (share) => bar.to(share))
    } finally {
      bar.end()
    }
  }

  private async askEach(server: Server, open: readonly Question[], progress: (share: number) => void): Promise<void> {
    let failures = 0
    let answered = 0
    for (const [done, question] of open.entries()) {
      progress(done / open.length)
      const outcome = await this.askWell(server, question)
      if ("words" in outcome) {
        failures = 0
        answered++
        this.keep(question.key, outcome.words)
        continue
      }
      failures++
      this.last = outcome
      this.leave([question], whyNot(outcome))
      // Who lets the first question wait in vain does so with the others.
      const slow = "failed" in outcome && outcome.slow === true && answered === 0
      if ("hopeless" in outcome || "gone" in outcome || slow || failures === MOST_FAILURES) {
        this.leave(open.slice(done), whyNot(outcome))
        return
      }
    }
  }

  private leave(questions: readonly Question[], why: string): void {
    for (const {key} of questions) if (!this.failed.has(key)) this.failed.set(key, why)
  }

  /** What is said when not one piece has an answer. */
  private refusal({shape}: Question): Fault {
    const {server, last} = this
    if (!server)
      return new Fault(
        "doors/llm-no-reply",
        `${this.file ?? "No file"} holds no reply of ${this.name} about these ${shape?.about ?? "documents"}`,
        {
          next: "Give --llm URL to ask the model. Replies are kept for one model and one wording of a document.",
        },
      )
    if (last && "hopeless" in last) return last.hopeless
    const slow = last && "failed" in last && last.slow
    const what = `${shownUrl(server)} gave no answer: ${last ? whyNot(last) : "it was not asked"}`
    return new Fault("doors/llm-no-answer", what, {
      next: slow
        ? `Wait longer (--llm-timeout, ${MOST_PATIENCE} at most), take a smaller model, or leave --llm out.`
        : "Start the server and check its address, or leave --llm out: the rules read without it.",
    })
  }

  private announce(server: Server, open: readonly Question[]): void {
    if (this.announced) return
    this.announced = true
    const documents = new Set(open.map(({file}) => file)).size
    const what =
      open[0]!.shape?.about ??
      `${open.length} ${open.length === 1 ? "piece" : "pieces"} of ${documents} ${documents === 1 ? "document" : "documents"}`
    if (isLoopback(server.url)) this.terminal.note(`asking ${this.name} at ${shownUrl(server)} about ${what}`)
    else {
      const readable = server.url.protocol === "http:" ? ", readable to all on the way" : ""
      this.terminal.always(`sending ${what} off this machine, to ${shownUrl(server)}${readable}`)
    }
  }

  /** Asks until there is an answer or no use in asking. */
  private async askWell(server: Server, question: Question): Promise<Outcome> {
    let outcome: Outcome = {failed: "it was not asked"}
    for (let attempt = 0; attempt <= this.pauses.length; attempt++) {
      if ("again" in outcome) await pause(outcome.after ?? this.pauses[attempt - 1]!)
      outcome = await this.askOneWay(server, question, attempt)
      if ("words" in outcome && !isReply(outcome.words, question.shape))
        outcome = outcome.cut
          ? {failed: "its reply was cut off: the server's window or its limit of words is too small"}
          : {again: "its reply is not the JSON that was asked for", after: null}
      if (!("again" in outcome)) return outcome
    }
    return outcome
  }

  private async askOneWay(server: Server, question: Question, attempt: number): Promise<Outcome> {
    const {shape} = question
    const schema = shape ? shape.schema() : replyJsonSchema()
    const way = {name: shape?.name ?? "claims", schema: this.takesSchema ? schema : null, attempt}
    const told = await askOnce(server, question, way)
    if (!this.takesSchema || !dislikesTheWay(told)) return told
    const untold = await askOnce(server, question, {...way, schema: null})
    if ("words" in untold) this.takesSchema = false
    return untold
  }

  private keep(key: string, reply: string): void {
    this.kept.set(key, {format: "brink/llm-reply@1", key, model: this.name, reply})
    const {file} = this
    if (file === null) return
    // Another Brink may have kept replies in the same file meanwhile.
    locked(`${file}.lock`, () => {
      for (const [other, line] of parseKept(readText(file) ?? "", file))
        if (!this.kept.has(other)) this.kept.set(other, line)
      const lines = printKept(this.kept.values())
      writeWhole(file, this.server ? this.server.hides.ofAll(lines) : lines)
    })
  }
}

function whyNot(outcome: Unanswered): string {
  if ("hopeless" in outcome) return outcome.hopeless.what
  return "gone" in outcome ? outcome.gone : "again" in outcome ? outcome.again : outcome.failed
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
