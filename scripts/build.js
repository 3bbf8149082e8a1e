// Builds dist/ from src/: `npm run build`. In: the sources. Out: JavaScript and types, without what an earlier build left of
// sources that are gone; and the libraries of which a small part is used, bundled with their licences, so that who installs
// the package gets that part and not the whole of them.

import {spawnSync} from "node:child_process"
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {join, relative, sep} from "node:path"
import {fileURLToPath} from "node:url"
import {rolldown} from "rolldown"
import {mark} from "./build-if-behind.js"

const root = fileURLToPath(new URL("..", import.meta.url))
const dist = join(root, "dist")

/**
 * What is bundled: a file of dist/bundled, what it holds of which libraries, where that runs, and the imports that it stands
 * for. None shows in a declaration of types that the package exports.
 */
const BUNDLES = [
  {name: "mammoth", platform: "node", imports: ["mammoth"], holds: 'export {default} from "mammoth"'},
  {name: "webcola", platform: "browser", imports: ["webcola"], holds: 'export {Layout} from "webcola"'},
  {
    // Together: both must know the same fragment.
    name: "preact",
    platform: "browser",
    imports: ["preact/jsx-runtime", "preact-render-to-string"],
    holds:
      'export {Fragment, jsx, jsxs} from "preact/jsx-runtime"\nexport {renderToString} from "preact-render-to-string"',
  },
]

const started = Date.now()
// Removed first: a build that fails is then not taken for today's.
rmSync(join(dist, ".built"), {force: true})
const compiled = spawnSync(process.execPath, [compiler(), "-p", join(root, "tsconfig.build.json")], {stdio: "inherit"})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)
removeStale()
await bundle()
mark(root, started)

/** The compiler's own program: `npx` would look for it in the folder one stands in. */
function compiler() {
  const folder = join(root, "node_modules/typescript")
  const {bin} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  return join(folder, typeof bin === "string" ? bin : bin.tsc)
}

/** Files of `folder` and those below it, relative to it, `/`-separated. */
function filesOf(folder) {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort()
}

function removeStale() {
  const made = new Set(
    filesOf(join(root, "src")).flatMap((file) => {
      const name = file.replace(/\.tsx?$/, "")
      return [`${name}.js`, `${name}.d.ts`]
    }),
  )
  for (const file of filesOf(dist)) if (!made.has(file)) rmSync(join(dist, file))
  // Deepest first, so that a folder of empty folders goes too.
  const folders = readdirSync(dist, {withFileTypes: true, recursive: true}).filter((entry) => entry.isDirectory())
  for (const path of folders
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .reverse())
    if (readdirSync(path).length === 0) rmSync(path, {recursive: true})
}

/** Puts each library into dist/bundled, and has the compiled files import it from there. */
async function bundle() {
  const folder = join(dist, "bundled")
  mkdirSync(folder, {recursive: true})
  const packages = new Set()
  for (const {name, platform, holds} of BUNDLES) {
    const virtual = `\0${name}`
    const made = await rolldown({
      input: virtual,
      platform,
      logLevel: "silent",
      plugins: [
        {
          name: "entry",
          resolveId: (id) => (id === virtual ? id : null),
          load: (id) => (id === virtual ? {code: holds, moduleType: "js"} : null),
        },
      ],
    })
    const {output} = await made.write({file: join(folder, `${name}.js`), format: "esm", minify: true})
    await made.close()
    for (const {moduleIds = []} of output)
      for (const id of moduleIds) if (!id.startsWith("\0")) packages.add(packageOf(id))
  }
  writeFileSync(join(folder, "LICENSES.txt"), [...packages].sort().map(licenceOf).join("\n"))
  const fileOf = new Map(BUNDLES.flatMap(({name, imports}) => imports.map((one) => [one, `bundled/${name}.js`])))
  const names = [...fileOf.keys()].join("|")
  for (const file of filesOf(dist)) {
    if (!file.endsWith(".js") || file.startsWith("bundled/")) continue
    const path = join(dist, file)
    const code = readFileSync(path, "utf8")
    const up = "../".repeat(file.split("/").length - 1) || "./"
    const linked = code.replace(
      new RegExp(`(\\bfrom |\\bimport\\()"(${names})"`, "g"),
      (_, before, one) => `${before}"${up}${fileOf.get(one)}"`,
    )
    if (linked !== code) writeFileSync(path, linked)
  }
}

/** The folder of the package that a file is of: the one right under the last `node_modules` of its path. */
function packageOf(file) {
  const found = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)
  if (!found) throw new Error(`${file} is of no package`)
  return found[0]
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
