// In place of the spreadsheet reader that one of the peers takes from outside the registry.
// The benchmark's models read no sheets; a call says so instead of giving wrong data.

const absent = () => {
  throw new Error("no spreadsheets here: the benchmark's models have none")
}

export const read = absent
export const readFile = absent
export const utils = {decode_cell: absent, encode_cell: absent, sheet_to_json: absent}
export const set_fs = () => {}
export default {read, readFile, utils, set_fs}
