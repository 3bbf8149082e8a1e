// An invented island under a curfew, told by three papers in words of their own.

import {type Reading, read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"

export const ISLAND: Readonly<Record<string, string>> = {
  "harbour-gazette.txt":
    "The curfew has emptied the night market. The night market feeds the eel smokers. A shortage of ice has ruined the eel catch. Mistrust of the wardens has prolonged the curfew.\n",
  "upland-courier.txt":
    "The evening order has emptied the night market. Trust in the wardens shortens the curfew. Lifting the curfew would revive the night market. The empty stalls have angered the eel smokers.\n",
  "visitor-notes.txt":
    "Angry eel smokers led to mistrust of the wardens. The smoking ban hurts the eel smokers. Dry wells have worsened the shortage of ice.\n",
}

/** What the reader makes of documents. */
export function readFiles(files: Readonly<Record<string, string>>): Reading {
  const documents = Object.keys(files)
    .sort()
    .map((file) => openDocument({file, kind: "text", text: files[file]!}).document!)
  return read(documents, lineages(documents), english(), [])
}
