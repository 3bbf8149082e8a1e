// Corrections of trees as a person writes them, on an invented sentence.
import {describe, expect, test} from "vitest"
import {corrected, type Names, printed} from "../../scripts/train/corrections.ts"
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

  test("takes another root with all that hangs on it", () => {
    const other = corrected(floods, "3>0:root 2>3:nmod 1>3:nsubj", names)
    expect(other.heads.slice(0, 5)).toEqual([2, 2, -1, 4, 2])
    // The full stop hung on the word that is the root no more, and crosses its arc to nothing.
    expect(other.heads[5]).toBe(2)
  })

  test.each([
    ["5>9:obl", "a word hangs on another one of 6"],
    ["5>5:obl", "a word hangs on another one of 6"],
    ["9>1:obl", "no correction of one of 6 words"],
    ["5>2:oblique", "there is no such relation"],
    ["5:VBZZ", "there is no such tag"],
    ["raise is the root", "no correction of one of 6 words"],
    ["3>0:root", "2, 3 are roots"],
    ["2>3:nsubj", "none are roots"],
    ["2:VBP 3>4:obj", "hangs on itself"],
    ["2>0:obj", "has the relation root"],
  ])("refuses %s", (written, why) => {
    expect(() => corrected(floods, written, names)).toThrow(why)
  })
})
