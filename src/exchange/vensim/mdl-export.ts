// A model as a .mdl, whatever tool it came from. In: the blueprint and the flat model made of it. Out: the text, with
// arrays, macros and groups kept where Vensim has words for all of it; else with every element and every module's
// variable as a variable of its own.
//
// Either way the file runs as the model does, to the last bit; which of the two it is, the notes say.

import {Fault} from "../../core/fault.ts"
import type {Distribution, Model} from "../../model/index.ts"
import type {Blueprint} from "../blueprint/blueprint.ts"
import {blueprintOf} from "../blueprint/blueprint-of.ts"
import {type Written, writeMdl} from "./mdl-writer.ts"

/**
 * @param central the one value of a prior that a single run uses.
 * @throws Fault `exchange/not-in-mdl` where Vensim has no words for the flat model either.
 */
export function exportMdl(blueprint: Blueprint, model: Model, central: (prior: Distribution) => number): Written {
  try {
    return writeMdl(blueprint)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "exchange/not-in-mdl") throw error
    const drawn = elementsOf(model, central, error)
    const [part] = drawn.blueprint.parts
    const views = blueprint.parts[0]?.views ?? []
    const {text, notes} = writeMdl({...drawn.blueprint, doc: blueprint.doc, parts: [{...part!, views}]})
    const why = `${error.what}: every element and every module's variable is written as a variable of its own`
    return {text, notes: [why, ...drawn.notes, ...notes]}
  }
}

/** The flat model; where it works on whole arrays it is none for a .mdl, and what stood against the file itself is said. */
function elementsOf(
  model: Model,
  central: (prior: Distribution) => number,
  against: Fault,
): ReturnType<typeof blueprintOf> {
  try {
    return blueprintOf(model, central)
  } catch (error) {
    throw error instanceof Fault && error.code === "exchange/laid-out" ? against : error
  }
}
