// What several views show: a sign, marked text, a text cut for a row.

import type {Mark, Row} from "../shapes.ts"

export const SIGNS = {
  "+": ["+", "plus", "raises"],
  "-": ["−", "minus", "lowers"],
  "0": ["0", "none", "does not move"],
  unclear: ["?", "none", "moves somehow"],
} as const

export function Sign({sign}: {sign: Row["sign"]}) {
  const [mark, kind, says] = SIGNS[sign]
  return (
    <span class={`sign ${kind}`} role="img" aria-label={says}>
      {mark}
    </span>
  )
}

/** A choice of the sign that a sentence gives. */
export function SignChoice({of, sign, onChoose}: {of: string; sign: Row["sign"]; onChoose(sign: Row["sign"]): void}) {
  return (
    <label>
      {of}
      <select value={sign} onChange={(event) => onChoose(event.currentTarget.value as Row["sign"])}>
        {CHOICES.map((value) => (
          <option key={value} value={value}>
            {SIGNS[value][2]}
          </option>
        ))}
      </select>
    </label>
  )
}

const CHOICES = ["+", "-", "0", "unclear"] as const

/** A text with its marks; where two overlap, both hold. */
export function pieces(text: string, marks: readonly (Mark & {kind: string})[]) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({from, to}) => [from, to])])].sort((a, b) => a - b)
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i]!
    const kinds = marks.filter((mark) => mark.from <= from && mark.to >= to).map(({kind}) => kind)
    const words = text.slice(from, to)
    return kinds.length === 0 ? (
      words
    ) : (
      <mark key={from} class={kinds.join(" ")}>
        {words}
      </mark>
    )
  })
}

/** A long text cut between words, for a row. */
export const cut = (text: string, most = 64): string =>
  text.length > most
    ? `${text.slice(0, text.lastIndexOf(" ", most - 4) > most / 2 ? text.lastIndexOf(" ", most - 4) : most - 4)} ...`
    : text
