// The program as people have it, opened inside this process: its command line, its English, and the words of its
// commands, taken from the commands themselves, so that a new option is fuzzed from the day it is there.

import {readFileSync} from "node:fs"
import {join} from "node:path"
import {pathToFileURL} from "node:url"
import type {Command} from "commander"
import type {CommandWords, Material} from "./attempt.ts"

export type Opened = {
  readonly main: (words: readonly string[], given?: object) => Promise<number>
  readonly english: () => unknown
}

const load = (made: string, file: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(join(made, "dist", file)).href)

/** @param made the folder that `test/cli/built.ts` made. */
export async function openProgram(made: string): Promise<Opened> {
  const {main} = await load(made, "cli/index.js")
  const {loadEnglish} = await load(made, "io/english.js")
  let english: unknown = null
  return {
    main: main as Opened["main"],
    english: () => {
      english ??= (loadEnglish as () => unknown)()
      return english
    },
  }
}

/** What mutations are made of. */
export async function openMaterial(project: string, made: string): Promise<Material> {
  const commands = await load(made, "cli/arguments.js")
  const withLanguageModel = commands["withLanguageModel"] as (command: Command) => Command
  const wrap = () => async () => {}
  const words = Object.keys(commands)
    .filter((name) => /Command$/.test(name))
    .sort()
    .map((name): CommandWords => {
      const make = commands[name] as (wrap: unknown) => Command
      // Commands that read documents have the options of a language model besides; to give them to the others is a mistake worth making.
      const command = withLanguageModel(make(wrap))
      return {
        name: command.name(),
        takes: command.registeredArguments.map((argument) => argument.name() + (argument.variadic ? "..." : "")),
        options: command.options.map((option) => ({
          name: option.long ?? option.flags,
          takes: option.required || option.optional ? (/<(.*)>|\[(.*)\]/.exec(option.flags)?.[1] ?? "VALUE") : null,
          choices: option.argChoices ?? [],
        })),
      }
    })
  const texts = new Map<string, string>()
  return {
    commands: words,
    text: (path) => {
      if (!texts.has(path)) texts.set(path, readFileSync(join(project, path), "utf8"))
      return texts.get(path)!
    },
  }
}
