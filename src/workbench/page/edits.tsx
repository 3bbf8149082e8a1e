// All decisions, the last first; any of them can be taken back here, others' too.

import {counted} from "../../core/counted.ts"
import {cut} from "./parts.tsx"
import {edits, undoEdit} from "./state.ts"
import type {Shown} from "./view.ts"

export const editsView: Shown = {
  name: "edits",
  title: () =>
    edits.value.length === 0
      ? "Nobody has decided anything yet"
      : `${counted(edits.value.length, "decision")}, the last first`,
  Body: Edits,
}

type Line = {
  readonly was?: {readonly cause: string; readonly effect: string}
  readonly cause?: string
  readonly effect?: string
  readonly factors?: readonly string[]
  readonly phrases?: readonly string[]
  readonly name?: string
  readonly into?: string
  readonly link?: string
  readonly of?: number
}

/** What an edit is about, in few words; the line itself says all. */
function saidOf(line: string): string {
  const {was, cause, effect, factors = [], phrases = [], name, into, link, of} = JSON.parse(line) as Line
  const ends = was ?? (cause !== undefined && effect !== undefined ? {cause, effect} : null)
  return [
    ends && `“${cut(ends.cause)}” and “${cut(ends.effect)}”`,
    link,
    factors.join(", "),
    phrases.map((phrase) => `“${cut(phrase)}”`).join(", "),
    into === undefined ? null : `into ${into}`,
    name,
    of === undefined ? null : `of edit ${of}`,
  ]
    .filter(Boolean)
    .join(": ")
}

function Edits() {
  return (
    <section class="edits" aria-label="Decisions">
      {edits.value.length === 0 ? (
        <p class="quiet">Decisions made in the other views, on the command line and by others are listed here.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">By</th>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">Take back</th>
            </tr>
          </thead>
          <tbody>
            {edits.value.map((edit) => (
              <tr key={edit.n} class={edit.undone ? "decided" : undefined}>
                <td>{edit.n}</td>
                <td>{edit.by}</td>
                <td>
                  <details>
                    <summary>
                      {edit.kind} {saidOf(edit.line)}
                    </summary>
                    <code>{edit.line}</code>
                  </details>
                </td>
                <td>
                  {edit.why}
                  {edit.lost && <span class="lost">It does nothing now: {edit.lost}</span>}
                </td>
                <td>
                  {edit.undone ? (
                    "taken back"
                  ) : (
                    <button type="button" onClick={() => void undoEdit(edit)}>
                      take back {edit.n}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
