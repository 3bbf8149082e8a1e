// Values that an edit assumes for a parameter or lever of the model. In: a model, and the
// edits of its case. Out: the same model with those values, each resting on the edit that
// set it. The value is written and read as model.yaml writes it, so one grammar holds.

import {parse, parseDocument} from "yaml"
import {Fault} from "../core/fault.ts"
import {activeEdits, type Edit} from "../map/index.ts"
import {type Model, parseModel, printModel} from "../model/index.ts"

/** `model` with the values that edits in force assume; the later of two edits about one quantity holds. */
export function withAssumed(model: Model, edits: readonly Edit[]): Model {
  const assumed = activeEdits(edits).flatMap((edit) => (edit.kind === "assume" && "quantity" in edit ? [edit] : []))
  if (assumed.length === 0) return model
  const document = parseDocument(printModel(model))
  for (const {n, quantity, value, by, why} of assumed) {
    const known = model.quantities.find((q) => q.name === quantity)
    // A quantity that the model no longer has keeps its edit, which then says nothing.
    if (!known) continue
    if (known.kind !== "parameter" && known.kind !== "lever")
      throw new Fault(
        "case/not-a-value",
        `'${quantity}' is a ${known.kind}, and only a parameter or lever has a value to assume`,
        {
          place: `edit ${n}`,
          next: "Change its equation in model.yaml.",
        },
      )
    document.setIn(["quantities", quantity, "value"], document.createNode(wordedValue(value, quantity, n)))
    document.setIn(["quantities", quantity, "because"], document.createNode([{assumed: `${why} (${by}, edit ${n})`}]))
  }
  // Its lines are of the text made here, which is no file.
  const {file: _, ...read} = readBack(document.toString({lineWidth: 0}), assumed)
  return {...read, name: model.name}
}

type Assumed = {readonly n: number; readonly quantity: string; readonly value: string}

/** The model with the assumed values in it. @throws Fault `case/not-a-value` for the first that cannot stand there. */
function readBack(text: string, assumed: readonly Assumed[]): Model {
  try {
    return parseModel(text, "model.yaml")
  } catch (error) {
    // The model was in order before: what is amiss now is a value.
    const mistake =
      error instanceof Fault ? /: quantities\.(\S{1,500}?)\.value[^:]{0,200}: (.*)/.exec(error.message) : null
    const edit = assumed.findLast(({quantity}) => quantity === mistake?.[1])
    if (!mistake || !edit) throw error
    throw notAValue(edit, mistake[2]!)
  }
}

/** A value as an edit words it. */
function wordedValue(value: string, quantity: string, n: number): unknown {
  try {
    return parse(value)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw notAValue({n, quantity, value}, "it is no YAML")
  }
}

const notAValue = ({n, quantity, value}: Assumed, why: string): Fault =>
  new Fault("case/not-a-value", `'${value}' is no value for '${quantity}': ${why}`, {
    place: `edit ${n}`,
    next: "Give a number, or what is known of it as model.yaml writes it, such as {triangular: [1, 2, 4]}.",
  })
