// A reading held against anyone's annotation. In: claims as read, and gold claims with the
// same places. Out: recall, precision, and how often sign and flags agree. A claim is found
// when it is in the same file and both its phrases overlap the gold ones by more than half
// of the shorter; each claim answers for at most one gold claim and the other way round.

import {z} from "zod"
import type {Claim} from "./claim.ts"

const range = z.object({from: z.int().min(0), to: z.int().min(0)})
const goldClaim = z.object({
  id: z.string().optional(),
  file: z.string(),
  cause: range,
  effect: range,
  sign: z.enum(["+", "-", "0", "unclear"]).optional(),
  condition: z.string().nullable().optional(),
  hedge: z.union([z.string(), z.boolean()]).nullable().optional(),
  denied: z.boolean().optional(),
  refuted: z.boolean().optional(),
  by: z.string().nullable().optional(),
  optional: z.boolean().optional().describe("Neither missed when absent nor spurious when there."),
})

/** A gold annotation: claims by place. `files`: what was annotated; others are not scored. */
export const goldSchema = z.object({
  format: z.string().optional(),
  files: z.array(z.string()).optional(),
  claims: z.array(goldClaim),
})
export type GoldFile = z.infer<typeof goldSchema>

export type Score = {
  /** Required gold claims, and how many of them were found. */
  readonly wanted: number
  readonly found: number
  /** Claims read in annotated files, and how many of them no gold claim answers for. */
  readonly claims: number
  readonly spurious: number
  /** Shares; null where there is nothing to share out. */
  readonly recall: number | null
  readonly precision: number | null
  /** Of the claims found whose gold says a sign, the share with that sign. */
  readonly sign: number | null
  /** Of the claims found whose gold says the flag, the share that agrees. */
  readonly flags: Readonly<Record<"condition" | "hedge" | "denied" | "refuted" | "by", number | null>>
  /** Gold claims that were missed, by id or number from 1; ids of spurious claims. */
  readonly missed: readonly string[]
  readonly extra: readonly string[]
}

type Place = {readonly from: number; readonly to: number}
type Gold = GoldFile["claims"][number]
type Pair = {readonly claim: Claim; readonly gold: Gold; readonly likeness: number; readonly order: number}

/** Length in common, as a share of the shorter. */
function overlap(a: Place, b: Place): number {
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  const shorter = Math.min(a.to - a.from, b.to - b.from)
  return common <= 0 || shorter <= 0 ? 0 : common / shorter
}

const HALF = 0.5

/** Scores `claims` against `gold`. Pairs are made best overlap first, so that no order of the input matters. */
export function score(claims: readonly Pick<Claim, keyof Claim>[], gold: GoldFile): Score {
  const files = new Set(gold.files ?? gold.claims.map((g) => g.file))
  const read = claims.filter((c) => files.has(c.file))
  const pairs: Pair[] = []
  read.forEach((claim, i) => {
    gold.claims.forEach((wanted, j) => {
      if (wanted.file !== claim.file) return
      const cause = overlap(claim.cause, wanted.cause)
      const effect = overlap(claim.effect, wanted.effect)
      if (cause > HALF && effect > HALF)
        pairs.push({claim, gold: wanted, likeness: cause + effect, order: i * gold.claims.length + j})
    })
  })
  pairs.sort(
    (a, b) =>
      b.likeness - a.likeness ||
      Number(a.gold.optional ?? false) - Number(b.gold.optional ?? false) ||
      a.order - b.order,
  )
  const taken = new Map<Gold, Claim>()
  const used = new Set<Claim>()
  for (const {claim, gold: wanted} of pairs) {
    if (taken.has(wanted) || used.has(claim)) continue
    taken.set(wanted, claim)
    used.add(claim)
  }
  const required = gold.claims.filter((g) => !g.optional)
  const found = required.filter((g) => taken.has(g))
  const spurious = read.filter((c) => !used.has(c))
  const matched = [...taken]
  const share = (of: readonly [Gold, Claim][], agrees: (g: Gold, c: Claim) => boolean): number | null =>
    of.length === 0 ? null : of.filter(([g, c]) => agrees(g, c)).length / of.length
  const saying = (key: keyof Gold): [Gold, Claim][] => matched.filter(([g]) => g[key] !== undefined)
  return {
    wanted: required.length,
    found: found.length,
    claims: read.length,
    spurious: spurious.length,
    recall: required.length === 0 ? null : found.length / required.length,
    precision: read.length === 0 ? null : (read.length - spurious.length) / read.length,
    sign: share(saying("sign"), (g, c) => g.sign === c.sign),
    flags: {
      condition: share(saying("condition"), (g, c) => (g.condition ?? null) === c.condition),
      hedge: share(saying("hedge"), (g, c) => (g.hedge !== null && g.hedge !== false) === (c.hedge !== null)),
      denied: share(saying("denied"), (g, c) => g.denied === c.denied),
      refuted: share(saying("refuted"), (g, c) => g.refuted === c.refuted),
      by: share(saying("by"), (g, c) => (g.by !== null) === (c.by !== null)),
    },
    missed: gold.claims.flatMap((g, i) => (g.optional || taken.has(g) ? [] : [g.id ?? String(i + 1)])),
    extra: spurious.map((c) => c.id),
  }
}
