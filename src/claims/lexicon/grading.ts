// Words that grade how surely a clause is said, or how able who does it is; and the auxiliaries of its time.

import {wordSet} from "../../core/word-lists.ts"

export const HEDGING_AUXILIARIES = wordSet("may might could would can should ought")

export const OF_FUTURE = wordSet("will would may might could shall should ought 'll wo must")

export const OF_PAST = wordSet("had was were did has have 've 'd")

/** Verbs that stand in front of their subject behind what "only" opens; those that may have a subject before them as well. */
export const IN_FRONT = wordSet("did do does will can could would")
export const MAY_BE_IN_FRONT = wordSet("was were is are has have had")

export const UNABLE = wordSet("unable unlikely insufficient inadequate powerless helpless")

/** Words that say whether there is enough of something for what follows them. */
export const ENOUGH = wordSet("sufficient insufficient enough inadequate suffice suffices sufficed")

/** Words that only grade how likely or how able what follows them is. */
export const GRADING = new Set([
  ...wordSet(
    "likely unlikely set poised bound able unable powerless helpless certain sure due expected prone apt potential",
  ),
  ...ENOUGH,
])

/** Words that say that something is needed. */
export const NEEDED = wordSet(
  "must should need have require necessary essential vital crucial indispensable imperative critical key",
)
