// Ways to tell that one thing brings about another, one a line (templates.txt), each filled with several things: whether a way is read does
// not hang on the words of one example. `{N}`, `{S}`, `{G}` and `{P}` stand for the cause, the other letters for the effect.

import {readFileSync} from "node:fs"

export type Filled = {
  readonly template: string
  readonly text: string
  /** A word that each side of the claim has. */
  readonly cause: string
  readonly effect: string
}

/** What a letter stands for, each with a word of it that a claim has. */
const FILLERS: Readonly<Record<string, readonly string[]>> = {
  // A thing, a clause, a deed, a participle's clause.
  N: [
    "the drought/drought",
    "a quarrel over grazing/quarrel",
    "cheap imports from the coast/imports",
    "the siege/siege",
  ],
  S: [
    "the rains failed/rains",
    "the council closed the market/council",
    "a landslide cut the railway/landslide",
    "wages stayed low/wages",
  ],
  G: ["closing the pass/closing", "cutting the subsidy/cutting", "draining the marsh/draining"],
  P: ["the dam held/dam", "the guild opened its books/guild", "the fortress been placed under guard/fortress"],
  // A thing that comes of it, a clause; what is done, as an infinitive, with a tense, as a participle.
  n: ["the exodus of farmers/exodus", "the rise in rents/rise", "hunger in the hills/hunger"],
  E: ["half the families left/families", "the school had to shut/school", "prices doubled within weeks/prices"],
  V: ["empty the villages/villages", "raise the price of salt/price", "ruin the fishery/fishery"],
  D: ["emptied the villages/villages", "raised the price of salt/price", "ruined the fishery/fishery"],
  H: ["emptying the villages/villages", "raising the price of salt/price", "ruining the fishery/fishery"],
  W: ["half the families would have left/families", "the school would have shut/school"],
  T: ["the board to listen/listen", "the price of rice to fall/fall", "the hostages to be freed/freed"],
  I: ["did the cholera retreat/cholera", "was the road reopened/road", "could the harvest begin/harvest"],
  A: ["sacked the consulate/sacked", "walked out/walked", "marched on the capital/marched"],
  F: ["are driving up the price of bread/price", "lie behind the slump/slump", "are weighing on the florin/florin"],
}
const CAUSES = "NSGP"

/** Files of templates, each of ways to say one kind of thing. */
export const TEMPLATES = ["templates", "templates-hedged", "templates-told", "templates-denied"] as const
type Templates = (typeof TEMPLATES)[number]

const templates = (file: Templates): string[] =>
  readFileSync(new URL(`${file}.txt`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "))

/** With capitals where it and what is quoted begin, and a stop. */
const sentence = (words: string): string =>
  `${words.replace(/^"?\w|: "\w/g, (opening) => opening.toUpperCase())}${/[.?]"?$/.test(words) ? "" : "."}`

/** Each template so many times, each time with the next filler of either letter. */
export function filled(file: Templates, times: number): Filled[] {
  return templates(file).flatMap((template) =>
    Array.from({length: times}, (_, nth): Filled => {
      const sides = {cause: "", effect: ""}
      const words = template.replaceAll(/\{(\w)\}/g, (_, letter: string) => {
        const fillers = FILLERS[letter]
        if (!fillers) throw new RangeError(`${file}.txt: nothing stands for {${letter}} in: ${template}`)
        const isCause = CAUSES.includes(letter)
        // The effects are turned on once more with every round of causes, so that pairs differ.
        const [filler, has] =
          fillers[(isCause ? nth : nth + Math.floor(nth / fillers.length)) % fillers.length]!.split("/")
        sides[isCause ? "cause" : "effect"] = has!
        return filler!
      })
      return {template, text: sentence(words), ...sides}
    }),
  )
}
