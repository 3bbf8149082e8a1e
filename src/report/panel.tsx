// The inspector: for each finding a panel that says why, quotes the documents to the
// character, and shows the equation. One click opens it (`aside:target`, no script), one
// more leads to the row of the claim, link or quantity it rests on.
//
// A panel that can show neither a quote, nor a row of data, nor a named assumption says
// so: a number without a footing is not passed over in silence.

import type {ComponentChildren, JSX} from "preact"
import {append} from "../core/lists.ts"
import type {Because, Quantity} from "../model/index.ts"
import {type Finding, inRuns} from "../outlook/index.ts"
import {
  claimsOf,
  type Ledger,
  linkName,
  named,
  nameOf,
  priorWords,
  quotedOf,
  rowOf,
  signWords,
  spreadOverVoices,
  unitWords,
} from "./ledger.ts"
import {anchor, bind, capital, count, counted, ofTen, paragraph, range, two} from "./words.ts"

/** Quotes in one panel: enough for both sides of two links, few enough to read. */
const MOST_QUOTES = 6
/** Rows of "why" of one kind before the panel says how many more there are. */
const MOST_ROWS = 5

/** The section a panel closes to when there is no script to remember where the reader was. */
const home: Record<Finding["kind"], string> = {
  outcome: "#s2",
  loop: "#s3",
  lever: "#s4",
  driver: "#s5",
  dispute: "#s6",
  signpost: "#s8",
}

const kindWords: Record<Finding["kind"], string> = {
  outcome: "Outcome",
  loop: "Loop",
  lever: "Option",
  driver: "Driver",
  dispute: "Contested claim",
  signpost: "Signpost",
}

/** A number that opens its panel. `short` numbers never break over a line. */
export function Headline({to, children, short}: {to: string; children: ComponentChildren; short?: boolean}) {
  return (
    <a class={short ? "n short" : "n"} href={`#${anchor("i", to)}`}>
      {children}
    </a>
  )
}

/** Words that lead on to a row of the annexes, or the words alone where there is none. */
export function Onward({to, children}: {to: string | null; children: ComponentChildren}): JSX.Element {
  return to === null ? <span>{children}</span> : <a href={to}>{children}</a>
}

/** A quote with its place, exact to the character. */
export function Quote({ledger, claim}: {ledger: Ledger; claim: string}): JSX.Element | null {
  const quoted = quotedOf(ledger, claim)
  if (!quoted) return null
  return (
    <blockquote>
      “{quoted.text}”<cite>{quoted.row ? <a href={quoted.row}>{quoted.where}</a> : quoted.where}</cite>
    </blockquote>
  )
}

/** One reason of a quantity, in words, with the way on to its row where there is one: for the tables, where a quote would be too long. */
export function Reason({ledger, because}: {ledger: Ledger; because: Because}): JSX.Element {
  if ("assumed" in because) return <>assumed: {because.assumed}</>
  if ("data" in because) return <>data: {because.data}</>
  if ("link" in because) {
    const link = ledger.link.get(because.link)
    const name = linkName(ledger, because.link)
    return (
      <>
        link <Onward to={rowOf(ledger, "link", because.link)}>{name}</Onward>
        {link ? ` (${counted(link.for.lineages, "voice")})` : ""}
      </>
    )
  }
  const claim = ledger.claim.get(because.claim)
  if (!claim) return <>claim {because.claim}</>
  const where = [claim.file, paragraph(ledger.document.get(claim.file), claim.quote)].filter(Boolean).join(", ")
  const {row} = quotedOf(ledger, because.claim)!
  return <>{row ? <a href={row}>{where}</a> : where}</>
}

/** The first few of a list, and how many more there are. */
function Few<T>(props: {items: readonly T[]; where?: string; each: (item: T) => JSX.Element}): JSX.Element {
  const {items, where, each} = props
  return (
    <ul>
      {items.slice(0, MOST_ROWS).map((item) => (
        <li>{each(item)}</li>
      ))}
      {items.length > MOST_ROWS ? (
        <li>
          and {count(items.length - MOST_ROWS)} more{where ? `, in annex ${where}` : ""}
        </li>
      ) : null}
    </ul>
  )
}

/** The frame of a panel: it can be opened by a link alone, and closed by one. */
export function Panel(props: {id: string; close: string; kind: string; title: string; children: ComponentChildren}) {
  const id = anchor("i", props.id)
  return (
    <aside class="insp" id={id} tabindex={-1} aria-labelledby={`${id}-t`}>
      <a class="x" href={props.close}>
        Close
      </a>
      <p class="unit">{props.kind}</p>
      <h2 id={`${id}-t`}>{props.title}</h2>
      {props.children}
    </aside>
  )
}

/** The quantities a finding is about: what its equation section shows. */
function subjects(ledger: Ledger, finding: Finding): Quantity[] {
  const {outlook} = ledger
  const names: string[] = []
  if (finding.kind === "outcome") names.push(ledger.view.get(finding.id)?.quantity ?? "")
  if (finding.kind === "signpost") names.push(outlook.signposts.find((s) => s.finding === finding.id)?.quantity ?? "")
  if (finding.kind === "driver") names.push(outlook.drivers.find((d) => d.finding === finding.id)?.parameter ?? "")
  if (finding.kind === "lever")
    for (const option of outlook.options)
      for (const effect of option.effects) if (effect.finding === finding.id) names.push(option.lever, effect.outcome)
  if (finding.kind === "loop")
    for (const factor of outlook.loops.find((l) => l.finding === finding.id)?.factors ?? []) names.push(factor.id)
  if (finding.kind === "dispute")
    append(
      names,
      finding.basis.links.map((id) => ledger.link.get(id)?.to ?? ""),
    )
  return [...new Set(names)].flatMap((name) => ledger.quantity.get(name) ?? [])
}

/** Equations of one panel: the quantity and what it is computed from at once. */
const MOST_EQUATIONS = 5

/** The equations behind some quantities, each followed by those of its working parts, parameters aside. */
function equations(ledger: Ledger, about: readonly Quantity[]): string[] {
  const names = new Set(about.flatMap((q) => [q.name, ...ledger.known.own(q.name)]))
  const all = [...names].flatMap((name) => ledger.quantity.get(name) ?? [])
  const shown = all.filter((q) => about.includes(q) || q.kind !== "parameter").slice(0, MOST_EQUATIONS)
  const left = all.length - shown.length
  return [...shown.map(equation), ...(left > 0 ? [`... and ${left} working parts, in annex B`] : [])]
}

/** `name = equation`, as the model has it. */
function equation(quantity: Quantity): string {
  if (quantity.kind === "lever" && quantity.range)
    return `${quantity.name}: lever, ${two(quantity.range[0])} to ${two(quantity.range[1])}, default ${quantity.source}`
  if (quantity.kind === "parameter") return `${quantity.name}: ${quantity.source}`
  if (quantity.inflows?.length || quantity.outflows?.length) {
    const flows = [...(quantity.inflows ?? []).map((f) => `+ ${f}`), ...(quantity.outflows ?? []).map((f) => `- ${f}`)]
    return `${quantity.name}' = ${flows.join(" ")}\n${quantity.name} at the start = ${quantity.source}`
  }
  return `${quantity.name} = ${quantity.source}`
}

/** The number a panel leads with: the share of runs where there is one, else the middle with its range. */
function Big({ledger, finding}: {ledger: Ledger; finding: Finding}): JSX.Element {
  const view = ledger.view.get(finding.id)
  const level = `${two(finding.mid)} (${range(finding.low, finding.high)})`
  const measure = `${named(ledger, finding.measure)}: ${level}${finding.unit && finding.unit !== "1" ? ` ${unitWords(finding.unit)}` : ""}`
  if (view) {
    const lead =
      view.lead ??
      (view.up.share >= view.down.share
        ? {says: "higher at the end", share: view.up}
        : {says: "lower at the end", share: view.down})
    return (
      <>
        <p class="big">{bind(inRuns(lead.share))}</p>
        <p class="unit">
          {lead.says}. The range is over the readings of the documents. {capital(measure)}, middle run and
          8&nbsp;of&nbsp;10.
        </p>
      </>
    )
  }
  if (finding.share !== null && finding.kind !== "lever" && finding.kind !== "driver" && finding.kind !== "loop")
    return (
      <>
        <p class="big">{ofTen(finding.share)}</p>
        <p class="unit">runs. {capital(measure)}.</p>
      </>
    )
  return (
    <>
      <p class="big">{level}</p>
      <p class="unit">{capital(named(ledger, finding.measure))}; middle run and 8&nbsp;of&nbsp;10 runs.</p>
    </>
  )
}

/** What knowing a side before choosing a step is worth, against what chance alone would show. */
function valueWords({low, mid, high, floor, unit}: NonNullable<Finding["value"]>): string {
  const of = unit === "" ? "" : ` ${unit}`
  return `Knowing the side before choosing a step: ${two(mid)} (${range(low, high)})${of} on average, 95 of 100 samples of the runs; ${two(floor)}${of} come of chance alone.`
}

/** The panel of one finding. */
export function FindingPanel({ledger, finding}: {ledger: Ledger; finding: Finding}): JSX.Element {
  const {basis} = finding
  const {runs, failed} = ledger.outlook
  const about = subjects(ledger, finding)
  const links = basis.links.flatMap((id) => ledger.link.get(id) ?? [])
  const fromLinks = links.flatMap((link) => [
    ...spreadOverVoices(ledger, link.for.claims, 1),
    ...spreadOverVoices(ledger, [...link.against.claims, ...link.zero.claims], 1),
  ])
  const own = spreadOverVoices(ledger, basis.claims, MOST_QUOTES)
  const ofReasons = about.flatMap((q) => q.because.flatMap((b) => ("claim" in b ? [b.claim] : [])))
  const ofReasonLinks = about
    .flatMap((q) => q.because.flatMap((b) => ("link" in b ? (ledger.link.get(b.link) ?? []) : [])))
    .flatMap((link) => spreadOverVoices(ledger, claimsOf(link), 1))
  const quotes = spreadOverVoices(ledger, [...own, ...fromLinks, ...ofReasons, ...ofReasonLinks], MOST_QUOTES)
  const params = [...new Set(basis.params)].flatMap((name) => ledger.quantity.get(name) ?? [])
  const switches = basis.params.flatMap((name) => ledger.contested.get(name) ?? [])
  const assumed = [
    ...new Set([
      ...basis.assumed,
      ...[...about, ...params].flatMap((q) => q.because.flatMap((b) => ("assumed" in b ? [b.assumed] : []))),
    ]),
  ]
  const data = [
    ...new Set([
      ...(basis.data ?? []),
      ...[...about, ...params].flatMap((q) => q.because.flatMap((b) => ("data" in b ? [b.data] : []))),
    ]),
  ]
  const observed = ledger.view.get(finding.id)?.observedSource
  if (observed && !data.includes(observed)) data.push(observed)
  const told = ledger.outlook.loops.find((l) => l.finding === finding.id)?.told
  return (
    <Panel
      id={finding.id}
      close={home[finding.kind]}
      kind={`${kindWords[finding.kind]}: ${named(ledger, finding.measure)}`}
      title={bind(ledger.view.get(finding.id)?.lead?.says ?? named(ledger, finding.says))}
    >
      <Big ledger={ledger} finding={finding} />
      {finding.value ? <p class="unit">{bind(valueWords(finding.value))}</p> : null}
      <h3>Why</h3>
      <p>
        Counted in {count(runs - failed)} of {counted(runs, "run")}
        {failed ? `; ${count(failed)} failed and are left out of the share` : ""}.
        {told
          ? told.length
            ? ` Told whole by ${told.join(", ")}.`
            : " Several documents tell a part of it, none the whole."
          : ""}
      </p>
      {links.length ? (
        <Few
          items={links}
          where="C"
          each={(link) => (
            <>
              <Onward to={rowOf(ledger, "link", link.id)}>{linkName(ledger, link.id)}</Onward>
              <small>
                {" "}
                {signWords(link)}; {counted(link.for.lineages, "voice")} for, {count(link.against.lineages)} against
              </small>
            </>
          )}
        />
      ) : null}
      {params.length ? (
        <Few
          items={params}
          where="B"
          each={(q) => (
            <>
              <Onward to={rowOf(ledger, "quantity", q.name)}>{nameOf(ledger, q.name)}</Onward>
              <small> {q.value ? priorWords(q.value) : ""}</small>
            </>
          )}
        />
      ) : null}
      {switches.length ? (
        <Few
          items={switches}
          each={(c) => (
            <>
              {c.question} <small>{c.sides.map((s) => s.says).join("; or ")}</small>
            </>
          )}
        />
      ) : null}
      <h3>Quotes</h3>
      {quotes.length ? (
        quotes.map((claim) => <Quote ledger={ledger} claim={claim} />)
      ) : (
        <p>
          {assumed.length
            ? "No quote: this number rests on what is assumed below."
            : data.length
              ? "No quote: this number comes from data."
              : "No quote, no data and no named assumption stand behind this number. Do not lean on it."}
        </p>
      )}
      {assumed.length ? (
        <>
          <h3>Assumed</h3>
          <Few items={assumed} where="B" each={(why) => <>{bind(why)}</>} />
        </>
      ) : null}
      {data.length ? (
        <>
          <h3>Data</h3>
          <Few items={data} each={(file) => <>{file}</>} />
        </>
      ) : null}
      {about.length ? (
        <>
          <h3>Equation</h3>
          <pre>{equations(ledger, about).join("\n")}</pre>
          <p class="unit">
            {about.length === 1 ? (
              <Onward to={rowOf(ledger, "quantity", about[0]!.name)}>
                {nameOf(ledger, about[0]!.name)} in annex B
              </Onward>
            ) : (
              <a href="#annex-variables">these in annex B</a>
            )}
          </p>
        </>
      ) : null}
    </Panel>
  )
}
