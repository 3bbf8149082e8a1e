// The sections of a first reading that ask something of the reader: which way levers push, what nobody speaks of, names to
// join, readings to check, and what the runs say once these were checked.

import type {JSX} from "preact"
import type {Claim} from "../claims/index.ts"
import {CERTAIN, helpSays, isLedTo, type Lever, MOSTLY} from "../firstreading/index.ts"
import {inWords} from "../outlook/index.ts"
import {type FirstLedger, nameOf, numberOf, whereOf} from "./first-ledger.ts"
import {Marked, ReadQuote, Voices} from "./first-quote.tsx"
import {EventTable, FigureTable, Titled} from "./first-told.tsx"
import {Folded} from "./folded.tsx"
import {Heads} from "./heads.tsx"
import {ClaimMarks, JoinMarks} from "./marks.tsx"
import {does} from "./read-as.ts"
import {anchor, bind, capital, count, counted, listed, ofTen, told} from "./words.ts"

type Props = {readonly ledger: FirstLedger}

function Push({push}: {push: Lever["pushes"][number]["push"]}): JSX.Element {
  if (push === "no path told") return <span class="mut">{push}</span>
  if (push === "open") return <span class="open">open</span>
  return push.startsWith("mostly") ? <span>{push}</span> : <b>{push}</b>
}

/** Rows of levers under one head. */
function LeverRows({ledger, levers, says}: {ledger: FirstLedger; levers: readonly Lever[]; says: string | null}) {
  const {outcomes} = ledger.first.levers
  return (
    <tbody>
      {says === null ? null : (
        <tr class="grp">
          <th scope="rowgroup" colspan={outcomes.length + 2}>
            {says}
          </th>
        </tr>
      )}
      {levers.map(({factor, voices, claim, pushes}) => (
        <tr>
          <th scope="row">
            More {ledger.inside(factor)}
            <Voices n={voices} of={ledger.first.counts.voices} />
          </th>
          {pushes.map(({outcome, push}) => (
            <td data-l={nameOf(ledger, outcome)}>
              <Push push={push} />
            </td>
          ))}
          <td>{claim === null ? "an edit" : <ReadQuote ledger={ledger} id={claim} />}</td>
        </tr>
      ))}
    </tbody>
  )
}

/** Levers that a title names; of more it says how many. */
const MOST_TITLED = 4

function namesOf(ledger: FirstLedger, levers: readonly Lever[]): string {
  return levers.length <= MOST_TITLED
    ? listed(levers.map(({factor}) => ledger.inside(factor)))
    : told(levers.length, "choice")
}

/** Whether a lever pushes whatever it leads to one way: "mostly" is two ways, and what is led to nothing pushes nothing. */
export function isPlain({pushes}: Pick<Lever, "pushes">): boolean {
  const led = pushes.filter(({push}) => push !== "no path told")
  return led.length > 0 && led.every(({push}) => push === "raises" || push === "lowers")
}

export function Levers({ledger}: Props): JSX.Element {
  const {levers, outcomes, unled, left, runs} = ledger.first.levers
  const offered = levers.filter(({warned}) => !warned)
  const warned = levers.filter((lever) => lever.warned)
  const plain = levers.filter(isPlain)
  // A path may be told, and of one sign, to what no run moves.
  const isStill = levers.some(({pushes}) => pushes.some(({push, up, down}) => push === "open" && up + down === 0))
  const open = isStill
    ? "some push hangs on sizes or on a dispute, or what is asked about does not move"
    : "some push hangs on sizes or on a dispute"
  return (
    <Titled
      ledger={ledger}
      id="levers"
      purpose="choices that the documents name, and which way each pushes, however strong the links are"
      finding={
        levers.length === 0
          ? "No choice that the documents name has a told path to what is asked about"
          : plain.length > 0
            ? `${capital(namesOf(ledger, plain))} ${plain.length === 1 ? "pushes" : "push"} each outcome with a told path one way only${levers.length > plain.length ? `; with ${told(levers.length - plain.length, "other choice")} ${open}` : ""}`
            : `With ${levers.length === 1 ? "the one choice" : `all ${inWords(levers.length)} choices`} ${open}`
      }
    >
      {levers.length > 0 ? (
        <>
          <div class="scroll">
            <table class="stack lev">
              <Heads
                of={[
                  ["Choice", "19%"],
                  ...outcomes.map((id) => [nameOf(ledger, id), `${Math.floor(46 / outcomes.length)}%`] as const),
                  ["In whose words"],
                ]}
              />
              {offered.length > 0 ? (
                <LeverRows
                  ledger={ledger}
                  levers={offered}
                  says={warned.length > 0 ? "What somebody proposes" : null}
                />
              ) : null}
              {warned.length > 0 ? (
                <LeverRows ledger={ledger} levers={warned} says="If somebody does more of what documents warn of" />
              ) : null}
            </table>
          </div>
          <p class="note">
            <b>raises, lowers</b>: in at least {count(100 * CERTAIN)} of 100 of the runs in which it moves at all, of{" "}
            {count(runs)}, whatever weights and disputed sides are drawn. <b>mostly</b>: {count(100 * MOSTLY)} to{" "}
            {count(100 * CERTAIN)}. <b>open</b>: less, or no run moves it; it hangs on a dispute or on sizes, whatever
            the signs of its links. A run moves it by a hundredth of its range or more. <b>no path told</b>: no document
            leads from the one to the other, which does not mean that nothing helps.
          </p>
        </>
      ) : null}
      {unled.length + left.length > 0 ? (
        <p class="note">
          {unled.length > 0 ? `Named, but led to none of these: ${listed(unled.map(ledger.inside))}. ` : ""}
          {left.length > 0 ? `Told of less, and not tried: ${listed(left.map(ledger.inside))}.` : ""}
        </p>
      ) : null}
      <p class="note">
        As choices count themes of the codebook that somebody decides, such as aid or a ceasefire, what is called a
        scheme, a levy, a patrol or another such word, and whatever the case’s <code>factors.yaml</code> marks{" "}
        <code>choice: true</code>; other things of the map are not tried, even where somebody decides them. To have one
        tried, name it there (<code>brink init CASE FOLDER</code> makes a case of a folder).
      </p>
    </Titled>
  )
}

/** Names in a list before the rest are counted. */
const MOST_NAMES = 12

function names(of: readonly string[]): string {
  return of.length <= MOST_NAMES
    ? listed(of)
    : `${of.slice(0, MOST_NAMES).join(", ")} and ${count(of.length - MOST_NAMES)} more`
}

export function Silence({ledger}: Props): JSX.Element {
  const {silences, gate, events, figures, levers} = ledger.first
  const {uncaused, helped, brakes, causeless, idle, bystanders, uncounted, lastDay, undated, aside} = silences
  const inside = (ids: readonly string[]) => names(ids.map(ledger.inside))
  const away = (id: string) => (ledger.factor.get(id)?.wanted === "more" ? "raise" : "lower")
  const unhelped = helped.filter(({by}) => by.length === 0)
  const [ledTo, unled] = [true, false].map((is) =>
    unhelped.filter(({outcome}) => isLedTo(levers, outcome) === is).map(({outcome}) => outcome),
  ) as [string[], string[]]
  const items: readonly (readonly [string, string])[] = [
    ...(gate.holds && unled.length > 0 ? [["No told path from a choice to: ", `${inside(unled)}.`] as const] : []),
    ...(gate.holds && ledTo.length > 0
      ? [
          [
            `In ${10 * MOSTLY} of 10 runs no choice `,
            `${ledTo.map((outcome) => `${away(outcome)}s ${ledger.inside(outcome)}`).join(", or ")}.`,
          ] as const,
        ]
      : []),
    ...(gate.circles > 0
      ? [
          [
            "Told to brake itself: ",
            `${brakes === 0 ? "none" : count(brakes)} of ${counted(gate.circles, "circle")}.`,
          ] as const,
        ]
      : []),
    ...(uncaused.length > 0 ? [["Asked about, and no cause is told of: ", `${inside(uncaused)}.`] as const] : []),
    ...(causeless.length > 0 ? [["No cause is told of: ", `${inside(causeless)}.`] as const] : []),
    ...(idle.length > 0 ? [["No effect is told of: ", `${inside(idle)}.`] as const] : []),
    ...(bystanders.length > 0 ? [["Named, with no part in any statement: ", `${names(bystanders)}.`] as const] : []),
    ...(uncounted.length > 0 ? [["No figure is given of: ", `${inside(uncounted)}.`] as const] : []),
    ...(lastDay !== null ? [["No date after ", `${lastDay}.`] as const] : [["No date is given", "."] as const]),
    ...(undated.length > 0
      ? [
          [
            "Not dated: ",
            `${undated.length === ledger.documents.length ? "none of the documents says when it was written" : names(undated)}.`,
          ] as const,
        ]
      : []),
    ...(aside.ungrounded > 0
      ? [
          [
            "Set aside: ",
            `${counted(aside.ungrounded, "statement")}, because a side of ${aside.ungrounded === 1 ? "it" : "them"} names nothing that can rise or fall.`,
          ] as const,
        ]
      : []),
    ...(aside.hearsay > 0 ? [["Only rumoured: ", `${counted(aside.hearsay, "statement")}.`] as const] : []),
    ...(aside.doubtful > 0
      ? [["Read too unsurely to be drawn: ", `${counted(aside.doubtful, "statement")}.`] as const]
      : []),
    ...(aside.itself > 0
      ? [
          [
            "Said of one thing: ",
            `${counted(aside.itself, "statement")} whose cause and effect came under one name.`,
          ] as const,
        ]
      : []),
    ...(aside.rejected > 0 ? [["Taken out by a person: ", `${counted(aside.rejected, "statement")}.`] as const] : []),
  ]
  const [least] = helped
  const title =
    gate.holds && least && levers.levers.length > 0 && least.by.length < 2
      ? capital(helpSays(levers, least, ledger))
      : causeless.length > 0
        ? `${capital(told(causeless.length, "thing has", "things have"))} told effects and no told cause`
        : "What was looked for and not found"
  const given = listed([
    ...(figures.length > 0 ? [counted(figures.length, "figure")] : []),
    ...(events.length > 0 ? [counted(events.length, "date")] : []),
  ])
  return (
    <Titled ledger={ledger} id="silence" purpose="silence is not absence" finding={title}>
      <ul class="plain">
        {items.map(([head, rest]) => (
          <li>
            <b>{head}</b>
            {bind(rest)}
          </li>
        ))}
      </ul>
      {gate.holds && events.length + figures.length > 0 ? (
        <Folded says={`${capital(given)} that the documents give`}>
          {figures.length > 0 ? <FigureTable ledger={ledger} /> : null}
          {events.length > 0 ? (
            <div class="sub">
              <EventTable ledger={ledger} events={events} />
            </div>
          ) : null}
        </Folded>
      ) : null}
    </Titled>
  )
}

export function Joins({ledger}: Props): JSX.Element {
  const {joins} = ledger
  return (
    <Titled
      ledger={ledger}
      id="joins"
      purpose="names that share a word: the same, or one the other turned round"
      finding={
        joins.length > 0
          ? `${capital(told(joins.length, "pair of names looks", "pairs of names look"))} like one thing`
          : "No two names look like one thing"
      }
    >
      {joins.length > 0 ? (
        <table class="stack rows">
          <Heads of={[["Looks like one thing", "32%"], ["Why"], ["Your call", "176px"]]} />
          <tbody>
            {joins.map((join) => {
              const [one, other] = join.factors.map((id) => nameOf(ledger, id)) as [string, string]
              return (
                <tr>
                  <th scope="row">
                    {one} = {join.sign === "opposite" ? <i>opposite of </i> : null}
                    {other}
                  </th>
                  <td>
                    {join.shared.length > 0
                      ? `both speak of “${join.shared.join("”, “")}-”`
                      : "words of contrary meaning"}
                    {join.closes > 0
                      ? `; joined they close or confirm ${counted(join.closes, "link or circle", "links or circles")}`
                      : ""}
                    {join.quotes.map((id) => (id === null ? null : <ReadQuote ledger={ledger} id={id} />))}
                  </td>
                  <td class="ok">
                    <JoinMarks join={join} names={[one, other]} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : (
        <p class="none">No two names of the map share a rare word, or words that turn each other round.</p>
      )}
    </Titled>
  )
}

function ReadAs({ledger, claim}: {ledger: FirstLedger; claim: Claim}): JSX.Element {
  const links = (ledger.groundings.get(claim.id) ?? []).filter(({link}) => link !== null)
  return (
    <p class="read">
      read as: <b>{claim.cause.text}</b> {does(claim.cause.text, claim.sign, claim.denied)} <b>{claim.effect.text}</b>
      {links.map(({from, to, sign}) => (
        <>
          <br />
          in the map: {nameOf(ledger, from!)} {does(nameOf(ledger, from!), sign, claim.denied)} {ledger.inside(to!)}
        </>
      ))}
    </p>
  )
}

/** The passage around a sentence, as far as a row has room for. */
const MOST_AROUND = 700

function InParagraph({ledger, claim}: {ledger: FirstLedger; claim: Claim}): JSX.Element {
  const {quote} = claim
  const {text = "", passages = []} = ledger.document.get(claim.file) ?? {}
  const passage = passages.find(({from, to}) => quote.from >= from && quote.from < to)
  const from = Math.max(passage?.from ?? quote.from, quote.from - MOST_AROUND / 2)
  const to = Math.min(passage?.to ?? quote.to, Math.max(quote.to, quote.to + MOST_AROUND / 2))
  return (
    <blockquote class="para">
      <span class="mut">
        {from > (passage?.from ?? from) ? "… " : ""}
        {text.slice(from, quote.from)}
      </span>
      <Marked claim={claim} />
      <span class="mut">
        {text.slice(quote.to, to)}
        {to < (passage?.to ?? to) ? " …" : ""}
      </span>
      <cite>
        <a href={`#${anchor("c", claim.id)}`}>{whereOf(ledger, claim.file, quote, claim.by)}</a>
      </cite>
    </blockquote>
  )
}

/** Reasons of a row: the strongest say enough. */
const MOST_REASONS = 3

export function CheckFirst({ledger}: Props): JSX.Element {
  const {suspects, counts} = ledger.first
  const carrying = suspects.filter(({carries}) => carries !== null).length
  return (
    <Titled
      ledger={ledger}
      id="check"
      purpose="readings that look wrong by rule and carry the most"
      finding={
        suspects.length === 0
          ? `All ${counted(counts.statements, "reading")} were checked by a person`
          : `${capital(told(suspects.length, "quote", "quotes"))} to check${carrying > 0 ? `: on ${carrying === suspects.length ? "each" : inWords(carrying)} of them hangs a circle, a dispute, a link told twice or a lever’s path` : ""}`
      }
    >
      {suspects.length > 0 ? (
        <table class="stack rows">
          <Heads of={[["Sentence, and how it was read"], ["Why here", "26%"], ["Your call", "176px"]]} />
          <tbody>
            {suspects.map(({claim: id, reasons, carries}, at) => {
              const claim = ledger.claim.get(id)!
              return (
                <tr id={`check-${at + 1}`}>
                  <th scope="row">
                    <span class="nth">{at + 1}</span>
                    <InParagraph ledger={ledger} claim={claim} />
                    <ReadAs ledger={ledger} claim={claim} />
                  </th>
                  <td>
                    {reasons.length === 0 ? "No rule finds it odd." : ""}
                    {reasons.slice(0, MOST_REASONS).map(({says}) => (
                      <p>{bind(says)}</p>
                    ))}
                    {carries === null ? null : <p>{bind(carries)}</p>}
                  </td>
                  <td class="ok">
                    <ClaimMarks claim={claim} place="c" />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : null}
      <p class="note">
        Marks stay in this window. What was marked becomes lines of the case’s edits.jsonl: the bar at the foot of the
        page hands them over as a file, and <code>brink edit CASE --from brink-marks.jsonl</code> applies them. A folder
        becomes a case by <code>brink init CASE FOLDER</code>.
      </p>
    </Titled>
  )
}

export function Runs({ledger}: Props): JSX.Element | null {
  const {gate, restsOn} = ledger.first
  const {outlook} = ledger
  if (!gate.open && !gate.drift) return null
  const all = restsOn.claims.length
  const ready = restsOn.checked === all
  return (
    <Titled
      ledger={ledger}
      id="run"
      purpose={
        gate.drift
          ? "what runs of their statements would add"
          : "folded until the readings that the circle and the levers rest on are checked"
      }
      finding={
        gate.drift
          ? "The documents do not decide it"
          : ready
            ? "Which way things go, if the documents’ logic is run"
            : `Not shown: ${count(restsOn.checked)} of the ${counted(all, "reading")} it rests on ${all === 1 ? "is" : "are"} checked`
      }
    >
      {gate.drift ? (
        <p class="none">
          In runs of their logic nothing that the documents speak of moves{" "}
          {ledger.inside(ledger.first.levers.outcomes[0] ?? "")} more than a drift of its own does, of which no document
          speaks. So no run is shown.
        </p>
      ) : (
        <details class={ready ? "fold onpaper" : "fold"} open={ready}>
          <summary>{ready ? "Directions" : "Show the directions all the same"}</summary>
          <table class="stack">
            <Heads of={[["At the end of the run", "34%"], ["Which way"], ["In how many runs", "40%"]]} />
            <tbody>
              {outlook.views.map(({label, up, down}) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td>
                    {up.share > down.share
                      ? "higher, more often"
                      : up.share < down.share
                        ? "lower, more often"
                        : "as often higher as lower"}
                  </td>
                  <td>
                    higher in {ofTen(up.share)}, lower in {ofTen(down.share)} of {count(outlook.runs - outlook.failed)}{" "}
                    runs
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="note">
            A run counts as higher or lower where it ends more than a hundredth of its range away. A model drafted by
            rule from these very statements: it says what follows from them, and nothing of how much. Section{" "}
            {numberOf(ledger, "method")} says how it was made.
          </p>
        </details>
      )}
    </Titled>
  )
}
