// How the page asks the server of its own launch. The token comes in the address' fragment, which no server sees, is taken out
// of it at once and kept for this window alone.

import type {
  Card,
  Cards,
  CaseView,
  Circles,
  Conflict,
  Decided,
  DocumentView,
  EditRow,
  Factors,
  Figure,
  Finds,
  Foretold,
  Kept,
  LinkView,
  MapNames,
  News,
  Opening,
  PageView,
  Pairs,
  PathsView,
  Queue,
  Shares,
} from "../shapes.ts"

const KEPT = "brink-token"
/** Ends at the first sign that is no digit. */
const TOKEN = /^#t=([0-9a-f]{64})(\/.*)?$/

/** A refusal of the server, or none of it: `status` 0 is a program that is gone. */
export class Refused extends Error {
  readonly status: number
  readonly next: string
  /** What others decided about the same meanwhile, where that is why. */
  readonly conflict: Conflict | null
  constructor(status: number, says: string, next: string, conflict: Conflict | null = null) {
    super(says)
    this.status = status
    this.next = next
    this.conflict = conflict
  }
}

function takeToken(): string {
  const [, token, rest] = TOKEN.exec(location.hash) ?? []
  if (token === undefined) return sessionStorage.getItem(KEPT) ?? ""
  sessionStorage.setItem(KEPT, token)
  history.replaceState(null, "", rest ? `#${rest}` : "#/read")
  return token
}

const token = takeToken()

/** What this window is known by, so that it is not told of its own decisions. */
const own = crypto.randomUUID()

async function ask<T>(address: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = {authorization: `Bearer ${token}`}
  if (body !== undefined) headers["content-type"] = "application/json"
  let answer: Response
  try {
    answer = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      headers,
      ...(body !== undefined && {body: JSON.stringify(body)}),
    })
  } catch {
    throw new Refused(0, "Brink has ended", "Start it again, and open the address that it prints.")
  }
  const said = (await answer.json()) as T & {says?: string; next?: string}
  if (!answer.ok) {
    const conflict = answer.status === 409 ? (said as unknown as Conflict) : null
    throw new Refused(answer.status, said.says ?? `Status ${answer.status}`, said.next ?? "", conflict)
  }
  return said
}

export const getOpening = (): Promise<Opening | null> => ask("/api/opening")
export const getCase = (): Promise<CaseView> => ask("/api/case")
export const getQueue = (show: string, from: number): Promise<Queue> =>
  ask(`/api/queue?show=${encodeURIComponent(show)}&from=${from}&most=50`)
export const getCards = (most: number): Promise<Cards> => ask(`/api/cards?most=${most}`)
export const getPairs = (): Promise<Pairs> => ask("/api/pairs")
export const getFactors = (): Promise<Factors> => ask("/api/factors")
export const getCard = (claim: string): Promise<Card> => ask(`/api/claims/${encodeURIComponent(claim)}`)
export const getDocument = (file: string): Promise<DocumentView> => ask(`/api/documents/${encodeURIComponent(file)}`)
export const getMapNames = (): Promise<MapNames> => ask("/api/map")
export const getAround = (id: string, steps: 1 | 2): Promise<Figure> =>
  ask(`/api/map/around/${encodeURIComponent(id)}?steps=${steps}`)
export const getPaths = (from: string, to: string): Promise<PathsView> =>
  ask(`/api/map/paths?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`)
export const getCircles = (at: number): Promise<Circles> => ask(`/api/map/circles?at=${at}`)
export const getMatrix = (): Promise<Figure> => ask("/api/map/matrix")
export const getLink = (id: string): Promise<LinkView> => ask(`/api/map/links/${encodeURIComponent(id)}`)
export const getPage = (): Promise<PageView> => ask("/api/page")
export const makePage = (): Promise<PageView> => ask("/api/page", {})
export const keepAs = (name: string): Promise<Kept> => ask("/api/keep", {name})
export const getFinds = (words: string): Promise<Finds> => ask(`/api/find?words=${encodeURIComponent(words)}`)
export const getShares = (): Promise<Shares> => ask("/api/shares")
export const getEdits = (): Promise<{edits: EditRow[]}> => ask("/api/edits")
export const wouldDo = (lines: readonly object[]): Promise<Foretold> => ask("/api/what-if", {lines})
/** @param rev  edits that were known when what is decided about was asked for. */
export const decide = (lines: readonly object[], rev: number, why?: string): Promise<Decided> =>
  ask("/api/edits", {lines, window: own, rev, ...(why !== undefined && {why})})

const PAUSE_MS = 1000

/** Hears what others do, for as long as the window is open. `on` is told; `lost` when the program is gone or back. */
export async function hear(on: (news: News) => void, lost: (isGone: boolean) => void): Promise<never> {
  for (;;) {
    try {
      const answer = await fetch("/api/events", {headers: {authorization: `Bearer ${token}`}})
      if (answer.ok && answer.body) {
        lost(false)
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
        let rest = ""
        for (;;) {
          const {done, value} = await reader.read()
          if (done) break
          const parts = (rest + value).split("\n\n")
          rest = parts.pop()!
          for (const part of parts) {
            const data = /^data: (.*)$/m.exec(part)?.[1]
            if (data === undefined) continue
            const news = JSON.parse(data) as News
            if (news.kind !== "edits" || news.window !== own) on(news)
          }
        }
      }
    } catch {
      // The pause below is the answer to a program that is gone.
    }
    lost(true)
    await new Promise((after) => setTimeout(after, PAUSE_MS))
  }
}
