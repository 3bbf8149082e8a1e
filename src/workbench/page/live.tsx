// Page: the page that `brink outlook` writes, as it stands: made on a key, since runs take their time, and told to be stale once
// somebody has decided something since. It stands in a frame of its own, which can reach nothing of this program.

import {signal} from "@preact/signals"
import type {PageView} from "../shapes.ts"
import {counted} from "./parts.tsx"
import {getPage, makePage} from "./send.ts"
import {standing, tryTo} from "./state.ts"
import type {Shown} from "./view.ts"

const made = signal<PageView | null>(null)
const isMaking = signal(false)

export const liveView: Shown = {
  name: "page",
  title: () => {
    const since = behind()
    if (isMaking.value) return "The page is being made"
    if (made.value?.rev == null) return "The page has not been made yet"
    return since === 0 ? "The page as it stands" : `The page is ${counted(since, "edit")} old`
  },
  Body: Live,
  enter: () => void enter(),
  keys: (key) => (key === "r" ? () => void make() : undefined),
}

/** Edits since the page was made. */
const behind = (): number => (standing.value?.rev ?? 0) - (made.value?.rev ?? 0)

async function enter(): Promise<void> {
  made.value = await tryTo(getPage)
  if (made.value?.rev == null) await make()
}

async function make(): Promise<void> {
  if (isMaking.value) return
  isMaking.value = true
  const found = await tryTo(makePage)
  isMaking.value = false
  if (found) made.value = found
}

function Live() {
  const address = made.value?.address
  const isStale = behind() > 0
  return (
    <section class="live" aria-label="The page">
      <p class="bar-of">
        <button type="button" onClick={() => void make()} disabled={isMaking.value}>
          make it {address ? "anew" : ""} <kbd>R</kbd>
        </button>
        {address && (
          <a href={address} download="brink-report.html">
            save it as a file
          </a>
        )}
        <span role="status" class={isStale && address ? "trouble" : "quiet"}>
          {isMaking.value
            ? "The model is drafted and run: some seconds, or a minute for a case with a model of its own."
            : address && isStale
              ? `${counted(behind(), "edit")} since: what is shown does not know ${behind() === 1 ? "it" : "them"}.`
              : ""}
        </span>
      </p>
      {address && <iframe src={address} title="The page of this case" sandbox="allow-scripts allow-popups" />}
    </section>
  )
}
