// A case on the workbench: what stands, what a decision would do, and decisions made. In: an opened case, what it says, and
// its map. Out: values that the page shows.
//
// Every decision is a line of edits.jsonl and nothing else is state: another process may append at any time, and what it
// wrote is read again (`refresh`). A folder that is no case keeps its decisions here until one is made of it.

import {type Analyst, analyst, cardsOf, type Card as NameCard} from "../cards/index.ts"
import {
  type Appended,
  appendLines,
  asDecided,
  type Case,
  editLines,
  editsOf,
  hasSpan,
  type Io,
  type PhraseReader,
  type Said,
  tryLines,
} from "../case/index.ts"
import type {Claim} from "../claims/index.ts"
import {Fault, listed} from "../core/fault.ts"
import {joins, LEAST_ODD, type Suspect, suspects} from "../firstreading/index.ts"
import {splitSentences} from "../language/index.ts"
import {activeEdits, type CausalMap, decide, type Edit, type Gathering, printEdit, undoneBy} from "../map/index.ts"
import {countsOf, effectOf} from "./effect.ts"
import type {Drawn} from "./figures.ts"
import {cardRows, factorRows, type Named, pairRows, warningOf} from "./names.ts"
import type {
  Card,
  Cards,
  CaseView,
  Conflict,
  Counted,
  Decided,
  DocumentView,
  EditRow,
  Factors,
  Finds,
  Foretold,
  Kept,
  Lost,
  Mark,
  Moved,
  News,
  PageView,
  Pairs,
  Queue,
  Row,
  Shares,
  Verdict,
} from "./shapes.ts"
import type {PressEach} from "./shares.ts"

/** Reasons that say the same of most rows: where there is another, that tells one from the next. */
const UNSURE: ReadonlySet<string> = new Set(["very-unsure", "unsure"])
/** Cards that are dealt, and pairs that are asked about, at most. */
const MOST_CARDS = 2_000
const MOST_PAIRS = 40
/** Names that somebody who says it is chosen from; any other can be typed. */
const MOST_SPEAKERS = 100
/** Reasons that a card tells, the strongest: the sentence is what is read. */
const MOST_REASONS = 3
/** Rows that are given at once. */
export const MOST_ROWS = 200

/** Found of each sort, at most; and letters of a search. */
const MOST_FOUND = 8
const LONGEST_SEARCH = 200

/** A case that is open: what it says, and what gathers its map again and again. */
export type Opened = {readonly opened: Case; readonly said: Said; readonly gathering: Gathering}

type World = Pick<Io, "readText" | "english"> & {
  /** The page of the case as it is opened, edits of a folder that is no case among them. */
  page(opened: Case): Promise<string>
  /** Runs of a model drafted from a map of the case, each with one of the factors held up. */
  press(opened: Case, ...how: Parameters<PressEach>): ReturnType<PressEach>
  /** Tells every window. */
  tell(news: News): void
  /** A word that nobody guesses. */
  newKey(): string
  /** Where a case is made of a folder that is none; and makes it, with its edits, under a name. */
  readonly keepIn: string
  keep(name: string, opened: Case, said: Said): Promise<Opened>
  /** Reads the documents again. */
  read(): Promise<Opened>
  /** What decisions are written with; `spans`: one of them names words of its sentence. */
  writing(spans: boolean): Promise<Pick<Io, "locked" | "readText" | "writeWhole"> & PhraseReader>
}

/** What is worked out of the edits in force, made when somebody asks. */
type Now = {
  readonly reading: Said["reading"]
  readonly claims: ReadonlyMap<string, Claim>
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/** Readings that look odd, as they were weighed last: after how many edits, and what was left out as decided. */
type Weighed = {readonly rev: number; readonly decided: readonly string[]; readonly suspects: readonly Suspect[]}

export class Bench {
  private said: Said
  private gathering: Gathering
  private readonly by: string
  private readonly world: World
  private opened: Case
  private map: CausalMap
  private now: Now | null = null
  private named: Named | null = null
  private weighed: Weighed | null = null
  /** Each reading as it was weighed last. */
  private readonly weights = new Map<string, Suspect>()
  private look: Analyst | null = null
  private made: {
    readonly key: string
    readonly rev: number
    readonly html: string
    readonly claims: PageView["claims"]
  } | null = null
  private making: Promise<void> | null = null
  private keeping: Promise<unknown> = Promise.resolve()
  /** The map that shares of runs were asked for last, and what they moved; before the first the map as it was opened. */
  private shared: {readonly map: CausalMap; readonly moved: Promise<Omit<Shares, "rev">>}
  /** Edits that are taken back by a key: those of this launch, and what stood of the same name when it began. */
  private readonly own: Set<number>
  /** The window that made each edit of this launch. */
  private readonly madeIn = new Map<number, string>()

  /** @param by who decides here, as edits name her. */
  constructor({opened, said, gathering}: Opened, by: string, world: World) {
    this.opened = opened
    this.said = said
    this.gathering = gathering
    this.map = gathering.gather(opened.edits)
    this.shared = {map: this.map, moved: Promise.resolve(NO_SHARES)}
    this.by = by
    this.own = new Set(opened.edits.filter((edit) => edit.by === by).map(({n}) => n))
    this.world = world
  }

  get path(): string {
    return this.opened.path
  }

  /** Grows with every edit. */
  get rev(): number {
    return this.opened.edits.length
  }

  /** Outcomes that the case asks for. */
  private get asked(): readonly string[] {
    return (this.opened.settings.outcomes ?? []).map(({quantity}) => quantity)
  }

  view(name: string): CaseView {
    const {documents, lineages} = this.said
    const voice = new Map(lineages.flatMap((one) => one.files.map((file) => [file, one.name] as const)))
    return {
      format: "brink/workbench@1",
      name,
      path: this.opened.path,
      question: this.opened.settings.question,
      inMemory: this.opened.inMemory,
      keepIn: this.opened.inMemory ? this.world.keepIn : null,
      by: this.by,
      documents: documents.map(({file, title, publisher, date}) => ({
        file,
        title,
        publisher: publisher ?? null,
        date: date ?? null,
        voice: voice.get(file) ?? file,
      })),
      ...this.counted(),
    }
  }

  private counted(): Counted {
    const {reading, verdicts} = this.standing()
    return {
      rev: this.rev,
      structure: {factors: this.map.factors.length, ...countsOf(this.map, this.asked)},
      claims: reading.claims.length,
      checked: [...verdicts.values()].filter((verdict) => verdict !== null).length,
      suspects: this.odd().filter(({suspicion}) => suspicion >= LEAST_ODD).length,
    }
  }

  /** What edits moved that were not there `before`. */
  private moved(made: readonly Edit[], before: CausalMap, were: readonly Edit[]): Moved {
    const {edits} = this.opened
    const isLonger =
      were.length <= edits.length &&
      were.every((edit, i) => edits[i] === edit || printEdit(edits[i]!) === printEdit(edit))
    const [then, now] = [undoneBy(were), undoneBy(edits)]
    const other = isLonger ? edits.slice(0, were.length).filter(({n}) => then.has(n) !== now.has(n)) : null
    return {
      edits: this.rowsOf(made),
      effect: effectOf(before, this.map, this.asked),
      counted: this.counted(),
      restated: other && this.rowsOf(other),
    }
  }

  /** Rows to be checked, the oddest first; `show` is `odd`, `all`, or a file, whose rows stand in its order. */
  queue(show: string, from: number, most: number): Queue {
    const {reading, claims, verdicts} = this.standing()
    const odd = this.odd(from === 0)
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
        why: (suspect?.reasons.find(({rule}) => !UNSURE.has(rule)) ?? suspect?.reasons[0])?.says ?? null,
        score: suspect?.score ?? 0,
        verdict: verdicts.get(id) ?? null,
      }
    })
    return {rows, of: ids.length}
  }

  /** The cards that are told most, at most so many. */
  async cards(most: number): Promise<Cards> {
    const wanted = Math.min(most, MOST_CARDS)
    const dealt = await this.dealt(wanted + 1)
    return {cards: cardRows(dealt.slice(0, wanted), this.naming()), more: dealt.length > wanted}
  }

  /** Pairs that may be one thing, of the cards told most and of what words bring together. */
  async pairs(): Promise<Pairs> {
    const {reading} = this.standing()
    const {documents, lineages} = this.said
    const {edits} = this.opened
    const input = {reading, map: this.map, documents, lineages, edits, outcomes: [], pressed: [], drift: false}
    return {pairs: pairRows(await this.dealt(MOST_PAIRS), joins(input, MOST_PAIRS), this.naming())}
  }

  /** How often each document tells each factor. */
  factors(): Factors {
    return factorRows(
      this.naming(),
      this.said.documents.map(({file}) => file),
    )
  }

  /** What figures of the map are drawn from. */
  get drawn(): Drawn {
    return {map: this.map, claims: this.standing().claims}
  }

  /** The cards that are told most, and those of these ids. */
  private async dealt(most: number, also: readonly string[] = []): Promise<readonly NameCard[]> {
    const english = await this.world.english()
    this.look ??= analyst(english)
    const {map, placed} = this.naming()
    const proposed = new Map(this.opened.codebook.flatMap(({id, proposed: by}) => (by ? [[id, by.by] as const] : [])))
    return cardsOf({map, placed, english, look: this.look, proposed}, most, {also: new Set(also)})
  }

  private naming(): Named {
    if (this.named) return this.named
    const {edits} = this.opened
    const {claims} = this.standing()
    const placed = this.gathering.placePhrases(edits)
    const active = activeEdits(edits)
    const rest = active.filter(({kind}) => kind !== "merge")
    const first = rest.length < active.length ? this.gathering.gather(rest) : this.map
    const before = new Map(first.factors.map(({id, name}) => [id, name]))
    this.named = {map: this.map, placed, claims, edits, before}
    return this.named
  }

  /** @throws Fault `workbench/unknown-claim`. */
  card(id: string): Card {
    const {claims, verdicts} = this.standing()
    const odd = this.odd()
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
      speakers: this.speakersOf(claim.file),
      reasons: suspect?.reasons.slice(0, MOST_REASONS).map(({says}) => says) ?? [],
      carries: suspect?.carries ?? null,
      verdict: verdicts.get(id) ?? null,
      unlinked: linked && linked.link === null ? linked.why : null,
    }
  }

  /** Who says something in a document, and behind them the actors of all documents, as names to choose from. */
  private speakersOf(file: string): string[] {
    const {reading} = this.standing()
    const here = reading.claims.flatMap((claim) => (claim.file === file && claim.by !== null ? [claim.by] : []))
    return [...new Set([...here, ...reading.actors.map(({name}) => name)])].slice(0, MOST_SPEAKERS)
  }

  /** @throws Fault `workbench/unknown-document`. */
  document(file: string): DocumentView {
    const document = this.documentOf(file)
    const {reading, verdicts} = this.standing()
    const bare = ({from, to}: Mark): Mark => ({from, to})
    return {
      file,
      title: document.title,
      paragraphs: document.passages.map((passage) => ({
        from: passage.from,
        text: document.text.slice(passage.from, passage.to),
        sentences: splitSentences(document.plain ?? document.text, passage).map(bare),
      })),
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

  /** Factors, documents and readings that have all of these words, each as the beginning of one of theirs. */
  find(words: string): Finds {
    const wanted = wordsIn(words.slice(0, LONGEST_SEARCH))
    if (wanted.length === 0) return {factors: [], documents: [], claims: []}
    const has = (text: string): boolean => {
      const there = wordsIn(text)
      return wanted.every((word) => there.some((one) => one.startsWith(word)))
    }
    const claims: Finds["claims"][number][] = []
    for (const {id: claim, cause, effect, sign, file, quote} of this.standing().reading.claims) {
      if (claims.length === MOST_FOUND) break
      if (has(`${cause.text} ${effect.text} ${quote.text}`) || claim === words.trim())
        claims.push({claim, cause: cause.text, effect: effect.text, sign, file})
    }
    return {
      factors: this.map.factors
        .filter(({name, id}) => has(name) || id === words.trim())
        .slice(0, MOST_FOUND)
        .map(({id, name}) => ({id, name})),
      documents: this.said.documents
        .filter(({file, title}) => has(`${title} ${file}`))
        .slice(0, MOST_FOUND)
        .map(({file, title}) => ({file, title})),
      claims,
    }
  }

  /** The decisions so far, the last first. */
  edits(): EditRow[] {
    return this.rowsOf(this.opened.edits).reverse()
  }

  /** What lines of edits.jsonl would do; nothing is written. @throws Fault of the first line that does not fit. */
  async whatIf(lines: readonly unknown[]): Promise<Foretold> {
    const asked = this.linesOf(lines, "tried")
    const world = await this.world.writing(hasSpan(asked))
    const {now, refused, edits, says} = tryLines(this.opened, this.subject(), asked, world)
    if (refused[0]) throw refused[0].fault
    const effect = effectOf(this.map, now.map, this.asked)
    if (edits.some(({kind}) => kind === "speaker") && says[0] !== undefined) return {...effect, warns: says[0]}
    const [only, more] = lines as readonly {kind?: unknown; factors?: readonly string[]}[]
    const [onto, move, ...others] = only?.kind === "merge" ? (only.factors ?? []) : []
    if (more || onto === undefined || move === undefined || others.length > 0) return effect
    const warns = warningOf(await this.dealt(0, [onto, move]), [...this.standing().claims.values()], move, onto)
    return warns === null ? effect : {...effect, warns}
  }

  /**
   * Decides. Lines that do not fit are left out, and told.
   * @param rev  edits that the window knew of when it asked for what is decided about: where others decided about the same
   *             since, nothing is written.
   */
  async decide(lines: readonly unknown[], why: string, window = "", rev?: number): Promise<Decided | Conflict> {
    const asked = this.linesOf(lines, why)
    const world = await this.world.writing(hasSpan(asked))
    await this.keeping
    const conflict = rev === undefined ? null : this.conflictOf(lines, window, rev)
    if (conflict) return conflict
    // From here on nothing is waited for: what another window decided meanwhile is in.
    const [before, were] = [this.map, this.opened.edits]
    const done: Appended = this.opened.inMemory
      ? tryLines(this.opened, this.subject(), asked, world)
      : appendLines(this.opened, this.subject(), asked, world)
    for (const {n} of done.edits) {
      this.own.add(n)
      this.madeIn.set(n, window)
    }
    // Where others wrote meanwhile their lines count too.
    if (done.now) this.set(done.now.edits, done.now.map)
    else if (done.edits.length > 0) this.refresh()
    const moved = this.moved(done.edits, before, were)
    if (done.edits.length > 0) this.world.tell({kind: "edits", ...moved, window})
    return {
      ...moved,
      refused: done.refused.map(({line, fault}) => ({line: line - 1, says: fault.message})),
    }
  }

  /** What others decided about the same things after `rev`. */
  private conflictOf(lines: readonly unknown[], window: string, rev: number): Conflict | null {
    const news = this.refresh()
    if (news) this.world.tell({kind: "edits", ...news})
    const {edits} = this.opened
    const about = new Set(lines.flatMap((line) => subjectsOf(line as Act, edits)))
    const undone = undoneBy(edits)
    const others = edits
      .slice(rev)
      .filter((edit) => !undone.has(edit.n) && (window === "" || this.madeIn.get(edit.n) !== window))
      .filter((edit) => subjectsOf(edit, edits).some((one) => about.has(one)))
    if (others.length === 0) return null
    return {
      code: "workbench/conflict",
      says: `${listed([...new Set(others.map(({by}) => by))])} decided about this meanwhile`,
      next: "Nothing was written. Send it again with the rev of this answer to write it after theirs.",
      rev: edits.length,
      edits: this.rowsOf(others),
    }
  }

  /**
   * Reads the documents again, where they are others than those that were read, and tells every window.
   * @throws Fault where they cannot be read; what stood stands on.
   */
  async reread(): Promise<void> {
    const again = this.keeping.then(() => this.rereadNow())
    this.keeping = again.catch(() => {})
    await again
  }

  private async rereadNow(): Promise<void> {
    const {opened, said, gathering} = await this.world.read()
    const changed = changedIn(this.said, said)
    if (changed === null) return
    const [before, claims, lost] = [this.map, this.standing().claims, new Set(this.lost().map(({n}) => n))]
    const edits = this.opened.inMemory ? this.opened.edits : editsOf(opened, this.world).edits
    this.take({opened: {...opened, edits}, said, gathering})
    const now = this.standing().claims
    const gone = [...claims.keys()].filter((id) => !now.has(id)).length
    const {places} = decide(activeEdits(edits), said.reading)
    const near = new Map(places.map(({edit, near: nearest}) => [edit.n, nearest?.id ?? null]))
    const come = [...now.keys()].filter((id) => !claims.has(id)).length
    this.world.tell({
      kind: "documents",
      says: `${changed}: ${now.size - come} of ${claims.size} readings are as before, ${gone} gone, ${come} new`,
      lost: this.lost()
        .filter(({n}) => !lost.has(n))
        .map((one) => ({...one, near: near.get(one.n) ?? null})),
      effect: effectOf(before, this.map, this.asked),
    })
  }

  /** Edits in force that do nothing, since what they were about is gone. */
  private lost(): Omit<Lost, "near">[] {
    return this.map.issues.flatMap(({code, says, next}) => {
      const n = Number(/^edit (\d+) /.exec(says)?.[1])
      return code === "map/edit-lost" && n ? [{n, says, next: next ?? ""}] : []
    })
  }

  /**
   * Reads what others have written since. Null where nobody has.
   * @throws Fault of a file that is no list of edits; what stood before it stands on.
   */
  refresh(): Moved | null {
    if (this.opened.inMemory) return null
    const there = editsOf(this.opened, this.world).edits
    const were = this.opened.edits
    const known = were.map(printEdit)
    if (there.length === known.length && there.every((edit, i) => printEdit(edit) === known[i])) return null
    const before = this.map
    const seen = new Set(known)
    this.set(there, null)
    return this.moved(
      there.filter((edit) => !seen.has(printEdit(edit))),
      before,
      were,
    )
  }

  /** Which shares of runs the decisions moved that were made since this was asked last. @throws Fault of the draft or its runs. */
  async shares(): Promise<Shares> {
    const {rev, map, asked, opened} = this
    const before = this.shared
    if (map !== before.map) {
      const press: PressEach = (...how) => this.world.press(opened, ...how)
      // One after another: runs take every thread there is.
      const moved = before.moved
        .catch(() => NO_SHARES)
        .then(() => import("./shares.ts"))
        .then(({sharesMoved}) => sharesMoved(before.map, map, asked, press))
      moved.catch(() => {})
      this.shared = {map, moved}
    }
    return {rev, ...(await this.shared.moved)}
  }

  /** The page as it was made last. */
  page(): PageView {
    const {made} = this
    return {
      rev: made?.rev ?? null,
      address: made && `/page/${made.key}`,
      isMaking: this.making !== null,
      claims: made?.claims ?? [],
    }
  }

  /** Makes the page anew, of what stands now; one at a time. @throws Fault of the pipeline. */
  async makePage(): Promise<PageView> {
    this.making ??= this.pageOf(this.opened).finally(() => {
      this.making = null
    })
    await this.making
    return this.page()
  }

  private async pageOf(opened: Case): Promise<void> {
    const html = await this.world.page(opened)
    this.made = {key: this.world.newKey(), rev: opened.edits.length, html, claims: claimsIn(html)}
  }

  /** The page that goes by a key; null for any other key. */
  pageBy(key: string): string | null {
    return this.made?.key === key ? this.made.html : null
  }

  /**
   * Makes a case of a folder that is none, with the decisions so far; the bench is the case's from then on.
   * @throws Fault `workbench/kept-already`, `workbench/no-name`; of whoever makes it.
   */
  async keep(name: string): Promise<Kept> {
    // One at a time; what is decided meanwhile waits, so that the case has it.
    const kept = this.keeping.then(() => this.keepNow(name))
    this.keeping = kept.catch(() => {})
    return await kept
  }

  private async keepNow(name: string): Promise<Kept> {
    if (!this.opened.inMemory)
      throw new Fault("workbench/kept-already", `${this.opened.path} is a case`, {
        next: "Its decisions are kept there.",
      })
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u.test(name) || /[ .]$/.test(name))
      throw new Fault("workbench/no-name", `${JSON.stringify(name)} names no folder`, {
        next: "Letters, digits, spaces, - and _ make one, 80 at most.",
      })
    const kept = await this.world.keep(name, this.opened, this.said)
    this.take(kept)
    return {path: kept.opened.path}
  }

  /** From here on the bench is about this. */
  private take({opened, said, gathering}: Opened): void {
    this.said = said
    this.gathering = gathering
    this.look = null
    this.weighed = null
    this.weights.clear()
    this.opened = opened
    this.set(opened.edits, null)
    this.shared = {map: this.map, moved: Promise.resolve(NO_SHARES)}
  }

  private set(edits: readonly Edit[], map: CausalMap | null): void {
    this.opened = {...this.opened, edits}
    this.map = map ?? this.gathering.gather(edits)
    this.now = null
    this.named = null
  }

  private subject() {
    return {map: this.map, reading: this.said.reading, gathering: this.gathering}
  }

  private linesOf(lines: readonly unknown[], why: string) {
    return editLines(lines.map((line) => JSON.stringify(line)).join("\n"), {by: this.by, why})
  }

  private documentOf(file: string) {
    const found = this.said.documents.find((one) => one.file === file)
    if (!found) throw gone("document", file)
    return found
  }

  private rowsOf(edits: readonly Edit[]): EditRow[] {
    const undone = undoneBy(this.opened.edits)
    const lost = new Map(this.lost().map(({n, says}) => [n, says.replace(/^.*? has lost its place: /, "")]))
    return edits.map((edit) => {
      const {n, by, why, kind, with: part} = edit
      const line = printEdit(edit)
      return {
        n,
        by,
        why,
        kind,
        line,
        undone: undone.has(n),
        ...(part && {with: part}),
        own: this.own.has(n),
        ...(lost.has(n) && {lost: lost.get(n)!}),
      }
    })
  }

  private standing(): Now {
    if (this.now) return this.now
    const {edits} = this.opened
    const {reading} = asDecided(this.opened, this.said)
    this.now = {
      reading,
      claims: new Map(reading.claims.map((claim) => [claim.id, claim])),
      verdicts: verdictsOf(edits, this.said.reading),
    }
    return this.now
  }

  /**
   * The readings that look odd and that nobody has decided about. They are weighed when a list of them is asked for: while it
   * is worked through, a decision takes its own reading out, and no other moves. One that is undecided again comes back as it
   * was weighed before.
   */
  private odd(anew = false): readonly Suspect[] {
    const {reading, verdicts} = this.standing()
    const {edits} = this.opened
    const {weighed} = this
    const back = weighed?.decided.filter((id) => !verdicts.has(id)) ?? []
    const isNew = weighed === null || (anew && weighed.rev !== edits.length)
    if (isNew || back.some((id) => !this.weights.has(id))) {
      const {documents, lineages} = this.said
      const input = {reading, map: this.map, documents, lineages, edits, outcomes: [], pressed: [], drift: false}
      this.weighed = {rev: edits.length, decided: [...verdicts.keys()], suspects: suspects(input)}
      for (const suspect of this.weighed.suspects) this.weights.set(suspect.claim, suspect)
    } else if (back.length > 0) {
      const all = [...weighed.suspects, ...back.map((id) => this.weights.get(id)!)].sort((a, b) => b.score - a.score)
      this.weighed = {...weighed, decided: weighed.decided.filter((id) => verdicts.has(id)), suspects: all}
    }
    return this.weighed!.suspects.filter(({claim}) => !verdicts.has(claim))
  }
}

const NO_SHARES = {runs: 0, of: 0, says: []}

/** The claims that a page shows, in the order in which it first names them. */
function claimsIn(html: string): PageView["claims"] {
  const anchors = [...new Set([...html.matchAll(/href="#(c-[^"]+)"/g)].map(([, anchor]) => anchor!))]
  const there = new Set([...html.matchAll(/ id="(c-[^"]+)"/g)].map(([, anchor]) => anchor!))
  return anchors
    .filter((anchor) => there.has(anchor))
    .map((anchor) => ({anchor, claim: idAt(anchor.slice("c-".length))}))
}

/** The id of which a page made a place in it: signs that are no letters stand there as their numbers between points. */
function idAt(place: string): string {
  return place.replace(/\.([0-9a-f]+)\./g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
}

/** Small letters and digits, run by run. */
const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

type Act = {readonly kind?: string} & Partial<Record<"claim" | "link" | "of" | "factors" | "into", unknown>>

/** What an edit is about: its claim, its link, its factors; of an undo those of what it takes back. */
function subjectsOf(act: Act, edits: readonly Edit[]): string[] {
  if (act.kind === "undo") {
    const target = edits.find(({n}) => n === act.of)
    return target ? subjectsOf(target as Act, edits) : []
  }
  const factors = Array.isArray(act.factors) ? [...act.factors, act.into] : []
  return [act.claim, act.link, ...factors].filter((one): one is string => typeof one === "string")
}

/** Which documents are others now, in words; null where none is. */
function changedIn(before: Said, now: Said): string | null {
  const then = new Map(before.documents.map(({file, text}) => [file, text]))
  const there = new Set(now.documents.map(({file}) => file))
  const of = (what: string, files: readonly string[]) => (files.length > 0 ? [`${listed(files, 3)} ${what}`] : [])
  const parts = [
    ...of(
      "changed on disk and was read again",
      now.documents.flatMap(({file, text}) => (then.has(file) && then.get(file) !== text ? [file] : [])),
    ),
    ...of(
      "is new",
      now.documents.flatMap(({file}) => (then.has(file) ? [] : [file])),
    ),
    ...of(
      "is gone",
      [...then.keys()].filter((file) => !there.has(file)),
    ),
  ]
  return parts.length === 0 ? null : parts.join("; ")
}

/** What was decided last of each claim that somebody has decided about. */
function verdictsOf(edits: readonly Edit[], reading: Said["reading"]): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  for (const {edit, claims} of decide(activeEdits(edits), reading).places)
    for (const {id} of claims) verdicts.set(id, VERDICTS[edit.kind])
  return verdicts
}

const VERDICTS = {
  add: "added",
  accept: "right",
  reject: "wrong",
  sign: "other way",
  side: "other way",
  span: "other words",
  speaker: "other speaker",
} as const

function gone(what: "claim" | "document", name: string): Fault {
  return new Fault(`workbench/unknown-${what}`, `There is no ${what} ${name}`, {
    next: "Reload the page: the documents have changed.",
  })
}
