import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {expect, test} from "vitest"
import {check} from "../../src/check/index.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {draft, leftOut} from "../../src/draft/index.ts"
import {compile} from "../../src/engine/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {gather} from "../../src/map/index.ts"
import {checkUnits, parseModel, printModel} from "../../src/model/index.ts"
import {english} from "../language/english.ts"

const folder = join(process.env["BRINK_SHARED"] ?? "../shared", "articles")

test.skipIf(!existsSync(folder))(
  "the five articles are drafted, printed, read back, run and checked",
  async () => {
    const documents = readdirSync(folder)
      .sort()
      .map((file) => openDocument({file, kind: "text", text: readFileSync(join(folder, file), "utf8")}).document!)
    const reading = read(documents, lineages(documents), english(), [])
    const map = gather(reading)
    const model = draft(map, {name: "articles"})
    const text = printModel(model)
    expect(printModel(parseModel(text, "model.yaml"))).toBe(text)
    expect(checkUnits(model)).toEqual([])
    const out = leftOut(map)
    const stocks = model.quantities.filter(({kind}) => kind === "stock").map(({name}) => name)
    expect([...stocks, ...out.factors.map(({id}) => id)].sort()).toEqual(map.factors.map(({id}) => id).sort())
    expect(sweepHere({program: compile(model), runs: 100, seed: "1", save: stocks}).failures).toEqual([])

    const result = await check({
      model,
      map,
      reading,
      execute: async (plan) => sweepHere(plan),
      runs: 50,
      seed: "1",
      drafted: true,
    })
    const bearing = map.links.filter((link) =>
      [link.for, link.against, link.zero].some(({claims}) => claims.length > 0),
    )
    // Links whose causes a sentence takes as one are asked together: none is left out.
    const asked = new Set(result.checks.filter(({kind}) => kind === "link").flatMap(({claims}) => claims))
    const unasked = bearing.filter((link) =>
      [link.for, link.against, link.zero].flatMap(({claims}) => claims).every((claim) => !asked.has(claim)),
    )
    expect(unasked.map(({id}) => id)).toEqual([])
    const conditionals = new Set(reading.claims.filter(({condition}) => condition !== null).map(({id}) => id))
    const checked = result.checks.filter(({kind}) => kind === "conditional").flatMap(({claims}) => claims)
    expect(new Set(checked)).toEqual(conditionals)
    const counted = Object.values(result.totals).reduce((a, b) => a + b)
    expect(counted).toBe(result.checks.filter(({byConstruction}) => !byConstruction).length)
    expect(new Set(result.checks.map(({id}) => id)).size).toBe(result.checks.length)
  },
  60_000,
)
