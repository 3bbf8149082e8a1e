// The shipped codebook: what factors of conflicts and humanitarian crises are called, all themes together, and the words
// that change what a phrase of one says. Data, and nothing but data.
//
// A theme is half of a factor: "attacks" becomes "Hill clans attacks" when the map knows
// who. Patterns are read by pattern.ts; docs/methods/factors.md says how they are used.

import type {Theme} from "./theme.ts"
import {conflictThemes} from "./themes-conflict.ts"
import {economyThemes} from "./themes-economy.ts"
import {natureThemes} from "./themes-nature.ts"
import {societyThemes} from "./themes-society.ts"

/** All themes: where two name the same words, the earlier one counts. */
export const themes: readonly Theme[] = [...conflictThemes, ...societyThemes, ...economyThemes, ...natureThemes]

/**
 * Heads that only say how much or how likely of the thing behind them: "the risk of war" is
 * about war. Those in `lessening` turn it round: "the collapse of trade" is less trade.
 */
export const lightHeads: ReadonlySet<string> = new Set(
  `risk risks likelihood chance chances possibility probability prospect prospects potential level levels number numbers amount
  rate rates degree extent scale intensity wave waves cycle cycles series surge rise increase growth sense spate continuation
  return allegation allegations report reports news talk signs scandal scandals renewal resumption durability sustainability credibility success effectiveness quality state status impact effect
  effects fear fears millions thousands hundreds dozens dozen scores tens responsibility attempt attempts effort efforts combined dual role question issue problem matter claim claims hope hopes promise expectation era form forms part kind
  lot lots plenty bit loads`.split(/\s+/),
)

/** Words that turn what follows round, where the reader has not taken them out of the thing already. */
export const lessening: ReadonlySet<string> = new Set(
  `lack absence shortage failure failing fail fails failed loss collapse breakdown decline fall drop reduction decrease ending
  unwillingness inability refusal refuse refuses refused reluctance withdrawal weakening erosion suspension deficit gap
  dwindling shrinking falling declining collapsing failing ends ended weak weaker reduced lower fewer insufficient poor`.split(
    /\s+/,
  ),
)

/** Heads that are bodies, people or places: "peace committees" are not peace, "aid workers" are not aid. */
export const bodies: ReadonlySet<string> = new Set(
  `committee committees commission commissions worker workers camp camps victim victims leader leaders agency agencies
  official officials minister ministers ministry monitor monitors expert experts analyst analysts
  organisation organisations organization organizations tribunal court courts office offices fund funds company companies`.split(
    /\s+/,
  ),
)

/**
 * What a verb makes of an actor that stands alone in a phrase: "the split benefits Arvia" is
 * about Arvia's influence, "Cordia helped calm the border" about Cordia's mediation.
 */
export const deeds: readonly {
  readonly side: "cause" | "effect"
  readonly verb: RegExp
  readonly theme: string
  readonly example: string
}[] = [
  {
    side: "effect",
    verb: /^embolden/i,
    theme: "superiority",
    example: "The victory emboldened Arvia.",
  },
  {
    side: "effect",
    verb: /^(?:benefit|strengthen|empower|favou?r|weaken|sidelin|marginali[sz])/i,
    theme: "influence",
    example: "The split benefits Arvia.",
  },
  {
    side: "cause",
    verb: /^(?:defus|eas(?:e|ed|ing)|calm|broker|mediat|de-?escalat)/i,
    theme: "mediation",
    example: "Cordia helped calm tensions at the border.",
  },
  {
    side: "cause",
    verb: /^(?:support|back|fund|financ|sponsor|arm(?:ed|ing|s)?$|train|shelter|harbou?r)/i,
    theme: "patronage",
    example: "Belmar accuses Cordia of arming the rebels.",
  },
]

/** Verbs in a clause that lower what follows them, by their beginnings: "have crippled governance", "prevented a joint policy". */
export const harmVerbs: readonly string[] =
  `prevent cripple crippl undermin weaken disrupt destabili erod block halt stop curb
  reduc lower strain break address tackl dismantl combat resolv eliminat boycott abandon reject cut hamper hinder imped paraly ruin destroy damag hurt harm cancel lose losing lost scrap shelv slash eat depriv threaten prohibit suspend ban freez froze`.split(
    /\s+/,
  )

/** Verbs in a phrase that raise what follows them, by their beginnings: "to raise fares" is about fares. */
export const risingVerbs: readonly string[] = ["rais", "increas", "boost", "expand", "extend", "strengthen", "improv"]

/** Words behind a thing that say it falls: "talks collapsed", "hostility unsustainable", "order is the first casualty". */
export const failingWords: readonly string[] =
  `collaps crumbl declin dwindl falter stall fell fail falls shrink shrank vanish
  unsustainable untenable impossible harder difficult costlier casualt dismantl frozen freez suspend halt end-`.split(
    /\s+/,
  )

/** Heads right behind a thing that say it is less: "export ban", "aid cut". */
export const lesseningTails: ReadonlySet<string> = new Set(
  `ban bans cut cuts freeze halt embargo restriction restrictions shortage shortages loss losses failure failures collapse decline
  fall drop shortfall shortfalls blockade boycott suspension gap gaps slump crunch closure closures`.split(/\s+/),
)

/** Words that make good things less and bad things more. */
export const worseningWords: readonly string[] = ["worsen", "deteriorat", "degrad"]

/** Phrases that name nothing that can vary: no factor is made of them. */
export const emptyWords: ReadonlySet<string> = new Set(
  `situation situations circumstances circumstance side sides challenge challenges development developments factor factors way ways
  thing things step steps move moves approach approaches arrangement arrangements case cases point points issue issues problem problems
  matter matters scenario scenarios event events outcome outcomes result results reason reasons country countries nation nations
  region world people group groups party parties government governments state states actor actors year years month months week weeks
  decade decades day days time times measure measures action actions effort efforts attempt attempts decision decisions
  backfire backfires backfiring process policy policies strategy strategies dimension dynamics crisis message signal tone era chapter picture stakes
  position positions everybody somebody nobody someone anybody anyone something anything everything nothing opportunity everyone others words word future today happens happen happened shift shifts change changes`.split(
    /\s+/,
  ),
)
