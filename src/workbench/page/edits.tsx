// All decisions, the last first; any of them can be taken back here, others' too.

import {counted} from "./parts.tsx"
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
                  {edit.kind} <code>{edit.line}</code>
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
