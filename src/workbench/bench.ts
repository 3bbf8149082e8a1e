// A case on the workbench: what stands, what a decision would do, and decisions made. In: an opened case, what it says, and
// its map. Out: values that the page shows.
//
// Every decision is a line of edits.jsonl and nothing else is state: another process may append at any time, and what it
// wrote is read again (`refresh`). A folder that is no case keeps its decisions here until one is made of it.

import {
  type Appended,
  appendLines,
  asDecided,
  type Case,
  editLines,
  type Io,
  inFolder,
  type PhraseReader,
  type Said,
  tryLines,
} from "../case/index.ts"
import type {Claim} from "../claims/index.ts"
import {Fault} from "../core/fault.ts"
import {type Suspect, suspects} from "../firstreading/index.ts"
import {splitSentences} from "../language/index.ts"
import {activeEdits, type CausalMap, decide, type Edit, gather, parseEdits, printEdit} from "../map/index.ts"
import {type Effect, effectOf} from "./effect.ts"
import type {
  Card,
  CaseView,
  Decided,
  DocumentView,
  EditRow,
  Mark,
  NameRow,
  Names,
  Queue,
  Row,
  Verdict,
} from "./shapes.ts"

/** Readings less odd than this look plain. */
const LEAST_ODD = 1
/** Phrases of a card that are given. */
const MOST_PHRASES = 12
/** Rows that are given at once. */
export const MOST_ROWS = 200

type World = Pick<Io, "locked" | "readText" | "writeWhole"> & {readonly phraseAt: PhraseReader}

/** What is worked out of the edits in force, made when somebody asks. */
type Now = {
  readonly reading: Said["reading"]
  readonly claims: ReadonlyMap<string, Claim>
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly suspects: readonly Suspect[]
}

export class Bench {
  private readonly said: Said
  private readonly by: string
  private readonly world: World
  private opened: Case
  private map: CausalMap
  private now: Now | null = null
  private readonly own = new Set<number>()

  /** @param by who decides here, as edits name her. */
  constructor(opened: Case, said: Said, map: CausalMap, by: string, world: World) {
    this.opened = opened
    this.said = said
    this.map = map
    this.by = by
    this.world = world
  }

  get path(): string {
    return this.opened.path
  }

  /** Grows with every edit. */
  get rev(): number {
    return this.opened.edits.length
  }

  view(name: string): CaseView {
    const {documents, lineages} = this.said
    const voice = new Map(lineages.flatMap((one) => one.files.map((file) => [file, one.name] as const)))
    const {reading, verdicts, suspects: odd} = this.standing()
    const counts = new Map<string, number>()
    for (const {file} of reading.claims) counts.set(file, (counts.get(file) ?? 0) + 1)
    const {links, pieces, toldTwice, circles, whole, contested} = effectOf(this.map, this.map)
    return {
      format: "brink/workbench@1",
      rev: this.rev,
      name,
      question: this.opened.settings.question,
      inMemory: this.opened.inMemory,
      by: this.by,
      documents: documents.map(({file, title, publisher, date}) => ({
        file,
        title,
        publisher: publisher ?? null,
        date: date ?? null,
        voice: voice.get(file) ?? file,
        claims: counts.get(file) ?? 0,
      })),
      structure: {
        factors: this.map.factors.length,
        links: links[1],
        pieces: pieces[1],
        toldTwice: toldTwice[1],
        circles: circles[1],
        whole: whole[1],
        contested: contested[1],
      },
      claims: reading.claims.length,
      checked: [...verdicts.values()].filter((verdict) => verdict !== null).length,
      suspects: odd.filter(({suspicion}) => suspicion >= LEAST_ODD).length,
    }
  }

  /** Rows to be checked, the oddest first; `show` is `odd`, `all`, or a file, whose rows stand in its order. */
  queue(show: string, from: number, most: number): Queue {
    const {reading, claims, verdicts, suspects: odd} = this.standing()
    const of = new Map(odd.map((suspect) => [suspect.claim, suspect]))
    const decided = reading.claims.filter(({id}) => !of.has(id)).map(({id}) => id)
    const ids =
      show === "odd"
        ? odd.filter(({suspicion}) => suspicion >= LEAST_ODD).map(({claim}) => claim)
        : show === "all"
          ? [...odd.map(({claim}) => claim), ...decided]
          : reading.claims.filter(({file}) => file === show).map(({id}) => id)
    const rows = ids.slice(from, from + Math.min(most, MOST_ROWS)).map((id): Row => {
      const claim = claims.get(id)!
      const suspect = of.get(id)
      return {
        claim: id,
        file: claim.file,
        cause: claim.cause.text,
        effect: claim.effect.text,
        sign: claim.sign,
        why: suspect?.reasons[0]?.says ?? null,
        score: suspect?.score ?? 0,
        verdict: verdicts.get(id) ?? null,
      }
    })
    return {rows, of: ids.length}
  }

  /** Factors that somebody tells of, told most first. */
  names(from: number, most: number): Names {
    const {claims} = this.standing()
    const told = new Map<
      string,
      {claims: Set<string>; voices: Set<string>; phrases: Map<string, {claim: string; times: number}>}
    >()
    for (const {claim: id, from: cause, to: effect, lineage, link} of this.map.groundings) {
      const claim = claims.get(id)
      if (link === null || !claim) continue
      for (const [factor, {text}] of [
        [cause, claim.cause],
        [effect, claim.effect],
      ] as const) {
        if (factor === null) continue
        const one = told.get(factor) ?? {claims: new Set(), voices: new Set(), phrases: new Map()}
        told.set(factor, one)
        const phrase = text.replace(/\s+/g, " ")
        const known = one.phrases.get(phrase)
        // A claim that stands in two links is told once.
        if (!one.claims.has(id) || !known)
          one.phrases.set(phrase, {claim: known?.claim ?? id, times: (known?.times ?? 0) + 1})
        one.claims.add(id)
        one.voices.add(lineage)
      }
    }
    const rows = this.map.factors
      .flatMap(({id, name}): NameRow[] => {
        const one = told.get(id)
        if (!one) return []
        const phrases = [...one.phrases]
          .map(([text, {claim, times}]) => ({text, claim, times}))
          .sort((a, b) => b.times - a.times || (a.text < b.text ? -1 : 1))
        return [{id, name, told: one.claims.size, voices: one.voices.size, phrases: phrases.slice(0, MOST_PHRASES)}]
      })
      .sort((a, b) => b.told - a.told || (a.id < b.id ? -1 : 1))
    return {rows: rows.slice(from, from + Math.min(most, MOST_ROWS)), of: rows.length}
  }

  /** @throws Fault `workbench/unknown-claim`. */
  card(id: string): Card {
    const {claims, verdicts, suspects: odd} = this.standing()
    const claim = claims.get(id)
    if (!claim) throw gone("claim", id)
    const document = this.documentOf(claim.file)
    const suspect = odd.find((one) => one.claim === id)
    const groundings = this.map.groundings.filter((one) => one.claim === id)
    const linked = groundings.find(({link}) => link !== null) ?? groundings[0]
    const name = (factor: string | null | undefined) => this.map.factors.find((one) => one.id === factor)?.name ?? null
    const {quote} = claim
    const inQuote = (at: Mark | undefined): Mark | null =>
      at && at.from >= quote.from && at.to <= quote.to ? {from: at.from - quote.from, to: at.to - quote.from} : null
    const passage = document.passages.find(({from, to}) => quote.from >= from && quote.from < to)
    const sentences = passage ? splitSentences(document.plain ?? document.text, passage) : []
    const text = (range: Mark | undefined) => (range ? document.text.slice(range.from, range.to) : "")
    return {
      claim: id,
      file: claim.file,
      title: document.title,
      voice: document.publisher ?? document.title,
      before: text(sentences.filter(({to}) => to <= quote.from).at(-1)),
      sentence: quote.text,
      after: text(sentences.find(({from}) => from >= quote.to)),
      cause: inQuote(claim.cause),
      effect: inQuote(claim.effect),
      signal: inQuote(claim.signal),
      ends: {
        cause: {text: claim.cause.text, factor: name(linked?.from), id: linked?.from ?? null},
        effect: {text: claim.effect.text, factor: name(linked?.to), id: linked?.to ?? null},
      },
      sign: claim.sign,
      way: linked?.sign ?? "unclear",
      condition: claim.condition,
      hedge: claim.hedge,
      denied: claim.denied,
      refuted: claim.refuted,
      by: claim.by,
      reasons: suspect?.reasons.map(({says}) => says) ?? [],
      carries: suspect?.carries ?? null,
      verdict: verdicts.get(id) ?? null,
      unlinked: linked && linked.link === null ? linked.why : null,
    }
  }

  /** @throws Fault `workbench/unknown-document`. */
  document(file: string): DocumentView {
    const document = this.documentOf(file)
    const {reading, verdicts} = this.standing()
    const bare = ({from, to}: Mark): Mark => ({from, to})
    return {
      file,
      title: document.title,
      paragraphs: document.passages.map(({from, to}) => ({from, text: document.text.slice(from, to)})),
      claims: reading.claims
        .filter((claim) => claim.file === file)
        .map((claim) => ({
          claim: claim.id,
          quote: bare(claim.quote),
          cause: bare(claim.cause),
          effect: bare(claim.effect),
          signal: claim.signal ? bare(claim.signal) : null,
          sign: claim.sign,
          verdict: verdicts.get(claim.id) ?? null,
        })),
    }
  }

  /** The decisions so far, the last first. */
  edits(): EditRow[] {
    return this.opened.edits.map((edit) => this.editRow(edit)).reverse()
  }

  /** What lines of edits.jsonl would do; nothing is written. @throws Fault of the first line that does not fit. */
  whatIf(lines: readonly unknown[]): Effect {
    const {now, refused} = tryLines(this.opened, this.subject(), this.linesOf(lines, "tried"), this.world)
    if (refused[0]) throw refused[0].fault
    return effectOf(this.map, now.map)
  }

  /** Decides. Lines that do not fit are left out, and told. */
  decide(lines: readonly unknown[], why: string): Decided {
    const before = this.map
    const asked = this.linesOf(lines, why)
    const done: Appended = this.opened.inMemory
      ? tryLines(this.opened, this.subject(), asked, this.world)
      : appendLines(this.opened, this.subject(), asked, this.world)
    for (const {n} of done.edits) this.own.add(n)
    // Where others wrote meanwhile their lines count too.
    if (done.now) this.set(done.now.edits, done.now.map)
    else if (done.edits.length > 0) this.refresh()
    return {
      rev: this.rev,
      edits: done.edits.map((edit) => this.editRow(edit)),
      effect: effectOf(before, this.map),
      refused: done.refused.map(({line, fault}) => ({line: line - 1, says: fault.message})),
    }
  }

  /**
   * Reads what others have written since. Null where nobody has.
   * @throws Fault of a file that is no list of edits; what stood before it stands on.
   */
  refresh(): Omit<Decided, "refused"> | null {
    if (this.opened.inMemory) return null
    const file = inFolder(this.opened.path, "edits.jsonl")
    const there = parseEdits(this.world.readText(file, this.opened.path) ?? "", file)
    const known = this.opened.edits.map(printEdit)
    if (there.length === known.length && there.every((edit, i) => printEdit(edit) === known[i])) return null
    const before = this.map
    const seen = new Set(known)
    this.set(there, null)
    return {
      rev: this.rev,
      edits: there.filter((edit) => !seen.has(printEdit(edit))).map((edit) => this.editRow(edit)),
      effect: effectOf(before, this.map),
    }
  }

  private set(edits: readonly Edit[], map: CausalMap | null): void {
    const {codebook} = this.opened
    this.opened = {...this.opened, edits}
    this.map = map ?? gather(this.said.reading, {codebook: [...codebook], edits: [...edits]})
    this.now = null
  }

  private subject() {
    return {map: this.map, reading: this.said.reading}
  }

  private linesOf(lines: readonly unknown[], why: string) {
    return editLines(lines.map((line) => JSON.stringify(line)).join("\n"), {by: this.by, why})
  }

  private documentOf(file: string) {
    const found = this.said.documents.find((one) => one.file === file)
    if (!found) throw gone("document", file)
    return found
  }

  private editRow(edit: Edit): EditRow {
    const isUndone =
      edit.kind === "undo"
        ? !activeUndos(this.opened.edits).has(edit.n)
        : !activeEdits(this.opened.edits).some(({n}) => n === edit.n)
    const {n, by, why, kind} = edit
    return {n, by, why, kind, line: printEdit(edit), undone: isUndone, own: this.own.has(n)}
  }

  private standing(): Now {
    if (this.now) return this.now
    const {edits} = this.opened
    const {reading, documents, lineages} = asDecided(this.opened, this.said)
    this.now = {
      reading,
      claims: new Map(reading.claims.map((claim) => [claim.id, claim])),
      verdicts: verdictsOf(edits, this.said.reading),
      suspects: suspects({reading, map: this.map, documents, lineages, edits, outcomes: [], pressed: [], drift: false}),
    }
    return this.now
  }
}

/** Undos that are in force. */
function activeUndos(edits: readonly Edit[]): Set<number> {
  const undone = new Set<number>()
  const active = new Set<number>()
  for (const edit of [...edits].reverse())
    if (edit.kind === "undo" && !undone.has(edit.n)) {
      undone.add(edit.of)
      active.add(edit.n)
    }
  return active
}

/** What was decided last of each claim that somebody has decided about. */
function verdictsOf(edits: readonly Edit[], reading: Said["reading"]): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  for (const {edit, claims} of decide(activeEdits(edits), reading).places)
    for (const {id} of claims) verdicts.set(id, VERDICTS[edit.kind])
  return verdicts
}

const VERDICTS = {accept: "right", reject: "wrong", sign: "other way", side: "other way", span: "other words"} as const

function gone(what: "claim" | "document", name: string): Fault {
  return new Fault(`workbench/unknown-${what}`, `There is no ${what} ${name}`, {
    next: "Reload the page: the documents have changed.",
  })
}
