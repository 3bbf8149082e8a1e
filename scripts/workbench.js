// The workbench's page as the server gives it out: src/workbench/page and the libraries it uses, joined to one script, and
// its style sheet with the figures' colours. `npm run build` and the tests make it.

import {copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {pathToFileURL} from "node:url"
import {rolldown} from "rolldown"

/** Writes index.html, page.js and page.css to `folder`; the sources are compiled to `dist` already. */
export async function writeWorkbench(root, folder) {
  const from = join(root, "src/workbench/page")
  const bundle = await rolldown({
    input: join(from, "app.tsx"),
    platform: "browser",
    transform: {jsx: {runtime: "automatic", importSource: "preact"}},
    logLevel: "silent",
  })
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true})
  await bundle.write({file: join(folder, "page.js"), format: "esm", minify: true, comments: {legal: true}})
  await bundle.close()
  const {figureCss} = await import(pathToFileURL(join(root, "dist/figure/style.js")).href)
  writeFileSync(join(folder, "page.css"), `${figureCss}\n${readFileSync(join(from, "page.css"), "utf8")}`)
  copyFileSync(join(from, "index.html"), join(folder, "index.html"))
}
