// Which test files run when, told by their names. vitest.config.ts asks; tiers.test.ts holds every file to it.

/** The quick ones are `npm test`, all of these two are `npm run test:all`, and the long ones `.ci/run` adds. */
export const TIERS = {
  quick: ["test/**/*.test.ts", "test/**/*.test.tsx"],
  slow: ["test/**/*.slow.test.ts", "test/**/*.slow.test.tsx"],
  long: ["test/**/*.long.ts"],
} as const

type Files = {readonly include: readonly string[]; readonly exclude: readonly string[]}

/** What vitest runs in each of its modes. */
export const filesOf = {
  quick: {include: TIERS.quick, exclude: TIERS.slow},
  // The names of the slow ones are names of tests too.
  all: {include: TIERS.quick, exclude: []},
  long: {include: TIERS.long, exclude: []},
} as const satisfies Readonly<Record<string, Files>>

export const isMode = (word: string): word is keyof typeof filesOf => Object.hasOwn(filesOf, word)

/**
 * In a quick file, a test that `npm test` leaves to `npm run test:all` and says it skipped: texts of a hundred thousand
 * letters, processes that have to be waited for, and whatever else takes long and seldom finds something new.
 */
export const isQuick = process.env["BRINK_TESTS"] === "quick"

/**
 * How often a property is tried, where `all` is often: a tenth of that in `npm test`, the first of the same ones, since
 * properties have a seed.
 */
export const someOf = (all: number): number => (isQuick ? Math.ceil(all / 10) : all)
