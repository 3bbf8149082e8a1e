// Map: around one factor, from one to another, circles, the matrix; a figure of the report's own kind, its table beside it, and
// the quotes of any link that is chosen. What is shown has its address.

import {signal} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import {counted} from "../../core/counted.ts"
import type {Circles, Figure, LinkRow, LinkView, MapNames, PairQuote, PairRow, PathsView} from "../shapes.ts"
import {asCsv, asSvg, copyText, saveText} from "./save.ts"
import {getAround, getCircles, getLink, getMapNames, getMatrix, getPairs, getPaths} from "./send.ts"
import {address, foretold, made, onChanged, short, tryTo, view} from "./state.ts"
import type {Shown} from "./view.ts"

type Kind = "around" | "paths" | "circles" | "matrix"
const kind = signal<Kind>("around")
const names = signal<MapNames | null>(null)
const focus = signal<string | null>(null)
const steps = signal<1 | 2>(1)
const from = signal<string | null>(null)
const to = signal<string | null>(null)
const circleAt = signal(0)
const figure = signal<Figure | null>(null)
const matrix = signal<Figure | null>(null)
const paths = signal<PathsView | null>(null)
const circles = signal<Circles | null>(null)
/** Pairs of names that would close a circle, or tell a link twice, were they one. */
const closing = signal<readonly PairRow[]>([])
/** The link whose quotes are open. */
const link = signal<LinkView | null>(null)
const wouldReject = signal("")
const copied = signal("")

const KINDS = [
  ["around", "Around one", "a"],
  ["paths", "From one to another", "x"],
  ["circles", "Circles", "c"],
  ["matrix", "Matrix", "t"],
] as const

export const mapView: Shown = {
  name: "map",
  title: () =>
    (kind.value === "paths"
      ? paths.value?.title
      : kind.value === "circles"
        ? circles.value?.title
        : (kind.value === "matrix" ? matrix : figure).value?.title) ?? "The map",
  Body: MapBody,
  hints: () =>
    kind.value === "circles"
      ? [
          ["J K", "move"],
          ["?", "keys"],
        ]
      : [
          ["J K", "links"],
          ["?", "keys"],
        ],
  enter: (rest) => void enter(rest),
  keys(key) {
    const chosen = KINDS.find(([, , letter]) => letter === key)
    if (chosen) return () => void show(chosen[0])
    if (kind.value === "around" && (key === "+" || key === "=")) return () => void around(focus.value, 2)
    if (kind.value === "around" && key === "-") return () => void around(focus.value, 1)
    if (kind.value !== "circles" && (key === "j" || key === "k")) return () => stepLink(key === "j" ? 1 : -1)
    const rows = circles.value?.rows.length ?? 0
    if (kind.value === "circles" && rows > 0)
      return {
        j: () => void circle(Math.min(rows - 1, circleAt.value + 1)),
        k: () => void circle(Math.max(0, circleAt.value - 1)),
      }[key]
    return undefined
  },
  leave() {
    if (!link.value) return false
    link.value = null
    return true
  },
}

/** Goes to the next link of the figure, or the one before; Enter opens its quotes. */
function stepLink(by: 1 | -1): void {
  const all = [...document.querySelectorAll<SVGAElement>('.figure a[href^="#link="]')]
  const at = all.indexOf(document.activeElement as unknown as SVGAElement)
  const next = at < 0 ? (by === 1 ? 0 : all.length - 1) : at + by
  all[Math.min(all.length - 1, Math.max(0, next))]?.focus()
}

async function enter(rest: string): Promise<void> {
  const [wanted, one, other] = rest.split("?")[0]!.split("/").map(decoded)
  const known = KINDS.find(([name]) => name === wanted)?.[0] ?? kind.value
  if (one && known === "around") focus.value = one
  if (known === "around" && one) steps.value = other === "2" ? 2 : 1
  if (one && other && known === "paths") [from.value, to.value] = [one, other]
  if (one && known === "circles" && /^\d{1,4}$/.test(one)) circleAt.value = Number(one)
  await show(known)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

async function show(next: Kind): Promise<void> {
  kind.value = next
  copied.value = ""
  names.value = (await tryTo(getMapNames)) ?? names.value
  const {factors, most} = names.value ?? {factors: [], most: null}
  if (next === "around") await around(focus.value ?? most, steps.value)
  else if (next === "paths") {
    from.value ??= focus.value ?? factors[0]?.id ?? null
    to.value ??= await somewhereBeyond(from.value)
    await between(from.value, to.value)
  } else if (next === "circles") await circle(circleAt.value)
  else {
    const found = await newest(getMatrix)
    if (!found) return
    matrix.value = found
    address("map/matrix")
  }
}

/** A factor that a path leads to: of those two steps away, else one. */
async function somewhereBeyond(id: string | null): Promise<string | null> {
  const found = id === null ? null : await tryTo(() => getAround(id, 2))
  const ends = (found?.links ?? []).filter((one) => one.to.id !== id)
  const next = new Set(ends.filter((one) => one.from.id === id).map((one) => one.to.id))
  return (
    (ends.find((one) => next.has(one.from.id) && !next.has(one.to.id)) ?? ends.find((one) => next.has(one.to.id)))?.to
      .id ?? null
  )
}

async function around(id: string | null, far: 1 | 2): Promise<void> {
  steps.value = far
  if (id === null) {
    figure.value = null
    return
  }
  focus.value = id
  const found = await newest(() => getAround(id, far))
  if (!found) return
  figure.value = found
  address(`map/around/${encodeURIComponent(id)}/${far}`)
}

async function between(one: string | null, other: string | null): Promise<void> {
  if (one === null || other === null) {
    paths.value = null
    return
  }
  ;[from.value, to.value] = [one, other]
  const found = await newest(() => getPaths(one, other))
  if (!found) return
  paths.value = found
  address(`map/paths/${encodeURIComponent(one)}/${encodeURIComponent(other)}`)
}

async function circle(at: number): Promise<void> {
  circleAt.value = at
  const found = await newest(() => getCircles(at))
  if (!found) return
  circles.value = found
  address(`map/circles/${at}`)
  const pairs = await getPairs().catch(() => null)
  if (pairs) closing.value = pairs.pairs.filter(({closes}) => closes > 0)
}

let asked = 0

/** What is asked for, unless it was refused, or something else was asked for meanwhile, or another view is shown by then. */
async function newest<T>(ask: () => Promise<T>): Promise<T | null> {
  asked++
  const mine = asked
  const found = await tryTo(ask)
  return mine === asked && view.value === "map" ? found : null
}

onChanged(async () => {
  if (view.value !== "map") return
  const open = link.value?.id
  await show(kind.value)
  if (open === undefined) return
  // A link that the decision took away has no quotes any more.
  link.value = await getLink(open).catch(() => null)
})

async function openLink(id: string): Promise<void> {
  link.value = await tryTo(() => getLink(id))
  wouldReject.value = ""
  const now = link.value
  if (now && now.claims.length > 0) {
    const says = await foretold(rejections(now))
    if (link.value === now) wouldReject.value = says
  }
}

const rejections = ({claims}: LinkView): object[] =>
  claims.map((claim) => ({kind: "reject", claim, why: "the link is not what the sentences say"}))

const WORDS = {"+": "raises", "-": "lowers", contested: "contested", unclear: "moves somehow"} as const

function MapBody() {
  return (
    <>
      <nav class="tabs" aria-label="Ways to look at the map">
        {KINDS.map(([id, name, key]) => (
          <button
            key={id}
            type="button"
            aria-current={kind.value === id ? "page" : undefined}
            onClick={() => void show(id)}
          >
            {name} <kbd>{key.toUpperCase()}</kbd>
          </button>
        ))}
      </nav>
      <div class={link.value ? "map withlink" : "map"}>
        <section class="wide" aria-label="The figure">
          {kind.value === "around" ? (
            <Around />
          ) : kind.value === "paths" ? (
            <Paths />
          ) : kind.value === "circles" ? (
            <CirclesTab />
          ) : (
            matrix.value && <Drawn of={matrix.value} name="matrix" />
          )}
        </section>
        {link.value && <LinkPanel of={link.value} />}
      </div>
    </>
  )
}

function Around() {
  return (
    <>
      <p class="bar-of">
        <Choice label="around" value={focus.value} onChoose={(id) => void around(id, steps.value)} />{" "}
        <button type="button" aria-pressed={steps.value === 1} onClick={() => void around(focus.value, 1)}>
          one step <kbd>-</kbd>
        </button>{" "}
        <button type="button" aria-pressed={steps.value === 2} onClick={() => void around(focus.value, 2)}>
          two steps <kbd>+</kbd>
        </button>
      </p>
      {figure.value ? <Drawn of={figure.value} name="around" /> : <p class="quiet">The map has no link.</p>}
    </>
  )
}

function Choice(props: {label: string; value: string | null; onChoose: (id: string) => void}) {
  return (
    <label>
      {props.label}{" "}
      <select value={props.value ?? ""} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {names.value?.factors.map(({id, name}) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Paths() {
  const found = paths.value
  return (
    <>
      <p class="bar-of">
        <Choice label="from" value={from.value} onChoose={(id) => void between(id, to.value)} />{" "}
        <Choice label="to" value={to.value} onChoose={(id) => void between(from.value, id)} />{" "}
        <button type="button" onClick={() => void between(to.value, from.value)}>
          turn round
        </button>
      </p>
      {found?.note && <p class="quiet">{found.note}</p>}
      {!found && (
        <p class="quiet pad">Choose two factors: every path of told links from one to the other stands here.</p>
      )}
      <ol class="paths">
        {found?.paths.map((one, i) => (
          <li key={one.links.map(({id}) => id).join(" ")}>
            <p>
              <b>{WORDS[one.sign]}</b> <span class="quiet">{tellersSay(one)}</span>
            </p>
            <Drawn of={{title: `Path ${i + 1}`, figure: one.figure, links: one.links}} name={`path-${i + 1}`} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** Who tells links that follow one another, or where nobody tells both sides. */
function tellersSay({toldBy, meets}: {readonly toldBy: readonly string[]; readonly meets: readonly string[]}): string {
  if (toldBy.length > 0) return `told whole by ${toldBy.join(", ")}`
  return meets.length > 0
    ? `two documents only meet at ${meets.join(" and at ")}`
    : "each two neighbours are told together, all of it by nobody"
}

function CirclesTab() {
  const found = circles.value
  if (!found || found.rows.length === 0)
    return (
      <p class="quiet pad">
        A circle is a chain of links that comes back to where it began. Names that are one thing and stand apart are why
        there is none, as often as not: N joins them. <Closing />
      </p>
    )
  const csv = () =>
    asCsv([
      ["circle", "kind", "told whole by", "two documents only meet at"],
      ...found.rows.map((one) => [one.name, KIND[one.polarity], one.toldBy.join("; "), one.meets.join("; ")]),
    ])
  return (
    <div class="circles">
      <div>
        <p class="hint">
          <button type="button" onClick={() => saveText("circles.csv", "text/csv", csv())}>
            as CSV
          </button>
        </p>
        <ol class="queue-list">
          {found.rows.map((one, i) => (
            <li key={one.name}>
              <button
                type="button"
                aria-current={i === circleAt.value ? "true" : undefined}
                onClick={() => void circle(i)}
              >
                <span class="line">{one.name}</span>
                <span class="reason">
                  {KIND[one.polarity]}, {tellersSay(one)}
                </span>
              </button>
            </li>
          ))}
        </ol>
        <p class="quiet">
          <Closing />
        </p>
      </div>
      <div>
        {found.shown && <Drawn of={found.shown} name="circle" />}
        {found.shown && (
          <ul class="phrases">{found.shown.links.map(({id, quote}) => quote && <Quote key={id} of={quote} />)}</ul>
        )}
      </div>
    </div>
  )
}

const MOST_CLOSING = 4

/** Names that joined would close circles. */
function Closing() {
  const found = closing.value
  if (found.length === 0) return null
  const more = found.length - MOST_CLOSING
  return (
    <>
      Joined, these would close more, or tell links twice:{" "}
      {found
        .slice(0, MOST_CLOSING)
        .map(({names: [one, other]}) => `${one} and ${other}`)
        .join("; ")}
      {more > 0 && `; ${counted(more, "more pair")}`}. <a href="#/names/pairs">Go through the pairs</a>.
    </>
  )
}

function Quote({of: {claim, file, text}}: {of: PairQuote}) {
  return (
    <li>
      <blockquote>
        {text} <small>{file}</small>
      </blockquote>
      <a href={`#/read/${claim}`}>its reading</a>
    </li>
  )
}

const KIND = {R: "reinforces itself", B: "balances itself", contested: "turns on a contested link"} as const

/** A figure with its table, and ways to take both along. */
function Drawn({of, name}: {of: Figure; name: string}) {
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = here.current
    if (!box) return
    setMarkup(box, of.figure)
    // Styles may not stand in markup; set by the page's own script they may.
    for (const one of box.querySelectorAll<SVGElement | HTMLElement>("[data-style]"))
      one.style.cssText = one.dataset["style"] ?? ""
  }, [of.figure])
  const rows = () =>
    asCsv([
      ["cause", "more of it", "effect", "for", "against", "delay"],
      ...of.links.map((one) => [one.from.name, WORDS[one.sign], one.to.name, one.for, one.against, one.lag ?? ""]),
    ])
  return (
    <div class="drawn">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: what is clicked are links, which the keyboard reaches by itself. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears the links inside. */}
      <div
        ref={here}
        class="figure"
        onClick={(event) => {
          const wanted = (event.target as Element).closest("a")?.getAttribute("href")
          if (!wanted?.startsWith("#link=")) return
          event.preventDefault()
          void openLink(decoded(wanted.slice("#link=".length)))
        }}
      />
      <details open={name === "around"}>
        <summary>{counted(of.links.length, "link")} as a table</summary>
        <p class="hint">
          <button
            type="button"
            onClick={async () => {
              const svg = here.current?.querySelector("svg")
              if (!svg) return
              const text = asSvg(svg)
              if (await copyText(text)) copied.value = "The figure is on the clipboard, as SVG."
              else {
                saveText(`${name}.svg`, "image/svg+xml", text)
                copied.value = "This browser keeps the clipboard to itself: the figure was saved as a file."
              }
            }}
          >
            copy as SVG
          </button>{" "}
          <button type="button" onClick={() => saveText(`${name}.csv`, "text/csv", rows())}>
            as CSV
          </button>{" "}
          <span role="status">{copied.value}</span>
        </p>
        <LinkTable of={of.links} />
      </details>
    </div>
  )
}

type Policy = {createHTML(markup: string): string}
type WithTypes = {trustedTypes?: {createPolicy(name: string, rules: Policy): Policy}}
/** What the figure layer wrote on the server, where every word of a document is escaped, is the only markup that is taken. */
const policy = (globalThis as WithTypes).trustedTypes?.createPolicy("brink-figure", {createHTML: (markup) => markup})

function setMarkup(box: HTMLElement, markup: string): void {
  box.innerHTML = policy ? policy.createHTML(markup) : markup
}

function LinkTable({of}: {of: readonly LinkRow[]}) {
  return (
    <table class="f-table">
      <thead>
        <tr>
          <th scope="col">Cause</th>
          <th scope="col">More of it</th>
          <th scope="col">Effect</th>
          <th scope="col">Voices</th>
          <th scope="col">Quotes</th>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <a href={`#/map/around/${encodeURIComponent(one.from.id)}`}>{one.from.name}</a>
            </th>
            <td>{WORDS[one.sign]}</td>
            <td>
              <a href={`#/map/around/${encodeURIComponent(one.to.id)}`}>{one.to.name}</a>
            </td>
            <td>{one.against > 0 ? `${one.for} v ${one.against}` : one.for}</td>
            <td class="one-quote">
              {one.quote && <q>{short(one.quote.text, 110)}</q>}{" "}
              <button
                type="button"
                onClick={() => void openLink(one.id)}
                aria-label={`show quotes of ${one.from.name} and ${one.to.name}`}
              >
                show
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function LinkPanel({of}: {of: LinkView}) {
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => close.current?.focus(), [of.id])
  const quotes = (title: string, all: readonly PairQuote[]) =>
    all.length > 0 && (
      <>
        <h2>{title}</h2>
        <ul class="phrases">
          {all.map((one) => (
            <Quote key={one.claim} of={one} />
          ))}
        </ul>
      </>
    )
  return (
    <section class="card" aria-label="The link">
      <h2 class="name">
        {of.from.name} {WORDS[of.sign]} {of.to.name}
      </h2>
      {quotes(`For, by ${counted(of.for, "voice")}`, of.quotesFor)}
      {quotes("Against, or otherwise", of.quotesAgainst)}
      {of.claims.length === 0 && <p class="quiet">Nobody tells it: a person assumed it.</p>}
      <ul class="answers">
        {of.claims.length > 0 && (
          <li>
            <button
              type="button"
              onClick={() =>
                void made(rejections(of), `rejected: ${of.from.name} and ${of.to.name}, with all that tells it`)
              }
            >
              <span />
              <b>reject it</b>
              <span>
                {counted(of.claims.length, "reading")}. {wouldReject.value}
              </span>
            </button>
          </li>
        )}
        <li>
          <button
            type="button"
            ref={close}
            onClick={() => {
              link.value = null
            }}
          >
            <kbd>Esc</kbd>
            <b>close</b>
            <span />
          </button>
        </li>
      </ul>
    </section>
  )
}
