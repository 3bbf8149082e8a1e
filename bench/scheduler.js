// The queue of `brink run --engine`, simulated: a thousand workers, of which some are slow and some are lost, and four ways
// to give out the same work. `node bench/scheduler.js` prints the tables of docs/scale.md; nothing is timed and every draw
// is seeded, so that it prints the same everywhere.
//
// A discrete-event simulation. A worker that is idle takes the next shard; it computes for (seconds of the shard) / (its
// speed) and hands the result in, one result at a time for all workers together. A worker that is lost takes its shard with
// it and comes back later.

import "../scripts/typescript.js"

const {seeded} = await import("../scripts/seeded.ts")

/** What is simulated; seconds throughout. */
const WORLD = {
  /** Computing in all, on a worker of speed 1: an hour for a thousand of them. */
  work: 3_600_000,
  /** To fetch a shard and to send its result: a worker's own time. */
  overhead: 0.1,
  /** Of the server and of who gathers, for each result: they take one at a time (design: 1.15 ms for 64 KB). */
  gather: 0.00115,
  /** Mean time until a worker is lost, and until it is there again. */
  lost: 24 * 3600,
  back: 300,
}

/** Of a hundred workers nine are half as fast and one a tenth: an old machine, and one that others use. */
const speedAmong = (worker) => (worker % 100 === 50 ? 0.1 : worker % 100 < 9 ? 0.5 : 1)

/**
 * Ways to give out work. `lease`: seconds after which a shard of which nothing was heard goes to another. `beats`: whether
 * a worker that computes is heard. `copies`: whether idle workers take a second copy of what others are at when nothing
 * else is left. `fixed`: every worker has its own equal part from the start.
 */
const WAYS = [
  {name: "equal parts, given out at the start", lease: 15, beats: true, copies: false, fixed: true},
  {name: "a queue, lease 15 s, nothing heard meanwhile", lease: 15, beats: false, copies: false, fixed: false},
  {name: "a queue, lease 1 h, nothing heard meanwhile", lease: 3600, beats: false, copies: false, fixed: false},
  {name: "a queue, lease 15 s, workers are heard", lease: 15, beats: true, copies: false, fixed: false},
  {name: "the same, and copies of the last ones", lease: 15, beats: true, copies: true, fixed: false},
]

/** Events by time; of two at one time the one that was put first. */
class Heap {
  items = []
  count = 0

  put(at, event) {
    const items = this.items
    const item = {at, order: this.count++, event}
    let i = items.push(item) - 1
    while (i > 0) {
      const above = (i - 1) >> 1
      if (!before(item, items[above])) break
      items[i] = items[above]
      i = above
    }
    items[i] = item
  }

  take() {
    const items = this.items
    const first = items[0]
    const last = items.pop()
    if (items.length > 0) {
      let i = 0
      for (;;) {
        let below = 2 * i + 1
        if (below >= items.length) break
        if (below + 1 < items.length && before(items[below + 1], items[below])) below++
        if (!before(items[below], last)) break
        items[i] = items[below]
        i = below
      }
      items[i] = last
    }
    return first
  }
}

const before = (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order)

/**
 * One simulated ensemble.
 * @returns seconds until the last result is in; the share of them over the least possible; computing that came to
 *   nothing, as a share of the work; seconds from when the last shard was first taken to the end.
 */
export function simulate({workers, size, way, seed, world = WORLD, speedOf = speedAmong}) {
  const random = seeded(seed)
  const shards = Math.round(world.work / size)
  const done = new Uint8Array(shards)
  /** How many are at a shard now. */
  const at = new Uint16Array(shards)
  const copied = new Uint8Array(shards)
  /** Shards that were given up, and are taken before those that were never taken. */
  const again = []
  let next = 0
  const own = Array.from({length: workers}, (_, w) => ({
    from: Math.floor((w * shards) / workers),
    to: Math.floor(((w + 1) * shards) / workers),
  }))
  const isThere = new Uint8Array(workers).fill(1)
  /** What a worker is at: a number that its later events know it by. */
  const doing = Array.from({length: workers}, () => null)
  let idle = []
  const heap = new Heap()
  let finished = 0
  let wasted = 0
  let gatherFree = 0
  let lastTaken = 0
  let end = 0
  let oldest = 0
  const exponential = (mean) => -mean * Math.log(1 - random())

  const pick = (worker, now) => {
    while (again.length > 0) {
      const shard = again.shift()
      if (!done[shard]) return shard
    }
    if (way.fixed) {
      const part = own[worker]
      if (part.from >= part.to) return -1
      lastTaken = now
      return part.from++
    }
    if (next < shards) {
      lastTaken = now
      return next++
    }
    if (!way.copies) return -1
    while (oldest < shards && (done[oldest] || copied[oldest])) oldest++
    for (let shard = oldest; shard < shards; shard++)
      if (!done[shard] && !copied[shard] && at[shard] > 0) {
        copied[shard] = 1
        return shard
      }
    return -1
  }
  const start = (worker, now) => {
    const shard = pick(worker, now)
    if (shard < 0) {
      idle.push(worker)
      return
    }
    at[shard]++
    const job = {shard, began: now}
    doing[worker] = job
    heap.put(now + world.overhead + size / speedOf(worker), {kind: "computed", worker, job})
    if (!way.beats) heap.put(now + way.lease, {kind: "lease", job})
  }
  const wakeOne = (now) => {
    const waiting = idle
    idle = []
    for (const worker of waiting) if (isThere[worker] && doing[worker] === null) start(worker, now)
  }
  const giveUp = (shard, now) => {
    if (done[shard]) return
    again.push(shard)
    if (idle.length > 0) wakeOne(now)
  }
  for (let worker = 0; worker < workers; worker++) {
    heap.put(exponential(world.lost), {kind: "lost", worker})
    start(worker, 0)
  }
  while (finished < shards) {
    const {at: now, event} = heap.take()
    const {worker, job} = event
    if (event.kind === "computed") {
      if (doing[worker] !== job) continue
      doing[worker] = null
      at[job.shard]--
      if (done[job.shard]) wasted += size
      else {
        done[job.shard] = 1
        finished++
        gatherFree = Math.max(gatherFree, now) + world.gather
        end = gatherFree
      }
      start(worker, now)
    } else if (event.kind === "lost") {
      isThere[worker] = 0
      const lostJob = doing[worker]
      doing[worker] = null
      if (lostJob) {
        at[lostJob.shard]--
        wasted += Math.min(size, (now - lostJob.began) * speedOf(worker))
        if (way.beats) heap.put(now + way.lease, {kind: "left", job: lostJob})
      }
      heap.put(now + world.back, {kind: "back", worker})
    } else if (event.kind === "back") {
      isThere[worker] = 1
      heap.put(now + exponential(world.lost), {kind: "lost", worker})
      start(worker, now)
    } else giveUp(job.shard, now)
  }
  // What others were still at when the last result came was for nothing.
  for (let worker = 0; worker < workers; worker++) {
    const job = doing[worker]
    if (job) wasted += Math.min(size, Math.max(0, end - job.began) * speedOf(worker))
  }
  let speed = 0
  for (let worker = 0; worker < workers; worker++) speed += speedOf(worker)
  const least = world.work / speed
  return {seconds: end, over: end / least - 1, wasted: wasted / world.work, tail: end - lastTaken}
}

const SEEDS = [1, 2, 3, 4, 5]
const SIZES = [3, 10, 30, 100, 300]

/** The middle one of five. */
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const percent = (share) => `${(100 * share).toFixed(1)} %`

/** The tables, as Markdown. */
export function tables() {
  const run = (given) => {
    const all = SEEDS.map((seed) => simulate({...given, seed}))
    return Object.fromEntries(["over", "wasted", "tail"].map((key) => [key, middle(all.map((one) => one[key]))]))
  }
  const lines = [
    "| 1,000 workers, shards of 30 s | longer than the least | computed for nothing | from the last shard taken to the end |",
    "|---|---|---|---|",
    ...WAYS.map((way) => {
      const {over, wasted, tail} = run({workers: 1000, size: 30, way})
      return `| ${way.name} | ${percent(over)} | ${percent(wasted)} | ${tail.toFixed(0)} s |`
    }),
    "",
    "| shards of | heard: longer than the least | copies: longer | copies: computed for nothing |",
    "|---|---|---|---|",
    ...SIZES.map((size) => {
      const [plain, copies] = WAYS.slice(3).map((way) => run({workers: 1000, size, way}))
      return `| ${size} s | ${percent(plain.over)} | ${percent(copies.over)} | ${percent(copies.wasted)} |`
    }),
    "",
  ]
  return lines.join("\n")
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split(/[\\/]/).at(-1))) console.log(tables())
