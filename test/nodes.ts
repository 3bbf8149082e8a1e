// Other versions of Node, for what must be the same in all of them: the running one, or the registry's packages of Node,
// installed once into a folder of their own in the user's cache.

import {execFileSync} from "node:child_process"
import {existsSync, mkdirSync, writeFileSync} from "node:fs"
import {homedir} from "node:os"
import {join} from "node:path"

/** The majors that Brink is held to. */
export const MAJORS = ["20", "22", "24"] as const

/** A package that does not come within this time does not come, in milliseconds. */
const PATIENCE = 300_000

/** The program of a Node of that major version, or why there is none here. */
export function nodeOf(major: string): {node: string} | {why: string} {
  if (major === process.versions.node.split(".")[0]) return {node: process.execPath}
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "brink-node", major)
  const packages = [`node-${process.platform}-${process.arch}`, "node"]
  const found = () => packages.map((name) => join(folder, "node_modules", name, "bin/node")).find(existsSync)
  let why = "no such package"
  for (const name of packages) {
    if (found()) break
    try {
      mkdirSync(folder, {recursive: true})
      writeFileSync(join(folder, "package.json"), '{"private": true}\n')
      const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
      execFileSync("npm", ["install", ...quiet, `${name}@${major}`], {cwd: folder, stdio: "pipe", timeout: PATIENCE})
    } catch (error) {
      const {stderr, message} = error as Error & {stderr?: Buffer}
      why = String(stderr ?? message)
        .trim()
        .split("\n")[0]!
    }
  }
  const node = found()
  try {
    if (node && execFileSync(node, ["--version"]).toString().startsWith(`v${major}.`)) return {node}
  } catch (error) {
    why = (error as Error).message
  }
  return {why}
}
