import {defineConfig} from "vitest/config"
import {state} from "./test/state.ts"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    env: {XDG_STATE_HOME: state, XDG_CACHE_HOME: `${state}/cache`},
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // All cores: left to itself vitest keeps one free, which on two means one file at a time.
    maxWorkers: "100%",
    // No file leaves state behind (no module has any), so modules need not be loaded anew for each.
    isolate: false,
  },
})
