export {type Decoded, decode} from "./decode.ts"
export {loadEnglish} from "./english.ts"
export {
  type Found,
  inWords,
  isWithin,
  kindOfPath,
  LARGEST_FILE,
  listFiles,
  readDocument,
  readDocuments,
  readText,
} from "./files.ts"
export {readHtml} from "./html.ts"
export {fingerprint, locked} from "./lock.ts"
export {instantiate} from "./members.ts"
export {
  isForeignModel,
  type OpenedBlueprint,
  type OpenedModel,
  openBlueprint,
  openModel,
} from "./models.ts"
export {writeParquet} from "./parquet.ts"
export {readSheets} from "./sheets.ts"
export {ignoreBrokenPipes, openTerminal, type Terminal} from "./terminal.ts"
export {openDigest, openExecutor} from "./workers.ts"
export {openWorld, type World} from "./world.ts"
export {makeFolder, tryToWrite, writeInPieces, writeWhole} from "./writing.ts"
