// Another speaker for a reading: a name that the documents have, or any other words; empty for the author of the document.
// What it would do stands there before it is written.

import {signal} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import type {Card} from "../shapes.ts"
import {foretold} from "./state.ts"

type Speaking = {
  readonly claim: string
  readonly was: string
  readonly names: readonly string[]
  /** As typed. */
  readonly who: string
}

export const speaking = signal<Speaking | null>(null)
const would = signal("")

export function startSpeaker({claim, by, speakers}: Card): void {
  speaking.value = {claim, was: by ?? "", names: speakers, who: by ?? ""}
  would.value = ""
}

export function leaveSpeaker(): void {
  speaking.value = null
}

/** The line that would be written; none where the speaker is as before. */
function speakerLines({claim, was, who}: Speaking): object[] {
  const now = who.replace(/\s+/g, " ").trim()
  return now === was ? [] : [{kind: "speaker", claim, speaker: now === "" ? null : now, why: "this is who says it"}]
}

function change(next: Speaking): void {
  speaking.value = next
  would.value = ""
  const lines = speakerLines(next)
  if (lines.length === 0) return
  void foretold(lines).then((says) => {
    if (speaking.value === next) would.value = says
  })
}

export function SpeakerForm({onWrite}: {onWrite(lines: readonly object[]): void}) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const now = speaking.value!
  return (
    <form
      class="wording speaking"
      onSubmit={(event) => {
        event.preventDefault()
        onWrite(speakerLines(now))
      }}
    >
      <label>
        said by
        <input
          ref={field}
          value={now.who}
          list="speakers"
          autocomplete="off"
          aria-describedby="speaker-keys"
          onInput={(event) => change({...now, who: event.currentTarget.value})}
        />
      </label>
      <datalist id="speakers">
        {now.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <span>
        <button type="submit">Write</button>{" "}
        <button type="button" onClick={() => change({...now, who: ""})}>
          The author
        </button>{" "}
        <button type="button" onClick={leaveSpeaker}>
          Leave
        </button>
      </span>
      <p class="quiet" id="speaker-keys">
        As the document names them; nothing, where its author says it. <kbd>Enter</kbd> writes, <kbd>Esc</kbd> leaves
        it.
      </p>
      <p aria-live="polite">{would.value}</p>
    </form>
  )
}
