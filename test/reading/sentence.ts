// One invented sentence, read as if a document held it.

import {type Claim, read} from "../../src/reading/index.ts"
import {lineages, openDocument} from "../../src/text/index.ts"

export function claimsOf(sentence: string): readonly Claim[] {
  const text = `The valley, seen by those who live there\n\n${sentence} That is all that was said of it there.\n`
  const {document} = openDocument({file: "valley.txt", kind: "text", text})
  if (!document) throw new Error("the case was not read as English")
  return read([document], lineages([document])).claims
}
