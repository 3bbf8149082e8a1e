// The program as it is started and installed: src/ and the part of its libraries that is used, joined to a few files, since
// opening hundreds of small ones takes longer than most commands. `npm run build` and the tests make it.

import {createHash} from "node:crypto"
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {basename, dirname, join, sep} from "node:path"
import {rolldown} from "rolldown"

/** What is started by its file: the command line, and what it starts as threads and processes. */
const STARTED = {
  brink: "cli/index.ts",
  worker: "io/worker.ts",
  heartbeat: "io/heartbeat.ts",
  "nats-beat": "io/nats-beat.ts",
  "reader-thread": "io/reader-thread.ts",
  "apart-child": "io/apart-child.ts",
  "apart-watch": "io/apart-watch.ts",
}

/** Libraries that stay where npm puts them: large, opened by few commands, or made for CommonJS and Node alone. */
const APART = [/^unpdf/, /^wink-/, /^iconv-lite/, /^chardet/, /^parse5/, /^hyparquet-writer/, /^@nats-io\//]

/**
 * Writes the program of `root` to `folder`: an entry for each that is started and each that package.json exports, what they
 * share, `LICENSES.txt` of what is joined in, `fingerprint.txt`, which names all that this program is,
 * and `sources.txt`, which names what it was made of, wherever that was.
 */
export async function writeProgram(root, folder) {
  const {exports} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  const input = {...STARTED}
  for (const to of Object.values(exports))
    if (typeof to !== "string")
      input[basename(to.default, ".js")] = to.types.replace(/^\.\/dist\//, "").replace(/\.d\.ts$/, ".ts")
  for (const [name, file] of Object.entries(input)) input[name] = join(root, "src", file)
  // Its ES modules: the ones that Node would be given need CommonJS.
  const yaml = join(root, "node_modules/yaml/browser/index.js")
  const packages = new Set()
  const bundle = await rolldown({
    input,
    platform: "node",
    external: APART,
    resolve: {alias: {yaml}},
    plugins: [pastIndexes(join(root, "src", sep)), withoutNode("webcola", "Layout", packages)],
    logLevel: "silent",
  })
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true})
  const {output} = await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    comments: false,
  })
  await bundle.close()
  const hash = createHash("sha256")
  for (const chunk of output.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
    hash.update(`${chunk.fileName}\n${chunk.code}\n`)
    notePackages(chunk, packages)
  }
  writeFileSync(join(folder, "LICENSES.txt"), [...packages].sort().map(licenceOf).join("\n"))
  writeFileSync(join(folder, "fingerprint.txt"), `${hash.digest("hex")}\n`)
  writeFileSync(join(folder, "sources.txt"), `${sourcesHash(join(root, "src"))}\n`)
}

/** SHA-256 over the sources alone, as src/io/fingerprint.ts has it: chunks are named by where on a disk they were made. */
function sourcesHash(src) {
  const hash = createHash("sha256")
  const files = readdirSync(src, {recursive: true}).map((name) => name.split(sep).join("/"))
  for (const name of files.sort())
    if (/\.tsx?$/.test(name) && !name.endsWith(".d.ts")) hash.update(name).update(readFileSync(join(src, name)))
  return hash.digest("hex")
}

/**
 * Has each file import from the files that hold what it names, and not from the index of their layer: what a command shares
 * with another is found file by file, and all that an index names would be loaded for one name of it.
 */
function pastIndexes(src) {
  const held = new Map()
  /** Of an index: each name it gives, with the file that holds it and its name there. */
  const namesOf = (index) => {
    if (!held.has(index)) {
      const names = new Map()
      for (const [, list, from] of readFileSync(index, "utf8").matchAll(/^export \{([^}]*)\} from "([^"]+)"/gm))
        for (const {name, as} of namesIn(list)) names.set(as, {name, file: join(dirname(index), from)})
      held.set(index, names)
    }
    return held.get(index)
  }
  return {
    name: "past-indexes",
    transform: {
      filter: {id: /\.tsx?$/},
      handler: (code, id) => {
        if (!id.startsWith(src)) return null
        return code.replaceAll(/^import \{([^}]*)\} from "(\.[^"]*\/index\.ts)"/gm, (whole, list, from) => {
          const names = namesOf(join(dirname(id), from))
          const found = namesIn(list).map(({name, as}) => ({as, ...names.get(name)}))
          if (found.some(({file}) => file === undefined)) return whole
          return found.map(({name, as, file}) => `import {${name} as ${as}} from ${JSON.stringify(file)}`).join(";")
        })
      },
    },
  }
}

/** The names of a list such as `a, b as c`, types left out: what each is called where it is, and here. */
function namesIn(list) {
  return list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "" && !one.startsWith("type "))
    .map((one) => {
      const [name, as = name] = one.split(/\s+as\s+/)
      return {name, as}
    })
}

/**
 * Makes of a library in CommonJS, which browsers run too, a module that asks nothing of Node: CommonJS that is joined for
 * Node does, whether it needs it or not.
 */
function withoutNode(library, name, packages) {
  const inner = `\0${library}`
  return {
    name: "without-node",
    resolveId: (id) => (id === library ? inner : null),
    load: async (id) => {
      if (id !== inner) return null
      const entry = {
        name: "entry",
        resolveId: (id) => (id === inner ? id : null),
        load: (id) => (id === inner ? {code: `export {${name}} from "${library}"`, moduleType: "js"} : null),
      }
      const bundle = await rolldown({input: inner, platform: "browser", plugins: [entry], logLevel: "silent"})
      const {output} = await bundle.generate({format: "esm"})
      await bundle.close()
      notePackages(output[0], packages)
      return {code: output[0].code, moduleType: "js"}
    },
  }
}

/** Adds the folders of the packages that a chunk holds something of: what is right under the last `node_modules` of a path. */
function notePackages({moduleIds = []}, packages) {
  for (const id of moduleIds) {
    const found = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)
    if (found) packages.add(found[0])
  }
}

/** The licence of a package, as the package words it. */
function licenceOf(folder) {
  const {name, version, license, licenses} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const file = readdirSync(folder).find((one) => /^(?:licen[cs]e|copying)(?:[.-]|$)/i.test(one))
  const named = license ?? licenses?.map(({type}) => type).join(" or ")
  const words = file ? readFileSync(join(folder, file), "utf8").trim() : licenceInReadme(folder)
  if (words === null) throw new Error(`${name} comes without the words of its licence, and cannot be bundled`)
  return `${name} ${version} (${named})\n\n${words}\n\n${"-".repeat(72)}\n`
}

/** What stands under the heading of the licence, for packages without a file of it. */
function licenceInReadme(folder) {
  const readme = readdirSync(folder).find((one) => /^readme/i.test(one))
  const found = readme && /^#+ *licen[cs]e\b[\s\S]*/im.exec(readFileSync(join(folder, readme), "utf8"))
  return found ? found[0].trim() : null
}
