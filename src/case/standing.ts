// A case as it stands after so many edits: what the next edit is held against. In: the case, its reading and the edits.
// Out: map and model, made when somebody asks; and the same with one more edit.

import type {Reading} from "../claims/index.ts"
import {
  activeEdits,
  type CausalMap,
  decide,
  type Edit,
  editSchema,
  gather,
  isAboutClaim,
  lostPlaces,
} from "../map/index.ts"
import type {Model} from "../model/index.ts"
import {withAssumed} from "./assumed.ts"
import type {Case} from "./case.ts"
import {modelFrom} from "./pipeline.ts"
import {empty, type Subject, unknown} from "./settled.ts"

/** What stands after `edits`. */
export class Standing implements Subject {
  readonly reading: Reading
  readonly edits: readonly Edit[]
  private readonly opened: Case
  private gathered: CausalMap | null
  private modelled: Model | null = null

  /** @param map of these edits, where it is there already. */
  constructor(opened: Case, reading: Reading, edits: readonly Edit[], map: CausalMap | null = null) {
    this.opened = opened
    this.reading = reading
    this.edits = edits
    this.gathered = map
  }

  get map(): CausalMap {
    this.gathered ??= gather(this.reading, {codebook: [...this.opened.codebook], edits: [...this.edits]})
    return this.gathered
  }

  get model(): Model {
    this.modelled ??= modelFrom(this.opened, this.map, (model) => withAssumed(model, this.edits)).model
    return this.modelled
  }

  /**
   * What stands after one edit more.
   * @throws Fault `case/empty-edit` for an edit that its own file could not be read with, or that has lost its place as
   *               soon as it is made; `case/unknown-edit` for an undo of none.
   */
  with(edit: Edit): Standing {
    const shape = editSchema.safeParse(edit)
    if (!shape.success) throw empty(`${shape.error.issues[0]!.path.join(".")} is empty`, "Give it a few words.")
    if (edit.kind === "undo") assertThere(edit.of, this.edits)
    const after = new Standing(this.opened, this.reading, [...this.edits, edit])
    const lost = after
      .issues(edit)
      .find(({code, says}) => code === "map/edit-lost" && says.startsWith(`edit ${edit.n} `))
    if (lost)
      throw empty(
        `The edit would change nothing: ${lost.says.replace(/^.*? has lost its place: /, "").replace(" is no longer there", " is not there")}`,
        "`brink why PATH FACTOR` shows the phrases of a factor, `brink map PATH` its links.",
      )
    return after
  }

  /** What could say that an edit has lost its place: a map is gathered only for those that claims alone do not tell. */
  private issues(edit: Edit): CausalMap["issues"] {
    if (edit.kind === "undo" || "quantity" in edit) return []
    if (isAboutClaim(edit)) return lostPlaces(decide(activeEdits(this.edits), this.reading))
    return this.map.issues
  }
}

/** @throws Fault `case/unknown-edit`. */
export function assertThere(n: number, edits: readonly Edit[]): void {
  if (!edits.some((edit) => edit.n === n))
    throw unknown(
      "edit",
      String(n),
      [],
      edits.length === 0 ? "The case has no edits yet." : `There are edits 1 to ${edits.at(-1)!.n}.`,
    )
}
