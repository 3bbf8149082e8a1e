// The page of a folder that nobody has prepared: what its documents say in words and signs, and what to check first. In:
// the findings of the first reading and what they rest on. Out: one HTML file, which asks for nothing, reads with scripts
// off, and prints. No level, no fan and no likelihood stands on it.

import type {JSX} from "preact"
import type {Factor} from "../map/index.ts"
import {Changed} from "./changed.tsx"
import {Annex, Documents, Method, sourceCss} from "./first-back.tsx"
import {CheckFirst, Joins, Levers, Runs, Silence} from "./first-check.tsx"
import {type FirstLedger, type FirstReportInput, numberOf, openFirst} from "./first-ledger.ts"
import {BestTold, Hopes, IfThen, InShort, Reported, TheCircle, WhoSays} from "./first-told.tsx"
import {unfoldScript} from "./folded.tsx"
import {Contents, type Fact, FactList} from "./head.tsx"
import {MarkBar, marksCss, marksScript} from "./marks.tsx"
import {pageCss} from "./style.ts"
import {wholePage} from "./whole-page.ts"
import {count, counted, day, listed, told} from "./words.ts"

/** What is told most, and actors, that a title names. */
const MOST_IN_TITLE = 3

/** What the case asks; else what its documents tell most of, and whom or what they name most. */
function titleOf(ledger: FirstLedger): string {
  const {question, documents, reading, map} = ledger
  if (question !== undefined) return question
  const texts = documents.map(({text}) => text.toLowerCase())
  const times = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + texts.reduce((n, text) => n + text.split(name.toLowerCase()).length - 1, 0), 0)
  const most = map.factors.reduce<Factor | undefined>(
    (before, one) => (one.claims.length > (before?.claims.length ?? 1) ? one : before),
    undefined,
  )
  const spoken = reading.actors
    .filter(
      ({roles}) => roles.some((role) => role.startsWith("in ") || role === "speaker") && !roles.includes("person"),
    )
    .map(({name, alsoCalled}) => ({name, n: times([name, ...alsoCalled])}))
    .filter(({n}) => n > documents.length)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_IN_TITLE - 1)
    // "the Taliban", where the documents mostly say so.
    .map(({name}) => (times([`the ${name}`]) * 2 > times([name]) ? `the ${name}` : name))
  const what = [...(most ? [most.kind ?? ledger.inside(most.id)] : []), ...spoken]
  return `What ${told(documents.length, documents.length === 1 ? "document says" : "document", "documents say")} about ${listed(what.length > 0 ? what : ["what causes what"])}`
}

function Facts({ledger}: {ledger: FirstLedger}): JSX.Element {
  const {first, lineages} = ledger
  const {counts, gate, written} = first
  const days = Object.values(written.by).sort()
  const repeats = lineages.filter(({files}) => files.length > 1)
  const rewritten = repeats.map(
    ({files}) => `${listed(files.map((file) => ledger.source.get(file) ?? file))} are one text`,
  )
  const dated =
    days.length === 0
      ? "no day of writing stated"
      : days[0] === days.at(-1)
        ? `written ${day(days[0]!)}`
        : `written ${day(days[0]!)} to ${day(days.at(-1)!)}`
  const facts: Fact[] = [
    [
      "Documents",
      `${counted(counts.documents, "document")}, ${counted(counts.voices, "independent voice")}`,
      [...rewritten, dated].join("; "),
    ],
    ["Read", counted(counts.statements, "causal statement"), `in ${counted(counts.words, "word")}`],
    gate.holds
      ? [
          "Of these",
          `${count(counts.conditions)} with if and then in ${counted(first.conditions.length, "sentence")}, ${count(counts.spoken)} by a named speaker`,
          `${count(counts.hopes)} told as ${counts.hopes === 1 ? "a hope" : "hopes"} that failed`,
        ]
      : [
          "Beside them",
          `${counted(first.figures.length, "figure")}, ${counted(first.events.length, "date")}`,
          counted(counts.actors, "actor"),
        ],
    [
      "Told twice",
      `${count(counts.toldTwice)} of ${counted(counts.links, "link")}`,
      counts.circles === 0
        ? "no circle closes"
        : `${counted(counts.circles, "circle")}, ${count(counts.toldWhole)} told whole`,
    ],
    [
      "Checked by a person",
      `${count(counts.checked)} of ${count(counts.statements)}`,
      first.suspects.length === 0 ? "all of it" : `what to check first: section ${numberOf(ledger, "check")}`,
    ],
  ]
  return <FactList facts={facts} />
}

/** What changed since an earlier outlook, by the names of factors. */
function ChangedSince({ledger}: {ledger: FirstLedger}): JSX.Element {
  const named = (id: string) => ledger.factor.get(id)?.name ?? id
  return (
    <Changed
      changed={ledger.changed}
      no={numberOf(ledger, "changed")}
      nameOf={(link) => link.split("->").map(named).join(" → ")}
      rowOf={() => null}
    />
  )
}

/** The sections by their addresses. */
const SECTIONS: Readonly<Record<string, (props: {ledger: FirstLedger}) => JSX.Element | null>> = {
  short: InShort,
  changed: ChangedSince,
  reported: Reported,
  told: BestTold,
  circle: TheCircle,
  if: IfThen,
  hopes: Hopes,
  who: WhoSays,
  joins: Joins,
  levers: Levers,
  silence: Silence,
  check: CheckFirst,
  run: Runs,
  documents: Documents,
  method: Method,
  annex: Annex,
}

function FirstPage({ledger}: {ledger: FirstLedger}): JSX.Element {
  const title = titleOf(ledger)
  const kicker = ["First reading", ledger.title !== title ? ledger.title : "", ledger.date ? day(ledger.date) : ""]
  return (
    <>
      <a class="skip" href="#main">
        Skip to what was read
      </a>
      <div class="page first">
        <header>
          <p class="kick">{kicker.filter(Boolean).join(" · ")}</p>
          <h1>{title}</h1>
          <Facts ledger={ledger} />
        </header>
        <Contents sections={ledger.sections} />
        <main id="main">
          {ledger.sections.map(({id}) => {
            const Part = SECTIONS[id]!
            return <Part ledger={ledger} />
          })}
        </main>
        <footer>
          <p>Words and signs as they were read: what follows from them is not what will happen.</p>
          <p>
            A voice is a document, or all documents of one origin. A statement is one cause and one effect in one
            sentence. Counts are exact.
          </p>
          <p>Quotes remain their authors’; those of a brief are its writer’s words. Made with Brink.</p>
        </footer>
        <MarkBar />
      </div>
    </>
  )
}

const firstCss = `
.first .u1{text-decoration:underline;text-decoration-thickness:1.5px;text-underline-offset:3px;text-decoration-skip-ink:none}.first .u2{text-decoration:underline double;text-decoration-thickness:1px;text-underline-offset:3px;text-decoration-skip-ink:none}.first .sg{font-weight:700;font-style:normal}
.first cite a{text-decoration-color:var(--hair)}.first cite a:hover{text-decoration-color:var(--blue)}.first .lead a{text-decoration-color:var(--hair);text-decoration-thickness:1.5px}.first .lead a:hover{text-decoration-color:var(--blue)}
.box-note{border:1px solid var(--ink);padding:10px 14px;margin-top:16px;font:13px/20px var(--sans);max-width:60em}.box-note p+p{margin-top:6px}
.mut{color:var(--ink2)}.open{text-decoration:underline dashed var(--ink3) 1px;text-underline-offset:3px}
.rows{table-layout:fixed}.rows td,.rows th{padding-right:20px}.rows td.ok{padding-right:0}.rows tr.on>td{border-bottom:0;padding-bottom:0}.rows .ok .mk{display:grid;grid-template-columns:auto 1fr;column-gap:10px}.rows .ok .mk>label{margin:0;width:max-content}.rows .ok .mk>:not(label){grid-column:1/-1}
.first blockquote{margin:0 0 2px;overflow-wrap:anywhere}.first blockquote+blockquote{margin-top:10px}.first td>small{margin-top:2px}
.first .dots{letter-spacing:1px;font-size:9px;vertical-align:1px}
.cols{columns:2;column-gap:40px}.cols blockquote{break-inside:avoid;margin-bottom:14px}.cols blockquote+blockquote{margin-top:0}
.first .f-sides .f-side{margin-bottom:12px}.first .f-side h4{margin-bottom:6px}
.first .read{font:12px/18px var(--sans);color:var(--ink2);margin-top:4px}.first .read b{color:var(--ink);font-weight:600}
.rows th .nth{float:left;font:600 13px/22px var(--sans);width:26px}.rows th:has(.nth)>:not(.nth){margin-left:26px}.first th blockquote{font-weight:400}.rows td p+p{margin-top:6px}
.grp th{font-weight:600;padding-top:16px;border-bottom-color:var(--hair)}.lev{min-width:900px;table-layout:fixed}.lev blockquote{font-size:13.5px;line-height:19px}
.said{list-style:none}.said li+li{margin-top:8px}.said li:target{background:var(--wash)}.said small{display:block;font:12px/17px var(--sans);color:var(--ink2)}.said q{overflow-wrap:anywhere}
.src{border:0;padding:0;margin:0 0 10px;font:13px/22px var(--sans)}.src legend{font-weight:600;float:left;margin-right:12px}.src label{display:inline-block;margin-right:14px;min-height:24px}
.seen{white-space:nowrap;color:var(--ink2)}.seen input{vertical-align:-2px;margin:0 2px 0 0}.dated td,.dated th{padding-right:10px}.dated.two{margin-top:0}
.first .key{margin-bottom:6px}
@media(max-width:680px){.cols{columns:1}.lev{min-width:0}.rows .ok .mk{display:block}.rows .ok .mk>label{margin-right:14px;min-height:28px}.first .stack tr.grp th{padding-top:8px}.first .stack .ok{padding:6px 0 8px}.rows tr.on{border-bottom:0!important}}
@media print{.plain{font-size:9.5px;line-height:13px}.box-note{max-width:none}.cols{column-gap:18px}.box-note{font-size:9.5px;line-height:13px;padding:5px 8px;margin-top:6px}.first .lead{font-size:13px;line-height:18px}.first .read,.said small{font-size:8.8px;line-height:11px}.said q{font-size:9.5px;line-height:13px}.lev{min-width:0}.lev blockquote{font-size:9.5px;line-height:12.5px}.rows tr,.first .stack tr{break-inside:avoid}#annex{break-before:page}.first .two{margin-top:4px}.rows th .nth{font-size:9.5px;line-height:15px;width:16px}.rows th:has(.nth)>:not(.nth){margin-left:16px}.src{display:none}.first .facts{gap:4px 14px}}
`

/**
 * The page of a first reading: a whole HTML document as a string. The same input gives the same bytes. Throws nothing of
 * its own: what is missing is said in words.
 */
export function firstReport(input: FirstReportInput): string {
  const ledger = openFirst(input)
  return wholePage({
    title: `First reading: ${titleOf(ledger)}`,
    style: `${pageCss}${firstCss}${marksCss}${sourceCss(ledger)}`,
    script: `${unfoldScript}${marksScript}`,
    body: <FirstPage ledger={ledger} />,
  })
}
