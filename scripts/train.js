// Trains what src/language reads English with: `npm run train`. Its options stand in train/train.ts.

import "./typescript.js"

await import("./train/train.ts")
