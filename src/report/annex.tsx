// The annexes: the whole map, the variables with their equations and what each rests on,
// the links with their quotes, the claims. In: the ledger. Out: tables for looking things
// up, each row with an address that the panels lead to.
//
// A row's quote is the document's own characters, with its file and its place. What is
// not printed for want of room is counted in the title of its annex.

import type {JSX} from "preact"
import {neighbourhood} from "../figure/index.ts"
import type {Link} from "../map/index.ts"
import type {Quantity} from "../model/index.ts"
import {Figure, RingKey, Section, Sign} from "./front.tsx"
import {
  claimsOf,
  isVariable,
  type Ledger,
  linkName,
  nameOf,
  priorWords,
  quotedOf,
  rowOf,
  spreadOverVoices,
  unitWords,
} from "./ledger.ts"
import {Onward, Reason} from "./panel.tsx"
import {anchor, bind, capital, count, counted, place, range, two} from "./words.ts"

/** Quotes of a link's row: the voices for it first, then those against. */
const QUOTES_FOR = 2
const QUOTES_AGAINST = 2

/** The map as one picture; what one picture cannot hold is counted under it by the figure. Its table twin is annex C. */
export function WholeMap({ledger}: {ledger: Ledger}): JSX.Element {
  const {map, outlook} = ledger
  const first = outlook.loops[0]
  const highlight = first ? [...first.factors.map((f) => f.id), ...first.links.map((l) => l.id)] : []
  return (
    <Section
      id="annex-map"
      no="A"
      name="The whole map"
      full
      finding={`For reference: ${counted(map.factors.length, "factor")}, ${counted(map.links.length, "link")}${first ? "; the first loop of section 3 in heavier frames" : ""}`}
    >
      {map.links.length ? (
        <>
          <RingKey
            contested={map.links.some((l) => l.sign === "contested")}
            judged={map.links.some((l) => l.for.lineages === 0)}
          />
          <Figure html={neighbourhood(map, {id: "map", highlight, link: (id) => rowOf(ledger, "link", id)})} />
          <p class="note">A badge leads to its link in annex C, where the quotes stand.</p>
        </>
      ) : (
        <p class="none">No link was found, so there is nothing to draw.</p>
      )}
    </Section>
  )
}

/** Assumptions that several quantities share, numbered: printed once, referred to after. */
function sharedAssumptions(ledger: Ledger): Map<string, number> {
  const times = new Map<string, number>()
  for (const quantity of ledger.model.quantities)
    for (const because of quantity.because)
      if ("assumed" in because) times.set(because.assumed, (times.get(because.assumed) ?? 0) + 1)
  const shared = [...times].filter(([, n]) => n >= SHARED_BY).map(([text]) => text)
  return new Map(shared.map((text, i) => [text, i + 1]))
}

/** So many quantities with the very same assumption make it one to print once. */
const SHARED_BY = 3

/** An assumption, or the number of the shared one. */
function Assumed({text, shared}: {text: string; shared: ReadonlyMap<string, number>}): JSX.Element {
  const n = shared.get(text)
  return n === undefined ? <span>assumed: {bind(text)}</span> : <a href={`#n-${n}`}>assumption&nbsp;{n}</a>
}

/** Declared bounds in words; an end that is no number is open. */
function bounds([low, high]: readonly [number, number]): string {
  if (Number.isFinite(low) && Number.isFinite(high)) return range(low, high)
  if (Number.isFinite(low)) return `${two(low)} or more`
  return Number.isFinite(high) ? `${two(high)} or less` : "no bounds"
}

/** Reasons named in one cell before the rest are counted. */
const MOST_REASONS = 4

/** What a quantity rests on, one reason after the other; the same place once. */
function RestsOn(props: {ledger: Ledger; quantity: Quantity; shared: ReadonlyMap<string, number>}): JSX.Element {
  const {ledger, quantity, shared} = props
  const seen = new Set<string>()
  const reasons = quantity.because.filter((because) => {
    const claim = "claim" in because ? ledger.claim.get(because.claim) : undefined
    const key = claim ? `${claim.file} ${claim.quote.from}` : JSON.stringify(because)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  const shown = reasons.slice(0, MOST_REASONS)
  return (
    <>
      {shown.map((because, i) => (
        <>
          {i ? "; " : ""}
          {"assumed" in because ? (
            <Assumed text={because.assumed} shared={shared} />
          ) : (
            <Reason ledger={ledger} because={because} />
          )}
        </>
      ))}
      {reasons.length > shown.length ? `; and ${count(reasons.length - shown.length)} more` : ""}
      {reasons.length ? "" : "nothing that is named"}
    </>
  )
}

/** The equations of a variable: its own, and those of the steps between that only it is computed from. */
function equationsOf(ledger: Ledger, quantity: Quantity): Quantity[] {
  const steps = ledger.known.own(quantity.name).flatMap((name) => {
    const step = ledger.quantity.get(name)
    const serves = step && step.name !== quantity.name && step.name.endsWith(`_${quantity.name}`) && step.equation
    return serves && !isVariable(ledger, step) && !step.because.some((b) => "claim" in b) ? [step] : []
  })
  return steps.slice(0, 3)
}

/** A working part: its prior or equation, and what is assumed of it. */
function Part(props: {ledger: Ledger; quantity: Quantity; shared: ReadonlyMap<string, number>}): JSX.Element {
  const {ledger, quantity, shared} = props
  const rest = quantity.because.filter((b) => "assumed" in b || "data" in b)
  return (
    <li id={anchor("q", quantity.name)}>
      {nameOf(ledger, quantity.name)}:{" "}
      {quantity.value ? (
        <b>
          {priorWords(quantity.value)}
          {quantity.unit === "1" ? "" : ` ${unitWords(quantity.unit)}`}
        </b>
      ) : (
        <code>{written(quantity)}</code>
      )}
      {rest.length ? (
        <small>
          {rest.map((because, i) => (
            <>
              {i ? "; " : ""}
              {"assumed" in because ? (
                <Assumed text={because.assumed} shared={shared} />
              ) : (
                <Reason ledger={ledger} because={because} />
              )}
            </>
          ))}
        </small>
      ) : null}
    </li>
  )
}

type Group = {readonly key: string; readonly name: string; readonly href: string | null; readonly parts: Quantity[]}

/** Working parts under the link or the variable they serve, in the order of the model; `told` are shown elsewhere. */
function partsOf(ledger: Ledger, told: ReadonlySet<string>): Group[] {
  const variables = new Set(ledger.model.quantities.filter((q) => isVariable(ledger, q)).map((q) => q.name))
  const groups = new Map<string, Group>()
  for (const quantity of ledger.model.quantities) {
    if (variables.has(quantity.name) || told.has(quantity.name) || !ledger.printed.quantities.has(quantity.name))
      continue
    const links = [
      ...new Set(quantity.because.flatMap((b) => ("link" in b && ledger.link.has(b.link) ? [b.link] : []))),
    ]
    const link = links.length === 1 ? links[0]! : null
    const owner = link ? undefined : ownerOf(quantity.name, variables)
    const group = link
      ? {key: `l:${link}`, name: linkName(ledger, link), href: rowOf(ledger, "link", link)}
      : owner !== undefined
        ? {key: `q:${owner}`, name: nameOf(ledger, owner), href: rowOf(ledger, "quantity", owner)}
        : {key: "", name: "The whole model", href: null}
    const known = groups.get(group.key)
    if (known) known.parts.push(quantity)
    else groups.set(group.key, {...group, parts: [quantity]})
  }
  return [...groups.values()]
}

/** The longest tail of a name, cut at an underscore, that is a variable: "tau_road_traffic" is a part of "road_traffic". */
function ownerOf(name: string, variables: ReadonlySet<string>): string | undefined {
  for (let at = name.indexOf("_"); at >= 0; at = name.indexOf("_", at + 1))
    if (variables.has(name.slice(at + 1))) return name.slice(at + 1)
  return undefined
}

export function Variables({ledger}: {ledger: Ledger}): JSX.Element {
  const all = ledger.model.quantities.filter((q) => isVariable(ledger, q))
  const rest = all.filter((q) => ledger.printed.quantities.has(q.name))
  const shared = sharedAssumptions(ledger)
  const steps = new Map(rest.map((q) => [q.name, equationsOf(ledger, q)]))
  const told = new Set([...steps.values()].flat().map((q) => q.name))
  const groups = partsOf(ledger, told)
  const parts = ledger.model.quantities.length - all.length
  const left = ledger.model.quantities.filter((q) => !ledger.printed.quantities.has(q.name) && !told.has(q.name)).length
  return (
    <Section
      id="annex-variables"
      no="B"
      name="Variables"
      purpose="equations, ranges tried, and what each rests on"
      finding={`${capital(counted(all.length, "variable"))}${parts ? `, and ${counted(parts, "working part")} of them` : ""}${left ? `; ${count(left)} that no finding rests on are not printed` : ""}`}
    >
      {rest.length ? (
        <table class="stack vars">
          <thead>
            <tr>
              <th scope="col" style="width:24%">
                Variable
              </th>
              <th scope="col" style="width:11%">
                Kind, bounds
              </th>
              <th scope="col">Equation</th>
              <th scope="col" style="width:27%">
                Rests on
              </th>
            </tr>
          </thead>
          <tbody>
            {rest.map((q) => (
              <tr id={anchor("q", q.name)}>
                <th scope="row">
                  {nameOf(ledger, q.name)}
                  <small>
                    {q.name}, {unitWords(q.unit)}
                  </small>
                </th>
                <td data-l="Kind, bounds">
                  <span>
                    {q.kind}
                    {q.range ? `, ${bounds(q.range)}` : ""}
                  </span>
                </td>
                <td data-l="Equation">
                  <span>
                    <code>{q.kind === "lever" ? `${q.source} unless set` : written(q)}</code>
                    {(steps.get(q.name) ?? []).map((step) => (
                      <code class="step">
                        {step.name} = {written(step)}
                      </code>
                    ))}
                  </span>
                </td>
                <td data-l="Rests on">
                  <span>
                    <RestsOn ledger={ledger} quantity={q} shared={shared} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {shared.size ? (
        <>
          <h3 class="sub">Assumed of several</h3>
          <ol class="assumed">
            {[...shared].map(([text, n]) => (
              <li id={`n-${n}`}>{bind(text)}</li>
            ))}
          </ol>
        </>
      ) : null}
      {groups.length ? (
        <div class="screen">
          <h3 class="sub">Working parts: numbers drawn anew in each run, and steps between</h3>
          <table class="stack vars">
            <thead>
              <tr>
                <th scope="col" style="width:30%">
                  Of
                </th>
                <th scope="col">Values tried or equation, and what is assumed</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr>
                  <th scope="row">{group.href ? <a href={group.href}>{group.name}</a> : group.name}</th>
                  <td>
                    <ul class="parts">
                      {group.parts.map((q) => (
                        <Part ledger={ledger} quantity={q} shared={shared} />
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  )
}

/** A quantity's equation as the model has it; of a stock, its start and its flows. */
function written(q: Quantity): string {
  if (!q.inflows?.length && !q.outflows?.length) return q.source
  const flows = [...(q.inflows ?? []).map((f) => `+ ${f}`), ...(q.outflows ?? []).map((f) => `- ${f}`)]
  return `starts at ${q.source}; changes by ${flows.join(" ")}`
}

function LinkRow({ledger, link}: {ledger: Ledger; link: Link}): JSX.Element {
  const pro = spreadOverVoices(ledger, link.for.claims, QUOTES_FOR)
  const con = spreadOverVoices(ledger, [...link.against.claims, ...link.zero.claims], QUOTES_AGAINST)
  const left = new Set(claimsOf(link)).size - pro.length - con.length
  const quotes = (ids: readonly string[], side: string) =>
    ids.map((id) => {
      const q = quotedOf(ledger, id)!
      return (
        <>
          <q>{q.text}</q>
          <small>
            {side}
            {q.row ? <a href={q.row}>{q.where}</a> : q.where}
          </small>
        </>
      )
    })
  const told = pro.length + con.length > 0
  return (
    <tr id={anchor("l", link.id)}>
      <th scope="row">
        {nameOf(ledger, link.from)} <Sign sign={link.sign} /> {nameOf(ledger, link.to)}
        <small>
          {link.sign === "contested" ? "contested" : link.sign === "unclear" ? "direction unclear" : ""}
          {link.lag ? `${link.sign === "contested" || link.sign === "unclear" ? "; " : ""}${link.lag}` : ""}
        </small>
      </th>
      <td data-l="Voices for, against">
        <span class="num">
          {count(link.for.lineages)}, {count(link.against.lineages)}
          {link.zero.lineages ? `; ${count(link.zero.lineages)} for no effect` : ""}
        </span>
      </td>
      <td data-l="Quotes">
        <span>
          {told ? (
            <>
              {quotes(pro, link.sign === "contested" ? "raises: " : "")}
              {quotes(con, link.sign === "contested" ? "lowers or denies: " : "against: ")}
              {left > 0 ? <small>and {count(left)} more in annex D</small> : null}
            </>
          ) : (
            "analyst judgement, no quote"
          )}
        </span>
      </td>
    </tr>
  )
}

export function Links({ledger}: {ledger: Ledger}): JSX.Element {
  const links = ledger.map.links.filter((l) => ledger.printed.links.has(l.id))
  const all = ledger.map.links.length
  return (
    <Section
      id="annex-links"
      no="C"
      name="Links and quotes"
      purpose="one row a link, voices first"
      finding={`${capital(counted(all, "link"))}, each with the words that tell it${links.length < all ? `; the ${count(links.length)} that findings rest on or that are best supported are printed` : ""}`}
    >
      {links.length ? (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col" style="width:34%">
                Cause, sign, effect
              </th>
              <th scope="col" style="width:100px">
                Voices for, against
              </th>
              <th scope="col">Quotes, and where they stand</th>
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <LinkRow ledger={ledger} link={link} />
            ))}
          </tbody>
        </table>
      ) : (
        <p class="none">The map has no link.</p>
      )}
    </Section>
  )
}

/** The sign of a claim between its phrases, in words. */
const signOf: Record<"+" | "-" | "0" | "unclear", string> = {
  "+": "raises",
  "-": "lowers",
  "0": "has no effect on",
  unclear: "acts on",
}

export function Claims({ledger}: {ledger: Ledger}): JSX.Element {
  const all = ledger.reading.claims.length
  const printed = ledger.reading.claims.filter((c) => ledger.printed.claims.has(c.id))
  const isIn = (c: (typeof printed)[number]) => Boolean(ledger.grounding.get(c.id)?.link)
  const rows = [...printed.filter(isIn), ...printed.filter((c) => !isIn(c))]
  return (
    <Section
      id="annex-claims"
      no="D"
      name="Claims"
      purpose="what each sentence was read to say"
      finding={`${capital(counted(all, "causal claim"))}${rows.length < all ? `, of which ${count(rows.length)} are printed` : ""}; those set aside last`}
    >
      {rows.length ? (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Quote, and where it stands</th>
              <th scope="col" style="width:30%">
                Read as
              </th>
              <th scope="col" style="width:26%">
                In the map
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((claim) => {
              const grounding = ledger.grounding.get(claim.id)
              const link = grounding?.link ? ledger.link.get(grounding.link) : undefined
              const flags = [
                claim.condition ?? "",
                claim.hedge ? `hedged: “${claim.hedge}”` : "",
                claim.denied ? "denied" : "",
                claim.refuted ? "expected, and did not come about" : "",
                claim.by ? `says ${claim.by}` : "",
                claim.lag ?? "",
              ].filter(Boolean)
              return (
                <tr id={anchor("c", claim.id)}>
                  <td>
                    <q>{claim.quote.text}</q>
                    <small>
                      {place(claim.file, claim.quote, ledger.document.get(claim.file))}; claim {claim.id}
                    </small>
                  </td>
                  <td data-l="Read as">
                    <span>
                      {claim.cause.text} <b>{signOf[claim.sign]}</b> {claim.effect.text}
                      <small>{flags.join("; ")}</small>
                    </span>
                  </td>
                  <td data-l="In the map">
                    <span>
                      {link ? (
                        <Onward to={rowOf(ledger, "link", link.id)}>{linkName(ledger, link.id)}</Onward>
                      ) : (
                        "set aside"
                      )}
                      <small>
                        {link && grounding?.side === "against" ? "against it; " : ""}
                        {grounding?.why ?? "not grounded"}
                      </small>
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : (
        <p class="none">No causal claim was read.</p>
      )}
    </Section>
  )
}
