// What the tagger and the parsers learn beside the treebank points to texts: each of its lines must find its sentence, or training
// stops there.

import {existsSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"
import {readTaught} from "../../scripts/train/taught.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const file = fileURLToPath(new URL("../../scripts/train/taught.tsv", import.meta.url))

test.skipIf(!existsSync(join(shared, "data/annotated-news")))(
  "every taught sentence is found as it was corrected",
  async () => {
    const taught = await readTaught(file)
    expect(taught.length).toBeGreaterThan(21_000)
    for (const {sentence, hasTree} of taught) {
      expect(sentence.parts).toHaveLength(sentence.words.length)
      if (hasTree) expect(sentence.heads).toHaveLength(sentence.words.length)
    }
  },
)
