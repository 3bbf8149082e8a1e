// A case as it stands after so many edits: what the next edit is held against. In: the case, its reading and the edits.
// Out: map and model, made when somebody asks; and the same with one more edit.

import type {Claim, Reading} from "../claims/index.ts"
import {shellWord} from "../core/shell.ts"
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
        (edit.kind === "sign" ? this.turnOf(edit, claimsOf(edit, after)) : null) ??
          "`brink edit CASE` lists the edits and what became of each.",
      )
    this.assertSaysOther(edit, after)
    return after
  }

  /**
   * What is as the edit would have it is left alone, unless the edit brings a claim back.
   * @throws Fault `case/empty-edit`.
   */
  private assertSaysOther(edit: Edit, after: Standing): void {
    if ((edit.kind === "sign" || edit.kind === "lag") && "link" in edit) {
      const [was, is] = [this.map, after.map].map(({links}) => links.find(({id}) => id === edit.link))
      if (!was || JSON.stringify(was) !== JSON.stringify(is)) return
      const already = edit.kind === "lag" ? `has "${edit.lag}" for its lag` : `is ${edit.sign}`
      throw empty(
        `The edit would change nothing: link ${edit.link} ${already} already`,
        `\`brink why ${shellWord(this.opened.path)} ${shellWord(edit.link)}\` shows its claims and their phrases.`,
      )
    }
    if (edit.kind !== "speaker" && !(edit.kind === "sign" && "claim" in edit)) return
    const about = claimsOf(edit, after)
    const {claims, rejected} = this.decisions
    const isSo = ({by, sign}: Claim): boolean => (edit.kind === "speaker" ? by === edit.speaker : sign === edit.sign)
    if (claims.some((claim) => about.has(claim.id) && (rejected.has(claim.id) || !isSo(claim)))) return
    const already = edit.kind === "speaker" ? `said by ${edit.speaker ?? "its author"}` : `read as ${edit.sign}`
    throw empty(
      `The edit would change nothing: claim ${edit.claim} is ${already} already`,
      (edit.kind === "sign" ? this.turnOf(edit, about) : null) ??
        `\`brink edit CASE accept ${edit.claim}\` says that it is read rightly.`,
    )
  }

  /**
   * What mends a link whose sign is not that of its claim: the sign that the claim has between its words is right, and a phrase
   * was taken to say that its factor falls, or that it rises where it falls. Null where no link has the other sign.
   */
  private turnOf({sign}: {readonly sign: string}, about: ReadonlySet<string>): string | null {
    if (sign !== "+" && sign !== "-") return null
    const other = sign === "+" ? "-" : "+"
    const row = this.map.groundings.find((one) => about.has(one.claim) && one.link !== null && one.sign === other)
    if (!row) return null
    const placed = this.gathering
      .placePhrases(this.edits)
      .filter(({claim, side, factor}) => claim.id === row.claim && factor === (side === "cause" ? row.from : row.to))
    // Of two phrases that both turn the sign it is not told which is wrong; where none does, the words of the effect do.
    const one = placed.find(({turn}) => turn < 0) ?? placed.find(({side}) => side === "effect")
    if (!one) return null
    const {name} = this.map.factors.find(({id}) => id === one.factor)!
    const amount = one.turn < 0 ? "less" : "more"
    return (
      `Its link ${row.link} is ${other}, since "${one.meant.replace(/\s+/g, " ")}" is taken to say ${amount} of ${name}. Where that is wrong:\n` +
      `  brink edit ${shellWord(this.opened.path)} turn ${one.factor} ${shellWord(one.meant)} --why '...'`
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

/** Ids of the claims that an edit about a claim found. */
const claimsOf = ({n}: Edit, {decisions}: Standing): ReadonlySet<string> =>
  new Set(decisions.places.find(({edit}) => edit.n === n)?.claims.map(({id}) => id))

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
