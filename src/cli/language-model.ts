// The language model that a command line asks for, opened before the command is done.

import type {OpenedModel, Terminal} from "../io/index.ts"
import {type Common, usage} from "./request.ts"

/**
 * The language model that a command line asks for; null where it asks for none.
 * @throws Fault `cli/usage` for half a request; of the io layer for a wrong one.
 */
export async function languageModelOf(o: Common, terminal: Terminal): Promise<OpenedModel | null> {
  const {llm: url, llmModel: model, llmReplies: replies, llmTimeout: patience} = o
  if (url === undefined && model === undefined && replies === undefined && patience === undefined) return null
  if (model === undefined)
    throw usage("A language model is asked for, and --llm-model does not name it", "For example: --llm-model qwen3:8b")
  if (url === undefined && replies === undefined)
    throw usage(
      `--llm-model ${model} says neither where the model is nor where its replies are kept`,
      "Add --llm http://localhost:11434, or --llm-replies FILE.",
    )
  const key = languageModelKey()
  const {openLanguageModel} = await import("../io/llm.ts")
  return openLanguageModel(
    {
      model,
      ...(url !== undefined && {url}),
      ...(replies !== undefined && {replies}),
      ...(patience !== undefined && {patience}),
      ...(key !== undefined && {key}),
    },
    terminal,
  )
}

/** The key of a language model's server. An empty variable is how shells unset one for a single command. */
export const languageModelKey = (): string | undefined => process.env["BRINK_LLM_KEY"] || undefined
