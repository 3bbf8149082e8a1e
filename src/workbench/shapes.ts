// What the workbench's server and its page say to each other: plain values of JSON. Offsets count UTF-16 code units.

import type {Counts, Effect} from "./effect.ts"

/** `from` to `to` of a text that stands beside it. */
export type Mark = {readonly from: number; readonly to: number}

/** What stands of a case, as the rail and the ledger show it. `GET /api/case` */
export type CaseView = Counted & {
  readonly format: "brink/workbench@1"
  readonly name: string
  /** The folder that is open. */
  readonly path: string
  readonly question: string
  /** No case.yaml: decisions last as long as the window, until a case is made. */
  readonly inMemory: boolean
  /** Where a case would be made of such a folder; null for a case. */
  readonly keepIn: string | null
  readonly by: string
  readonly documents: readonly DocumentRow[]
}

/** `GET /api/opening`: how far a case is that is being opened, null once it is. Whatever else is asked of it waits for that. */
export type Opening = {
  readonly name: string
  readonly question: string
  /** Documents are read, then their claims are gathered into the map; null before either. */
  readonly doing: "read" | "map" | null
  readonly done: number
  readonly of: number
}

/** What a decision may move of it. */
export type Counted = {
  /** Grows with every edit, by whomever. */
  readonly rev: number
  readonly structure: {readonly factors: number} & Counts
  /** Claims, and those that somebody has decided about. */
  readonly claims: number
  readonly checked: number
  readonly suspects: number
}

export type DocumentRow = {
  readonly file: string
  readonly title: string
  readonly publisher: string | null
  readonly date: string | null
  /** The first file of the documents of one origin. */
  readonly voice: string
}

export type Verdict = "right" | "wrong" | "other way" | "other words" | "other speaker" | "added" | null

/** One row of the queue. */
export type Row = {
  readonly claim: string
  readonly file: string
  readonly cause: string
  readonly effect: string
  readonly sign: "+" | "-" | "0" | "unclear"
  /** The strongest reason, in words; null for a reading that looks plain. */
  readonly why: string | null
  readonly score: number
  readonly verdict: Verdict
}

/** `GET /api/queue?show=odd|all|FILE&from=0&most=50`; `of` counts all rows of `show`. */
export type Queue = {readonly rows: readonly Row[]; readonly of: number}

/** One phrase of a card, with a claim that has it. */
export type PhraseRow = {
  readonly text: string
  /** The words by which a `split` finds it. */
  readonly words: string
  readonly times: number
  /** It says that the card's thing falls. */
  readonly opposite: boolean
  readonly claim: string
  readonly file: string
  readonly quote: string
}

/** A factor as a card: what the documents call it, and what was laid on it. */
export type CardRow = {
  readonly id: string
  readonly name: string
  /** Phrases of claims that name it, and the documents' voices among them. */
  readonly told: number
  readonly voices: number
  /** Those told most first. */
  readonly phrases: readonly PhraseRow[]
  /** Cards that lie on it, by the edit that laid each. */
  readonly holds: readonly {
    readonly id: string
    readonly name: string
    readonly as: "same" | "opposite"
    readonly n: number
  }[]
}

/** `GET /api/cards?most=40`: factors told most first; `more`: whether others are left. */
export type Cards = {readonly cards: readonly CardRow[]; readonly more: boolean}

/** Two cards that may be one thing. */
export type PairRow = {
  /** The card that stays, and the one that would be laid on it, by the ids of their factors. */
  readonly onto: string
  readonly move: string
  readonly names: readonly [onto: string, move: string]
  /** How the factors, not the names, would be joined. */
  readonly as: "same" | "opposite"
  /** Why it is asked, in words. */
  readonly why: string
  readonly quotes: readonly [PairQuote | null, PairQuote | null]
  /** Links that would be told twice and circles that would close; 0 where that is not known. */
  readonly closes: number
}
export type PairQuote = {readonly claim: string; readonly file: string; readonly text: string}

/** `GET /api/pairs` */
export type Pairs = {readonly pairs: readonly PairRow[]}

/** `GET /api/factors`: how often each document tells each factor; files as in `CaseView.documents`. */
export type Factors = {
  readonly files: readonly string[]
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly told: number
    /** Claims in each file. */
    readonly counts: readonly number[]
  }[]
}

/** One link of the map, as a table has it. */
export type LinkRow = {
  readonly id: string
  readonly from: {readonly id: string; readonly name: string}
  readonly to: {readonly id: string; readonly name: string}
  readonly sign: "+" | "-" | "contested" | "unclear"
  /** Voices for its sign, and against it. */
  readonly for: number
  readonly against: number
  readonly lag: string | null
  /** What one claim says for it; null where nobody does. */
  readonly quote: PairQuote | null
}

/** A figure as markup of `src/figure`, its styles under `data-style`, and the links in it. */
export type Figure = {readonly title: string; readonly figure: string; readonly links: readonly LinkRow[]}

/** `GET /api/map`: factors that have a link, by name, and the one with most links. */
export type MapNames = {
  readonly factors: readonly {readonly id: string; readonly name: string}[]
  readonly most: string | null
}

/** `GET /api/map/paths?from=&to=`: the best told first. */
export type PathsView = {
  readonly title: string
  readonly note: string
  readonly paths: readonly {
    readonly sign: LinkRow["sign"]
    /** Files that tell all of it; where none does, the factors at which two documents only meet. */
    readonly toldBy: readonly string[]
    readonly meets: readonly string[]
    readonly figure: string
    readonly links: readonly LinkRow[]
  }[]
}

/** `GET /api/map/circles?at=0` */
export type Circles = {
  readonly title: string
  readonly rows: readonly {
    readonly name: string
    readonly polarity: "R" | "B" | "contested"
    readonly toldBy: readonly string[]
    /** The factors at which two documents only meet. */
    readonly meets: readonly string[]
  }[]
  /** The circle at `at`; null where there is none. */
  readonly shown: Figure | null
}

/** `GET /api/map/links/ID`: one link, with quotes on both sides and every claim that tells it. */
export type LinkView = LinkRow & {
  readonly quotesFor: readonly PairQuote[]
  readonly quotesAgainst: readonly PairQuote[]
  readonly claims: readonly string[]
}

/** `GET /api/page`, and `POST /api/page`, which makes it anew: the page as it was made last, and where it is to be had. */
export type PageView = {
  /** The edits that it was made with; null where it has not been made. */
  readonly rev: number | null
  readonly address: string | null
  readonly isMaking: boolean
  /** The claims that it names, in its order, each with the place in it that shows the claim. */
  readonly claims: readonly {readonly claim: string; readonly anchor: string}[]
}

/** `GET /api/find?words=`: what has all the words, each as the beginning of one of its own; best linked and told first. */
export type Finds = {
  readonly factors: readonly {readonly id: string; readonly name: string}[]
  readonly documents: readonly {readonly file: string; readonly title: string}[]
  readonly claims: readonly Pick<Row, "claim" | "cause" | "effect" | "sign" | "file">[]
}

/** `GET /api/shares`: shares of runs that moved since they were asked for last, of the map as `rev` has it. */
export type Shares = {
  readonly rev: number
  /** Runs in which each choice was held up; 0 where none were run. */
  readonly runs: number
  /** Pairs of a choice and an outcome that were compared. */
  readonly of: number
  readonly says: readonly string[]
}

/** `POST /api/keep`: `{name}`. */
export type Kept = {readonly path: string}

/** What lines would do; `warns`: what a person may want to know before she writes them. */
export type Foretold = Effect & {readonly warns?: string}

/** One end of a claim: its words, and the factor that they were taken to name. */
export type End = {readonly text: string; readonly factor: string | null; readonly id: string | null}

/** One reading, with all that a person needs to judge it. `GET /api/claims/ID` */
export type Card = {
  readonly claim: string
  readonly file: string
  readonly title: string
  readonly voice: string
  readonly before: string
  /** The sentence, and where cause, effect and signal stand in it. */
  readonly sentence: string
  readonly after: string
  readonly cause: Mark | null
  readonly effect: Mark | null
  readonly signal: Mark | null
  readonly ends: {readonly cause: End; readonly effect: End}
  /** Between the phrases as worded, and between the factors. */
  readonly sign: Row["sign"]
  readonly way: Row["sign"]
  readonly condition: string | null
  readonly hedge: string | null
  readonly denied: boolean
  readonly refuted: boolean
  /** Who says it, null for the author; and names to choose another from. */
  readonly by: string | null
  readonly speakers: readonly string[]
  readonly reasons: readonly string[]
  readonly carries: string | null
  readonly verdict: Verdict
  /** Why it stands in no link, where it does not. */
  readonly unlinked: string | null
}

/** `GET /api/documents/FILE`: the text in paragraphs, and the claims that stand in it. */
export type DocumentView = {
  readonly file: string
  readonly title: string
  readonly paragraphs: readonly {readonly from: number; readonly text: string; readonly sentences: readonly Mark[]}[]
  readonly claims: readonly {
    readonly claim: string
    readonly quote: Mark
    readonly cause: Mark
    readonly effect: Mark
    readonly signal: Mark | null
    readonly sign: Row["sign"]
    readonly verdict: Verdict
  }[]
}

/** An edit as the list of decisions shows it. */
export type EditRow = {
  readonly n: number
  readonly by: string
  readonly why: string
  readonly kind: string
  readonly line: string
  readonly undone: boolean
  /** Of the edit whose decision it is part of. */
  readonly with?: number
  /** Made through this window. */
  readonly own: boolean
  /** Why it does nothing, where it has lost its place. */
  readonly lost?: string
}

/** What was decided, and all that it moved of what a window shows: nothing of a large case is asked for anew. */
export type Moved = {
  readonly edits: readonly EditRow[]
  readonly effect: Effect
  readonly counted: Counted
  /** Earlier edits that are undone now, or no longer; null where the list was changed otherwise than at its end. */
  readonly restated: readonly EditRow[] | null
}

/** An edit that no longer finds what it was about. */
export type Lost = {
  readonly n: number
  readonly says: string
  readonly next: string
  /** The claim that is most like it now. */
  readonly near: string | null
}

/** 409 of `POST /api/edits`: nothing is written, since others decided about the same thing after `rev` of the body. */
export type Conflict = {readonly code: "workbench/conflict"; readonly says: string; readonly next: string} & {
  readonly rev: number
  readonly edits: readonly EditRow[]
}

/** `POST /api/edits`: `{lines, why?, window?, rev?}`, lines as docs/formats/edits.md has them; `rev` as the window knew it. */
export type Decided = Moved & {
  /** Lines that do not fit, by their place from 0. */
  readonly refused: readonly {readonly line: number; readonly says: string}[]
}

/** What `GET /api/events` tells: somebody has decided, or files have changed on disk. */
export type News =
  | (Moved & {
      readonly kind: "edits"
      /** The window that decided, which knows it already; absent for others. */
      readonly window?: string
    })
  | {readonly kind: "trouble"; readonly says: string; readonly next: string}
  /** Documents have changed on disk and were read again. */
  | {readonly kind: "documents"; readonly says: string; readonly lost: readonly Lost[]; readonly effect: Effect}
