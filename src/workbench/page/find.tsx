// Find or do: one field for factors, documents, readings and what the keys do. What is found is asked of the server as words
// are typed; arrows choose, Enter goes there.

import {signal} from "@preact/signals"
import {useLayoutEffect, useRef} from "preact/hooks"
import type {Finds} from "../shapes.ts"
import {cut, SIGNS} from "./parts.tsx"
import {getFinds} from "./send.ts"
import type {ViewName} from "./view.ts"

/** Something to do, and the key that does it otherwise. */
export type Deed = {readonly says: string; readonly key: string; act(): void}

type Found = {readonly kind: string; readonly says: string; readonly more: string; act(): void}
type Props = {
  readonly deeds: readonly Deed[]
  go(view: ViewName, rest?: string): void
  close(): void
}

const words = signal("")
const found = signal<Finds | null>(null)
const at = signal(0)
const isUnanswered = signal(false)
// Keys wait for what is found for the words that stand there: rows that still change under them are not what was chosen.
let settled: Promise<void> = Promise.resolve()

async function look(text: string): Promise<void> {
  words.value = text
  at.value = 0
  if (text.trim() === "") {
    found.value = null
    isUnanswered.value = false
    return
  }
  // What could not be asked is said; the keys' own deeds are there all the same.
  const there = await getFinds(text).catch(() => null)
  if (words.value !== text) return
  found.value = there
  isUnanswered.value = there === null
}

function rowsOf({deeds, go}: Props): Found[] {
  const wanted = words.value.toLowerCase().trim()
  const {factors = [], documents = [], claims = []} = found.value ?? {}
  return [
    ...factors.map(({id, name}) => ({
      kind: "factor",
      says: name,
      more: "",
      act: () => go("map", `around/${encodeURIComponent(id)}`),
    })),
    ...documents.map(({file, title}) => ({
      kind: "document",
      says: title || file,
      more: title ? file : "",
      act: () => go("read", `document/${encodeURIComponent(file)}`),
    })),
    ...claims.map(({claim, cause, effect, sign, file}) => ({
      kind: "reading",
      says: `${cut(cause, 48)} ${SIGNS[sign][0]} ${cut(effect, 48)}`,
      more: file,
      act: () => go("read", claim),
    })),
    ...deeds.filter(({says}) => says.includes(wanted)).map(({says, key, act}) => ({kind: "do", says, more: key, act})),
  ]
}

export function Find(props: Props) {
  const field = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  const isOpen = useRef(true)
  useLayoutEffect(() => {
    before.current = document.activeElement
    field.current?.focus()
    settled = look("")
    return () => {
      isOpen.current = false
      if (before.current instanceof HTMLElement) before.current.focus()
    }
  }, [])
  const rows = rowsOf(props)
  const chosen = Math.min(at.value, rows.length - 1)
  const take = (row: Found | undefined) => {
    if (!row) return
    props.close()
    row.act()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key] ?? 0
    if (by === 0 && event.key !== "Enter" && event.key !== "Tab") return
    event.preventDefault()
    if (event.key === "Tab") return
    const text = words.value
    settled = settled.then(() => {
      if (!isOpen.current || words.value !== text) return
      const now = rowsOf(props)
      const to = Math.max(0, Math.min(now.length - 1, at.value + by))
      if (by === 0) return take(now[to])
      at.value = to
      document.getElementById(`found-${to}`)?.scrollIntoView({block: "nearest"})
    })
  }
  return (
    <div class="help find" role="dialog" aria-modal="true" aria-label="Find or do">
      <input
        ref={field}
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={rows.length > 0 ? `found-${chosen}` : undefined}
        aria-label="A factor, a document, words of a reading, or what to do"
        placeholder="a factor, a document, words of a reading, or what to do"
        value={words.value}
        onInput={(event) => {
          settled = look(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="found" role="listbox" aria-label="Found">
        {rows.map(({kind, says, more, act}, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
          <div
            key={`${kind} ${i} ${says}`}
            id={`found-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            onClick={() => take({kind, says, more, act})}
          >
            <small>{kind}</small> <span>{says}</span> <small>{more}</small>
          </div>
        ))}
      </div>
      <p class="quiet" role="status">
        {isUnanswered.value
          ? "Brink does not answer: only what the keys do is found."
          : rows.length === 0
            ? "Nothing has all of these words."
            : ""}
      </p>
    </div>
  )
}
