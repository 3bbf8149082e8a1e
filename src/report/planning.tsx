// What readers plan by: the worst credible case with its dates, the levels that change a plan
// (when, how long, at what cost, with how much warning), and what each step costs and whom.
// In: the ledger. Out: two sections, each left out where the outlook has nothing for it.
//
// Every length and sum stands with its range; what the runs are too short to show is said so.

import type {JSX} from "preact"
import {dateOf, shareSteps} from "../figure/index.ts"
import {
  amountWords,
  type Interval,
  inRuns,
  inWords,
  likelihood,
  type Moved,
  type OptionView,
  type PathView,
  type RipeView,
  type Spell,
  type ThresholdView,
  type WorstView,
} from "../outlook/index.ts"
import {Folded, FoldedTable} from "./folded.tsx"
import {FanKey, FanPanel, Figure, Section} from "./front.tsx"
import {Heads} from "./heads.tsx"
import {type Ledger, MOST_FANS, numberOf, rowOf} from "./ledger.ts"
import {Headline, Onward} from "./panel.tsx"
import {
  bind,
  capital,
  counted,
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

/** A number with its range: "630 (120–1,600)". */
function spread({low, mid, high}: {low: number; mid: number; high: number}, word: (x: number) => string = two): string {
  return `${word(mid)} (${range(low, high, word)})`
}

function after(unit: string): string {
  const words = amountWords(unit)
  return words === "" ? "" : ` ${words}`
}

function on(ledger: Ledger, time: number): string {
  return dateOf(time, ledger.outlook.horizon)
}

/** A length of which the far end may lie beyond the runs: "15 weeks (3.7 to past the horizon)". */
function lasting(ledger: Ledger, {low, mid, high}: Spell): string {
  const long = (length: number) => lengthOf(length, ledger.outlook.horizon.unit)
  if (low === null) return "beyond the end of the runs in nearly all that have it"
  if (mid === null) return `${long(low)} at least; in half of the runs beyond their end`
  return `${long(mid)} (${high === null ? `${two(low)} to beyond the end of the runs` : range(low, high)})`
}

function planningTitle(ledger: Ledger): string {
  const {thresholds = [], worst = []} = ledger.outlook
  const first = thresholds[0]
  if (first) {
    const {already, comes, says} = first
    if (already.share > 0.5 && comes.share < already.share)
      return `${capital(likelihood(comes.share))} to come again: ${says}, as on the first day`
    return `${capital(likelihood(comes.share))}: ${says} at some time by ${on(ledger, ledger.outlook.horizon.stop)}`
  }
  const bad = worst[0]
  if (bad)
    return `Worst credible case of ${ledger.known.inside(bad.quantity)}: ${two(bad.peak.worst)}${after(ledger.quantity.get(bad.quantity)?.unit ?? "1")}, about ${on(ledger, bad.peak.time)}`
  return "Outcomes beside the first four"
}

/** When it is worst, what is counted since the first day, and what lies between. */
function Worst({ledger, worst}: {ledger: Ledger; worst: readonly WorstView[]}): JSX.Element {
  const leads = worst[0]!.at.map(({time}) => time)
  const {start, unit} = ledger.outlook.horizon
  const sums = worst.filter((one) => one.total)
  return (
    <>
      <h3 class="sub">Worst credible case</h3>
      <FoldedTable says="Worst credible case: week by week">
        <p class="note">
          One run in twenty is worse than the number in bold; beside it stands the middle run.
          {sums.length ? ` What comes in a flow is also added up from ${on(ledger, start)}.` : ""}
        </p>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col" style="width:24%">
                Outcome
              </th>
              <th scope="col">First day</th>
              {leads.map((time) => (
                <th scope="col">
                  In {lengthOf(time - start, unit)}
                  <small> {on(ledger, time)}</small>
                </th>
              ))}
              <th scope="col">At its worst</th>
            </tr>
          </thead>
          <tbody>
            {worst.map((one) => (
              <>
                <tr>
                  <th scope="row">
                    <Onward to={rowOf(ledger, "quantity", one.quantity)}>{one.label}</Onward>
                    {`, ${shownUnit(one.unit)}`}
                  </th>
                  <td data-l="First day">
                    <span class="num">{two(one.now)}</span>
                  </td>
                  {one.at.map(({time, mid, worst: bad}) => (
                    <td data-l={on(ledger, time)}>
                      <span class="num">
                        <b>{two(bad)}</b> <i>{two(mid)}</i>
                      </span>
                    </td>
                  ))}
                  <td data-l="At its worst">
                    <span class="num">
                      <b>{two(one.peak.worst)}</b> <i>{on(ledger, one.peak.time)}</i>
                    </span>
                  </td>
                </tr>
                {one.total ? (
                  <tr class="sum">
                    <th scope="row">
                      <small>added up, {amountWords(one.total.unit) || one.total.unit}</small>
                    </th>
                    <td data-l="First day">
                      <span class="num">0</span>
                    </td>
                    {one.total.at.map(({time, mid, worst: bad}) => (
                      <td data-l={on(ledger, time)}>
                        <span class="num">
                          <b>{two(bad)}</b> <i>{two(mid)}</i>
                        </span>
                      </td>
                    ))}
                    <td />
                  </tr>
                ) : null}
              </>
            ))}
          </tbody>
        </table>
      </FoldedTable>
    </>
  )
}

/** By when how many have crossed it, as a step line over the horizon. */
function passages(ledger: Ledger, {by}: ThresholdView): string {
  const {horizon} = ledger.outlook
  const label = by
    .map(({time, share}) => `by ${dateOf(time, horizon, "short")} in ${tenths(share.share)} of 10 runs`)
    .join(", ")
  return shareSteps({
    from: horizon.start,
    to: horizon.stop,
    by: by.map(({time, share}) => ({time, share: share.share})),
    label,
  })
}

/** The event, when it comes, how long it lasts, what it costs. */
function Thresholds({ledger, thresholds}: {ledger: Ledger; thresholds: readonly ThresholdView[]}): JSX.Element {
  const costly = thresholds.some((one) => one.cost)
  return (
    <FoldedTable says="Thresholds: when each comes, how long it lasts, what it costs">
      <p class="note">
        The line climbs from no run to all runs as it comes, over the whole horizon. Times are those of the runs in
        which it comes; what goes on beyond the end of the runs is counted as going on (Kaplan and Meier 1958).
      </p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col" style="width:21%">
              Threshold
            </th>
            <th scope="col">On the first day</th>
            <th scope="col" style="width:24%">
              When it comes
            </th>
            <th scope="col" style="width:17%">
              How long it lasts
            </th>
            {costly ? <th scope="col">What it costs</th> : null}
          </tr>
        </thead>
        <tbody>
          {thresholds.map((one) => (
            <tr>
              <th scope="row">
                {bind(capital(one.says))}
                <small>
                  <Onward to={rowOf(ledger, "quantity", one.quantity)}>{one.label}</Onward> {one.side} {two(one.level)}
                  {after(one.unit)}
                </small>
              </th>
              <td data-l="On the first day">
                <span>
                  {one.already.share === 0 ? "in no run" : bind(`already so in ${inRuns(one.already)}`)}
                  {one.goesOn ? <small>goes on for {bind(lasting(ledger, one.goesOn))}</small> : null}
                </span>
              </td>
              <td data-l="When it comes">
                <span>
                  <b>
                    {bind(
                      one.comes.share === 0
                        ? "in no run"
                        : `${one.already.share > 0 ? "anew " : ""}in ${inRuns(one.comes)}`,
                    )}
                  </b>
                  {one.when ? (
                    <small>
                      on {on(ledger, one.when.mid)} (8&nbsp;of&nbsp;10: {on(ledger, one.when.low)} to{" "}
                      {on(ledger, one.when.high)})
                    </small>
                  ) : null}
                  {one.comes.share > 0 ? <Figure html={passages(ledger, one)} /> : null}
                </span>
              </td>
              <td data-l="How long it lasts">
                <span>
                  {one.lasts ? bind(lasting(ledger, one.lasts)) : one.comes.share > 0 ? "too few runs to say" : "–"}
                  {one.lasts && one.lasts.open > 0 ? (
                    <small>still so at the end in {ofTen(one.lasts.open)} of these</small>
                  ) : null}
                </span>
              </td>
              {costly ? (
                <td data-l="What it costs">
                  <span>{one.cost ? <Cost ledger={ledger} cost={one.cost} /> : "–"}</span>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </FoldedTable>
  )
}

/** "about USD 1.5 billion (0.21–1.7)": money by its name first, in the largest word that fits; anything else with its unit behind. */
function totalWords(total: Interval, unit: string): string {
  const currency = /^([A-Z]{3}) million$/.exec(unit)?.[1]
  if (currency === undefined) return `${spread(total)} ${amountWords(unit) || unit}`
  const isLarge = total.mid >= 1000
  const {low, mid, high} = total
  const word = (value: number) => two(isLarge ? value / 1000 : value)
  return `about ${currency} ${word(mid)} ${isLarge ? "billion" : "million"} (${range(low, high, word)})`
}

function Cost({ledger, cost}: {ledger: Ledger; cost: NonNullable<ThresholdView["cost"]>}): JSX.Element {
  if (!cost.total || !cost.beyond) return <>too few runs to say</>
  const usual =
    cost.usual === null ? "" : typeof cost.usual === "number" ? two(cost.usual) : ledger.known.inside(cost.usual)
  return (
    <>
      <b>{bind(totalWords(cost.total, cost.unit))}</b>
      <small>
        {cost.usual === null
          ? ledger.known.inside(cost.quantity)
          : `${ledger.known.inside(cost.quantity)} short of ${usual}`}
        , over {bind(spread(cost.beyond))} {unitsOf(ledger.outlook.horizon.unit)} beyond the threshold
      </small>
    </>
  )
}

/** How long before each threshold which published number tells it, and how often it is wrong. */
function Warnings({ledger, thresholds}: {ledger: Ledger; thresholds: readonly ThresholdView[]}): JSX.Element | null {
  const come = thresholds.filter((one) => one.comes.share > 0)
  if (come.length === 0) return null
  const rows = come.flatMap((event) => event.warnings.map((warning) => ({event, warning})))
  const {unit} = ledger.outlook.horizon
  const silent = come.filter(({warnings}) => warnings.length === 0)
  return (
    <>
      <h3 class="sub">How much warning there is</h3>
      {rows.length ? (
        <section class="scroll" tabindex={0} aria-label="How much warning there is">
          <table class="stack">
            <Heads
              of={[
                ["Watch", "26%"],
                ["Alarm"],
                ["Before"],
                ["Warned in time"],
                ["Time left"],
                ["Alarms that came to nothing"],
              ]}
            />
            <tbody>
              {rows.map(({event, warning}) => (
                <tr>
                  <th scope="row">
                    {warning.label}
                    <small>{warning.published}</small>
                  </th>
                  <td data-l="Alarm">
                    <span>
                      {warning.side} {two(warning.level)}
                      {after(warning.unit)}
                    </span>
                  </td>
                  <td data-l="Before">
                    <span>{bind(event.says)}</span>
                  </td>
                  <td data-l="Warned in time">
                    <span class="num">{ofTen(warning.caught)}</span>
                  </td>
                  <td data-l="Time left">
                    <span>
                      {bind(spread(warning.lead))} {unitsOf(unit)}
                    </span>
                  </td>
                  <td data-l="Alarms that came to nothing">
                    <span class="num">{ofTen(warning.idle)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <p class="note">
        {rows.length
          ? `In time: at least one ${unit.replace(/s$/, "")} before. The level of an alarm was chosen on half of the runs and judged on the others; counts in the runs have no noise, so that real warning is less sure. `
          : ""}
        {silent.length === 0
          ? ""
          : rows.length
            ? `For the other ${inWords(silent.length)} nothing published gives useful warning.`
            : "Nothing published gives useful warning of any of them."}
      </p>
    </>
  )
}

export function Planning({ledger}: {ledger: Ledger}): JSX.Element | null {
  if (!ledger.numbers.has("planning")) return null
  const {thresholds = [], worst = [], views, horizon} = ledger.outlook
  const further = views.slice(MOST_FANS)
  return (
    <Section
      id="planning"
      no={numberOf(ledger, "planning")}
      name="Planning"
      purpose="when, how long, how many, with how much warning"
      finding={planningTitle(ledger)}
    >
      {thresholds.length ? <Thresholds ledger={ledger} thresholds={thresholds} /> : null}
      {thresholds.length ? null : (
        <p class="note">
          The case names no threshold: <code>thresholds</code> in case.yaml says which level changes a plan, and the
          report then has when it is crossed, for how long, at what cost, and what warns of it.
        </p>
      )}
      <Warnings ledger={ledger} thresholds={thresholds} />
      {worst.length && worst[0]!.at.length ? <Worst ledger={ledger} worst={worst} /> : null}
      {further.length ? (
        <Folded says={`The other ${counted(further.length, "outcome")}, drawn`}>
          <FanKey observed={further.some((v) => v.observed.length > 0)} />
          <div class="fans">
            {further.map((view, i) => (
              <FanPanel view={view} options={{id: `further${i}`, horizon}} />
            ))}
          </div>
        </Folded>
      ) : null}
    </Section>
  )
}

/** Who loses by most of the steps. */
function priceTitle(ledger: Ledger): string {
  const priced = ledger.outlook.options.filter(({price}) => price)
  const losses = new Map<string, number>()
  for (const {price} of priced)
    for (const {holder, loses} of price!.stakes) if (loses.length) losses.set(holder, (losses.get(holder) ?? 0) + 1)
  const [most] = [...losses].sort((a, b) => b[1] - a[1])
  if (most) {
    const [holder, n] = most
    if (priced.length === 1) return `The step shown costs ${holder} something they want`
    return `${n === priced.length ? `Each of the ${told(n, "step")}` : `${capital(told(n, "step"))} of ${inWords(priced.length)}`} cost${n === 1 || n === priced.length ? "s" : ""} ${holder} something they want`
  }
  const [first] = ledger.outlook.outcomes
  const bad = priced.filter(({price}) => price!.worse.some(({quantity}) => quantity !== first)).length
  if (bad && priced.length === 1) return "The step shown makes something else worse"
  if (bad)
    return `${bad === priced.length ? `Each of the ${told(bad, "step")} shown makes` : `${capital(inWords(bad))} of the ${told(priced.length, "step")} shown ${bad === 1 ? "makes" : "make"}`} something else worse`
  return ledger.outlook.ripe
    ? `The moment is ripe in ${inRuns(ledger.outlook.ripe.together[0]!.share)} on the first day`
    : "What the steps cost"
}

/** "TTP fighters +300 (60 to 660) people"; an index is read to the hundredth. */
function Move({ledger, one}: {ledger: Ledger; one: Moved}): JSX.Element {
  const {low, mid, high} = one.change
  const digits = stepFor([low, mid, high])
  const step = one.unit === "1" ? Math.max(0.01, digits) : digits
  return (
    <>
      <Onward to={rowOf(ledger, "quantity", one.quantity)}>{one.label}</Onward>{" "}
      {bind(spread(one.change, (x) => stepped(x, step)))}
      {after(one.unit)}
    </>
  )
}

function PriceRow({ledger, option, stakes}: {ledger: Ledger; option: OptionView; stakes: boolean}): JSX.Element {
  const price = option.price!
  const losers = price.stakes.filter(({loses}) => loses.length > 0)
  const winners = price.stakes.filter(({loses, gains}) => loses.length === 0 && gains.length > 0)
  return (
    <tr>
      <th scope="row">
        {option.label}
        <small>{bind(option.setting)}</small>
      </th>
      <td data-l="Made worse">
        <span>
          {price.worse.length
            ? price.worse.map((one) => (
                <small class="ink">
                  <Move ledger={ledger} one={one} />
                </small>
              ))
            : "nothing found"}
        </span>
      </td>
      {stakes ? (
        <td data-l="Who loses">
          <span>
            {losers.length
              ? losers.map(({holder, loses, gains}) => (
                  <small class="ink">
                    <b>{capital(holder)}:</b>{" "}
                    {loses.map((one, k) => (
                      <>
                        {k ? "; " : ""}
                        <Move ledger={ledger} one={one} />
                      </>
                    ))}
                    {gains.length
                      ? ` (but gains on ${listed(gains.map((one) => ledger.known.inside(one.quantity)))})`
                      : ""}
                  </small>
                ))
              : "nobody named"}
            {winners.length ? <small>gains only: {listed(winners.map(({holder}) => holder))}</small> : null}
          </span>
        </td>
      ) : null}
      <td data-l="What would undo part of it">
        <span>
          {price.loops.length
            ? price.loops.map((loop) => (
                <small class="ink">
                  <Move ledger={ledger} one={loop.by} /> (<Headline to={loop.finding}>the loop</Headline>)
                </small>
              ))
            : "nothing found"}
        </span>
      </td>
    </tr>
  )
}

/** The case's scenarios: what each does to the first outcomes, and who pays for it. */
function Paths({ledger, paths}: {ledger: Ledger; paths: readonly PathView[]}): JSX.Element {
  const shown = ledger.outlook.views.slice(0, MOST_FANS)
  const {unit} = ledger.outlook.horizon
  const names = (moved: readonly Moved[]) => listed(moved.map((one) => ledger.known.inside(one.quantity)))
  return (
    <>
      <h3 class="sub">Steps together: the case’s scenarios</h3>
      <FoldedTable says="Steps together: what each scenario does, and who pays">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col" style="width:25%">
                Scenario
              </th>
              {shown.map((view) => (
                <th scope="col">
                  {view.label}
                  <small> {unitOfChange(view, unit)}</small>
                </th>
              ))}
              <th scope="col" style="width:22%">
                Made worse, and who loses
              </th>
            </tr>
          </thead>
          <tbody>
            {paths.map((path) => {
              const losers = path.stakes.filter(({loses}) => loses.length > 0).map(({holder}) => holder)
              return (
                <tr>
                  <th scope="row">
                    {path.label}
                    <small>{path.why}</small>
                  </th>
                  {shown.map((view) => {
                    const effect = path.effects.find((e) => e.outcome === view.quantity)
                    return (
                      <td data-l={view.label}>
                        <span>
                          {effect ? (
                            <>
                              <b>{stepsOf(effect.change)(effect.change.mid)}</b>
                              <small>{range(effect.change.low, effect.change.high, stepsOf(effect.change))}</small>
                            </>
                          ) : (
                            "–"
                          )}
                        </span>
                      </td>
                    )
                  })}
                  <td data-l="Made worse, and who loses">
                    <span>
                      {path.worse.length ? capital(names(path.worse)) : "nothing found"}
                      {losers.length ? <small>loses: {listed(losers)}</small> : null}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </FoldedTable>
      <p class="note">Each lever as the scenario has it over time; how far, and of whom, is in outlook --json.</p>
    </>
  )
}

/** A change and its range, to the step that the widest of the three can bear. */
function stepsOf({low, mid, high}: {low: number; mid: number; high: number}): (x: number) => string {
  const step = stepFor([low, mid, high])
  return (x) => stepped(x, step)
}

function Ripe({ledger, ripe}: {ledger: Ledger; ripe: RipeView}): JSX.Element {
  const [now, ...later] = ripe.together
  const isFirst = ripe.best.time === now!.time
  return (
    <>
      <h3 class="sub">Is the moment ripe?</h3>
      <Folded says="Sign by sign, and when they hold at once">
        <table class="stack">
          <Heads of={[["Side"], ["Sign"], ["First day"], ["Holds on the first day"], ["Holds at the end"]]} />
          <tbody>
            {ripe.signs.map((sign) => (
              <tr>
                <th scope="row">{capital(sign.side)}</th>
                <td data-l="Sign">
                  <span>
                    <Onward to={rowOf(ledger, "quantity", sign.quantity)}>{sign.label}</Onward> {sign.when}{" "}
                    {two(sign.level)}
                    {after(sign.unit)}
                  </span>
                </td>
                <td data-l="First day">
                  <span class="num">{bind(spread(sign.now))}</span>
                </td>
                <td data-l="Holds on the first day">
                  <span class="num">{bind(inRuns(sign.holds))}</span>
                </td>
                <td data-l="Holds at the end">
                  <span class="num">{bind(inRuns(sign.later))}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="note">
          {bind(later.map(({time, share}) => `${on(ledger, time)}, ${ofTen(share.share)}`).join("; "))}.
        </p>
      </Folded>
      <p class="note">
        All at once, if nobody takes a new step: in {bind(inRuns(now!.share))} on the first day
        {isFirst
          ? ", and never more often"
          : `. Most often on ${on(ledger, ripe.best.time)}: in ${bind(inRuns(ripe.best.share))}`}
        .
      </p>
    </>
  )
}

export function Price({ledger}: {ledger: Ledger}): JSX.Element | null {
  if (!ledger.numbers.has("price")) return null
  const {options, ripe, paths = []} = ledger.outlook
  const priced = options.filter(({price}) => price)
  const stakes = priced.some(({price}) => price!.stakes.length > 0)
  return (
    <Section
      id="price"
      no={numberOf(ledger, "price")}
      name="Who might resist"
      purpose="what each step costs, and whom"
      finding={priceTitle(ledger)}
    >
      {priced.length ? (
        <FoldedTable says="Step by step: what gets worse, who loses, what would undo part of it">
          <table class="stack price">
            <thead>
              <tr>
                <th scope="col" style="width:17%">
                  Step
                </th>
                <th scope="col">Made worse</th>
                {stakes ? (
                  <th scope="col" style="width:33%">
                    Who loses
                  </th>
                ) : null}
                <th scope="col">What would undo part of it (how much is not known)</th>
              </tr>
            </thead>
            <tbody>
              {priced.map((option) => (
                <PriceRow ledger={ledger} option={option} stakes={stakes} />
              ))}
            </tbody>
          </table>
        </FoldedTable>
      ) : null}
      <p class="note">
        Listed where at least two runs in three go that way.{" "}
        {stakes
          ? "Who loses is read from what the case says each holder wants: it says who has reason to spoil a step, not that they will. "
          : "The case names nobody’s stake (stakes in case.yaml), so that who would spoil a step is not shown. "}
      </p>
      {paths.length ? <Paths ledger={ledger} paths={paths} /> : null}
      {ripe ? <Ripe ledger={ledger} ripe={ripe} /> : null}
    </Section>
  )
}
