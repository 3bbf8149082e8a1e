// The shipped codebook as the map uses it: what codebook.yaml says, its lists of words ready to be asked. The data come
// from codebook.data.ts, which `npm run generate` writes, so that no YAML is read while a command starts.

import {gerunds, words} from "./codebook.data.ts"

export {deeds, fields, settings, themes} from "./codebook.data.ts"

/**
 * Heads that only say how much or how likely of the thing behind them: "the risk of war" is
 * about war. Those in `lessening` turn it round: "the collapse of trade" is less trade.
 */
export const lightHeads: ReadonlySet<string> = new Set(words.lightHeads)

/** Words that turn what follows round, where the reader has not taken them out of the thing already. */
export const lessening: ReadonlySet<string> = new Set(words.lessening)

/** Heads that are bodies, people or places: "peace committees" are not peace, "aid workers" are not aid. */
export const bodies: ReadonlySet<string> = new Set(words.bodies)

/** Heads right behind a thing that say it is less: "export ban", "aid cut". */
export const lesseningTails: ReadonlySet<string> = new Set(words.lesseningTails)

/** Phrases that name nothing that can vary: no factor is made of them. */
export const emptyWords: ReadonlySet<string> = new Set(words.emptyWords)

/** People by what they are to somebody or do: alone they cannot rise or fall. */
export const beings: ReadonlySet<string> = new Set(words.beings)

/** What somebody decides: "the refund scheme" can be a lever. */
export const steps: ReadonlySet<string> = new Set(words.steps)

/** Every form of the verbs that lower what follows them ("have crippled governance"), and of their nouns. */
export const harmWords: ReadonlySet<string> = new Set(words.harmWords)

/** Every form of the verbs that raise what follows them: "to raise fares". */
export const risingWords: ReadonlySet<string> = new Set(words.risingWords)

/** Words behind a thing that say it falls: "talks collapsed". */
export const failingWords: ReadonlySet<string> = new Set(words.failingWords)

/** Words that make good things less and bad things more. */
export const worseningWords: ReadonlySet<string> = new Set(words.worseningWords)

/** Forms of verbs that are no nouns, each with the form in -ing that names the deed: "bury", "burying". */
export const deedNames: ReadonlyMap<string, string> = new Map(Object.entries(gerunds))
