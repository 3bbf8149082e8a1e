// What the operating system says when it refuses, for people.

/** The code that the operating system gave an error, like ENOENT; "" where it gave none. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : ""

const WORDS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "not permitted"],
  ["EISDIR", "it is a folder"],
  ["ENOENT", "there is no such file or folder"],
  ["ENOTDIR", "a part of the path is a file, not a folder"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the quota of this user is used up"],
  ["EFBIG", "it would be larger than files may be here"],
  ["EROFS", "the disk is read-only"],
  ["EIO", "the disk does not answer as it should"],
  ["ELOOP", "its links go in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EEXIST", "it is already there"],
  ["EPIPE", "nobody reads it any more"],
  ["EADDRINUSE", "another program has it"],
  ["ENXIO", "nobody reads it"],
])

/** What the operating system said, for people. */
export function inWords(error: unknown): string {
  return WORDS.get(systemCode(error)) ?? (error instanceof Error ? error.message : String(error))
}
