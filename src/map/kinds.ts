// Kinds of a theme: prices of timber are not prices of flour. In: the words of a phrase and where its theme stands in
// them. Out: the one noun beside the theme's words that says of what, brought to its class ("wheat" and "maize" are
// grain), or null where nothing says it.
//
// There are no parts of speech here, so what is no noun is known by lists and endings; a word taken wrongly for a kind
// keeps two factors apart, which is the side on which the map may err.

import {harmWords, risingWords} from "./codebook.ts"
import {isEmpty} from "./gist.ts"
import {functionWords, prepositions, stem, type Word} from "./pattern.ts"
import type {Theme} from "./theme.ts"

/** Words that are one kind in whatever theme they stand. The first of a line names it. */
const CLASSES: ReadonlyMap<string, string> = new Map(
  `food foods foodstuffs groceries staple staples meals
bread flour loaf loaves bakery
grain grains wheat maize cereal cereals corn barley millet sorghum
power electricity
fuel petrol diesel gasoline kerosene
housing house houses home homes flat flats apartments dwellings property
timber wood lumber logs
fish herring cod salmon perch tuna sardines
meat beef pork mutton lamb poultry
medicine medicines drugs pharmaceuticals
arms weapons weaponry
cloth cloths textile textiles garments clothing
oil crude petroleum
cattle cow cows herd herds livestock
rail railway railways train trains`
    .split("\n")
    .flatMap((line) => {
      const words = line.split(" ")
      return words.map((word) => [word, words[0]!] as const)
    }),
)

/** Words beside a theme that tell no kind: how much, how, since when, whose. */
const NO_KIND: ReadonlySet<string> = new Set(
  `high higher highest low lower lowest big bigger small smaller large larger great greater good better bad worse worst
  cheap cheaper dear dearer costly expensive affordable steep steeper soaring rising climbing falling rapid slow sharp sudden
  long longer short shorter wide wider deep deeper heavy heavier strong stronger weak weaker severe acute chronic serious
  major minor main key total overall average full annual monthly weekly daily yearly seasonal early late old older young
  local regional national international foreign domestic overseas global public private state official illegal
  legal free fair unfair fresh dry wet hot cold winter summer spring autumn rural urban coastal central northern
  southern eastern western industrial industry factory plant mill manufacturing market world consumer retail wholesale
  producer basic essential vital critical fragile poor rich vast huge enormous massive record fewer additional extra
  usual normal regular ordinary typical further same similar different new another current existing real nominal economic financial social political human
  staff household households family families people world's town city country island village region area areas sector
  case cases death deaths times quality cut cuts doubling shop unit units start started starts spread spreads fell fall falls
  become becomes became becoming get gets got grow grows grew grown been ran run runs went going
  rose rises raised lifted pushed driven drove hurt made make makes left kept cost costs price prices sales demand supply
  two three four five six seven eight nine ten half third quarter fifth tenth double doubles triple twofold threefold sixfold tenfold
  modest honest direct common guaranteed management programme programmes service services scheme schemes system systems supplies outbreak outbreaks epidemic disease diseases risk crisis crises`.split(
    /\s+/,
  ),
)

const ADJECTIVE = /(?:[^e]ed|ing|ive|ous|ful|less|able|ible|ish|ly|ern|ian|ese|.{4}al|.{3}ic|.{4}ary)$/
/** Nouns that end as adjectives do. */
const NOUNS: ReadonlySet<string> = new Set(
  `housing shipping mining clothing building farming fishing printing banking hospital mineral material animal cereal metal
  coal seed seeds feed oil medicine copper salary plastic music traffic clinic fabric dairy library charcoal journal`.split(
    /\s+/,
  ),
)

function tellsKind(word: Word): boolean {
  const {lower} = word
  if (NOUNS.has(lower)) return true
  return !(
    isEmpty(lower) ||
    NO_KIND.has(lower) ||
    /\d/.test(lower) ||
    ADJECTIVE.test(lower) ||
    harmWords.has(lower) ||
    risingWords.has(lower)
  )
}

/**
 * Of what kind the theme at words [from, to) is; null where nothing says it.
 *
 * @param covered  is the word at this index part of an actor's name?
 * @param end      where the noun phrase of these words ends: "the price of onions | tumbles".
 */
export function kindOf(
  theme: Theme,
  words: readonly Word[],
  {from, to}: {readonly from: number; readonly to: number},
  covered: (at: number) => boolean,
  end: number,
): string | null {
  if (!theme.kinds) return null
  const closed = Object.keys(theme.kinds).filter((name) => name !== "*")
  if (closed.length > 0) {
    const classes = new Map(closed.flatMap((name) => theme.kinds![name]!.split(" ").map((w) => [w, name] as const)))
    for (let i = 0; i < words.length; i++) {
      const name = classes.get(words[i]!.lower)
      if (name !== undefined && !covered(i)) return name
    }
    if (!("*" in theme.kinds)) return null
  }
  // "Price of imported flour", "demand for bricks".
  const opens = (word: Word | undefined) => word !== undefined && /^(?:of|for)$/.test(word.lower) && !word.broken
  const start = opens(words[to - 1]) ? to : opens(words[to]) ? to + 1 : -1
  if (start > 0) {
    let last: Word | null = null
    for (let i = start; i < end; i++) {
      const word = words[i]!
      if (
        (i > start && word.broken) ||
        prepositions.has(word.lower) ||
        /^(?:and|or|to|is|are|was|were|has|have|will|that|which)$/.test(word.lower)
      )
        break
      if (tellsKind(word) && !covered(i)) last = word
    }
    if (last) return classOf(last.lower)
  }
  for (let i = from - 1, seen = 0; i >= 0 && seen < 3; i--, seen++) {
    const word = words[i]!
    if (prepositions.has(word.lower) || covered(i)) break
    if (tellsKind(word)) return classOf(word.lower)
    if (functionWords.has(word.lower) || words[i + 1]!.broken) break
  }
  return null
}

/** The name of a word's class, or its stem. */
export function classOf(lower: string): string {
  return CLASSES.get(lower) ?? stem(lower)
}
