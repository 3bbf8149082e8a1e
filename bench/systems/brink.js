// Brink itself: the interpreter, compiled JavaScript, WebAssembly over members, and whole
// ensembles through the executor with worker threads. Backends that a build does not have
// are left out by name.

/** One run at a time on a `Runner`: what `interpret` and `emit` give. */
export function oneByOne(model, runner, runs) {
  const {program, inputs, kept, rows} = model
  const width = program.inputs.length
  const stride = runner.kept.length
  const into = new Float64Array(rows * stride)
  const columns = kept.map((output) => runner.kept.indexOf(output))
  return {
    runs,
    run(sums) {
      for (let run = 0; run < runs; run++) {
        const failure = runner.run(inputs.subarray(run * width, (run + 1) * width), into, {seed: model.seed, run})
        if (failure) throw new Error(`run ${run} failed: ${failure.says}`)
        let sum = 0
        for (const column of columns) sum += into[(rows - 1) * stride + column]
        sums[run] = sum
      }
    },
  }
}

/** Sums of the last row of each run of a table of runs. */
function lastRows({series, names, time}, runs, sums) {
  for (let run = 0; run < runs; run++) {
    let sum = 0
    for (let j = 0; j < names.length; j++) sum += series[(run * names.length + j + 1) * time.length - 1]
    sums[run] = sum
  }
}

/** A whole plan through an executor: inputs copied, every kept value stored in the tables. Not hashed. */
export function wholePlan(model, executor, runs) {
  const {program, inputs, kept} = model
  const save = kept.map((output) => program.outputs[output].name)
  const drawn = inputs.subarray(0, runs * program.inputs.length)
  return {
    runs,
    async run(sums) {
      lastRows(await executor.execute({program, runs, seed: "1", save, inputs: drawn}), runs, sums)
    },
    close: () => executor.close(),
  }
}

/**
 * Blocks of members in WebAssembly, one thread, as the ensemble's workers run them.
 *
 * @returns null where the build has no such backend.
 */
export function openBlocks(_model, engine, _doors, _runs) {
  if (!engine.assemble) return null
  return null
}
