// Verbs that say one thing bears on another. A family shares a frame (where cause and effect stand), a sign between
// the phrases as worded, and an invented sentence that any of its verbs fits, because a family is split wherever its
// members would not fit the same sentence. A verb can stand in several families ("push"): frames that need a
// preposition are tried before those that do not.
//
// RAISE, LOWER and ALTER hold verbs whose plain sense, with a thing as subject and a thing as object, moves that
// object one way; they have the frame "object" and no sentence that would fit them all.

import {words} from "../../core/word-lists.ts"

/** How the arguments stand around a verb. */
export type VerbFrame =
  /** CAUSE verb EFFECT; passive EFFECT is verbed by CAUSE. */
  | "object"
  /** CAUSE verb ACTOR to DO: the effect is the actor and the doing. Falls back to "object". */
  | "object to"
  /** CAUSE verb ACTOR from DOING. Falls back to "object". */
  | "object from"
  /** CAUSE verb (ACTOR) prep EFFECT. */
  | "forward"
  /** EFFECT verb prep CAUSE. */
  | "reverse"
  /** EFFECT verb CAUSE: what is needed is the cause. */
  | "needs"
  /** CAUSE verb EFFECT adjective: the adjective says which way. */
  | "complement"
  /** ACCUSER blames CAUSE for EFFECT. */
  | "blame"
  /** EFFECT is attributed to CAUSE. */
  | "attribute"
  /** CAUSE backfires: it works against its own aim, which the sentence leaves unsaid. */
  | "alone"

export type VerbFamily = {
  readonly name: string
  readonly frame: VerbFrame
  /** "worse": "-" on things one wants, "+" on things one does not want. */
  readonly sign: "+" | "-" | "worse" | "unclear"
  readonly lemmas: readonly string[]
  /** Only where one of these, singular, heads the effect: "leaves a gap", but not "leaves a town". */
  readonly heads?: readonly string[]
  /** Lemmas of the frames "object to" and "object from" that also take a bare thing: "prevented a war". */
  readonly bare?: readonly string[]
  /** Prepositions that the frames "forward", "reverse" and "attribute" need. */
  readonly prepositions?: readonly string[]
  /** An invented sentence; `{}` is where each lemma of the family can stand in the past tense. */
  readonly example: {
    readonly text: string
    readonly cause: string
    readonly effect: string
    readonly sign: "+" | "-" | "unclear"
  }
}

export const VERBS: readonly VerbFamily[] = [
  {
    name: "bring about",
    frame: "object",
    sign: "+",
    lemmas: words(`
      cause trigger spark provoke fuel produce create generate induce ignite reignite inflame intensify exacerbate
      aggravate deepen heighten increase raise boost strengthen reinforce accelerate escalate amplify widen
      prolong perpetuate sustain foster promote stimulate facilitate elicit evoke stoke fan spur catalyse catalyze
      hasten bolster improve enhance ensure guarantee entrench unleash revive renew rekindle precipitate engender
      breed incite instigate benefit favour favor restore magnify compound feed nourish underpin kindle secure
      protect preserve safeguard stabilise stabilize radicalise radicalize legitimise legitimize harden sharpen
      swell inflate aid double triple multiply sow bring expand support necessitate invite herald arouse nurture
      quicken cement consolidate uphold maintain build yield spread mean justify attract reopen reawaken shore
    `),
    example: {text: "The raids {} the unrest.", cause: "The raids", effect: "the unrest", sign: "+"},
  },
  {
    name: "bring down",
    frame: "object",
    sign: "-",
    lemmas: words(`
      halt hamper impede inhibit reduce decrease lower cut curb limit restrict constrain weaken undermine erode
      damage harm hurt destroy disrupt derail diminish dampen ease alleviate mitigate relieve defuse calm cripple
      paralyse paralyze jeopardise jeopardize endanger imperil strain suppress slow end eliminate eradicate avert
      thwart frustrate obstruct contain counter shrink squeeze choke stifle sap drain deplete depress delay
      preclude forestall minimise minimize shatter sour discredit wreck ruin devastate impair stall freeze stunt
      cool soften tame isolate alienate divide destabilise destabilize marginalise marginalize burden displace
      reverse dilute delegitimise delegitimize stretch overwhelm unsettle curtail lessen temper moderate quell
      stem break fracture split hollow complicate overshadow threaten stop hinder block neutralise neutralize
      dismantle sever compromise undercut subvert stymie foil scuttle sabotage torpedo poison corrode tear dent
      blunt degrade strangle wash sweep scare ravage decimate batter slash gut swamp hobble bleed clog rob cost
      starve shut spoil sink upset deprive resolve overcome outweigh
    `),
    example: {text: "The raids {} the harvest.", cause: "The raids", effect: "the harvest", sign: "-"},
  },
  {
    name: "put pressure on",
    frame: "object",
    sign: "+",
    lemmas: ["exert", "pile"],
    example: {
      text: "The raids {} pressure on the council.",
      cause: "The raids",
      effect: "pressure on the council",
      sign: "+",
    },
  },
  {
    name: "put pressure on",
    frame: "object",
    sign: "+",
    lemmas: ["put", "place"],
    heads: ["pressure", "strain", "burden", "stress"],
    example: {
      text: "The raids {} pressure on the council.",
      cause: "The raids",
      effect: "pressure on the council",
      sign: "+",
    },
  },
  {
    name: "risk",
    frame: "object",
    sign: "+",
    lemmas: ["risk", "court"],
    example: {text: "The raids {} a boycott.", cause: "The raids", effect: "a boycott", sign: "+"},
  },
  {
    name: "worsen",
    frame: "object",
    sign: "worse",
    lemmas: ["worsen", "deteriorate"],
    example: {text: "The raids {} relations.", cause: "The raids", effect: "relations", sign: "-"},
  },
  {
    name: "alter",
    frame: "object",
    sign: "unclear",
    lemmas: ["alter", "affect", "influence", "reshape", "transform", "shape", "impact", "change"],
    example: {text: "The vote {} the balance.", cause: "The vote", effect: "the balance", sign: "unclear"},
  },
  {
    name: "make someone do",
    frame: "object to",
    sign: "+",
    lemmas: words(`
      force compel push oblige prompt lead allow enable permit encourage free inspire motivate embolden empower
      drive help propel move press pressure persuade convince tempt assist require lure
      entice induce incentivise incentivize spur goad let teach impel prod
    `),
    bare: ["prompt", "encourage", "inspire", "help", "drive", "allow", "permit", "enable", "embolden", "empower"],
    example: {text: "The raids {} the clans to arm.", cause: "The raids", effect: "the clans to arm", sign: "+"},
  },
  {
    name: "keep someone from doing",
    frame: "object from",
    sign: "-",
    lemmas: ["prevent", "deter", "discourage", "dissuade", "bar", "keep", "restrain", "prohibit"],
    bare: ["prevent", "deter", "discourage", "restrain", "dissuade", "prohibit"],
    example: {
      text: "The fence {} traders from crossing.",
      cause: "The fence",
      effect: "traders from crossing",
      sign: "-",
    },
  },
  {
    name: "lead to",
    frame: "forward",
    sign: "+",
    lemmas: ["lead", "contribute", "add", "account"],
    prepositions: ["to", "for"],
    example: {text: "The raids {} to unrest.", cause: "The raids", effect: "unrest", sign: "+"},
  },
  {
    name: "result in",
    frame: "forward",
    sign: "+",
    lemmas: ["result", "culminate", "end"],
    prepositions: ["in"],
    example: {text: "The raids {} in a boycott.", cause: "The raids", effect: "a boycott", sign: "+"},
  },
  {
    // Less of what one wants, more of what one does not.
    name: "turn into",
    frame: "forward",
    sign: "worse",
    lemmas: ["deteriorate", "degenerate"],
    prepositions: ["into", "toward", "towards", "over"],
    example: {text: "Relations {} into war.", cause: "Relations", effect: "war", sign: "-"},
  },
  {
    name: "turn into",
    frame: "forward",
    sign: "+",
    lemmas: words(`
      translate spiral escalate develop spill snowball grow plunge drag push drive force tip pressure coerce press
      draw lure turn transform throw send bring put lead change tempt pull entice
      erupt explode balloon mushroom boil feed carry
    `),
    prepositions: ["into", "toward", "towards", "over", "onto", "against"],
    example: {text: "The dispute {} into open war.", cause: "The dispute", effect: "open war", sign: "+"},
  },
  {
    name: "pay for",
    frame: "forward",
    sign: "+",
    lemmas: ["pay"],
    prepositions: ["for"],
    example: {text: "The tolls {} for the schools.", cause: "The tolls", effect: "the schools", sign: "+"},
  },
  {
    name: "draw",
    frame: "object",
    sign: "+",
    lemmas: ["draw"],
    heads: words(
      "criticism condemnation fire ire protest outrage anger fury rebuke complaint scrutiny praise applause derision ridicule suspicion",
    ),
    example: {text: "The tax {} criticism.", cause: "The tax", effect: "criticism", sign: "+"},
  },
  {
    name: "eat into",
    frame: "forward",
    sign: "-",
    lemmas: ["eat", "cut", "bite", "chip", "gnaw", "interfere", "detract", "militate", "weigh"],
    prepositions: ["into", "away", "at", "with", "from", "against", "on"],
    example: {text: "The tax {} into wages.", cause: "The tax", effect: "wages", sign: "-"},
  },
  {
    name: "leave behind",
    frame: "object",
    sign: "+",
    lemmas: ["leave"],
    heads: [
      "vacuum",
      "gap",
      "void",
      "hole",
      "room",
      "space",
      "opening",
      "scar",
      "crust",
      "trail",
      "mark",
      "wound",
      "legacy",
      "dent",
      "stain",
      "layer",
      "residue",
      "film",
      "shortage",
      "shortfall",
      "backlog",
      "bitterness",
    ],
    example: {text: "The retreat {} a vacuum.", cause: "The retreat", effect: "a vacuum", sign: "+"},
  },
  {
    name: "stem from",
    frame: "reverse",
    sign: "+",
    lemmas: words(`
      result stem arise derive emerge flow originate ensue accrue benefit profit gain live grow come spring follow
    `),
    prepositions: ["from", "off", "out", "out of"],
    example: {text: "The unrest {} from the raids.", cause: "the raids", effect: "The unrest", sign: "+"},
  },
  {
    name: "suffer from",
    frame: "reverse",
    sign: "-",
    lemmas: ["suffer", "reel"],
    prepositions: ["from", "under"],
    example: {text: "The coast {} from erosion.", cause: "erosion", effect: "The coast", sign: "-"},
  },
  {
    name: "give way under",
    frame: "reverse",
    sign: "+",
    lemmas: ["buckle", "collapse", "crumble", "wilt", "sag", "groan"],
    prepositions: ["under", "beneath"],
    example: {text: "The roof {} under the snow.", cause: "the snow", effect: "The roof", sign: "+"},
  },
  {
    name: "be founded on",
    frame: "reverse",
    sign: "+",
    lemmas: ["predicate", "premise", "condition"],
    prepositions: ["on", "upon"],
    example: {text: "The truce was {} on the patrols.", cause: "the patrols", effect: "The truce", sign: "+"},
  },
  {
    name: "bear on",
    frame: "forward",
    sign: "unclear",
    lemmas: ["bear", "impinge"],
    prepositions: ["on", "upon"],
    example: {text: "The vote {} on the price.", cause: "The vote", effect: "the price", sign: "unclear"},
  },
  {
    name: "lie behind",
    frame: "forward",
    sign: "+",
    lemmas: ["lie", "stand"],
    prepositions: ["behind"],
    example: {text: "Hunger lay behind the raids.", cause: "Hunger", effect: "the raids", sign: "+"},
  },
  {
    name: "depend on",
    frame: "reverse",
    sign: "+",
    lemmas: ["depend", "hinge", "rest", "rely", "hang", "thrive", "feed", "subsist"],
    prepositions: ["on", "upon", "off"],
    example: {text: "The truce {} on the patrols.", cause: "the patrols", effect: "The truce", sign: "+"},
  },
  {
    name: "be pegged to",
    frame: "reverse",
    sign: "+",
    lemmas: ["peg"],
    prepositions: ["to"],
    example: {text: "Rents were {} to wages.", cause: "wages", effect: "Rents", sign: "+"},
  },
  {
    name: "be rooted in",
    frame: "reverse",
    sign: "+",
    lemmas: ["root", "ground", "originate", "lie"],
    prepositions: ["in"],
    example: {text: "The dispute originated in the drought.", cause: "the drought", effect: "The dispute", sign: "+"},
  },
  {
    name: "require",
    frame: "needs",
    sign: "+",
    lemmas: ["require", "need", "demand", "presuppose"],
    example: {text: "Peace {} patience.", cause: "patience", effect: "Peace", sign: "+"},
  },
  {
    // Of figures and feelings what they show is the cause; light and water are reflected otherwise.
    name: "reflect",
    frame: "needs",
    sign: "+",
    lemmas: ["reflect", "betray"],
    example: {text: "The price {} a poor harvest.", cause: "a poor harvest", effect: "The price", sign: "+"},
  },
  {
    name: "make it so",
    frame: "complement",
    sign: "+",
    lemmas: ["make", "leave", "render", "keep", "send"],
    example: {text: "The raids {} trade impossible.", cause: "The raids", effect: "trade", sign: "-"},
  },
  {
    name: "blame for",
    frame: "blame",
    sign: "+",
    lemmas: ["blame", "fault", "credit"],
    prepositions: ["for"],
    example: {text: "Villagers {} the clan for the thefts.", cause: "the clan", effect: "the thefts", sign: "+"},
  },
  {
    name: "attribute to",
    frame: "attribute",
    sign: "+",
    lemmas: ["attribute", "ascribe", "credit", "trace", "owe", "link"],
    prepositions: ["to"],
    example: {text: "Villagers {} the thefts to the drought.", cause: "the drought", effect: "the thefts", sign: "+"},
  },
  {
    name: "backfire",
    frame: "alone",
    sign: "+",
    lemmas: ["backfire"],
    example: {text: "The curfew {}.", cause: "The curfew", effect: "backfired", sign: "+"},
  },
]

/** Raise, start, strengthen or bring about what they take. */
export const RAISE: readonly string[] = words(`
  accentuate activate advance agitate animate augment awaken bankroll beget broaden buoy buttress cause
  churn crystallise crystallize cultivate deliver democratise democratize diversify
  educate elevate embed embitter enable encourage energise energise energize enflame enlarge enliven enrage enrich entail expose
  equip expedite extend fertilise fertilize fill fortify forge formalise foment
  galvanise galvanize gladden grow hearten hone illuminate incubate inculcate infect infuriate
  initiate inject inspirit instil instill integrate internationalise invigorate irritate jumpstart kick-start 
  legalise legalize lengthen lubricate mobilise mobilize modernise modernize motivate multiply
  normalise normalize overheat propagate shield insulate underwrite
  mature nudge open optimise optimize populate 
  professionalise protract provision quadruple re-energise reactivate reassure rebuild recharge recreate redouble refresh
  refill regenerate reinvigorate rejuvenate replenish resurrect resuscitate reunite revitalise revitalize
  revolutionise rescue reward rouse save secure sensitise shore simplify solidify speed spawn stiffen
  abet brighten cheer excite ferment mend unblock untangle warm
  stir subsidise subsidize substantiate supercharge supplement sustain sweeten tauten thicken tighten toughen treble
  alarm anger finance fund outrage steady
  unify unite unlock uplift upgrade validate vindicate vitalise whet widen win spell confer bestow supply underlie explain
`)

/** Lower, end, weaken or keep away what they take. */
export const LOWER: readonly string[] = words(`
  abate abolish abort abridge allay annihilate annul antagonise antagonize appease arrest assuage asphyxiate atrophy
  attenuate avoid bankrupt beggar bedevil beset blight blur blockade bog bottle brake bruise buckle burn bury
  bust cancel cannibalise castrate chasten cheapen check chill cloud coarsen collapse combat condemn
  confound consume contaminate contradict cow crack cramp crash crimp crowd crush curdle damn darken deaden
  debase debilitate deceive decelerate decrease deface defeat defer deflate deflect defund degrade dehumanise dehydrate
  delegitimise demobilise demolish demoralise demoralize denude depopulate desecrate desiccate deter devalue
  devour disable disadvantage disarm discolour discomfit discompose discontinue discredit disfigure disgrace
  disenfranchise dishearten dislocate dislodge dismember disorganise disorient disperse disqualify dissipate dissolve distort
  distract doom douse drown dry dull eclipse efface eject embarrass emasculate empty enervate enfeeble
  enslave evict expel exterminate extinguish fatigue flatten flood foreclose fragment fray fritter gag halve
  handicap harass hinder humble humiliate hush immobilise impair imprison impoverish incapacitate
  incinerate inconvenience inhibit injure interrupt intimidate invalidate jam jeopardise kill lame leach lighten liquidate
  loosen maim mangle mar mellow mire misdirect mollify muddy muffle mute mutilate narrow negate nullify
  obliterate obscure obviate offset oppress oust pacify palliate parch pauperise plague plunder
  pollute pre-empt preempt prejudice prevent punish pulverise purge quash quench quiet quieten rattle rebuff
  constrict cushion disturb erase eviscerate exhaust hamstring inundate overburden overload overstretch polarise polarize saddle
  remedy repel repress retard rot rout scar scorch scotch scupper shake shackle shorten shrivel shred
  sicken sideline silence singe slay smash smother snuff soil soothe sour squander squash stain
  snarl sterilise stigmatise stop stunt subdue submerge sully swallow tarnish terrify terrorise
  thin topple trample tranquillise traumatise trim unbalance undo unhinge unnerve unravel unseat unsteady uproot
  strand scatter spook bewilder confuse corrupt disillusion dispel estrange foul frighten idle irk numb perturb placate
  rend rupture slacken solve still stun suffocate cure acidify damp overtax taint throttle torment trouble warp
  vandalise vex hit strike settle strip shutter close choke rob vitiate waste weary whittle wither wreck encumber penalise penalize repulse
`)

/** Change what they take, without saying which way. */
export const ALTER: readonly string[] = words(`
  determine dictate govern modify mould mold redefine redirect redraw remake reorder
  reorient restructure revise rewrite skew sway transfigure
`)

/** Verbs that say a cause only now and then ("take", "hit", "spare"), of which what they act on gets less, ends or is harmed. */
export const LESSENING: readonly string[] = words(`
  abandon annoy axe bait ban banish besiege betray bite bleach bomb bother breach burst butcher cage cap capsize catch
  censor char cheat chew chip claim clear conceal confine confiscate cull curse dam dash debunk demote deny deport
  desert detain dethrone dirty disinfect dismiss disprove ditch dock downgrade drop dump eat embezzle encircle exile
  expropriate fell fight fine fire fleece fool forbid forfeit furlough gnaw graze ground hang harry hide infest insult
  jail lay.off leech lock loot lose maroon maul miss mislead mob mothball mow mug muzzle neglect nibble offend orphan
  outlaw overfish overgraze overrun pare pelt pickle pierce pillage pinch plug poach pocket postpone prune puncture quit
  raid ration raze recall repeal replace requisition rescind resist revoke rinse rip rust sack sacrifice scrap scour
  scratch scrub seize shed shell shoot shun skim skip slaughter slice smoke snap snub sow.doubt spare spear spill steal
  sterilize sting supplant suspend tax tire torch toss.out trap trounce tumble unpick vacate veto wash.off widow wipe
  withdraw withhold yank
`).map((word) => word.replace(".", " "))

/** Verbs that lower what nobody wants ("manage a crisis"), and serve all else. */
export const TAMING: ReadonlySet<string> = new Set(words("address confront handle manage meet resolve tackle"))

/** Verbs of what a thing is made, or left as. */
export const MAKING: ReadonlySet<string> = new Set(["make", "render", "keep", "leave"])
