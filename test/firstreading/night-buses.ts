// The invented folder test/folders/night-buses, read and run once for all tests of a process: three documents about a city's
// night buses. Ridership falls, revenue with it, and fares rise again; patrols are said to lower crime, and to raise it.

import {readdirSync, readFileSync} from "node:fs"
import {type PipelineResult, runPipeline} from "../../src/case/index.ts"
import {memoryIo} from "../case/memory.ts"

const FOLDER = new URL("../folders/night-buses/", import.meta.url)

/** The folder's files by their paths, as `memoryIo` takes them. */
export function filesIn(folder: URL, name: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((file) => [`${name}/${file}`, readFileSync(new URL(file, folder), "utf8")]),
  )
}

/** What comes of these files, in a folder of this name. */
export async function readFolder(files: Readonly<Record<string, string>>, name: string): Promise<PipelineResult> {
  return await runPipeline(name, memoryIo(files), {runs: 60, seed: "1"})
}

let once: Promise<PipelineResult> | null = null

export function nightBuses(): Promise<PipelineResult> {
  once ??= readFolder(filesIn(FOLDER, "night"), "night")
  return once
}
