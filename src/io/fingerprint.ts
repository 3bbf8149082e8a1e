// What this program is, as a hash: part of every cache key, never of a result.

import {createHash} from "node:crypto"
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs"
import {join, sep} from "node:path"
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

/**
 * This version of Brink, alike on every machine: its number, and the beginning of SHA-256 over its sources. Two builds of
 * the same sources say the same, wherever they were made.
 */
export function programVersion(): string {
  const {version} = JSON.parse(readFileSync(fileURLToPath(new URL("../../package.json", import.meta.url)), "utf8"))
  const own = fileURLToPath(new URL("./sources.txt", import.meta.url))
  if (existsSync(own)) return `${version}+${readFileSync(own, "utf8").slice(0, 16)}`
  const hash = createHash("sha256")
  hashSources(fileURLToPath(new URL("..", import.meta.url)), (part) => hash.update(part))
  return `${version}+${hash.digest("hex").slice(0, 16)}`
}

/** The program as it was not put together (scripts/program.js): each file, by name. */
function hashSources(root: string, take: (part: string | Uint8Array) => void): void {
  const names = readdirSync(root, {recursive: true, encoding: "utf8"}).map((name) => name.split(sep).join("/"))
  for (const name of names.sort())
    if (/\.(?:js|ts|tsx)$/.test(name) && !name.endsWith(".d.ts") && !/^program\b/.test(name)) {
      take(name)
      take(readFileSync(join(root, name)))
    }
}
