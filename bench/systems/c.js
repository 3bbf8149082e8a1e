// C over members as a yardstick: the compiled program written as C (bench/c.js), built by the
// C compiler that is here at several widths, run as a process that times itself.

import {execFileSync} from "node:child_process"
import {writeFileSync} from "node:fs"
import {join} from "node:path"
import {cSource} from "../c.js"

// Never -ffast-math: it removes rounding that the kernel of exp needs. No contraction to fused
// multiply-add either: the bits would differ. The other two only say what holds here, that
// nobody looks at floating-point traps or at errno; without them nothing is vectorised.
const EXACT = ["-O3", "-ffp-contract=off", "-fno-trapping-math", "-fno-math-errno"]

/**
 * The ways to build it. `blocks`: members side by side; `members` of a block is what did best. `needs`: what the
 * machine must have, as Linux names it.
 */
export const builds = [
  {key: "scalar", name: "C, one run at a time", flags: ["-march=native"], blocks: false, members: 64},
  {
    key: "128",
    name: "C over members, 128 bits",
    flags: ["-mavx", "-mprefer-vector-width=128"],
    needs: "avx",
    blocks: true,
    members: 64,
  },
  {
    key: "128native",
    name: "C over members, 128 bits, all of the machine's instructions",
    flags: ["-march=native", "-mprefer-vector-width=128"],
    needs: "avx512vl",
    blocks: true,
    members: 64,
  },
  {
    key: "256",
    name: "C over members, 256 bits (AVX2)",
    flags: ["-mavx2", "-mprefer-vector-width=256"],
    needs: "avx2",
    blocks: true,
    members: 64,
  },
  {
    key: "512",
    name: "C over members, 512 bits (AVX-512)",
    flags: ["-march=native", "-mprefer-vector-width=512"],
    needs: "avx512f",
    blocks: true,
    members: 128,
  },
]

/** The first line of the compiler's own version, or null where there is none. */
export function compilerVersion() {
  try {
    return execFileSync("cc", ["--version"], {stdio: ["ignore", "pipe", "ignore"]})
      .toString()
      .split("\n")[0]
  } catch {
    return null
  }
}

/** Builds one and gives it as a contender; its answer holds its own times. @throws what the compiler says. */
export function openC(model, build, runs, folder) {
  const stem = join(folder, `${model.name}-${build.key}`)
  const {program, kept, inputs} = model
  writeFileSync(`${stem}.c`, cSource(program, kept, build.members))
  execFileSync("cc", [...EXACT, ...build.flags, `${stem}.c`, "-o", stem, "-lm"], {stdio: ["ignore", "ignore", "pipe"]})
  const drawn = inputs.subarray(0, runs * program.inputs.length)
  writeFileSync(`${stem}.inputs`, new Uint8Array(drawn.buffer, drawn.byteOffset, drawn.byteLength))
  return {
    runs,
    run(sums) {
      const bytes = execFileSync(stem, [`${stem}.inputs`, build.blocks ? "1" : "0"], {maxBuffer: 1 << 28})
      const numbers = new Float64Array(new Uint8Array(bytes).buffer)
      sums.set(numbers.subarray(2))
      return {wall: numbers[0], work: numbers[1]}
    },
  }
}
