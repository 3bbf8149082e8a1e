// Words of a command that is shown for people to copy.

/** A word as a shell takes it, whatever it holds; white space is folded, so that the command stands on one line. */
export function shellWord(text: string): string {
  return `'${text.replace(/\s+/g, " ").replace(/'/g, "'\\''")}'`
}
