// A process to be killed: runs command lines one after the other, over and over, and says on stdout which it has done.
// `{n}` in a word stands for the number of the round. Argument: the program's file, how many rounds, the words as JSON.

import {writeSync} from "node:fs"
import {dirname, join} from "node:path"
import {pathToFileURL} from "node:url"

const [program, rounds, words] = process.argv.slice(2)
const {main} = await import(pathToFileURL(join(dirname(program), "../dist/cli/index.js")).href)
const silent = {isScreen: false, out: () => {}, err: (text) => process.env.LOUD && writeSync(2, text)}
writeSync(1, "ready\n")
for (let n = 1; n <= Number(rounds); n++) {
  const code = await main(
    JSON.parse(words).map((word) => word.replaceAll("{n}", String(n))),
    {streams: silent},
  )
  writeSync(1, `${n} ${code}\n`)
}
