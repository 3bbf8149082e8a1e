// The words of the command line: every command with its arguments, its options and its help, and the values that options
// share, read with refusals that name what was given and what would do. What a command does stands in the file of its name,
// which is loaded, and the layers with it, when the command is to be done: so that help, a refused option and `--version`
// load nothing, and every command no more than it needs.

import {availableParallelism} from "node:os"
import {Command, Option} from "commander"
import type {FormatName} from "../case/formats.ts"
import {isDay} from "../core/calendar.ts"
import {MOST_SEED, readSeed} from "../core/seeds.ts"
import {LARGEST_FILE, MOST_PATIENCE, MOST_RUNS, MOST_WORKERS, PATIENCE, USUAL_RUNS} from "../io/limits.ts"
import {TARGETS, usage, type Wrap} from "./request.ts"

/** A whole number in [low, high], as typed. */
function readWhole(option: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < low || value > high)
      throw usage(
        `${option} wants a whole number from ${low} to ${high}, and got '${text}'`,
        `For example: ${option} ${Math.max(low, 1)}`,
      )
    return value
  }
}

function seed(text: string): string {
  const value = readSeed(text)
  if (value === null)
    throw usage(`--seed wants a whole number from 0 to ${MOST_SEED}, and got '${text}'`, "For example: --seed 7")
  return value.toString()
}

/** A day that the calendar has, as typed. */
const readDate =
  (option: string) =>
  (text: string): string => {
    if (!isDay(text)) throw usage(`${option} wants a date, and got '${text}'`, `For example: ${option} 2031-04-30`)
    return text
  }

/** The shared options, each made anew for a command. */
const options = {
  json: () => new Option("--json", "print one JSON value"),
  quiet: () => new Option("--quiet", "nothing on stderr but a refusal"),
  runs: (says = "number of runs") => new Option("--runs <N>", says).argParser(readWhole("--runs", 1, MOST_RUNS)),
  seed: () => new Option("--seed <S>", "seed of the random numbers, 0 to 2^64-1").argParser(seed).default("1", "1"),
  workers: () =>
    new Option("--workers <W>", "worker threads; no number depends on it")
      .argParser(readWhole("--workers", 1, MOST_WORKERS))
      .default(availableParallelism(), "cores"),
  maxFile: () =>
    new Option("--max-file <BYTES>", "longest file to read")
      .argParser(readWhole("--max-file", 1, Number.MAX_SAFE_INTEGER))
      .default(LARGEST_FILE, `${LARGEST_FILE}`),
  force: () => new Option("--force", "replace a file that is read, or that Brink did not make"),
  date: () =>
    new Option("--date <DATE>", "a date to print on the report, like 2031-04-30").argParser(readDate("--date")),
}

/** Gives a command that runs a case's model many times its options. @param usual the runs it makes unasked, and `told` so in its help. */
function withManyRuns(command: Command, usual: number, told: string): Command {
  return command
    .addOption(options.runs().default(usual, told))
    .addOption(options.seed())
    .addOption(options.workers())
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
}

/** Gives a command that reads documents the options of a language model. `does`: what it is asked to do. */
export function withLanguageModel(command: Command, does = "reads the documents too: they are sent there"): Command {
  return command
    .option("--llm <URL>", `a language model's server ${does}`)
    .option("--llm-model <NAME>", "the model, as its server knows it")
    .option("--llm-replies <FILE>", "keep its replies; what is kept is not asked again")
    .addOption(
      new Option("--llm-timeout <S>", `seconds one answer may take; default: ${PATIENCE}`).argParser(
        readWhole("--llm-timeout", 1, MOST_PATIENCE),
      ),
    )
}

/** Collects an option that may be given several times. */
const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value]

/** Parameter sets that a calibration keeps at most. */
const MOST_KEPT = 100_000

/** Names of the published formats: a table, so that the compiler sees that none is missing. */
const FORMATS = Object.keys({
  calibration: true,
  cards: true,
  case: true,
  check: true,
  checks: true,
  decision: true,
  diff: true,
  edit: true,
  factors: true,
  "first-reading": true,
  foretold: true,
  gold: true,
  "llm-reply": true,
  map: true,
  model: true,
  outlook: true,
  plan: true,
  press: true,
  proposals: true,
  reading: true,
  "reading-plan": true,
  run: true,
  runs: true,
  scenario: true,
} satisfies Record<FormatName, true>)

/** `brink outlook` */
export function outlookCommand(wrap: Wrap): Command {
  return new Command("outlook")
    .description("From documents to a report: read, map, model, run, check")
    .argument("[PATH]", "a folder of documents, a document, or a case; default: the case that ships")
    .option("--out <FILE>", "where the report goes", "brink-report.html")
    .option("--keep", "also write claims.jsonl, map.json and outlook.json into the case")
    .option("--csv <FILE>", "also write the outcomes' quantiles over time; - for stdout")
    .option("--since <FILE>", "what changed since an earlier outlook.json")
    .addOption(
      new Option("--as-of <DATE>", "the day asked about, in place of the case's start").argParser(readDate("--as-of")),
    )
    .option("--retrospective", "from what was known that day: no document dated later, no fit to later data")
    .option("--register <FILE>", "also write what is foretold, for `brink score`")
    .addOption(options.runs().default(USUAL_RUNS, "1000"))
    .addOption(options.seed())
    .addOption(options.workers())
    .addOption(options.force())
    .addOption(options.date())
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink outlook my-articles --out report.html")
    .action(wrap(async () => (await import("./outlook.ts")).actOutlook))
}

/** Runs of `brink decide`: what knowing a number is worth is within a twentieth at so many. */
const DECIDING_RUNS = 10_000

/** `brink decide` */
export function decideCommand(wrap: Wrap): Command {
  return withManyRuns(
    new Command("decide")
      .description("What many runs decide, and what to find out")
      .argument("[CASE]", "a case with a model; default: the case that ships"),
    DECIDING_RUNS,
    "10000",
  )
    .addHelpText(
      "after",
      "\nKilled at any moment, the same command goes on where it was.\nExample:\n  brink decide cases/pakistan-taliban --runs 2000",
    )
    .action(wrap(async () => (await import("./decide.ts")).actDecide))
}

/** `brink diff` */
export function diffCommand(wrap: Wrap): Command {
  return withManyRuns(
    new Command("diff")
      .description("What two versions of a case differ in, and what each change moved")
      .argument("<BEFORE>", "a case, a folder of documents, or what `brink outlook --json` printed")
      .argument("<AFTER>", "the same, later"),
    USUAL_RUNS,
    "1000",
  )
    .addHelpText("after", "\nExample:\n  brink diff last-week/ford ford")
    .action(wrap(async () => (await import("./diff.ts")).actDiff))
}

/** `brink init` */
export function initCommand(wrap: Wrap): Command {
  return new Command("init")
    .description("Make a case folder, with a copy of the documents in it")
    .argument("<DIR>", "the folder to make")
    .argument("[DOCUMENTS...]", "folders of documents, or documents")
    .option("--title <TEXT>", "title of the case")
    .option("--question <TEXT>", "the question its outlook answers")
    .addOption(options.force())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", '\nExample:\n  brink init salt-road articles/ --question "Will the salt road stay open?"')
    .action(wrap(async () => (await import("./init.ts")).actInit))
}

/** `brink read` */
export function readCommand(wrap: Wrap): Command {
  return (
    new Command("read")
      .description("Who says what causes what: claims, quantities, dates, lineage")
      .argument("[PATH...]", "folders of documents, documents, or a case; with --why also a sentence")
      .option("--why", "say which rule found each claim, in which words; of a sentence, what each stage made of it")
      .option("--as-case <CLAIM>", "print the sentence of CLAIM and what it should give, as a rule test")
      .option("--text <FILE>", "print the text that offsets of FILE count in")
      .option(
        "--lines <FILE>",
        "take each line of FILE as a sentence of its own; with --json a list of {line, causal, score, relations}, and no brink/reading",
      )
      // Help has one line for these four, as that of `brink run`.
      .addOption(new Option("--shards <DIR>", "keep what is read in DIR, go on from there, share it").hideHelp())
      .addOption(new Option("--plan <FILE>", "write down what to read, for `brink shard`").hideHelp())
      .addOption(new Option("--from <DIR>", "with --plan alone: gather the shards in DIR").hideHelp())
      .addOption(
        new Option("--shard-documents <N>", "documents of a shard")
          .argParser(readWhole("--shard-documents", 1, MOST_RUNS))
          .hideHelp(),
      )
      .addOption(options.force())
      .addOption(options.json())
      .addOption(options.maxFile())
      .addOption(options.quiet())
      .addHelpText(
        "after",
        `
Many documents, docs/scale.md: --shards DIR; --plan FILE, --from DIR, --shard-documents N.
A sentence is given to --why by its words, as FILE:LINE, as PATH and a claim's
id or its first signs, four or more, or as - for stdin.

Examples:
  brink read cases/pakistan-taliban --why
  brink read --why "The drought raised prices, so the ford was closed."`,
      )
      .action(wrap(async () => (await import("./read.ts")).actRead))
  )
}

/** `brink score` */
export function scoreCommand(wrap: Wrap): Command {
  return new Command("score")
    .description("A reading against an annotation, or a forecast against what came")
    .argument("[READING.json]", "what `brink read --json` or `brink outlook --register` wrote, or an annotation")
    .argument("[GOLD.json]", "the annotation, see docs/formats/gold.md")
    .option("--cases <PATH>", "a file or folder of rule tests: which of them the reader passes")
    .option("--against <CASE>", "the case whose data what was foretold is scored on")
    .addOption(
      new Option("--until <DATE>", "with --against: score the periods that end by then").argParser(readDate("--until")),
    )
    .option("--misses", "name every claim missed and every one made up")
    .addOption(options.json())
    .addOption(options.quiet())
    .addHelpText(
      "after",
      "\nExamples:\n  brink score reading.json gold.json --misses\n  brink score foretold.json --against my-case",
    )
    .action(wrap(async () => (await import("./score.ts")).actScore))
}

/** `brink map` */
export function mapCommand(wrap: Wrap): Command {
  return new Command("map")
    .description("What the documents say together: factors, links, loops")
    .argument("<PATH>", "a folder of documents, a document, or a case")
    .addOption(options.json())
    .option("--svg", "print a picture of the map")
    .option("--graphml", "print the map for graph tools")
    .option("--focus <FACTOR>", "with --svg: the factor in the middle")
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink map cases/pakistan-taliban --json")
    .action(wrap(async () => (await import("./map.ts")).actMap))
}

const FACTORS_HELP = `
Cards are the map's factors, those told most first. With --sort, or where
somebody types, lines are taken one after the other:
  7 onto 3           card 7 is the same as 3      show 7    in its sentences
  9 opposite of 3    9 rises as 3 falls           keep 7    right as it lies
  name 7 WORDS       another name                 20 more   list  undo  help
  write              writes factors.yaml          quit

Example:
  brink factors my-case --sort

Exit code 1: an answer, or a line that nobody typed, could not be followed; what
was done is not written; phrases do not settle; files were skipped.`

/** `brink factors` */
export function factorsCommand(wrap: Wrap): Command {
  return new Command("factors")
    .description("Cards to put together what is one thing: factors.yaml")
    .argument("<PATH>", "a folder of documents, a document, or a case")
    .addOption(
      new Option("--cards <N>", "how many cards are dealt")
        .argParser(readWhole("--cards", 1, 10_000))
        .default(40, "40"),
    )
    .option("--sort", "take the table's lines from stdin")
    .option("--answers <FILE>", "take moves from a file, JSON lines, and write; - for stdin")
    .option("--out <FILE>", "where factors.yaml goes; alone: what is proposed unasked")
    .addOption(options.force())
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", FACTORS_HELP)
    .action(wrap(async () => (await import("./factors.ts")).actFactors))
}

/** `brink press` */
export function pressCommand(wrap: Wrap): Command {
  return withManyRuns(
    new Command("press")
      .description("What the map alone implies when one factor is held up or down")
      .argument("<PATH>", "a folder of documents, a document, or a case")
      .argument("<FACTOR>", "id, name or alias, with + or - behind; + by default"),
    USUAL_RUNS,
    "1000",
  )
    .addHelpText("after", "\nExample:\n  brink press cases/arms-race arms_of_arvia+")
    .action(wrap(async () => (await import("./press.ts")).actPress))
}

/** `brink open` */
export function openCommand(wrap: Wrap): Command {
  return new Command("open")
    .description("A local page to correct what was read, and see what that changes")
    .argument("<PATH>", "a folder of documents, a document, or a case")
    .option("--by <NAME>", "who decides, as edits name her", "analyst")
    .addOption(
      new Option("--port <N>", "port on this machine; default: one that is free").argParser(
        readWhole("--port", 1, 65_535),
      ),
    )
    .option("--no-browser", "print the address, open no browser")
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink open my-case --by ana")
    .action(wrap(async () => (await import("./open.ts")).actOpen))
}

/** `brink why` */
export function whyCommand(wrap: Wrap): Command {
  return withManyRuns(
    new Command("why")
      .description("What a number rests on: equation, links, quotes, assumptions")
      .argument("<PATH>", "a folder of documents, a document, or a case")
      .argument("<NAME>", "a quantity, factor, link, claim, or a finding of the outlook (outcome-1)"),
    USUAL_RUNS,
    "1000, for a finding",
  )
    .addHelpText("after", "\nExample:\n  brink why cases/arms-race arms_of_arvia")
    .action(wrap(async () => (await import("./why.ts")).actWhy))
}

const EDIT_HELP = `
Without an edit: lists the case's edits, and what became of each.

Edits:
  accept CLAIM [plainly]          reject CLAIM, or LINK: every claim that tells it
  sign CLAIM +|-|0|unclear        sign LINK +|-|contested
  span CLAIM CAUSE EFFECT         words of its sentence; = leaves one as it is
  side CLAIM for|against|zero     speaker CLAIM WHO: who says it; none for its author
  assume LINK +|- or NAME VALUE   undo N (undo an undo to redo); lag LINK WORDS
  merge FACTOR FACTOR...          opposites FACTOR OTHER: OTHER rises as FACTOR falls
  rename FACTOR NAME              split FACTOR NAME PHRASE... (move FACTOR OTHER PHRASE...)
  turn FACTOR PHRASE...           apart FACTOR OTHER: two things, whatever joined them
  add FILE CAUSE +|-|0|unclear EFFECT [SENTENCE]   a claim that was missed, in its words

A CLAIM is an id or its first signs, four or more. A LINK is CAUSE->EFFECT, in quotes.
Each edit says on stderr which circles and links it moved. Example:
  brink edit my-case merge salt_road the_road --why "one and the same road"`

/** `brink edit` */
export function editCommand(wrap: Wrap): Command {
  return new Command("edit")
    .description("Append human decisions to edits.jsonl, or list them")
    .argument("<CASE>", "a case folder")
    .argument("[EDIT...]", "the edit and what it is about, see below")
    .option("--why <TEXT>", "why, for those who read it later")
    .option("--by <NAME>", "who decides", "analyst")
    .option("--from <FILE>", "append the edits of FILE, lines like those of edits.jsonl; - for stdin")
    .option("--as-case <FILE>", "append the sentence and what it should give to FILE, a rule test")
    .addOption(options.quiet())
    .addHelpText("after", EDIT_HELP)
    .action(wrap(async () => (await import("./edit.ts")).actEdit))
}

/** `brink draft` */
export function draftCommand(wrap: Wrap): Command {
  return new Command("draft")
    .description("A first model from the map, as text to edit (model.yaml)")
    .argument("<PATH>", "a folder of documents, a document, or a case")
    .option("--out <FILE>", "where it goes; - for stdout", "-")
    .option("--whole", "every factor and link, as it is run where a case has no model")
    .addOption(options.force())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink draft my-case --out my-case/model.yaml")
    .action(wrap(async () => (await import("./draft.ts")).actDraft))
}

/** `brink todo` */
export function todoCommand(wrap: Wrap): Command {
  return new Command("todo")
    .description("What a case's model lacks of its documents, with lines to paste")
    .argument("<CASE>", "a case with a model.yaml")
    .option("--all", "everything, and not the first ten of each kind")
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink todo cases/sri-lanka")
    .action(wrap(async () => (await import("./todo.ts")).actTodo))
}

/** `brink validate` */
export function validateCommand(wrap: Wrap): Command {
  return new Command("validate")
    .description("A model, or each file of a case: schema, names, units, slips")
    .argument("<MODEL_OR_CASE>", "a model file, a case folder, or a folder of documents")
    .option("--data <FILE>", "data of another tool's model, or ?TAG=FILE; repeatable", collect)
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink validate cases/arms-race")
    .action(wrap(async () => (await import("./validate.ts")).actValidate))
}

/** `brink schema` */
export function schemaCommand(wrap: Wrap): Command {
  return new Command("schema")
    .description("Print the JSON Schema of a format")
    .argument("<NAME>", FORMATS.join(", "))
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink schema model")
    .action(wrap(async () => (await import("./schema.ts")).actSchema))
}

/** `brink run` */
export function runCommand(wrap: Wrap): Command {
  return (
    new Command("run")
      .description("Run a model once at central values, or many times (--runs)")
      .argument("[MODEL_OR_CASE]", "a .yaml, .mdl, .xmile, .stmx, .xml, a case, or documents")
      .option("--csv <FILE>", "one run as a table; - for stdout")
      .option("--save <NAMES>", "only these quantities, with commas between")
      .option("--set <NAME=VALUE>", "hold (=), scale (*=) or shift (+=), @FROM..TO behind; repeatable", collect)
      .option("--cut <CAUSE:EFFECT>", "EFFECT sees CAUSE as it was at the start; repeatable", collect)
      .option("--scenario <NAME>", "levers and events of scenarios/NAME.yaml")
      .option("--data <FILE>", "data of another tool's model, or ?TAG=FILE; repeatable", collect)
      .option("--halve", "how much half the step would change each output")
      .option("--strict", "end at a division by zero; refuse absent data")
      .addOption(
        new Option("--method <METHOD>", "how to integrate; default: the model's own").choices(["euler", "rk2", "rk4"]),
      )
      .option("--backend <NAME>", "interpreter, js, wasm: same bits; default: the fastest")
      .addOption(options.runs("number of runs; default: one, at central values"))
      .addOption(options.seed())
      .addOption(options.workers())
      .option("--design <NAME>", "latin, sobol, saltelli, morris: what decides --save")
      .option("--out <FILE>", "with --runs: every run in long form, .csv or .parquet")
      // Help has one line for these six: a screen holds no more.
      .addOption(new Option("--engine <URL>", "workers of a NATS server run it: nats://HOST:PORT").hideHelp())
      .addOption(new Option("--shards <DIR>", "keep runs in DIR, go on from there, share them with others").hideHelp())
      .addOption(new Option("--plan <FILE>", "write down what to run, for `brink shard`").hideHelp())
      .addOption(new Option("--from <DIR>", "with --plan alone: gather the shards in DIR").hideHelp())
      .addOption(
        new Option("--shard-runs <N>", "runs of a shard").argParser(readWhole("--shard-runs", 1, MOST_RUNS)).hideHelp(),
      )
      .addOption(new Option("--float32", "shards of binary32: half the bytes, seven digits").hideHelp())
      .addOption(options.force())
      .addOption(options.json())
      .addOption(options.maxFile())
      .addOption(options.quiet())
      .addHelpText(
        "after",
        `
Long runs, docs/scale.md: --shards DIR, --engine nats://HOST:PORT; --plan FILE, --from DIR, --shard-runs N, --float32.
Example:
  brink run cases/arms-race --method rk4 --csv -`,
      )
      .action(wrap(async () => (await import("./run.ts")).actRun))
  )
}

/** `brink shard` */
export function shardCommand(wrap: Wrap): Command {
  return new Command("shard")
    .description("Compute a part of what a plan names, on any machine")
    .requiredOption("--plan <FILE>", "what `brink run MODEL --runs N --plan FILE`, or `brink read`, wrote")
    .requiredOption("--out <DIR>", "the folder of its shards")
    .addOption(
      new Option("--index <I>", "shard I alone, from 0; default: all that DIR lacks, shared with others").argParser(
        readWhole("--index", 0, MOST_RUNS),
      ),
    )
    .addOption(options.workers())
    .addOption(options.quiet())
    .addHelpText(
      "after",
      `
A shard that is there already stays as it is; failed runs are told where shards are gathered.

Example:
  brink run cases/arms-race --runs 1000 --plan plan.json
  brink shard --plan plan.json --index 0 --out shards
  brink shard --plan plan.json --out shards
  brink run --plan plan.json --from shards`,
    )
    .action(wrap(async () => (await import("./shard.ts")).actShard))
}

/** `brink worker` */
export function workerCommand(wrap: Wrap): Command {
  return new Command("worker")
    .description("Compute runs for whoever asks a NATS server, on any machine")
    .requiredOption("--engine <URL>", "the server: nats://HOST:PORT, or tls://USER:PASSWORD@HOST:PORT")
    .addOption(options.workers())
    .addOption(options.quiet())
    .addHelpText(
      "after",
      `
It is sent the model and its numbers, and wants no file. Ctrl-C ends it; what it was at goes to another.

Example:
  brink worker --engine nats://127.0.0.1:4222
  brink run cases/arms-race --runs 1000 --engine nats://127.0.0.1:4222`,
    )
    .action(wrap(async () => (await import("./worker.ts")).actWorker))
}

/** `brink import` */
export function importCommand(wrap: Wrap): Command {
  return new Command("import")
    .description("Another tool's model as model.yaml, laid out flat")
    .argument("<MODEL>", "a .mdl, .xmile, .stmx or .xml file")
    .option("--out <FILE>", "where it goes; - for stdout", "-")
    .option("--data <FILE>", "data of its variables, or ?TAG=FILE; repeatable", collect)
    .addOption(options.force())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink import docs/examples/grain-depot.mdl --out model.yaml")
    .action(wrap(async () => (await import("./import.ts")).actImport))
}

/** `brink export` */
export function exportCommand(wrap: Wrap): Command {
  return new Command("export")
    .description("A model in another tool's format, one run of it, or its structure")
    .argument("<MODEL_OR_CASE>", "a .yaml, .mdl, .xmile, .stmx or .xml file, or a case")
    .requiredOption("--to <FORMAT>", TARGETS.join(", "))
    .option("--out <FILE>", "where it goes; - for stdout", "-")
    .option("--data <FILE>", "data of another tool's model, or ?TAG=FILE; repeatable", collect)
    .addOption(options.force())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText(
      "after",
      `
xmile, mdl, sd-json: the model. csv: one run at central values. graphml: of a model what
its equations read, of a case its causal map.

Example:
  brink export cases/arms-race --to xmile --out arms-race.xmile`,
    )
    .action(wrap(async () => (await import("./export.ts")).actExport))
}

/** `brink check` */
export function checkCommand(wrap: Wrap): Command {
  return withManyRuns(
    new Command("check")
      .description("Does the model say what the documents say?")
      .argument("<PATH>", "a case, documents, or a model file with reality checks")
      .option("--documents <DIR>", "the statements of DIR in place of the case's own")
      .option("--backtest", "also score the model against the case's data")
      .option("--numerics", "half the step, and levers anywhere in their ranges, instead")
      .option("--data <FILE>", "data of another tool's model, or ?TAG=FILE; repeatable", collect),
    USUAL_RUNS,
    "1000",
  )
    .addHelpText(
      "after",
      "\nExample:\n  brink check cases/arms-race --runs 200\n\nExit code 1: a check is contradicted, or files were skipped.",
    )
    .action(wrap(async () => (await import("./check.ts")).actCheck))
}

/** `brink calibrate` */
export function calibrateCommand(wrap: Wrap): Command {
  return new Command("calibrate")
    .description("Parameter sets that agree with the case's data: plausible.csv")
    .argument("<CASE>", "a case with a model.yaml and data")
    .addOption(new Option("--until <DATE>", "the last day of data to use; default: all").argParser(readDate("--until")))
    .addOption(
      new Option("--method <NAME>", "nearest: the draws nearest to the data; posterior: draws by their likelihood")
        .choices(["nearest", "posterior"])
        .default("nearest"),
    )
    .addOption(options.runs("number of runs, each with a set of its own").default(10_000, "10000"))
    .addOption(
      new Option("--keep <K>", "how many sets to keep")
        .argParser(readWhole("--keep", 1, MOST_KEPT))
        .default(200, "200"),
    )
    .addOption(options.seed())
    .addOption(options.workers())
    .option("--out <FILE>", "where the sets go, a name in the case or a path; default: plausible.csv")
    .addOption(options.force())
    .addOption(options.json())
    .addOption(options.maxFile())
    .addOption(options.quiet())
    .addHelpText("after", "\nExample:\n  brink calibrate cases/pakistan-taliban --until 2025-10-31")
    .action(wrap(async () => (await import("./calibrate.ts")).actCalibrate))
}
