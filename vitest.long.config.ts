// Tests that take minutes: real corpora, thousands of mutated models. `.ci/run` runs them
// after `npm test`.

import {defineConfig} from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.long.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
