// A weights file that is not whole is refused by name; what is written is what is read.

import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {Fault} from "../../src/core/fault.ts"
import {loadEnglish} from "../../src/io/english.ts"
import {packedWeights, readWeights} from "../../src/io/weights-file.ts"
import {PARTS} from "../../src/language/parser.ts"
import {ACTION_ROW, type ActionRows, type SparseRows, type Weights} from "../../src/language/tables.ts"
import {RELATIONS} from "../../src/language/token.ts"
import {decodeWeights, encodeWeights, type StoredModel, withTagger} from "../../src/language/weights.ts"

/** A language of two tags, two relations and a few weights. */
function tiny(): StoredModel {
  const tagTable = new Int8Array(2 << 3)
  tagTable[5] = -7
  tagTable[6] = 127
  const actionTable = new Int8Array(ACTION_ROW << 4)
  actionTable[9] = 3
  const labelTable = new Int8Array(2 << 3)
  labelTable[15] = -128
  const parser = {actionTable, actionBits: 4, labelTable, labelBits: 3}
  const allowed = Array.from({length: PARTS * PARTS * 2}, () => Int32Array.of(0))
  allowed[7] = Int32Array.of(0, 1)
  return {
    tags: ["NOUN/NN", "VERB/VBZ"],
    relations: ["nsubj", "root"],
    lexicon: {
      classOf: new Map([
        [-5, 1],
        [7, 0],
      ]),
      allowed: [Int32Array.of(0, 1), Int32Array.of(1)],
    },
    lemmas: {changes: [{off: 1, on: ""}], changeOf: new Map([[99, 0]])},
    tagTable,
    tagBits: 3,
    allowed,
    guide: {
      ...parser,
      actionTable: Int8Array.from({length: ACTION_ROW << 4}, (_, i) => (i === 8 ? 5 : i === 14 ? 4 : 0)),
    },
    parser,
    margin: 1234,
  }
}

/** The column and the weight of each weight of each row. */
function weightsOf(weights: Weights): (readonly [number, number])[][] {
  const {starts, entries} = weights as SparseRows
  return Array.from({length: starts.length - 1}, (_, row) =>
    Array.from(entries.subarray(starts[row]! / 4, starts[row + 1]! / 4), (entry) => [
      (entry & 0xffff) / 4,
      entry >> 16,
    ]),
  )
}

/** The numbers of each row that is not of zeros. */
const actionsOf = ({codes, different}: ActionRows): Record<number, number[]> =>
  Object.fromEntries(
    [...codes].flatMap((code, row) =>
      code === 0 ? [] : [[row, [...different.subarray(code * ACTION_ROW, (code + 1) * ACTION_ROW)]]],
    ),
  )

test("another tagger is put before the parsers of a file, and none whose parsers know other tags", () => {
  const model = tiny()
  const tagTable = new Int8Array(2 << 3)
  tagTable[0] = 5
  const lexicon = {classOf: new Map([[8, 1]]), allowed: model.lexicon.allowed}
  const other = {...model, tagTable, lexicon}
  expect(withTagger(encodeWeights(model), "tiny", other)).toEqual(encodeWeights(other))
  expect(() => withTagger(encodeWeights(model), "tiny", {...other, tags: ["NOUN/NN", "VERB/VBD"]})).toThrow(
    /parsers of other tags/,
  )
})

test("weights are read as they were written: a byte v stands for v x |v|", () => {
  const read = decodeWeights(encodeWeights(tiny()), "tiny")
  expect(read.tagger.tags).toEqual(["NOUN/NN", "VERB/VBZ"])
  expect(read.parser.relations).toEqual(["nsubj", "root"])
  // Row 2 has a weight in its second column, row 3 in its first.
  expect(weightsOf(read.tagger.weights)).toEqual([[], [], [[1, -49]], [[0, 16129]], [], [], [], []])
  expect(weightsOf(read.parser.labels)).toEqual([[], [], [], [], [], [], [], [[1, -16384]]])
  expect(actionsOf(read.parser.actions as ActionRows)).toEqual({2: [0, 9, 0, 0]})
  expect(actionsOf(read.guide.actions as ActionRows)).toEqual({2: [25, 0, 0, 0], 3: [0, 0, 16, 0]})
  expect(read.parser.margin).toBe(1234)
  expect([...read.tagger.lexicon.classOf]).toEqual([
    [-5, 1],
    [7, 0],
  ])
  expect(read.tagger.lexicon.allowed.map((tags) => [...tags])).toEqual([[0, 1], [1]])
  expect(read.lemmas.changes).toEqual([{off: 1, on: ""}])
})

test("what may be later for the parser may be earlier for the guide, which reads from the end", () => {
  const read = decodeWeights(encodeWeights(tiny()), "tiny")
  expect([...read.parser.allowed[7]!]).toEqual([0, 1])
  expect([...read.guide.allowed[6]!]).toEqual([0, 1])
  expect([...read.guide.allowed[7]!]).toEqual([0])
})

test("the same model is the same bytes", () => {
  expect(encodeWeights(tiny())).toEqual(encodeWeights(tiny()))
})

describe("a file that is not whole", () => {
  const whole = encodeWeights(tiny())
  const changed = (at: number, to: number) => {
    const bytes = whole.slice()
    bytes[at] = to
    return bytes
  }
  test.each([
    ["foreign", Uint8Array.from([0x50, 0x4b, 3, 4]), "crate.bin is not a weights file"],
    ["empty", new Uint8Array(0), "crate.bin is not a weights file"],
    ["of a later format", changed(8, 77), "crate.bin has format 77; this Brink reads format 3"],
    ["learnt with other templates", changed(13, whole[13]! ^ 1), "crate.bin was learnt with other templates"],
    ["cut short", whole.slice(0, -1), "crate.bin is damaged or cut short: its checksum is"],
    ["changed by one bit", changed(whole.length - 3, whole.at(-3)! ^ 4), "crate.bin is damaged or cut short"],
  ])("is refused by name when %s", (_, bytes, says) => {
    expect(() => decodeWeights(bytes, "crate.bin")).toThrow(Fault)
    expect(() => decodeWeights(bytes, "crate.bin")).toThrow(says)
    expect(() => decodeWeights(bytes, "crate.bin")).toThrow("npm run train")
  })

  test("never ends in anything but a refusal, wherever it is cut", () => {
    for (let length = 0; length < whole.length; length++)
      expect(() => decodeWeights(whole.slice(0, length), "crate.bin")).toThrow("syntax/weights: crate.bin")
  })
})

test("the weights that ship know the relations that Brink does", () => {
  const file = fileURLToPath(new URL("../../weights/english.brink", import.meta.url))
  const {parser} = decodeWeights(readWeights(file, {largest: 1e8, remake: ""}), file)
  expect([...parser.relations].sort()).toEqual([...RELATIONS].sort())
})

describe("the file of the weights", () => {
  let folder = ""
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "brink-weights-"))
  })
  afterAll(() => rmSync(folder, {recursive: true}))

  test("a file that is not there is refused by its path", () => {
    const file = join(folder, "none.brink")
    expect(() => loadEnglish({file})).toThrow(`doors/weights: Cannot read ${file}`)
  })

  test("a file that cannot be decompressed is refused", () => {
    const file = join(folder, "torn.brink")
    writeFileSync(file, packedWeights(encodeWeights(tiny())).subarray(0, 60))
    expect(() => loadEnglish({file})).toThrow(`${file} is not a weights file, or is damaged`)
  })

  test("a file that decompresses to something else is refused", () => {
    const file = join(folder, "letter.brink")
    writeFileSync(file, packedWeights(Buffer.from("Dear harbour master, the ferries are late.")))
    expect(() => loadEnglish({file})).toThrow(`syntax/weights: ${file} is not a weights file`)
  })
})
