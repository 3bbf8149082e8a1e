// Options of the scripts that a person types: what is refused ends them with 2.

import {readFileSync} from "node:fs"
import {parseArgs} from "node:util"

/** Ends the script with words on stderr. */
export function refuse(words) {
  process.stderr.write(`${words}\n`)
  process.exit(2)
}

/**
 * What a script is given, as `parseArgs` reads it. An option that it does not have is refused; `--help` prints the comment that the
 * script begins with, and ends it.
 * @param script  its `import.meta.url`.
 * @param help    printed in place of the comment.
 */
export function readOptions(script, config, help) {
  let read
  try {
    read = parseArgs({...config, options: {...config.options, help: {type: "boolean"}}})
  } catch (error) {
    refuse(`${error.message.split(". To specify")[0]}; --help says which options there are`)
  }
  if (!read.values.help) return read
  process.stdout.write(help ?? commentOf(script))
  process.exit(0)
}

function commentOf(script) {
  const [comment] = readFileSync(new URL(script), "utf8").match(/^(?:\/\/.*\n)+/u)
  return comment.replace(/^\/\/ ?/gmu, "")
}

/** What a script that scores sets is given: which of them, how it prints, and what it writes instead. */
export function scoringOptions(script) {
  const {values} = readOptions(script, {
    options: {
      only: {type: "string"},
      json: {type: "boolean", default: false},
      failing: {type: "boolean", default: false},
      "write-marks": {type: "boolean", default: false},
      "write-floors": {type: "boolean", default: false},
    },
  })
  return values
}

/** Writes marks, which `write` names, says so and ends the script; what is wrong in them is refused. */
export function endWithMarks(write) {
  try {
    process.stdout.write(`Marks of ${write().join(", ")} are written\n`)
  } catch (error) {
    refuse(error.message)
  }
  process.exit(0)
}

/** The names that `--only` gives, all where it is not given. @param what  what one of them is called. */
export function wantedOf(only, names, what) {
  const wanted = only?.split(",") ?? names
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) refuse(`There is no ${what} called ${unknown.join(", ")}; there are ${names.join(", ")}`)
  return wanted
}

/** The named options as whole numbers from 0 on; undefined where one was not given. What is none is refused. */
export function wholeNumbers(options, names) {
  return Object.fromEntries(
    names.map((name) => {
      const given = options[name]
      // An empty word is kept, and refused: as a number it would be 0.
      const value = given && Number(given)
      if (value !== undefined && !(Number.isInteger(value) && value >= 0))
        refuse(`--${name} wants a whole number, and got '${given}'`)
      return [name, value]
    }),
  )
}
