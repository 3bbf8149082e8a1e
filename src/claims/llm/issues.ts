// The issues about what a language model read, by their codes.

import type {Issue} from "../../core/fault.ts"

/** Code of the issue that counts what became of a model's proposals about one document. */
export const PROPOSALS = "reading/model-proposals"
/** Code of the issue that names a document of which a model left pieces unread. */
export const UNANSWERED = "reading/model-unanswered"
/** Code of the issue that names claims that a model reads otherwise. */
export const DISAGREES = "reading/model-disagrees"

/** Whether an issue is about what a language model read. */
export function isOfModel({code}: Pick<Issue, "code">): boolean {
  return code === PROPOSALS || code === UNANSWERED || code === DISAGREES
}
