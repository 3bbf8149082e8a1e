// What Stella itself printed of a folder's XMILE files (output_stella*.csv), beside the canon that all files of the
// folder share. It is held to without exceptions: where a converter dropped something on the way to XMILE, so that the
// shared canon is of another model, this shows that the file is run as it says.

import {existsSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, it} from "vitest"
import {foldersOf, tryModel} from "./run.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const corpus = join(shared, "data/sd-test-models")

describe.skipIf(!existsSync(corpus))("XMILE and Stella models, against Stella's own output", () => {
  const pairs = (existsSync(corpus) ? foldersOf(corpus) : []).flatMap(({folder, models}) =>
    readdirSync(join(corpus, folder))
      .filter((file) => /^output_stella\d*\.csv$/.test(file))
      .flatMap((canon) =>
        models.filter((file) => /\.(?:stmx|xmile)$/i.test(file)).map((file) => ({folder, file, canon})),
      ),
  )

  it("there are more than 50 of them", () => expect(pairs.length).toBeGreaterThan(50))

  it.each(pairs)("$folder/$file", async ({folder, file, canon}) => {
    const {why, excepted} = await tryModel(corpus, folder, file, canon)
    expect({why, excepted}).toEqual({why: null, excepted: []})
  })
})
