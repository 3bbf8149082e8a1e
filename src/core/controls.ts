// Characters that steer a screen instead of standing on it: shown as what they are, never sent.
//
// In: any text, whoever wrote it. Out: the same text with each such character written out (`\x1b`, `\u202e`), as it
// would be in a program. Text without them comes back as it is.

/** C0 but tab and line feed, DEL, C1, the other line ends, what turns the direction of writing, and halves of pairs. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/gu
/** Those of them that JSON.stringify leaves as they are. */
const LEFT_IN_JSON = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

const NAMED: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
])

const hex = (character: string, digits: number): string => character.charCodeAt(0).toString(16).padStart(digits, "0")

function writtenOut(character: string): string {
  return NAMED.get(character) ?? (character <= "\u00ff" ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`)
}

/** `text` with its control characters shown; tabs and line feeds stay. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, writtenOut)
}

/** The same on one line: a tab and a line feed are shown too. For names, which may hold anything. */
export function onOneLine(text: string): string {
  return withoutControls(text).replace(/[\t\n]/g, writtenOut)
}

/** JSON in which every control character is an escape: the same value, safe on any screen. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(LEFT_IN_JSON, (character) => `\\u${hex(character, 4)}`)
}
