// Disagreements of a model weighed by the independent voices behind their sides.

import type {Contested, Model} from "./model.ts"

/**
 * The model with the chance of each disagreement that is weighed by `lineages` set anew: the share of the independent
 * voices behind the side that is true. A side none of whose claims is known has no voice; with no voice at all the
 * chance stays as it was.
 *
 * @param lineageOf the lineage of a claim's document; null for a claim that the documents do not make.
 */
export function weighLineages(model: Model, lineageOf: (claim: string) => string | null): Model {
  const voices = (side: Contested["sides"][number] | undefined) =>
    new Set((side?.claims ?? []).map(lineageOf).filter((lineage) => lineage !== null)).size
  const contested = model.contested.map((switched) => {
    if (switched.weight !== "lineages") return switched
    const yes = voices(switched.sides.find((side) => side.is))
    const no = voices(switched.sides.find((side) => !side.is))
    return yes + no === 0 ? switched : {...switched, chance: yes / (yes + no)}
  })
  return {...model, contested}
}
