// The scorer's facts (features.ts) in words, for `brink read --why`. The name of a fact in, a phrase out. A fact that is not
// worded here keeps its own name.

/** Facts about the whole: what stands behind the name, `$`, is put in its place. */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ["", "what is so of every candidate"],
  ["rule", "its rule"],
  ["name", "its trigger $"],
  ["nth", "the clause it hangs on: number $"],
  ["how", "members of lists, and what stands in its place: $"],
  ["sure", "how sure its row is by itself: .$"],
  ["t", "its word $"],
  ["tck", "its word, kind of cause: $"],
  ["tek", "its word, kind of effect: $"],
  ["tcw", "its word, word of cause: $"],
  ["tew", "its word, word of effect: $"],
  ["trels", "its word, how both hang on their governors: $"],
  ["ttags", "its word, tags of both: $"],
  ["tself", "its word in the tree: $"],
  ["tbefore", "before its word: $"],
  ["tnext", "behind its word: $"],
  ["torder", "its word, the cause first, tokens between: $"],
  ["mgov", "what its clause hangs on: $"],
  ["mtop", "what the clause above hangs on: $"],
  ["m", "beside its verb: $"],
  ["mtrue", "beside the upper verb: $"],
  ["mfalse", "beside its verb: $"],
  ["twice", "two triggers give the same"],
  ["kinds", "kinds of cause and effect: $"],
  ["order", "the cause stands first: $"],
  ["gap", "tokens between the two: $"],
  ["touch", "trigger right behind, right before: $"],
  ["before", "before the trigger: $"],
  ["beforew", "before the trigger: $"],
  ["after", "behind the trigger: $"],
  ["next", "behind the trigger: $"],
  ["commas", "commas between: $"],
  ["sorts", "sorts of happening: $"],
  ["anysorts", "sorts of happening within: $"],
  ["path", "the way between them in the tree: $"],
  ["steps", "steps between them in the tree: $"],
  ["top", "what holds both: $"],
  ["cke", "kind of cause, word of effect: $"],
  ["cek", "word of cause, kind of effect: $"],
  ["between", "between the two: $"],
  ["tokens", "length of the sentence: $"],
  ["said", "words of saying: $"],
  ["quotes", "quotation marks: $"],
  ["talk", "told in somebody's own words about how things go"],
  ["root", "the sentence's verb: $"],
  ["third", "third of the sentence: $"],
  ["trigger", "the trigger in the tree: $"],
  ["left1", "one before the trigger: $"],
  ["left2", "two before the trigger: $"],
  ["right0", "right behind the trigger: $"],
  ["right1", "second behind the trigger: $"],
  ["right2", "third behind the trigger: $"],
])

/** Facts about one side, by what stands behind its letter. */
const SIDE: ReadonlyMap<string, string> = new Map([
  ["", "is of the kind $"],
  ["w", "is $"],
  ["x", "is a $"],
  ["r", "hangs on its governor as $"],
  ["top", "is the root: $"],
  ["open", "begins with $"],
  ["long", "is so long: $"],
  ["o", "has the object $"],
  ["ok", "has an object of the kind $"],
  ["s", "has a subject of the kind $"],
  ["passive", "is passive"],
  ["aux", "has the auxiliary $"],
  ["not", "is denied"],
  ["sort", "is of the sort $"],
  ["any", "holds a word of the sort $"],
  ["obj", "has an object of the sort $"],
  ["nsubj", "has a subject of the sort $"],
  ["d", "has a dependent $"],
  ["dk", "has the dependent $"],
  ["dw", "has the dependent $"],
  ["g", "hangs on $"],
])

/**
 * A fact as a phrase: `cw levy` is `the cause is "levy"`.
 * @param by  the connective or rule of the candidate: where a fact is about it, "here" is said in its place.
 */
export function factInWords(fact: string, by: string): string {
  const whole = WHOLE.get(fact)
  if (whole !== undefined && !whole.includes("$")) return whole
  const blank = fact.indexOf(" ")
  const kind = blank < 0 ? fact : fact.slice(0, blank)
  const rest = blank < 0 ? "" : fact.slice(blank + 1)
  const here = rest === by || rest.startsWith(`${by} `)
  const value = here ? rest.slice(by.length + 1) : rest
  const template =
    WHOLE.get(kind) ??
    (SIDE.has(kind.slice(1)) && (kind[0] === "c" || kind[0] === "e")
      ? `the ${kind[0] === "c" ? "cause" : "effect"} ${SIDE.get(kind.slice(1))!}`
      : null)
  if (template === null) return fact
  // A function, because of what a dollar sign means in a replacement.
  const said = template.includes("$") ? template.replace("$", () => (value === "" ? "none" : `"${value}"`)) : template
  return here && kind !== "rule" && kind !== "name" ? `${said}, here` : said
}

/** Facts about how a claim is held out (held.ts); in words in a row, each of the claim's sides is "X". */
const HELD: ReadonlyMap<string, string> = new Map([
  ["all", "what is so of every claim"],
  ["w", "the word $"],
  ["p", "a word in $"],
  ["b", "in a row $"],
  ["t", "in a row $"],
  ["lc", "before the cause $"],
  ["le", "before the effect $"],
  ["rc", "behind the cause $"],
  ["re", "behind the effect $"],
  ["z", "before the claim (0), between its sides (1), behind (2): $"],
  ["ud", "what it hangs on, steps up: $"],
  ["u", "above it $"],
  ["ur", "above it $"],
  ["un", "without a subject, above it $"],
  ["up", "passive, with who does it, above it $"],
  ["uc", "beside what is above it $"],
  ["uw", "above it, with what is beside it: $"],
  ["us", "above it, said of the kind: $"],
  ["sk", "beside what is above it the kind $"],
  ["sl", "beside what is above it $"],
  ["sd", "what opens that: $"],
  ["sdk", "what opens that, and its kind: $"],
  ["sc", "what hangs on that: $"],
  ["r", "in the sentences behind $"],
  ["rb", "in a row in the sentences behind $"],
])

/** A fact about how a claim is held out, as a phrase: `w whisper` is `the word "whisper"`. */
export const heldFactInWords = (fact: string): string => worded(fact, HELD)

/** Facts about who says a claim (speaker.ts), of the thing that is named and of the verb that it does, or what else it hangs on. */
const SPEAKER: ReadonlyMap<string, string> = new Map([
  ["all", "what is so of every thing"],
  ["w", "is $"],
  ["kind", "is of the kind $"],
  ["before", "behind $"],
  ["behind", "before $"],
  ["left", "behind $"],
  ["right", "before $"],
  ["path", "the way between it and the claim in the tree: $"],
  ["hung", "the way between it and the claim in the tree: $"],
  ["stem", "its verb begins, and it hangs on it as: $"],
  ["rel", "hangs on its verb as $"],
  ["place", "stands to the claim: $"],
  ["of", "its verb stands to the claim: $"],
  ["in", "stands to the claim, and governs trigger, cause, effect: $"],
  ["governs", "its verb governs trigger, cause, effect: $"],
  ["nth", "which verb of saying above the claim it does: $"],
  ["sayings", "which verb of saying above the claim it does, of how many: $"],
  ["form", "its verb is $"],
  ["next", "behind its verb $"],
  ["nextof", "behind its verb $"],
  ["last", "before its verb $"],
  ["marks", "commas and quotation marks between it and the claim: $"],
  ["stops", "stops between it and the claim: $"],
  ["trigger", "its verb says the cause itself: $"],
  ["takes", "its verb has an object, a clause: $"],
  ["aux", "beside its verb $"],
  ["with", "has beside it $"],
])

/** A fact about who says a claim, as a phrase: `kind actor` is `is of the kind "actor"`. */
export const speakerFactInWords = (fact: string): string => worded(fact, SPEAKER)

/** A fact by the template of its first word; as it stands where there is none. */
function worded(fact: string, templates: ReadonlyMap<string, string>): string {
  const blank = fact.indexOf(" ")
  const template = templates.get(blank < 0 ? fact : fact.slice(0, blank))
  // A function, because of what a dollar sign means in a replacement.
  return template === undefined ? fact : template.replace("$", () => `"${fact.slice(blank + 1).trim()}"`)
}
