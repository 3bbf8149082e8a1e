// What this program is, as a hash: part of every cache key, never of a result.

import {createHash} from "node:crypto"
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"

/** SHA-256 over all that this program is made of: its files, the weights that it reads English with, what it depends on. */
export function fingerprint(): string {
  const hash = createHash("sha256")
  const own = fileURLToPath(new URL("./fingerprint.txt", import.meta.url))
  if (existsSync(own)) hash.update(readFileSync(own))
  else hashSources(fileURLToPath(new URL("..", import.meta.url)), (part) => hash.update(part))
  const shipped = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))
  hash.update(readFileSync(shipped("package.json")))
  // By size and time: reading seven million bytes takes longer than many commands. Where they are missing reading refuses.
  const weights = statSync(shipped("weights/english.brink"), {throwIfNoEntry: false})
  return hash.update(`${weights?.size} ${weights?.mtimeMs}`).digest("hex")
}

/** The program as it was not put together (scripts/program.js): each file, by name. */
function hashSources(root: string, take: (part: string | Uint8Array) => void): void {
  for (const name of readdirSync(root, {recursive: true, encoding: "utf8"}).sort())
    if (/\.(?:js|ts|tsx)$/.test(name) && !name.endsWith(".d.ts") && !/^program\b/.test(name)) {
      take(name)
      take(readFileSync(join(root, name)))
    }
}
