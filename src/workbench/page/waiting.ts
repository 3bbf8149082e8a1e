// Decisions made while the program is gone. They are kept in the browser under the case's folder, so that a window which the
// program opens on the same port finds them; one window at a time sends them, in their order. Before one is sent the list of
// edits says whether it is there already: a program that ended between writing and answering had written it.

import {signal} from "@preact/signals"
import type {Waiting} from "./waiting-lines.ts"

export const waiting = signal<readonly Waiting[]>([])

const KEPT = "brink-waiting:"
let place = KEPT

/** Takes up what waits for the case of this folder, and follows what other windows of it keep. */
export function keepFor(path: string): void {
  place = KEPT + path
  waiting.value = kept() ?? []
}

addEventListener("storage", ({key}) => {
  if (key === place) waiting.value = kept() ?? []
})

/** Null where the browser keeps nothing, or what it keeps is no such list: then this window's own list is all there is. */
function kept(): readonly Waiting[] | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? "[]")
    return Array.isArray(found) && found.every(isWaiting) ? found : null
  } catch {
    return null
  }
}

function isWaiting(one: unknown): one is Waiting {
  const {lines, what, rev} = (one ?? {}) as Partial<Waiting>
  return Array.isArray(lines) && typeof what === "string" && typeof rev === "number"
}

function keep(all: readonly Waiting[]): void {
  waiting.value = all
  try {
    if (all.length === 0) localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify(all))
  } catch {
    // A browser that keeps nothing still has this window's list.
  }
}

export const keepWaiting = (one: Waiting): void => keep([...(kept() ?? waiting.value), one])

/** Takes back the newest; null where none waits. */
export function dropNewest(): Waiting | null {
  const all = kept() ?? waiting.value
  keep(all.slice(0, -1))
  return all.at(-1) ?? null
}

/**
 * Sends what waits, the first first, for as long as `send` says that it is done with one. Of several windows one sends.
 * @param send  whether the decision may be forgotten here.
 */
export async function sendAll(send: (one: Waiting) => Promise<boolean>): Promise<void> {
  await navigator.locks.request(place, async () => {
    for (;;) {
      const all = kept() ?? waiting.value
      if (all.length === 0 || !(await send(all[0]!))) return
      const now = kept() ?? waiting.value
      keep(now.slice(1))
    }
  })
}
