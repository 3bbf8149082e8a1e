// English verb forms. A lemma in, its written forms out, and back: rules can then list
// "strike" and find "struck", and the form says whether a word can be a finite verb, a
// participle or a gerund, which the tagger does not tell.

/** base: "cut", also plural present; third: "cuts"; past; participle; gerund. One spelling can be several. */
export type VerbForm = "base" | "third" | "past" | "participle" | "gerund"

/** Past and past participle of verbs that do not add -ed, for verbs that occur in causal prose. */
const IRREGULAR: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  arise: ["arose", "arisen"],
  be: ["was", "been"],
  bear: ["bore", "borne"],
  become: ["became", "become"],
  begin: ["began", "begun"],
  bind: ["bound", "bound"],
  break: ["broke", "broken"],
  breed: ["bred", "bred"],
  bring: ["brought", "brought"],
  build: ["built", "built"],
  buy: ["bought", "bought"],
  choose: ["chose", "chosen"],
  come: ["came", "come"],
  cost: ["cost", "cost"],
  cut: ["cut", "cut"],
  draw: ["drew", "drawn"],
  drive: ["drove", "driven"],
  fall: ["fell", "fallen"],
  feed: ["fed", "fed"],
  fight: ["fought", "fought"],
  find: ["found", "found"],
  forbid: ["forbade", "forbidden"],
  freeze: ["froze", "frozen"],
  get: ["got", "got"],
  give: ["gave", "given"],
  go: ["went", "gone"],
  grow: ["grew", "grown"],
  have: ["had", "had"],
  hold: ["held", "held"],
  hurt: ["hurt", "hurt"],
  keep: ["kept", "kept"],
  know: ["knew", "known"],
  lead: ["led", "led"],
  leave: ["left", "left"],
  let: ["let", "let"],
  lie: ["lay", "lain"],
  lose: ["lost", "lost"],
  make: ["made", "made"],
  mean: ["meant", "meant"],
  overcome: ["overcame", "overcome"],
  pay: ["paid", "paid"],
  put: ["put", "put"],
  rise: ["rose", "risen"],
  run: ["ran", "run"],
  say: ["said", "said"],
  see: ["saw", "seen"],
  seek: ["sought", "sought"],
  sell: ["sold", "sold"],
  send: ["sent", "sent"],
  set: ["set", "set"],
  shake: ["shook", "shaken"],
  shrink: ["shrank", "shrunk"],
  shut: ["shut", "shut"],
  sink: ["sank", "sunk"],
  speak: ["spoke", "spoken"],
  spill: ["spilt", "spilt"],
  split: ["split", "split"],
  spread: ["spread", "spread"],
  spring: ["sprang", "sprung"],
  stand: ["stood", "stood"],
  strike: ["struck", "struck"],
  take: ["took", "taken"],
  teach: ["taught", "taught"],
  tear: ["tore", "torn"],
  tell: ["told", "told"],
  think: ["thought", "thought"],
  throw: ["threw", "thrown"],
  undercut: ["undercut", "undercut"],
  undergo: ["underwent", "undergone"],
  undo: ["undid", "undone"],
  uphold: ["upheld", "upheld"],
  withdraw: ["withdrew", "withdrawn"],
}

/** Verbs of more than one syllable whose last consonant doubles: "deter, deterred". */
const DOUBLING = new Set([
  "admit",
  "commit",
  "compel",
  "deter",
  "dispel",
  "expel",
  "impel",
  "incur",
  "occur",
  "omit",
  "permit",
  "prefer",
  "propel",
  "rebel",
  "refer",
  "regret",
])

const VOWEL = /[aeiou]/

function doubles(lemma: string): boolean {
  return DOUBLING.has(lemma) || /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(lemma)
}

/** Every written form of a verb, with what each can be. "travel" yields both "traveled" and "travelled". */
export function verbForms(lemma: string): Map<string, VerbForm[]> {
  const forms = new Map<string, VerbForm[]>()
  const put = (word: string, form: VerbForm) => forms.set(word, [...(forms.get(word) ?? []), form])
  put(lemma, "base")
  const consonantY = /[^aeiou]y$/.test(lemma)
  put(consonantY ? `${lemma.slice(0, -1)}ies` : /(s|x|z|ch|sh|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`, "third")
  const stems = doubles(lemma)
    ? [lemma + lemma.at(-1)!]
    : /[^aeiou][aeiou]l$/.test(lemma)
      ? [lemma, `${lemma}l`]
      : [lemma]
  const irregular = IRREGULAR[lemma]
  if (irregular) {
    put(irregular[0], "past")
    put(irregular[1], "participle")
  }
  for (const stem of stems) {
    const past = stem.endsWith("e") ? `${stem}d` : consonantY ? `${stem.slice(0, -1)}ied` : `${stem}ed`
    if (!irregular) {
      put(past, "past")
      put(past, "participle")
    }
    put(
      /[^eoy]e$/.test(stem) && VOWEL.test(stem.slice(0, -1))
        ? `${stem.slice(0, -1)}ing`
        : stem.endsWith("ie")
          ? `${stem.slice(0, -2)}ying`
          : `${stem}ing`,
      "gerund",
    )
  }
  return forms
}

/** What the ending of any word lets it be, were it a verb: for verbs that no rule lists. */
export function formsByEnding(word: string): VerbForm[] {
  const known = KNOWN_PAST.get(word)
  if (known) return known
  if (word.endsWith("ing")) return ["gerund"]
  if (word.endsWith("ed")) return ["past", "participle"]
  if (/[^s]s$/.test(word)) return ["third"]
  return ["base"]
}

const KNOWN_PAST: ReadonlyMap<string, VerbForm[]> = (() => {
  const table = new Map<string, VerbForm[]>()
  for (const [lemma, [past, participle]] of Object.entries(IRREGULAR)) {
    for (const [word, form] of [
      [past, "past"],
      [participle, "participle"],
    ] as const)
      table.set(word, [...(table.get(word) ?? (word === lemma ? ["base" as const] : [])), form])
  }
  return table
})()

/** From the past and the participle of each irregular verb to its base; a spelling that is a base of its own stands for itself. */
export function pastForms(): Map<string, string> {
  const bases = new Map<string, string>()
  for (const [lemma, forms] of Object.entries(IRREGULAR))
    for (const form of forms) if (!Object.hasOwn(IRREGULAR, form) || form === lemma) bases.set(form, lemma)
  return bases
}
