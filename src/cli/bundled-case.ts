// Where the case that ships stands: what commands are about that are told of none.

import {fileURLToPath} from "node:url"

/** Beside the package. */
export const BUNDLED_CASE = fileURLToPath(new URL("../../cases/pakistan-taliban", import.meta.url))
