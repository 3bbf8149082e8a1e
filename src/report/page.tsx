// The whole report as one HTML file. In: an outlook and what it rests on. Out: a page that
// opens from disk with no request, reads with scripts off, and prints.
//
// Every word of a document is text here, never markup: it goes in through the renderer's
// escaping, and a policy in the head forbids whatever could still ask for something.

import type {JSX} from "preact"
import {Claims, Links, Variables, WholeMap} from "./annex.tsx"
import {Checks, Disputes, Evidence, Method, Signposts} from "./back.tsx"
import {Changed} from "./changed.tsx"
import {FindOut} from "./find-out.tsx"
import {unfoldScript} from "./folded.tsx"
import {BottomLine, checkCounts, Drivers, Options, OutlookSection, StandingPanels, Why} from "./front.tsx"
import {Contents, type Fact, FactList} from "./head.tsx"
import {dayAt, type Ledger, linkName, numberOf, openLedger, type ReportInput, rowOf, sectionsOf} from "./ledger.ts"
import {FindingPanel} from "./panel.tsx"
import {Planning, Price} from "./planning.tsx"
import {Passed, Since} from "./since.tsx"
import {pageCss, pageScript} from "./style.ts"
import {wholePage} from "./whole-page.ts"
import {count, counted, day, daySpan, isoDay, lengthOf} from "./words.ts"

/** The date the horizon ends on, where the model's time has a calendar. */
function horizonEnd(ledger: Ledger): string | null {
  const end = dayAt(ledger, ledger.outlook.horizon.stop)
  return end === null ? null : day(isoDay(Math.round(end)))
}

function Facts({ledger}: {ledger: Ledger}): JSX.Element {
  const {outlook, documents, lineages} = ledger
  const dates = documents.flatMap((d) => (d.date && daySpan(d.date) ? [d.date] : [])).sort()
  const [first, last] = [dates[0], dates.at(-1)]
  const end = horizonEnd(ledger)
  const {asked, tested, holds, contradicted, built} = checkCounts(ledger)
  const facts: Fact[] = [
    [
      "Documents",
      `${counted(documents.length, "document")}, ${counted(lineages.length, "independent voice")}`,
      first && last
        ? first === last
          ? `dated ${day(first)}`
          : `dated ${day(first)} to ${day(last)}`
        : "no dates stated",
    ],
    [
      "Horizon",
      lengthOf(outlook.horizon.stop - outlook.horizon.start, outlook.horizon.unit),
      end ? `to ${end}` : "no calendar date",
    ],
    [
      "Runs",
      outlook.failed
        ? `${count(outlook.runs)}, of which ${count(outlook.failed)} failed`
        : `${count(outlook.runs)}, none failed`,
      outlook.map.contested ? `both sides of ${counted(outlook.map.contested, "contested link")}` : "no contested link",
    ],
    [
      "Documents and model",
      built
        ? `${counted(built, "statement")} built in`
        : tested
          ? `${count(holds)} of ${counted(asked, "statement")} hold`
          : asked
            ? "no statement could be tested"
            : "no statement to test",
      built
        ? tested
          ? `of ${counted(asked, "other")}, ${count(contradicted)} contradicted`
          : asked
            ? `${counted(asked, "other")} could not be tested`
            : "none left to test it with"
        : tested
          ? `${contradicted ? count(contradicted) : "none"} contradicted`
          : asked
            ? `${count(asked)} tried, section ${numberOf(ledger, "s7")}`
            : `section ${numberOf(ledger, "s7")}`,
    ],
  ]
  return <FactList facts={facts} />
}

function Page({ledger}: {ledger: Ledger}): JSX.Element {
  const {outlook} = ledger
  const question = outlook.question || ledger.title
  const kicker = ["Outlook", ledger.title !== question ? ledger.title : "", ledger.date ? day(ledger.date) : ""].filter(
    Boolean,
  )
  return (
    <>
      <a class="skip" href="#main">
        Skip to the outlook
      </a>
      <div class="page">
        <header>
          <p class="kick">{kicker.join(" · ")}</p>
          <h1>{question}</h1>
          <Passed ledger={ledger} />
          <Facts ledger={ledger} />
        </header>
        <Contents sections={[...sectionsOf(ledger), {id: "annex-map", no: "A", name: "Annex"}]} />
        <main id="main">
          <BottomLine ledger={ledger} />
          <Changed
            changed={ledger.changed}
            no={numberOf(ledger, "changed")}
            nameOf={(link) => linkName(ledger, link)}
            rowOf={(link) => rowOf(ledger, "link", link)}
          />
          <OutlookSection ledger={ledger} />
          <Since ledger={ledger} />
          <Why ledger={ledger} />
          <Options ledger={ledger} />
          <Drivers ledger={ledger} />
          <FindOut ledger={ledger} />
          <Planning ledger={ledger} />
          <Price ledger={ledger} />
          <Disputes ledger={ledger} />
          <Checks ledger={ledger} />
          <Signposts ledger={ledger} />
          <Evidence ledger={ledger} />
          <Method ledger={ledger} />
          <WholeMap ledger={ledger} />
          <Variables ledger={ledger} />
          <Links ledger={ledger} />
          <Claims ledger={ledger} />
        </main>
        <footer>
          <p>
            Shares are shares of model runs under stated assumptions. They say what follows from what was written, not
            what will happen.
          </p>
          <p>
            Ranges in brackets: of a share, its spread over the readings of the documents, in whole runs of ten rounded
            outward; of a level, 8&nbsp;of&nbsp;10 runs. Two significant figures at most; counts are exact.
          </p>
          <p>
            Runs <code>{outlook.hash.slice(0, 12)}</code>, seed {outlook.seed}, {count(outlook.runs - outlook.failed)}{" "}
            of {count(outlook.runs)}; the same on any machine. Quotes remain their authors’; those of a brief are its
            writer’s words. Made with Brink.
          </p>
        </footer>
      </div>
      <StandingPanels ledger={ledger} />
      {outlook.findings.map((finding) => (
        <FindingPanel ledger={ledger} finding={finding} />
      ))}
    </>
  )
}

/**
 * The report of one outlook: a whole HTML document as a string.
 *
 * The same input gives the same bytes. A date shows only when `input.date` has one. Every
 * number that opens a panel is `<a href="#i-<finding id>">`; the panel is an
 * `aside:target`, so it opens without a script. Throws nothing of its own: gaps in the
 * input are said in words on the page.
 */
export function report(input: ReportInput): string {
  const ledger = openLedger(input)
  return wholePage({
    title: `Outlook: ${input.outlook.question || input.title}`,
    style: pageCss,
    script: `${unfoldScript}${pageScript}`,
    body: <Page ledger={ledger} />,
  })
}
