// A NATS server with JetStream as the queue between machines that share nothing. In: an address. Out: subjects to put bytes
// under, of which the first that come are kept, and orders that one worker at a time is given.
//
// The server is transport and no more: whoever asked for the runs keeps them as files, and puts again what the server
// has lost. So an answer that does not come is asked for again, and a stream that is gone is made anew. Three kinds of
// subjects, the plan's id in each:
//   brink.task.VERSION.PLAN.SHARD             an order; it stays until a worker has put the result
//   brink.task.VERSION.PLAN.SHARD.copy        the same again, for a worker that has nothing else to do
//   brink.data.PLAN.program.I                 the program in pieces
//   brink.data.PLAN.SHARD.inputs.I            a shard's inputs, in pieces
//   brink.data.PLAN.SHARD.made.SHA256.I       a shard as computed, in pieces
//   brink.data.PLAN.SHARD.done.SHA256.N       that all N pieces of it are there
//   brink.note.PLAN                           words to whoever waits for the plan; they are not kept

import {isIP} from "node:net"
import {setTimeout as pause} from "node:timers/promises"
import type {Consumer, JetStreamClient, JetStreamManager, JsMsg, StreamConfig} from "@nats-io/jetstream"
import type {NatsConnection, NodeConnectionOptions} from "@nats-io/transport-node"
import {Fault} from "../core/fault.ts"
import {readRegular} from "./regular.ts"
import {inWords} from "./system-words.ts"

const TASKS = "brink-tasks"
const DATA = "brink-data"

/** An order that nobody has confirmed to be at work on for so long, in milliseconds, is given to another. */
export const LEASE_MS = 15_000
/** From one sign of life to the next. */
export const BEAT_MS = LEASE_MS / 3
/** JetStream's word for a sign of life: the lease of an order begins anew. */
export const AT_WORK = "+WPI"
/** What nobody has asked for in so long is forgotten by the server: that of drivers that never came back. */
const KEPT_MS = 7 * 86_400_000
/** How long a server may be away, in milliseconds, before that is told as the end. */
const PATIENCE_MS = 300_000
const PAUSE_MS = 500
/** How long the first connection may take. */
const FIRST_MS = 5000
/** A single answer. */
const ANSWER_MS = 5000
/** Bytes of a piece at most, and what of a message is not the piece. */
const MOST_PIECE = 524_288
const AROUND = 4096
/** Pieces that are on their way at once. */
const AT_ONCE = 8

const NANOSECONDS = 1_000_000
const TCP_PORT = "4222"

type Client = {
  readonly transport: typeof import("@nats-io/transport-node")
  readonly jetstream: typeof import("@nats-io/jetstream")
}

/**
 * Where a server is, as it is shown, and how to reach it: a user's name and password are in the second alone. Plain data:
 * a thread is given it too.
 */
export type Address = {
  readonly shown: string
  readonly options: NodeConnectionOptions
  /** The text of a credentials file as NATS writes them, a user's token and key. */
  readonly credentials?: string
}

/** Names a file with credentials, so that none has to stand on a command line, where others can read it. */
const CREDENTIALS = "BRINK_NATS_CREDENTIALS"
/** No such file is larger, in bytes. */
const LARGEST_CREDENTIALS = 65_536

/**
 * An address, with who asks: named in it, else in the file of credentials.
 * @throws Fault `cli/usage` for what is no address of a NATS server; `queue/credentials` for a file that holds none.
 */
export function readAddress(text: string, env: NodeJS.ProcessEnv = process.env): Address {
  const refuse = () =>
    new Fault("cli/usage", "--engine wants the address of a NATS server", {
      next: "For example: --engine nats://127.0.0.1:4222, or tls://USER:PASSWORD@HOST:PORT.",
    })
  let url: URL
  try {
    // Of schemes that it does not know a URL tells neither host nor port apart.
    url = new URL(text.replace(/^(?:nats|tls):\/\//i, "http://"))
  } catch {
    throw refuse()
  }
  const [, scheme] = /^(nats|tls):\/\//i.exec(text) ?? []
  if (scheme === undefined || url.hostname === "" || !/^\/?$/.test(url.pathname) || url.search || url.hash)
    throw refuse()
  const named = /^[^/]*\/\/(?:[^@]*@)?[^/]*?:(\d+)\/?$/.exec(text)?.[1]
  const host = `${url.hostname}:${named ?? TCP_PORT}`
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const file = env[CREDENTIALS]
  const {credentials, ...login} = user !== "" || !file ? loginOf(user, pass) : readCredentials(file)
  return {
    shown: `${scheme.toLowerCase()}://${host}`,
    options: {servers: host, ...login, ...(scheme.toLowerCase() === "tls" && {tls: encryption(url.hostname)})},
    ...(credentials !== undefined && {credentials}),
  }
}

/** The client holds a certificate to the server's name, and where that is a number to "localhost": the number is told apart. */
function encryption(name: string): object {
  const host = name.replace(/^\[|\]$/g, "")
  return isIP(host) > 0 ? {host} : {}
}

type Login = {readonly user?: string; readonly pass?: string; readonly token?: string; readonly credentials?: string}

const loginOf = (user: string, pass: string): Login => (user === "" ? {} : pass === "" ? {token: user} : {user, pass})

/** Who asks, by a file: NATS's own form, or one line USER:PASSWORD or TOKEN. @throws Fault `queue/credentials`. */
function readCredentials(file: string): Login {
  const refuse = (why: string) =>
    new Fault("queue/credentials", `Cannot use the credentials in ${file}: ${why}`, {
      place: CREDENTIALS,
      next: "It holds what `nsc` writes, or one line USER:PASSWORD or TOKEN.",
    })
  let text: string
  try {
    text = new TextDecoder().decode(readRegular(file, LARGEST_CREDENTIALS))
  } catch (error) {
    throw refuse(inWords(error))
  }
  if (/^-+BEGIN NATS USER JWT-+$/m.test(text)) return {credentials: text}
  const [line = "", ...more] = text.trim().split(/\r?\n/)
  if (line === "" || more.length > 0) throw refuse("it is neither")
  const [user = "", ...pass] = line.split(":")
  return loginOf(user, pass.join(":"))
}

/** The packages, which an installation may leave out. @throws Fault `queue/not-installed`. */
export async function natsClient(): Promise<Client> {
  try {
    const [transport, jetstream] = await Promise.all([import("@nats-io/transport-node"), import("@nats-io/jetstream")])
    return {transport, jetstream}
  } catch (error) {
    if ((error as {code?: unknown}).code !== "ERR_MODULE_NOT_FOUND") throw error
    throw new Fault("queue/not-installed", "--engine needs the NATS client, and it is not installed beside Brink", {
      next: "`npm install @nats-io/transport-node@3.3.1 @nats-io/jetstream@3.3.1` where Brink is installed, with --global if it is.",
    })
  }
}

/** One connection to a server, with the streams of Brink. */
export class Queue {
  readonly address: Address
  /** Bytes of a piece: the same for all who use the server. */
  readonly piece: number
  private readonly connection: NatsConnection
  private readonly say: (line: string) => void
  private readonly jetstream: JetStreamClient
  private readonly manager: JetStreamManager
  private readonly client: Client
  private readonly orders = new Map<string, Consumer>()
  private away: {readonly since: number; readonly why: string} | null = null
  private closed = false

  private constructor(
    address: Address,
    client: Client,
    connection: NatsConnection,
    manager: JetStreamManager,
    say: (line: string) => void,
  ) {
    this.address = address
    this.client = client
    this.connection = connection
    this.manager = manager
    this.say = say
    this.jetstream = client.jetstream.jetstream(connection, {timeout: ANSWER_MS})
    this.piece = pieceOf(connection.info?.max_payload ?? 0)
    if (this.piece < AROUND)
      throw new Fault(
        "queue/small-messages",
        `${address.shown} takes messages of ${connection.info?.max_payload} bytes`,
        {
          next: "Set max_payload of the server to 64 KB or more; 1 MB is usual.",
        },
      )
  }

  /**
   * Connects.
   * @param say told when the server goes away and comes back.
   * @throws Fault `queue/not-installed`, `queue/unreachable`, `queue/refused`, `queue/no-jetstream`, `queue/small-messages`.
   */
  static async open(address: Address, say: (line: string) => void): Promise<Queue> {
    const client = await natsClient()
    const connection = await connected(client, address)
    try {
      const manager = await client.jetstream.jetstreamManager(connection, {timeout: ANSWER_MS})
      const queue = new Queue(address, client, connection, manager, say)
      await queue.makeStreams()
      return queue
    } catch (error) {
      await connection.close()
      throw error instanceof Fault ? error : notReady(address, error)
    }
  }

  private async makeStreams(): Promise<void> {
    const {RetentionPolicy, DiscardPolicy, StorageType} = this.client.jetstream
    const shared = {
      storage: StorageType.File,
      // Of two that put under one subject the first is kept.
      max_msgs_per_subject: 1,
      discard: DiscardPolicy.New,
      discard_new_per_subject: true,
      max_age: KEPT_MS * NANOSECONDS,
    }
    const streams: (Partial<StreamConfig> & {name: string})[] = [
      {...shared, name: TASKS, subjects: ["brink.task.>"], retention: RetentionPolicy.Workqueue},
      {...shared, name: DATA, subjects: ["brink.data.>"], retention: RetentionPolicy.Limits, allow_direct: true},
    ]
    for (const stream of streams) {
      try {
        await this.manager.streams.info(stream.name)
      } catch (error) {
        if (codeOf(error) !== NO_STREAM) throw error
        await this.manager.streams.add(stream)
      }
    }
  }

  /**
   * Does what wants the server, again and again while it is away.
   * @param stopped ends the waiting: gives null.
   * @throws Fault `queue/gone` when it stays away.
   */
  async surely<T>(act: () => Promise<T>, stopped: () => boolean = () => false): Promise<T | null> {
    for (;;) {
      try {
        const done = await act()
        if (this.away) this.say(`${this.address.shown} answers again`)
        this.away = null
        return done
      } catch (error) {
        if (error instanceof Fault || isMistake(error)) throw error
        if (stopped() || this.closed) return null
        this.noteAway(error)
        await pause(PAUSE_MS)
        await this.makeStreams().catch(() => {})
      }
    }
  }

  private noteAway(error: unknown): void {
    // A stream that is gone is made again: that alone is no outage.
    const why = error instanceof Error ? error.message : String(error)
    this.orders.clear()
    const now = Date.now()
    if (this.away === null) this.away = {since: now, why}
    else if (now - this.away.since > PATIENCE_MS)
      throw new Fault("queue/gone", `${this.address.shown} has not answered for five minutes: ${oneLine(why)}`, {
        next: "When it is there again the same command goes on.",
      })
    if (this.away.since === now) this.say(`${this.address.shown} does not answer (${oneLine(why)}); trying on`)
  }

  /** Puts bytes under a subject; false where some are there already, which stay. @throws the client's errors. */
  async put(subject: string, bytes: Uint8Array): Promise<boolean> {
    try {
      await this.jetstream.publish(subject, bytes)
      return true
    } catch (error) {
      if (codeOf(error) === ALREADY_THERE) return false
      throw error
    }
  }

  /** Puts bytes in pieces, `SUBJECT.0` and on; how many. */
  async putPieces(subject: string, bytes: Iterable<Uint8Array>): Promise<number> {
    let count = 0
    let going: Promise<boolean>[] = []
    for (const piece of inPieces(bytes, this.piece)) {
      going.push(this.put(`${subject}.${count++}`, piece))
      if (going.length < AT_ONCE) continue
      await Promise.all(going)
      going = []
    }
    await Promise.all(going)
    return count
  }

  /** The pieces that `putPieces` put; null where one is not there. */
  async pieces(subject: string, count: number): Promise<Uint8Array[] | null> {
    const all: Uint8Array[] = []
    for (let from = 0; from < count; from += AT_ONCE) {
      const numbers = Array.from({length: Math.min(AT_ONCE, count - from)}, (_, i) => from + i)
      for (const bytes of await Promise.all(numbers.map((i) => this.bytesAt(`${subject}.${i}`)))) {
        if (bytes === null) return null
        all.push(bytes)
      }
    }
    return all
  }

  private async bytesAt(subject: string): Promise<Uint8Array | null> {
    const message = await this.manager.direct.getMessage(DATA, {last_by_subj: subject})
    return message?.data ?? null
  }

  /** Subjects of tasks or data under which something is. */
  async subjects(kind: "task" | "data", filter: string): Promise<string[]> {
    const stream = kind === "task" ? TASKS : DATA
    const {state} = await this.manager.streams.info(stream, {subjects_filter: `brink.${kind}.${filter}`})
    return Object.keys(state.subjects ?? {})
  }

  /** Forgets what is under subjects. */
  async forget(kind: "task" | "data", filter: string): Promise<void> {
    await this.manager.streams.purge(kind === "task" ? TASKS : DATA, {filter: `brink.${kind}.${filter}`})
  }

  /** Of a version: workers that wait for an order, orders that some are at work on, and orders that nobody has taken. */
  async load(version: string): Promise<{readonly idle: number; readonly atWork: number; readonly untaken: number}> {
    const info = await this.manager.consumers.info(TASKS, await this.durable(version))
    return {idle: info.num_waiting, atWork: info.num_ack_pending, untaken: info.num_pending}
  }

  /** The next order for workers of a version; null when none comes within so many milliseconds. */
  async nextOrder(version: string, within: number) {
    const known = this.orders.get(version)
    const consumer = known ?? (await this.jetstream.consumers.get(TASKS, await this.durable(version)))
    this.orders.set(version, consumer)
    return consumer.next({expires: within})
  }

  private async durable(version: string): Promise<string> {
    const name = `workers-${wordOf(version)}`
    if (this.orders.has(version)) return name
    const {AckPolicy} = this.client.jetstream
    await this.manager.consumers.add(TASKS, {
      durable_name: name,
      filter_subject: `brink.task.${wordOf(version)}.>`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: LEASE_MS * NANOSECONDS,
      max_deliver: -1,
      max_ack_pending: -1,
      inactive_threshold: KEPT_MS * NANOSECONDS,
    })
    return name
  }

  /** Asks the server anew for what orders are taken from: a stream that was lost took it with it. */
  forgetOrders(): void {
    this.orders.clear()
  }

  /** Hears what is put under subjects as it is put. Words may be lost: who must know looks. */
  listen(subject: string, act: (subject: string, text: string) => void): void {
    this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) act(message.subject, message.string())
      },
    })
  }

  /** Says something to whoever listens, or nobody. */
  tell(subject: string, text: string): void {
    if (!this.connection.isClosed()) this.connection.publish(subject, text)
  }

  async close(): Promise<void> {
    this.closed = true
    // What was said last goes out, unless nobody takes it.
    await Promise.race([this.connection.flush().catch(() => {}), pause(1000)])
    await this.connection.close()
  }
}

/** The server's own numbers: maximum messages per subject exceeded; no such stream; no JetStream for this user. */
const ALREADY_THERE = 10077
const NO_STREAM = 10059
const NO_JETSTREAM = 10039

function codeOf(error: unknown): number | null {
  const code = (error as {code?: unknown} | null)?.code
  return typeof code === "number" ? code : null
}

/** Mistakes of ours are no outage. */
const isMistake = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError

/** Where signs of life of an order go; the client gives it to its own acknowledgements alone. */
export function replyOf(message: JsMsg): string {
  const {msg} = message as unknown as {readonly msg: {readonly reply?: string}}
  if (msg.reply === undefined) throw new TypeError("an order without a place to answer to")
  return msg.reply
}

/** Connects, and again when the connection is lost. @throws Fault `queue/unreachable`, `queue/refused`. */
export async function connected({transport}: Client, address: Address): Promise<NatsConnection> {
  try {
    return await transport.connect({
      ...address.options,
      ...(address.credentials !== undefined && {
        authenticator: transport.credsAuthenticator(new TextEncoder().encode(address.credentials)),
      }),
      name: "brink",
      timeout: FIRST_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: PAUSE_MS,
    })
  } catch (error) {
    const why = oneLine(error instanceof Error ? error.message : String(error))
    if (error instanceof transport.AuthorizationError)
      throw new Fault("queue/refused", `${address.shown} lets us not in: ${why}`, {
        next: `Name a user that it knows, by ${CREDENTIALS}=FILE, or nats://USER:PASSWORD@HOST:PORT or nats://TOKEN@HOST:PORT.`,
      })
    if (/certificate|\bCA\b|altname/i.test(why))
      throw new Fault("queue/certificate", `Who answers at ${address.shown} is not known by its certificate: ${why}`, {
        next: "NODE_EXTRA_CA_CERTS=FILE names a certificate to trust besides those that Node knows.",
      })
    throw new Fault("queue/unreachable", `No NATS server answers at ${address.shown}: ${why}`, {
      next: "Start one there (`nats-server -js -sd FOLDER`), or check the address.",
    })
  }
}

function notReady({shown}: Address, error: unknown): Fault {
  const code = codeOf(error)
  if (code === NO_JETSTREAM || (error instanceof Error && error.name === "JetStreamNotEnabled"))
    return new Fault("queue/no-jetstream", `The server at ${shown} runs without JetStream`, {
      next: "Start it with JetStream and a folder for it: `nats-server -js -sd FOLDER`.",
    })
  const why = oneLine(error instanceof Error ? error.message : String(error))
  return new Fault("queue/refused", `${shown} makes no streams for Brink: ${why}`, {
    next: "Its user must be allowed $JS.API.> and brink.>, and its folder have room; it must be 2.9 or newer.",
  })
}

/** Whole KB of a message, leaving what the server adds: the same for the same server. */
const pieceOf = (most: number): number => Math.min(MOST_PIECE, Math.floor((most - AROUND) / 1024) * 1024)

/** Bytes cut anew, `size` at a time; at least one piece. */
export function* inPieces(bytes: Iterable<Uint8Array>, size: number): Generator<Uint8Array> {
  let piece = new Uint8Array(size)
  let filled = 0
  let count = 0
  for (const part of bytes)
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + size - filled)
      piece.set(taken, filled)
      filled += taken.length
      at += taken.length
      if (filled < size) continue
      yield piece
      count++
      piece = new Uint8Array(size)
      filled = 0
    }
  if (filled > 0 || count === 0) yield piece.subarray(0, filled)
}

/** How many pieces so many bytes make. */
export const countOfPieces = (bytes: number, size: number): number => Math.max(1, Math.ceil(bytes / size))

/** A version as a word of a subject: without points, which part those. */
export const wordOf = (version: string): string => version.replace(/[^A-Za-z0-9-]/g, "_")

/** The words of a server as people may see them. */
const oneLine = (words: string): string =>
  words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, 200)
