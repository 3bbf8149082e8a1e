// Threads that read documents: the same readings as this thread gives, and words instead of a hang.

import {dirname, join} from "node:path"
import {afterAll, beforeAll, expect, test} from "vitest"
import {readOne} from "../../src/claims/whole.ts"
import {type Document, openDocument} from "../../src/documents/index.ts"
import {openReaders} from "../../src/io/readers.ts"
import {type Built, build} from "../cli/built.ts"
import {english} from "../language/english.ts"

// Threads start from JavaScript: that of the program as it is started.
let made: Built
beforeAll(() => {
  made = build()
  const thread = (act: string) =>
    `import {parentPort} from "node:worker_threads"\nparentPort.on("message", ({document}) => { ${act} })\n`
  made.put(
    "dying.mjs",
    thread("if (document.file === 'c.txt') process.exit(3); else parentPort.postMessage({reading: 1})"),
  )
  made.put("mistaken.mjs", thread("parentPort.postMessage({mistake: 'Error: out of cheese'})"))
  made.put("throwing.mjs", thread("throw new Error('out of cheese')"))
  made.put("silent.mjs", thread(""))
})
afterAll(() => made.remove())

const documents: Document[] = ["a", "b", "c", "d", "e"].map((name, i) => {
  const text = `Drought destroyed ${i + 2} harvests in the valley of ${name}. The loss of the harvest raised bread prices.`
  return openDocument({file: `${name}.txt`, kind: "text", text}).document!
})
const open = (workers: number, file = join(dirname(made.bin), "../dist/program/reader-thread.js"), small = 0) =>
  openReaders({workers, english, file, small})
const threadOf = (name: string) => join(made.folder, name)
const readAll = (readers: ReturnType<typeof open>) => Promise.all(documents.map((one) => readers.read(one)))

test("1, 2 and 3 threads give what this thread gives, in the order that was asked", async () => {
  const here = documents.map((one) => readOne(one, english()))
  expect(here.every(({claims}) => claims.length > 0)).toBe(true)
  for (const workers of [1, 2, 3]) {
    const readers = open(workers)
    expect(await readAll(readers)).toEqual(here)
    await readers.close()
  }
})

test("no thread is started before there is much to read, nor where there is one worker", async () => {
  const letters = documents.slice(0, 3).reduce((sum, {text}) => sum + text.length, 0)
  const readers = open(2, threadOf("mistaken.mjs"), letters)
  for (const one of documents.slice(0, 3)) expect((await readers.read(one)).claims.length).toBeGreaterThan(0)
  await expect(readers.read(documents[3]!)).rejects.toThrow("out of cheese")
  await readers.close()
  const alone = open(1, threadOf("mistaken.mjs"))
  expect((await alone.read(documents[0]!)).claims.length).toBeGreaterThan(0)
})

test("where nobody says how many, half of the cores read until there is much, and all of them behind that", async () => {
  const file = threadOf("mistaken.mjs")
  const alone = openReaders({workers: null, cores: 3, english, file, small: 0})
  for (const one of documents) expect((await alone.read(one)).claims.length).toBeGreaterThan(0)
  const long = openDocument({file: "long.txt", kind: "text", text: "x ".repeat(500_000)}).document!
  await expect(alone.read(long)).rejects.toThrow("out of cheese")
  await alone.close()
  const two = openReaders({workers: null, cores: 4, english, file, small: 0})
  await expect(two.read(documents[0]!)).rejects.toThrow("out of cheese")
  await two.close()
})

test("aside, the first document is read on a thread too, and where there is one worker; where threads cannot be, here", async () => {
  for (const workers of [1, 2]) {
    const readers = open(workers, threadOf("mistaken.mjs"), 60_000)
    await expect(readers.read(documents[0]!, true)).rejects.toThrow("out of cheese")
    await readers.close()
  }
  const without = open(2, threadOf("none.mjs"))
  expect(await without.read(documents[0]!, true)).toEqual(readOne(documents[0]!, english()))
})

test("a thread that dies is told with what it read, and whoever waits hears of it", async () => {
  for (const name of ["dying.mjs", "throwing.mjs"]) {
    const readers = open(2, threadOf(name))
    const said = await Promise.allSettled(documents.map((one) => readers.read(one)))
    const refused = said.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []))
    // The other thread may have read all that was left when the one that dies comes to its document.
    expect(refused.length).toBeGreaterThan(name === "throwing.mjs" ? 1 : 0)
    expect(refused[0]).toMatch(/doors\/worker-died: A worker thread died while it read [a-e]\.txt: .*(code 3|cheese)/)
    await readers.close()
  }
})

test("closing while threads read ends them, and what was asked is refused", async () => {
  const readers = open(2, threadOf("silent.mjs"))
  const asked = readAll(readers)
  asked.catch(() => {})
  await readers.close()
  await expect(asked).rejects.toThrow("not read to their end")
})
