// Verbs that say it together with another word: a particle ("choked off"), a noun ("pave the way for"), a second
// object ("cost the region its mills"), a place ("stands in the way of").

import {words} from "../../core/word-lists.ts"

/** Verbs with a particle, by lemma and particle. */
export const PARTICLE_VERBS: ReadonlyMap<string, "+" | "-"> = new Map([
  ...words(`
    bring.about set.off spark.off trigger.off touch.off whip.up stir.up drive.up push.up force.up send.up prop.up shore.up
    build.up speed.up step.up drum.up open.up pile.up heat.up ramp.up scale.up bid.up conjure.up throw.up
    pull.up crowd.in draw.in pull.in lure.in draw.out bring.on bring.in lift.up firm.up beef.up free.up buoy.up fire.up spur.on egg.on
    urge.on usher.in bring.forth speed.along make.for bring.back keep.up give.off spin.off stoke.up ratchet.up crank.up jack.up churn.up kick.off
    let.in lock.in rack.up perk.up pep.up pump.up liven.up tighten.up bulk.up win.back lure.back
  `).map((key) => [key, "+"] as const),
  ...words(`
    drive.down push.down force.down bring.down cut.down hold.back hold.up slow.down wipe.out choke.off cut.off ward.off
    head.off stave.off shut.down tear.apart pull.apart drive.out push.out squeeze.out crowd.out wear.down wear.out cut.back
    scale.back keep.down hold.down eat.up use.up dry.up bog.down water.down scare.off scare.away drive.away drive.off keep.away
    keep.out turn.away turn.off put.off shut.off shut.out lock.out break.up break.down tear.down wash.away wash.out sweep.away
    strip.away take.away take.out throw.off knock.out knock.down weigh.down drag.down pull.down rule.out stamp.out snuff.out sap.away
    close.down close.off price.out phase.out hollow.out blot.out burn.out burn.down hem.in fend.off chase.away send.away
    dry.out silt.up clog.up seize.up gum.up thin.out clean.out eat.away wind.down calm.down cool.down cool.off tone.down root.out weed.out hold.off beat.back siphon.off drain.away finish.off kill.off carry.off lay.low mop.up soak.up draw.down tie.up run.down
    blow.away tear.up rip.up rip.out wall.off block.off set.back roll.back freeze.out starve.out edge.out flush.out gobble.up swallow.up
    burn.off wear.away boil.off draw.off bleed.off leach.out filter.out suck.out pump.out damp.down knock.back smooth.over chop.down
    frighten.off frighten.away strip.out strip.off cut.away
  `).map((key) => [key, "-"] as const),
])

/** A verb, its noun, the preposition before what it bears on: "pave the way for a truce". */
export type LightVerb = {
  readonly verbs: readonly string[]
  /** Lemma of the object. */
  readonly noun: string
  readonly prepositions: readonly string[]
  readonly sign: "+" | "-" | "0" | "unclear"
}

export const LIGHT_VERBS: readonly LightVerb[] = [
  ...light("give", "rise birth impetus momentum fuel", "to", "+"),
  ...light("give lend", "strength weight support credence impetus", "to", "+"),
  ...light("pave clear prepare open smooth", "way path", "for to", "+"),
  ...light("open", "door floodgate", "to for", "+"),
  ...light("lay", "ground groundwork foundation basis", "for of", "+"),
  ...light("set", "stage scene", "for", "+"),
  ...light("sow", "seed", "of for", "+"),
  ...light("fan", "flame", "of", "+"),
  ...light("go", "way", "toward towards", "+"),
  ...light("give lend", "credibility legitimacy", "to", "+"),
  ...light("hold", "key", "to", "+"),
  ...light("bear carry share", "responsibility blame", "for", "+"),
  ...light("breathe inject bring", "life", "into", "+"),
  ...light("drive", "wedge", "between", "-"),
  ...light("lay", "waste", "to", "-"),
  ...light("sound ring toll", "knell", "for of", "-"),
  ...light("add pour", "fuel", "to on", "+"),
  ...light("create provide offer", "condition opening room space incentive opportunity scope ground", "for", "+"),
  ...light("put bring call spell mark mean", "end stop halt", "to of for", "-"),
  ...light("put apply", "brake damper lid", "on to", "-"),
  ...light("put set place", "ceiling cap", "on", "-"),
  ...light("put", "floor", "under", "+"),
  ...light("put place pile heap exert", "pressure strain burden stress", "on upon", "+"),
  ...light("cast throw", "doubt shadow pall", "on over upon", "-"),
  ...light("pose present", "threat risk danger challenge obstacle problem", "to for", "-"),
  ...light("take", "toll", "on", "-"),
  ...light("put make", "dent", "in", "-"),
  ...light("leave", "mark imprint", "on", "unclear"),
  ...light("spell mean bring", "trouble disaster doom ruin misery", "for to", "-"),
  ...light("take", "edge pressure heat strain sting", "off", "-"),
  ...["heat", "sting", "strain"].map(
    (noun): LightVerb => ({verbs: ["take"], noun, prepositions: ["out of"], sign: "-"}),
  ),
  ...light("deal strike deliver", "blow", "to", "-"),
  ...light("do cause inflict wreak bring", "damage harm havoc injury injustice disservice ruin", "to on upon", "-"),
  ...light("play", "havoc", "with on", "-"),
  ...light("do", "good wonder more much lot", "to for", "+"),
  ...light("stand", "way", "of", "-"),
  ...light("pose carry run entail bring", "risk danger threat chance likelihood", "of", "+"),
  ...light("make", "difference", "to in", "unclear"),
  ...light("have bear", "bearing", "on upon", "unclear"),
  ...light("do make", "nothing little", "for", "0"),
]

/** Verbs that give their first object the second one, or take it: "gave the rebels an excuse". */
export const GIVING: ReadonlyMap<string, "+" | "-"> = new Map([
  ..."give hand grant afford lend bring offer buy earn win gain provide"
    .split(" ")
    .map((lemma) => [lemma, "+"] as const),
  ..."cost deny spare save rob".split(" ").map((lemma) => [lemma, "-"] as const),
])

/** A verb with a place: "stands in the way of a truce". */
export const PLACE_VERBS: readonly LightVerb[] = [
  {verbs: ["stand", "get", "be"], noun: "way", prepositions: ["in"], sign: "-"},
  {verbs: ["be", "lie", "stand"], noun: "heart", prepositions: ["at"], sign: "+"},
  {verbs: ["be", "lie", "stand"], noun: "root", prepositions: ["at"], sign: "+"},
  {verbs: ["be", "lie", "stand"], noun: "bottom", prepositions: ["at"], sign: "+"},
  {verbs: ["come", "be"], noun: "expense", prepositions: ["at"], sign: "-"},
  {verbs: ["come", "be"], noun: "cost", prepositions: ["at"], sign: "-"},
]

function light(verbs: string, nouns: string, prepositions: string, sign: LightVerb["sign"]): LightVerb[] {
  return words(nouns).map((noun) => ({verbs: words(verbs), noun, prepositions: words(prepositions), sign}))
}

/** The words of a table that have one sign. */
export const ofSign = (table: ReadonlyMap<string, "+" | "-">, sign: "+" | "-"): string[] =>
  [...table].filter(([, own]) => own === sign).map(([word]) => word)

/** Verbs with their particles that have one sign: "bring about". */
export const withParticle = (sign: "+" | "-"): string[] =>
  ofSign(PARTICLE_VERBS, sign).map((word) => word.replace(".", " "))
