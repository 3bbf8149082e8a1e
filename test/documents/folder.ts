// The documents in a folder of texts, by the names of their files.

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {type Document, openDocument} from "../../src/documents/index.ts"

/** Throws where a file is no document. */
export function documentsIn(folder: string | URL): Document[] {
  const path = typeof folder === "string" ? folder : fileURLToPath(folder)
  return readdirSync(path, {withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({name}) => name)
    .sort()
    .map((file) => {
      const kind = file.endsWith(".md") ? "markdown" : "text"
      const {document} = openDocument({file, kind, text: readFileSync(join(path, file), "utf8")})
      if (!document) throw new Error(`${join(path, file)} is no document`)
      return document
    })
}
