import {expect, test} from "vitest"
import type {TrackRecord} from "../../src/case/index.ts"
import type {Of} from "../../src/case/shape.ts"
import {recordShape, type Same} from "../../src/case/shapes.ts"

// The compiler's part: a member of the record that the shape lacks, or has and the record lacks, is a mistake here.
const sameMembers: Same<Of<typeof recordShape>, TrackRecord> = true

test("what is kept of a record has every member of it, and no other", () => {
  expect(sameMembers).toBe(true)
  const record: TrackRecord = {runs: 1, scores: [], unscored: [], fits: []}
  expect(recordShape.safeParse(record).success).toBe(true)
  for (const name of Object.keys(record))
    expect(recordShape.safeParse({...record, [name]: undefined}).success, name).toBe(false)
  expect(recordShape.safeParse({...record, more: 1}).success).toBe(false)
})
