// Mutations by the thousand: made, tried, and what fails tried again alone, made small and kept. In: kinds, a seed and
// numbers. Out: how many did what, and the failures, each mistake once.
//
// A mutation is its kind, its seed and its number: `npm run fuzz -- --kind mdl --seed 7 --from 1234 --count 1` makes it
// again. Processes are shared by many mutations, so what fails there is tried once more in a process of its own, with its
// memory measured.

import type {Address, Done} from "./child.ts"
import type {Fate, Hand, Workshop} from "./hand.ts"
import {MOST_RESIDENT, type Wrong} from "./judge.ts"

/** A mutation that failed, alone too; `times`: in how many mutations the same mistake was met. */
export type Failure = Address & Wrong & {times: number; readonly done: string}

export type Hunted = {
  readonly tried: number
  /** Command lines by exit code. */
  readonly codes: Readonly<Record<string, number>>
  readonly failures: readonly Failure[]
  /** What failed in company and not alone: more than nothing here is a hint at state that is kept. */
  readonly notAlone: readonly (Address & Wrong)[]
  readonly slowest: {readonly cpu: number; readonly where: string}
  readonly largest: {readonly resident: number; readonly where: string}
}

/** Of so many mutations one is done twice. */
const TWICE_IN = 8
/** Mutations after which a process is started anew whatever it did. */
const LIFETIME = 2000

export const addressed = ({kind, seed, number}: Address): string =>
  `npm run fuzz -- --kind ${kind} --seed ${seed} --from ${number} --count 1`

export async function hunt(
  shop: Workshop,
  plan: {
    readonly kinds: readonly string[]
    readonly seed: number
    readonly from: number
    readonly count: number
    readonly hands?: number
    readonly onFailure?: (failure: Failure) => void
    readonly onProgress?: (tried: number) => void
  },
): Promise<Hunted> {
  const codes: Record<string, number> = {}
  const failures = new Map<string, Failure>()
  const notAlone: (Address & Wrong)[] = []
  let slowest = {cpu: 0, where: ""}
  let largest = {resident: 0, where: ""}
  let next = 0
  let tried = 0
  const total = plan.kinds.length * plan.count
  await Promise.all(
    Array.from({length: plan.hands ?? 2}, async (_, which) => {
      const hand = shop.hand(`hand-${which}`)
      for (let done = 1; next < total; done++) {
        const at = next++
        const address: Address = {
          kind: plan.kinds[at % plan.kinds.length]!,
          seed: plan.seed,
          number: plan.from + Math.floor(at / plan.kinds.length),
        }
        const where = addressed(address)
        const fate = await hand.run(address, {twice: address.number % TWICE_IN === 0})
        tried++
        plan.onProgress?.(tried)
        if (!("lost" in fate)) {
          for (const code of fate.codes) codes[code] = (codes[code] ?? 0) + 1
          if (fate.cpu > slowest.cpu) slowest = {cpu: fate.cpu, where}
          if (fate.resident > largest.resident) largest = {resident: fate.resident, where}
        }
        const suspect = suspicion(fate)
        if (suspect !== null) {
          const known = failures.get(suspect.key)
          // A mistake that is known is not looked into again, unless its key says too little about which it is.
          if (known && !/^(?:hangs|dies|memory)/.test(suspect.key)) known.times++
          else {
            await hand.renew()
            const alone = await tryAlone(hand, address)
            const wrong = alone.wrong
            if (wrong === null) {
              if (!/^(?:hangs|memory)/.test(suspect.key)) notAlone.push({...address, ...suspect})
            } else if (failures.has(wrong.key)) failures.get(wrong.key)!.times++
            else {
              const failure = {...address, ...wrong, times: 1, done: alone.done}
              failures.set(wrong.key, failure)
              plan.onFailure?.(failure)
            }
            await hand.renew()
          }
        }
        if (done % LIFETIME === 0 || (!("lost" in fate) && fate.resident > MOST_RESIDENT)) await hand.renew()
      }
      await hand.renew()
    }),
  )
  return {tried, codes, failures: [...failures.values()], notAlone, slowest, largest}
}

/** What is wrong with a fate, told in company. */
function suspicion(fate: Fate): Wrong | null {
  if ("lost" in fate) return {key: fate.lost, says: fate.says}
  if (fate.wrong) return fate.wrong
  return fate.resident > MOST_RESIDENT ? {key: "memory", says: `${Math.round(fate.resident / 1e6)} MB`} : null
}

/** A mutation in a process that has done nothing else. The hand must be fresh. */
export async function tryAlone(
  hand: Hand,
  what: Parameters<Hand["run"]>[0],
): Promise<{wrong: Wrong | null; done: string}> {
  const kind = "kind" in what ? what.kind : "kept"
  const fate = await hand.run(what, {twice: true})
  const told = suspicion(fate)
  const done = "lost" in fate ? "" : fate.done
  if (told === null) return {wrong: null, done}
  // How a process was lost says little about why: what it was at is part of the key.
  return {wrong: /^(?:hangs|dies|memory)$/.test(told.key) ? {...told, key: `${told.key}: ${kind}`} : told, done}
}

export type {Done}
