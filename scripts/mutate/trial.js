// Tries mutants for scripts/mutate.js, which starts it: a process of its own, because a mutant may never end. In: test files
// and then one mutated module after another. Out, for each: whether a test failed. Vitest stays open in between, so
// that a mutant costs its tests and not the start of everything.

import {createVitest} from "vitest/node"

/** The module that is mutated now, and its text. */
let mutant = {path: "", text: ""}

/** Files run in the order they are handed in: the quick ones first. */
class AsGiven {
  shard = (files) => files
  sort = (files) => files
}

const vitest = await createVitest(
  "test",
  {
    watch: true,
    bail: 1,
    maxWorkers: 1,
    silent: true,
    // The quick files, with every test and property in them.
    env: {BRINK_TESTS: "all"},
    reporters: [{}],
    sequence: {sequencer: AsGiven},
    // Repeats are for flaws that show rarely; here they would cost time for each mutant.
    retry: 0,
  },
  {
    server: {watch: null},
    plugins: [
      {
        name: "mutant",
        enforce: "pre",
        load: (id) => (id.split("?")[0] === mutant.path ? mutant.text : null),
      },
    ],
  },
)

/** The test modules that failed, and how long each took, in milliseconds. */
async function run(specifications) {
  const result = await vitest.runTestSpecifications(specifications)
  const {unhandledErrors} = result
  // Those of earlier runs are told of as well.
  const asked = new Set(specifications.map(({moduleId}) => moduleId))
  const testModules = result.testModules.filter(({moduleId}) => asked.has(moduleId))
  // The process that ran them has the mutant loaded, and would keep it.
  await vitest.pool?.close?.()
  vitest.pool = undefined
  return {
    failed: testModules.filter((module) => !module.ok()).map((module) => module.relativeModuleId),
    broken: unhandledErrors.length > 0,
    took: Object.fromEntries(testModules.map((module) => [module.moduleId, module.diagnostic().duration])),
    ran: testModules.length,
  }
}

const specifications = new Map()
/** The files' specifications, the quickest first. The first time they are run as they are, which must pass. */
async function testsOf(filters) {
  const key = filters.join(" ")
  if (!specifications.has(key)) {
    const found = await vitest.globTestSpecifications(filters)
    const began = performance.now()
    const {took, failed, ran} = await run(found)
    if (failed.length > 0 || ran === 0)
      throw new Error(ran === 0 ? `There are no tests in ${key}` : `Fails without a mutant: ${failed.join(", ")}`)
    found.sort((a, b) => (took[a.moduleId] ?? 0) - (took[b.moduleId] ?? 0))
    specifications.set(key, {found, ms: performance.now() - began})
  }
  return specifications.get(key)
}

process.on("message", async ({path, text, tests}) => {
  try {
    const {found, ms} = await testsOf(tests)
    process.send({began: ms})
    mutant = {path, text}
    vitest.invalidateFile(path)
    const {failed, broken} = await run(found)
    const before = path
    mutant = {path: "", text: ""}
    vitest.invalidateFile(before)
    process.send({killed: failed.length > 0 || broken, by: failed[0] ?? ""})
  } catch (error) {
    process.send({error: String(error?.stack ?? error)})
  }
})
process.on("disconnect", () => process.exit())
process.send({ready: true})
