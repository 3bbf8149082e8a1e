// Options of the scripts that a person types: what is refused ends them with 2.

/** Ends the script with words on stderr. */
export function refuse(words) {
  process.stderr.write(`${words}\n`)
  process.exit(2)
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
