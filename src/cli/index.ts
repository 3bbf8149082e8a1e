// The command line: words in, an exit code out. The words of every command are in arguments.ts, and
// what it does is in the file of its name, loaded when it is done; this one holds what is the same
// for all: help, usage, refusals, and what is printed where. A refusal prints nothing on stdout and has no stack trace; a mistake of ours has one.

import {readFileSync} from "node:fs"
import {Command, CommanderError} from "commander"
import {onOneLine} from "../core/controls.ts"
import {bounded, Fault} from "../core/fault.ts"
import {hiding, openStreams, openTerminal, openWorld, type Streams, secretsOf, shownMessage} from "../io/index.ts"
import type {English} from "../language/index.ts"
import {
  calibrateCommand,
  checkCommand,
  decideCommand,
  diffCommand,
  draftCommand,
  editCommand,
  exportCommand,
  factorsCommand,
  importCommand,
  initCommand,
  mapCommand,
  openCommand,
  outlookCommand,
  pressCommand,
  readCommand,
  runCommand,
  schemaCommand,
  scoreCommand,
  shardCommand,
  todoCommand,
  validateCommand,
  whyCommand,
  withLanguageModel,
  workerCommand,
} from "./arguments.ts"
import {languageModelKey, languageModelOf} from "./language-model.ts"
import type {Act, Common, Request, Wrap} from "./request.ts"

const REFUSED = 2
// A mistake of ours is neither the user's (2) nor something in her material (1): EX_SOFTWARE of sysexits.h.
const OUR_MISTAKE = 70

const HELP_WIDTH = 100

const EXAMPLES = `
Examples:
  brink outlook my-articles --out report.html    from a folder of articles to a report
  brink run docs/examples/grain-depot.mdl        one run of a model of Vensim's

Exit codes: 0 done; 1 done, and something needs attention; 2 refused.`

/**
 * Runs one command line, without the program's own name.
 * @param given.english  opened by who runs many command lines; without it each opens its own where it reads.
 * @param given.streams  where words leave; the process's own without it.
 * @returns 0 done; 1 done, and something in the user's material needs attention; 2 refused.
 */
export async function main(
  argv: readonly string[],
  given: {english?: () => English; streams?: Streams} = {},
): Promise<number> {
  const streams = given.streams ?? openStreams()
  let code = 0
  // What goes out of a command that asks a server goes without its secrets; what is wrong with any, without a key.
  let hide = hiding(secretsOf(languageModelKey(), undefined)).ofAll
  const wrap: Wrap =
    <Args extends unknown[]>(load: () => Promise<Act<Args>>) =>
    async (...words: unknown[]) => {
      // Commander hands over the arguments, the options, and the command itself.
      words.pop()
      const o = words.at(-1) as Common
      const asks = o.llm !== undefined || o.llmModel !== undefined || o.llmReplies !== undefined
      if (asks) hide = hiding(secretsOf(languageModelKey(), o.llm)).ofAll
      const terminal = openTerminal({quiet: o.quiet === true, streams, ...(asks && {hide})})
      const languageModel = await languageModelOf(o, terminal)
      const progress: NonNullable<Request["progress"]> = {runs: null}
      const io = openWorld({
        workers: o.workers ?? 1,
        ...(o.workers !== undefined && {readers: o.workers}),
        ...(languageModel && {languageModel}),
        ...(asks && {hide}),
        ...(streams.in && {input: streams.in}),
        ...(streams.lines && {lines: streams.lines, isTyped: streams.isTyped === true}),
        ...(given.english && {english: given.english}),
        onRuns: (done, total) => progress.runs?.(done, total),
        say: (line) => terminal.warn(line),
      })
      try {
        const act = await load()
        code = await act({terminal, io, progress}, ...(words as Args))
        // What a model was asked to read and did not needs attention, whatever the command made of the rest.
        if (languageModel && languageModel.unanswered() > 0) code = Math.max(code, 1)
      } finally {
        await io.close()
      }
    }
  try {
    goWhereCalledFrom()
    await program(wrap, streams, (text) => hide(text)).parseAsync([...argv], {from: "user"})
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : REFUSED
    if (error instanceof Fault) {
      streams.err(`${bounded(hide(shownMessage(error.message)))}\n`)
      return REFUSED
    }
    const trail = hide(shownMessage(String(error instanceof Error ? error.stack : error)))
    streams.err(`This is a mistake in Brink, not in your material. Please report it with what you did.\n${trail}\n`)
    return OUR_MISTAKE
  }
}

function program(wrap: Wrap, streams: Streams, hide = (text: string) => text): Command {
  const root = new Command("brink")
    .description(
      "Turns what documents say about a crisis into a model you can run, and checks that the model says what the documents say.",
    )
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "print this, or a command's own help")
    .helpCommand(false)
    .configureHelp({subcommandTerm: (command) => command.name()})
    .addHelpText("after", EXAMPLES)
  const commands = [
    withLanguageModel(outlookCommand(wrap)),
    decideCommand(wrap),
    diffCommand(wrap),
    withLanguageModel(initCommand(wrap)),
    withLanguageModel(readCommand(wrap)),
    scoreCommand(wrap),
    withLanguageModel(mapCommand(wrap)),
    withLanguageModel(factorsCommand(wrap), "lays cards: their names and phrases are sent there"),
    withLanguageModel(pressCommand(wrap)),
    withLanguageModel(whyCommand(wrap)),
    withLanguageModel(editCommand(wrap)),
    openCommand(wrap),
    withLanguageModel(draftCommand(wrap)),
    withLanguageModel(todoCommand(wrap)),
    withLanguageModel(validateCommand(wrap)),
    schemaCommand(wrap),
    withLanguageModel(runCommand(wrap)),
    shardCommand(wrap),
    workerCommand(wrap),
    importCommand(wrap),
    withLanguageModel(exportCommand(wrap)),
    withLanguageModel(checkCommand(wrap)),
    withLanguageModel(calibrateCommand(wrap)),
  ]
  for (const command of [root, ...commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => streams.out(text),
      writeErr: (text) => streams.err(hide(usageRefusal(text))),
      outputError: (text, write) => write(text),
    })
    if (command !== root) root.addCommand(command)
  }
  return root
}

function version(): string {
  return (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {version: string}).version
}

/** docs/commands.md: what `--help` prints, for the program and for every command. */
export function commandsPage(): string {
  const root = program(() => async () => {}, openStreams())
  // Defaults that differ from machine to machine are worded, and the width is that of any terminal.
  const block = (command: Command): string => `\`\`\`\n${helpOf(command)}\n\`\`\``
  return [
    "# Commands",
    "",
    "Made from the program's own `--help` by `npm run generate`.",
    "",
    block(root),
    ...root.commands.flatMap((command) => ["", `## brink ${command.name()}`, "", block(command)]),
    "",
  ].join("\n")
}

function helpOf(command: Command): string {
  const written: string[] = []
  command.configureOutput({writeOut: (text) => written.push(text), getOutHelpWidth: () => HELP_WIDTH})
  command.outputHelp()
  return written.join("").trimEnd()
}

/** Commander's own words for a wrong command line, in the shape of every refusal. */
function usageRefusal(text: string): string {
  const ERROR = "error: "
  if (!text.startsWith(ERROR)) return text
  // What is quoted in it may hold line ends of its own; a suggestion stands in brackets on the last.
  const said = text.slice(ERROR.length).trimEnd()
  const near = said.endsWith("?)") ? said.lastIndexOf("\n(Did you mean ") : -1
  const what = near < 0 ? said : said.slice(0, near)
  const next =
    near < 0 ? "`brink --help` lists the commands, `brink COMMAND --help` its options." : said.slice(near + 2, -1)
  const line = shownMessage(onOneLine(what.replace(/^./, (c) => c.toUpperCase())))
  return `${bounded(`cli/usage: ${line}\n  ${next}`)}\n`
}

/** `npm start -- PATH` runs in the package's folder; PATH is meant where the user stood. */
function goWhereCalledFrom(): void {
  const {npm_lifecycle_event: script, npm_package_name: name, INIT_CWD: calledFrom} = process.env
  if (script === "start" && name === "brink" && calledFrom) process.chdir(calledFrom)
}
