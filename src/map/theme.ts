// What the codebook (codebook.yaml) says, as the map reads it: themes, the settings they belong to, and the words that
// change what a phrase of a theme says. Types alone: the data made from it and what reads them share them.

/** Which actors are part of what a factor of this theme is. */
export type Roles =
  /** Nobody's: one factor in the whole map. */
  | "none"
  /** One actor's, or one place's: "Instability in Arvia". */
  | "holder"
  /** One actor's towards another: trust of one in the other is not the trust of the other in the one. */
  | "both"
  /** Between two, the order without meaning: "Clashes between Arvia and Belmar". */
  | "pair"
  /** The armed group's, wherever it stands in the phrase. */
  | "group"
  /** The one who is meant or done to, whoever does it. */
  | "target"

/** A kind of thing that rises or falls in crises, with the words that name it. */
export type Theme = {
  readonly id: string
  /** Plural noun for people. */
  readonly name: string
  /** What crises it is part of; none for a factor of the case's own. */
  readonly fields: readonly string[]
  readonly kind: "event" | "state" | "attitude" | "choice"
  readonly roles: Roles
  /** The settings it belongs to: it is left out where documents show another and none of these. */
  readonly in?: readonly string[]
  /** Words that name it. */
  readonly says: readonly string[]
  /** Words that name its opposite: they flip the sign. */
  readonly opposite?: readonly string[]
  /** How its factor is called: {h} holder, {h's} possessive, {t} target. */
  readonly labels?: {readonly holder?: string; readonly target?: string; readonly both?: string}
  /** "of X" names the one done to, not the doer: expulsion of X; for trust only under its opposite, distrust of X. */
  readonly ofTarget?: "always" | "opposite"
  /** Everybody's is at the expense of somebody else's: nobody is filled in where none is named. */
  readonly rivalrous?: true
  /** A choice of somebody: it can be a lever. */
  readonly choice?: true
  /** A coercive step, and the theme it is meant to raise in its target. "It backfired" speaks against that. */
  readonly aim?: string
  /** How readily it is reported as an outcome, 0 never to 1 first. */
  readonly weight: number
  readonly wanted: "less" | "more" | null
  readonly unit: string
  /**
   * It has kinds that are not one another: prices of timber, of flour. With classes, only these tell kinds apart (the
   * words of a class, divided by spaces); with none, any noun beside the theme's words does; a class `*` asks for any
   * noun after the others.
   */
  readonly kinds?: Readonly<Record<string, string>>
  /**
   * Its kinds tell factors apart only where one file names two of them (pike and roach, but not herring here and fish there), or
   * where the folder does: schools here and clinics there. What is done by somebody is told apart by who does it: "the raids" are not "the
   * attacks" where nobody is named, but a group's raids are its attacks.
   */
  readonly contrasts?: "file" | "folder" | "nameless"
  /** Without a kind it is this other theme, where the documents speak of that: prices alone are inflation. */
  readonly bare?: string
  /** One word of it before another noun is that noun's: "herring auctions" are auctions. */
  readonly heads?: true
  /** A verb alone names it only where that is done to people: "killed forty miners", not "killed the plankton". */
  readonly people?: true
  /** Its words name it as nouns alone: "to demand" is not demand. */
  readonly noun?: true
}

/** What documents are about, where their words show it. */
export type ThemeSetting = {
  readonly id: string
  /** Actors that show it by being named: an armed group of any kind, or a state by its name. */
  readonly actors: readonly ("armed" | "named state")[]
  /** Words that show it: whole ones, and beginnings that end in `*`. */
  readonly words: readonly string[]
}

/** What crises can be about: public health, prices. */
export type ThemeField = {
  readonly id: string
  readonly name: string
  /** Its words are used of other things too, where this setting is not spoken of. */
  readonly setting?: string
}

/** What a verb makes of an actor that stands alone in a phrase. */
export type Deed = {
  readonly side: "cause" | "effect"
  /** The words of the verb, lower case: as a whole, or their beginning where it ends in `*`. */
  readonly verbs: readonly string[]
  /** Id of the theme that the actor then stands for. */
  readonly theme: string
}

/** Words that change what a phrase of a theme says; codebook.ts tells what each list is for. */
export type ThemeWords = Readonly<
  Record<
    | "lightHeads"
    | "lessening"
    | "bodies"
    | "harmWords"
    | "risingWords"
    | "failingWords"
    | "lesseningTails"
    | "worseningWords"
    | "emptyWords"
    | "beings"
    | "steps",
    readonly string[]
  >
>
