// Claims to a causal map: every claim finds its two factors, every pair of factors its link
// with all that is said for and against it. In: a reading, the case's codebook, the edits of
// people. Out: the map. Nothing said is lost: what found no place is listed with the reason.
//
// A link's sign is the product of what the words say: change of the cause x the claim's sign
// x change of the effect, each turned round where the phrase uses an opposite word.

import type {Claim, Reading, Words} from "../claims/index.ts"
import {boundedIssue, type Issue, listed, nearest} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {slug} from "../core/ids.ts"
import {append, greatest} from "../core/lists.ts"
import {
  ASSUMED_BELIEF,
  FIELD_SHARE,
  FIELD_TOLD,
  KNOWN_END,
  LEAST_DRAWN,
  TREND_DOUBT,
  WORDS_WEIGHT,
} from "../core/opinions.ts"
import type {Range} from "../documents/index.ts"
import {spokenAnew} from "../mentions/index.ts"
import type {ActorBook} from "./actors.ts"
import {believe, type Voice, worth} from "./belief.ts"
import {nameOf} from "./case-factors.ts"
import {fields, steps, themes} from "./codebook.ts"
import type {CaseFactor} from "./codebook-file.ts"
import {isDenied, likelierSign, NO_CONTEST, whyNoContest} from "./contest.ts"
import {type Context, contextOf, Sentences, type SilentFields} from "./context.ts"
import {ClaimFinder, type Decisions, decide, lostIssue, lostPlaces} from "./decisions.ts"
import {activeEdits} from "./edits.ts"
import {type Brought, identify} from "./factors.ts"
import type {Frame, Silent} from "./frame.ts"
import type {Identity, Instance} from "./identity.ts"
import {findLoops} from "./loops.ts"
import {
  type CausalMap,
  type Edit,
  type Factor,
  type Grounding,
  type Link,
  type Side,
  toldSign,
  type Unlinked,
} from "./map.ts"
import {headAt, wordsOf} from "./pattern.ts"
import type {Theme} from "./theme.ts"
import {areTheSame, haveSame, Unchanged} from "./unchanged.ts"

/** "It could backfire": the step works against what such steps are meant to bring about. */
const BACKFIRE = /\b(?:backfir\w*|counter-?productiv\w*|opposite effect|boomerang\w*)\b/i

/** The case's own factors, and its edits in the order of their numbers. */
export type GatherOptions = {readonly codebook?: readonly CaseFactor[]; readonly edits?: readonly Edit[]}

/** The lineage of every file of a reading. */
export function lineageOf(reading: Pick<Reading, "documents">): Map<string, string> {
  return new Map(reading.documents.map((d) => [d.file, d.lineage]))
}

/**
 * The map of a reading.
 *
 * Factors are in the order of their ids, links with the best told first (voices, then belief,
 * then how much hangs on their ends), loops as docs/methods/loops.md ranks them.
 */
export function gather(asRead: Reading, {codebook = [], edits = []}: GatherOptions = {}): CausalMap {
  return new Gathering(asRead, codebook).gather(edits)
}

/** One phrase of a claim, and the factor that the map brought it to. */
export type PlacedPhrase = {
  readonly claim: Claim
  readonly side: "cause" | "effect"
  /** Where it stands in the claim's file: the whole phrase, or of a list one of its parts. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** Where the words stand in it that were looked at; all of it where they stand elsewhere. */
  readonly part: Range
  /** The words that were looked at: those that are meant, where `text` only points at them. */
  readonly meant: string
  /** Id of its factor. */
  readonly factor: string
  /** Which way the factor goes when the phrase is so. */
  readonly turn: 1 | -1
  /** The words of it that named a theme or a factor of the case's own; "" where none did. */
  readonly matched: string
}

/**
 * As `gather`, with the phrases of all claims that have a factor, in the order of the reading.
 */
export function gatherPlaced(
  asRead: Reading,
  {codebook = [], edits = []}: GatherOptions = {},
): {readonly map: CausalMap; readonly placed: readonly PlacedPhrase[]} {
  return new Gathering(asRead, codebook).gatherPlaced(edits)
}

/** The phrases of `gatherPlaced` alone: links and loops, which take longest, are not made. */
export function placePhrases(
  asRead: Reading,
  {codebook = [], edits = []}: GatherOptions = {},
): readonly PlacedPhrase[] {
  return new Gathering(asRead, codebook).placePhrases(edits)
}

/**
 * Gathers one reading again and again, as decisions are made about it: what no decision since touched is kept from the last
 * time. Every map is the one, byte for byte, that gathering all of it anew would give.
 */
export class Gathering {
  private readonly asRead: Reading
  private readonly codebook: readonly CaseFactor[]
  /** What was gathered last first: what is tried and not decided leaves what stands where it is. */
  private readonly kept: Kept[] = []
  private readonly sentences = new Sentences()
  private readonly read: ReadonlySet<Claim>
  /** Claims that people corrected or added, by all that they say. */
  private readonly corrected = new Map<string, Claim>()
  private readonly told = new Unchanged<readonly Claim[]>()
  private readonly phrases = new Unchanged<readonly Instance[]>()
  private readonly members = new Unchanged<readonly Instance[]>()
  private readonly named = new Unchanged<Identity>()
  private readonly made: Made = {rows: new Map(), links: new Unchanged(), factors: new Unchanged()}

  constructor(asRead: Reading, codebook: readonly CaseFactor[]) {
    this.asRead = asRead
    this.codebook = codebook
    this.read = new Set(asRead.claims)
  }

  /**
   * Reads the phrases, which is most of what the first map takes, some at a time, so that whoever gathers can do other things
   * between. @param rest  is told how many of how many claims are done, and waited for.
   */
  async readAhead(edits: readonly Edit[], rest: (done: number, of: number) => Promise<void>): Promise<void> {
    const {claims} = decide(activeEdits(edits), this.asRead)
    const context = contextOf({...this.asRead, claims}, this.codebook, this.sentences)
    for (const [done, claim] of claims.entries()) {
      if (done % AT_ONCE === 0) await rest(done, claims.length)
      for (const side of ["cause", "effect"] as const) context.frames(claim, side)
    }
  }

  gather(edits: readonly Edit[]): CausalMap {
    return this.mapOf(this.identified(edits))
  }

  gatherPlaced(edits: readonly Edit[]): {readonly map: CausalMap; readonly placed: readonly PlacedPhrase[]} {
    const found = this.identified(edits)
    return {map: this.mapOf(found), placed: placedIn(found.shaped.instances, found.said)}
  }

  placePhrases(edits: readonly Edit[]): readonly PlacedPhrase[] {
    const {shaped, said} = this.identified(edits)
    return placedIn(shaped.instances, said)
  }

  /** What every phrase is about, after all that people decided about claims and factors. */
  private identified(all: readonly Edit[]): Identified {
    const {asRead, codebook: cases} = this
    const edits = activeEdits(all)
    const said = this.known(decide(edits, asRead))
    const reading: Reading = {...asRead, claims: said.claims}
    const issues: Issue[] = lostPlaces(said)
    const finder = new ClaimFinder(said.told)
    const kept = this.keptOf(reading)
    const about = edits.filter(
      ({kind}) => kind === "merge" || kind === "split" || kind === "rename" || kind === "apart",
    )
    let shaped = kept.shaped.find((one) => areAlike(one.edits, about))
    if (!shaped) {
      // Edits about factors move what stands here: they get a copy.
      const moved = about.length === 0 ? kept.instances : kept.instances.map((one) => ({...one}))
      const ids = new Map(kept.identities)
      const lost: Issue[] = []
      const now = reshape(about, moved, ids, finder, lost)
      const byClaim = new Map(
        [...groupBy(moved, ({claim}) => claim.id)].map(([id, mine]) => [
          id,
          this.phrases.settle(id, mine, areAlikeAll),
        ]),
      )
      const instances = [...byClaim.values()].flat()
      const byFactor = new Map(
        [...groupBy(instances, ({factor}) => factor)].map(([id, mine]) => [
          id,
          this.members.settle(id, mine, areTheSame),
        ]),
      )
      const identities = new Map([...ids].map(([id, one]) => [id, this.named.settle(id, one, haveSame)]))
      shaped = {edits: about, instances, identities, lost, now, byClaim, byFactor}
    }
    toFront(kept.shaped, shaped)
    const {lost, now} = shaped
    const {book} = kept.context
    return {cases, edits, said, reading, book, issues: [...issues, ...lost], finder, shaped, now}
  }

  /** Phrases and their factors before edits about factors. */
  private keptOf(reading: Reading): Kept {
    const {codebook: cases} = this
    const {claims} = reading
    let kept = this.kept.find((one) => areSame(one.claims, claims))
    if (!kept) {
      const alike = this.kept.find(({context}) => saysTheSame(context.claims, claims))
      const context = alike?.context ?? contextOf(reading, cases, this.sentences)
      const first = framesOfAll(claims, context, alike)
      const instances = instancesOf(claims, first, context)
      kept = {
        context,
        claims,
        first,
        instances,
        ...identify(instances, context.book, cases, alike?.brought),
        shaped: [],
      }
    }
    toFront(this.kept, kept)
    return kept
  }

  /** The decisions, with claims that were corrected as before as the same objects. */
  private known(said: Decisions): Decisions {
    const {claims, told} = said
    if (claims === this.asRead.claims) return said
    if (this.corrected.size > MOST_CORRECTED) this.corrected.clear()
    const same = (claim: Claim): Claim => {
      if (this.read.has(claim)) return claim
      const spelt = JSON.stringify(claim)
      const there = this.corrected.get(spelt) ?? claim
      this.corrected.set(spelt, there)
      return there
    }
    const settled = this.told.settle("", told.map(same), areTheSame)
    return {...said, told: settled, claims: claims === told ? settled : claims.map(same)}
  }

  private mapOf(found: Identified): CausalMap {
    const {shaped, said, reading} = found
    const groundings = groundingsOf(reading, shaped, lineageOf(reading), said, this.made)
    return mapFrom(found, groundings, this.made)
  }
}

/** So many claims are read ahead without a rest: some hundredths of a second. */
const AT_ONCE = 50
/** So many readings, and so many lists of edits about factors of each, are kept: what stands, what was tried, and a spare. */
const MOST_KEPT = 3
/** Corrected claims that are known again, those that were only tried among them; when there are more all are forgotten. */
const MOST_CORRECTED = 5_000

function toFront<T>(list: T[], one: T): void {
  const at = list.indexOf(one)
  if (at >= 0) list.splice(at, 1)
  list.unshift(one)
  if (list.length > MOST_KEPT) list.pop()
}

/** The parts of the last map: rows by claim, links and factors by id. */
type Made = {
  readonly rows: Map<string, Rows>
  readonly links: Unchanged<{readonly link: Link; readonly rows: readonly Grounding[]}>
  readonly factors: Unchanged<Factor>
}

/** Phrases and factors after edits about factors, which are all that it hangs on besides what is kept. */
type Shaped = {
  readonly edits: readonly Edit[]
  /** Those of a claim and those of a factor, and factors themselves, that are as they were last are the same objects. */
  readonly instances: readonly Instance[]
  readonly byClaim: ReadonlyMap<string, readonly Instance[]>
  readonly byFactor: ReadonlyMap<string, readonly Instance[]>
  readonly identities: ReadonlyMap<string, Identity>
  readonly now: FactorNow
  /** Of edits that have lost their place. */
  readonly lost: readonly Issue[]
}

/** Are these the same phrases, brought to the same factors in the same way? */
function areAlikeAll(before: readonly Instance[], now: readonly Instance[]): boolean {
  return (
    before.length === now.length &&
    now.every((one, i) => {
      const then = before[i]!
      return (
        then.claim === one.claim &&
        then.side === one.side &&
        then.factor === one.factor &&
        then.why === one.why &&
        then.implied === one.implied &&
        haveSame(then.frame, one.frame)
      )
    })
  )
}

/** Are these the same edits? Lists that were read anew hold other objects. */
function areAlike(before: readonly Edit[], edits: readonly Edit[]): boolean {
  if (before.length !== edits.length) return false
  return edits.every((edit, i) => edit === before[i] || JSON.stringify(edit) === JSON.stringify(before[i]))
}

/** What is kept of a gathering: phrases and their factors before edits about factors. */
type Kept = {
  readonly context: Context
  readonly claims: readonly Claim[]
  /** What each claim's phrases name by themselves. */
  readonly first: readonly BothFrames[]
  readonly instances: readonly Instance[]
  readonly brought: Brought
  readonly identities: ReadonlyMap<string, Identity>
  readonly shaped: Shaped[]
}

type Identified = {
  readonly cases: readonly CaseFactor[]
  readonly edits: readonly Edit[]
  readonly said: Decisions
  readonly reading: Reading
  readonly book: ActorBook
  readonly issues: Issue[]
  readonly finder: ClaimFinder
  readonly shaped: Shaped
  readonly now: FactorNow
}

/** Are these the same sentences of the same files, whatever is read in them? */
function saysTheSame(before: readonly Claim[], claims: readonly Claim[]): boolean {
  return (
    before.length === claims.length &&
    claims.every((claim, i) => {
      const then = before[i]!
      return claim === then || (claim.file === then.file && claim.quote.text === then.quote.text)
    })
  )
}

/** Are these the same claims? What an edit corrects is made anew each time. */
function areSame(before: readonly Claim[], claims: readonly Claim[]): boolean {
  if (before.length !== claims.length) return false
  return claims.every((claim, i) => claim === before[i] || JSON.stringify(claim) === JSON.stringify(before[i]))
}

function mapFrom(
  {cases, edits, said, reading, book, issues, finder, shaped, now}: Identified,
  groundings: Grounding[],
  made: Made,
): CausalMap {
  const lineages = lineageOf(reading)
  const claims = new Map(reading.claims.map((c) => [c.id, c]))
  const links = linksOf(groundings, claims, said, made)
  linkEdits({edits, said, finder, now}, links, claims, groundings, issues)

  const factors = factorsOf(shaped, links, book, said, lineages, made)
  const ranked = rankLinks(links, factors)
  const found = findLoops(factors, ranked, groundings, claims)
  return {
    format: "brink/map@1",
    factors,
    links: ranked,
    loops: found.loops,
    issues: [
      ...issues,
      ...lossIssues(groundings),
      ...unclearIssues(ranked, factors, claims),
      ...unconfirmed(cases),
      ...found.issues,
    ].map(boundedIssue),
    groundings,
  }
}

/** The phrases of claims that nobody has rejected. */
function placedIn(instances: readonly Instance[], said: Decisions): PlacedPhrase[] {
  const told = instances.filter((i) => i.implied === undefined && !said.rejected.has(i.claim.id))
  const beside = groupBy(told, ({claim, side}) => `${claim.id} ${side}`)
  return told.map((one) => placedOf(one, beside.get(`${one.claim.id} ${one.side}`)!.length === 1))
}

/** @param alone whether the phrase names nothing else. */
function placedOf({claim, side, frame, factor}: Instance, alone: boolean): PlacedPhrase {
  const phrase = claim[side]
  const {turn, matched, text: meant} = frame
  const at = phrase.text.indexOf(meant)
  const part = at < 0 ? phrase : {from: phrase.from + at, to: phrase.from + at + meant.length}
  const {from, to} = alone ? phrase : part
  const text = phrase.text.slice(from - phrase.from, to - phrase.from)
  return {claim, side, from, to, text, part: {from: part.from, to: part.to}, meant, factor, turn, matched}
}

/** What factors.yaml holds that nobody has confirmed yet. */
function unconfirmed(cases: readonly CaseFactor[]): Issue[] {
  const open = cases.filter(({proposed}) => proposed !== undefined)
  if (open.length === 0) return []
  const [one] = open
  return [
    {
      code: "map/unconfirmed",
      file: "factors.yaml",
      says: `${open.length === 1 ? "1 factor is" : `${open.length} factors are`} only proposed: ${listed(open.map(nameOf))}`,
      next: `\`brink factors CASE --sort\` confirms them, or take \`proposed\` out of each that is right, as of ${one!.id}.`,
    },
  ]
}

type BothFrames = {readonly cause: readonly Frame[]; readonly effect: readonly Frame[]}

/** The frames of every claim's phrases; those of `before`, of the same sentences, where the claim is the same. */
function framesOfAll(claims: readonly Claim[], context: Context, before: Kept | undefined): BothFrames[] {
  return claims.map((claim, i) =>
    before !== undefined && before.claims[i] === claim
      ? before.first[i]!
      : {cause: context.frames(claim, "cause"), effect: context.frames(claim, "effect")},
  )
}

/** Phrases of every claim, and where a step is said to backfire, the aim it fails. */
function instancesOf(claims: readonly Claim[], first: readonly BothFrames[], context: Context): Instance[] {
  const without = silentFields(
    first.flatMap(({cause, effect}) => [...cause, ...effect]),
    context,
  )
  const sides: ClaimSide[] = []
  const told = claims.map((claim, i) => {
    const undone = pointsAtLess(claim, claims[i - 1])
    const of = (side: "cause" | "effect") => {
      const asFirst = first[i]![side]
      const again = asFirst.some((frame) => isByWordAlone(frame, without.silent))
      const frames = said(claim, side, sides) ?? (again ? context.frames(claim, side, without) : asFirst)
      sides.push({claim, side, frames})
      return frames.map((frame): Instance => {
        const meant = side === "cause" && undone ? {...frame, turn: -frame.turn as 1 | -1} : frame
        return {claim, side, frame: meant, factor: "", why: ""}
      })
    }
    const causes = of("cause")
    const effects = of("effect")
    return {claim, causes, effects}
  })
  const spoken = new Set(told.flatMap(({causes, effects}) => [...causes, ...effects]).map((i) => i.frame.theme?.id))
  return told.flatMap(({claim, causes, effects}) => [
    ...causes,
    ...effects,
    ...failedAims(claim, causes, effects, spoken),
  ])
}

/** Rounds after which shares of fields hardly change any more. */
const SHARE_ROUNDS = 20

/**
 * The fields that have no part in what a folder tells, and those whose words are used of other things there. Of few words that name
 * themes nothing is known: none.
 */
function silentFields(frames: readonly Frame[], {figurative}: Context): SilentFields {
  const named = new Map(
    frames.flatMap(({theme, own, matched}) =>
      own !== null || theme === null ? [] : [[`${theme.id} ${matched.toLowerCase()}`, theme.fields] as const],
    ),
  )
  if (named.size < FIELD_TOLD) return {silent: () => false, fields: ""}
  const apart = withoutPart([...named.values()])
  return {
    silent: ({fields}) => fields.every((field) => apart.has(field)) || fields.every((field) => figurative.has(field)),
    fields: [[...apart].sort(), [...figurative].sort()].join(" and "),
  }
}

/**
 * The fields without a part, by the fields of each word that names a theme. Each word counts once, so that no word that is told often
 * makes its own field heard. Most themes belong to several fields; how much of what is told belongs to each is the likeliest mixture
 * of fields (expectation-maximisation, Dempster, Laird and Rubin 1977): prices in a folder about trade are no sign of war.
 */
function withoutPart(named: readonly Theme["fields"][]): Set<string> {
  let shares = new Map(fields.map(({id}) => [id, 1 / fields.length]))
  for (let round = 0; round < SHARE_ROUNDS; round++) {
    const next = new Map(fields.map(({id}) => [id, 0]))
    for (const of of named) {
      const whole = of.reduce((sum, field) => sum + shares.get(field)!, 0)
      for (const field of of) next.set(field, next.get(field)! + shares.get(field)! / whole / named.length)
    }
    shares = next
  }
  return new Set(fields.filter(({id}) => shares.get(id)! < FIELD_SHARE).map(({id}) => id))
}

/** May a frame have its theme from one word of a field that has no part here? */
const isByWordAlone = ({theme, own, matched}: Frame, silent: Silent): boolean =>
  own === null && theme !== null && !matched.includes(" ") && silent(theme)

/** One side of a claim with what it was found to be about. */
type ClaimSide = {readonly claim: Claim; readonly side: "cause" | "effect"; readonly frames: readonly Frame[]}

/** So many sides of claims back a pronoun may point. */
const LOOKS_BACK = 12

const POINTS = /^(?:this|that|it|they|them|these|which)$/i
const GRADES_IT =
  /^(?:it|this|that|things|everything|all (?:of )?(?:this|that)) (?:even |much |all |still |only )*(worse|better)$/i

/**
 * What a pronoun is about when it stands for a phrase of a claim before: that phrase's factors, moving as it says ("the
 * fish goes down and because of that ..."). "Makes it worse" is more of what was last brought about. Null for all others.
 */
function said(claim: Claim, side: "cause" | "effect", before: readonly ClaimSide[]): Frame[] | null {
  const phrase = claim[side]
  const graded = side === "effect" ? GRADES_IT.exec(phrase.text) : null
  if (!graded && (!phrase.refers || !POINTS.test(phrase.text))) return null
  const near = before.slice(-LOOKS_BACK).filter((one) => one.claim.file === claim.file && one.frames.length > 0)
  if (graded) {
    const last = near.findLast((one) => one.side === "effect" && one.claim !== claim)
    if (!last) return null
    const turn = (graded[1]!.toLowerCase() === "worse" ? 1 : -1) * (last.claim.sign === "-" && !moving(last) ? -1 : 1)
    return last.frames.map((frame) => ({...frame, text: phrase.text, turn: (frame.turn * turn) as 1 | -1, moves: true}))
  }
  const meant = near.findLast((one) => one.claim !== claim && one.claim[one.side].text === phrase.refers)
  return meant ? meant.frames.map((frame) => ({...frame, text: phrase.text})) : null
}

const moving = ({frames}: ClaimSide): boolean => frames.some((frame) => frame.moves)

/** "The rot uses up the oxygen and this kills the fish": "this" is less of what the claim before lowered. */
function pointsAtLess(claim: Claim, before: Claim | undefined): boolean {
  if (!before || before.file !== claim.file || before.sign !== "-" || before.denied) return false
  return /^(?:this|that)$/i.test(claim.cause.text) && claim.cause.refers === before.effect.text
}

/** Sentences do not change, and are asked again at every gathering. */
const known = new WeakMap<Words, string>()

/** The words by which a sentence says that something backfires; "" where it says none. */
function backfires(quote: Words): string {
  const words = known.get(quote) ?? BACKFIRE.exec(quote.text)?.[0] ?? ""
  known.set(quote, words)
  return words
}

/**
 * The aim of a coercive step said to backfire, as one more effect of the claim, against what
 * was meant; only where the documents speak of that aim at all (`spoken`: their themes).
 */
function failedAims(
  claim: Claim,
  causes: readonly Instance[],
  effects: readonly Instance[],
  spoken: ReadonlySet<string | undefined>,
): Instance[] {
  const words = backfires(claim.quote)
  if (words === "") return []
  return causes.flatMap(({frame}) => {
    const aim = themes.find((theme) => theme.id === frame.theme?.aim)
    if (!aim || !spoken.has(aim.id) || effects.some((e) => e.frame.theme?.id === aim.id)) return []
    const others = frame.near.filter((state) => state !== frame.holder)
    const holder =
      frame.target ??
      effects.map((e) => e.frame.target ?? e.frame.holder).find((a) => a !== null && a !== frame.holder) ??
      (others.length === 1 ? others[0]! : null)
    const failed: Frame = {
      text: `${frame.text}: ${words}`,
      theme: aim,
      own: null,
      holder,
      target: null,
      kind: null,
      turn: claim.sign === "-" ? 1 : -1,
      moves: false,
      absorbs: false,
      near: [],
      mutual: false,
      matched: words,
      label: "",
      content: [],
      about: [],
      says: false,
    }
    return [{claim, side: "effect" as const, frame: failed, factor: "", why: "", implied: true as const}]
  })
}

/**
 * The reading with signs, phrases and speakers as people corrected them; ids stay those it was read with. `edits` is the
 * whole file.
 */
export function corrected(reading: Reading, edits: readonly Edit[]): Reading {
  const active = activeEdits(edits)
  const {claims} = decide(active, reading)
  if (claims === reading.claims) return reading
  const isSaid = active.some((edit) => edit.kind === "speaker" || (edit.kind === "add" && edit.speaker !== undefined))
  return {...reading, claims, ...(isSaid && {actors: spokenAnew(reading.actors, claims)})}
}

/** Whether a person took the claim out of the map. */
export function isRejected({unlinked}: Pick<Grounding, "unlinked">): boolean {
  return unlinked?.kind === "rejected"
}

// ---- edits about factors

/** The factor that a name in an edit means now; null when there is none. `called`: what the documents called it then. */
type FactorNow = ((name: string, called?: readonly string[]) => string | null) & {
  /** Whether it has been made the opposite of another since an edit, by its number, named it. */
  readonly isTurned: (name: string, since: number) => boolean
}

const folded = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase()

/**
 * Merges, splits and renames, in order. Returns what finds the factors of edits from here on: by id, by what became of
 * the id, by name, and else by the phrases that made it up, of which most must now be one factor's.
 */
function reshape(
  edits: readonly Edit[],
  instances: readonly Instance[],
  identities: Map<string, Identity>,
  finder: ClaimFinder,
  issues: Issue[],
): FactorNow {
  const became = new Map<string, string>()
  /** Of each factor that was laid onto another as its opposite the number of the edit. */
  const turnedBy = new Map<string, number>()
  const pathOf = (name: string): string[] => {
    const path = [name]
    while (became.has(path.at(-1)!) && path.length < MOST_HOPS) path.push(became.get(path.at(-1)!)!)
    return path
  }
  const find = (name: string, called?: readonly string[]): string | null => {
    const at = pathOf(name).at(-1)!
    if (identities.has(at)) return at
    const wanted = folded(name)
    const named = [...identities.values()].find((f) => folded(f.name) === wanted)
    return named?.id ?? (called ? byPhrases(instances, called) : null)
  }
  const isTurned = (name: string, since: number): boolean =>
    pathOf(name).filter((id) => (turnedBy.get(id) ?? 0) > since).length % 2 === 1
  const now: FactorNow = Object.assign(find, {isTurned})
  for (const edit of edits) {
    if (edit.kind === "merge") {
      const found = edit.factors.map((name, i) => now(name, edit.called?.[i]))
      const gone = edit.factors.filter((_, i) => found[i] === null)
      if (gone.length > 0) issues.push(lostIssue(edit, `factor ${gone.join(", ")} is no longer there`))
      const ids = [...new Set(found.filter((id): id is string => id !== null))]
      const [home, ...others] = ids
      const turned = new Set(edit.factors.flatMap((name, i) => (edit.opposite?.includes(name) ? [found[i]] : [])))
      for (const other of others) {
        for (const instance of instances)
          if (instance.factor === other) {
            instance.factor = home!
            if (turned.has(other)) instance.frame = {...instance.frame, turn: -instance.frame.turn as 1 | -1}
            instance.why += `; merged by ${edit.by}: ${edit.why}`
          }
        identities.delete(other)
        became.set(other, home!)
        if (turned.has(other)) turnedBy.set(other, edit.n)
      }
      // A name that led to its factor by its phrases leads there for later edits too.
      edit.factors.forEach((name, i) => {
        if (found[i] !== null && found[i] !== name && !became.has(name) && !identities.has(name))
          became.set(name, home!)
      })
    } else if (edit.kind === "rename") {
      const id = now(edit.factors[0], edit.called?.[0])
      if (id === null) issues.push(lostIssue(edit, `factor ${edit.factors[0]} is no longer there`))
      else identities.set(id, {...identities.get(id)!, name: edit.name})
    } else if (edit.kind === "split") {
      const id = now(edit.factors[0], edit.called?.[0])
      const moved = id === null ? [] : splitOff(edit, id, instances, finder)
      const into = edit.into === undefined ? null : now(edit.into, edit.called?.[1])
      if (id === null || moved.length === 0) {
        const phrases = edit.phrases.map((p) => `"${p}"`).join(", ")
        issues.push(lostIssue(edit, `${phrases} in factor ${edit.factors[0]} is no longer there`))
      } else if (edit.into !== undefined && into === null && edit.name === undefined)
        issues.push(lostIssue(edit, `factor ${edit.into} is no longer there`))
      else {
        const home = into ?? newFactor(edit.name ?? edit.into!, identities.get(id)!, identities)
        const {name} = identities.get(home)!
        for (const instance of moved) {
          instance.factor = home
          instance.frame = splitFrame(instance.frame, edit.opposite === true, into === null)
          const does = home === id ? "turned round" : into === null ? "split off" : "moved"
          instance.why = `"${instance.frame.text}" is ${name}: ${does} by ${edit.by}: ${edit.why}`
        }
      }
    } else if (edit.kind === "apart") {
      const gone = edit.factors.filter((name, i) => now(name, edit.called?.[i]) === null)
      if (gone.length > 0) issues.push(lostIssue(edit, `factor ${gone.join(", ")} is no longer there`))
    }
  }
  return now
}

/**
 * A frame as a split has it. A new name takes words as they stand: "more checkpoints", which are less of the access that they were
 * put under, are more of *Checkpoints*.
 */
function splitFrame(frame: Frame, isOpposite: boolean, isNamedAnew: boolean): Frame {
  const {against, ...rest} = frame
  const asItStands = isNamedAnew && against === true
  const turn = isOpposite === asItStands ? frame.turn : (-frame.turn as 1 | -1)
  return asItStands ? {...rest, turn} : {...frame, turn}
}

/** A factor of its own with a name, under an id that none has. */
function newFactor(name: string, like: Identity, identities: Map<string, Identity>): string {
  let id = slug(name)
  while (identities.has(id)) id = `${id}_2`
  identities.set(id, {...like, id, name})
  return id
}

/** A chain of merges is followed so far. */
const MOST_HOPS = 1_000

/** The factor that most of these phrases name; null when none does, or two do equally. */
function byPhrases(instances: readonly Instance[], called: readonly string[]): string | null {
  const wanted = new Set(called.map(folded))
  const phrases = new Map<string, Set<string>>()
  for (const {factor, frame} of instances) {
    const phrase = folded(frame.text)
    if (!wanted.has(phrase)) continue
    const there = phrases.get(factor) ?? new Set()
    phrases.set(factor, there.add(phrase))
  }
  const ranked = [...phrases].map(([id, said]) => ({id, said: said.size})).sort((a, b) => b.said - a.said)
  const [best, next] = ranked
  return best && best.said > (next?.said ?? 0) ? best.id : null
}

/** The phrases of a factor that a split moves: as worded, else those that hold such words, or lie within them. */
function splitOff(
  edit: Extract<Edit, {kind: "split"}>,
  id: string,
  instances: readonly Instance[],
  finder: ClaimFinder,
): Instance[] {
  const mine = instances.filter((instance) => instance.factor === id)
  const wanted = new Set(edit.phrases.map(folded))
  const meant = wanted.has("*") ? new Set(finder.quoted(edit.quotes).map((claim) => claim.id)) : null
  const phrases = (i: Instance): string[] => [folded(i.frame.text), folded(i.claim[i.side].text)]
  const exact = mine.filter((i) => phrases(i).some((phrase) => wanted.has(phrase)) || meant?.has(i.claim.id))
  if (exact.length > 0) return exact
  const within = (part: string, whole: string): boolean => ` ${whole} `.includes(` ${part} `)
  return mine.filter((i) =>
    phrases(i).some((phrase) => [...wanted].some((one) => within(one, phrase) || within(phrase, one))),
  )
}

// ---- claims to links

function groundingsOf(
  reading: Reading,
  {byClaim, identities}: Shaped,
  lineages: ReadonlyMap<string, string>,
  said: Decisions,
  {rows: known}: Made,
): Grounding[] {
  const groundings: Grounding[] = []
  for (const claim of reading.claims) {
    const {id} = claim
    const rejected = said.rejected.get(id)
    const isMoved = said.sides.has(id)
    const isVouched = said.vouched.has(id)
    const mine = byClaim.get(id) ?? NONE
    const last = known.get(id)
    const isSame =
      last !== undefined &&
      last.claim === claim &&
      last.mine === mine &&
      last.isMoved === isMoved &&
      last.isVouched === isVouched &&
      last.rejected?.by === rejected?.by &&
      last.rejected?.why === rejected?.why &&
      last.itself.every(({id: factor, name}) => identities.get(factor)?.name === name)
    const made = isSame ? last : rowsOfClaim(claim, mine, identities, lineages, {rejected, isMoved, isVouched})
    if (!isSame) known.set(id, made)
    append(groundings, made.rows)
  }
  return groundings
}

/** The rows of a claim, and all that they hang on. */
type Rows = Rejected & {
  readonly claim: Claim
  readonly mine: readonly Instance[]
  readonly rows: readonly Grounding[]
  /** The factors that it says cause themselves: a row says what they are called. */
  readonly itself: readonly Identity[]
}

type Rejected = {
  readonly rejected: {readonly by: string; readonly why: string} | undefined
  /** A person has put it on a side. */
  readonly isMoved: boolean
  /** A person has accepted it, corrected it or put it on a side. */
  readonly isVouched: boolean
}

function rowsOfClaim(
  claim: Claim,
  mine: readonly Instance[],
  identities: ReadonlyMap<string, Identity>,
  lineages: ReadonlyMap<string, string>,
  decided: Rejected,
): Rows {
  const rows = groundingsOfClaim(claim, mine, identities, lineages, decided)
  const itself = rows.flatMap(({unlinked, from}) => (unlinked?.kind === "itself" ? [identities.get(from!)!] : []))
  return {claim, mine, rows, itself, ...decided}
}

const NONE: readonly Instance[] = []

function groundingsOfClaim(
  claim: Claim,
  mine: readonly Instance[],
  identities: ReadonlyMap<string, Identity>,
  lineages: ReadonlyMap<string, string>,
  {rejected, isMoved, isVouched}: Rejected,
): Grounding[] {
  const groundings: Grounding[] = []
  const causes = mine.filter((i) => i.side === "cause")
  const effects = mine.filter((i) => i.side === "effect")
  const row = {claim: claim.id, file: claim.file, lineage: lineages.get(claim.file) ?? claim.file}
  const none = (from: string | null, to: string | null, unlinked: Unlinked) =>
    groundings.push({...row, from, to, link: null, sign: "unclear", side: "none", unlinked, why: inWords(unlinked)})
  const nothing = (side: "cause" | "effect"): Unlinked => ({kind: "ungrounded", side, phrase: claim[side].text})
  const rumoured = isMoved ? null : rumour(claim)
  if (rejected) none(causes[0]?.factor ?? null, effects[0]?.factor ?? null, {kind: "rejected", ...rejected})
  else if (rumoured !== null)
    none(causes[0]?.factor ?? null, effects[0]?.factor ?? null, {kind: "hearsay", words: rumoured})
  else if (claim.confidence < LEAST_DRAWN && !isVouched)
    none(causes[0]?.factor ?? null, effects[0]?.factor ?? null, {kind: "doubtful", confidence: claim.confidence})
  else if (causes.length === 0) none(null, effects[0]?.factor ?? null, nothing("cause"))
  else if (effects.length === 0) none(causes[0]!.factor, null, nothing("effect"))
  else {
    const seen = new Set<string>()
    for (const cause of causes)
      for (const effect of effects) {
        const link = `${cause.factor}->${effect.factor}`
        if (seen.has(link)) continue
        seen.add(link)
        if (cause.factor === effect.factor)
          none(cause.factor, effect.factor, {kind: "itself", factor: identities.get(cause.factor)!.name})
        else
          groundings.push({
            ...row,
            from: cause.factor,
            to: effect.factor,
            link,
            sign: signOf(claim, cause.frame, effect.frame),
            moves: cause.frame.turn > 0 ? "+" : "-",
            side: "for",
            why: `${cause.why}; ${effect.why}`,
          })
      }
  }
  return groundings
}

/** The words by which a claim is only rumoured, whoever hands it round; null for every other claim. */
function rumour({hedge, denied}: Claim): string | null {
  return !denied && hedge !== null && /\brumoured\b/.test(hedge) ? hedge : null
}

function inWords(unlinked: Unlinked): string {
  if (unlinked.kind === "hearsay") return `${unlinked.words}: nobody answers for it`
  if (unlinked.kind === "doubtful")
    return `read with a confidence of ${unlinked.confidence}, which is below ${LEAST_DRAWN}, and accepted by nobody`
  if (unlinked.kind === "rejected") return `rejected by ${unlinked.by}: ${unlinked.why}`
  if (unlinked.kind === "ungrounded") return `"${unlinked.phrase}" names nothing that can rise or fall`
  return `both phrases are ${unlinked.factor}: a factor is not its own cause`
}

function signOf(claim: Claim, cause: Frame, effect: Frame): Grounding["sign"] {
  if (claim.sign === "0" || claim.sign === "unclear") return claim.sign
  const sign = claim.sign === "+" || effect.absorbs ? 1 : -1
  return sign * cause.turn * effect.turn > 0 ? "+" : "-"
}

/** A claim that a person took as rightly read is sure; its words of doubt stay, unless she said that it is plainly so. */
function asAccepted(claim: Claim, {accepted}: Decisions): Claim {
  const accept = accepted.get(claim.id)
  if (!accept) return claim
  return {...claim, confidence: 1, ...(accept.plainly && {hedge: null})}
}

type OpenLink = {-readonly [K in keyof Link]: Link[K]}

/** Builds the links, and writes into each grounding the side it stands on. */
function linksOf(
  groundings: Grounding[],
  claims: ReadonlyMap<string, Claim>,
  said: Decisions,
  {links: made}: Made,
): OpenLink[] {
  const byLink = new Map<string, number[]>()
  groundings.forEach(({link}, at) => {
    if (link === null) return
    const there = byLink.get(link)
    if (there) there.push(at)
    else byLink.set(link, [at])
  })
  const decided = new Map<string, string>(said.sides)
  for (const [claim, {plainly}] of said.accepted) decided.set(claim, `${decided.get(claim)} ${plainly}`)
  const links: OpenLink[] = []
  for (const [id, places] of byLink) {
    // A row is another where its claim is. Whether claims of both signs disagree hangs on what is told around them, too.
    const of: unknown[] = [said.told]
    for (const at of places) of.push(groundings[at], decided.get(groundings[at]!.claim))
    const {link, rows} = made.get(id, of, () => {
      const told = places.map((at): Told => {
        const claim = claims.get(groundings[at]!.claim)!
        const negated = claim.denied || claim.refuted
        return {grounding: groundings[at]!, claim, negated, moved: said.sides.get(claim.id)}
      })
      return linkOf(id, told, said)
    })
    places.forEach((at, i) => {
      groundings[at] = rows[i]!
    })
    // Edits about links change them.
    links.push({...link})
  }
  return links
}

/** A claim that a person has put on a side no longer decides the sign; the others do. */
function unmovedOf(told: readonly Told[]): readonly Told[] {
  const unmoved = told.filter((t) => t.moved === undefined)
  return unmoved.length > 0 ? unmoved : told
}

/** One link of those who tell it, and their rows, each with the side it stands on. */
function linkOf(id: string, told: readonly Told[], said: Decisions): {link: Link; rows: readonly Grounding[]} {
  const open = unmovedOf(told)
  const asTold = linkSign(open)
  const signed = open.filter((t) => !t.negated && t.moved !== "zero" && /[-+]/.test(t.grounding.sign))
  const apart = asTold === "contested" ? whyNoContest(signed, said.told) : null
  const sign = apart === null ? asTold : likelierSign(signed, worth)
  const isDisputed =
    isWay(sign) &&
    isDenied(
      sign,
      signed,
      open.filter(({negated}) => negated),
      said.told,
    )
  const voices: Voice[] = []
  const sides: Record<Exclude<Grounding["side"], "none">, Told[]> = {for: [], against: [], zero: [], unclear: []}
  const rows = told.map((t): Grounding => {
    const strays = apart !== null && signed.includes(t) && t.grounding.sign !== sign
    const side = strays ? "unclear" : (t.moved ?? sideOf(t.grounding.sign, t.negated, sign))
    if (side !== "unclear" || strays) sides[side].push(t)
    const value = worth(asAccepted(t.claim, said))
    const opposes =
      side === "zero" ||
      (side === "against" &&
        (t.negated || t.moved !== undefined) &&
        (t.grounding.sign === sign || sign === "contested" || t.moved !== undefined))
    const denialOfOther = side === "against" && t.negated && !opposes
    if (!denialOfOther)
      voices.push({
        lineage: t.grounding.lineage,
        worth: value,
        says: opposes ? "opposes" : t.grounding.sign === "unclear" || strays ? "unclear" : "supports",
      })
    return {...t.grounding, side}
  })
  const best = (pick: (claim: Claim) => string | null) =>
    [...told]
      .filter((t) => pick(t.claim) !== null)
      .sort((a, b) => worth(b.claim) - worth(a.claim) || (a.claim.id < b.claim.id ? -1 : 1))[0]
  const lag = best((c) => c.lag)
  const strength = best((c) => c.strength)
  const link: Link = {
    id,
    from: told[0]!.grounding.from!,
    to: told[0]!.grounding.to!,
    ...(isDisputed ? {sign: "contested", whether: sign} : {sign}),
    belief: rounded(believe(voices)),
    lag: lag ? lag.claim.lag : null,
    strength: strength ? strength.claim.strength : null,
    for: sideFrom(sides.for),
    against: sideFrom(sides.against),
    zero: sideFrom(sides.zero),
    ...(apart !== null && {unclear: {...sideFrom(sides.unclear), why: apart.map((reason) => NO_CONTEST[reason])}}),
  }
  return {link, rows}
}

type Told = {
  readonly grounding: Grounding
  readonly claim: Claim
  readonly negated: boolean
  readonly moved: "for" | "against" | "zero" | undefined
}

/** Contested when both signs are told undenied, whether or not they disagree; else the one told; a denial alone names the sign it denies. */
function linkSign(told: readonly Told[]): Link["sign"] {
  const tells = (sign: "+" | "-", negated: boolean) =>
    told.some((t) => t.negated === negated && t.grounding.sign === sign && t.moved !== "zero")
  if (tells("+", false) && tells("-", false)) return "contested"
  if (tells("+", false)) return "+"
  if (tells("-", false)) return "-"
  // Unclear claims say there is an influence; without them a link stands only as what is denied or said to be nothing.
  if (told.some((t) => t.grounding.sign === "unclear" && !t.negated)) return "unclear"
  if (tells("+", true)) return "+"
  if (tells("-", true)) return "-"
  return "unclear"
}

function sideOf(sign: Grounding["sign"], negated: boolean, link: Link["sign"]): Exclude<Grounding["side"], "none"> {
  if (sign === "0") return negated ? "for" : "zero"
  if (sign === "unclear") return link === "unclear" ? (negated ? "against" : "for") : negated ? "against" : "unclear"
  if (negated) return "against"
  return sign === (link === "contested" ? "+" : link) ? "for" : "against"
}

function sideFrom(told: readonly Told[]): Side {
  return sideOfRows(told.map(({grounding}) => grounding))
}

function sideOfRows(rows: readonly Grounding[]): Side {
  return {
    claims: [...new Set(rows.map(({claim}) => claim))],
    lineages: new Set(rows.map(({lineage}) => lineage)).size,
  }
}

/** Six digits: enough for any use, and the same text whatever the last bit. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

// ---- edits about links

/** What people decided about links; of those whose sign they decided, every row gets the side that it stands on then. */
function linkEdits(
  {edits, said, finder, now}: Pick<Identified, "edits" | "said" | "finder" | "now">,
  links: OpenLink[],
  claims: ReadonlyMap<string, Claim>,
  groundings: Grounding[],
  issues: Issue[],
): void {
  const decided = (link: OpenLink, sign: "+" | "-" | "contested"): void => {
    if (link.sign === sign) return
    answered(link, sign)
    const sides: Record<"for" | "against" | "zero", Grounding[]> = {for: [], against: [], zero: []}
    groundings.forEach((row, at) => {
      if (row.link !== link.id) return
      const {denied, refuted} = claims.get(row.claim)!
      const side = said.sides.get(row.claim) ?? sideOf(row.sign, denied || refuted, toldSign(link))
      groundings[at] = {...row, side}
      if (side !== "unclear") sides[side].push(row)
    })
    for (const side of ["for", "against", "zero"] as const) link[side] = sideOfRows(sides[side])
  }
  const ends = (edit: Edit, id: string): (string | null)[] =>
    id.split("->").map((name, i) => now(name.trim(), edit.called?.[i]))
  // What was decided of "drought -> low water" is turned round for the water that low water became the opposite of.
  const signNow = <S extends "+" | "-" | "contested">(edit: Edit, id: string, sign: S): S | "+" | "-" => {
    const turns = id.split("->").filter((name) => now.isTurned(name.trim(), edit.n)).length
    return turns % 2 === 0 || sign === "contested" ? sign : sign === "+" ? "-" : "+"
  }
  const find = (edit: Edit, id: string): OpenLink[] => {
    const [from, to] = ends(edit, id)
    const exact = links.filter((link) => link.id === `${from}->${to}`)
    if (exact.length > 0) return exact
    const meant = new Set(finder.quoted(edit.quotes).map((c) => c.id))
    const ids = new Set(groundings.filter((g) => meant.has(g.claim) && g.link !== null).map((g) => g.link))
    return ids.size === 1 ? links.filter((link) => ids.has(link.id)) : []
  }
  for (const edit of edits) {
    if ((edit.kind === "sign" && "link" in edit) || edit.kind === "lag") {
      const found = find(edit, edit.link)
      if (found.length === 0) issues.push(lostIssue(edit, `link ${edit.link} is no longer there`))
      for (const link of found) {
        if (edit.kind === "lag") link.lag = edit.lag
        else decided(link, signNow(edit, edit.link, edit.sign))
      }
    } else if (edit.kind === "assume" && "link" in edit) {
      const [from, to] = ends(edit, edit.link)
      if (!from || !to || from === to) {
        issues.push(lostIssue(edit, `one end of ${edit.link} is no longer there`))
        continue
      }
      const there = links.find((link) => link.id === `${from}->${to}`)
      const sign = signNow(edit, edit.link, edit.sign)
      if (there) {
        // Who assumes what documents tell otherwise decides its sign: their claims stand against it.
        decided(there, sign)
        there.belief = Math.max(there.belief, ASSUMED_BELIEF)
      } else {
        const nobody: Side = {claims: [], lineages: 0}
        links.push({
          id: `${from}->${to}`,
          from,
          to,
          sign,
          belief: ASSUMED_BELIEF,
          lag: null,
          strength: null,
          for: nobody,
          against: nobody,
          zero: nobody,
        })
      }
    }
  }
}

/**
 * A person says which way a link goes, or that it is contested. Where no claim has the other sign, what is contested is what
 * is denied.
 */
function answered(link: OpenLink, sign: "+" | "-" | "contested"): void {
  const {sign: was, whether, unclear, against} = link
  const told = whether ?? was
  delete link.whether
  delete link.unclear
  link.sign = sign
  if (sign === "contested" && !unclear && against.claims.length > 0 && isWay(told)) link.whether = told
}

const isWay = (sign: Link["sign"]): sign is "+" | "-" => sign === "+" || sign === "-"

// ---- the rest of the map

/** One issue a file for claims without a factor, for those read too unsurely, and for factors said to cause themselves. */
function lossIssues(groundings: readonly Grounding[]): Issue[] {
  const lost = groundings.filter(({unlinked}) => unlinked !== undefined)
  const tally = (kind: Unlinked["kind"]) => {
    const files = groupBy(lost, (g) => (g.unlinked?.kind === kind ? g.file : null))
    return [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  }
  const one = (n: number) => (n === 1 ? "1 claim names" : `${n} claims name`)
  return [
    ...tally("ungrounded").map(([file, rows]) => ({
      code: "map/ungrounded",
      file,
      says: `${one(rows.length)} something that cannot rise or fall, and ${rows.length === 1 ? "is" : "are"} in no link: ${rows[0]!.why}`,
      next: "See `brink map --json` under groundings; an alias in factors.yaml gives such words a factor.",
    })),
    ...tally("doubtful").map(([file, rows]) => ({
      code: "map/doubtful",
      file,
      says: `${rows.length === 1 ? "1 claim is" : `${rows.length} claims are`} read with a confidence below ${LEAST_DRAWN}, and in no link`,
      next: `\`brink edit CASE accept ${rows[0]!.claim}\` draws it, if it is rightly read; \`brink map --json\` has all under groundings.`,
    })),
    ...tally("itself").map(([file, rows]) => ({
      code: "map/self-link",
      file,
      says: `${one(rows.length)} a cause and an effect that are one factor: ${rows[0]!.why}`,
      next: "Split the factor with `brink edit CASE split` if the two are not the same thing.",
    })),
  ]
}

/** One issue a link of which claims of both signs do not disagree as they stand: a person is asked. */
function unclearIssues(
  links: readonly Link[],
  factors: readonly Factor[],
  claims: ReadonlyMap<string, Claim>,
): Issue[] {
  const names = new Map(factors.map(({id, name}) => [id, name]))
  return links.flatMap((link) => {
    const {id, from, to, unclear} = link
    const [first] = unclear?.claims ?? []
    if (!unclear || first === undefined) return []
    const sign = toldSign(link)
    const other = sign === "+" ? "-" : "+"
    return {
      code: "map/unclear-side",
      file: claims.get(first)!.file,
      says: `${names.get(from)} to ${names.get(to)} is told with ${sign}, and by ${unclear.claims.length === 1 ? `claim ${first}` : `${unclear.claims.length} claims from ${first} on`} with ${other}; that is no dispute, since ${unclear.why.join(", and ")}`,
      next: `Do these two disagree? \`brink edit CASE sign "${id}" contested\` says so; \`reject ${first}\` says that it is read wrongly.`,
    }
  })
}

function factorsOf(
  {identities, byFactor, byClaim}: Shaped,
  links: readonly Link[],
  book: ActorBook,
  said: Decisions,
  lineages: ReadonlyMap<string, string>,
  made: Made,
): Factor[] {
  const linked = new Set(links.flatMap((link) => [link.from, link.to]))
  // Of claims that somebody has rejected.
  const lessened = new Set([...said.rejected.keys()].flatMap((id) => (byClaim.get(id) ?? NONE).map((i) => i.factor)))
  const factors: Factor[] = []
  for (const identity of identities.values()) {
    const {id, origin} = identity
    const all = byFactor.get(id) ?? NONE
    const mine = lessened.has(id) ? all.filter(({claim}) => !said.rejected.has(claim.id)) : all
    // A factor of the case's own stays even when no document speaks of it: the analyst asked for it.
    if (mine.length === 0 && origin !== "case" && !linked.has(id)) continue
    const of = mine === all ? [identity, book, all] : [identity, book, ...mine]
    factors.push(made.factors.get(id, of, () => factorOf(identity, mine, book, lineages)))
  }
  return factors.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function factorOf(
  identity: Identity,
  mine: readonly Instance[],
  book: ActorBook,
  lineages: ReadonlyMap<string, string>,
): Factor {
  const nameOf = (id: string | null) => (id === null ? undefined : book.actors.get(id)!.name)
  const theme: Theme | null = identity.theme
  const holder = nameOf(identity.holder)
  const target = nameOf(identity.target)
  return {
    id: identity.id,
    name: identity.name,
    theme: theme?.id ?? "other",
    ...(holder ? {holder} : {}),
    ...(target ? {target} : {}),
    ...(identity.kind ? {kind: identity.kind} : {}),
    alsoCalled: [...new Set(mine.map((i) => i.frame.text.replace(/\s+/g, " ")))].sort((a, b) =>
      a < b ? -1 : a > b ? 1 : 0,
    ),
    unit: theme?.unit ?? "1",
    claims: [...new Set(mine.map((i) => i.claim.id))],
    origin: identity.origin,
    merges: [...new Set(mine.map((i) => i.why))],
    choice: theme ? (theme.choice ?? false) : isStep(identity.name),
    weight: theme?.weight ?? WORDS_WEIGHT,
    ...(theme?.wanted ? {wanted: theme.wanted} : {}),
    trend: trendOf(mine, lineages),
  }
}

/** Is what a name is headed by something that somebody decides: "Stipend for volunteers"? */
function isStep(name: string): boolean {
  const words = wordsOf(name)
  return steps.has(words[headAt(words)]?.lower ?? "")
}

/**
 * (rises - falls) / (rises + falls + 2), in lineages that say so, over what is told of past and
 * present as happening: neither under a condition nor as a thing that could be.
 */
function trendOf(instances: readonly Instance[], lineages: ReadonlyMap<string, string>): number {
  const up = new Set<string>()
  const down = new Set<string>()
  for (const {claim, frame} of instances) {
    const happening = claim.time !== "future" && claim.condition === null && claim.hedge === null
    if (!frame.moves || !happening || claim.denied || claim.refuted) continue
    ;(frame.turn > 0 ? up : down).add(lineages.get(claim.file) ?? claim.file)
  }
  return rounded((up.size - down.size) / (up.size + down.size + TREND_DOUBT))
}

/** Best told first: voices, then belief, then how much of the map hangs on its two ends; ids settle ties. */
function rankLinks(links: readonly Link[], factors: readonly Factor[]): Link[] {
  const degree = new Map<string, number>()
  for (const link of links) for (const id of [link.from, link.to]) degree.set(id, (degree.get(id) ?? 0) + 1)
  const most = greatest([1, ...degree.values()])
  const known = new Set(factors.filter((f) => f.origin !== "words").map((f) => f.id))
  const score = (link: Link) => {
    const voices = link.for.lineages + link.against.lineages
    const centrality = (degree.get(link.from)! + degree.get(link.to)!) / (2 * most)
    const named = (known.has(link.from) ? KNOWN_END : 0) + (known.has(link.to) ? KNOWN_END : 0)
    return voices + link.belief + centrality + named
  }
  const scored = links.map((link) => ({link, score: score(link)}))
  scored.sort((a, b) => b.score - a.score || (a.link.id < b.link.id ? -1 : 1))
  return scored.map(({link}) => link)
}

// ---- finding

/** The factor of that id, name or alias; letter case and spaces do not matter. Ids win over names, names over aliases. */
export function findFactor(map: CausalMap, nameOrAlias: string): Factor | null {
  const fold = (text: string) =>
    text
      .replace(/[\s_]+/g, " ")
      .trim()
      .toLowerCase()
  const wanted = fold(nameOrAlias)
  return (
    map.factors.find((f) => f.id === nameOrAlias) ??
    map.factors.find((f) => fold(f.id) === wanted) ??
    map.factors.find((f) => fold(f.name) === wanted) ??
    map.factors.find((f) => f.alsoCalled.some((alias) => fold(alias) === wanted)) ??
    null
  )
}

/** Ids and names nearest to one that is not there, best first, for a refusal. */
export function nearestFactors(map: CausalMap, name: string, most = 3): string[] {
  const candidates = map.factors.flatMap((f) => [f.id, f.name])
  return nearest(name, candidates, most)
}
