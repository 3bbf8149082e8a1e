// What lies in `.brink/` after a command has put it there, altered before the next one reads it. In: the folder of a case
// and draws. Out: nothing; the files are changed.
//
// Every other time the hash of what is altered is made right again, as who forges a cache would.

import {join} from "node:path"
import {contentHash} from "../../src/core/ids.ts"
import {damageText} from "./damage.ts"
import type {Draws} from "./draws.ts"
import {damageTree} from "./trees.ts"

type Disk = {
  list(folder: string): string[]
  read(path: string): Buffer
  write(path: string, bytes: Uint8Array): void
}

export function spoilCaches(folder: string, draws: Draws, disk: Disk): void {
  const caches = join(folder, "case/.brink")
  let names: string[]
  try {
    names = disk.list(caches).sort()
  } catch {
    return
  }
  for (const name of names) {
    const path = join(caches, name)
    const text = Buffer.from(disk.read(path)).toString("utf8")
    const end = text.indexOf("\n")
    const [key] = text.slice(0, end).split(" ")
    const body = text.slice(end + 1, -1)
    const forged = draws.oneIn(2)
    let damaged: string
    if (draws.oneIn(2)) {
      const tree = damageTree(draws, body, [])
      damaged = tree.text
    } else damaged = Buffer.from(damageText(draws, body, [], []).bytes).toString("utf8")
    if (forged) disk.write(path, Buffer.from(`${key} ${contentHash(damaged)}\n${damaged}\n`))
    else disk.write(path, Buffer.from(draws.oneIn(2) ? `${text.slice(0, end)}\n${damaged}\n` : damaged))
  }
}
