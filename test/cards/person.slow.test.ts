// What sorting cards brings on a folder that nobody wrote themes for: floors under the scores of a simulated person. The
// shared folder is read in place; the marks that stand here are offsets and the markers' own names. One folder, marked by
// those who wrote the table: a check that sorting helps, no measure of what it brings elsewhere.

import {expect, test} from "vitest"
import {markedFolder, sorted} from "./person.ts"

const folder = markedFolder("cholera")

test.skipIf(folder === null)(
  "forty cards bring together what is one thing, sixty more of it, and no circle opens",
  () => {
    const [none, forty, sixty] = [0, 40, 60].map((cards) => sorted(folder!, cards))
    expect(none!.precision).toBeGreaterThanOrEqual(0.85)
    expect(forty!.f).toBeGreaterThanOrEqual(0.78)
    expect(sixty!.f).toBeGreaterThanOrEqual(0.83)
    expect(forty!.f).toBeGreaterThan(none!.f + 0.03)
    expect(sixty!.f).toBeGreaterThan(forty!.f)
    // Of "What the ban has done is to stop the trucks" the sign is turned twice.
    expect(Math.min(forty!.links, sixty!.links)).toBeGreaterThanOrEqual(0.5)
    expect(sixty!.loops).toBeGreaterThanOrEqual(none!.loops)
    expect(sixty!.unsettled).toBeLessThanOrEqual(2)
  },
)
