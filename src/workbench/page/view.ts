// What a view of the page is to the shell: its name, what stands above it, what its keys do.

import type {JSX} from "preact"

export type ViewName = "read" | "names" | "map" | "page" | "edits"

/** Keys, apart by spaces, and what they do. */
export type Hint = readonly [keys: string, does: string]

export type Shown = {
  readonly name: ViewName
  /** The line above the view. */
  title(): string
  readonly Body: () => JSX.Element
  /** Keys that stand beside the title. */
  hints?(): readonly Hint[]
  /** Comes to the view, by the rest of its address: "around/trade/2". Without any, to where it was left. */
  enter?(rest: string): void
  /** What the view's keys do, small letters; `upper`: with Shift. */
  keys?(key: string, upper: boolean): (() => void) | undefined
  /** Shows what stands of what is shown, after others decided about it. */
  renew?(): void
  /** Leaves what is open in it; false where nothing is. */
  leave?(): boolean
}
