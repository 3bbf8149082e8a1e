// Whether an annotation can be held against a reading at all. In: both. Out: a refusal where the reading is of other files or
// other texts; else every mistake in the annotation, with the path of the part of the file that has it. What nobody could
// find would count as missed, and the reader would look worse than it is.

import {Fault, nearest} from "../core/fault.ts"
import type {Path} from "../core/source.ts"
import type {GoldFile, Scored} from "./annotation.ts"

type Place = {readonly from: number; readonly to: number}

/** One mistake in an annotation, and the part of the file that has it. */
export type GoldMistake = {readonly path: Path; readonly says: string}

/** The name of an annotated file, which stands alone or with a hash. */
export const nameOfFile = (entry: NonNullable<GoldFile["files"]>[number]): string =>
  typeof entry === "string" ? entry : entry.file

/**
 * @throws Fault  `reading/not-read` when the gold annotates a file that the reading does not list, and
 *                `reading/other-version` when it lists it with other contents than were annotated.
 */
export function refuseOtherTexts({documents}: Scored, gold: GoldFile): void {
  if (!documents || documents.length === 0) return
  const listed = new Map(documents.map((d) => [d.file, d.sha256] as const))
  for (const entry of gold.files ?? []) {
    const {file, sha256} = typeof entry === "string" ? {file: entry, sha256: undefined} : entry
    if (!listed.has(file)) {
      const near = nearest(file, listed.keys())
      throw new Fault("reading/not-read", `The gold annotates ${file}, which the reading does not list`, {
        next: `${near.length > 0 ? `Nearest: ${near.join(", ")}. ` : ""}Read the folder that holds it, so that its path is the same, and score again.`,
      })
    }
    const now = listed.get(file)
    if (sha256 !== undefined && now !== undefined && now !== sha256)
      throw new Fault(
        "reading/other-version",
        `${file} is not the version that was annotated: its text has SHA-256 ${now.slice(0, 12)}..., the gold ${sha256.slice(0, 12)}...`,
        {next: "Read the version that was annotated, or annotate this one: offsets count in one text alone."},
      )
  }
}

/**
 * Every mistake in an annotation: places that are empty, reversed or outside their text, phrases outside their quote, claims
 * given twice, and what is in a file that is not scored. Texts whose length the reading does not say have no end here.
 */
export function mistakesIn(gold: GoldFile, {documents}: Pick<Scored, "documents">): GoldMistake[] {
  const lengths =
    documents && documents.length > 0 ? new Map(documents.map(({file, length}) => [file, length] as const)) : null
  const annotated = gold.files && new Set(gold.files.map(nameOfFile))
  const found: GoldMistake[] = []

  const checkFile = (file: string, path: Path, who: string) => {
    const put = (says: string, near: readonly string[]) =>
      found.push({
        path: [...path, "file"],
        says: `${who}: it is in ${file}, ${says}${near.length > 0 ? `; nearest: ${near.join(", ")}` : ""}`,
      })
    // What stands in files that are not scored is nobody's business.
    if (lengths && !lengths.has(file) && annotated?.has(file) !== false)
      put("which the reading does not list", nearest(file, lengths.keys()))
  }

  /** Whether a place is one, so that more can be asked of it. */
  const checkPlace = (file: string, {from, to}: Place, path: Path, who: string): boolean => {
    const length = lengths?.get(file)
    const wrong =
      from === to
        ? "is empty"
        : from > to
          ? "is reversed"
          : length !== undefined && to > length
            ? `lies outside the text of ${file}, which ends at ${length}`
            : null
    if (wrong !== null) found.push({path, says: `${who}, ${from} to ${to}, ${wrong}`})
    return wrong === null
  }

  const before = new Map<string, string>()
  gold.claims.forEach((claim, i) => {
    const {id, file, quote, cause, effect, sign} = claim
    const path = ["claims", i]
    const who = `claim ${i + 1}${id === undefined ? "" : ` (${id})`}`
    checkFile(file, path, who)
    const quoted = quote !== undefined && checkPlace(file, quote, [...path, "quote"], `${who}: its quote`)
    for (const side of ["cause", "effect"] as const) {
      const phrase = claim[side]
      const at = [...path, side]
      const isPlace = checkPlace(file, phrase, at, `${who}: its ${side}`)
      if (isPlace && quoted && (phrase.from < quote.from || phrase.to > quote.to))
        found.push({
          path: at,
          says: `${who}: its ${side}, ${phrase.from} to ${phrase.to}, lies outside its quote, ${quote.from} to ${quote.to}`,
        })
      phrase.thing?.forEach((part, k) => {
        checkPlace(file, part, [...at, "thing", k], `${who}: a thing of its ${side}`)
      })
    }
    const said = JSON.stringify([id, file, cause.from, cause.to, effect.from, effect.to, sign])
    const first = before.get(said)
    if (first === undefined) before.set(said, who)
    else found.push({path, says: `${who}: it says what ${first} says, in the same words and with the same sign`})
  })
  for (const [key, one] of [
    ["quantities", "quantity"],
    ["dates", "date"],
  ] as const)
    gold[key]?.forEach(({file, quote}, i) => {
      const who = `${one} ${i + 1}`
      checkFile(file, [key, i], who)
      checkPlace(file, quote, [key, i, "quote"], `${who}: its quote`)
    })
  gold.nothing?.forEach((stretch, i) => {
    const who = `stretch ${i + 1} of \`nothing\``
    checkFile(stretch.file, ["nothing", i], who)
    checkPlace(stretch.file, stretch, ["nothing", i], `${who}: its place`)
  })
  return found
}
