// Tests that take minutes: real corpora, thousands of mutated models. `.ci/run` runs them
// after `npm test`.

import {defineConfig} from "vitest/config"
import {state} from "./test/state.ts"

export default defineConfig({
  test: {
    include: ["test/**/*.long.ts"],
    env: {XDG_STATE_HOME: state, XDG_CACHE_HOME: `${state}/cache`},
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
