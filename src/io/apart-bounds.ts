// What a parser of one document may cost: told to its process when it starts, and said in the
// refusal of a document that costs more.

/** Bounds of one document. */
export type Bounds = {
  /** Seconds of work. */
  readonly seconds: number
  /** Bytes of memory of the whole process, heap and all. */
  readonly memory: number
  /** Bytes of the heap alone. */
  readonly heap: number
}

/** A thousand pages, or ten megabytes of text, take half of the time and of the memory on a machine of some years. */
export const BOUNDS: Bounds = {seconds: 10, memory: 800_000_000, heap: 640_000_000}

/** Words on the child's stderr for why it was ended. */
export const TOO_SLOW = "brink:too-slow"
export const TOO_LARGE = "brink:too-large"

/** Waited for an answer at most, in bounds of work: a machine that does other things too, or a process that sleeps. */
export const PATIENCE = 3
/** Of the memory: a process that has grown beyond this gives way to a new one, so that each document has all its room. */
export const GROWN = 0.4
