// More words of the lexicon in compact form: verbs by the way they move their object, verbs with a particle, and
// verbs that say it with a noun ("pave the way for"). Data, general English; frames.ts reads them beside lexicon.ts.
//
// A word stands here only if its plain sense, with a thing as subject and a thing as object, moves that object one
// way.

/** Raise, start, strengthen or bring about what they take. */
export const RAISE: readonly string[] = words(`
  accentuate activate advance agitate animate augment awaken bankroll beget broaden buoy buttress cause
  churn crystallise crystallize cultivate deliver democratise democratize diversify
  educate elevate embed embitter enable encourage energise energise energize enflame enlarge enliven enrage enrich expose
  equip expedite extend fertilise fertilize fill fortify forge formalise foment
  galvanise galvanize gladden grow hearten hone illuminate incubate inculcate infect infuriate
  initiate inject inspirit instil instill integrate internationalise invigorate irritate jumpstart kick-start 
  legalise legalize legitimate lengthen lubricate mobilise mobilize modernise modernize motivate multiply
  mature nudge open optimise optimize populate 
  professionalise provision quadruple re-energise reactivate reassure rebuild recharge recreate redouble refresh
  refill regenerate reinvigorate rejuvenate replenish resurrect resuscitate reunite revitalise revitalize
  revolutionise rouse secure sensitise shore simplify solidify speed spawn stiffen
  stir subsidise subsidize substantiate supercharge supplement sustain sweeten tauten thicken tighten toughen treble
  unify unite unlock uplift upgrade validate vindicate vitalise whet widen win spell confer bestow supply underlie explain
`)

/** Lower, end, weaken or keep away what they take. */
export const LOWER: readonly string[] = words(`
  abate abolish abort abridge allay annihilate annul antagonise antagonize appease arrest assuage asphyxiate atrophy
  attenuate avoid bankrupt beggar bedevil beset blight blur blockade bog bottle brake bruise buckle burn bury
  bust cancel cannibalise castrate chasten cheapen check chill cloud coarsen collapse combat condemn
  confound consume contaminate contradict cow crack cramp crash crimp crowd crush curdle damn darken deaden
  debase debilitate deceive decelerate decrease deface defeat defer deflate deflect defund degrade dehumanise dehydrate
  delegitimise demobilise demolish demoralise demoralize denude depopulate desecrate desiccate detract deter devalue
  devour disable disadvantage disarm discolour discomfit discompose discontinue discredit disfigure disgrace
  dishearten dislocate dislodge dismember disorganise disorient disperse disqualify dissipate dissolve distort
  distract doom douse drown dry dull eclipse efface eject embarrass emasculate empty enervate enfeeble
  enslave evict expel exterminate extinguish fatigue fell flatten flood foreclose fragment fray fritter gag halve
  handicap harass hinder humble humiliate hush immobilise impair imprison impoverish incapacitate
  incinerate inconvenience inhibit injure interrupt intimidate invalidate jam jeopardise kill lame liquidate
  loosen maim malign mangle mar mellow mire misdirect mollify muddy muffle mute mutilate narrow negate nullify
  obliterate obscure obviate offset oppress oust pacify palliate parch pauperise plague plunder
  pollute pre-empt preempt prejudice prevent punish pulverise purge quash quench quiet quieten rattle rebuff
  remedy repel repress retard rot rout scar scorch scotch scupper shake shackle shorten shrivel shred
  sicken sideline silence singe slay smash smother snuff soil soothe sour squander squash stagnate stain
  sterilise stigmatise stop stunt subdue submerge subtract sully swallow tarnish terrify terrorise
  thin topple trample tranquillise traumatise trim unbalance underfund undo unhinge unnerve unravel unseat unsteady uproot
  vandalise vex hit strike settle strip shutter close choke rob vitiate waste weary whittle wither wreck
`)

/** Change what they take, without saying which way. */
export const ALTER: readonly string[] = words(`
  determine dictate disturb govern modify mould mold redefine redirect redraw remake reorder
  reorient restructure revise rewrite skew sway transfigure
`)

/** Verbs with a particle, by lemma and particle. */
export const PARTICLE_VERBS: ReadonlyMap<string, "+" | "-"> = new Map([
  ...words(`
    bring.about set.off spark.off trigger.off touch.off whip.up stir.up drive.up push.up force.up send.up prop.up shore.up
    build.up speed.up step.up drum.up open.up pile.up heat.up ramp.up scale.up bid.up conjure.up throw.up
    draw.in pull.in lure.in draw.out bring.on bring.in lift.up firm.up beef.up free.up buoy.up fire.up spur.on egg.on
    urge.on usher.in bring.back keep.up give.off spin.off stoke.up
  `).map((key) => [key, "+"] as const),
  ...words(`
    drive.down push.down force.down bring.down cut.down hold.back hold.up slow.down wipe.out choke.off cut.off ward.off
    head.off stave.off shut.down tear.apart pull.apart drive.out push.out squeeze.out crowd.out wear.down wear.out cut.back
    scale.back keep.down hold.down eat.up use.up dry.up bog.down water.down scare.off scare.away drive.away drive.off keep.away
    keep.out turn.away turn.off put.off shut.off shut.out lock.out break.up break.down tear.down wash.away wash.out sweep.away
    strip.away take.away throw.off knock.out knock.down weigh.down drag.down pull.down rule.out stamp.out snuff.out sap.away
    close.down close.off price.out phase.out hollow.out blot.out burn.out burn.down hem.in fend.off chase.away send.away
    clean.out eat.away wind.down calm.down cool.down cool.off play.down tone.down
  `).map((key) => [key, "-"] as const),
])

/** A verb, its noun, the preposition before what it bears on: "pave the way for a truce". */
export type LightVerb = {
  readonly verbs: readonly string[]
  /** Lemma of the object. */
  readonly noun: string
  readonly prepositions: readonly string[]
  readonly sign: "+" | "-" | "unclear"
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
  ...light("add pour", "fuel", "to on", "+"),
  ...light("create provide offer", "condition opening room space incentive opportunity scope ground", "for", "+"),
  ...light("put bring call spell mark mean", "end stop halt", "to of for", "-"),
  ...light("put apply", "brake damper lid", "on to", "-"),
  ...light("put place pile heap exert", "pressure strain burden stress", "on upon", "+"),
  ...light("cast throw", "doubt shadow pall", "on over upon", "-"),
  ...light("pose present", "threat risk danger challenge obstacle problem", "to for", "-"),
  ...light("take", "toll", "on", "-"),
  ...light("deal strike deliver", "blow", "to", "-"),
  ...light("do cause inflict wreak bring", "damage harm havoc injury injustice disservice ruin", "to on upon", "-"),
  ...light("play", "havoc", "with on", "-"),
  ...light("do", "good wonder", "to for", "+"),
  ...light("stand", "way", "of", "-"),
  ...light("pose carry run entail bring", "risk danger threat chance likelihood", "of", "+"),
  ...light("make", "difference", "to in", "unclear"),
  ...light("have bear", "bearing", "on upon", "unclear"),
  ...light("do make", "nothing little", "for", "unclear"),
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
  {verbs: ["come", "be"], noun: "expense", prepositions: ["at"], sign: "-"},
  {verbs: ["come", "be"], noun: "cost", prepositions: ["at"], sign: "-"},
]

/** Nouns for what rises, falls or comes about, beside those whose endings tell. Singular. */
export const QUALITIES: ReadonlySet<string> = new Set(
  words(`
    price cost wage rent trust peace war trade aid growth demand supply income revenue profit export import output yield
    harvest crop catch market economy currency value morale support confidence faith hope fear pressure risk chance power
    influence control authority role tie relation link bond balance order law rule right health welfare livelihood survival
    resolve will interest appetite desire attention access traffic flow migration flight exodus vote debt deficit budget fund
    stock reserve saving credit rate talk dialogue cooperation competition debate speech doubt belief opinion mood
    anger panic pride shame loyalty discipline effort work labour labor job business sale purchase service transport travel
    movement tourism fishing farming mining industry recovery reform change progress process cycle spread use reach speed
    quality quantity level amount number share standard safety security stability unity cohesion culture tradition knowledge
    skill learning research science truth memory spirit strength capacity ability freedom space room scope gap lead rise fall
    increase decrease decline drop loss gain surge spike boom bust crash shock blow flood drought rain storm heat
    temperature climate weather water air soil food fuel energy electricity bread grain hunger thirst population birth death
    life mortality fertility turnout participation protest strike boycott embargo sanction tariff tax toll duty subsidy quota
    ban curfew siege blockade truce ceasefire treaty accord agreement deal alliance coalition rivalry reputation image
    legitimacy credibility sovereignty independence autonomy border crossing passage corridor rescue repair defence defense
    attack raid killing fighting recruitment enrolment enrollment attendance
  `),
)

function light(verbs: string, nouns: string, prepositions: string, sign: LightVerb["sign"]): LightVerb[] {
  return words(nouns).map((noun) => ({verbs: words(verbs), noun, prepositions: words(prepositions), sign}))
}

/** Words parted by blanks. */
function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== "")
}
