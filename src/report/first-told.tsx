// The sections of a first reading that are words: in short, what is told twice, the circle, conditions, failed hopes, who
// says what, what is reported and announced. In: the ledger. Out: sections, each quote with its place and its marks.

import type {ComponentChildren, JSX} from "preact"
import type {Circle, Clause, DatedEvent, ToldLink} from "../firstreading/index.ts"
import {amountOf, inWords, isPlural} from "../outlook/index.ts"
import {type FirstLedger, nameOf, numberOf, whereOf} from "./first-ledger.ts"
import {ReadQuote, Voices, Within} from "./first-quote.tsx"
import {Section, Sign} from "./front.tsx"
import {Heads} from "./heads.tsx"
import {ClaimMarks} from "./marks.tsx"
import {anchor, bind, capital, count, counted, day, listed, told} from "./words.ts"

/**
 * How the texts are read that no rule was changed for, held-out ones and invented reports that are only scored
 * (docs/methods/reading.md): readings, those that are in no text, so many in ten that are not or have the wrong sign, and of what the
 * texts say so many in ten that are found. test/firstreading holds them to the floors of reading.
 */
export const MEASURED = {readings: 1625, spurious: 245, wrongInTen: 2, foundInTen: 8}

/**
 * Rows of a section before the rest are counted, so that the page of a large folder can still be mailed (400 kB compressed);
 * `brink outlook --json` has all.
 */
const MOST = {links: 40, conditions: 60, hopes: 24, speakers: 30, disputes: 12, events: 60, figures: 80}

/** What there was no room for. */
function More({n, noun}: {n: number; noun: string}): JSX.Element | null {
  return n > 0 ? (
    <p class="note">
      And {counted(n, `more ${noun}`)}, which <code>brink outlook --json</code> prints.
    </p>
  ) : null
}

/** Quotes of a link before the other voices are counted. */
const MOST_QUOTES = 2

type Props = {readonly ledger: FirstLedger}

function Titled(props: {
  ledger: FirstLedger
  id: string
  purpose: string
  finding: string
  children: ComponentChildren
}) {
  const {ledger, id, purpose, finding, children} = props
  const {no, name} = ledger.sections.find((section) => section.id === id)!
  return (
    <Section id={id} no={no} name={name} purpose={purpose} finding={finding}>
      {children}
    </Section>
  )
}

export {Titled}

/** A clause that leads to the first of its quotes, where it has any. */
function Lead({ledger, clause}: {ledger: FirstLedger; clause: Clause}): JSX.Element {
  const to = clause.claims.find((id) => ledger.printed.has(id))
  return to === undefined ? (
    <>{bind(clause.says)} </>
  ) : (
    <>
      <a href={`#${anchor("c", to)}`}>{bind(clause.says)}</a>{" "}
    </>
  )
}

export function InShort({ledger}: Props): JSX.Element {
  const {first} = ledger
  const {counts, gate, suspects, joins} = first
  const {no, name} = ledger.sections.find(({id}) => id === "short")!
  const ten = suspects.length
  return (
    <Section id="short" no={no} name={name} purpose="every underlined sentence leads to its quote">
      <p class="lead">
        {first.short.map((clause) => (
          <Lead ledger={ledger} clause={clause} />
        ))}
      </p>
      <div class="box-note">
        <p>
          <b>Before you forward this:</b> a program read {counts.documents === 1 ? "this document" : "these documents"}{" "}
          and{" "}
          {counts.checked === 0
            ? "nobody has checked it"
            : counts.checked === counts.statements
              ? "a person has checked all of it"
              : `a person has checked ${count(counts.checked)} of ${count(counts.statements)} readings`}
          . In texts that its rules had not seen, about {inWords(MEASURED.wrongInTen)} in ten readings
          {MEASURED.wrongInTen === 1 ? " is" : " are"} wrong.{" "}
          {ten > 0 ? (
            <>
              <a href="#check">{capital(counted(ten, "quote"))}</a> (section {numberOf(ledger, "check")}) look most like
              it and carry the most.
            </>
          ) : null}
        </p>
        {gate.holds ? null : (
          <p>
            <b>Next:</b>{" "}
            {joins.length > 0 ? (
              <>
                join names that look like one thing (<a href="#joins">section {numberOf(ledger, "joins")}</a>), then
                check {ten === 1 ? "the quote" : `the ${inWords(ten)} quotes`}.{" "}
              </>
            ) : null}
            Until then this page shows words and figures only, and no runs.
          </p>
        )}
      </div>
    </Section>
  )
}

/** "More dialogue → less armed conflict", as its sign has it. */
function LinkHead({ledger, link, of}: {ledger: FirstLedger; link: ToldLink; of: number}): JSX.Element {
  return (
    <>
      {nameOf(ledger, link.from)}{" "}
      <span class="num">
        <Sign sign={link.sign} /> →
      </span>{" "}
      {ledger.inside(link.to)}
      <Voices n={link.voices} of={of} />
    </>
  )
}

/** One row a quote; the first holds what is told, over all of them. */
function LinkRows(props: {
  ledger: FirstLedger
  link: ToldLink
  place: string
  quotes: readonly (readonly [string, string?])[]
  left: number
  id?: string
}) {
  const {ledger, link, place, quotes, left, id} = props
  return (
    <>
      {quotes.map(([claim, note], at) => (
        <tr id={at === 0 ? id : undefined} class={at < quotes.length - 1 ? "on" : undefined}>
          {at === 0 ? (
            <th scope="rowgroup" rowspan={quotes.length}>
              <LinkHead ledger={ledger} link={link} of={ledger.first.counts.voices} />
            </th>
          ) : null}
          <td>
            <ReadQuote ledger={ledger} id={claim} {...(note !== undefined && {note})} />
            {at === quotes.length - 1 && left > 0 ? <small>and {counted(left, "more voice")}</small> : null}
          </td>
          <td class="ok">
            <ClaimMarks claim={ledger.claim.get(claim)!} place={place} />
          </td>
        </tr>
      ))}
    </>
  )
}

/** Widths of the columns of what is told, in whose words, and the marks. */
const ROWS = [["What is told", "26%"], ["In whose words"], ["Is it so read?", "176px"]] as const

export function BestTold({ledger}: Props): JSX.Element {
  const {toldTwice, counts} = ledger.first
  const rest = counts.links - toldTwice.length
  return (
    <Titled
      ledger={ledger}
      id="told"
      purpose="links that two or more independent voices tell and none denies"
      finding={
        toldTwice.length > 0
          ? `${capital(told(toldTwice.length, "link is", "links are"))} told by more than one voice${rest > 0 ? `; ${count(rest)} by one, or both ways` : ""}`
          : counts.voices === 1
            ? "There is one voice, so that nothing is told twice"
            : "No link is told by two voices and denied by none"
      }
    >
      {toldTwice.length > 0 ? (
        <>
          <p class="key">
            <span class="u1">cause</span>
            <span>
              <b>signal</b>
            </span>
            <span class="u2">effect</span>
            <span>
              <Sign sign="+" />
              more leads to more
            </span>
            <span>
              <Sign sign="-" />
              more leads to less
            </span>
          </p>
          <table class="stack rows">
            <Heads of={ROWS} />
            {toldTwice.slice(0, MOST.links).map((link) => (
              <tbody>
                <LinkRows
                  ledger={ledger}
                  link={link}
                  place="t"
                  quotes={link.claims.slice(0, MOST_QUOTES).map((id) => [id])}
                  left={link.claims.length - MOST_QUOTES}
                />
              </tbody>
            ))}
          </table>
          <More n={toldTwice.length - MOST.links} noun="link" />
        </>
      ) : (
        <p class="none">
          Each of the {counted(counts.links, "link")} of the map rests on one source alone, or is denied as well as
          told.
        </p>
      )}
    </Titled>
  )
}

/** "Strikes → retaliation → pressure → strikes" */
function round(ledger: FirstLedger, {factors}: Circle): string {
  const names = [...factors, factors[0]!].map((id, at) => (at === 0 ? nameOf(ledger, id) : ledger.inside(id)))
  return names.join(" → ")
}

export function TheCircle({ledger}: Props): JSX.Element {
  const {whole, stitched, left} = ledger.first.circles
  const [first, ...others] = whole
  const open = first?.links.filter(({sign}) => sign === "contested").length ?? 0
  const all = stitched.length + left
  return (
    <Titled
      ledger={ledger}
      id="circle"
      purpose="a loop that one document tells whole, with the words for every arrow"
      finding={
        first
          ? `${round(ledger, first)}: ${told(first.toldBy.length, "document tells", "documents tell")} it whole${open > 0 ? `, and ${open === 1 ? "one arrow is" : `${inWords(open)} arrows are`} told both ways` : ""}`
          : all > 0
            ? `No document tells a circle whole; ${inWords(all)} can be pieced together`
            : "No circle closes"
      }
    >
      {first ? (
        <>
          <table class="stack rows">
            <Heads of={[["Step", "26%"], ...ROWS.slice(1)]} />
            {first.links.map((link) => (
              <tbody>
                <LinkRows
                  ledger={ledger}
                  link={link}
                  place="o"
                  quotes={[
                    ...link.claims.slice(0, 1).map((id) => [id] as const),
                    ...(link.sign === "contested"
                      ? link.against.slice(0, 1).map((id) => [id, "read as the other way"] as const)
                      : []),
                  ]}
                  left={link.claims.length - 1}
                />
              </tbody>
            ))}
          </table>
          <p class="note">
            {bind(first.says)}
            {others.length > 0
              ? ` Told whole as well: ${others.map((circle) => round(ledger, circle)).join("; ")}.`
              : ""}
          </p>
        </>
      ) : null}
      {stitched.length > 0 ? (
        <>
          <h3 class="sub">Told whole by nobody</h3>
          <ul class="plain">
            {stitched.map((circle) => (
              <li>
                {round(ledger, circle)}. {bind(circle.says)}
              </li>
            ))}
            {left > 0 ? <li>and {count(left)} more that can be pieced together from several documents</li> : null}
          </ul>
        </>
      ) : null}
      {whole.length + stitched.length === 0 ? (
        <p class="none">No chain of told links leads back to where it began.</p>
      ) : null}
    </Titled>
  )
}

export function IfThen({ledger}: Props): JSX.Element {
  const {conditions} = ledger.first
  const others = conditions.filter(({by}) => by !== null).length
  return (
    <Titled
      ledger={ledger}
      id="if"
      purpose="warnings and conditions as they are worded: a list to watch"
      finding={
        conditions.length === 0
          ? "No sentence says what depends on what"
          : `${capital(told(conditions.length, "sentence says", "sentences say"))} what depends on what${others > 0 ? `; ${inWords(others)} in the words of somebody other than the author` : ""}`
      }
    >
      {conditions.length > 0 ? (
        <>
          <table class="stack">
            <Heads of={[["In whose words"], ["How surely", "92px"], ["Who says so", "132px"], ["Seen?", "118px"]]} />
            <tbody>
              {conditions.slice(0, MOST.conditions).map(({claims, hedge, by}) => (
                <tr>
                  <td>
                    <ReadQuote ledger={ledger} id={claims[0]!} />
                  </td>
                  <td data-l="How surely">
                    <span>{hedge === null ? "flatly" : `“${hedge}”`}</span>
                  </td>
                  <td data-l="Who says so">
                    <span>{by ?? "the author"}</span>
                  </td>
                  <td data-l="Seen?">
                    <span class="seen">
                      <label>
                        <input type="checkbox" /> seen
                      </label>{" "}
                      since&nbsp;____
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <More n={conditions.length - MOST.conditions} noun="sentence" />
        </>
      ) : (
        <p class="none">Words such as “if”, “unless”, “without” or “until” tie no two things together here.</p>
      )}
    </Titled>
  )
}

export function Hopes({ledger}: Props): JSX.Element {
  const {hopes} = ledger.first
  const files = new Set(hopes.map(({claim}) => ledger.claim.get(claim)!.file))
  return (
    <Titled
      ledger={ledger}
      id="hopes"
      purpose="expectations that the same documents say did not come true"
      finding={
        hopes.length === 0
          ? "No expectation is told as one that failed"
          : `${capital(told(files.size, "document tells", "documents tell"))} what was expected and did not happen, in ${told(hopes.length, "sentence")}`
      }
    >
      {hopes.length > 0 ? (
        <>
          <div class="cols">
            {hopes.slice(0, MOST.hopes).map(({claim}) => (
              <ReadQuote ledger={ledger} id={claim} />
            ))}
          </div>
          <More n={hopes.length - MOST.hopes} noun="sentence" />
        </>
      ) : (
        <p class="none">Where documents say that something was hoped for, none says that it came to nothing.</p>
      )}
    </Titled>
  )
}

/** Sentences of one party before the rest are counted. */
const MOST_SAID = 6

export function WhoSays({ledger}: Props): JSX.Element {
  const {speakers, disputes, counts} = ledger.first
  const said = ({sentences}: {readonly sentences: readonly unknown[]}) => sentences.length
  const sides = speakers.filter(({actor}) => actor).slice(0, 2)
  const beside = sides.length === 2 && said(sides[0]!) > 1 ? sides : []
  const rest = speakers.filter((speaker) => !beside.includes(speaker))
  const [one, other] = speakers
  return (
    <Titled
      ledger={ledger}
      id="who"
      purpose="statements of speakers whom the texts name, by name, office or group, apart from what the authors say"
      finding={
        one === undefined
          ? "No statement is given to a named speaker"
          : speakers.length === 1
            ? `One speaker is named: ${one.name}, in ${told(said(one), "sentence")}`
            : beside.length === 2
              ? `${beside[0]!.name} is reported in ${told(said(beside[0]!), "sentence")}, ${beside[1]!.name} in ${inWords(said(beside[1]!))}${disputes.length > 0 ? `; ${told(disputes.length, "link is", "links are")} open between voices` : ""}`
              : said(one) > said(other!)
                ? `${one.name} is reported in ${told(said(one), "sentence")}, ${other!.name} in ${inWords(said(other!))}${disputes.length > 0 ? `; ${told(disputes.length, "link is", "links are")} open between voices` : ""}`
                : `${capital(told(speakers.length, "speaker is", "speakers are"))} named${disputes.length > 0 ? `; ${told(disputes.length, "link is", "links are")} open between voices` : ""}`
      }
    >
      {beside.length === 2 ? (
        <div class="f-sides">
          {beside.map(({name, sentences}, at) => (
            <div class={at === 0 ? "f-side" : "f-side f-right"}>
              <h4>
                {name} is reported to say ({count(sentences.length)})
              </h4>
              {sentences.slice(0, MOST_SAID).map(({claim}) => (
                <ReadQuote ledger={ledger} id={claim} />
              ))}
              {sentences.length > MOST_SAID ? <p class="note">and {count(sentences.length - MOST_SAID)} more</p> : null}
            </div>
          ))}
        </div>
      ) : null}
      {rest.length > 0 ? (
        <table class="stack">
          <Heads of={[["Who", "19%"], ["In which words"]]} />
          <tbody>
            {rest.slice(0, MOST.speakers).map(({name, sentences}) => (
              <tr>
                <th scope="row">{name}</th>
                <td>
                  {sentences.slice(0, MOST_SAID).map(({claim}) => (
                    <ReadQuote ledger={ledger} id={claim} />
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <More n={rest.length - MOST.speakers} noun="speaker" />
      {disputes.length > 0 ? (
        <>
          <h3 class="sub">Open between voices</h3>
          {disputes.slice(0, MOST.disputes).map(({from, to, raises, lowers, whether}) => {
            const less = amountOf(ledger.inside(to), false).split(" ")[0]!
            return (
              <div class="ct2">
                <h3>
                  {isPlural(ledger.inside(from)) ? "Do" : "Does"} {amountOf(ledger.inside(from), true)} lead to{" "}
                  {amountOf(ledger.inside(to), whether !== "-")}
                  {whether ? "" : ` or to ${less}`}?
                </h3>
                <div class="f-sides">
                  <div class="f-side">
                    <h4>{whether === "-" ? "It does not" : less === "lower" ? "To higher" : "To more"}</h4>
                    {raises.slice(0, MOST_QUOTES).map((id) => (
                      <ReadQuote ledger={ledger} id={id} />
                    ))}
                  </div>
                  <div class="f-side f-right">
                    <h4>{whether === "+" ? "It does not" : `To ${less}${whether ? "" : ", or it does not"}`}</h4>
                    {lowers.slice(0, MOST_QUOTES).map((id) => (
                      <ReadQuote ledger={ledger} id={id} />
                    ))}
                  </div>
                </div>
              </div>
            )
          })}
        </>
      ) : null}
      <More n={disputes.length - MOST.disputes} noun="open link" />
      <p class="note">
        {counted(counts.statements - counts.spoken, "statement")}{" "}
        {counts.statements - counts.spoken === 1 ? "is" : "are"} the authors’ own, or of nobody whom the text names:
        “they”, a rumour, two of many. Failed hopes stand in their own section.
        {disputes.length === 0 ? " No two voices were read to differ on a link." : ""}
      </p>
    </Titled>
  )
}

/** "8 Feb 2031", "11 – 20 Apr 2031": the day or span of something dated. */
export function span({from, to}: Pick<DatedEvent, "from" | "to">): string {
  if (to === null) return day(from)
  const [first, last] = [from, to].map((iso) => day(iso).split("\u00a0")) as [string[], string[]]
  // The month and the year that both have are said once.
  if (first.length === last.length) while (first.length > 1 && first.at(-1) === last[first.length - 1]) first.pop()
  return `${first.join("\u00a0")} – ${last.join("\u00a0")}`
}

export function EventTable({ledger, events}: {ledger: FirstLedger; events: readonly DatedEvent[]}): JSX.Element {
  return (
    <>
      <table class="stack">
        <Heads of={[["When", "27%"], ["In whose words"], ["Who says so", "24%"]]} />
        <tbody>
          {events.slice(0, MOST.events).map((event) => (
            <tr>
              <th scope="row">{span(event)}</th>
              <td>
                <Within sentence={event.sentence} quote={event.quote} />
              </td>
              <td>
                <small class="ink">{whereOf(ledger, event.file, event.quote)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More n={events.length - MOST.events} noun="date" />
    </>
  )
}

export function FigureTable({ledger}: Props): JSX.Element {
  const {figures} = ledger.first
  return (
    <>
      <table class="stack">
        <Heads of={[["Figure", "20%"], ["In whose words"], ["Who says so", "20%"]]} />
        <tbody>
          {figures.slice(0, MOST.figures).map(({file, quote, sentence, claimant}) => (
            <tr>
              <th scope="row">{quote.text.replace(/\s+/g, " ")}</th>
              <td>
                <Within sentence={sentence} quote={quote} />
              </td>
              <td>
                <small class="ink">{whereOf(ledger, file, quote, claimant)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More n={figures.length - MOST.figures} noun="figure" />
    </>
  )
}

/** What is reported with a date, what is announced, and the figures: what a folder leads with whose map does not hold yet. */
export function Reported({ledger}: Props): JSX.Element {
  const {events, figures, written} = ledger.first
  const behind = events.filter(({ahead}) => ahead !== true)
  const ahead = events.filter((event) => event.ahead === true)
  return (
    <Titled
      ledger={ledger}
      id="reported"
      purpose="events with a date, what is announced, and the figures given"
      finding={
        events.length + figures.length === 0
          ? "No document gives a date or a figure"
          : `${capital(listed([...(ahead.length > 0 ? [`${told(ahead.length, "announced date lies", "announced dates lie")} ahead`] : []), ...(behind.length > 0 ? [`${told(behind.length, "date is", "dates are")} ${written.last === null ? "given" : "reported"}`] : []), ...(figures.length > 0 ? [`${told(figures.length, "figure is", "figures are")} given`] : [])]))}`
      }
    >
      {written.last === null ? (
        <>
          {behind.length > 0 ? <EventTable ledger={ledger} events={behind} /> : null}
          <p class="note">No document says when it was written, so that no date can be called past or to come.</p>
        </>
      ) : (
        <div class={ahead.length > 0 && behind.length > 0 ? "two dated" : "dated"}>
          {behind.length > 0 ? (
            <div>
              <h3>Behind</h3>
              <EventTable ledger={ledger} events={behind} />
            </div>
          ) : null}
          {ahead.length > 0 ? (
            <div>
              <h3>Ahead (after {day(written.last)})</h3>
              <EventTable ledger={ledger} events={ahead} />
            </div>
          ) : null}
        </div>
      )}
      {figures.length > 0 ? (
        <>
          <h3 class="sub">Figures{written.last === null ? "" : ", in the order of their documents’ days"}</h3>
          <FigureTable ledger={ledger} />
        </>
      ) : null}
    </Titled>
  )
}
