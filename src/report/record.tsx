// What the model's forecasts were worth so far: the backtest against simple forecasts, and how
// the runs tell the years that were observed. In: the ledger. Out: the section, and the words in
// which the page's beginning says the same. "No skill" is printed where that is the result.

import type {ComponentChildren, JSX} from "preact"
import type {Backtested} from "../check/index.ts"
import {greatest} from "../core/lists.ts"
import {dateOf} from "../figure/index.ts"
import {amountWords, inWords, type SinceView} from "../outlook/index.ts"
import {FoldedTable} from "./folded.tsx"
import {type Ledger, lookedBack, named, nameOf, numberOf, sinceOf} from "./ledger.ts"
import {Headline} from "./panel.tsx"
import {bind, capital, count, counted, day, listed, range, told, two} from "./words.ts"

/** What the simple forecasts of the backtest are called for people, by the names they have there. */
const RIVALS: ReadonlyMap<string, (period: string) => string> = new Map([
  ["model", () => "This model"],
  ["last value", (period: string) => `Last ${period} again`],
  ["mean of last 6", (period: string) => `Mean of 6 ${period}s`],
  ["mean of last 12", (period: string) => `Mean of 12 ${period}s`],
  ["drift over 12", (period: string) => `Trend of 12 ${period}s`],
  ["each of last 12", (period: string) => `Any of the last 12 ${period}s`],
  ["changes of last 24", (period: string) => `Changes of the last 24 ${period}s`],
])

/** A forecast's name for people: at the head of a column, or inside a sentence. */
export function rivalName(name: string, period: string, where: "head" | "inside" = "head"): string {
  if (where === "inside" && name === "each of last 12") return `a draw from the last 12 ${period}s`
  const said = RIVALS.get(name)?.(period) ?? name
  return where === "head" ? said : said.charAt(0).toLowerCase() + said.slice(1)
}

/** A series of fewer periods has no course to draw. */
export const LEAST_DRAWN = 3

/** "of seven months five fell where 8 of 10 runs lay": how much of what came lay inside. */
export function insideWords({inside, periods, period}: SinceView): string {
  const [all, lay] = [periods.length, inside.eight]
  if (all === 1) return `the one ${period} observed fell ${lay === 1 ? "inside" : "outside"} of where 8 of 10 runs lay`
  return `of ${inWords(all)} ${period}s ${lay === 0 ? "none" : lay === all ? "all" : inWords(lay)} fell where 8 of 10 runs lay`
}

/** The rival with the least score, and whether it came closer than the runs; null where nothing was known to go by. */
function closest({scores}: SinceView): {name: string; closer: boolean} | null {
  const [own, ...others] = scores
  if (!own || others.length === 0) return null
  const best = others.reduce((a, b) => (b.crps < a.crps ? b : a))
  return {name: best.name, closer: best.crps < own.crps}
}

/** What came closer: "; any of the last 12 months came closer". */
export function closerWords(view: SinceView): string {
  const best = closest(view)
  if (best === null) return ""
  return best.closer
    ? `, and ${rivalName(best.name, view.period, "inside")} came closer`
    : ", closer than the simple forecasts"
}

/** Whether anything that was foretold has been measured against what happened. */
export function isMeasured(ledger: Ledger): boolean {
  return sinceOf(ledger).length > 0 || lookedBack(ledger).length > 0
}

/** The sentence of the warning on the first page: what came since, else what came since an earlier day; null without either. */
export function SinceSentence({ledger}: {ledger: Ledger}): JSX.Element | null {
  const [back] = lookedBack(ledger)
  const isOwn = sinceOf(ledger).length > 0
  const drawn = (isOwn ? sinceOf(ledger) : (back?.since ?? [])).filter(({periods}) => periods.length >= LEAST_DRAWN)
  if (drawn.length === 0) return null
  const said = drawn
    .slice(0, 2)
    .map((view) => `${ledger.known.inside(view.quantity)}, ${insideWords(view)}${closerWords(view)}`)
  return (
    <>
      {" "}
      <b>{isOwn ? "Since then" : `Foretold as of ${day(back!.day)}`}:</b> {bind(said.join("; "))} (section{" "}
      {numberOf(ledger, "since")}).
    </>
  )
}

/** How many backtests there were, and in how many the model was better, or worse, beyond chance. */
function skillCounts(ledger: Ledger): {tests: number; better: number; worse: number; none: number} {
  const scores = ledger.record?.scores ?? []
  const better = scores.filter(({low}) => low > 0).length
  const worse = scores.filter(({high}) => high < 0).length
  return {tests: scores.length, better, worse, none: scores.length - better - worse}
}

/** What became of the backtest, inside a sentence: "beat the best simple forecast three times of eight". */
function resultWords(ledger: Ledger): string {
  const {tests, better, worse} = skillCounts(ledger)
  const times = better === 0 ? "never" : better === 1 ? "once" : `${inWords(better)} times`
  return `${better === 0 ? `never beat the best simple forecast in ${told(tests, "test")}` : `beat the best simple forecast ${times} of ${inWords(tests)}`}${worse ? ` and was worse ${worse === 1 ? "once" : `${inWords(worse)} times`}` : ""}`
}

/** The names of the series that were scored, inside a sentence. */
function scoredNames(ledger: Ledger): string[] {
  return [...new Set((ledger.record?.scores ?? []).map((one) => one.quantity))].map((name) => ledger.known.inside(name))
}

/** Outcomes of the page that no observed series could score. */
function unscoredOutcomes(ledger: Ledger): string[] {
  const scored = new Set((ledger.record?.scores ?? []).map((one) => one.quantity))
  return ledger.outlook.views.filter((v) => !scored.has(v.quantity)).map((v) => ledger.known.inside(v.quantity))
}

/** The end of the warning on the first page: what of forecast skill has been shown. */
export function SkillSentence({ledger}: {ledger: Ledger}): JSX.Element {
  const {tests} = skillCounts(ledger)
  if (tests === 0)
    return (
      <>
        <Headline to="skill">no forecast skill</Headline> has been shown (section {numberOf(ledger, "s10")}).
      </>
    )
  return (
    <>
      tried on past {listed(scoredNames(ledger))} it <Headline to="skill">{resultWords(ledger)}</Headline> (section{" "}
      {numberOf(ledger, "s10")}).
    </>
  )
}

/** The title of the section, and of the panel. */
export function recordTitle(ledger: Ledger): string {
  const {tests, better, worse, none} = skillCounts(ledger)
  if (tests === 0) return "No track record yet; no forecast skill has been shown"
  if (better === tests) return `Better than the best simple forecast in all ${count(tests)} backtests`
  if (better === 0 && worse === 0) return `No forecast skill shown in ${told(tests, "backtest")}`
  const parts = [
    ...(better ? [`better than the best simple forecast in ${count(better)}`] : []),
    ...(none ? [`no skill in ${count(none)}`] : []),
    ...(worse ? [`worse in ${count(worse)}`] : []),
  ]
  return `${capital(told(tests, "backtest"))}: ${listed(parts)}`
}

/** What the panel behind the number says. */
export function SkillWords({ledger}: {ledger: Ledger}): JSX.Element {
  const {tests, better} = skillCounts(ledger)
  if (tests === 0)
    return (
      <>
        <p class="big">none shown</p>
        <h3>Why</h3>
        <p>
          Skill means beating simple rivals, such as “same as last month”, on data the model has not seen. This outlook
          has not been put to that test, and no earlier outlook of this case has been scored.
        </p>
      </>
    )
  return (
    <>
      <p class="big">
        {count(better)} of {count(tests)}
      </p>
      <p class="unit">
        backtests in which the model beat the best simple forecast beyond chance. More in section{" "}
        {numberOf(ledger, "s10")}.
      </p>
      <h3>Why</h3>
      <p>
        At each past date the model and simple forecasts, such as “same as last month”, were told what was known by
        then, and were scored on what came. The model {resultWords(ledger)}.{" "}
        {ledger.record!.scores.some((one) => one.fitted > 0)
          ? "It was built with these data in sight: these tests are in-sample, and skill shown is a fit and not a forecast made in advance. "
          : ""}
        No earlier outlook of this case has been scored.
      </p>
    </>
  )
}

/** "better", "no skill" or "worse": what the interval of skill says, and whether the model had seen the data. */
function verdictOf({low, high, fitted}: Backtested): string {
  const said = low > 0 ? "better" : high < 0 ? "worse" : "no skill"
  return fitted > 0 ? `${said}, in-sample` : said
}

/** One series' scores: a row for each horizon, a column for each method. */
function Scores({ledger, scores}: {ledger: Ledger; scores: readonly Backtested[]}): JSX.Element {
  const first = scores[0]!
  const {horizon} = ledger.outlook
  const unit = amountWords(ledger.quantity.get(first.quantity)?.unit ?? "1") || "the index"
  const names = first.methods.map(({name}) => name)
  const span = [first.from, first.to].map((time) => dateOf(time, horizon, "month"))
  return (
    <FoldedTable says={`Backtest of ${ledger.known.inside(first.quantity)}: every method`}>
      <table class="score">
        <caption>
          {counted(first.origins, "forecast")} and fewer further ahead, made from {span[0]} to {span[1]}. Miss of the
          whole range (CRPS) in {unit}, lower is better; under it, miss of the middle forecast (MAE).
        </caption>
        <thead>
          <tr>
            <th scope="col">Ahead</th>
            {names.map((name) => (
              <th scope="col">{rivalName(name, first.period)}</th>
            ))}
            <th scope="col">Inside the model’s 8&nbsp;of&nbsp;10</th>
            <th scope="col">Skill over the best rival</th>
          </tr>
        </thead>
        <tbody>
          {scores.map((one) => (
            <tr>
              <th scope="row" class="num">
                {counted(one.horizon, one.period)}
              </th>
              {one.methods.map(({name, crps, mae}) => (
                <td data-l={rivalName(name, one.period)}>
                  <span class="num">
                    {name === one.best || name === "model" ? <b>{two(crps)}</b> : two(crps)}
                    <small>{two(mae)}</small>
                  </span>
                </td>
              ))}
              <td data-l="Inside 8 of 10">
                <span class="num">{coverageWords(one)}</span>
              </td>
              <td data-l="Skill over the best rival">
                <span>
                  <b>{verdictOf(one)}</b>
                  <small>
                    {two(one.skill)} ({range(one.low, one.high)})
                  </small>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FoldedTable>
  )
}

/** "44 of 54": how many of the observed values lay in the model's interval. */
function coverageWords({methods, origins}: Backtested): string {
  const coverage = methods[0]!.coverage
  return coverage === null ? "–" : `${count(coverage * origins)} of ${count(origins)}`
}

/** Observed years beside the runs' band, a row for each series. */
function Fits({ledger}: {ledger: Ledger}): JSX.Element | null {
  const fits = ledger.record?.fits ?? []
  if (!fits.length) return null
  const years = [...new Set(fits.flatMap((f) => f.years.map(({year}) => year)))].sort((a, b) => a - b)
  const cells = fits.flatMap((f) => f.years)
  const inside = cells.filter(({observed, p10, p90}) => observed >= p10 && observed <= p90).length
  return (
    <>
      <h3 class="sub">The years that were observed, and the runs</h3>
      <p class="note">
        With all that is known to have happened put on the runs, {count(inside)} of {count(cells.length)} yearly sums
        lie where 8&nbsp;of&nbsp;10 runs lie, each run’s rate counted with the scatter that the series itself shows.
      </p>
      <FoldedTable says="Year by year">
        <table class="score">
          <thead>
            <tr>
              <th scope="col">Sum of the year</th>
              {years.map((year) => (
                <th scope="col">{year}</th>
              ))}
              <th scope="col">Error of the middle run</th>
            </tr>
          </thead>
          <tbody>
            {fits.map((fit) => {
              const most = greatest(fit.years.map(({periods}) => periods))
              return (
                <tr>
                  <th scope="row">
                    {nameOf(ledger, fit.quantity)}
                    <small>observed; below, 8&nbsp;of&nbsp;10 runs</small>
                  </th>
                  {years.map((year) => {
                    const one = fit.years.find((y) => y.year === year)
                    if (!one) return <td data-l={String(year)}>–</td>
                    const where = one.observed > one.p90 ? "above" : one.observed < one.p10 ? "below" : "inside"
                    return (
                      <td data-l={String(year)}>
                        <span class="num">
                          <b>{count(one.observed)}</b> {where}
                          <small>{range(one.p10, one.p90)}</small>
                          {one.periods < most ? (
                            <small>
                              {count(one.periods)} of {count(most)} periods
                            </small>
                          ) : null}
                        </span>
                      </td>
                    )
                  })}
                  <td data-l="Error of the middle run">
                    <span>{theilWords(fit.theil.shares)}</span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </FoldedTable>
    </>
  )
}

/** Theil's parts in words; no error at all has none. */
function theilWords(shares: {bias: number; variance: number; covariance: number} | null): string {
  if (shares === null) return "none"
  const tenth = (share: number) => `${Math.round(share * 10)}`
  return `of 10 parts, ${tenth(shares.bias)} wrong level, ${tenth(shares.variance)} wrong swing, ${tenth(shares.covariance)} single quarters`
}

/** The backtest, the fit, and what could not be scored: the first part of the last section. */
export function TrackRecord({ledger}: {ledger: Ledger}): JSX.Element {
  const {record} = ledger
  const scores = record?.scores ?? []
  const series = [...new Set(scores.map(({quantity, source}) => `${quantity}\u0000${source}`))]
  const open = unscoredOutcomes(ledger)
  const paragraphs: ComponentChildren[] = []
  if (scores.length) {
    paragraphs.push(
      <p class="prose">
        At each past date the model and six simple forecasts were told what was known by then, and were scored on what
        came. The model beat the best of them where it missed by less than that one did, by more than chance.
        {scores.some(({fitted}) => fitted > 0)
          ? " Tests marked in-sample are on data that the model was built with in sight: skill shown there is a fit, not a forecast made in advance."
          : ""}
        {open.length
          ? ` No series counts ${listed(open)}: of ${open.length === 1 ? "it" : "these"} nothing could be tested.`
          : ""}
      </p>,
    )
  }
  return (
    <>
      {scores.length ? null : (
        <p class="none">
          {record
            ? "The case’s series are too short, or not of one quantity of the model, so that nothing could be scored."
            : "The case has no observed series, so that nothing could be scored."}{" "}
          Until a backtest shows otherwise, the shares count runs of the model and nothing more.
        </p>
      )}
      {paragraphs}
      {series.map((key) => (
        <Scores ledger={ledger} scores={scores.filter((one) => `${one.quantity}\u0000${one.source}` === key)} />
      ))}
      <Fits ledger={ledger} />
      {record?.unscored.length ? (
        <details class="fold">
          <summary>{counted(record.unscored.length, "test")} that could not be made, and why</summary>
          <ul class="plain">
            {record.unscored.map((one) => (
              <li>
                {bind(
                  named(
                    ledger,
                    `${one.says.replace(/^The model foresees (.*) better than a naive forecast does\.$/, "$1")}: ${one.why}`,
                  ),
                )}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {record ? (
        <p class="note">
          {count(record.runs)} runs at each date; <code>brink check --backtest</code> makes the tests anew. No earlier
          outlook of this case has been scored.
        </p>
      ) : null}
    </>
  )
}
