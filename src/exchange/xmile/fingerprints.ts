// What Brink wrote for other tools, and whether one of them has changed it since. In: an element that says `made`. Out:
// whether its equations are still the ones that Brink put there.
//
// Brink notes beside XMILE's words what XMILE cannot say; where a person has changed those words in another tool, the
// words count, and not the note. The fingerprint in the note tells.

import {elements, text, type XmileFile} from "./xmile-file.ts"
import type {XmlElement} from "./xml.ts"

/** What a fingerprint says of a text that another tool may have changed since; FNV-1a (Fowler, Noll, Vo). */
export function fingerprint(written: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < written.length; i++) hash = Math.imul(hash ^ written.charCodeAt(i), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, "0")
}

/** Whether Brink wrote an element for other tools alone. */
export function isMade(file: XmileFile, element: XmlElement): boolean {
  return file.own(element, "made") !== undefined
}

/** Whether an element that Brink wrote for other tools is not as Brink wrote it. */
export function changedSince(file: XmileFile, made: XmlElement): boolean {
  const mark = file.own(made, "made")
  return mark !== undefined && mark !== "true" && mark !== fingerprint(equationsIn(made))
}

/** Says that what Brink wrote was changed since, and that the change counts; `shown` names whose equations. */
export function reportChanged(file: XmileFile, at: XmlElement, shown: string): void {
  file.report(
    "exchange/changed",
    at,
    `The equations of ${shown} were changed after Brink wrote them; as they stand now they count, without what Brink had noted beside them`,
    "Nothing, if the change was meant.",
    false,
  )
}

/** The equations in an element that Brink made for other tools, as one text. */
function equationsIn(made: XmlElement): string {
  return elements(made)
    .flatMap((one) => (one.local === "element" ? elements(one) : [one]))
    .flatMap((one) => (one.local === "gf" ? elements(one) : [one]))
    .filter((one) => one.local === "eqn" || one.local === "xpts" || one.local === "ypts")
    .map((one) => text(one))
    .join("\n")
}
