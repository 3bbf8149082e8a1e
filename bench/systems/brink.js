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
 * Blocks of members in WebAssembly, in this thread: the rows of a block are laid out as the ensemble's tables have
 * them, and the next block overwrites them, as the C does it.
 *
 * @returns null where the program does not fit a block.
 */
export function blocks(model, openBlocks, runs) {
  const {program, kept, inputs, rows, seed} = model
  const instantiate = (bytes, host) => new WebAssembly.Instance(new WebAssembly.Module(bytes), {host}).exports
  const runner = openBlocks(program, instantiate, kept)
  if (!runner) return null
  const width = program.inputs.length
  const into = new Float64Array(runner.members * kept.length * rows)
  return {
    runs,
    run(sums) {
      for (let run = 0; run < runs; run += runner.members) {
        const count = Math.min(runner.members, runs - run)
        const given = inputs.subarray(run * width, (run + count) * width)
        const failures = runner.run(given, into.subarray(0, count * kept.length * rows), {seed, run, count})
        if (failures.length > 0) throw new Error(`run ${failures[0].run} failed: ${failures[0].says}`)
        for (let member = 0; member < count; member++) {
          let sum = 0
          for (let j = 0; j < kept.length; j++) sum += into[(member * kept.length + j + 1) * rows - 1]
          sums[run + member] = sum
        }
      }
    },
  }
}
