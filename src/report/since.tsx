// Since then: what the runs foretold on the day asked about, and what came after it.
//
// In: the ledger. Out: the section, and the line on top of a page whose horizon has passed. What was foretold of a month
// is where the runs lie, counted as the source counts.

import type {JSX} from "preact"
import type {Retrospective} from "../case/index.ts"
import {greatest} from "../core/lists.ts"
import {dateOf, type Foretold, fan} from "../figure/index.ts"
import {inWords, type SinceView} from "../outlook/index.ts"
import {Figure, Section} from "./front.tsx"
import {dayAt, type Ledger, lookedBack, numberOf, sinceOf, timeOf} from "./ledger.ts"
import {closerWords, insideWords, LEAST_DRAWN, rivalName} from "./record.tsx"
import {bind, capital, count, counted, day, daySpan, isoDay, range, two} from "./words.ts"

/** Series drawn; the others stand in the table. */
const MOST_DRAWN = 4
/** The last day that anything on the page was observed or written on, as days since 1970; null where nothing is dated. */
function latestKnown(ledger: Ledger): number | null {
  const seen = ledger.outlook.views.flatMap(({observed}) => observed.flatMap(({time}) => dayAt(ledger, time) ?? []))
  // A period ends before the day on which the next begins.
  const came = sinceOf(ledger).flatMap(({periods}) => periods.flatMap(({to}) => dayAt(ledger, to) ?? []))
  const written = [...ledger.documents.map(({date}) => date), ledger.date].flatMap((date) =>
    date && daySpan(date) ? [daySpan(date)![0]] : [],
  )
  const all = [...seen, ...came.map((next) => next - 1), ...written]
  return all.length === 0 ? null : Math.floor(greatest(all))
}

/** The line on top of a page whose horizon has passed: what it foretells is past already. */
export function Passed({ledger}: {ledger: Ledger}): JSX.Element | null {
  const {horizon} = ledger.outlook
  const [end, latest] = [dayAt(ledger, horizon.stop), latestKnown(ledger)]
  if (end === null || latest === null || latest < end) return null
  return (
    <p class="draft">
      <b>This horizon has passed.</b> What is told here ends on {dateOf(horizon.stop, horizon)}, and the page knows of
      days up to {day(isoDay(latest))}.{" "}
      {sinceOf(ledger).length ? `Section ${numberOf(ledger, "since")} has what came. ` : ""}
      <code>--as-of</code> asks about a later day.
    </p>
  )
}

/** How many documents were written after the day asked about: what is read from them knows what came. */
function laterDocuments(ledger: Ledger): number {
  const day = dayAt(ledger, ledger.outlook.horizon.start)
  if (day === null) return 0
  return ledger.documents.filter(({date}) => date && daySpan(date) && daySpan(date)![0] > day).length
}

/** The percentiles as a fan draws them: each at the middle of its period. */
function asCourse(ledger: Ledger, view: SinceView): Foretold {
  const {quantity, label, unit, periods, known} = view
  const middle = ({from, to}: {from: number; to: number}) => (from + to) / 2
  const of = (name: "p2_5" | "p10" | "p25" | "p50" | "p75" | "p90" | "p97_5") => periods.map((one) => one[name])
  const came = periods.map(({observed, ...when}) => ({...when, value: observed}))
  return {
    ...{quantity, label, unit, says: insideWords(view)},
    time: periods.map(middle),
    ...{p2_5: of("p2_5"), p10: of("p10"), p25: of("p25"), p50: of("p50")},
    ...{p75: of("p75"), p90: of("p90"), p97_5: of("p97_5")},
    observed: [...known, ...came].map((one) => ({time: middle(one), value: one.value})),
    range: ledger.view.get(quantity)?.range ?? null,
  }
}

/**
 * What a period is called: "Nov 2025" of a month, by its middle, since in a model whose months are all of one length a
 * month may begin a day early; else its first day.
 */
function startOf(period: {from: number; to: number}, view: SinceView, horizon: Ledger["outlook"]["horizon"]): string {
  return view.period === "month"
    ? dateOf((period.from + period.to) / 2, horizon, "month")
    : dateOf(period.from, horizon)
}

/** From the first value that is drawn to the end of the last. */
function spanOf({known, periods}: SinceView): readonly [number, number] {
  return [(known[0] ?? periods[0]!).from, periods.at(-1)!.to]
}

/** Period by period: what was foretold, what came, and where it lay. */
function Months({ledger, view}: {ledger: Ledger; view: SinceView}): JSX.Element {
  const {horizon} = ledger.outlook
  return (
    <table class="f-table">
      <caption>
        {view.label}. Observed: {view.source}.
      </caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Foretold: middle, 8 of 10</th>
          <th scope="col">Half</th>
          <th scope="col">Came</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {view.periods.map((one) => (
          <tr>
            <th scope="row">{startOf(one, view, horizon)}</th>
            <td class="f-number">
              {two(one.p50)} ({range(one.p10, one.p90)})
            </td>
            <td class="f-number">{range(one.p25, one.p75)}</td>
            <td class="f-number">{count(one.observed)}</td>
            <td>{one.observed > one.p90 ? "above" : one.observed < one.p10 ? "below" : "inside"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "Mean miss (CRPS): this model 79; last month again 150". */
function scoreWords({scores, period}: SinceView): string {
  return scores.map(({name, crps}) => `${rivalName(name, period, "inside")} ${two(crps)}`).join("; ")
}

type Horizon = Ledger["outlook"]["horizon"]

/** The series of one day: those with a course as figures, else in a line each; and all of them as a table. */
function Fared(props: {ledger: Ledger; all: readonly SinceView[]; horizon: Horizon; id: string}): JSX.Element {
  const {ledger, all, horizon, id} = props
  const drawn = all.filter(({periods}) => periods.length >= LEAST_DRAWN).slice(0, MOST_DRAWN)
  return (
    <>
      {drawn.length > 0 ? (
        <div class={drawn.length === 1 ? "fans one" : "fans"}>
          {drawn.map((view, i) => (
            <div class="panel">
              <h3>{bind(capital(`${insideWords(view)}${closerWords(view)}`))}</h3>
              <p class="unit">
                {view.label}, {view.unit}
              </p>
              <Figure html={fan(asCourse(ledger, view), {id: `${id}${i}`, horizon, span: spanOf(view)})} />
              <p class="note">
                Mean miss (CRPS, less is better): {scoreWords(view)}. {capital(inWords(view.inside.half))} of{" "}
                {inWords(view.periods.length)} where half of the runs lay.
              </p>
            </div>
          ))}
        </div>
      ) : (
        <ul class="plain">
          {all.map((view) => (
            <li>
              {view.label}:{" "}
              {view.periods.map((one, i) => (
                <>
                  {i > 0 ? "; " : ""}
                  {startOf(one, view, horizon)} <b>{count(one.observed)}</b>, foretold {range(one.p10, one.p90)}
                </>
              ))}
              .
            </li>
          ))}
        </ul>
      )}
      <details class="twin">
        <summary>Table of these figures</summary>
        {all.map((view) => (
          <Months ledger={ledger} view={view} />
        ))}
      </details>
    </>
  )
}

/** Of a forecast that is as sure as it says. */
const SURE =
  "Of a forecast that is as sure as it says, 8 of 10 observed values lie where 8 of 10 runs lie, and half where half of them lie."

/** What an outlook of an earlier day foretold, made from what was known then. */
function LookingBack({ledger, back, id}: {ledger: Ledger; back: Retrospective; id: string}): JSX.Element {
  const {horizon} = ledger.outlook
  const {documents, later, fittedUntil, since} = back
  const start = timeOf(ledger, back.day)
  const left = later === 0 ? "" : ` (the ${inWords(later)} that came later ${later === 1 ? "is" : "are"} left out)`
  return (
    <>
      <h3 class="sub">Foretold as of {day(back.day)}</h3>
      <p class="prose">
        Made from what was known that day: {counted(documents, "document")}
        {left}, what had happened by then, and{" "}
        {fittedUntil === null
          ? "numbers drawn from their priors, fitted to no data"
          : `numbers fitted to data until ${day(fittedUntil)}`}
        . What whoever wrote the model knew of later days stays in it. {sinceOf(ledger).length === 0 ? SURE : ""}
      </p>
      <Fared ledger={ledger} all={since} horizon={start === null ? horizon : {...horizon, start}} id={id} />
    </>
  )
}

/** What was foretold, and what came: absent where no series goes beyond the day asked about, nor beyond one looked back to. */
export function Since({ledger}: {ledger: Ledger}): JSX.Element | null {
  const own = sinceOf(ledger)
  const backs = lookedBack(ledger)
  const first = own[0] ?? backs[0]?.since[0]
  if (!first) return null
  const {horizon} = ledger.outlook
  const later = laterDocuments(ledger)
  const seen = own.reduce((sum, view) => sum + view.seen, 0)
  return (
    <Section
      id="since"
      no={numberOf(ledger, "since")}
      name="Since then"
      purpose={`what came after ${own.length > 0 ? dateOf(horizon.start, horizon) : day(backs[0]!.day)}`}
      finding={`${first.label}: ${insideWords(first)}${closerWords(first)}`}
    >
      {own.length > 0 ? (
        <>
          <p class="prose">
            The runs know what happened up to {dateOf(horizon.start, horizon)} and nothing after it. {SURE}
            {later > 0
              ? ` ${capital(inWords(later))} of the ${counted(ledger.documents.length, "document")} ${later === 1 ? "was" : "were"} written later: what the map took from ${later === 1 ? "it" : "them"} knows some of what came.`
              : ""}
            {seen > 0
              ? ` The runs’ numbers were fitted to data that hold ${counted(seen, "of these values", "of these values")} too.`
              : ""}
          </p>
          <Fared ledger={ledger} all={own} horizon={horizon} id="since" />
        </>
      ) : null}
      {backs.map((back) => (
        <LookingBack ledger={ledger} back={back} id={`back-${back.day}-`} />
      ))}
    </Section>
  )
}
