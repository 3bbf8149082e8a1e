// A quote with its cause underlined once, its effect twice and its signal bold: the very characters, and where they stand.

import type {JSX} from "preact"
import type {Claim} from "../claims/index.ts"
import type {Words} from "../documents/index.ts"
import {type FirstLedger, whereOf} from "./first-ledger.ts"
import {anchor, count} from "./words.ts"

/** The stretches of a sentence, each with what it is of the claim. */
function stretches({quote, cause, effect, signal}: Claim): {text: string; class: string}[] {
  const parts = [{at: cause, name: "u1"}, {at: effect, name: "u2"}, ...(signal ? [{at: signal, name: "sg"}] : [])]
  const inside = (at: number) => Math.min(Math.max(at, quote.from), quote.to)
  const cuts = [...new Set([quote.from, quote.to, ...parts.flatMap(({at}) => [inside(at.from), inside(at.to)])])].sort(
    (a, b) => a - b,
  )
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i]!
    const names = parts.filter(({at}) => at.from <= from && at.to >= to).map(({name}) => name)
    return {text: quote.text.slice(from - quote.from, to - quote.from), class: names.join(" ")}
  })
}

/** The sentence of a claim as it was read. */
export function Marked({claim}: {claim: Claim}): JSX.Element {
  return <>{stretches(claim).map(({text, class: name}) => (name === "" ? text : <span class={name}>{text}</span>))}</>
}

/** A claim's sentence with its place, which leads to its row of the annex. */
export function ReadQuote({ledger, id, note}: {ledger: FirstLedger; id: string; note?: string}): JSX.Element | null {
  const claim = ledger.claim.get(id)
  if (!claim) return null
  const where = whereOf(ledger, claim.file, claim.quote, claim.by)
  const isQuoted = /^["“«]/.test(claim.quote.text)
  return (
    <blockquote>
      {isQuoted ? "" : "“"}
      <Marked claim={claim} />
      {isQuoted ? "" : "”"}
      <cite>
        {ledger.printed.has(id) ? <a href={`#${anchor("c", id)}`}>{where}</a> : where}
        {note ? ` — ${note}` : ""}
      </cite>
    </blockquote>
  )
}

/** Characters of a sentence that a cell shows around what it is about. */
const AROUND = 220

/** A sentence with the words it is quoted for in bold, cut to what a cell has room for. */
export function Within({sentence, quote}: {sentence: Words; quote: Words}): JSX.Element {
  const start = sentence.to - sentence.from <= AROUND ? sentence.from : Math.max(sentence.from, quote.from - AROUND / 2)
  const stop = Math.min(sentence.to, Math.max(quote.to, start + AROUND))
  const slice = (from: number, to: number) => sentence.text.slice(from - sentence.from, to - sentence.from)
  // Whole words only.
  const before =
    start === sentence.from ? slice(start, quote.from) : `… ${slice(start, quote.from).replace(/^\S*\s/, "")}`
  const after = stop === sentence.to ? slice(quote.to, stop) : `${slice(quote.to, stop).replace(/\s\S*$/, "")} …`
  return (
    <>
      {before}
      <b>{slice(quote.from, quote.to)}</b>
      {after}
    </>
  )
}

/** Filled dots for voices that tell, hollow ones for the rest; as many as fit, with the count in words. */
export function Voices({n, of}: {n: number; of: number}): JSX.Element {
  const most = 8
  return (
    <small>
      {of <= most ? (
        <span class="dots" aria-hidden="true">
          {"●".repeat(n)}
          {"○".repeat(Math.max(0, of - n))}{" "}
        </span>
      ) : null}
      {count(n)} of {count(of)} {of === 1 ? "voice" : "voices"}
    </small>
  )
}
