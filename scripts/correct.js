// Trees to correct, and their corrections: `npm run correct`. Its options stand in train/correct.ts.

import "./typescript.js"

await import("./train/correct.ts")
