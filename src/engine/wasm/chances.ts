// Which members of a block an event's chance favours, remembered from plan to plan: a draw is
// an address, so that ensembles of one seed ask for the same ones again and again.

import type {RunContext} from "../program.ts"

/** What a table says of a draw: nothing yet, that it is not below the chance, or that it is. */
export const UNKNOWN = 0
export const NO = 1
export const YES = 2

/** Answers remembered at most, one byte each; beyond them all are forgotten. */
const MOST_REMEMBERED = 1 << 25

/** Tables of draws by event and by the block's first run. */
export class Chances {
  private readonly tables = new Map<string, Uint8Array>()
  private size = 0

  /** The table of an event: member m at draw d stands at d * members + m. To be read, and filled where it is unknown. */
  of(address: number, chance: number, {seed, run}: RunContext, draws: number, members: number): Uint8Array {
    const key = `${seed.lo} ${seed.hi} ${address} ${chance} ${run} ${members}`
    const known = this.tables.get(key)
    const length = draws * members
    if (known && known.length >= length) return known
    if (this.size + length > MOST_REMEMBERED) {
      this.tables.clear()
      this.size = 0
    }
    const table = new Uint8Array(length)
    if (known) table.set(known)
    this.tables.set(key, table)
    this.size += length - (known?.length ?? 0)
    return table
  }
}
