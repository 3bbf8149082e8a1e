// SDEverywhere's generated JavaScript on its own runtime, one run at a time, as its
// documentation has it: the .mdl is compiled once, inputs are set, the synchronous runner
// runs. Its C needs a runtime library that the npm registry does not carry, so it is not here.

import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {pathToFileURL} from "node:url"

/** Its compiler remarks on names that end in numbers; nothing comes of it. */
function quietly(work) {
  const {error} = console
  console.error = () => {}
  try {
    return work()
  } finally {
    console.error = error
  }
}

/** @returns null where it is not installed. */
export async function openSdeverywhere(model, runs) {
  const require = createRequire(new URL("../peers/package.json", import.meta.url))
  const take = async (name) => import(pathToFileURL(require.resolve(name)).href)
  let compile
  let runtime
  try {
    compile = await import(new URL("../peers/node_modules/@sdeverywhere/compile/src/index.js", import.meta.url).href)
    runtime = await take("@sdeverywhere/runtime")
  } catch (error) {
    if (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND") return null
    throw error
  }
  const {program, kept, inputs} = model
  const outputs = kept.map((output) => program.outputs[output].name)
  const spec = {inputVarNames: program.inputs.map(({name}) => name), outputVarNames: outputs}
  const code = quietly(() => {
    compile.resetState()
    const parsed = compile.parseInlineVensimModel(readFileSync(model.mdl, "utf8"))
    const nothing = {extData: new Map(), directData: new Map()}
    return compile.generateCode(parsed, {spec, operations: ["generateJS"], ...nothing})
  })
  const generated = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const runner = runtime.createSynchronousModelRunner(await generated.default())
  const table = runner.createOutputs()
  const values = program.inputs.map(({name}, i) => runtime.createInputValue(`_${name}`, inputs[i]))
  const last = Math.ceil(program.steps / program.every)
  const width = program.inputs.length
  return {
    runs,
    run(sums) {
      for (let run = 0; run < runs; run++) {
        values.forEach((value, i) => {
          value.set(inputs[run * width + i])
        })
        runner.runModelSync(values, table)
        sums[run] = table.varSeries.reduce((sum, series) => sum + series.points[last].y, 0)
      }
    },
  }
}
