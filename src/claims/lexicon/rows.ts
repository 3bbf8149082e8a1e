// Verbs and nouns that rows of the table ask for, one list a row or few.

import {phrases, wordSet, words} from "../../core/word-lists.ts"

/** What is no cause behind "it took": how long it was. */
export const DURATIONS = wordSet(
  "second minute hour day night week month season year decade generation century time while",
)

/** Verbs that say whose doing what was told before is. */
export const CREDITING = wordSet("credit blame thank fault")

/** Verbs by which one amount goes with another, and amounts that grow. */
export const RISING = wordSet("rise grow increase climb vary swell mount move fluctuate")
export const FALLING = wordSet("fall decline drop decrease shrink diminish dwindle fade")
export const AMOUNT_OF = wordSet(
  "distance altitude height depth age size price temperature income education experience density length weight time speed wealth rank",
)
/** What can be told in figures, so that another amount goes along with it. */
export const MEASURED = wordSet(
  `price cost wage rent income level rate number amount volume demand supply inflation rainfall snowfall temperature output
  productivity growth population size density speed area share stock sale consumption spending earnings`,
)

/** What comes of a thing that it is linked to; of anything else it is linked to it may come itself. */
export const AILMENTS = wordSet(
  "ailment allergy asthma autism cancer defect dementia diabetes disease illness infertility mortality obesity stroke",
)

/** Verbs by which somebody is made to go, and the ways of going. */
export const SENDING = wordSet(
  "send drive draw lure frighten scare chase tempt coax entice attract push force pull take move drag shift return get",
)
export const WAYS = phrases("to, into, onto, on to, under, off, out of, back to, back into, towards, through")

/** What a thing that others mind meets with. */
export const REACTIONS = wordSet(
  `backlash criticism condemnation protest ire flak outcry response reaction opposition anger fire resistance rebuke applause praise
  complaint wrath fury strike boycott blockade arrest riot violence silence outrage dismay derision indifference hostility jeer cheer
  lockout walkout barricade gunfire rocket teargas lawsuit retaliation reprisal sanction scepticism`,
)

/** Verbs by which a thing is moved somewhere; of whom they move something the scorer knows more. */
export const MOVING = wordSet(
  "wash sweep suck draw drag pull flush carry drain spill leak pour pump dump blow throw hurl funnel siphon lure herd tip",
)

/** "In disgust at the verdict": what somebody feels who does something for it. */
export const IN_FEELING: ReadonlySet<string> = new Set(
  [
    ...wordSet("anger fury rage outrage disgust despair frustration exasperation dismay horror alarm indignation"),
  ].flatMap((feeling) => ["at", "over", "with"].map((of) => `in ${feeling} ${of}`)),
)

/** What somebody feels, as it stands before what that is about: "angered by", "fearful of". */
export const FEELING: ReadonlySet<string> = new Set([
  ...feelings(
    "by over at with",
    `angered irked inspired alarmed enraged agitated provoked incensed outraged upset infuriated dissatisfied shocked worried encouraged
    emboldened frustrated annoyed moved motivated prompted triggered anguished saddened appalled disgusted exasperated stung dismayed
    disappointed disturbed displeased unhappy discontented furious angry aggrieved bitter indignant`,
  ),
  ...feelings(
    "about over",
    "worried concerned anxious nervous uneasy angry furious upset unhappy frustrated bitter indignant",
  ),
  ...feelings("of", "fearful wary weary tired afraid mindful sick resentful suspicious jealous envious"),
  ...feelings("by", "disillusioned frightened scared discouraged shaken haunted concerned"),
  ...feelings("with", "impatient disillusioned"),
  "fed up with",
])

/** "Worried about": each of some feelings before each of some prepositions. */
function feelings(prepositions: string, named: string): string[] {
  return words(named).flatMap((feeling) => words(prepositions).map((of) => `${feeling} ${of}`))
}
