// The tests, in tiers that the names of their files tell: `vitest run` is the quick ones, `*.test.ts`; `--mode all`
// brings `*.slow.test.ts`, which take over some three seconds each; `--mode long` is `*.long.ts` alone, minutes of
// corpora and mutated models. CONTRIBUTING.md says when each is run, test/tiers.test.ts that every test has a tier.

import {configDefaults, defineConfig} from "vitest/config"
import {state} from "./test/state.ts"
import {filesOf, isMode} from "./test/tiers.ts"

export default defineConfig(({mode}) => {
  // Vitest's own name for no mode is "test".
  const tier = mode === "test" ? "quick" : mode
  if (!isMode(tier)) throw new Error(`--mode wants all or long, and got '${mode}'`)
  const {include, exclude} = filesOf[tier]
  return {
    test: {
      include: [...include],
      exclude: [...configDefaults.exclude, ...exclude],
      // What a page comes to show is waited for as long as a busy machine may need.
      expect: {poll: {timeout: 10_000}},
      env: {BRINK_TESTS: tier, XDG_STATE_HOME: state, XDG_CACHE_HOME: `${state}/cache`},
      // All cores: left to itself vitest keeps one free, which on two means one file at a time.
      maxWorkers: "100%",
      ...(tier === "long"
        ? {testTimeout: 600_000, hookTimeout: 120_000}
        : {
            // A slow file on a machine that does four things at once.
            testTimeout: tier === "quick" ? 30_000 : 120_000,
            hookTimeout: 60_000,
            // No file leaves state behind (no module has any), so modules need not be loaded anew for each.
            isolate: false,
          }),
    },
  }
})
