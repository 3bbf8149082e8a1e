// Many documents to measure with: each has some three of five paragraphs of a marked text that may be read, other ones each time.

import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Writes `count` text files into a new folder. */
export function makeDocuments(into, count) {
  mkdirSync(into)
  const homes = [
    "gold/dev",
    "gold/dev-news",
    "gold/dev-crises",
    "gold/plain",
    "beds/fishery/documents",
    "beds/drought/documents",
  ]
  const texts = homes.flatMap((home) => {
    const from = join(root, "test", home)
    return readdirSync(from)
      .filter((file) => file.endsWith(".txt"))
      .map((file) => readFileSync(join(from, file), "utf8"))
  })
  for (let n = 0; n < count; n++) {
    const paragraphs = texts[n % texts.length].split(/\n\s*\n/)
    const round = Math.floor(n / texts.length)
    const kept = paragraphs.filter((_, i) => i === 0 || (i * 7 + round * 3) % 5 < 3)
    writeFileSync(join(into, `${String(n).padStart(3, "0")}.txt`), `${kept.join("\n\n")}\n`)
  }
}
