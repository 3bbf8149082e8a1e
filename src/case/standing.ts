// A case as it stands after so many edits: what the next edit is held against. In: the case, its reading and the edits.
// Out: map and model, made when somebody asks; and the same with one more edit.

import type {Reading} from "../claims/index.ts"
import {
  activeEdits,
  type CausalMap,
  decide,
  type Edit,
  editSchema,
  Gathering,
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
  readonly edits: readonly Edit[]
  private readonly opened: Case
  private readonly asRead: Reading
  private withAdded: Reading | null = null
  private readonly gathering: Gathering
  private gathered: CausalMap | null
  private modelled: Model | null = null

  /**
   * @param map        of these edits, where it is there already.
   * @param gathering  of this reading and the case's codebook, where one was there before.
   */
  constructor(
    opened: Case,
    asRead: Reading,
    edits: readonly Edit[],
    map: CausalMap | null = null,
    gathering = new Gathering(asRead, opened.codebook),
  ) {
    this.opened = opened
    this.asRead = asRead
    this.edits = edits
    this.gathered = map
    this.gathering = gathering
  }

  get map(): CausalMap {
    this.gathered ??= this.gathering.gather(this.edits)
    return this.gathered
  }

  /** As the reader gave it, with the claims that people added. */
  get reading(): Reading {
    if (!this.edits.some(({kind}) => kind === "add")) return this.asRead
    this.withAdded ??= {...this.asRead, claims: decide(activeEdits(this.edits), this.asRead).told}
    return this.withAdded
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
    const after = new Standing(this.opened, this.asRead, [...this.edits, edit], null, this.gathering)
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
    if (isAboutClaim(edit)) return lostPlaces(decide(activeEdits(this.edits), this.asRead))
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
