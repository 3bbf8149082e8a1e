// Adjectives that say of a thing what it does to another.

import {words} from "../../core/word-lists.ts"

/** Predicate adjectives: "X is vital to Y". */
export const ADJECTIVES: readonly {
  readonly words: readonly string[]
  readonly prepositions: readonly string[]
  readonly sign: "+" | "-"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: words(`
      key crucial vital essential critical necessary central indispensable responsible conducive instrumental
      decisive beneficial favourable favorable good helpful healthy useful pivotal integral fundamental
      accountable advantageous
      valuable imperative
    `),
    prepositions: ["to", "for", "in"],
    sign: "+",
    example: {text: "Rain is vital to the herds.", cause: "Rain", effect: "the herds"},
  },
  {
    words: words(`
      harmful detrimental damaging ruinous fatal bad disastrous devastating deadly inimical toxic catastrophic
      unhealthy dangerous terrible lethal injurious prejudicial corrosive destructive poisonous counterproductive
      hazardous disruptive costly hurtful
    `),
    prepositions: ["to", "for"],
    sign: "-",
    example: {text: "The tax is harmful to trade.", cause: "The tax", effect: "trade"},
  },
  {
    words: ["hard", "tough", "rough", "harsh", "merciless"],
    prepositions: ["on"],
    sign: "-",
    example: {text: "The frost was hard on the herds.", cause: "The frost", effect: "the herds"},
  },
  {
    words: ["effective", "protective"],
    prepositions: ["against"],
    sign: "-",
    example: {text: "Nets are effective against malaria.", cause: "Nets", effect: "malaria"},
  },
]

export type Leaning = {readonly prepositions: readonly string[]; readonly sign: "+" | "-"}

/** "dependent on trade", "vulnerable to floods": what it leans on, or what harms it. */
export const LEANING: ReadonlyMap<string, Leaning> = new Map<string, Leaning>([
  ...words("dependent reliant contingent conditional").map(
    (word) => [word, {prepositions: ["on", "upon"], sign: "+" as const}] as const,
  ),
  ...words("vulnerable susceptible").map((word) => [word, {prepositions: ["to"], sign: "-" as const}] as const),
  ...words("proportional proportionate").map((word) => [word, {prepositions: ["to"], sign: "+" as const}] as const),
  ["due", {prepositions: ["to"], sign: "+"}],
  ["attributable", {prepositions: ["to"], sign: "+"}],
  ["traceable", {prepositions: ["to"], sign: "+"}],
  ["symptomatic", {prepositions: ["of"], sign: "+"}],
  ["rooted", {prepositions: ["in"], sign: "+"}],
])
