// The parsers of containers under one name each. In: a kind and the bytes of a file. Out: what the
// parser makes of them, or its refusal. Nobody calls this on a stranger's bytes but the child of
// apart.ts, and apart.ts itself where the sources run as they are.

import type {LaidOut} from "../documents/formats/unreadable.ts"
import type {Workbook} from "../exchange/index.ts"

/** What each kind of container becomes. */
export type Parsed = {readonly docx: LaidOut; readonly pdf: LaidOut; readonly xlsx: Workbook; readonly xls: Workbook}

export type Kind = keyof Parsed

const PARSERS: {readonly [kind in Kind]: () => Promise<(bytes: Uint8Array) => Parsed[kind] | Promise<Parsed[kind]>>} = {
  docx: async () => (await import("../documents/formats/docx.ts")).readDocx,
  pdf: async () => (await import("../documents/formats/pdf.ts")).readPdf,
  xlsx: async () => (await import("../exchange/data/sheets-xlsx.ts")).readXlsx,
  xls: async () => (await import("../exchange/data/sheets-xls.ts")).readXls,
}

/** @throws Unreadable, Damaged, or whatever a parser trips over. */
export async function parse<K extends Kind>(kind: K, bytes: Uint8Array): Promise<Parsed[K]> {
  const parser = await PARSERS[kind]()
  return parser(bytes)
}
