// English verb forms. A lemma in, its written forms out, and back: rules can then list
// "strike" and find "struck", and the form says whether a word can be a finite verb, a
// participle or a gerund, which the tagger does not tell.

/** base: "cut", also plural present; third: "cuts"; past; participle; gerund. One spelling can be several. */
export type VerbForm = "base" | "third" | "past" | "participle" | "gerund"

/** Past and past participle of verbs that do not add -ed, without prefixes. */
const IRREGULAR: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  arise: ["arose", "arisen"],
  awake: ["awoke", "awoken"],
  be: ["was", "been"],
  bear: ["bore", "borne"],
  beat: ["beat", "beaten"],
  become: ["became", "become"],
  begin: ["began", "begun"],
  bend: ["bent", "bent"],
  beset: ["beset", "beset"],
  bet: ["bet", "bet"],
  bid: ["bid", "bid"],
  bind: ["bound", "bound"],
  bite: ["bit", "bitten"],
  bleed: ["bled", "bled"],
  blow: ["blew", "blown"],
  break: ["broke", "broken"],
  breed: ["bred", "bred"],
  bring: ["brought", "brought"],
  broadcast: ["broadcast", "broadcast"],
  build: ["built", "built"],
  burst: ["burst", "burst"],
  buy: ["bought", "bought"],
  cast: ["cast", "cast"],
  catch: ["caught", "caught"],
  choose: ["chose", "chosen"],
  cling: ["clung", "clung"],
  come: ["came", "come"],
  cost: ["cost", "cost"],
  creep: ["crept", "crept"],
  cut: ["cut", "cut"],
  deal: ["dealt", "dealt"],
  dig: ["dug", "dug"],
  do: ["did", "done"],
  draw: ["drew", "drawn"],
  drink: ["drank", "drunk"],
  drive: ["drove", "driven"],
  eat: ["ate", "eaten"],
  fall: ["fell", "fallen"],
  feed: ["fed", "fed"],
  feel: ["felt", "felt"],
  fight: ["fought", "fought"],
  find: ["found", "found"],
  flee: ["fled", "fled"],
  fling: ["flung", "flung"],
  fly: ["flew", "flown"],
  forbid: ["forbade", "forbidden"],
  forget: ["forgot", "forgotten"],
  forgive: ["forgave", "forgiven"],
  forgo: ["forwent", "forgone"],
  forsake: ["forsook", "forsaken"],
  freeze: ["froze", "frozen"],
  get: ["got", "got"],
  give: ["gave", "given"],
  go: ["went", "gone"],
  grind: ["ground", "ground"],
  grow: ["grew", "grown"],
  hang: ["hung", "hung"],
  have: ["had", "had"],
  hear: ["heard", "heard"],
  hide: ["hid", "hidden"],
  hit: ["hit", "hit"],
  hold: ["held", "held"],
  hurt: ["hurt", "hurt"],
  keep: ["kept", "kept"],
  kneel: ["knelt", "knelt"],
  know: ["knew", "known"],
  lay: ["laid", "laid"],
  lead: ["led", "led"],
  leap: ["leapt", "leapt"],
  leave: ["left", "left"],
  lend: ["lent", "lent"],
  let: ["let", "let"],
  lie: ["lay", "lain"],
  light: ["lit", "lit"],
  lose: ["lost", "lost"],
  make: ["made", "made"],
  mean: ["meant", "meant"],
  meet: ["met", "met"],
  overcome: ["overcame", "overcome"],
  pay: ["paid", "paid"],
  put: ["put", "put"],
  quit: ["quit", "quit"],
  read: ["read", "read"],
  rid: ["rid", "rid"],
  ride: ["rode", "ridden"],
  ring: ["rang", "rung"],
  rise: ["rose", "risen"],
  run: ["ran", "run"],
  say: ["said", "said"],
  see: ["saw", "seen"],
  seek: ["sought", "sought"],
  sell: ["sold", "sold"],
  send: ["sent", "sent"],
  set: ["set", "set"],
  sew: ["sewed", "sewn"],
  shake: ["shook", "shaken"],
  shed: ["shed", "shed"],
  shine: ["shone", "shone"],
  shoot: ["shot", "shot"],
  show: ["showed", "shown"],
  shrink: ["shrank", "shrunk"],
  shut: ["shut", "shut"],
  sing: ["sang", "sung"],
  sink: ["sank", "sunk"],
  sit: ["sat", "sat"],
  slay: ["slew", "slain"],
  sleep: ["slept", "slept"],
  slide: ["slid", "slid"],
  sling: ["slung", "slung"],
  slit: ["slit", "slit"],
  sow: ["sowed", "sown"],
  speak: ["spoke", "spoken"],
  speed: ["sped", "sped"],
  spend: ["spent", "spent"],
  spill: ["spilt", "spilt"],
  spin: ["spun", "spun"],
  spit: ["spat", "spat"],
  split: ["split", "split"],
  spread: ["spread", "spread"],
  spring: ["sprang", "sprung"],
  stand: ["stood", "stood"],
  steal: ["stole", "stolen"],
  stick: ["stuck", "stuck"],
  sting: ["stung", "stung"],
  stink: ["stank", "stunk"],
  strike: ["struck", "struck"],
  strive: ["strove", "striven"],
  swear: ["swore", "sworn"],
  sweep: ["swept", "swept"],
  swell: ["swelled", "swollen"],
  swim: ["swam", "swum"],
  swing: ["swung", "swung"],
  take: ["took", "taken"],
  teach: ["taught", "taught"],
  tear: ["tore", "torn"],
  tell: ["told", "told"],
  think: ["thought", "thought"],
  throw: ["threw", "thrown"],
  thrust: ["thrust", "thrust"],
  tread: ["trod", "trodden"],
  undercut: ["undercut", "undercut"],
  undergo: ["underwent", "undergone"],
  understand: ["understood", "understood"],
  undo: ["undid", "undone"],
  uphold: ["upheld", "upheld"],
  wake: ["woke", "woken"],
  wear: ["wore", "worn"],
  weave: ["wove", "woven"],
  weep: ["wept", "wept"],
  win: ["won", "won"],
  wind: ["wound", "wound"],
  withdraw: ["withdrew", "withdrawn"],
  withhold: ["withheld", "withheld"],
  withstand: ["withstood", "withstood"],
  wring: ["wrung", "wrung"],
  write: ["wrote", "written"],
}

/** Verbs of more than one syllable, or with "qu", whose last consonant doubles: "deter, deterred". */
const DOUBLING: ReadonlySet<string> = new Set(
  `abet abhor acquit admit allot annul begin beset commit compel concur confer control defer deter dispel emit equip excel
  expel forbid forget impel incur infer occur omit patrol permit prefer propel quit rebel recur refer regret remit repel
  submit transfer transmit undercut upset`.split(/\s+/),
)

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
    : /[^aeo][aeiou]l$/.test(lemma)
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
      stem.endsWith("ie")
        ? `${stem.slice(0, -2)}ying`
        : /[^eoy]e$/.test(stem) && VOWEL.test(stem.slice(0, -1))
          ? `${stem.slice(0, -1)}ing`
          : `${stem}ing`,
      "gerund",
    )
  }
  return forms
}

/** From the past and the participle of each irregular verb to its base; a spelling that is a base of its own stands for itself. */
export function pastForms(): Map<string, string> {
  const bases = new Map<string, string>()
  for (const [lemma, forms] of Object.entries(IRREGULAR))
    for (const form of forms) if (!Object.hasOwn(IRREGULAR, form) || form === lemma) bases.set(form, lemma)
  return bases
}
