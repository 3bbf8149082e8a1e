// A workbench as `brink open` serves it, in this process, on a folder of a few invented sentences.

import {cpSync, existsSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {launch} from "../../src/cli/open.ts"
import {openTerminal, openWorld} from "../../src/io/index.ts"
import {type Inside, inside} from "../cli/inside.ts"
import {english} from "../language/english.ts"

const night = fileURLToPath(new URL("../folders/night-buses", import.meta.url))

/** A line of edits.jsonl. */
export type Line = {readonly n: number; readonly kind: string; readonly by: string} & Readonly<Record<string, unknown>>

export type Launched = {
  readonly address: string
  readonly token: string
  readonly origin: string
  readonly world: Inside
  /** A second launch on the same folder; on the same port where one is given. */
  again(port?: number): Promise<{readonly address: string; end(): Promise<void>}>
  /** Asks as the page does, with other headers where a test wants them. */
  ask(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** What the server says to that, as a value. */
  get<T>(path: string, body?: unknown): Promise<T>
  /** The lines of the case's edits.jsonl; none where there is no such file. */
  written(): Line[]
  /** Ends the server, and leaves the folder. */
  endOnly(): Promise<void>
  end(): Promise<void>
}

/** A document that reads oddly, for whoever needs a longer list of what to check. */
export const ODD = {
  "2032-05-15-letters.txt":
    "Letters to the editor\n\nIf the stops at the harbour are left dark again this week, the last bus will be empty. The old timetable has, they say, cost us riders.\n",
}

/** Opens a case made of the folder of night buses and `also`, or of `documents`; with `inMemory` the folder itself. */
export async function launched({
  inMemory = false,
  documents,
  also,
}: {
  inMemory?: boolean
  documents?: Readonly<Record<string, string>>
  also?: Readonly<Record<string, string>>
} = {}): Promise<Launched> {
  const world = inside()
  if (documents || also) {
    if (also) cpSync(night, join(world.folder, "found"), {recursive: true})
    for (const [name, text] of Object.entries({...documents, ...also})) world.put(`found/${name}`, text)
    await world.brink("init", "case", "found")
  } else if (inMemory) cpSync(night, join(world.folder, "case"), {recursive: true})
  else await world.brink("init", "case", night)
  const io = openWorld({workers: 1, readers: 1, english})
  const terminal = openTerminal({quiet: true, streams: {isScreen: false, out: () => {}, err: () => {}}})
  const again = (port?: number) =>
    launch({terminal, io}, join(world.folder, "case"), {by: "ana", keepIn: world.folder, ...(port && {port})})
  const {address, end} = await again()
  const {origin, hash} = new URL(address)
  const token = hash.slice("#t=".length)
  const ask: Launched["ask"] = (path, body, headers = {}) =>
    fetch(`${origin}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && {"content-type": "application/json"}),
        ...headers,
      },
      ...(body !== undefined && {body: typeof body === "string" ? body : JSON.stringify(body)}),
    })
  const list = join(world.folder, "case/edits.jsonl")
  return {
    address,
    token,
    origin,
    world,
    again,
    ask,
    get: async <T>(path: string, body?: unknown) => (await (await ask(path, body)).json()) as T,
    written: () =>
      existsSync(list)
        ? world
            .read("case/edits.jsonl")
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => JSON.parse(line))
        : [],
    endOnly: end,
    end: async () => {
      await end()
      await io.close()
      world.remove()
    },
  }
}
