// Why the reader made a claim, in words: the rule that fired as a sentence a reader of the claim can judge.
// In: a claim's `why`. Out: one sentence. This file words the kinds of rules, and looks up in the lexicon what a family
// says, so that a new family needs no line here. A rule that is not worded here keeps its own name.

import type {Claim} from "./claim.ts"
import {ADJECTIVES, NOUNS, VERBS, type VerbFrame} from "./lexicon.ts"
import {parseRule, type Rule} from "./rule.ts"
import {ROWS} from "./rules.ts"

/** Where cause and effect stand around a verb of each frame. */
const FRAMES: Readonly<Record<VerbFrame, string>> = {
  object: "who or what does it is the cause, its object the effect",
  "object to": "who or what does it is the cause, whom it moves and what they then do the effect",
  "object from": "who or what does it is the cause, what it keeps from happening the effect",
  forward: "what stands before it is the cause, what follows its preposition the effect",
  reverse: "what stands before it is the effect, what follows its preposition the cause",
  needs: "what needs is the effect, what is needed the cause",
  complement: "who or what does it is the cause, its object the effect, and the adjective says which way",
  blame: "what is blamed is the cause, what it is blamed for the effect",
  attribute: "what is attributed is the effect, what it is attributed to the cause",
  alone: "what does it works against its own aim",
}

/** The sign between the two, in words. */
const SIGNS: Readonly<Record<string, string>> = {
  "+": "; the more, the more",
  "-": "; the more, the less",
  worse: "; more of what is unwanted, less of what is wanted",
  unclear: "; it does not say which way",
}

const NOUN_SIDES: ReadonlyMap<string, string> = new Map([
  ["cause of", "what is called so is the cause of what follows"],
  ["result of", "what is called so is the effect of what follows"],
  ["effect on", "of what has it, on what it is had"],
  ["obstacle to", "what is called so keeps back what follows"],
  ["threat to", "what is called so harms what follows"],
  ["key to", "what is called so brings what follows"],
])

const LINKS: ReadonlyMap<string, string> = new Map([
  ["if", "what follows it is the condition, and so the cause; the main clause is the effect"],
  ["only if", "the main clause comes about under this condition alone"],
  ["unless", "its clause undone is the condition: the claim's sign is turned round"],
  ["until", "the main clause holds as long as its clause has not come about"],
  ["without", "what is lacking is the cause, what then happens the effect"],
  ["because", "its clause is the cause, the main clause the effect"],
  ["inversion", "a clause that opens with should, had or were is a condition"],
  ["so that", "the main clause is the cause, its clause the effect"],
  ["so", "the clause before is the cause, the clause after the effect"],
  ["which is why", "what was said before is the cause"],
  ["fronted", "the clause before the subject gives the reason of the main clause"],
])

const FORMS: ReadonlyMap<Rule["kind"], string> = new Map([
  ["comparative", '"the more ..., the less ...": the first is the cause, the second the effect'],
  ["as, two movements", '"as" joins two things that move: the first is taken to drive the second'],
  ["since an event", "what has changed since an event is taken to come of it"],
  ["following an event", "what changed following an event is taken to come of it"],
  ["citing", "what is cited is the reason of the deed"],
  ["a language model's word", "a language model named these words; the rules did not read them so"],
])

/**
 * The rule behind a claim, as a sentence without its full stop. `words` are those that fired, as worded.
 * `"deepened" is a verb of the kind "bring about": who or what does it is the cause, its object the effect; ...`
 */
export function ruleInWords({rule: id}: NonNullable<Claim["why"]>, words: readonly string[]): string {
  const fired = words.map((word) => `"${word.replace(/\s+/g, " ")}"`).join(", ")
  const says = (what: string): string => (fired === "" ? what : `${fired} is ${what}`)
  const tells = (what: string): string => (fired === "" ? what : `${fired}: ${what}`)
  const rule = parseRule(id)
  switch (rule?.kind) {
    case "verb":
      return says(verbInWords(rule.name))
    case "purpose":
      return `${says(verbInWords(rule.name))}; the deed is done for that purpose, so the effect is meant, not told as done`
    case "noun": {
      const family = NOUNS.find((each) => each.name === rule.name)
      return says(`a noun of the kind "${rule.name}"${family ? `: ${NOUN_SIDES.get(family.side) ?? family.side}` : ""}`)
    }
    case "adjective": {
      const sign = ADJECTIVES.find((each) => each.words.includes(rule.name))?.sign
      const way = sign === undefined ? "bears on" : sign === "+" ? "helps to bring about" : "harms"
      return tells(`what is called ${rule.name} ${way} what follows`)
    }
    case "clause": {
      const tail = rule.tail ? "; its effect goes on to what the tail of the sentence says" : ""
      return tells(
        `${LINKS.get(rule.name) ?? `"${rule.name}" joins two clauses: one is the cause of the other`}${tail}`,
      )
    }
    case "because of":
      return tells("what follows is the cause of what the clause says")
    case "therefore":
      return tells("what was said before is the cause of what follows")
    case "seen as":
      return tells(`it is seen as ${rule.name}: a judgement of what it leads to`)
    case "row": {
      const row = ROWS.find(({id}) => id === rule.name)
      return tells(row?.says ?? `rule "${rule.name}"`)
    }
    default:
      return tells((rule && FORMS.get(rule.kind)) ?? `rule "${id}"`)
  }
}

function verbInWords(name: string): string {
  const family = VERBS.find((each) => each.name === name)
  return family
    ? `a verb of the kind "${name}": ${FRAMES[family.frame]}${SIGNS[family.sign] ?? ""}`
    : `a verb of the kind "${name}": one of its sides is the cause, the other the effect`
}
