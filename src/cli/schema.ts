// `brink schema`: the JSON Schema of a published format.

import {type FormatName, formats, jsonSchema} from "../case/formats.ts"
import {jsonText} from "../core/controls.ts"
import {type ExitCode, oneOf, type Request} from "./request.ts"

/** `brink schema` */
export function actSchema({terminal}: Request, name: string): ExitCode {
  oneOf("format", name, Object.keys(formats))
  terminal.give(`${jsonText(jsonSchema(name as FormatName), 2)}\n`)
  return 0
}
