// A server of HTTP on this machine's loopback device alone: its sockets, headers, bodies and streams of events. What is
// answered, and to whom, is its caller's. In: functions of plain values. Out: the port, and how to end it.

import {spawn} from "node:child_process"
import {randomBytes} from "node:crypto"
import {lstatSync, readdirSync, readFileSync, statSync, unwatchFile, watchFile} from "node:fs"
import {createServer, type IncomingMessage, type ServerResponse} from "node:http"
import type {AddressInfo} from "node:net"
import {Fault} from "../core/fault.ts"
import {isGone, thisMachine, thisProcess} from "./owner.ts"
import {inWords} from "./system-words.ts"

/** A request's head, header values as sent. */
export type AskedHead = {
  readonly method: string
  readonly url: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly authorization: string | undefined
  readonly contentType: string | undefined
  readonly contentLength: string | undefined
}

export type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** In place of those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>
}

export type Serving = {
  /** Before anything of a body is read: null, or the answer that refuses. */
  refuse(head: AskedHead, port: number): Answer | null
  /** Whether the request asks for the stream of events. */
  isStream(head: AskedHead): boolean
  answer(head: AskedHead, body: string): Answer | Promise<Answer>
  /** Sent with every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Longest body, in bytes. */
  readonly longestBody: number
  /** The port to listen on; 0: any that is free. */
  readonly port: number
}

export type Server = {
  readonly port: number
  /** Sends an event to every open stream. `data` is one line. */
  tell(id: number, data: string): void
  close(): Promise<void>
}

/** A word that nobody guesses: 32 bytes. */
export const newToken = (): string => randomBytes(32).toString("hex")

/** Two looks at a file in a second: a notice of the system is lost where the file is replaced, and on network disks. */
const LOOK_MS = 500

/** Calls `act` after a file has changed, come or gone. The result ends it. */
export function onChange(path: string, act: () => void): () => void {
  const look = () => act()
  watchFile(path, {interval: LOOK_MS, persistent: false}, look)
  return () => unwatchFile(path, look)
}

/** Files that are looked at for changes, at most: each look asks for the length and time of all of them. */
const MOST_WATCHED = 5_000

/** Calls `act` after a file of a folder, or in a folder of it, has changed, come or gone, and no longer changes. The result ends it. */
export function onChangeWithin(folder: string, act: () => void): () => void {
  let before = stampsIn(folder)
  let last = before
  const looks = setInterval(() => {
    const now = stampsIn(folder)
    const rests = now === last
    last = now
    if (!rests || now === before) return
    before = now
    act()
  }, LOOK_MS)
  looks.unref()
  return () => clearInterval(looks)
}

/** Names, lengths and times of the files of a folder, without what is hidden; of one file its own. */
function stampsIn(path: string): string {
  const stamps: string[] = []
  const look = (at: string, statOf = lstatSync): void => {
    if (stamps.length >= MOST_WATCHED) return
    const found = statOf(at, {throwIfNoEntry: false})
    if (found?.isDirectory()) for (const name of namesIn(at)) look(`${at}/${name}`)
    else stamps.push(`${at} ${found ? `${found.size} ${found.mtimeMs}` : "gone"}`)
  }
  // The folder itself may be named by a link; links in it lead nowhere.
  look(path, statSync)
  return stamps.join("\n")
}

/** Sorted; none of a folder that cannot be read, or is gone. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort()
  } catch {
    return []
  }
}

/** Resolves when the user ends the program (Ctrl-C), or the system asks it to end. */
export function untilStopped(): Promise<void> {
  return new Promise((done) => {
    const stop = () => {
      process.off("SIGINT", stop)
      process.off("SIGTERM", stop)
      done()
    }
    process.on("SIGINT", stop)
    process.on("SIGTERM", stop)
  })
}

/** Asks the desktop to show an address; false where there is none, or it does not know how. */
export function showInBrowser(address: string): Promise<boolean> {
  const [command, ...words] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler"]
        : ["xdg-open"]
  if (command === "xdg-open" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"])
    return Promise.resolve(false)
  return new Promise((done) => {
    const child = spawn(command!, [...words, address], {stdio: "ignore", detached: true})
    child.once("error", () => done(false))
    child.once("spawn", () => {
      child.unref()
      done(true)
    })
  })
}

/** A note of this process and the port it listens on, for the next that would open the same. */
export function noteOf(port: number): string {
  return JSON.stringify({...thisProcess(), machine: thisMachine(), port})
}

/** What is left of a note once its process ends: the port alone. */
export function endedNoteOf(port: number): string {
  return JSON.stringify({port})
}

/** The port that the last process listened on, whether it is there or not; null where no note says. */
export function lastPortOf(note: string | null): number | null {
  try {
    const {port} = JSON.parse(note ?? "") as Record<string, unknown>
    return typeof port === "number" && Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : null
  } catch {
    return null
  }
}

/** The port of a note whose process is still there; null where it is gone, of another machine, or none. */
export function portOf(note: string | null): number | null {
  try {
    const {pid, start, machine, port} = JSON.parse(note ?? "") as Record<string, unknown>
    if (typeof pid !== "number" || typeof start !== "string" || typeof port !== "number") return null
    return machine === thisMachine() && !isGone({pid, start}) ? port : null
  } catch {
    return null
  }
}

/** A file of the workbench's page as the build made it; null where there is none. */
export function pageFile(name: string): Uint8Array | null {
  try {
    return readFileSync(new URL(`../../dist/page/${name}`, import.meta.url))
  } catch {
    return null
  }
}

/** Streams open at once: one a window, with a few to spare; the one opened longest ago ends for a new one. */
const MOST_STREAMS = 16
/** A comment now and then, so that both sides notice when the other is gone. */
const PULSE_MS = 15_000
const SLOWEST_REQUEST_MS = 10_000

/** Listens on 127.0.0.1. @throws Fault `doors/cannot-listen` where the port is taken or may not be used. */
export function openLoopback(serving: Serving): Promise<Server> {
  const streams = new Set<ServerResponse>()
  let port = 0
  const server = createServer(
    {requestTimeout: SLOWEST_REQUEST_MS, headersTimeout: SLOWEST_REQUEST_MS},
    (asked, response) => {
      const head = headOf(asked)
      const refusal = serving.refuse(head, port)
      if (refusal) {
        // Nothing of the body is read: the connection ends with the answer.
        send(response, refusal, {...serving.headers, connection: "close"})
        return
      }
      if (serving.isStream(head)) {
        openStream(response)
        return
      }
      bodyOf(asked, serving.longestBody)
        .then((body) => serving.answer(head, body))
        .then(
          (answer) => send(response, answer, serving.headers),
          (error: unknown) =>
            send(response, {status: 500, type: "text/plain; charset=utf-8", body: String(error)}, serving.headers),
        )
    },
  )
  const openStream = (response: ServerResponse): void => {
    const [oldest] = streams
    if (oldest && streams.size >= MOST_STREAMS) oldest.end()
    response.writeHead(200, {...serving.headers, "content-type": "text/event-stream; charset=utf-8"})
    response.write(": open\n\n")
    streams.add(response)
    response.on("close", () => streams.delete(response))
  }
  const pulse = setInterval(() => {
    for (const stream of streams) stream.write(": still here\n\n")
  }, PULSE_MS)
  pulse.unref()
  return new Promise((done, refused) => {
    server.once("error", (error) => {
      clearInterval(pulse)
      refused(
        new Fault("doors/cannot-listen", `Cannot listen on port ${serving.port}: ${inWords(error)}`, {
          next: "Leave --port out: a free one is taken.",
        }),
      )
    })
    server.listen(serving.port, "127.0.0.1", () => {
      port = (server.address() as AddressInfo).port
      done({
        port,
        tell: (id, data) => {
          for (const stream of streams) stream.write(`id: ${id}\ndata: ${data}\n\n`)
        },
        close: () =>
          new Promise((closed) => {
            clearInterval(pulse)
            for (const stream of streams) stream.end()
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}

function headOf({method, url, headers}: IncomingMessage): AskedHead {
  return {
    method: method ?? "",
    url: url ?? "",
    host: headers.host,
    origin: headers.origin,
    authorization: headers.authorization,
    contentType: headers["content-type"],
    contentLength: headers["content-length"],
  }
}

async function bodyOf(asked: IncomingMessage, longest: number): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of asked as AsyncIterable<Uint8Array>) {
    length += part.length
    // Node holds a body to the length that its head says; this one is the last word.
    if (length > longest) throw new Fault("doors/too-long", "The body is too long", {next: "Send less at once."})
    parts.push(part)
  }
  return Buffer.concat(parts).toString("utf8")
}

function send(
  response: ServerResponse,
  {status, type, body, headers: own}: Answer,
  headers: Readonly<Record<string, string>>,
): void {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body
  response.writeHead(status, {...headers, ...own, "content-type": type, "content-length": bytes.length})
  response.end(bytes)
}
