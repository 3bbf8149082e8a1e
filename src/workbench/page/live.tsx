// Page: the page that `brink outlook` writes, as it stands: made on a key, since runs take their time, and told to be stale once
// somebody has decided something since. It stands in a frame of its own, which can reach nothing of this program; the frame is
// led from claim to claim by the fragment of its address, and each is decided about here.

import {signal} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import {counted} from "../../core/counted.ts"
import type {Card, PageView} from "../shapes.ts"
import {cut, Sign} from "./parts.tsx"
import {ANSWERS, type Answer} from "./read.tsx"
import {getCard, getPage, makePage} from "./send.ts"
import {edits, made, short, standing, tryTo} from "./state.ts"
import type {Shown} from "./view.ts"

const page = signal<PageView | null>(null)
const isMaking = signal(false)
/** Which of the page's claims is shown, and all of it; null before any. */
const at = signal<number | null>(null)
const card = signal<Card | null>(null)
/** Edits that were known when it was asked for. */
let knownAt = 0

export const liveView: Shown = {
  name: "page",
  title: () => {
    const since = behind()
    if (isMaking.value) return "The page is being made"
    if (page.value?.rev == null) return "The page has not been made yet"
    return since === 0 ? "The page as it stands" : `The page is ${counted(since, "edit")} old`
  },
  Body: Live,
  hints: () => [
    ["J K", "readings"],
    ["R", "anew"],
    ["?", "keys"],
  ],
  enter: () => void enter(),
  keys(key) {
    const chosen = card.value && ANSWERS.find((one) => one.key === key)
    if (chosen) return () => void answer(chosen)
    return {r: () => void make(), j: () => void step(1), k: () => void step(-1)}[key]
  },
  renew: () => void show(),
  leave() {
    if (at.value === null) return false
    at.value = null
    card.value = null
    return true
  },
}

/** Edits since the page was made. */
const behind = (): number => (standing.value?.rev ?? 0) - (page.value?.rev ?? 0)

async function enter(): Promise<void> {
  page.value = await tryTo(getPage)
  if (page.value?.rev == null) await make()
}

async function make(): Promise<void> {
  if (isMaking.value) return
  isMaking.value = true
  const found = await tryTo(makePage)
  isMaking.value = false
  if (!found) return
  at.value = null
  card.value = null
  page.value = found
}

/** The page's claim before or after. */
async function step(by: 1 | -1): Promise<void> {
  const last = (page.value?.claims.length ?? 0) - 1
  const next = at.value === null ? 0 : at.value + by
  if (next < 0 || next > last) return
  at.value = next
  await show()
}

/** Asks for the claim that is selected. */
async function show(): Promise<void> {
  const claim = claimShown()
  if (!claim) return
  const known = standing.value?.rev ?? 0
  const found = await tryTo(() => getCard(claim.claim))
  if (claimShown() !== claim) return
  card.value = found
  knownAt = known
}

const claimShown = () => (at.value === null ? undefined : page.value?.claims[at.value])

async function answer({word, lines}: Answer): Promise<void> {
  const of = card.value
  if (!of) return
  const what = `${word}: “${short(of.ends.cause.text)}” and “${short(of.ends.effect.text)}”`
  await made(lines(of), what, {rev: knownAt, show})
}

function Live() {
  const address = page.value?.address
  const isStale = behind() > 0
  const shown = claimShown()
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
        {address && (
          <span>
            <button type="button" onClick={() => void step(1)}>
              next reading <kbd>J</kbd>
            </button>
            <button type="button" onClick={() => void step(-1)} disabled={!at.value}>
              the one before <kbd>K</kbd>
            </button>
          </span>
        )}
        <span role="status" class={isStale && address ? "trouble" : "quiet"}>
          {isMaking.value
            ? "The model is drafted and run: some seconds, or a minute for a case with a model of its own."
            : address && isStale
              ? `${counted(behind(), "edit")} since: what is shown does not know ${behind() === 1 ? "it" : "them"}.`
              : ""}
        </span>
      </p>
      {shown && <Selected />}
      {address && <Frame at={shown ? `${address}/shown#${shown.anchor}` : `${address}/shown`} />}
    </section>
  )
}

/** The frame that the page stands in; null while it is not shown. Its keys are the window's. */
let frame: HTMLIFrameElement | null = null

/** A key that was pressed in the page. */
export type KeyPressed = {readonly key: string; readonly shiftKey: boolean; readonly ctrlKey: boolean}

/** The key that a message of the frame tells of; null for any other message. */
export function keyIn({source, data}: MessageEvent): KeyPressed | null {
  if (!frame || source !== frame.contentWindow) return null
  const {brink, key, shiftKey, ctrlKey} = (data ?? {}) as Record<string, unknown>
  if (brink !== "key" || typeof key !== "string") return null
  return {key, shiftKey: shiftKey === true, ctrlKey: ctrlKey === true}
}

/** Places of claims that were rejected since the page was made. */
function rejected(): string[] {
  const last = new Map<string, string>()
  for (const {line, kind, undone} of edits.value.slice(0, behind())) {
    const {claim} = JSON.parse(line) as {claim?: string}
    if (claim !== undefined && !undone && !last.has(claim)) last.set(claim, kind)
  }
  return (page.value?.claims ?? []).filter(({claim}) => last.get(claim) === "reject").map(({anchor}) => anchor)
}

function Frame({at: place}: {at: string}) {
  const here = useRef<HTMLIFrameElement>(null)
  const struck = rejected()
  // A page without an origin is told without naming one; only this frame hears it.
  const tell = () => here.current?.contentWindow?.postMessage({struck}, "*")
  useEffect(() => {
    frame = here.current
    return () => {
      frame = null
    }
  }, [])
  useEffect(tell, [struck.join(" ")])
  return (
    <iframe ref={here} src={place} onLoad={tell} title="The page of this case" sandbox="allow-scripts allow-popups" />
  )
}

/** The claim that the frame was led to, with its answers. */
function Selected() {
  const of = card.value
  return (
    <section class="selected" aria-label="The reading">
      <p aria-live="polite">
        {at.value! + 1} of {page.value!.claims.length}:{" "}
        {of ? (
          <span class={of.verdict === "wrong" ? "gone" : undefined}>
            {cut(of.ends.cause.factor ?? of.ends.cause.text)} <Sign sign={of.way} />{" "}
            {cut(of.ends.effect.factor ?? of.ends.effect.text)}
          </span>
        ) : (
          <span class="quiet">it is no longer read</span>
        )}{" "}
        {of && <b>{of.verdict ?? "unchecked"}</b>}
      </p>
      {of && (
        <p>
          {ANSWERS.map((one) => (
            <button key={one.key} type="button" onClick={() => void answer(one)}>
              <kbd>{one.key}</kbd> {one.word}
            </button>
          ))}
        </p>
      )}
    </section>
  )
}
