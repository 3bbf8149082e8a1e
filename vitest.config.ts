import {defineConfig} from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // All cores: left to itself vitest keeps one free, which on two means one file at a time.
    maxWorkers: "100%",
    // No file leaves state behind (no module has any), so modules need not be loaded anew for each.
    isolate: false,
  },
})
