// What the documents say together: factors, the links between them with every claim for
// and against, and the loops the links close. The shape of `brink map --json`
// (format brink/map@1), plus how each claim got its place.
//
// Links keep all their claims, also those that disagree. Support is counted in lineages.

import type {Condition} from "../claims/index.ts"
import type {Issue} from "../core/fault.ts"

/** Something that rises or falls, with everything that the documents call it. */
export type Factor = {
  readonly id: string
  /** For people: "Raids on the salt road". Unique in the map. */
  readonly name: string
  /** Id of the theme in the codebook, or "other" for a factor clustered from words alone. */
  readonly theme: string
  /** Who does or holds it, and against or in whom: names of actors. */
  readonly holder?: string
  readonly target?: string
  /** Of what, for a theme that has kinds: the timber of timber prices. */
  readonly kind?: string
  /** The phrases that were merged into it, as worded, and its aliases. */
  readonly alsoCalled: readonly string[]
  readonly unit: string
  /** Ids of the claims that name it, on either side. */
  readonly claims: readonly string[]
  /** Where its identity comes from. */
  readonly origin: "case" | "codebook" | "words"
  /** One sentence for each phrase merged in: which words brought it here. */
  readonly merges: readonly string[]
  /** A choice of an actor rather than something that happens (ceasefire, closure, aid): it can be a lever. */
  readonly choice: boolean
  /** How readily the codebook would report it as an outcome, 0 = never. Deaths and attacks before trade. */
  readonly weight: number
  /** What the codebook says is wanted of it; absent where that depends on who asks. */
  readonly wanted?: "less" | "more"
  /** Share in -1..1 by which the documents' own words say it is rising (+) or falling (-) in the past and present. */
  readonly trend: number
}

/** Ids of the claims on one side of a link, and how many lineages they come from. */
export type Side = {readonly claims: readonly string[]; readonly lineages: number}

/** One factor's influence on another, with every claim for and against it. */
export type Link = {
  /** `from->to`, of factor ids. */
  readonly id: string
  readonly from: string
  readonly to: string
  /** contested: told by one and by another with the other sign, or denied (contest.ts). */
  readonly sign: "+" | "-" | "contested" | "unclear"
  /** Of a contested link that one tells with this sign and another denies: whether it is there is what is contested, not which way it goes. */
  readonly whether?: "+" | "-"
  /** 0..1, by the formula in docs/methods/belief.md. */
  readonly belief: number
  /** Words of time, of the best-supported claim that has any. */
  readonly lag: string | null
  /** Words of strength, likewise. */
  readonly strength: string | null
  /** Claims of `sign` (when contested of `whether`, else of "+"). */
  readonly for: Side
  /** Claims of the other sign, and denials. */
  readonly against: Side
  /** Claims that it has no effect. */
  readonly zero: Side
  /** Claims of the other sign that are no dispute, and why not: a person is asked. Absent where there are none. */
  readonly unclear?: Side & {readonly why: readonly string[]}
}

/** Which way a link goes where it is there: what is contested may be whether it is. */
export const toldSign = ({sign, whether}: Pick<Link, "sign" | "whether">): Link["sign"] => whether ?? sign

/** A cycle of links. R: reinforcing; B: balancing; contested: it turns on a contested link. */
export type Loop = {
  /** Factor ids in the order of the links, from the smallest id, the first not repeated. */
  readonly factors: readonly string[]
  /** Ids of its links, in the same order. */
  readonly links: readonly string[]
  readonly polarity: "R" | "B" | "contested"
  /** Product of its links' beliefs. */
  readonly belief: number
  /** Files that tell the whole of it. */
  readonly toldBy: readonly string[]
}

/** How one claim of the reading came into the map, or why it did not. */
export type Grounding = {
  readonly claim: string
  readonly file: string
  readonly lineage: string
  readonly from: string | null
  readonly to: string | null
  readonly link: string | null
  /** Between the factors: change x sign x change. */
  readonly sign: "+" | "-" | "0" | "unclear"
  /** Which way the cause, as worded, has `from` go: "a failure of talks" is talks going down. Where there is a link. */
  readonly moves?: "+" | "-"
  readonly side: "for" | "against" | "zero" | "unclear" | "none"
  /** Why it stands in no link; absent where it stands in one. Not printed: `why` words it. */
  readonly unlinked?: Unlinked
  readonly why: string
}

/** Why a claim stands in no link. */
export type Unlinked =
  /** A person took it out of the map. */
  | {readonly kind: "rejected"; readonly by: string; readonly why: string}
  /** A phrase of it names nothing that can rise or fall. */
  | {readonly kind: "ungrounded"; readonly side: "cause" | "effect"; readonly phrase: string}
  /** It is only rumoured, in these words, and nobody answers for it. */
  | {readonly kind: "hearsay"; readonly words: string}
  /** It was read with so little confidence that it is more likely misread, and nobody has accepted it. */
  | {readonly kind: "doubtful"; readonly confidence: number}
  /** Both of its phrases are one factor, of this name. */
  | {readonly kind: "itself"; readonly factor: string}

/**
 * The map as `brink map --json` prints it.
 * @param sectors the sector of each factor that is a quantity of a model which says one, by its id.
 */
export function printedMap(map: CausalMap, sectors: ReadonlyMap<string, string> = new Map()): CausalMap {
  const factors = map.factors.map((factor) => {
    const sector = sectors.get(factor.id)
    return sector === undefined ? factor : {...factor, sector}
  })
  return {...map, factors, groundings: map.groundings.map(({unlinked, ...printed}) => printed)}
}

/** What the documents say together. The format brink/map@1. */
export type CausalMap = {
  readonly format: "brink/map@1"
  readonly factors: readonly Factor[]
  readonly links: readonly Link[]
  /** Ranked, best first; see docs/methods/loops.md for the bound and the rank. */
  readonly loops: readonly Loop[]
  readonly issues: readonly Issue[]
  readonly groundings: readonly Grounding[]
}

/** One human decision; a line of edits.jsonl (format brink/edit@1). */
export type Edit = {
  readonly format: "brink/edit@1"
  readonly n: number
  readonly by: string
  readonly why: string
  /** The words it is about, so that it finds its claim again when a document changes. */
  readonly quotes?: readonly string[]
  /** Of an edit about a claim: what the claim was when it was decided about. */
  readonly was?: Was
  /** Of an edit about factors or a link: what each of them was called in the documents, in their order. */
  readonly called?: readonly (readonly string[])[]
  /** Number of the edit whose decision it is part of: who takes one back takes back all. */
  readonly with?: number
} & EditAct

/** A claim as it was when somebody decided about it: its phrases as worded, white space folded. */
export type Was = {
  readonly file: string
  readonly cause: string
  readonly effect: string
  readonly sign: "+" | "-" | "0" | "unclear"
  readonly denied?: true
}

/** What one human decision does to the map. */
export type EditAct =
  /** Rightly read; its words of doubt stay, unless `plainly` is true. */
  | {readonly kind: "accept"; readonly claim: string; readonly plainly?: boolean}
  | {readonly kind: "reject"; readonly claim: string}
  | {readonly kind: "side"; readonly claim: string; readonly side: "for" | "against" | "zero"}
  | {readonly kind: "sign"; readonly claim: string; readonly sign: "+" | "-" | "0" | "unclear"}
  | {readonly kind: "sign"; readonly link: string; readonly sign: "+" | "-" | "contested"}
  /** Who says so, as the documents name it; null: whoever wrote the document. */
  | {readonly kind: "speaker"; readonly claim: string; readonly speaker: string | null}
  /** Phrases of the quote, spelt as in cases of the reader: `words@2 {thing | thing -}`. At least one of the two. */
  | {readonly kind: "span"; readonly claim: string; readonly cause?: string; readonly effect?: string}
  /**
   * A claim that the reader missed, in the sentence `quotes[0]` of `file`. Phrases as in a span; `claim` is the id that a
   * reader would give it.
   */
  | {
      readonly kind: "add"
      readonly claim: string
      readonly file: string
      readonly cause: string
      readonly effect: string
      readonly sign: "+" | "-" | "0" | "unclear"
      readonly condition?: Condition
      readonly hedge?: string
      readonly denied?: true
      readonly speaker?: string
    }
  | {readonly kind: "lag"; readonly link: string; readonly lag: string}
  /** `opposite`: of `factors`, those that rise as the first falls. */
  | {readonly kind: "merge"; readonly factors: readonly string[]; readonly opposite?: readonly string[]}
  /**
   * Moves phrases to the factor `into`, else to a new one of `name`. `opposite`: they say that it falls; where `into` is the
   * factor that they are in, they are only turned round.
   */
  | {
      readonly kind: "split"
      readonly factors: readonly [string]
      readonly phrases: readonly string[]
      readonly name?: string
      readonly into?: string
      readonly opposite?: true
    }
  /** Two things: nobody is asked again whether they are one. */
  | {readonly kind: "apart"; readonly factors: readonly [string, string]}
  | {readonly kind: "rename"; readonly factors: readonly [string]; readonly name: string}
  | {readonly kind: "assume"; readonly link: string; readonly sign: "+" | "-"}
  | {readonly kind: "assume"; readonly quantity: string; readonly value: string}
  | {readonly kind: "undo"; readonly of: number}
