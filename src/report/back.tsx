// The evidence part: contested claims, checks, signposts, evidence base, method. In: the
// ledger. Out: sections and tables in which every quote stands with its file and its place.
//
// What speaks against the outlook comes first: contradicted before held, skipped files
// beside read ones, silence shown as silence. Sides of a dispute stand as they were given.

import type {JSX} from "preact"
import type {Band, Check, CheckResult, Fans, Verdict} from "../check/index.ts"
import {groupBy} from "../core/grouping.ts"
import {greatest, least} from "../core/lists.ts"
import {publishedBy} from "../documents/index.ts"
import {
  contested,
  contestedTable,
  dateOf,
  sparkline,
  twoFans,
  verdictBar,
  verdictMark,
  verdictTable,
} from "../figure/index.ts"
import type {Edit} from "../map/index.ts"
import {inWords} from "../outlook/index.ts"
import {Folded, FoldedTable} from "./folded.tsx"
import {checkCounts, eventOf, Figure, Section, shareOrDash, Twin} from "./front.tsx"
import {Heads} from "./heads.tsx"
import {claimsOf, type Ledger, linkName, named, nameOf, numberOf, quotedOf} from "./ledger.ts"
import {Headline} from "./panel.tsx"
import {recordTitle, TrackRecord} from "./record.tsx"
import {
  anchor,
  bind,
  capital,
  count,
  counted,
  day,
  daySpan,
  isoDay,
  lengthOf,
  listed,
  paragraph,
  place,
  range,
  told,
  two,
} from "./words.ts"

/** Disputes drawn in full, those that matter most; the others are folded away as rows. */
const MOST_DISPUTES = 2
/** Checks listed of each verdict before the rest are folded away: what speaks against the model in full, the rest as examples. */
const MOST_CHECKS: Record<Verdict, number> = {
  contradicted: 14,
  mixed: 4,
  holds: 1,
  "not represented": 1,
  "not testable": 1,
}
/** Mixed verdicts are listed as long as no more than so many that speak against the model are; one is in any case. */
const MOST_AGAINST = 3
/** Verdicts that speak against the model: where there are any, the others need no example. */
const AGAINST: ReadonlySet<Verdict> = new Set(["contradicted", "mixed"])
/** Checks on the page in all, the folded ones among them: a large folder makes thousands. */
const MOST_CHECKS_PRINTED = 150
/** Columns of the strip of weeks; a longer span takes wider columns. */
const MOST_COLUMNS = 26
/** Rows of the strip of weeks: beyond it a reader wants the table. */
const MOST_STRIPS = 16

export function Disputes({ledger}: {ledger: Ledger}): JSX.Element {
  const {disputes} = ledger.outlook
  const shown = disputes.slice(0, MOST_DISPUTES)
  const event = eventOf(ledger)
  return (
    <Section
      id="s6"
      no={numberOf(ledger, "s6")}
      name="Contested claims"
      purpose="both sides, each with its quotes"
      finding={
        disputes.length === 0
          ? "The documents do not contradict each other on any link"
          : disputes.length === 1
            ? "One disagreement, and what it would be worth to settle it"
            : disputes.length <= MOST_DISPUTES
              ? `${capital(told(disputes.length, "disagreement"))}, and what it would be worth to settle them`
              : `Of ${told(disputes.length, "disagreement")} two matter most, and what it would be worth to settle them`
      }
    >
      {shown.length ? (
        <>
          {shown.map((dispute) => (
            <article class="ct2">
              <h3>{bind(dispute.question)}</h3>
              <Figure
                html={contested(
                  {...dispute, worth: bind(dispute.worth)},
                  {
                    href: `#${anchor("i", dispute.finding)}`,
                    measure: `Runs of 10 in which ${event}, if that side is right`,
                    place: (q) => place(q.file, q, ledger.document.get(q.file)),
                  },
                )}
              />
            </article>
          ))}
          {disputes.length > shown.length ? (
            <details class="fold">
              <summary>The other {counted(disputes.length - shown.length, "disagreement")}, by what they move</summary>
              <table class="stack">
                <Heads
                  of={[["Question", "26%"], ["Sides, with independent voices", "26%"], ["Value of settling it"]]}
                />
                <tbody>
                  {disputes.slice(MOST_DISPUTES).map((dispute) => (
                    <tr>
                      <th scope="row">
                        <Headline to={dispute.finding}>{bind(dispute.question)}</Headline>
                      </th>
                      <td data-l="Sides">
                        <span>
                          {dispute.sides.map((side) => (
                            <small>
                              {side.says} ({count(side.lineages)})
                            </small>
                          ))}
                        </span>
                      </td>
                      <td data-l="Value of settling it">
                        <span>{bind(dispute.worth)}</span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          ) : null}
          <Twin says="Table of the sides" html={shown.map((d) => contestedTable(d)).join("")} />
        </>
      ) : (
        <p class="none">
          {ledger.lineages.length < 2
            ? "There is one voice only, so nobody is there to disagree. That is a gap in the evidence, not a sign of agreement."
            : "No link is told both ways by different voices. Silence on a question is not agreement on it."}
        </p>
      )}
    </Section>
  )
}

/** Checks listed of each verdict where none could be tested. */
const MOST_UNTESTED = 6

/** How an effect is read where nothing else is said, and the time it is read at. */
const READ_AT =
  /,(?<= at ([^,]+),) (?:more than \S+ )?(?:above|below) the same run with nothing set(?:, on what happened)?$/

/** When an effect is read: on its day where the model's time has a calendar, else at the time as the check has it. */
function readAt({outlook: {horizon}}: Ledger, setting: string): string {
  const [, unit, time] = /^(\p{L}+) (\d+(?:\.\d+)?)$/u.exec(setting) ?? []
  const isOurs = horizon.origin !== null && unit === horizon.unit.replace(/s$/, "")
  return isOurs ? `on ${dateOf(Number(time), horizon)}` : `at ${setting}`
}

/** Whether a check moves one cause and reads its effect: its reason says both, and how is said once under the table. */
function isLink(check: Check): boolean {
  return check.measure !== null && READ_AT.test(check.measure)
}

/** What became of the statements that a drafted model was not built from: "Of the other 11, 3 speak of ...". */
function others(totals: CheckResult["totals"]): string {
  const said: readonly (readonly [number, string, string])[] = [
    [totals.contradicted, "is contradicted", "are contradicted"],
    [totals.holds, "holds", "hold"],
    [totals.mixed, "holds in part of the runs", "hold in part of the runs"],
    [
      totals["not represented"],
      "speaks of something the model does not have",
      "speak of something the model does not have",
    ],
    [totals["not testable"], "gives nothing that could be tried", "give nothing that could be tried"],
  ]
  const all = said.reduce((sum, [n]) => sum + n, 0)
  const parts = said.filter(([n]) => n > 0)
  if (all === 1) return `The one other ${parts[0]![1]}.`
  if (parts.length === 1) return `The other ${count(all)} ${parts[0]![2]}.`
  return `Of the other ${count(all)}, ${listed(parts.map(([n, one, many]) => `${count(n)} ${n === 1 ? one : many}`))}.`
}

/** The first of each group of checks that have the same words, and whatever else `beside` gives of them. */
function firstOfEach(checks: readonly Check[], beside: (check: Check) => unknown = () => null): Check[] {
  const groups = groupBy(checks, (c) => JSON.stringify([c.quote?.file, c.quote?.text ?? c.says, beside(c)]))
  return [...groups.values()].map(([first]) => first!)
}

/** Straight quotes of another layer's sentence as a page has them. */
function curled(sentence: string): string {
  return sentence.replace(/"([^"]*)"/g, "“$1”")
}

const verdictOrder: readonly Verdict[] = ["contradicted", "mixed", "holds", "not represented", "not testable"]

/** What was set, in words: "Raids held 0.2 above its start". */
function condition(ledger: Ledger, check: Check): string {
  if (!check.condition) return ""
  const parts = Object.entries(check.condition.set).map(([name, to]) => {
    const what = nameOf(ledger, name)
    if (to.is !== undefined) return `${what} held at ${two(to.is)}`
    if (to.times !== undefined) return `${what} times ${two(to.times)}`
    return `${what} ${(to.plus ?? 0) < 0 ? "lowered" : "raised"} by ${two(Math.abs(to.plus ?? 0))}`
  })
  const measured = check.measure
    ? ledger.quantity.has(check.measure)
      ? nameOf(ledger, check.measure)
      : named(ledger, check.measure)
    : ""
  return `${listed(parts)}${measured ? ` \u2192 ${measured}` : ""}`
}

/** What the two courses of a check stand for. */
function FansKey(): JSX.Element {
  return (
    <p class="key">
      {[
        ["f-without", "f-was", "with nothing set"],
        ["f-with", "f-middle", "with what was tried"],
      ].map(([band, middle, says]) => (
        <span>
          <svg width="26" height="12" aria-hidden="true">
            <rect class={band} width="26" height="12" />
            <line class={middle} x1="0" x2="26" y1="6" y2="6" />
          </svg>
          {says}: 8&nbsp;of&nbsp;10 runs, and the middle run
        </span>
      ))}
    </p>
  )
}

/** What was watched without and with what was set, as a picture and at its end in words. */
function CheckFans({ledger, fans}: {ledger: Ledger; fans: Fans}): JSX.Element {
  const ends = [fans.without, fans.with].flatMap(({p10, p50, p90}) => [p10, p50, p90].map((all) => all.at(-1)!))
  // The second digit of the largest: what is finer cannot be seen beside it.
  const largest = greatest(ends.map(Math.abs))
  const step = largest > 0 ? Number(`1e${Number(largest.toExponential().split("e")[1]) - 1}`) : 1
  const word = (value: number) => two(Math.round(value / step) * step)
  const end = ({p10, p50, p90}: Band) => {
    const [low, mid, high] = [p10, p50, p90].map((all) => all.at(-1)!)
    return `${word(mid!)} (${range(low!, high!, word)})`
  }
  const name = nameOf(ledger, fans.quantity)
  return (
    <div>
      <Figure html={twoFans(fans, name)} />
      <small>{name}</small>
      <small>without: {end(fans.without)}</small>
      <small>with: {end(fans.with)}</small>
    </div>
  )
}

/** Checks as rows: the verdict, the words and what was tried, the courses, why. */
function CheckTable({ledger, checks}: {ledger: Ledger; checks: readonly Check[]}): JSX.Element {
  return (
    <table class="stack checks">
      <thead>
        <tr>
          <th scope="col" class="w1">
            Verdict
          </th>
          <th scope="col">What the documents say, and how it was tried</th>
          <th scope="col" class="w2">
            Without, and with it
          </th>
          <th scope="col" class="w3">
            Why
          </th>
          <th scope="col" class="w4">
            Runs agreeing
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((c) => {
          const quoted = c.claims[0] ? quotedOf(ledger, c.claims[0]) : undefined
          const file = c.quote?.file ?? (c.claims[0] ? ledger.claim.get(c.claims[0])?.file : undefined)
          const at = c.quote ?? (c.claims[0] ? ledger.claim.get(c.claims[0])?.quote : undefined)
          const short = file && at ? [file, paragraph(ledger.document.get(file), at)].filter(Boolean).join(", ") : ""
          return (
            <tr>
              <td>
                <Figure html={verdictMark(c.verdict)} />
                {c.contested ? <small>contested</small> : null}
              </td>
              <th scope="row">
                {c.quote ? <q>{c.quote.text}</q> : bind(c.says)}
                <small>
                  {quoted?.row ? <a href={quoted.row}>{short}</a> : short}
                  {c.condition && !isLink(c) ? `; ${condition(ledger, c)}` : ""}
                </small>
              </th>
              <td data-l="Without, and with it">
                {c.fans ? <CheckFans ledger={ledger} fans={c.fans} /> : <span>not run</span>}
              </td>
              <td data-l="Why">
                <span>{bind(curled(capital(named(ledger, c.why))))}</span>
              </td>
              <td data-l="Runs agreeing">
                <span class="num">{shareOrDash(c.share)}</span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export function Checks({ledger}: {ledger: Ledger}): JSX.Element {
  const {asked, tested, contradicted, holds, built} = checkCounts(ledger)
  const tests = ledger.check.checks.filter((c) => !c.byConstruction)
  // Where none could be tested, why not is all there is to show.
  const speaksAgainst = tests.some(({verdict}) => AGAINST.has(verdict))
  // What puts the same words to the same test stands once; what stands unfolded says each statement once.
  const all = verdictOrder.flatMap((v) =>
    firstOfEach(
      tests.filter((c) => c.verdict === v),
      ({why}) => why,
    ),
  )
  const once = firstOfEach(all)
  const contradictedOnes = once.filter(({verdict}) => verdict === "contradicted").length
  const most = (v: Verdict) => {
    if (!tested) return Math.max(MOST_CHECKS[v], MOST_UNTESTED)
    if (v === "mixed") return Math.max(1, Math.min(MOST_CHECKS.mixed, MOST_AGAINST - contradictedOnes))
    return speaksAgainst && !AGAINST.has(v) ? 0 : MOST_CHECKS[v]
  }
  const shown = verdictOrder.flatMap((v) => once.filter((c) => c.verdict === v).slice(0, most(v)))
  const folded = all.filter((c) => !shown.includes(c)).slice(0, Math.max(0, MOST_CHECKS_PRINTED - shown.length))
  const setting = shown.map((c) => READ_AT.exec(c.measure ?? "")?.[1]).find((at) => at !== undefined)
  const share = holds * 2 > asked ? "Most statements hold in the model" : "Fewer than half of the statements hold"
  return (
    <Section
      id="s7"
      no={numberOf(ledger, "s7")}
      name="Do the documents agree with the model?"
      purpose="each causal statement, run as a test"
      finding={
        asked === 0
          ? "No statement of the documents could be put to the model"
          : tested === 0
            ? built
              ? `A drafted model repeats its documents; ${told(asked, "other statement")} could not be tested`
              : `None of the ${told(asked, "statement")} could be tested on the model`
            : contradicted
              ? `${capital(told(contradicted, "statement"))} of ${count(asked)} ${contradicted === 1 ? "is" : "are"} contradicted by the model; ${count(holds)} ${holds === 1 ? "holds" : "hold"}`
              : `${share}; none is contradicted by it`
      }
    >
      {asked ? (
        <>
          {built ? (
            <p class="prose">
              The model was built from {counted(built, "statement")}; that it repeats {built === 1 ? "it" : "them"}{" "}
              proves nothing, so {built === 1 ? "it is" : "they are"} not counted here. {others(ledger.check.totals)}
            </p>
          ) : null}
          <Figure html={verdictBar(ledger.check.totals)} />
          {all.some((c) => c.fans) ? <FansKey /> : null}
          <CheckTable ledger={ledger} checks={shown} />
          {folded.length ? (
            <details class="fold">
              <summary>The other {counted(folded.length, "statement")}, each with its test</summary>
              <CheckTable ledger={ledger} checks={folded} />
            </details>
          ) : null}
          <p class="note">
            Contradicted first. {count(shown.length + folded.length)} of {count(asked)} shown
            {shown.length + folded.length < asked ? (
              <>
                ; <code>brink check --json</code> lists all
              </>
            ) : null}
            .
            {setting
              ? ` Each cause was moved from the day it is told of (now, or the start of the run); its effect is read ${readAt(ledger, setting)} against the same run with nothing set.`
              : ""}
          </p>
          <Twin says="Table of the verdicts" html={verdictTable(ledger.check.totals)} />
        </>
      ) : (
        <p class="none">
          {built
            ? `The model was drafted from the very statements the documents make: that it repeats ${built === 1 ? "this one" : `these ${count(built)}`} proves nothing. No other statement was found to test it with.`
            : "The documents state no cause and effect, and no condition, that the model has quantities for. Nothing here speaks for the model, or against it."}
        </p>
      )}
    </Section>
  )
}

/** Letters of a source's name in a table; annex and evidence base have it whole. */
const LONGEST_SOURCE = 48

/** A signpost's source as people know it: who published the document, else its title, else its file. */
function sourceName(ledger: Ledger, source: string): string {
  const document = ledger.document.get(source)
  const name = (document && publishedBy(document)) || document?.title || source || "no document reports it: a gap"
  if (name.length <= LONGEST_SOURCE) return name
  return `${name.slice(0, name.lastIndexOf(" ", LONGEST_SOURCE)).trimEnd()} …`
}

export function Signposts({ledger}: {ledger: Ledger}): JSX.Element {
  const {signposts, horizon} = ledger.outlook
  const together = new Set(signposts.map(({when}) => when)).size === 1
  return (
    <Section
      id="s8"
      no={numberOf(ledger, "s8")}
      name="Signposts"
      purpose="watch, threshold, consequence"
      finding={
        signposts.length
          ? `${capital(told(signposts.length, "thing"))} to watch that would move this outlook`
          : "No early sign was found that tells the futures apart"
      }
    >
      {signposts.length ? (
        <>
          <table class="stack">
            <Heads
              of={[
                ["Watch", "22%"],
                ["Middle run", "130px"],
                [together ? `Threshold, ${signposts[0]!.when}` : "Threshold"],
                ...(together ? [] : [["When", "13%"] as const]),
                ["Then", together ? "38%" : "30%"],
              ]}
            />
            <tbody>
              {signposts.map((s) => {
                const level = /-?\d+(?:\.\d+)?/.exec(s.threshold.replace(/\u2212/g, "-").replace(/,/g, ""))
                return (
                  <tr>
                    <th scope="row">
                      {s.label}
                      <small>{s.published ?? sourceName(ledger, s.source)}</small>
                    </th>
                    <td data-l="Middle run">
                      <Figure
                        html={sparkline(s.series, {
                          label: `${s.label}, middle run`,
                          ...(level ? {threshold: Number(level[0])} : {}),
                        })}
                      />
                    </td>
                    <td data-l="Threshold">
                      <span>
                        <Headline to={s.finding}>{bind(s.threshold)}</Headline>
                      </span>
                    </td>
                    {together ? null : (
                      <td data-l="When">
                        <span>{bind(s.when)}</span>
                      </td>
                    )}
                    <td data-l="Then">
                      <span>{bind(capital(s.then))}</span>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          <p class="note">
            Line: the middle run over {lengthOf(horizon.stop - horizon.start, horizon.unit)}; orange: the threshold. A
            signpost splits the runs of the model.{" "}
            {signposts.some((s) => s.published)
              ? "Under its name stands who publishes it; where it says that no document speaks of it, nobody is known to measure it."
              : "The source named is a document that speaks of it, not a series of measurements."}
          </p>
        </>
      ) : (
        <p class="none">
          No quantity, early in the runs, tells those that end one way from those that end the other. What would move
          this outlook is in section {numberOf(ledger, "s5")}.
        </p>
      )}
    </Section>
  )
}

type Strip = {
  label: string
  lineage: boolean
  first: boolean
  published: [from: number, to: number]
  mentioned: number[]
  claims: number
}

/** Which weeks were written in and written about: silence stays visible. */
function Weeks({ledger}: {ledger: Ledger}): JSX.Element | null {
  const dated = ledger.documents.flatMap((d) => {
    const span = d.date ? daySpan(d.date) : null
    return span === null ? [] : [{document: d, at: span[0], until: span[1]}]
  })
  if (dated.length < 2) return null
  const last = greatest(dated.map((d) => d.until))
  const first = least(dated.map((d) => d.at)) - 14
  const span = last - first + 1
  const width = 7 * Math.max(1, Math.ceil(span / 7 / MOST_COLUMNS))
  const columns = Math.ceil(span / width)
  const column = (at: number) => Math.floor((at - first) / width)
  const groups = new Map(ledger.lineages.flatMap((l) => l.files.map((f) => [f, l] as const)))
  const byVoice = [...dated].sort(
    (a, b) =>
      order(groups.get(a.document.file)?.name ?? "", groups.get(b.document.file)?.name ?? "") ||
      a.at - b.at ||
      order(a.document.file, b.document.file),
  )
  const rows: Strip[] = byVoice.slice(0, MOST_STRIPS).map(({document, at, until}, i, all) => {
    const group = groups.get(document.file)
    const many = (group?.files.length ?? 1) > 1
    return {
      label: [publishedBy(document), document.title].filter(Boolean).join(": "),
      lineage: many,
      first: i === 0 || groups.get(all[i - 1]!.document.file) !== group,
      published: [column(at), column(until)],
      mentioned: ledger.reading.dates
        .filter((m) => m.file === document.file)
        .flatMap((m) => {
          const [from, to] = [daySpan(m.from)?.[0] ?? null, daySpan(m.to ?? m.from)?.[1] ?? null]
          if (from === null || to === null || to < first || from > last || to - from > 62) return []
          const [a, b] = [column(Math.max(from, first)), column(Math.min(to, last))]
          return Array.from({length: b - a + 1}, (_, k) => a + k)
        }),
      claims: ledger.reading.claims.filter((c) => c.file === document.file).length,
    }
  })
  const starts = Array.from({length: columns}, (_, i) => isoDay(first + i * width))
  // A month is named over its first column, with its year at the start and in January; the last of a month's
  // columns gives way to the next month, whose name needs the room.
  const months = starts.map((iso, i) =>
    i === 0 || iso.slice(0, 7) !== starts[i - 1]!.slice(0, 7) ? iso.slice(0, 7) : null,
  )
  const names = months.map((m, i) => {
    if (m === null || months.slice(i + 1, i + 3).some((next) => next !== null)) return ""
    const named = day(m)
    const first = months
      .slice(0, i)
      .every((x, j) => x === null || months.slice(j + 1, j + 3).some((next) => next !== null))
    return first || m.endsWith("-01") ? named : named.split("\u00a0")[0]!
  })
  return (
    <>
      <p class="key">
        <span>
          <i class="box h3" />
          {width === 7 ? "week" : `${width / 7} weeks`} published (or the month, where no day is stated), with its
          causal claims
        </span>
        <span>
          <i class="box h2" />
          dates it names
        </span>
        <span>
          <i class="box h0" />
          not spoken of: not the same as nothing happened
        </span>
        {rows.some((r) => r.lineage) ? <span>black bar at the left: documents of one voice</span> : null}
      </p>
      <FoldedTable says="Documents by week">
        <table class="heat">
          <thead>
            <tr>
              <th scope="col" class="doc">
                Document
              </th>
              {names.map((name, i) => (
                <th scope="col">
                  <span class="vh">{day(starts[i]!)}</span>
                  <span aria-hidden="true">{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr class={r.lineage ? "lin" : undefined}>
                <th scope="row" title={r.label}>
                  {r.label}
                </th>
                {starts.map((_, i) => {
                  const published = i >= r.published[0] && i <= r.published[1]
                  const mentioned = r.mentioned.includes(i)
                  return (
                    <td class={`c${published ? " h3" : mentioned ? " h2" : ""}`}>
                      <i>
                        {i === r.published[0] ? (
                          count(r.claims)
                        ) : published ? (
                          ""
                        ) : mentioned ? (
                          <span class="vh">named</span>
                        ) : (
                          ""
                        )}
                      </i>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </FoldedTable>
      {dated.length > rows.length ? (
        <p class="note">{count(dated.length - rows.length)} more dated documents are in the table below.</p>
      ) : null}
    </>
  )
}

/** By code unit, the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What an edit did, for people. */
function editWords(ledger: Ledger, edit: Edit): string {
  switch (edit.kind) {
    case "accept":
    case "reject":
      return `${edit.kind} claim ${edit.claim}`
    case "side":
      return `claim ${edit.claim} speaks ${edit.side}`
    case "sign":
      return "link" in edit
        ? `${linkName(ledger, edit.link)}: sign ${edit.sign}`
        : `claim ${edit.claim}: sign ${edit.sign}`
    case "span":
      return `claim ${edit.claim}: ${[edit.cause && `cause "${edit.cause}"`, edit.effect && `effect "${edit.effect}"`].filter(Boolean).join(", ")}`
    case "speaker":
      return `claim ${edit.claim}: said by ${edit.speaker ?? "its author"}`
    case "lag":
      return `${linkName(ledger, edit.link)}: after ${edit.lag}`
    case "merge":
      return `merge ${listed(edit.factors.map((f) => nameOf(ledger, f)))}`
    case "add":
      return `claim ${edit.claim} added: ${edit.cause} to ${edit.effect}, sign ${edit.sign}`
    case "split":
      return edit.into === undefined
        ? `split ${edit.name} off ${nameOf(ledger, edit.factors[0])}`
        : `phrases of ${nameOf(ledger, edit.factors[0])} mean ${edit.opposite ? "less of " : ""}${nameOf(ledger, edit.into)}`
    case "apart":
      return `${listed(edit.factors.map((f) => nameOf(ledger, f)))} are two things`
    case "rename":
      return `${nameOf(ledger, edit.factors[0])} is called ${edit.name}`
    case "assume":
      return "link" in edit
        ? `assume ${linkName(ledger, edit.link)}, sign ${edit.sign}`
        : `assume ${edit.quantity} = ${edit.value}`
    case "undo":
      return `undo edit ${edit.of}`
  }
}

export function Evidence({ledger}: {ledger: Ledger}): JSX.Element {
  const {documents, lineages, reading, map, outlook} = ledger
  const rewrites = lineages.filter((l) => l.files.length > 1)
  const merged = rewrites.reduce((n, l) => n + l.files.length, 0)
  const letters = new Map(lineages.flatMap((l, i) => l.files.map((f) => [f, i + 1] as const)))
  const kept = reading.claims.filter((c) => ledger.grounding.get(c.id)?.link).length
  const apart = reading.claims.length - kept
  const signed = map.links.filter((l) => l.sign === "+" || l.sign === "-")
  const ease = signed.filter((l) => l.sign === "-").length
  const unquoted = map.links.filter((l) => claimsOf(l).length === 0).length
  const amplify = map.loops.filter((l) => l.polarity === "R").length
  const balance = map.loops.filter((l) => l.polarity === "B").length
  return (
    <Section
      id="s9"
      no={numberOf(ledger, "s9")}
      name="Evidence base"
      purpose="who was read, and who repeats whom"
      finding={
        documents.length === 1
          ? "One document, one voice: nothing here is confirmed by anyone else"
          : rewrites.length
            ? `${capital(told(documents.length, "document"))}, ${told(lineages.length, "voice")}: ${inWords(merged)} share ${rewrites.length === 1 ? "one origin and count once" : `${inWords(rewrites.length)} origins, and each origin counts once`}`
            : `${capital(told(documents.length, "document"))}, ${told(lineages.length, "voice")}: no document repeats another`
      }
    >
      <Weeks ledger={ledger} />
      <Folded says="The documents, with their dates and claims">
        <table class="stack sub">
          <Heads of={[["Document"], ["Publisher, author"], ["Date"], ["Voice"], ["Words"], ["Causal claims"]]} />
          <tbody>
            {documents.map((d) => {
              const own = reading.claims.filter((c) => c.file === d.file)
              const inMap = own.filter((c) => ledger.grounding.get(c.id)?.link).length
              return (
                <tr id={anchor("d", d.file)}>
                  <th scope="row">
                    {d.title}
                    <small>{d.file}</small>
                  </th>
                  <td data-l="Publisher, author">
                    <span>{[publishedBy(d), d.author].filter(Boolean).join(", ") || "not stated"}</span>
                  </td>
                  <td data-l="Date">
                    <span class="num">{d.date ? day(d.date) : "not stated"}</span>
                  </td>
                  <td data-l="Voice">
                    <span>{letters.get(d.file) ?? "–"}</span>
                  </td>
                  <td data-l="Words">
                    <span class="num">{count(d.words)}</span>
                  </td>
                  <td data-l="Causal claims">
                    <span class="num">
                      {count(inMap)} of {count(own.length)} in the map
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Folded>
      <div class="two">
        <div>
          <h3>{rewrites.length ? "Rewrites count once" : "Independent voices"}</h3>
          {rewrites.length ? (
            <ul>
              {rewrites.map((l) => (
                <li>
                  {listed(l.files)}: one voice.{" "}
                  {l.evidence.map((e) => capital(bind(e.replace(/(?<!\.)\.+$/, "")))).join(". ")}
                  {l.evidence.length ? "." : ""}
                </li>
              ))}
            </ul>
          ) : (
            <p>
              {documents.length === 1
                ? "With a single document support cannot be counted: every link below has one voice at most."
                : "No document was found to copy, rewrite or translate another, so each counts as a voice of its own. Authors who draw on the same unnamed source cannot be told apart."}
            </p>
          )}
        </div>
        <div>
          <h3>What the documents lean to</h3>
          <p>
            {signed.length
              ? `${count(ease)} of ${counted(signed.length, "link")} with a sign ease what they act on; the other ${count(signed.length - ease)} add to it. `
              : "No link has a sign. "}
            {map.loops.length
              ? `Of ${counted(map.loops.length, "loop")} found, ${count(amplify)} amplify and ${count(balance)} balance${amplify + balance < map.loops.length ? `; ${count(map.loops.length - amplify - balance)} ${map.loops.length - amplify - balance === 1 ? "hangs" : "hang"} on a contested link` : ""}. `
              : ""}
            Reports tell more of what escalates than of what holds still, so calm futures may be too few here.
          </p>
        </div>
      </div>
      <p class="note">
        {counted(reading.claims.length, "causal claim")} read; {count(kept)} in the map, {count(apart)} set aside, each
        with its reason (annex D). {count(outlook.map.contested)} of {counted(outlook.map.links, "link")} contested
        {unquoted
          ? `; ${counted(unquoted, "link")} rest${unquoted === 1 ? "s" : ""} on analyst judgement and ${unquoted === 1 ? "has" : "have"} no quote`
          : ""}
        . Only English is read.
      </p>
      {outlook.skipped.length ? (
        <>
          <h3 class="sub">Not read</h3>
          <table class="stack">
            <Heads of={[["File"], ["Why"]]} />
            <tbody>
              {outlook.skipped.map((s) => (
                <tr>
                  <th scope="row">{s.file}</th>
                  <td data-l="Why">
                    <span>{s.why}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      {ledger.edits?.length ? (
        <>
          <h3 class="sub">Decisions of analysts</h3>
          <table class="stack">
            <Heads of={[["Decision"], ["By"], ["Why"]]} />
            <tbody>
              {ledger.edits.map((edit) => (
                <tr>
                  <th scope="row">
                    {edit.n}. {editWords(ledger, edit)}
                  </th>
                  <td data-l="By">
                    <span>{edit.by}</span>
                  </td>
                  <td data-l="Why">
                    <span>{edit.why}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </Section>
  )
}

/** Characters of files that a page carries at most: with more of them it could not be mailed. */
const MOST_CARRIED = 300_000

/** The model and its data, inside the page: whoever has the page can run it on. */
export function Files({ledger}: {ledger: Pick<Ledger, "files">}): JSX.Element | null {
  const {files = []} = ledger
  if (files.length === 0) return null
  let room = MOST_CARRIED
  const listed = files.map((file) => {
    const isCarried = file.text.length <= room
    if (isCarried) room -= file.text.length
    return {...file, isCarried}
  })
  return (
    <>
      <h3 class="sub">Take it further</h3>
      <ul class="plain">
        {listed.map(({name, says, text, isCarried}) => (
          <li>
            {isCarried ? (
              <a download={name.split("/").at(-1)!} href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
                {name}
              </a>
            ) : (
              <code>{name}</code>
            )}
            : {bind(says)}
            {isCarried ? "" : "; too long to stand in this page"}
          </li>
        ))}
      </ul>
    </>
  )
}

export function Method({ledger}: {ledger: Ledger}): JSX.Element {
  const {outlook, model, drafted} = ledger
  return (
    <Section id="s10" no={numberOf(ledger, "s10")} name="Method, limits, track record" finding={recordTitle(ledger)}>
      <TrackRecord ledger={ledger} />
      <div class="two">
        <div>
          <h3>How it was made</h3>
          <p>
            Each causal sentence was kept with its exact place. Claims about the same two things became one link; links
            told both ways became alternatives.{" "}
            {drafted ? "The model was drafted from the map by rule, with no analyst in between. " : ""}
            {count(outlook.runs)} runs drew numbers, delays and sides at once; {count(outlook.failed)} failed
            {outlook.failed ? ", were counted as failed, and are in no share" : ""}. A range in brackets after a share
            is its spread over the readings of the documents; after a level it holds 8&nbsp;of&nbsp;10 runs.
          </p>
        </div>
        <div>
          <h3>What it cannot say</h3>
          <p>
            It does not foresee decisions of named people, dates, or anything no document mentions.
            {drafted ? " Its indices have no natural unit: they compare only with themselves." : ""} Twenty scored
            outlooks are needed before a calibration figure can be drawn; there are none. Use it for what follows from
            what, not for how many.
          </p>
        </div>
      </div>
      <Folded says="What was left out, the model’s size, the seed and the hash of the runs">
        {outlook.notes.length > 0 ? <p class="note">{outlook.notes.map(bind).join(" ")}</p> : null}
        <p class="note">
          Model {model.name}: {counted(model.quantities.length, "quantity", "quantities")},{" "}
          {lengthOf(model.time.stop - model.time.start, model.time.unit)} in steps of {model.time.step} by{" "}
          {model.time.method === "rk4" ? "Runge-Kutta of fourth order" : "Euler’s method"}; seed {outlook.seed}; hash of
          the runs <code>{outlook.hash}</code>. The same case gives the same hash on any machine.
        </p>
      </Folded>
      <Files ledger={ledger} />
    </Section>
  )
}
