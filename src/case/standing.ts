// A case as it stands after so many edits: what the next edit is held against. In: the case, its reading and the edits.
// Out: map and model, made when somebody asks; and the same with one more edit.

import type {Reading} from "../claims/index.ts"
import {
  activeEdits,
  type CausalMap,
  type ClaimEdit,
  type Decisions,
  decide,
  decidesNothing,
  type Edit,
  editSchema,
  Gathering,
  isAboutClaim,
  lostPlaces,
  undoneBy,
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
  private decided: Decisions | null = null

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

  /** What the edits in force say of claims. */
  get decisions(): Decisions {
    this.decided ??= decide(activeEdits(this.edits), this.asRead)
    return this.decided
  }

  /** As the reader gave it, with the claims that people added. */
  get reading(): Reading {
    if (!this.edits.some(({kind}) => kind === "add")) return this.asRead
    this.withAdded ??= {...this.asRead, claims: this.decisions.told}
    return this.withAdded
  }

  get model(): Model {
    this.modelled ??= modelFrom(this.opened, this.map, (model) => withAssumed(model, this.edits)).model
    return this.modelled
  }

  /**
   * What stands after one edit more.
   * @throws Fault `case/empty-edit` for an edit that its own file could not be read with, that has lost its place as soon
   *               as it is made, or after which all stands as before; `case/unknown-edit` for an undo of none.
   */
  with(edit: Edit): Standing {
    if (edit.kind === "undo") this.assertUndoable(edit.of)
    const shape = editSchema.safeParse(edit)
    if (!shape.success) throw empty(...wrongIn(shape.error.issues[0]!))
    const after = new Standing(this.opened, this.asRead, [...this.edits, edit], null, this.gathering)
    const lost = after
      .issues(edit)
      .find(({code, says}) => code === "map/edit-lost" && says.startsWith(`edit ${edit.n} `))
    if (lost)
      throw empty(
        `The edit would change nothing: ${lost.says.replace(/^.*? has lost its place: /, "").replace(" is no longer there", " is not there")}`,
        "`brink why PATH FACTOR` shows the phrases of a factor, `brink map PATH` its links.",
      )
    // One more who accepts a claim is heard: who reads it so is worth knowing.
    if (isAboutClaim(edit) && edit.kind !== "accept" && decidesNothing(edit.n, this.decisions, after.decisions))
      throw empty(
        `The edit would change nothing: ${this.decidedBefore(edit, after.decisions)}`,
        "`brink edit CASE` lists the edits and what became of each.",
      )
    if (edit.kind === "speaker") this.assertSaysOther(edit, after)
    return after
  }

  /** A claim that is as the edit would have it is left alone, unless the edit brings it back. @throws Fault `case/empty-edit`. */
  private assertSaysOther(edit: Extract<ClaimEdit, {kind: "speaker"}>, after: Standing): void {
    const about = new Set(after.decisions.places.find((place) => place.edit.n === edit.n)!.claims.map(({id}) => id))
    const {claims, rejected} = this.decisions
    const mine = claims.filter(({id}) => about.has(id))
    if (mine.some(({id, by}) => rejected.has(id) || by !== edit.speaker)) return
    throw empty(
      `The edit would change nothing: claim ${edit.claim} is said by ${edit.speaker ?? "its author"} already`,
      `\`brink edit CASE accept ${edit.claim}\` says that it is read rightly.`,
    )
  }

  /** Which edit decided already what `edit` decides: the last of its kind about the claim, else the last. */
  private decidedBefore(edit: ClaimEdit, {places}: Decisions): string {
    const about = new Set(places.find((place) => place.edit.n === edit.n)!.claims.map(({id}) => id))
    const mine = this.decisions.places.filter(({claims}) => claims.some(({id}) => about.has(id)))
    const last = (mine.findLast((place) => place.edit.kind === edit.kind) ?? mine.at(-1)!).edit
    return `edit ${last.n} (${last.kind}) by ${last.by} decided the same of claim ${edit.claim}`
  }

  private assertUndoable(of: number): void {
    assertThere(of, this.edits)
    const by = undoneBy(this.edits).get(of)
    if (by !== undefined)
      throw empty(
        `The edit would change nothing: edit ${of} is undone by edit ${by} already`,
        `\`brink edit CASE undo ${by}\` brings it again.`,
      )
  }

  /** What could say that an edit has lost its place: a map is gathered only for those that claims alone do not tell. */
  private issues(edit: Edit): CausalMap["issues"] {
    if (edit.kind === "undo" || "quantity" in edit) return []
    if (isAboutClaim(edit)) return lostPlaces(this.decisions)
    return this.map.issues
  }
}

/** What a field of an edit cannot be, and the next move. */
function wrongIn({
  code,
  path,
  message,
}: {
  code: string
  path: readonly PropertyKey[]
  message: string
}): [string, string] {
  const field = path.join(".")
  if (code === "too_small") return [`${field} is empty`, "Give it a few words."]
  return [`${field}: ${message}`, "docs/formats/edits.md says what each kind of edit wants."]
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
