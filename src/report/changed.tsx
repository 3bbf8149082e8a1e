// What changed since an earlier outlook, and which change moved what. In: the differences. Out: the second section of either page.

import type {JSX} from "preact"
import {type Diff, hasChanged, linkWords, moveWords, outcomeWords, stepWords} from "../case/index.ts"
import {inWords} from "../outlook/index.ts"
import {Section} from "./front.tsx"
import {Onward} from "./panel.tsx"
import {bind, capital, counted} from "./words.ts"

/** Links that are told before the rest is folded. */
const MOST_LINKS = 8

/** What moved, in a sentence. */
function changedTitle({outcomes, links, claims, compared}: Diff): string {
  const [first] = outcomes
  if (first) return outcomeWords(first)
  if (links.length > 0)
    return `${capital(inWords(links.length))} ${links.length === 1 ? "link" : "links"} of the map moved${compared === null ? "" : ", and no outcome by a run in ten"}`
  return claims.gained + claims.lost > 0 ? "Claims came and went, and nothing else moved" : "What changed moved nothing"
}

/** What changed: absent where nothing did, or nothing earlier was given. `nameOf` and `rowOf` are of a link by its id. */
export function Changed(props: {
  changed: Diff | null | undefined
  no: string
  nameOf: (link: string) => string
  rowOf: (link: string) => string | null
}): JSX.Element | null {
  const {changed, no, nameOf, rowOf} = props
  if (!hasChanged(changed)) return null
  const {steps, links, outcomes, claims, loops, compared} = changed
  const rows = links.map((one) => (
    <li>
      <Onward to={rowOf(one.id)}>{nameOf(one.id)}</Onward>: {linkWords(one)}{" "}
      <span class="unit">{one.by.map((step) => `[${step + 1}]`).join(" ")}</span>
    </li>
  ))
  return (
    <Section
      id="changed"
      no={no}
      name="What changed"
      purpose="since the earlier outlook"
      finding={changedTitle(changed)}
    >
      <p class="note">
        Each change was replayed on top of those before it{compared === null ? "" : ", with the same random numbers"}:
        what moves at a step was moved by it.
      </p>
      <ul class="plain">
        {steps.map((step, k) => (
          <li>
            [{k + 1}] {stepWords(step)}
          </li>
        ))}
      </ul>
      {outcomes.length > 0 ? <h3 class="sub">Outcomes</h3> : null}
      {outcomes.length > 0 ? (
        <ul class="plain">
          {outcomes.map((one) => (
            <li>
              {bind(outcomeWords(one))}: {one.by.map(moveWords).join(", ")}
            </li>
          ))}
        </ul>
      ) : null}
      {rows.length > 0 ? <h3 class="sub">Links of the map</h3> : null}
      {rows.length > 0 ? <ul class="plain">{rows.slice(0, MOST_LINKS)}</ul> : null}
      {rows.length > MOST_LINKS ? (
        <details class="fold">
          <summary>{counted(rows.length - MOST_LINKS, "more link")}</summary>
          <ul class="plain">{rows.slice(MOST_LINKS)}</ul>
        </details>
      ) : null}
      <p class="note">
        {counted(claims.gained, "claim")} gained, {counted(claims.lost, "claim")} lost,{" "}
        {counted(claims.decided, "claim")} decided; {counted(loops.after, "loop")}, before {loops.before}.
      </p>
    </Section>
  )
}
