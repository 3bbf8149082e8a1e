// The annexes: the whole map, the variables with their equations and what each rests on,
// the links with their quotes, the claims. In: the ledger. Out: tables for looking things
// up, each row with an address that the panels lead to.
//
// A row's quote is the document's own characters, with its file and its place. What is
// not printed for want of room is counted in the title of its annex.

import type {JSX} from "preact"
import {groupBy} from "../core/grouping.ts"
import {neighbourhood} from "../figure/index.ts"
import {type Link, toldSign} from "../map/index.ts"
import {type Quantity, sectorsIn} from "../model/index.ts"
import {Folded} from "./folded.tsx"
import {Figure, RingKey, Section, Sign} from "./front.tsx"
import {Heads} from "./heads.tsx"
import {
  claimsOf,
  isVariable,
  type Ledger,
  linkName,
  nameOf,
  numberOf,
  priorWords,
  quotedOf,
  rowOf,
  sidesOf,
  spreadOverVoices,
  unitWords,
} from "./ledger.ts"
import {Onward, Reason} from "./panel.tsx"
import {does} from "./read-as.ts"
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
      finding={`For reference: ${counted(map.factors.length, "factor")}, ${counted(map.links.length, "link")}${first ? `; the first loop of section ${numberOf(ledger, "s3")} in heavier frames` : ""}`}
    >
      {map.links.length ? (
        <>
          <RingKey
            contested={map.links.some((l) => l.sign === "contested")}
            judged={map.links.some((l) => l.for.lineages === 0)}
          />
          <Figure
            html={neighbourhood(map, {
              id: "map",
              highlight,
              sectors: sectorsIn(ledger.model),
              link: (id) => rowOf(ledger, "link", id),
            })}
          />
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
  const told = [
    ...rest.map((because) =>
      "assumed" in because ? (
        <Assumed text={because.assumed} shared={shared} />
      ) : (
        <Reason ledger={ledger} because={because} />
      ),
    ),
    ...(quantity.kind === "parameter" && quantity.by !== undefined
      ? [<span>could be measured by {bind(quantity.by)}</span>]
      : []),
  ]
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
      {told.length ? (
        <small>
          {told.map((one, i) => (
            <>
              {i ? "; " : ""}
              {one}
            </>
          ))}
        </small>
      ) : null}
    </li>
  )
}

type Group = {readonly key: string; readonly name: string; readonly href: string | null; readonly parts: Quantity[]}

/** Working parts under the link or the variable they serve, else under their sector, in the order of the model; `told` are shown elsewhere. */
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
        : quantity.sector !== undefined
          ? {key: `s:${quantity.sector}`, name: quantity.sector, href: null}
          : {key: "", name: "The whole model", href: null}
    const known = groups.get(group.key)
    if (known) known.parts.push(quantity)
    else groups.set(group.key, {...group, parts: [quantity]})
  }
  const all = [...groups.values()]
  // What has no sector stands behind those that have one.
  if (!all.some(({key}) => key.startsWith("s:"))) return all
  return [...all.filter(({key}) => key !== ""), ...all.filter(({key}) => key === "")]
}

/** The longest tail of a name, cut at an underscore, that is a variable: "tau_road_traffic" is a part of "road_traffic". */
function ownerOf(name: string, variables: ReadonlySet<string>): string | undefined {
  for (let at = name.indexOf("_"); at >= 0; at = name.indexOf("_", at + 1))
    if (variables.has(name.slice(at + 1))) return name.slice(at + 1)
  return undefined
}

/** What a drafted parameter of a link is called, by the first part of its name; trends and lags of factors stand in their rows. */
const LINK_PARTS: readonly (readonly [string, string])[] = [
  ["on", "Whether a link acts"],
  ["sign", "Which way a contested link acts"],
  ["weight", "How strongly a cause acts"],
  ["lag", "How long a cause takes, in weeks"],
]
/** Priors of one kind listed before the rest are counted. */
const MOST_PRIORS = 6

/** The priors of the links of a drafted model: of each kind how many there are, and which values are tried. */
function LinkPriors({ledger}: {ledger: Ledger}): JSX.Element | null {
  const rows = LINK_PARTS.flatMap(([part, says]) => {
    const priors = ledger.model.quantities.filter(
      (q) => q.kind === "parameter" && q.value && q.name.startsWith(`${part}_`) && q.name.includes("__"),
    )
    const times = new Map<string, number>()
    for (const {value} of priors) times.set(priorWords(value!), (times.get(priorWords(value!)) ?? 0) + 1)
    const most = [...times].sort((a, b) => b[1] - a[1])
    return priors.length ? [{says, n: priors.length, most}] : []
  })
  if (!rows.length) return null
  return (
    <>
      <h3 class="sub">Numbers of the links, drawn anew in each run</h3>
      <table class="stack">
        <Heads of={[["What", "30%"], ["Links", "80px"], ["Values tried, most frequent first"]]} />
        <tbody>
          {rows.map(({says, n, most}) => (
            <tr>
              <th scope="row">{says}</th>
              <td data-l="Links">{count(n)}</td>
              <td data-l="Values tried">
                <span>
                  {most
                    .slice(0, MOST_PRIORS)
                    .map(([words, k]) => (k === n ? `${words}, for all` : `${words}, for ${count(k)}`))
                    .join("; ")}
                  {most.length > MOST_PRIORS ? `; and ${count(most.length - MOST_PRIORS)} other values` : ""}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The prior of a drafted factor's own parameter: `trend` or `tau`. */
function priorOf(ledger: Ledger, part: "trend" | "tau", name: string): string {
  const value = ledger.quantity.get(`${part}_${name}`)?.value
  return value ? priorWords(value) : "none"
}

/** A drafted factor in one row: what moves it, how it drifts, how fast it follows. */
function DraftedRow({ledger, quantity, acting}: {ledger: Ledger; quantity: Quantity; acting: ReadonlySet<string>}) {
  const causes = ledger.map.links.filter((link) => link.to === quantity.name && acting.has(link.id))
  const lever = `push_${quantity.name}`
  return (
    <tr id={anchor("q", quantity.name)}>
      <th scope="row">
        {nameOf(ledger, quantity.name)}
        {ledger.quantity.has(lever) ? <small id={anchor("q", lever)}>a choice: options push it</small> : null}
      </th>
      <td data-l="Moved by">
        <span>
          {causes.map((link, i) => (
            <>
              {i ? ", " : ""}
              <span class="num">
                <Sign sign={toldSign(link)} />{" "}
              </span>
              <Onward to={rowOf(ledger, "link", link.id)}>{nameOf(ledger, link.from)}</Onward> (
              {count(link.for.lineages)}
              {link.against.lineages ? `\u00a0v\u00a0${count(link.against.lineages)}` : ""})
            </>
          ))}
          {causes.length ? "" : "no cause that a document names"}
        </span>
      </td>
      <td data-l="Drift by itself">
        <span>{priorOf(ledger, "trend", quantity.name)}</span>
      </td>
      <td data-l="Follows within, weeks">
        <span>{priorOf(ledger, "tau", quantity.name)}</span>
      </td>
    </tr>
  )
}

/** The variables of a drafted model: made by one rule, they need one equation, a row each, and the rest folded away. */
function DraftedVariables({ledger}: {ledger: Ledger}): JSX.Element {
  const all = ledger.model.quantities.filter((q) => isVariable(ledger, q) && q.kind !== "lever")
  const rows = all.filter((q) => ledger.printed.quantities.has(q.name))
  const acting = new Set(
    ledger.model.quantities.flatMap((q) => q.because.flatMap((b) => ("link" in b ? [b.link] : []))),
  )
  const shared = sharedAssumptions(ledger)
  const rowed = new Set(rows.flatMap((q) => [q.name, `push_${q.name}`]))
  const groups = partsOf(ledger, rowed)
  const parts = ledger.model.quantities.length - rowed.size
  const left = all.length - rows.length
  return (
    <Section
      id="annex-variables"
      no="B"
      name="Variables"
      purpose="what moves each, and what is assumed"
      finding={`${capital(counted(all.length, "variable"))}, all drafted by one rule${left ? `; ${count(left)} that no finding rests on are not printed` : ""}`}
    >
      <p class="prose">
        Each variable is an index from 0 to 1 that starts at 0.5, the state when the documents were written. It moves
        towards a target within the weeks given; the target is 0.5 when nothing acts, higher when what raises it is
        above its own start, lower when what lowers it is. Causes add up, and the sum is bent so that no index leaves 0
        to 1: target = 1 / (1 + exp(−4 × (drift + push + causes))). Ranges in brackets are all that is tried, the number
        before them the most frequent.
      </p>
      <table class="stack">
        <Heads
          of={[
            ["Variable", "24%"],
            ["Moved by (voices for, v against)"],
            ["Drift by itself", "16%"],
            ["Follows within, weeks", "14%"],
          ]}
        />
        <tbody>
          {rows.map((q) => (
            <DraftedRow ledger={ledger} quantity={q} acting={acting} />
          ))}
        </tbody>
      </table>
      <LinkPriors ledger={ledger} />
      <details class="fold">
        <summary>All {counted(parts, "working part")}: equations, priors and what each assumes</summary>
        <Shared shared={shared} />
        <Parts ledger={ledger} groups={groups} shared={shared} />
      </details>
    </Section>
  )
}

/** Assumptions printed once, with their numbers. */
function Shared({shared}: {shared: ReadonlyMap<string, number>}): JSX.Element | null {
  if (!shared.size) return null
  return (
    <>
      <h3 class="sub">Assumed of several</h3>
      <ol class="assumed">
        {[...shared].map(([text, n]) => (
          <li id={`n-${n}`}>{bind(text)}</li>
        ))}
      </ol>
    </>
  )
}

/** Working parts, grouped by what they serve. */
function Parts(props: {ledger: Ledger; groups: readonly Group[]; shared: ReadonlyMap<string, number>}): JSX.Element {
  const {ledger, groups, shared} = props
  return (
    <>
      <h3 class="sub">Working parts: numbers drawn anew in each run, and steps between</h3>
      <table class="stack vars">
        <Heads of={[["Of", "30%"], ["Values tried or equation, and what is assumed"]]} />
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
    </>
  )
}

export function Variables({ledger}: {ledger: Ledger}): JSX.Element {
  return ledger.drafted ? <DraftedVariables ledger={ledger} /> : <AuthoredVariables ledger={ledger} />
}

/** Quantities by their sectors, in the order in which these first appear; those without one last, under no name where no other says one. */
function bySector(quantities: readonly Quantity[]): {sector: string | null; quantities: readonly Quantity[]}[] {
  const groups = groupBy(quantities, ({sector}) => sector ?? "")
  const rest = groups.get("") ?? []
  groups.delete("")
  const said = [...groups].map(([sector, own]) => ({sector, quantities: own}))
  return rest.length === 0 ? said : [...said, {sector: said.length > 0 ? "No sector" : null, quantities: rest}]
}

/** A variable with its equation, those of the steps that only it is computed from, and what it rests on. */
function VariableRow(props: {
  ledger: Ledger
  quantity: Quantity
  steps: readonly Quantity[]
  shared: ReadonlyMap<string, number>
}): JSX.Element {
  const {ledger, quantity: q, steps, shared} = props
  return (
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
          {steps.map((step) => (
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
  )
}

/** The variables of an analyst's model by their sectors, each with its equation and what it rests on. */
function AuthoredVariables({ledger}: {ledger: Ledger}): JSX.Element {
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
        <Folded says={`Show ${left ? `these ${count(rest.length)}` : "all"}, variable by variable`}>
          <table class="stack vars">
            <Heads of={[["Variable", "24%"], ["Kind, bounds", "11%"], ["Equation"], ["Rests on", "27%"]]} />
            {bySector(rest).map(({sector, quantities}) => (
              <tbody>
                {sector === null ? null : (
                  <tr class="sector">
                    <th scope="rowgroup" colSpan={4}>
                      {sector}
                    </th>
                  </tr>
                )}
                {quantities.map((q) => (
                  <VariableRow ledger={ledger} quantity={q} steps={steps.get(q.name) ?? []} shared={shared} />
                ))}
              </tbody>
            ))}
          </table>
        </Folded>
      ) : null}
      {groups.length || shared.size ? (
        <details class="fold">
          <summary>All {counted(parts, "working part")}: equations, priors and what each assumes</summary>
          <Shared shared={shared} />
          {groups.length ? <Parts ledger={ledger} groups={groups} shared={shared} /> : null}
        </details>
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
  const [does, doesNot] = sidesOf(link)
  return (
    <tr id={anchor("l", link.id)}>
      <th scope="row">
        {nameOf(ledger, link.from)} <Sign sign={toldSign(link)} /> {nameOf(ledger, link.to)}
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
              {quotes(pro, link.sign === "contested" ? `${does}: ` : "")}
              {quotes(con, link.sign === "contested" ? `${doesNot}: ` : "against: ")}
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
        <Folded
          says={`Show ${links.length < all ? `these ${count(links.length)}` : `all ${count(all)}`}, link by link`}
        >
          <table class="stack">
            <Heads
              of={[["Cause, sign, effect", "34%"], ["Voices for, against", "100px"], ["Quotes, and where they stand"]]}
            />
            <tbody>
              {links.map((link) => (
                <LinkRow ledger={ledger} link={link} />
              ))}
            </tbody>
          </table>
        </Folded>
      ) : (
        <p class="none">The map has no link.</p>
      )}
    </Section>
  )
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
        <details class="fold">
          <summary>
            Show {rows.length < all ? `these ${count(rows.length)}` : `all ${count(all)}`}, claim by claim
          </summary>
          <table class="stack">
            <Heads of={[["Quote, and where it stands"], ["Read as", "30%"], ["In the map", "26%"]]} />
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
                        {claim.cause.text} <b>{does(claim.cause.text, claim.sign, false)}</b> {claim.effect.text}
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
        </details>
      ) : (
        <p class="none">No causal claim was read.</p>
      )}
    </Section>
  )
}
