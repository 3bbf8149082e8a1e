// The project's own cases: every file of cases/, and the list of those that are known not to pass yet. How a case is
// parsed and judged is the gold layer's (src/gold/casebook.ts), because analysts keep cases of their own.

import {readdirSync, readFileSync} from "node:fs"
import {judge, parseCases, type ReadingCase} from "../../src/gold/index.ts"
import {claimsOf, misspelt, rulesOf} from "./sentence.ts"

export {type Judgement, judge, parseCases, placeOf, type ReadingCase as Case} from "../../src/gold/index.ts"

const folder = new URL("./cases/", import.meta.url)
const missesFile = new URL("./known-misses.txt", import.meta.url)

/** Every case of the folder, file by file. */
export function allCases(): ReadingCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => parseCases(file, readFileSync(new URL(file, folder), "utf8")))
}

/** How a case is named in known-misses.txt. */
export const nameOf = (c: Pick<ReadingCase, "file" | "title">): string => `${c.file}: ${c.title}`

/** Cases known not to pass leniently yet, by name. */
export function knownMisses(): ReadonlySet<string> {
  const lines = readFileSync(missesFile, "utf8").split("\n")
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("//")))
}

export const missesPath = missesFile

/** What is wrong with how cases are read, each by its title: nothing where all are as they should be, known misses missed. */
export function faultsOf(cases: readonly ReadingCase[], misses: ReadonlySet<string>): string[] {
  return cases.flatMap((each) => {
    const claims = claimsOf(each.sentence)
    const {lenient, wrong} = judge(each, claims)
    const known = misses.has(nameOf(each))
    const faults = misspelt(rulesOf(claims)).map((rule) => `no rule is spelt ${rule}`)
    if (known && lenient) faults.push("it passes now, take it off test/claims/known-misses.txt")
    if (!known) faults.push(...wrong)
    return faults.map((fault) => `${each.title}: ${fault} in: ${each.sentence}`)
  })
}
