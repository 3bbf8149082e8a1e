// An ensemble for the tests of shards: chance within its runs, which goes by the run's number, and runs that fail.

import {compile} from "../../src/engine/index.ts"
import {type Sharded, sample, sharded} from "../../src/ensemble/index.ts"
import {openDigest} from "../../src/io/workers.ts"
import {happening, sketch} from "../engine/sketch.ts"

export const crowd = (rate = 0.1) =>
  compile(
    sketch(
      {
        crowd: {stock: 1, in: ["joining"]},
        joining: {flow: "crowd * growth * if(growth > 0.9, 1e40, 1)"},
        growth: {parameter: {kind: "uniform", low: 0, high: 1}},
        half: {aux: "crowd / 2"},
      },
      {stop: 12, events: [happening("raid", "crowd > 2", {crowd: "*= 0.5"}, rate)]},
    ),
  )

export const NAMES = ["crowd", "joining", "growth", "half"]

/** Runs of the crowd, cut into shards of `size`. */
export function cut({runs = 101, size = 20, seed = "9", save = NAMES, version = "0", rate = 0.1} = {}): Sharded {
  const program = crowd(rate)
  return sharded({program, runs, seed, save, inputs: sample(program, runs, seed)}, size, version, openDigest)
}
