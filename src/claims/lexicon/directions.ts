// The words inside a phrase that say which way its thing moves. Data, general English.
//
// "A fall in harvests" is harvests going down; "raids will multiply" is raids going up;
// "the council fails to act" is the council's action going down. A word stands here only
// if taking it away leaves a phrase that still names what varies.

import {phrases, wordSet, words} from "../../core/word-lists.ts"

type Directions = ReadonlyMap<string, "+" | "-">

/** Words that say there is more of their thing, and words that say there is less. */
const directions = (more: readonly string[], less: readonly string[]): Directions =>
  new Map([...more.map((word) => [word, "+"] as const), ...less.map((word) => [word, "-"] as const)])

/** Nouns before "of", "in", "to", "for": "a rise in prices". */
export const DIRECTION_NOUNS: Directions = directions(
  words(`
    rise increase growth surge spike expansion strengthening improvement restoration spread deepening wave
    resurgence renewal intensification jump upsurge uptick escalation return resumption revival widening hardening
    worsening influx increment proliferation mounting continuation persistence reopening establishment creation
  `),
  words(`
    fall decline drop decrease reduction loss lack absence shortage failure collapse breakdown erosion weakening end
    halt deterioration inability unwillingness refusal dismantling removal cut suspension scarcity dearth want
    cessation easing slump slowdown stoppage interruption disruption crippling undermining depletion fading
    withholding delay crumbling rupture disappearance elimination reluctance abandonment neglect
  `),
)

/**
 * Adjectives and participles before the noun: "growing unrest". A thing nobody wants that is worsening is more of it; who reads a
 * phrase turns the sign for things one wants.
 */
export const DIRECTION_ADJECTIVES: Directions = directions(
  words(`
    more greater growing rising increased increasing higher stronger strengthened renewed restored mounting deeper
    wider heightened escalating additional intensified expanded expanding surging soaring improved better persistent
    continued deepening widening intensifying elevated resurgent spiralling spiraling closer fresh accelerating
    bigger larger longer worsening
  `),
  words(`
    less fewer weaker weak reduced dwindling falling declining lower insufficient inadequate diminishing diminished
    shrinking collapsing failing eroding eroded broken absent no poor scarce low little weakened weakening lost
    missing fading faltering stalled frozen suspended waning slowing shattered failed shorter smaller
  `),
)

/** Verbs of movement in a clause without object: "raids will multiply". */
export const MOVEMENT_VERBS: Directions = directions(
  words(`
    rise grow increase multiply spread intensify escalate surge soar climb mount persist continue improve expand
    resume return succeed flourish deepen widen strengthen accelerate swell jump double triple recover erupt flare
    explode prevail hold last endure emerge begin start reopen thrive worsen harden materialise work function
    materialize proliferate advance survive breed bloom
  `),
  words(`
    fall decline drop decrease weaken shrink collapse fail stop end cease close dwindle erode crumble stall falter
    break subside ease fade vanish disappear halt deteriorate suffer diminish evaporate lapse recede slow wither
    sink plunge plummet die dry unravel disintegrate drain wane halve starve rot retreat melt empty stagnate
  `),
)

/** Words that say so only with the little word behind them: "the fish goes down", "visitors stay away", "short of staff". */
export const PARTICLE_MOVEMENT: Directions = directions(
  phrases(`
    go up, come up, come back, come in, shoot up, pile up, build up, pick up, speed up, warm up, heat up, pop up,
    take off, grow back, bounce back, open up, take over
  `),
  phrases(`
    go down, come down, go away, stay away, keep away, run out, run low, run dry, die out, die off, die away,
    dry up, dry out, drop off, fall off, fall away, fall apart, break down, shut down, close down, slow down,
    cool down, calm down, die down, wear out, move away, tail off, thin out, give up, go home, stay home, wash away, short of, run short, low on
  `),
)

/** Verbs that say an action is not done; what follows "to" is the action: "refuses to act". */
export const OMISSION_VERBS: ReadonlySet<string> = new Set(words("fail refuse decline neglect hesitate omit forget"))

/** Predicate adjectives: "trade becomes impossible", "make hostility unsustainable". */
const STATE_ADJECTIVES: Directions = directions(
  words(`
    possible easier stronger higher greater worse sustainable viable likely likelier inevitable better bolder open
    restored necessary durable safe safer affordable deeper larger bigger unavoidable credible feasible profitable
    attractive acceptable tolerable secure longer high plentiful
  `),
  words(`
    impossible suicidal unthinkable pointless hopeless unbearable intolerable impassable uninhabitable ungovernable
    unsafe riskier harder weaker lower smaller unsustainable unlikely closed absent difficult unviable unworkable
    scarce frozen broken unwilling unable vulnerable fragile untenable unaffordable costlier powerless idle
    reluctant worthless useless gone empty extinct rare rarer shorter low
  `),
)

/** "unprofitable", "unusable": of what cannot be done, or cannot be so. */
const CANNOT = /^(?:un|in|im|ir|il).{2,}(?:able|ible)$/
/** Words of that form that take nothing from their thing. */
const NO_LESS = new Set(
  words(`
    inevitable unavoidable indispensable invaluable incredible unforgettable unstoppable unbeatable irresistible
    unmistakable undeniable irreplaceable unshakable unshakeable inflammable
  `),
)

/** Whether an adjective says that something cannot be done, or cannot be so. */
const cannot = (word: string): "-" | undefined => (CANNOT.test(word) && !NO_LESS.has(word) ? "-" : undefined)

/** Whether an adjective said of a thing tells of more of it or less; undefined where it says neither. */
export const stateOf = (word: string): "+" | "-" | undefined => STATE_ADJECTIVES.get(word) ?? cannot(word)

const EASE: Directions = directions(
  words(`
    easy easier simple simpler possible feasible viable practical safe safer cheap cheaper affordable quick quicker legal
    worthwhile profitable lucrative attractive acceptable tolerable convenient necessary likely likelier probable
  `),
  words(`
    hard harder difficult tough tougher tricky trickier awkward expensive costly costlier dear dearer dangerous risky
    riskier unsafe slow slower illegal perilous pointless hopeless suicidal improbable unlikely
  `),
)

/** Whether an adjective says that what is to be done comes about more or less: "easier", "impossible". */
export const easeOf = (word: string): "+" | "-" | undefined => EASE.get(word) ?? cannot(word)

/** Words before a noun that point back with it: "that deficit", "such forced sales". */
export const DEMONSTRATIVES: ReadonlySet<string> = new Set(["this", "that", "these", "those", "such"])

/** Words that by themselves only point back. */
export const POINTING_ALONE = wordSet("it its they them their this that these those which")

/** Words that only point back: a phrase headed by one stands for what was said before. */
export const POINTING_HEADS: ReadonlySet<string> = new Set(
  words(`
    this that these those it they them such which scenario situation move step development approach outcome trend
    dynamic dynamics action actions measure measures attempt attempts effort efforts contradiction contradictions
    combination process cycle circle loop spiral pattern shift event events change changes crisis one
  `),
)

/** Nouns of a deed that, with "the" and nothing else, stand for what was told right before: "the move angered traders". */
export const DEEDS_TOLD: ReadonlySet<string> = new Set(["move", "moves", "step", "steps"])
