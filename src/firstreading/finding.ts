// What can be said of a folder that nobody has prepared, in words and signs alone: the findings of the first reading, section
// by section, as `brink outlook --json` prints them (format brink/first-reading@1).
//
// Nothing here is a size: no level, no fan, no likelihood. Every finding names the claims it rests on. What counts as a
// voice is a lineage of documents, as everywhere. The order of every list is that of its rule; ties go by place.

import type {Reading} from "../claims/index.ts"
import type {Document, Lineage, Words} from "../documents/index.ts"
import type {CausalMap, Edit, Unlinked} from "../map/index.ts"
import type {Press} from "../outlook/index.ts"

/** What a first reading is made from. */
export type FirstReadingInput = {
  /** With signs and phrases as people corrected them. */
  readonly reading: Reading
  readonly map: CausalMap
  readonly documents: readonly Document[]
  readonly lineages: readonly Lineage[]
  readonly edits: readonly Edit[]
  /** Ids of the factors that are asked about, first things first. */
  readonly outcomes: readonly string[]
  /** Each choice that documents name, held up in the drafted model; none where nothing was run. */
  readonly pressed: readonly Press[]
  /** Whether nothing that the documents speak of moves the first outcome more than a drift of its own does. */
  readonly drift: boolean
}

/** Counts of what was read and found. A statement is a claim; a sentence may hold several. */
export type Counts = {
  readonly documents: number
  readonly voices: number
  readonly words: number
  readonly statements: number
  readonly conditions: number
  /** Statements that the text gives to somebody by name or office, pronouns left out. */
  readonly spoken: number
  readonly speakers: number
  readonly hopes: number
  readonly figures: number
  readonly dates: number
  readonly actors: number
  readonly factors: number
  readonly links: number
  readonly toldTwice: number
  readonly circles: number
  readonly toldWhole: number
  /** Statements that a person has decided about; of `statements`. */
  readonly checked: number
}

/** What decides how the page begins, and whether runs are shown on it. */
export type Gate = {
  /** Links told by two voices or more, circles of told links that close, and levers with a path to an outcome. */
  readonly toldTwice: number
  readonly circles: number
  readonly reaching: number
  /** Drift leads the drivers, or nothing does: the documents do not decide the first outcome. */
  readonly drift: boolean
  /** Links and circles come first; where it is false, what is reported and announced does. */
  readonly holds: boolean
  /** Runs may be shown, folded. */
  readonly open: boolean
}

/** A clause of the paragraph that the page begins with, and the claims that it rests on. */
export type Clause = {readonly says: string; readonly claims: readonly string[]}

/** A link with one claim for each voice that tells it. */
export type ToldLink = {
  readonly link: string
  readonly from: string
  readonly to: string
  readonly sign: "+" | "-" | "contested" | "unclear"
  readonly voices: number
  /** The surest claim of each voice, one a voice; of a contested link those for "+". */
  readonly claims: readonly string[]
  /** Of a contested link: the surest claims of the other side. */
  readonly against: readonly string[]
}

/** A circle of links. */
export type Circle = {
  readonly factors: readonly string[]
  readonly polarity: "R" | "B" | "contested"
  /** Files that tell the whole of it. */
  readonly toldBy: readonly string[]
  readonly links: readonly ToldLink[]
  /** "It amplifies if ..., and brakes itself if ...", where one link is open; else what it does. */
  readonly says: string
}

/** A sentence that says what depends on what. */
export type Condition = {
  readonly claims: readonly string[]
  /** Words of doubt; null: said flatly. */
  readonly hedge: string | null
  /** Whoever else says so, as the text calls him, by a name or not; null: the author. */
  readonly by: string | null
}

/** A party and its sentences, the surest claim of each. */
export type Speaker = {
  readonly name: string
  /** Whether a named actor of the folder speaks, himself or through his officials. */
  readonly actor: boolean
  /** As the text names the speaker, with the claims. */
  readonly sentences: readonly {readonly claim: string; readonly by: string}[]
}

/** A link on which two voices differ. */
export type Dispute = {
  readonly link: string
  readonly from: string
  readonly to: string
  /** Claims that it raises, and claims that it lowers, or that it does not do what the others say; each of another voice than one opposite. */
  readonly raises: readonly string[]
  readonly lowers: readonly string[]
  /** Where one side says no more than that it is not so: what the other says that it does. */
  readonly whether?: "+" | "-"
}

/** Which way a lever moves an outcome, in the runs in which it moves it. */
export type Push = "raises" | "mostly raises" | "open" | "mostly lowers" | "lowers" | "no path told"

export type Lever = {
  readonly factor: string
  /** Documents warn of it rather than propose it. */
  readonly warned: boolean
  readonly voices: number
  /** The surest claim that names it as a cause; null where an edit alone gives it effects. */
  readonly claim: string | null
  /** In the order of the outcomes; `moved`: runs in which it moves it, `up` of them up. */
  readonly pushes: readonly {
    readonly outcome: string
    readonly push: Push
    readonly up: number
    readonly down: number
  }[]
}

export type Levers = {
  readonly outcomes: readonly string[]
  /** Runs each was pressed in. */
  readonly runs: number
  readonly levers: readonly Lever[]
  /** Choices that no told path leads from to any of the outcomes. */
  readonly unled: readonly string[]
  /** Choices with a path that were not pressed, because others are told of more. */
  readonly left: readonly string[]
}

/** What the documents do not say. Ids of factors, names of actors. */
export type Silences = {
  /** Outcomes that nothing is told to raise or lower. */
  readonly uncaused: readonly string[]
  /** Outcomes of which less or more is wanted, with the levers that move them that way, fewest first. */
  readonly helped: readonly {readonly outcome: string; readonly by: readonly string[]}[]
  /** Circles that brake themselves. */
  readonly brakes: number
  /** Factors with effects and without a told cause, and the other way round. */
  readonly causeless: readonly string[]
  readonly idle: readonly string[]
  /** Actors who are named, and neither speak nor stand in a sentence that tells a cause or gives a figure. */
  readonly bystanders: readonly string[]
  /** Outcomes of which no figure is given. */
  readonly uncounted: readonly string[]
  /** The latest day that any document speaks of; null: none. */
  readonly lastDay: string | null
  /** Documents that do not say when they were written. */
  readonly undated: readonly string[]
  /** Claims that stand in no link, by why. */
  readonly aside: Readonly<Record<Unlinked["kind"], number>>
}

/** Something with a date. Days are ISO dates; `to` where a span is meant. */
export type DatedEvent = {
  readonly file: string
  readonly from: string
  readonly to: string | null
  readonly quote: Words
  readonly sentence: Words
  /** After the day on which the latest document was written; null: no document says when it was. */
  readonly ahead: boolean | null
}

/** A figure in its sentence. */
export type FigureTold = {
  readonly file: string
  readonly quote: Words
  readonly sentence: Words
  readonly claimant: string | null
  readonly period: string | null
}

/** Two factors that may be one thing. */
export type Join = {
  readonly factors: readonly [string, string]
  readonly sign: "same" | "opposite"
  readonly shared: readonly string[]
  /** Circles that would close and links that would be told twice. */
  readonly closes: number
  readonly quotes: readonly [string | null, string | null]
}

/** A reading that looks wrong, and what hangs on it. */
export type Suspect = {
  readonly claim: string
  readonly reasons: readonly {readonly rule: string; readonly says: string; readonly weight: number}[]
  /** The weights of its reasons, summed: log odds. */
  readonly suspicion: number
  readonly hangs: number
  /** "Two circles and a told path end with it", or null. */
  readonly carries: string | null
  /** suspicion x (1 + hangs / HANGS_SCALE) */
  readonly score: number
}

export type FirstReading = {
  readonly format: "brink/first-reading@1"
  readonly counts: Counts
  readonly gate: Gate
  readonly short: readonly Clause[]
  readonly toldTwice: readonly ToldLink[]
  readonly circles: {readonly whole: readonly Circle[]; readonly stitched: readonly Circle[]; readonly left: number}
  readonly conditions: readonly Condition[]
  readonly hopes: readonly {readonly claim: string; readonly by: string | null}[]
  readonly speakers: readonly Speaker[]
  readonly disputes: readonly Dispute[]
  readonly levers: Levers
  readonly silences: Silences
  /** The day each dated document was written, and the last of these. */
  readonly written: {readonly by: Readonly<Record<string, string>>; readonly last: string | null}
  readonly events: readonly DatedEvent[]
  readonly figures: readonly FigureTold[]
  readonly joins: readonly Join[]
  readonly suspects: readonly Suspect[]
  /** Claims that the circles and the levers shown rest on, and how many of them a person has decided about. */
  readonly restsOn: {readonly claims: readonly string[]; readonly checked: number}
}
