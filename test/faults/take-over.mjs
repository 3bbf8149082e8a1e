// A process among several that take over locks which were left behind: under each of `count` locks it adds one to a
// number in a file, reading and writing it as anybody would. Arguments: the program's file, a folder, how many locks.

import {readFileSync, writeFileSync, writeSync} from "node:fs"
import {dirname, join} from "node:path"
import {pathToFileURL} from "node:url"

const [program, folder, count] = process.argv.slice(2)
const {locked} = await import(pathToFileURL(join(dirname(program), "../dist/io/lock.js")).href)
let added = 0
for (let n = 0; n < Number(count); n++) {
  const file = join(folder, String(n))
  locked(`${file}.lock`, () => writeFileSync(file, String(Number(readFileSync(file, "utf8")) + 1)))
  added++
}
writeSync(1, String(added))
