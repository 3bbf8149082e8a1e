// From a sentence's tree to what it says causes what: each trigger of the lexicon with the words that the tree
// hangs on it. Trees and the lexicon in, proposals out, in no order.
//
// A frame says where cause and effect stand around its trigger; where the tree gives a trigger nothing, the window
// rules (windows.ts) have their turn. Invariant: cause and effect of a proposal share no word, and neither holds
// the trigger (pairing.ts sees to it). Here stands which frames a word is tried with; the frames of verbs are
// verb-frames.ts and its neighbours, those of nouns and adjectives noun-frames.ts.

import {type Dependencies, NONE} from "../language/index.ts"
import {isVerb} from "./arguments.ts"
import {PARTICLE_VERBS} from "./lexicon.ts"
import {ofAdjective, ofNoun} from "./noun-frames.ts"
import {FAMILIES, type Proposal} from "./proposal.ts"
import {lemmaOf, PARTICLES} from "./verb-arguments.ts"
import {byFrame} from "./verb-frames.ts"
import {linkedTo, ofGift, ofLightVerb, putDownTo, putUnder, reflected} from "./verb-idioms.ts"

/** All that the tree's frames propose. */
export function framed(d: Dependencies): Proposal[] {
  const found: Proposal[] = []
  for (let i = 0; i < d.tokens.length; i++) {
    if (isVerb(d, i) && !d.is(i, "aux") && !d.is(i, "cop")) found.push(...ofVerb(d, i))
    else if (d.tag(i) === "NOUN" || d.tag(i) === "PROPN") found.push(...ofNoun(d, i))
    else if (d.tag(i) === "ADJ") found.push(...ofAdjective(d, i))
  }
  return found
}

function ofVerb(d: Dependencies, v: number): Proposal[] {
  const light = [
    ...ofLightVerb(d, v),
    ...ofGift(d, v),
    ...putUnder(d, v),
    ...putDownTo(d, v),
    ...reflected(d, v),
    ...linkedTo(d, v),
  ]
  if (light.length > 0) return light
  // "bring the army back into politics": where it is brought comes before which way.
  for (const family of FAMILIES.get(lemmaOf(d, v)) ?? []) {
    if (family.frame !== "forward") continue
    const found = byFrame(d, v, family)
    if (found.length > 0) return found
  }
  const own = d.child(v, "compound:prt")
  const after =
    d.children(v, "advmod").find((c) => c > v && PARTICLES.has(d.lower(c)) && d.child(c, "obl", "case") === NONE) ??
    NONE
  const next = v + 1 < d.tokens.length && PARTICLE_VERBS.has(`${lemmaOf(d, v)}.${d.lower(v + 1)}`) ? v + 1 : NONE
  const particle =
    own !== NONE
      ? own
      : next !== NONE
        ? next
        : after !== NONE
          ? after
          : d.tokens[v + 1] && PARTICLES.has(d.lower(v + 1)) && d.lower(v + 2) !== "of"
            ? v + 1
            : NONE
  if (particle !== NONE) {
    const way = PARTICLE_VERBS.get(`${lemmaOf(d, v)}.${d.lower(particle)}`)
    if (way)
      return byFrame(d, v, {
        name: "particle",
        frame: "object",
        sign: way,
        lemmas: [],
        example: {text: "", cause: "", effect: "", sign: way},
      })
    if (
      ["down", "out", "off", "away", "back"].includes(d.lower(particle)) &&
      !["cut", "wash", "sweep", "scare"].includes(lemmaOf(d, v))
    )
      return []
  }
  for (const family of FAMILIES.get(lemmaOf(d, v)) ?? []) {
    const found = byFrame(d, v, family)
    if (found.length > 0) return found
  }
  return []
}
