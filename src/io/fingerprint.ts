// What this program is, as a hash: part of every cache key, never of a result.

import {createHash} from "node:crypto"
import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"

/** SHA-256 over this program's own files in order of their names, the weights it reads English with, and what it depends on. */
export function fingerprint(): string {
  const root = fileURLToPath(new URL("..", import.meta.url))
  const hash = createHash("sha256")
  for (const name of readdirSync(root, {recursive: true, encoding: "utf8"}).sort())
    if (/\.(?:js|ts|tsx)$/.test(name) && !name.endsWith(".d.ts"))
      hash.update(name).update(readFileSync(join(root, name)))
  for (const name of ["../weights/english.brink", "../package.json"])
    if (existsSync(join(root, name))) hash.update(name).update(readFileSync(join(root, name)))
  return hash.digest("hex")
}
