// A small format for tests of how files are read, and what refuses one.

import {z} from "zod"
import {Fault} from "../../src/core/fault.ts"

export const herd = z.strictObject({
  format: z.literal("brink/herd@1"),
  animals: z.record(z.string(), z.strictObject({count: z.number(), kind: z.enum(["goat", "sheep"]).optional()})),
})

/** The refusal that an act ends with. */
export function refusalOf(act: () => unknown): Fault {
  try {
    act()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error("was not refused")
}
