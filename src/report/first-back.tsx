// The back of a first reading: documents and who repeats whom, how it was made, and every link with its quotes, to be
// looked through by source.

import type {JSX} from "preact"
import type {Claim} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {publishedBy} from "../documents/index.ts"
import {type Link, toldSign} from "../map/index.ts"
import {inWords} from "../outlook/index.ts"
import {Files} from "./back.tsx"
import {type FirstLedger, nameOf, whereOf} from "./first-ledger.ts"
import {Marked} from "./first-quote.tsx"
import {MEASURED, Titled} from "./first-told.tsx"
import {Folded} from "./folded.tsx"
import {Sign} from "./front.tsx"
import {Heads} from "./heads.tsx"
import {sidesOf} from "./ledger.ts"
import {anchor, bind, capital, count, counted, day, listed, told} from "./words.ts"

type Props = {readonly ledger: FirstLedger}

export function Documents({ledger}: Props): JSX.Element {
  const {documents, lineages, reading, first, outlook} = ledger
  const rewrites = lineages.filter(({files}) => files.length > 1)
  const repeated = rewrites.reduce((sum, {files}) => sum + files.length, 0)
  const voice = new Map(lineages.flatMap(({files}, at) => files.map((file) => [file, at + 1] as const)))
  return (
    <Titled
      ledger={ledger}
      id="documents"
      purpose="who was read, and who repeats whom"
      finding={
        documents.length === 1
          ? "One document, one voice: nothing here is confirmed by anyone else"
          : rewrites.length > 0
            ? `${capital(told(documents.length, "document"))}, ${told(lineages.length, "voice")}: ${inWords(repeated)} share ${rewrites.length === 1 ? "one origin and count once" : `${inWords(rewrites.length)} origins, and each origin counts once`}`
            : `${capital(told(documents.length, "document"))}, ${told(lineages.length, "voice")}: no document repeats another`
      }
    >
      <table class="stack">
        <Heads
          of={[
            ["Document"],
            ["Called here", "16%"],
            ["Publisher, author", "20%"],
            ["Date", "12%"],
            ["Voice", "8%"],
            ["Statements", "13%"],
          ]}
        />
        <tbody>
          {documents.map((document) => {
            const {file, title, author} = document
            const written = first.written.by[file]
            return (
              <tr id={anchor("d", file)}>
                <th scope="row">
                  {title}
                  <small>{file}</small>
                </th>
                <td data-l="Called here">
                  <span>{ledger.source.get(file)}</span>
                </td>
                <td data-l="Publisher, author">
                  <span>{[publishedBy(document), author].filter(Boolean).join(", ") || "not stated"}</span>
                </td>
                <td data-l="Date">
                  <span class="num">{written ? day(written) : "not stated"}</span>
                </td>
                <td data-l="Voice">
                  <span>{voice.get(file) ?? "–"}</span>
                </td>
                <td data-l="Statements">
                  <span>{count(reading.claims.filter((claim) => claim.file === file).length)}</span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rewrites.map(({files, evidence}) => (
        <p class="note">
          {listed(files)}: one voice. {evidence.map((why) => `${capital(bind(why.replace(/(?<!\.)\.+$/, "")))}. `)}
        </p>
      ))}
      {outlook.skipped.length > 0 ? (
        <p class="note">Passed over: {outlook.skipped.map(({file, why}) => `${file} (${why})`).join("; ")}.</p>
      ) : null}
    </Titled>
  )
}

export function Method({ledger}: Props): JSX.Element {
  const {first, outlook, map} = ledger
  return (
    <Titled
      ledger={ledger}
      id="method"
      purpose="how it was made, and how well such texts are read"
      finding={`About ${inWords(10 - MEASURED.wrongInTen)} readings in ten are right in texts that the rules had not seen`}
    >
      <div class="two">
        <div>
          <h3>How it was made</h3>
          <p>
            Each sentence that says what causes what was kept with its exact place:{" "}
            {counted(first.counts.statements, "statement")}. Phrases that mean one thing came under one name (
            {counted(map.factors.length, "factor")}), statements about the same two became one link (
            {counted(map.links.length, "link")}). Copies and rewrites of one text count as one voice.
            {first.gate.holds
              ? ` Signs of levers come from ${counted(first.levers.runs, "run")} of a model drafted by rule, in which strengths, delays and disputed sides are drawn anew each time; only which way a run moved is used.`
              : ""}
          </p>
        </div>
        <div>
          <h3>How well texts are read</h3>
          <p>
            Measured on annotated invented texts that no rule had been changed for: of {count(MEASURED.readings)}{" "}
            readings {count(MEASURED.spurious)} were not in the text, and of the others about one in twenty-five had the
            wrong sign. Of what such texts say, about {inWords(MEASURED.foundInTen)} in ten statements are found.
            Whether two phrases are one thing is judged by their words and errs more often. Order of what to check: how
            odd a reading looks by rule × (1 + what hangs on it / 6).
          </p>
        </div>
      </div>
      <p class="note">
        Not on this page: levels, shares of what will happen, and anything no document speaks of. Runs{" "}
        <code>{outlook.hash.slice(0, 12)}</code>, seed {outlook.seed}; the same on any machine.
      </p>
      <Files ledger={ledger} />
    </Titled>
  )
}

/** Documents that the filter offers; beyond, a list of sources is a page of its own. */
const MOST_SOURCES = 40

/** The style by which a chosen source hides what others tell: it needs no script. */
export function sourceCss({documents}: Pick<FirstLedger, "documents">): string {
  return documents
    .slice(0, MOST_SOURCES)
    .map((_, at) => `#annex:has(#src-${at}:checked) [data-src]:not([data-src~="${at}"])`)
    .join(",")
    .concat("{display:none!important}")
}

function Sources({ledger}: Props): JSX.Element | null {
  const {documents} = ledger
  if (documents.length < 2) return null
  return (
    <fieldset class="src screen">
      <legend>Told by</legend>
      <label>
        <input type="radio" name="src" id="src-all" checked /> all
      </label>
      {documents.slice(0, MOST_SOURCES).map(({file}, at) => (
        <label>
          <input type="radio" name="src" id={`src-${at}`} /> {ledger.source.get(file)}
        </label>
      ))}
    </fieldset>
  )
}

function ClaimItem({
  ledger,
  claim,
  side,
  at,
}: {
  ledger: FirstLedger
  claim: Claim
  side: string
  at: number
}): JSX.Element {
  const flags = [
    side,
    claim.condition ?? "",
    claim.hedge ? `“${claim.hedge}”` : "",
    claim.denied ? "denied" : "",
    claim.refuted ? "expected, and did not come about" : "",
  ].filter(Boolean)
  return (
    <li
      id={at === 0 ? anchor("c", claim.id) : undefined}
      data-src={ledger.documents.findIndex(({file}) => file === claim.file)}
    >
      <q>
        <Marked claim={claim} />
      </q>
      <small>
        {whereOf(ledger, claim.file, claim.quote, claim.by)}
        {flags.length > 0 ? `; ${flags.join("; ")}` : ""}; claim {claim.id}
      </small>
    </li>
  )
}

/** Links with their quotes, then what stands in none. A claim of two links is printed with both, and found at the first. */
export function Annex({ledger}: Props): JSX.Element {
  const {map, reading, printed} = ledger
  const seen = new Map<string, number>()
  const once = (id: string): number => {
    const n = seen.get(id) ?? 0
    seen.set(id, n + 1)
    return n
  }
  const fileAt = new Map(ledger.documents.map(({file}, at) => [file, at]))
  const sourcesOf = (ids: readonly string[]) =>
    [...new Set(ids.map((id) => fileAt.get(ledger.claim.get(id)!.file)!))].join(" ")
  const held = groupBy(map.groundings, ({link}) => link)
  const shown = (link: Link) =>
    [...new Set((held.get(link.id) ?? []).map(({claim}) => claim))].filter((id) => printed.has(id))
  const sideOf = (link: Link, id: string) => {
    const {sign, for: told, against, zero} = link
    const [does, doesNot] = sidesOf(link)
    return sign === "contested"
      ? told.claims.includes(id)
        ? does
        : doesNot
      : against.claims.includes(id)
        ? "against"
        : zero.claims.includes(id)
          ? "no effect"
          : ""
  }
  const rows = map.links.map((link) => ({link, claims: shown(link)})).filter(({claims}) => claims.length > 0)
  const linked = new Set(rows.flatMap(({claims}) => claims))
  const aside = reading.claims.filter(({id}) => printed.has(id) && !linked.has(id))
  const left = reading.claims.length - printed.size
  return (
    <Titled
      ledger={ledger}
      id="annex"
      purpose="every link with the words that tell it, and what stands in none"
      finding={`${capital(counted(map.links.length, "link"))} and ${counted(reading.claims.length, "statement")}${left > 0 ? `, of which ${count(left)} are not printed` : ""}`}
    >
      <Sources ledger={ledger} />
      <table class="stack">
        <Heads of={[["Cause, sign, effect", "30%"], ["Voices", "8%"], ["In whose words"]]} />
        <tbody>
          {rows.map(({link, claims}) => (
            <tr id={anchor("l", link.id)} data-src={sourcesOf(claims)}>
              <th scope="row">
                {nameOf(ledger, link.from)}{" "}
                <span class="num">
                  <Sign sign={toldSign(link)} /> →
                </span>{" "}
                {ledger.inside(link.to)}
                {link.sign === "contested" ? (
                  <small>{link.whether ? "told and denied" : "told both ways"}</small>
                ) : null}
              </th>
              <td data-l="Voices for, against">
                <span class="num">
                  {count(link.for.lineages)}
                  {link.against.lineages > 0 ? ` v ${count(link.against.lineages)}` : ""}
                </span>
              </td>
              <td>
                <ul class="said">
                  {claims.map((id) => (
                    <ClaimItem ledger={ledger} claim={ledger.claim.get(id)!} side={sideOf(link, id)} at={once(id)} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {aside.length > 0 ? (
        <Folded id="aside" says={`${capital(counted(aside.length, "statement"))} in no link`}>
          <ul class="said">
            {aside.map((claim) => (
              <ClaimItem
                ledger={ledger}
                claim={claim}
                side={ledger.groundings.get(claim.id)?.[0]?.why ?? ""}
                at={once(claim.id)}
              />
            ))}
          </ul>
        </Folded>
      ) : null}
    </Titled>
  )
}
