// factors.yaml as people write it, changed in one place: every other byte stays.

import {expect, test} from "vitest"
import {printFactors} from "../../src/cards/factors-file.ts"
import {type CaseFactor, parseCodebook} from "../../src/map/index.ts"

const read = (text: string): CaseFactor[] => parseCodebook(text, "factors.yaml")

/** The text after factors were changed by id: null takes one out. */
function changed(text: string, changes: Readonly<Record<string, Partial<CaseFactor> | null>>): string {
  const before = read(text)
  const after = before.flatMap((factor) => {
    const change = changes[factor.id]
    return change === null ? [] : [{...factor, ...change}]
  })
  const known = new Set(before.map(({id}) => id))
  const added = Object.entries(changes).flatMap(([id, change]) => (known.has(id) || !change ? [] : [{id, ...change}]))
  return printFactors(text, before, [...after, ...added])
}

const BY_HAND = `# What the keepers say.
format:   brink/factors@1

factors:
    # Asked by the council.
    frost:   {name: Frost,   unit: "night", # counted at the weir
              weight: 0.4}   # keep unit
    hive:
        name:  'Hives'      # as in the annex
        aliases:  # in the order of the annex
          - hive
          - colony

    bees: { name: Bees, aliases: [ bee,bees ], }   # see annex
    # That was all.
# The end.`

test("where nothing changes every byte stays", () => {
  expect(changed(BY_HAND, {})).toBe(BY_HAND)
})

test("another factor's bytes stay when one is changed, added or taken out", () => {
  expect(changed(BY_HAND, {bees: {wanted: "more"}})).toBe(
    BY_HAND.replace("[ bee,bees ], }", "[ bee,bees ], wanted: more, }"),
  )
  expect(changed(BY_HAND, {frost: {weight: 0.5}})).toBe(BY_HAND.replace("weight: 0.4", "weight: 0.5"))
  expect(changed(BY_HAND, {hive: {aliases: ["hive"], unit: "hive"}})).toBe(
    BY_HAND.replace("          - hive\n          - colony\n", "          [hive]\n        unit: hive\n"),
  )
  expect(changed(BY_HAND, {mites: {aliases: ["mite, red"]}})).toBe(
    BY_HAND.replace("# see annex\n", '# see annex\n    mites: {aliases: ["mite, red"]}\n'),
  )
})

test("a factor that is taken out leaves its comments, with its name", () => {
  expect(changed(BY_HAND, {bees: null})).toBe(
    BY_HAND.replace("bees: { name: Bees, aliases: [ bee,bees ], }   # see annex", "# bees: see annex"),
  )
  expect(changed(BY_HAND, {frost: null})).toContain(
    "    # Asked by the council.\n    # frost: counted at the weir\n    # frost: keep unit\n    hive:\n",
  )
})

test("keys are taken out and put in, whatever a file looks like", () => {
  const layouts = [
    BY_HAND,
    BY_HAND.replaceAll("\n", "\r\n"),
    "format: brink/factors@1\nfactors: {}\n",
    "format: brink/factors@1\nfactors: {} # none yet",
    "factors: {frost: {name: Frost}, bees: {weight: 1, proposed: {by: words, suspicion: 0, told: 1}}, hive: {unit: 1}}\nformat: brink/factors@1",
    '{"format": "brink/factors@1", "factors": {"frost": {"name": "Frost", "unit": "1"}, "bees": {}}}',
    '{"format": "brink/factors@1", "factors": {}}\n',
    "format: brink/factors@1\nfactors:\n  bees:\n    aliases:\n    - bee\n    - bees # both\n    proposed:\n      by: words\n      suspicion: 0.26\n      told: 2\n  frost:\n    name: |-\n      Frost\n",
    "format: brink/factors@1\nfactors:\n  frost:\n    {name: Frost, opposites: []}\n  hive: {\n    name: Hives, # c\n    unit: hive\n  }\n",
  ]
  const changes = [
    {frost: {name: "Late frost", opposites: ["thaw: {early}", "mild night"]}},
    {bees: {proposed: undefined, aliases: undefined, weight: undefined}},
    {frost: null},
    {bees: null, hive: null},
    {frost: null, bees: null, hive: null},
    {frost: null, bees: null, hive: null, mites: {name: "Mites"}, true: {unit: "1"}},
    {hive: {name: undefined, unit: undefined, aliases: undefined, wanted: "less" as const}},
    {mites: {phrases: ["it's #1, [ok]"]}, hive: {name: "Hive"}, frost: {unit: undefined}},
  ]
  for (const text of layouts)
    for (const change of changes) {
      const before = read(text)
      // Throws where it does not say what it should.
      const once = changed(text, change as Parameters<typeof changed>[1])
      expect(printFactors(once, read(once), read(once))).toBe(once)
      // And back again.
      expect(read(printFactors(once, read(once), before))).toHaveLength(before.length)
      if (text.includes("\r\n")) expect(once).not.toMatch(/[^\r]\n/)
    }
})

test("what stands on another entry is not changed behind its back", () => {
  const text = "format: brink/factors@1\nfactors:\n  a: &a {weight: 1}\n  b: *a\n"
  expect(() => changed(text, {a: {weight: 0.5}})).toThrow("cards/shared-entry")
  expect(changed(text, {b: {weight: 0.5}})).toBe(text.replace("*a", "{weight: 0.5}"))
})
