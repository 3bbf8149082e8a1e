// What one mutation comes to: files in a folder of their own, and the command lines that are typed in it. Plain data, so
// that it can be sent to a child process, made smaller, and kept.

import type {Draws} from "./draws.ts"

/** Files by their path in the folder, and what is done with them. */
export type Attempt = {
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Without the program's name. `{SERVER}` stands for the address of the server that answers with `answers`. */
  readonly commands: readonly (readonly string[])[]
  /** What a server of a language model sends, byte by byte, one connection after the other; the last for all others. */
  readonly answers?: readonly Uint8Array[]
  /** Where there is one, what the first command line left in `case/.brink` is altered before the others, by these draws. */
  readonly spoil?: {readonly seed: number; readonly number: number}
  /** The file that was damaged, which is what can be made smaller; null where it is the command line. */
  readonly damaged: string | null
  /** What was done, for people. */
  readonly done: string
}

/** One option of a command, as far as a made-up command line needs it. */
export type OptionWords = {readonly name: string; readonly takes: string | null; readonly choices: readonly string[]}
/** One command: its name, its arguments and its options. */
export type CommandWords = {
  readonly name: string
  readonly takes: readonly string[]
  readonly options: readonly OptionWords[]
}

/** What mutations are made of: the project's own small files, and the words of its commands. */
export type Material = {
  /** Text of a file of the project, by its path. */
  text(path: string): string
  readonly commands: readonly CommandWords[]
}

/** A kind of input: from the draws of one mutation to what is tried. */
export type Kind = (draws: Draws, material: Material) => Attempt

export const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8")
