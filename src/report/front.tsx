// The outlook part, what prints on two pages: bottom line, outlook, why, options, drivers.
// In: the ledger. Out: sections whose every number opens its panel. Titles are sentences
// that word what the tables below them hold; nothing here ranks options or names a winner.
//
// Each section says in words when it has nothing to show, and why.

import type {ComponentChildren, JSX} from "preact"
import {greatest, least} from "../core/lists.ts"
import {
  dateOf,
  fan,
  fanTable,
  likelihood,
  likelihoodTable,
  loopCourse,
  ring,
  ringTable,
  strip,
  tornado,
  tornadoTable,
} from "../figure/index.ts"
import {
  amountWords,
  countsIn,
  inWords,
  isPlural,
  type LoopView,
  likelihood as likelihoodWord,
  type OptionView,
  type OutcomeView,
  type Readings,
  riseIsBetter,
  type Share,
} from "../outlook/index.ts"
import {FoldedTable} from "./folded.tsx"
import {type Ledger, MOST_FANS, numberOf, signWords} from "./ledger.ts"
import {Headline, Panel, Quote} from "./panel.tsx"
import {isMeasured, recordTitle, SinceSentence, SkillSentence, SkillWords} from "./record.tsx"
import {Corner, Standing} from "./standing.tsx"
import {
  anchor,
  bind,
  capital,
  count,
  counted,
  isIndex,
  lengthOf,
  listed,
  ofTen,
  range,
  shownUnit,
  stepFor,
  stepped,
  tenths,
  told,
  two,
  unitOfChange,
  unitsOf,
} from "./words.ts"

/** Loops shown as rings: more than three and none is looked at. */
const MOST_RINGS = 3
/** Variables of a ring that can still be read at 340 px. */
const MOST_ON_RING = 8

/** What is in force on the first day, and how much longer each thing goes on. */
function InForce(props: {ledger: Ledger; inForce: NonNullable<Ledger["outlook"]["inForce"]>}): JSX.Element {
  const {ledger, inForce} = props
  const {known, outlook} = ledger
  const open = inForce.some(({source}) => source === null)
  const said = inForce.some(({source}) => source !== null)
  const drawn = [
    ...(said ? ["from how long such things last where the case says so"] : []),
    ...(open ? [`${said ? "else " : ""}as likely as not as long again as it has been, a month at least`] : []),
  ].join(", ")
  return (
    <>
      <p class="conf">
        <b>In force on the first day:</b>{" "}
        {listed(inForce.map(({lever, value}) => `${known.inside(lever)}\u00a0(${two(value)})`))}.
        <span class="screen">
          {" "}
          Nobody knows when each will be let go: the time is drawn run by run, {drawn}. Section {numberOf(ledger, "s4")}{" "}
          has what happens if it is kept or ended at once.
        </span>
      </p>
      {/* The outlook has two sheets on paper: this stands on the screen alone. */}
      <div class="screen">
        <FoldedTable says="How much longer each goes on, and who says so">
          <table class="f-table">
            <thead>
              <tr>
                <th scope="col">In force</th>
                <th scope="col">{unitsOf(outlook.horizon.unit)} more: the middle run and 8&nbsp;of&nbsp;10</th>
                <th scope="col">Says who</th>
              </tr>
            </thead>
            <tbody>
              {inForce.map(({label, toCome, source}) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td>
                    <span class="num">
                      {two(toCome.mid)} ({range(toCome.low, toCome.high)})
                    </span>
                  </td>
                  <td>{source ?? "nobody: by its age (Gott 1993)"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </FoldedTable>
      </div>
    </>
  )
}

/** Figures are strings from the figure layer, which escapes every word it is given. `inline` where a block may not stand. */
export function Figure({html, class: name, inline}: {html: string; class?: string; inline?: boolean}): JSX.Element {
  // biome-ignore-start lint/security/noDangerouslySetInnerHtml: the one place where markup enters, and it is the figures' own
  if (inline) return <span class={name} dangerouslySetInnerHTML={{__html: html}} />
  return <div class={name} dangerouslySetInnerHTML={{__html: html}} />
  // biome-ignore-end lint/security/noDangerouslySetInnerHtml: see above
}

/** A figure's table twin, folded. */
export function Twin({says, html}: {says: string; html: string}): JSX.Element {
  return (
    <details class="twin">
      <summary>{says}</summary>
      <Figure html={html} />
    </details>
  )
}

/** What the bands, the line and the dots of a fan stand for: once above all panels. */
export function FanKey({observed}: {observed: boolean}): JSX.Element {
  return (
    <p class="key">
      {[
        ["f-b50", "half of the runs"],
        ["f-b80", "8\u00a0of\u00a010"],
        ["f-b95", "19 of 20"],
      ].map(([band, says]) => (
        <span>
          <svg width="18" height="11" aria-hidden="true">
            <rect class={band} width="18" height="11" />
          </svg>
          {says}
        </span>
      ))}
      <span>
        <svg width="18" height="11" aria-hidden="true">
          <line class="f-middle" x1="0" x2="18" y1="5.5" y2="5.5" />
        </svg>
        middle run
      </span>
      {observed ? (
        <span>
          <svg width="9" height="11" aria-hidden="true">
            <circle class="f-observed" cx="4" cy="5.5" r="2.2" />
          </svg>
          observed
        </span>
      ) : null}
      <span>right: middle run and 8&nbsp;of&nbsp;10</span>
    </p>
  )
}

/** A circled sign as the figures draw it. */
export function Sign({sign}: {sign: "+" | "-" | "contested" | "unclear"}): JSX.Element {
  const name = {"+": "plus", "-": "minus", contested: "both", unclear: "unclear"}[sign]
  const arms = {
    "+": "M5 9H13M9 5V13",
    "-": "M5 9H13",
    contested: "M5 7.5H13M9 4V11M5 13H13",
    unclear: "M8 9H10",
  }[sign]
  return (
    <svg class="sign" width="18" height="18" role="img" aria-label={signWords({sign})}>
      <g class={`f-badge f-${name}`}>
        <circle cx="9" cy="9" r="7.5" />
        <path d={arms} />
      </g>
    </svg>
  )
}

/** What the signs, pills, ticks and dashes of a ring or a map stand for. */
export function RingKey(props: {contested: boolean; delayed?: boolean; judged?: boolean}): JSX.Element {
  const {contested, delayed, judged} = props
  return (
    <p class="key">
      <span>
        <Sign sign="+" />
        more leads to more
      </span>
      <span>
        <Sign sign="-" />
        more leads to less
      </span>
      <span>
        <svg width="18" height="18" aria-hidden="true" class="f-svg">
          <rect class="f-pill" x=".5" y="1" width="17" height="16" rx="8" />
          <text class="f-ink f-flat f-mid" x="9" y="13">
            3
          </text>
        </svg>
        independent voices (also the width)
      </span>
      {delayed ? (
        <span>
          <svg width="26" height="14" aria-hidden="true">
            <line class="f-link f-plus" stroke-width="2" x1="0" x2="26" y1="7" y2="7" />
            <path class="f-delay" d="M11 0V14M15 0V14" />
          </svg>
          acts with delay
        </span>
      ) : null}
      {contested ? (
        <span>
          <svg width="30" height="14" aria-hidden="true">
            <line class="f-link f-minus f-contested" stroke-width="2" x1="0" x2="30" y1="7" y2="7" />
          </svg>
          contested, voices for v against
        </span>
      ) : null}
      {judged ? (
        <span>
          <svg width="30" height="14" aria-hidden="true">
            <line class="f-link f-plus f-judged" stroke-width="2" x1="1" x2="30" y1="7" y2="7" />
          </svg>
          no voice of its own
        </span>
      ) : null}
    </p>
  )
}

/** A section: number, name and one plain line at the side, a sentence that says the finding, then the content. */
export function Section(props: {
  id: string
  no: string
  name: string
  purpose?: string
  finding?: string
  full?: boolean
  children: ComponentChildren
}): JSX.Element {
  return (
    <section id={props.id} class={props.full ? "full" : undefined} aria-labelledby={`${props.id}-h`}>
      <div>
        <h2 id={`${props.id}-h`}>
          <span class="no">{props.no}</span> {props.name}
        </h2>
        {props.purpose ? <p class="side">{props.purpose}</p> : null}
      </div>
      <div>
        {props.finding ? <p class="find">{bind(props.finding)}</p> : null}
        {props.children}
      </div>
    </section>
  )
}

type FanOptions = NonNullable<Parameters<typeof fan>[1]>

/** A fan of one outcome under what it says; its number opens its panel. */
export function FanPanel({view, options}: {view: OutcomeView; options: Omit<FanOptions, "href">}): JSX.Element {
  return (
    <div class="panel" id={anchor("fig", view.quantity)}>
      <h3>{bind(view.says)}</h3>
      <p class="unit">
        {view.label}, {bind(shownUnit(view.unit))}
      </p>
      <Figure html={fan(view, {...options, href: `#${anchor("i", view.finding)}`})} />
    </div>
  )
}

/** Likelihood words in bold, so that they stand out beside their share. */
function Emphasised({text}: {text: string}): JSX.Element {
  const parts = text.split(/((?<!\babout as )\b(?:very )?(?:un)?likely\b|\babout even\b)/)
  return <>{parts.map((part, i) => (i % 2 ? <b>{part}</b> : bind(part)))}</>
}

/** The bottom line with the words of each anchor turned into a link to its panel, in the order they occur. */
function Linked({ledger}: {ledger: Ledger}): JSX.Element {
  const {bottomLine, anchors} = ledger.outlook
  const pieces: JSX.Element[] = []
  const placed: {at: number; words: string; finding: string}[] = []
  // The words of each anchor stand after those of the one before: the same words may carry two numbers.
  let from = 0
  for (const {words, finding} of anchors) {
    const at = words.length > 0 && ledger.finding.has(finding) ? bottomLine.indexOf(words, from) : -1
    if (at < 0) continue
    placed.push({at, words, finding})
    from = at + words.length
  }
  let done = 0
  for (const {at, words, finding} of placed) {
    pieces.push(<Emphasised text={bottomLine.slice(done, at)} />)
    pieces.push(
      <Headline to={finding} short>
        {bind(words)}
      </Headline>,
    )
    done = at + words.length
  }
  pieces.push(<Emphasised text={bottomLine.slice(done)} />)
  return <>{pieces}</>
}

/** The clause and the share an outcome is told by. */
function lead(view: OutcomeView): {says: string; share: Share} {
  if (view.lead) return view.lead
  return view.up.share >= view.down.share
    ? {says: `${view.label}: higher at the end`, share: view.up}
    : {says: `${view.label}: lower at the end`, share: view.down}
}

/** The same clause inside a sentence: a common first word in lower case. */
function insideLead(ledger: Ledger, view: OutcomeView): string {
  const {says} = lead(view)
  return says.startsWith(view.label) ? `${ledger.known.inside(view.quantity)}${says.slice(view.label.length)}` : says
}

/** Up to this share of runs, where the scale says "about even", a title does not say that it happens. */
const TELLING = 0.66
/** Shares nearer than a run of ten read the same. */
const LEVEL = 0.1

/** What an outcome does, for a title. */
function course(ledger: Ledger, view: OutcomeView, opens: boolean): string {
  const label = opens ? view.label : ledger.known.inside(view.quantity)
  if (!view.lead) return `${label} may end higher or lower`
  const {way, share} = view.lead
  if (share.share > TELLING) return opens ? view.lead.says : insideLead(ledger, view)
  if (way === "up" || way === "down") {
    if (Math.abs(view.up.share - view.down.share) < LEVEL) return `${label} may go either way`
    return `${label} ${isPlural(view.label) ? "tend" : "tends"} ${way === "up" ? "higher" : "lower"}`
  }
  const word = likelihoodWord(share.share)
  return `${opens ? "It" : "it"} is ${word} ${word === "about even" ? "whether" : "that"} ${insideLead(ledger, view)}`
}

/** "24 of 45 statements" that the model can be asked; `built` are those it was drafted from, which are no test of it. */
export function checkCounts(ledger: Ledger): Record<"asked" | "tested" | "holds" | "contradicted" | "built", number> {
  const t = ledger.check.totals
  return {
    built: ledger.check.checks.filter((c) => c.byConstruction).length,
    asked: t.holds + t.mixed + t.contradicted + t["not represented"] + t["not testable"],
    tested: t.holds + t.mixed + t.contradicted,
    holds: t.holds,
    contradicted: t.contradicted,
  }
}

/** What is told by the way from its beginning. */
const COUNTS_WAYS = /\b(?:higher|lower|near the starting level)\b/u
const NEAR =
  "Higher or lower: by more than a hundredth of the range (where none is declared, of the middle 19 of 20 of all values); near: within that."

export function BottomLine({ledger}: {ledger: Ledger}): JSX.Element {
  const {outlook} = ledger
  const {asked, tested, contradicted, built} = checkCounts(ledger)
  const rows = outlook.views.slice(0, MOST_FANS).map((view) => {
    const {says, share} = lead(view)
    return {label: says, share, href: `#${anchor("i", view.finding)}`}
  })
  return (
    <Section id="s1" no={numberOf(ledger, "s1")} name="Bottom line">
      <div class="bl">
        <div>
          <p class="lead">
            <Linked ledger={ledger} />
          </p>
          <p class="conf">
            <b>Before you forward this.</b>{" "}
            {built ? (
              <>
                The model was built from {counted(built, "statement")} of these documents, so that it repeats them
                proves nothing.{" "}
                {asked ? (
                  <>
                    {tested ? `It contradicts ${contradicted ? count(contradicted) : "none"} of the` : "The"}{" "}
                    <Headline to="checks">{asked === 1 ? "one other statement" : `${count(asked)} others`}</Headline>
                    {tested ? "" : " could not be tested"} (section {numberOf(ledger, "s7")}), and{" "}
                  </>
                ) : (
                  `There is no other statement to test it with (section ${numberOf(ledger, "s7")}), and `
                )}
              </>
            ) : tested ? (
              <>
                The model contradicts{" "}
                <Headline to="checks">
                  {contradicted ? count(contradicted) : "none"} of the {counted(tested, "statement")}
                </Headline>{" "}
                of its own documents that it was tested on (section {numberOf(ledger, "s7")}), and{" "}
              </>
            ) : asked ? (
              <>
                None of the <Headline to="checks">{counted(asked, "statement")}</Headline> of its own documents could be
                tested on the model (section {numberOf(ledger, "s7")}), and{" "}
              </>
            ) : (
              <>
                The documents make no statement that the model could be asked (section {numberOf(ledger, "s7")}), and{" "}
              </>
            )}
            <SkillSentence ledger={ledger} /> Shares are shares of model runs
            {isMeasured(ledger) ? (
              <>
                .<SinceSentence ledger={ledger} />
              </>
            ) : (
              "; they have not been measured against what happened."
            )}
          </p>
          {outlook.inForce?.length ? <InForce ledger={ledger} inForce={outlook.inForce} /> : null}
          {ledger.drafted ? (
            <p class="draft">
              <b>A drafted model.</b> No analyst has built or checked this model: it was{" "}
              <Headline to="draft">drafted by rule</Headline> from what the documents say causes what. It shows where
              their own logic leads, not what the world will do.
            </p>
          ) : null}
          {ledger.untouched ? (
            <p class="draft">
              <b>A draft that nobody has edited.</b> The model is as <code>brink draft</code> wrote it from what the
              documents say causes what. Its weights, times and levels are guesses until somebody puts better ones in.
            </p>
          ) : null}
        </div>
        {rows.length ? (
          <figure>
            <Figure html={likelihood(rows)} />
            <figcaption class="unit">
              Dot: share of all runs. Bar: spread across readings of the documents.
              {rows.some(({label}) => COUNTS_WAYS.test(label)) ? ` ${NEAR}` : ""}
            </figcaption>
            <Twin says="Table of this figure" html={likelihoodTable(rows)} />
          </figure>
        ) : null}
      </div>
    </Section>
  )
}

/** The value of an outcome's worse end at a time: the p90 where less is wanted, the p10 where more is. */
function worse(view: OutcomeView, at: number): number | null {
  const i = view.time.findIndex((t) => Math.abs(t - at) < 1e-9)
  if (i < 0 || view.wanted === null) return null
  return (view.wanted === "less" ? view.p90[i] : view.p10[i]) ?? null
}

/** When an outcome was first observed; Infinity where it never was. */
const firstSeen = ({observed}: OutcomeView): number => least(observed.map(({time}) => time))

/** First and last time of a panel with a past: from its first observation, at the earliest from `from`. */
function spanOf(view: OutcomeView, from: number): readonly [number, number] {
  return [Math.max(firstSeen(view), from), view.time.at(-1) ?? 0]
}

/** Where a drafted index begins (docs/methods/draft.md). */
const BEGINS = 0.5

/**
 * Levels that hold 19 of 20 runs of each of these indices, as far below their beginning as above: on the whole of
 * 0 to 1 the runs of a drafted model are a hair. Null unless all are indices from 0 to 1 that begin at one half.
 */
function indexLevels(views: readonly OutcomeView[]): readonly [number, number] | null {
  const isHalf = (v: OutcomeView) =>
    isIndex(v.unit) && v.range?.[0] === 0 && v.range[1] === 1 && Math.abs((v.p50[0] ?? 0) - BEGINS) < 0.005
  if (!views.length || !views.every(isHalf)) return null
  const away = views
    .flatMap((v) => [...v.p2_5, ...v.p97_5])
    .filter(Number.isFinite)
    .reduce((most, level) => Math.max(most, Math.abs(level - BEGINS)), 0.05)
  const reach = Math.min(BEGINS, Math.ceil(away * 10 - 1e-9) / 10)
  return [BEGINS - reach, BEGINS + reach]
}

/** Lead times a planner asks about, in weeks. */
const LEADS = [4, 8, 12]

/** The first outcomes' courses in one sentence: as many as a title holds, at most three, at least one. */
function outlookTitle(ledger: Ledger, views: readonly OutcomeView[]): string {
  const courses = views.slice(0, 3).map((v, i) => course(ledger, v, i === 0))
  while (courses.length > 1 && courses.join("; ").length > LONGEST_TITLE) courses.pop()
  return courses.join("; ")
}

/** Characters that stand on one line beside a section's name on paper. */
const LONGEST_TITLE = 84

export function OutlookSection({ledger}: {ledger: Ledger}): JSX.Element {
  const {views, horizon} = ledger.outlook
  const drafted = ledger.drafted
  const shown = views.slice(0, MOST_FANS)
  const levels = drafted ? indexLevels(shown) : null
  // As much of the past as of the future: more would squeeze the runs.
  const history = horizon.start - (horizon.stop - horizon.start)
  const finding = shown.length ? outlookTitle(ledger, shown) : "No outcome could be followed"
  const longer = shown
    .filter((v) => firstSeen(v) < history)
    .map((v) => `${ledger.known.inside(v.quantity)} since ${dateOf(firstSeen(v), horizon, "month")}`)
  // Levels of a drafted index mean nothing by themselves: their worst is no number to plan by.
  const bad =
    /^weeks?$/.test(horizon.unit) && !drafted && !ledger.numbers.has("planning")
      ? shown.flatMap((v) => {
          const values = LEADS.map((w) => worse(v, horizon.start + w)).filter((x): x is number => x !== null)
          return values.length === LEADS.length ? [`${v.label} ${values.map(two).join(", ")}`] : []
        })
      : []
  const names = new Set(shown.map(({quantity}) => quantity))
  const worst = (ledger.outlook.worst ?? [])
    .filter(({quantity}) => names.has(quantity))
    .map(
      ({quantity, peak}) => `${ledger.known.inside(quantity)} ${two(peak.worst)} about ${dateOf(peak.time, horizon)}`,
    )
  return (
    <Section
      id="s2"
      no={numberOf(ledger, "s2")}
      name="Outlook"
      purpose={`${lengthOf(horizon.stop - horizon.start, horizon.unit)} if nobody takes a new step`}
      finding={finding}
    >
      {shown.length ? (
        <>
          <FanKey observed={shown.some((v) => v.observed.length > 0)} />
          <div class={shown.length === 1 ? "fans one" : "fans"}>
            {shown.map((view, i) => (
              <FanPanel
                view={view}
                options={{
                  id: `fan${i}`,
                  horizon,
                  ...(view.observed.some((o) => o.time < horizon.start) ? {span: spanOf(view, history)} : {}),
                  ...(levels ? {levels} : {}),
                }}
              />
            ))}
          </div>
          {COUNTS_WAYS.test(finding) ? <p class="note">{NEAR}</p> : null}
          {levels ? (
            <p class="note">
              An index runs from 0 to 1 and has no unit; 0.5 is the state when the documents were written. These axes
              show {range(levels[0], levels[1])}, the same in every panel.
            </p>
          ) : null}
          {longer.length ? (
            <p class="note screen">The table has what was observed before: {longer.join("; ")}.</p>
          ) : null}
          {bad.length ? (
            <p class="note">
              Worst run in 10 at {listed(LEADS.map(String))} weeks: {bad.join("; ")}.
            </p>
          ) : null}
          {worst.length ? (
            <p class="note">
              Bad case (one run in twenty is worse): {worst[0]}. Section {numberOf(ledger, "planning")} has{" "}
              {worst.length > 1 ? "those of the others, " : ""}the weeks between,{" "}
              {views.length > shown.length ? "further outcomes, " : ""}
              thresholds and warning.
            </p>
          ) : null}
          <Twin says="Table of these figures" html={shown.map((view) => fanTable(view, {horizon})).join("")} />
        </>
      ) : (
        <p class="none">
          The documents name no outcome that the model follows. Name one in case.yaml under <code>outcomes</code>.
        </p>
      )}
    </Section>
  )
}

function whyTitle(ledger: Ledger): string {
  const {loops} = ledger.outlook
  const first = loops[0]
  if (!first) return "No loop was found: causes run one way only"
  if (first.gain === null)
    return `${capital(told(Math.min(loops.length, MOST_RINGS), "loop"))} the documents tell; how much each does could not be measured`
  const inside = ledger.known.inside(ledger.outlook.event.quantity)
  if (loops.every(isIdle)) return `No loop moves ${inside}: what each adds is next to nothing`
  const says = (first.pulse?.says ?? "")
    .replace(" by this circle", "")
    .replace(/^(?:Of|One|What|Whatever)\b/, (word) => word.toLowerCase())
  return says === "" ? first.name : `${first.name}: ${says}`
}

/** A circle that adds less than this part of what it is given adds next to nothing. */
const NOTHING = 0.005

/** Whether a loop was measured, and adds next to nothing in any of 8 of 10 runs. */
function isIdle({gain}: LoopView): boolean {
  return gain !== null && Math.max(Math.abs(gain.low), Math.abs(gain.high)) < NOTHING
}

/** A loop's sentences: how it runs, and what it adds; who tells it is left to the screen, where there is room. */
function Caption({says}: {says: string}): JSX.Element {
  const sentences = says.split(/(?<=[.;])\s+(?=\p{Lu})/u)
  return (
    <>
      {bind(sentences.slice(0, 2).join(" "))}
      {sentences.length > 2 ? <span class="screen"> {bind(sentences.slice(2).join(" "))}</span> : null}
    </>
  )
}

/** What the curve under a ring shows: of what, from when on, and its ends. */
function courseWords(ledger: Ledger, loop: LoopView): string {
  const {horizon, event} = ledger.outlook
  const {course, pulse} = loop
  if (!course || !pulse) return ""
  const isSame = pulse.of === event.quantity
  const of = isSame ? "one more" : `one more of ${ledger.known.inside(pulse.of)}`
  const lost = pulse.lost > 0 ? ` ${capital(counted(pulse.lost, "run"))} could not be nudged, or failed then.` : ""
  const last = course.time.at(-1) ?? horizon.stop
  const unit = course.unit === "" ? "" : `, ${course.unit}`
  const months = [pulse.at, last].map((time) => dateOf(time, horizon, "month"))
  const [from, to] = months[0] === months[1] ? [pulse.at, last].map((time) => dateOf(time, horizon)) : months
  return bind(`What the loop makes of ${of}${unit}: ${from} to ${to}.${lost}`)
}

export function Why({ledger}: {ledger: Ledger}): JSX.Element {
  const {event} = ledger.outlook
  const inside = ledger.known.inside(event.quantity)
  const fit = ledger.outlook.loops.filter((l) => l.factors.length <= MOST_ON_RING)
  // A loop whose middle run does nothing is drawn only where none does more, and not at all where it never does anything.
  const doing = fit.filter((l) => l.gain === null || Math.abs(l.gain.mid) >= NOTHING)
  const shown = (doing.length ? doing : fit.slice(0, 1).filter((l) => !isIdle(l))).slice(0, MOST_RINGS)
  const idle = shown.length === 0 ? fit.slice(0, MOST_RINGS) : []
  const pulsed = shown.flatMap(({pulse}) => pulse ?? [])
  return (
    <Section
      id="s3"
      no={numberOf(ledger, "s3")}
      name="Why"
      purpose="what feeds back on itself"
      finding={whyTitle(ledger)}
    >
      {shown.length ? (
        <>
          <RingKey
            contested={shown.some((l) => l.links.some((k) => k.sign === "contested"))}
            delayed={shown.some((l) => l.links.some((k) => k.delayed))}
          />
          <div class={`rings${shown.length === 1 ? " one" : shown.length === 2 ? " two" : ""}`}>
            {shown.map((loop, i) => (
              <figure>
                <h3>
                  <Headline to={loop.finding}>{loop.name}</Headline>
                </h3>
                <Figure html={ring(loop, {id: `ring${i}`})} />
                <figcaption>
                  <Caption says={loop.says} />
                </figcaption>
                {loop.course ? (
                  <div class="course">
                    <Figure html={loopCourse(loop.course, {label: loop.name})} />
                    <p class="unit">{courseWords(ledger, loop)}</p>
                  </div>
                ) : null}
              </figure>
            ))}
          </div>
          {pulsed.length ? (
            <p class="note screen">
              Each run was made twice with the same small nudge, once with the loop whole and once with it open; the
              difference, for one of what was nudged, is what the loop adds to {inside}. Under each ring the same over
              time, above the line more, below it less, each on a scale of its own.
            </p>
          ) : null}
          <Twin says="Table of the loops" html={shown.map((loop) => ringTable(loop)).join("")} />
        </>
      ) : idle.length ? (
        <>
          <p class="none">
            The map closes {idle.length === 1 ? "a circle" : "circles"}, and the runs go round{" "}
            {idle.length === 1 ? "it" : "them"} without visible effect:{" "}
            {idle.map((loop, i) => (
              <>
                {i === 0 ? "" : "; "}
                <Headline to={loop.finding}>{loop.name}</Headline>
              </>
            ))}
            . One more of what is nudged brings under 0.005 more or less of {inside} by it.
          </p>
          <Twin says="Table of the loops" html={idle.map((loop) => ringTable(loop)).join("")} />
        </>
      ) : (
        <p class="none">
          The links of the map close no circle that the model follows, so nothing feeds back: what the documents tell
          here runs from causes to effects and stops. A loop would need at least one more link, told by a document or
          assumed by an analyst (<code>brink edit</code>).
        </p>
      )}
    </Section>
  )
}

/** Outcomes measured in time: a change is weeks later, or more of the time, not more or less of the thing. */
function isTimed(view: OutcomeView): boolean {
  return countsIn(view.measure) !== "amount"
}

/** How a change reads against what is wanted: "better in 8, worse in 1", or "up in 8, down in 1" where nothing is said to be wanted. */
function sides(view: OutcomeView, effect: OptionView["effects"][number]): string {
  const {up, down} = effect
  const rise = riseIsBetter(view)
  if (rise === null) {
    const [more, less] = {
      date: ["later", "sooner"],
      length: ["longer", "shorter"],
      share: ["longer", "shorter"],
      amount: ["up", "down"],
    }[countsIn(view.measure)]
    return sidesOf([up, more!], [down, less!])
  }
  return rise ? sidesOf([up, "better"], [down, "worse"]) : sidesOf([down, "better"], [up, "worse"])
}

/** From this share of runs on a way stands by itself: the key says so once. */
const NEARLY_ALL = 0.85

/** The ways that at least a run of twenty goes; one alone of what nearly all runs do. */
function sidesOf(...sides: readonly (readonly [share: number, way: string])[]): string {
  const nearly = sides.find(([share]) => share >= NEARLY_ALL)
  if (nearly) return nearly[1]
  const there = sides.filter(([share]) => Math.round(share * 10) > 0)
  return there.length === 0 ? "no change" : there.map(([share, way]) => `${way} in ${tenths(share)}`).join(", ")
}

/** What "better" means for an outcome that something is wanted of. */
function wanted(view: OutcomeView): string {
  const counts = countsIn(view.measure)
  if (counts === "amount") return `${view.wanted} of “${view.label}”`
  const rise = riseIsBetter(view)
  if (counts === "date")
    return `“${view.lead?.way === "event" ? view.lead.says : view.label}” ${rise ? "later" : "sooner"}`
  return `“${view.stands ?? view.label}” for ${rise ? "longer" : "less long"}`
}

function optionsTitle(ledger: Ledger): string {
  const {options, views} = ledger.outlook
  if (!options.length) return "No lever was found"
  const first = views[0]
  if (!first) return `${capital(told(options.length, "option"))} tried, one at a time`
  const own = options.filter((o) => !isByDefinition(o, first))
  // Where all do, there is nothing that they stand apart from.
  const apart = own.length ? options.length - own.length : 0
  const title = titleOf(ledger, apart ? own : options, first)
  return apart ? `${title}; ${inWords(apart)} more ${apart === 1 ? "acts" : "act"} on it by definition` : title
}

/** Whether an option moves an outcome by definition: the outcome's own equation holds the lever. */
function isByDefinition(option: OptionView, {quantity}: OutcomeView): boolean {
  return option.effects.some(({outcome, definition}) => outcome === quantity && definition !== undefined)
}

/** How many of the options change the first outcome, and which way. */
function titleOf(ledger: Ledger, options: readonly OptionView[], first: OutcomeView): string {
  const moves = (way: "up" | "down") =>
    options.filter((o) => (o.effects.find((e) => e.outcome === first.quantity)?.[way] ?? 0) >= 2 / 3).length
  const [up, down] = [moves("up"), moves("down")]
  const rest = options.length - up - down
  const timed = countsIn(first.measure) === "date"
  const spell = isTimed(first) && !timed
  const [rise, fall] = timed ? ["delay", "hasten"] : spell ? ["lengthen", "shorten"] : ["raise", "lower"]
  const sure = options.filter(({readings}) => readings && readings.clear === readings.of).length
  const inside = ledger.known.inside(first.quantity)
  const insideOf = (words: string) =>
    words.startsWith(first.label) ? `${inside}${words.slice(first.label.length)}` : words
  const says = insideOf(first.lead?.way === "event" ? first.lead.says : first.label)
  const subject = timed
    ? `the day ${says}`
    : spell
      ? `the time in which ${insideOf(first.stands ?? first.label)}`
      : inside
  const none = `of ${told(options.length, "option")} tried, none clearly changes ${subject}`
  if (up + down === 0) return capital(none)
  const [most, verb, other, back] = down >= up ? [down, fall, up, rise] : [up, rise, down, fall]
  if (!other && !rest) {
    if (sure > 0 && sure < options.length)
      return `${capital(told(sure, "step"))} would ${verb} ${subject}; ${inWords(options.length - sure)} might`
    if (options.length === 1) return `The one option tried clearly ${verb}s ${subject}`
    return `All ${told(options.length, "option")} clearly ${verb} ${subject}`
  }
  const one = `Of ${told(options.length, "option")}, ${told(most, `clearly ${verb}s`, `clearly ${verb}`)} ${subject}`
  if (!other) return `${one}; ${told(rest, "does not", "do not")}`
  return `${one} and ${told(other, `${back}s`, back)} ${isPlural(subject) && !timed && !spell ? "them" : "it"}`
}

export function Options({ledger}: {ledger: Ledger}): JSX.Element {
  const {options, views, horizon} = ledger.outlook
  const shown = views.slice(0, MOST_FANS)
  const scaleOf = (quantity: string): [number, number] => {
    const changes = options.flatMap((o) => o.effects.filter((e) => e.outcome === quantity).map((e) => e.change))
    const low = least([0, ...changes.map((c) => c.low).filter(Number.isFinite)])
    const high = greatest([0, ...changes.map((c) => c.high).filter(Number.isFinite)])
    return low === high ? [-1, 1] : [low, high]
  }
  // An index is read to the hundredth, which is also what counts as a change; other units to two digits of the widest.
  const stepOf = (quantity: string): number => {
    const digits = stepFor(scaleOf(quantity))
    const view = shown.find((v) => v.quantity === quantity)
    return view && isIndex(view.unit) && view.range?.[1] === 1 ? Math.max(0.01, digits) : digits
  }
  const scales = new Map(shown.map((v) => [v.quantity, scaleOf(v.quantity)]))
  const anyWanted = shown.some((v) => v.wanted !== null)
  const wants = shown.flatMap((v) => (v.wanted === null ? [] : [wanted(v)]))
  const sideEffects = options.some((o) => o.sideEffect)
  const [first] = views
  const apart = first ? options.filter((o) => isByDefinition(o, first)) : []
  const groups = [
    {says: null, those: options.filter((o) => !apart.includes(o))},
    {says: first ? `By definition: “${first.label}” is reckoned from what is set here` : null, those: apart},
  ].filter(({those}) => those.length)
  return (
    <Section
      id="s4"
      no={numberOf(ledger, "s4")}
      name="Options"
      purpose={`effect after ${lengthOf(horizon.stop - horizon.start, horizon.unit)} against no new step`}
      finding={optionsTitle(ledger)}
    >
      {options.length ? (
        <>
          <p class="key">
            <span>
              <Figure inline class="mini" html={strip({low: 0, mid: 0.5, high: 1, scale: [-0.1, 1.1]})} />
              change against no new step: middle and 8&nbsp;of&nbsp;10 runs
            </span>
            <span>
              <Figure inline class="mini" html={strip({low: 0, mid: 0.5, high: 1, scale: [-0.1, 1.1], zero: 0.8})} />
              range includes no change
            </span>
            <span>a word alone: nearly all runs; else so many of&nbsp;10</span>
            <span>a run counts where it changes by more than a hundredth of the range</span>
          </p>
          <section class="scroll" tabindex={0} aria-label="Options compared">
            <table class="opt stack">
              <thead>
                <tr>
                  <th scope="col" class="what">
                    Option
                  </th>
                  {shown.map((v) => (
                    <th scope="col">
                      {v.label}
                      <small>{unitOfChange(v, horizon.unit)}</small>
                    </th>
                  ))}
                  {sideEffects ? (
                    <th scope="col" class="side-effect">
                      What else gets worse
                    </th>
                  ) : null}
                </tr>
              </thead>
              {groups.map(({says, those}) => (
                <tbody>
                  {says ? (
                    <tr class="group">
                      <th scope="rowgroup" colspan={shown.length + (sideEffects ? 2 : 1)}>
                        {says}
                      </th>
                    </tr>
                  ) : null}
                  {those.map((option) => (
                    <tr>
                      <th scope="row">
                        {option.label}
                        {option.readings ? <small class="screen">{readingWords(option.readings)}</small> : null}
                      </th>
                      {shown.map((v) => {
                        const effect = option.effects.find((e) => e.outcome === v.quantity)
                        if (!effect)
                          return (
                            <td data-l={v.label}>
                              <span>not measured</span>
                            </td>
                          )
                        const {low, mid, high} = effect.change
                        const worded = (x: number) => stepped(x, stepOf(v.quantity))
                        return (
                          <td class="sv" data-l={v.label}>
                            <div>
                              <Figure html={strip({low, mid, high, scale: scales.get(v.quantity)!, zero: 0})} />
                              <small class="v">
                                <Headline to={effect.finding} short>
                                  <b>
                                    {worded(low) === worded(high) && worded(mid) === "0" ? "no change" : worded(mid)}
                                  </b>
                                </Headline>
                              </small>
                              <small>{sides(v, effect)}</small>
                              {effect.definition ? <small class="screen">by definition</small> : null}
                            </div>
                          </td>
                        )
                      })}
                      {sideEffects ? (
                        <td class="se" data-l="What else gets worse">
                          <span>{option.sideEffect ? bind(option.sideEffect) : "nothing, clearly"}</span>
                        </td>
                      ) : null}
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </section>
          <details class="twin">
            <summary>Each change with its range: 8&nbsp;of&nbsp;10 runs</summary>
            <div>
              <table class="f-table">
                <thead>
                  <tr>
                    <th scope="col">Option</th>
                    {shown.map((v) => (
                      <th scope="col">{v.label}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {options.map((option) => (
                    <tr>
                      <th scope="row">{option.label}</th>
                      {shown.map((v) => {
                        const change = option.effects.find((e) => e.outcome === v.quantity)?.change
                        const worded = (x: number) => stepped(x, stepOf(v.quantity))
                        return (
                          <td class="f-number">
                            {change
                              ? `${worded(change.mid)} (${range(change.low, change.high, worded)})`
                              : "not measured"}
                          </td>
                        )
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
          <Strengths ledger={ledger} shown={shown} stepOf={stepOf} />
          <Reached ledger={ledger} />
          <p class="note">
            {anyWanted ? `Better means ${listed(wants)}. ` : ""}
            Costs and consent are not in the model: whether anyone would take a step is a choice, not a forecast.
          </p>
        </>
      ) : (
        <p class="none">
          No factor of the map is a choice that somebody could make, and the model has no lever. An analyst can add one
          (<code>kind: lever</code> in model.yaml).
        </p>
      )}
      <Standing ledger={ledger} />
    </Section>
  )
}

/** Each option at half its strength, who would have to do it and who loses by it. */
function Strengths(props: {
  ledger: Ledger
  shown: readonly OutcomeView[]
  stepOf: (quantity: string) => number
}): JSX.Element | null {
  const {ledger, shown, stepOf} = props
  const {options, strength} = ledger.outlook
  if (!strength) return null
  const losers = ({price}: OptionView) =>
    price?.stakes.flatMap(({holder, loses}) => (loses.length ? [holder] : [])) ?? []
  const middle = (effects: readonly {outcome: string; change: {mid: number}}[], quantity: string) => {
    const change = effects.find((e) => e.outcome === quantity)?.change
    return change ? stepped(change.mid, stepOf(quantity)) : "not measured"
  }
  return (
    <>
      {strength.says.length ? <p class="note screen">{bind(strength.says.join(" "))}</p> : null}
      <div class="screen">
        <FoldedTable says="Half the strength beside the whole, who would have to do it, and who loses by it">
          <table class="stack price">
            <thead>
              <tr>
                <th scope="col">Option</th>
                <th scope="col">Who would have to do it</th>
                <th scope="col">Who loses by it</th>
                {shown.map((v) => (
                  <th scope="col">
                    {v.label}
                    <small>half (whole)</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {options.map((option) => (
                <tr>
                  <th scope="row">
                    {option.label}
                    {option.half ? <small>half: {bind(halfWords(ledger, option))}</small> : null}
                  </th>
                  <td data-l="Who would have to do it">
                    <span>{option.by ? capital(option.by) : "the model does not say"}</span>
                  </td>
                  <td data-l="Who loses by it">
                    <span>{losers(option).length ? capital(listed(losers(option))) : "nobody named"}</span>
                  </td>
                  {shown.map((v) => (
                    <td data-l={`${v.label}: half (whole)`}>
                      <span class="num">
                        {option.half ? middle(option.half.effects, v.quantity) : "not tried"} (
                        {middle(option.effects, v.quantity)})
                      </span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </FoldedTable>
      </div>
    </>
  )
}

/** "patrols at 2 a week". */
function halfWords({known, quantity}: Ledger, {lever, half}: OptionView): string {
  const unit = quantity.get(lever)?.unit ?? "1"
  return `${known.inside(lever)} at ${[two(half!.value), amountWords(unit)].filter((one) => one !== "").join(" ")}`
}

/** Whether a step does the same on either side of every dispute, and if not, what it hangs on. */
function readingWords({clear, of, only}: Readings): string {
  if (clear === of) return "on either side of every dispute"
  if (only.length) return `only if ${only[0]!.when}`
  return clear ? "not on every side of the disputes" : "clear on no side of the disputes"
}

/** Steps named before the rest are counted. */
const MOST_REACHED = 6

/** Which steps help on either side of every dispute, and which on one side only. */
function Reached({ledger}: {ledger: Ledger}): JSX.Element | null {
  const {reach} = ledger.outlook
  if (!reach) return null
  const items = <T extends {readonly label: string}>(all: readonly T[], none: string, only?: (one: T) => string) => (
    <>
      {all.length ? (
        <ul>
          {all.slice(0, MOST_REACHED).map((one) => (
            <li>
              {bind(one.label)}
              {only ? <small>only if {only(one)}</small> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p>{none}</p>
      )}
      {all.length > MOST_REACHED ? <p class="unit">and {count(all.length - MOST_REACHED)} more</p> : null}
    </>
  )
  return (
    <div class="two">
      <div>
        <h3>Helps on either side of every dispute</h3>
        {items(reach.always, "No step tried helps clearly on either side of every dispute.")}
        {ledger.outlook.views.length > 1 ? (
          <p class="unit screen">Left out are steps that clearly make another outcome worse.</p>
        ) : null}
      </div>
      <div>
        <h3>Helps on one side only</h3>
        {items(reach.sometimes, "No step tried depends on one side of a dispute.", ({only}) =>
          listed(only.slice(0, 2).map(({when}) => when)),
        )}
      </div>
    </div>
  )
}

function driversTitle(ledger: Ledger): string {
  const first = ledger.outlook.drivers[0]
  if (!first) return "No single assumption moves the answer beyond chance"
  const label = `${first.label.charAt(0).toLowerCase()}${first.label.slice(1)}`
  const opens =
    /^(?:Whether|Where|When|Who|What|Which|How|Does|Do|Is|Are|Can|Did|Has|Have|Will|Strength|Weight|Weeks|Days|Delay|Lag|Presence|Effect|Share|Push)\b/.test(
      first.label,
    )
  const isOwn = ledger.quantity.get(first.parameter)?.label === first.label
  const name = opens ? label : isOwn ? ledger.known.inside(first.parameter) : first.label
  return `What matters most${first.voices === 0 ? " is a guess" : ""}: ${name}`
}

/** What the shares of drivers and disputes count: "Raids end higher". */
export function eventOf(ledger: Ledger): string {
  return ledger.outlook.event.says
}

export function Drivers({ledger}: {ledger: Ledger}): JSX.Element {
  const {drivers} = ledger.outlook
  const undocumented = drivers.filter((d) => d.voices === 0).length
  const drifts = drivers.some((d) => /^Where .* by (?:itself|themselves)$/.test(d.label))
  const event = eventOf(ledger)
  return (
    <Section
      id="s5"
      no={numberOf(ledger, "s5")}
      name="What drives it"
      purpose="and how well each driver is evidenced"
      finding={driversTitle(ledger)}
    >
      {drivers.length ? (
        <>
          <Figure
            html={tornado(drivers, {
              measure: `Runs of 10 in which ${event}`,
              voices: greatest([ledger.lineages.length, ...drivers.map((d) => d.voices)]),
              link: (driver) => `#${anchor("i", driver.finding)}`,
            })}
          />
          <p class="note">
            Each row compares the runs in which one assumption was low with those in which it was high, all others
            varying.
            {drifts ? " Drift by itself: change that no cause in the documents accounts for." : ""}
            {undocumented === drivers.length
              ? " No document answers any of them: all are guesses."
              : undocumented
                ? ` ${capital(told(undocumented, "of them is a guess", "of them are guesses"))}: no document answers ${undocumented === 1 ? "it" : "them"}.`
                : ""}
          </p>
          <Twin says="Table of this figure" html={tornadoTable(drivers, {measure: `Runs of 10 in which ${event}`})} />
        </>
      ) : (
        <p class="none">
          Among the sampled assumptions none changes how often the first outcome happens by more than chance would. That
          is a finding too: no one number is worth chasing first.
        </p>
      )}
      <Corner ledger={ledger} />
    </Section>
  )
}

/** Panels behind the numbers of the bottom line that are no findings: the checks, the skill, the draft. */
export function StandingPanels({ledger}: {ledger: Ledger}): JSX.Element {
  const {asked, tested, contradicted, holds, built} = checkCounts(ledger)
  const against = ledger.check.checks.filter((c) => c.verdict === "contradicted")
  return (
    <>
      {asked ? (
        <Panel
          id="checks"
          close="#s1"
          kind="Documents and model"
          title="What the documents say that the model does not do"
        >
          <p class="big">
            {count(contradicted)} of {count(asked)}
          </p>
          <p class="unit">
            statements contradicted; {count(holds)} hold; {count(asked - tested)} could not be tested.
            {built ? ` ${capital(counted(built, "statement"))} the model was drafted from are not counted.` : ""} More
            in section {numberOf(ledger, "s7")}.
          </p>
          <h3>Why</h3>
          <p>
            Each causal statement was run as a test: its cause moved, its effect watched. Contradicted means that the
            effect went the other way in at least 8&nbsp;of&nbsp;10 runs.
          </p>
          <h3>Quotes</h3>
          {against.length ? (
            against.slice(0, 6).map((c) => (
              <>
                {c.claims.slice(0, 1).map((claim) => (
                  <Quote ledger={ledger} claim={claim} />
                ))}
                <p class="unit">{bind(c.why)}</p>
              </>
            ))
          ) : (
            <p>No statement is contradicted.</p>
          )}
        </Panel>
      ) : null}
      <Panel id="skill" close="#s1" kind="Track record" title={recordTitle(ledger)}>
        <SkillWords ledger={ledger} />
        <h3>Assumed</h3>
        <ul>
          <li>
            Shares count runs of the model and nothing more: no share of this page has been compared with how often such
            things happened.
          </li>
        </ul>
      </Panel>
      {ledger.drafted ? (
        <Panel id="draft" close="#s1" kind="Method" title="A model drafted by rule">
          <p class="big">{counted(ledger.outlook.map.links, "link")}</p>
          <p class="unit">became equations, with no analyst in between.</p>
          <h3>Why</h3>
          <p>
            Every factor is an index from 0 to 1 that starts at 0.5, the day the documents were written. Every link
            pulls its effect with a strength and a delay drawn anew in each run; it is present as often as it is
            believed; where the documents disagree on its direction, runs are shared out by voices for and against.
          </p>
          <h3>Assumed</h3>
          <ul>
            <li>What no document mentions has no effect.</li>
            <li>Strengths and delays that no document words are drawn from broad ranges, listed in annex B.</li>
            <li>Levels compare only with themselves: an index has no unit.</li>
          </ul>
        </Panel>
      ) : null}
    </>
  )
}

/** "7 of 10 (6–8)" or a dash where a share is not known. */
export function shareOrDash(share: number | null): string {
  return share === null ? "–" : ofTen(share)
}
