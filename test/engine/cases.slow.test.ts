// Every model that ships, by interpreter and compiled JavaScript, over sampled inputs and
// both methods: the same bits, or the same failure.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {sample} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

const cases = new URL("../../cases/", import.meta.url)
const models = readdirSync(cases).filter((name) => existsSync(new URL(`${name}/model.yaml`, cases)))

test.each(models)("%s", (name) => {
  const model = parseModel(readFileSync(new URL(`${name}/model.yaml`, cases), "utf8"), `${name}/model.yaml`)
  const runs = 2
  for (const method of ["euler", "rk4"] as const) {
    const program = compile(model, {method})
    const width = program.inputs.length
    const inputs = sample(program, runs, "1")
    const [interpreted, compiled] = [interpret(program), emit(program)]
    for (let run = 0; run < runs; run++) {
      const tables = [interpreted, compiled].map((runner) => {
        const into = new Float64Array(rows(program) * program.outputs.length)
        const failure = runner.run(inputs.subarray(run * width, (run + 1) * width), into, {seed: {lo: 1, hi: 0}, run})
        return {failure, bytes: Buffer.from(into.buffer)}
      })
      expect(tables[1]!.failure).toEqual(tables[0]!.failure)
      expect(tables[1]!.bytes.equals(tables[0]!.bytes), `${method}, run ${run}`).toBe(true)
    }
  }
})
