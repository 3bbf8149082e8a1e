// Corrections of trees as a person writes them, on an invented sentence.
import {mkdtempSync, readFileSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {describe, expect, test} from "vitest"
import {corrected, type Names, printed} from "../../scripts/train/corrections.ts"
import {writeTaught} from "../../scripts/train/taught.ts"
import type {Sentence} from "../../scripts/train/treebank.ts"

const names: Names = {
  tags: new Set(["NOUN/NNS", "VERB/VBP", "VERB/VBN", "NOUN/NN", "ADP/IN", "PUNCT/.", "PUNCT/,", "AUX/VBP"]),
  relations: new Set(["root", "nsubj", "obj", "obl", "nmod", "case", "punct"]),
}

/** "Floods raise prices in markets." */
const floods: Sentence = {
  id: "floods",
  text: "Floods raise prices in markets.",
  words: ["Floods", "raise", "prices", "in", "markets", "."],
  lemmas: [],
  parts: ["NOUN", "VERB", "NOUN", "ADP", "NOUN", "PUNCT"],
  penns: ["NNS", "VBP", "NNS", "IN", "NNS", "."],
  heads: [1, -1, 1, 4, 2, 1],
  relations: ["nsubj", "root", "obj", "case", "nmod", "punct"],
  outer: new Int32Array(6),
}

describe("a sentence to correct", () => {
  test("is printed with each word's tag and governor, and a mark where it is doubted", () => {
    expect(printed(7, floods, (i) => i === 4)).toBe(
      "#7\tFloods raise prices in markets .\n" +
        "1:Floods/NNS>2:raise(nsubj)  2:raise/VBP>ROOT(root)  3:prices/NNS>2:raise(obj)  4:in/IN>5:markets(case)  " +
        "5:markets/NNS>3:prices(nmod)?  6:.\n",
    )
  })

  test("takes governors, relations and tags, and stays as it is where nothing is written", () => {
    expect(corrected(floods, "", names)).toEqual(floods)
    const other = corrected(floods, "5>2:obl 2:VBN 1:AUX:VBP", names)
    expect(other.heads).toEqual([1, -1, 1, 4, 1, 1])
    expect(other.relations[4]).toBe("obl")
    expect([other.parts[0], other.penns[0], other.parts[1], other.penns[1]]).toEqual(["AUX", "VBP", "VERB", "VBN"])
  })

  test("takes another root", () => {
    const other = corrected(floods, "3>0:root 2>3:nmod 1>3:nsubj", names)
    expect(other.heads.slice(0, 5)).toEqual([2, 2, -1, 4, 2])
    // The full stop hung on the old root; from there its arc would run over the new one.
    expect(other.heads[5]).toBe(2)
  })

  test.each([
    ["5>9:obl", "a word hangs on another word, and there are 6"],
    ["5>5:obl", "a word hangs on another word, and there are 6"],
    ["9>1:obl", "no correction of one of 6 words"],
    ["5>2:oblique", "there is no such relation"],
    ["5:VBZZ", "there is no such tag"],
    ["raise is the root", "no correction of one of 6 words"],
    ["3>0:root", "2, 3 are roots"],
    ["2>3:nsubj", "none are roots"],
    ["2:VBP 3>4:obj", "hangs on itself"],
    ["2>0:obj", "has the relation root"],
    ["5>2:obl 5>3:nmod", "corrected twice"],
    ["6>3:nmod", "punctuation is not corrected"],
    ["6:NN", "punctuation is not corrected"],
    ["5>6:obl", "hangs on another word"],
    ["5>2:punct", "no such relation for a word"],
  ])("refuses %s", (written, why) => {
    expect(() => corrected(floods, written, names)).toThrow(why)
  })
})

test("corrected sentences are written over their own lines, with one character a word and new names behind the old ones", () => {
  const file = join(mkdtempSync(join(tmpdir(), "brink-taught-")), "taught.tsv")
  const other = "set\tb\t0\t2\tffff\t!!"
  writeFileSync(file, `NOUN/NNS VERB/VBP\nroot nsubj\nset\ta\t0\t6\teeee\t!!!!!!\n${other}\n`)
  writeTaught(file, new Map([[1, floods]]))
  expect(readFileSync(file, "utf8").split("\n")).toEqual([
    "NOUN/NNS VERB/VBP ADP/IN PUNCT/.",
    "root nsubj obj case nmod punct",
    'set\ta\t0\t6\teeee\t!"!#!$\t#!#&$#\t"!#$%&',
    other,
    "",
  ])
})
