// Which language a text is in, for the message that refuses documents in other languages than English. In: text. Out: the
// language's English name, or null where it cannot be told. The script is looked at first; within a script, letters that one
// of its languages alone uses; among languages in Latin letters and in Devanagari, the small words that any text is full of.

/** A language in Latin letters: its small words in lower case, and letters that few others write. */
type Latin = {
  readonly name: string
  /** The commonest that are no English words: by these alone a text is taken for foreign (`smallWords`). */
  readonly small?: string
  /** Further ones, for telling which language it is; some are English words too. */
  readonly more: string
  readonly letters?: string
}

// biome-ignore format: one language, one line each for its words
const LATIN: readonly Latin[] = [
  {name: "French", letters: "œçêëèà",
    small: "le la les des du une et est dans que qui pour pas sur avec ce au aux sont par",
    more: "de il elle ils nous vous cette ces plus ou mais comme leur leurs ont été être après depuis entre selon sans où dont"},
  {name: "German", letters: "ßäüö",
    small: "der die das und ist nicht ein eine zu den dem mit von auf für des sich im auch",
    more: "in an wird werden war waren hat haben sie wir nach bei aus einer einen einem als dass über vor durch noch wie oder aber nur keine zum zur"},
  {name: "Spanish", letters: "ñ¿¡",
    small: "el los las del y en que un una por con para se es su al como",
    more: "de la no lo más pero sus este esta ha han fue son está entre cuando sobre también desde hasta donde según sin porque muy ser"},
  {name: "Italian", letters: "àèìòù",
    small: "il lo gli della di che e un una per con non sono del nel alla",
    more: "la le i ha hanno è stato stata più come ma anche dei delle degli nella dalla dal al ai alle si sulla sul questo questa tra dopo perché da"},
  {name: "Portuguese", letters: "ãõâç",
    small: "o os da do dos das em um uma para com não que se ao pela",
    more: "a as e de no na nos nas por mais como mas foi são está pelo pelos também sua seu suas seus entre após quando sobre até sem é à às muito"},
  {name: "Dutch",
    small: "de het een en van dat niet op te met voor zijn aan ook maar",
    more: "in is er wordt worden door naar bij uit om als dan nog werd heeft hebben deze die ze hun wij over na tegen geen meer zich omdat tot"},
  {name: "Swedish", letters: "åäö",
    small: "och att det som en är för på med av inte den",
    more: "i till ett om har de var från men sig så kan när under efter vid eller sin ska över mot också inom blir blev mellan utan"},
  {name: "Danish", letters: "åæø",
    more: "og at det som en er for på med af ikke den i til et om har de var fra men sig så kan når under efter ved eller skal over mod også bliver blev mellem uden hvor nu være"},
  {name: "Norwegian", letters: "åæø",
    more: "og at det som en er for på med av ikke den i til et om har de var fra men seg så kan når under etter ved eller skal over mot også blir ble mellom uten hvor nå være"},
  {name: "Finnish", letters: "äö",
    more: "ja on ei se että oli ovat joka myös mutta kun niin kuin sen hän he ne tai jos vain jo mukaan jälkeen ennen kanssa ole olla sekä voi koska"},
  {name: "Polish", letters: "łąęśźżćń",
    small: "w z na do się nie i że jest od po dla jak",
    more: "o to a są był była było były przez za ale oraz który która które ich jego przed nad pod tym ten ta te już może tylko ze co"},
  {name: "Czech", letters: "ěřůčšžý",
    more: "a v na se je že s z do o k i ve to za po ale jako jsou by pro od byl byla bylo nebo který která které jeho jejich před už není podle po při když"},
  {name: "Slovak", letters: "ľôĺŕčšžý",
    more: "a v na sa je že s z do o k aj vo to za po ale ako sú by pre od bol bola bolo alebo ktorý ktorá ktoré jeho ich pred už nie podľa pri keď"},
  {name: "Hungarian", letters: "őűöü",
    more: "a az és hogy nem is egy van volt meg de ez csak már mint vagy ki el még azt ha után között miatt szerint lesz lehet pedig mert sem"},
  {name: "Romanian", letters: "ăâîșțşţ",
    more: "și în de la cu pe nu este care că din mai pentru un o a au fost sunt prin după dar sau lor ale al fi se între până fără această acest"},
  {name: "Turkish", letters: "ğışçöüİ",
    small: "ve bir bu da de için ile olan olarak çok",
    more: "sonra kadar daha ancak gibi en olduğu değil ne her o ama var yok oldu etti göre bütün tüm karşı önce üzerine"},
  {name: "Indonesian",
    small: "yang dan di untuk dengan ini itu dari pada tidak akan",
    more: "ke dalam adalah oleh sebagai karena bahwa mereka telah sudah juga atau dapat bisa lebih setelah para kami antara bagi saat tersebut sejak hanya"},
  {name: "Swahili",
    small: "na ya wa kwa katika ni za la kuwa hii",
    more: "cha vya wao hiyo huo hilo yake zake wake kama lakini pia baada kabla sana watu wengi bado hadi kutoka kati ambao ambayo hakuna"},
  {name: "Filipino",
    small: "ang ng mga sa na ay ni kay",
    more: "at ito hindi para nang may mula kung dahil din rin ngunit pero nila niya sila siya upang noong matapos"},
  {name: "Somali",
    small: "oo iyo ka ku waa uu soo",
    more: "in ay la ee u ah aan kale ayaa oo si kuwa badan dadka waxaa ayay waxay iyada lagu laga loo kala marka"},
  {name: "Vietnamese", letters: "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    more: "và của là các có được cho trong không với những một người này đã khi từ đến để ra về do tại bị vào sẽ nhưng cũng"},
  {name: "Hausa", letters: "ƙɗɓ",
    more: "da ta a ya na cikin ba don su sun wannan an mai kuma za ga domin saboda amma yana suka tun har bayan sai kan"},
  {name: "Bosnian, Croatian or Serbian", letters: "đčćšž",
    more: "i u je se na da su za od s sa o ne koji koja koje kao po ali iz bi će što ili bio bila bilo nije zbog nakon prije pre između samo sve"},
  {name: "Albanian", letters: "ëç",
    more: "të e në dhe i për një që me nga është së më u janë ka nuk si por do kanë kjo ky kur pas deri ose tij"},
  {name: "Kurdish", letters: "êîûşç",
    more: "û ku di de ji bi li bo ya yên ew jî ne vê ev her wan me dike dikin kir bû hat piştî"},
  {name: "Catalan", letters: "çàèòï",
    more: "el la els les i de del dels que en un una amb per als és no va han ha més com però aquest aquesta perquè seva seu entre sense també"},
  {name: "Haitian Creole", letters: "òè",
    more: "nan ak yo pou ki se te la a pa li yon gen nou ap sa moun tout men anpil pral lè depi fè kont"},
]

const listed = (words: string | undefined): string[] => (words ? words.split(" ") : [])

/** Small words of languages in Latin letters that English does not have, a set for each language. */
export const smallWords: readonly ReadonlySet<string>[] = LATIN.filter(({small}) => small).map(
  ({small}) => new Set(listed(small)),
)

/** Scripts that one language stands for in the documents people have, besides those that are looked at further. */
const SCRIPTS: readonly (readonly [name: string, letter: RegExp])[] = [
  ["Arabic", /\p{Script=Arabic}/gu],
  ["Cyrillic", /\p{Script=Cyrillic}/gu],
  ["Devanagari", /\p{Script=Devanagari}/gu],
  ["Han", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["Greek", /\p{Script=Greek}/gu],
  ["Hebrew", /\p{Script=Hebrew}/gu],
  ["Korean", /\p{Script=Hangul}/gu],
  ["Thai", /\p{Script=Thai}/gu],
  ["Lao", /\p{Script=Lao}/gu],
  ["Khmer", /\p{Script=Khmer}/gu],
  ["Burmese", /\p{Script=Myanmar}/gu],
  ["Ethiopic", /\p{Script=Ethiopic}/gu],
  ["Armenian", /\p{Script=Armenian}/gu],
  ["Georgian", /\p{Script=Georgian}/gu],
  ["Bengali", /\p{Script=Bengali}/gu],
  ["Gujarati", /\p{Script=Gujarati}/gu],
  ["Punjabi", /\p{Script=Gurmukhi}/gu],
  ["Tamil", /\p{Script=Tamil}/gu],
  ["Telugu", /\p{Script=Telugu}/gu],
  ["Kannada", /\p{Script=Kannada}/gu],
  ["Malayalam", /\p{Script=Malayalam}/gu],
  ["Sinhala", /\p{Script=Sinhala}/gu],
]

/** Letters that within a script only these languages use; the first whose letters stand in the text names it. */
const OWN_LETTERS: Readonly<Record<string, readonly (readonly [name: string, letters: RegExp])[]>> = {
  Arabic: [
    ["Sindhi", /[ٻڀٺٿڄڃڦڳڱڻ]/gu],
    ["Uyghur", /[ۇۈۋ]/gu],
    ["Kurdish", /[ڕڵۆێ]/gu],
    ["Pashto", /[ټډړږښڼېۍځڅ]/gu],
    ["Urdu", /[ٹڈڑےںہھ]/gu],
    ["Persian", /[پچژگیک]/gu],
    ["Arabic", /[ةيىكأإ]/gu],
  ],
  Cyrillic: [
    ["Belarusian", /[ў]/giu],
    ["Kazakh", /[әұ]/giu],
    ["Tajik", /[ҷӣӯ]/giu],
    ["Macedonian", /[ѓќѕ]/giu],
    ["Serbian", /[јљњђћџ]/giu],
    ["Ukrainian", /[іїєґ]/giu],
    ["Kyrgyz", /[ң]/giu],
    ["Mongolian", /[өү]/giu],
    ["Russian", /[ыэё]/giu],
    ["Bulgarian", /[ъ]/giu],
  ],
  Han: [
    ["Japanese", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
    ["Chinese", /\p{Script=Han}/gu],
  ],
  Ethiopic: [
    ["Tigrinya", /[ቐቑቒቓቔቕቖኣኸዀ]/gu],
    ["Amharic", /\p{Script=Ethiopic}/gu],
  ],
}
/** Of a script's letters: quotations and names bring in single ones of another language. */
const OWN_SHARE = 0.004

const DEVANAGARI: readonly (readonly [name: string, words: string])[] = [
  ["Hindi", "है हैं के में की से को का और ने पर कि भी नहीं यह था थी थे लिए"],
  ["Nepali", "छ छन् मा र ले लाई पनि भएको गरेको गर्न हो हुने भन्ने थियो थिए छैन"],
  ["Marathi", "आहे आहेत आणि च्या होते होता होती मध्ये नाही या तर हे ते झाले झाली केले केली"],
]

/** With fewer votes than this, or fewer for each word, no language is named. */
const FEWEST_VOTES = 1
const VOTING_SHARE = 0.05
/** Different words that vote for a language that is named: one alone may be a name, or another language's word. */
const FEWEST_WORDS = 3
/** By how much a language must lead the next: the words that two languages share say neither. */
const LEAD = 1.1

/**
 * The English name of the language that `text` is most likely in, of those that are told apart here: some thirty in
 * Latin letters, and some forty by their script and its letters. English is none of them.
 * @returns null where it cannot be told: too few words, another language, or two that fit alike.
 */
export function nameLanguage(text: string): string | null {
  const latin = count(text, /\p{Script=Latin}/gu)
  let script = ""
  let most = 0
  for (const [name, letter] of SCRIPTS) {
    const letters = count(text, letter)
    if (letters > most) [script, most] = [name, letters]
  }
  if (latin >= most) return latinLanguage(text)
  if (script === "Devanagari") return mostVoted(text, DEVANAGARI_VOTES)
  const own = OWN_LETTERS[script]
  if (!own) return script
  return own.find(([, letters]) => count(text, letters) >= most * OWN_SHARE)?.[0] ?? null
}

/** How much a word, or a letter in one, says for each language that has it: one vote, shared out among them. */
type Votes = ReadonlyMap<string, readonly string[]>

function votesOf(lists: readonly (readonly [name: string, entries: readonly string[]])[]): Votes {
  const votes = new Map<string, string[]>()
  for (const [name, entries] of lists)
    for (const entry of new Set(entries)) votes.set(entry, [...(votes.get(entry) ?? []), name])
  return votes
}

const DEVANAGARI_VOTES = votesOf(DEVANAGARI.map(([name, words]) => [name, listed(words)]))
const WORD_VOTES = votesOf(LATIN.map(({name, small, more}) => [name, [...listed(small), ...listed(more)]]))
const LETTER_VOTES = votesOf(LATIN.map(({name, letters}) => [name, [...(letters ?? "")]]))

const latinLanguage = (text: string): string | null => mostVoted(text, WORD_VOTES, LETTER_VOTES)

/** The language that most words of `text` vote for, by themselves or by a letter of theirs. */
function mostVoted(text: string, byWord: Votes, byLetter?: Votes): string | null {
  const words =
    text
      .toLowerCase()
      .normalize("NFC")
      .match(/[\p{L}\p{M}]+/gu) ?? []
  const votes = new Map<string, {sum: number; words: Set<string>}>()
  const vote = (word: string, names: readonly string[]) => {
    for (const name of names) {
      const of = votes.get(name) ?? {sum: 0, words: new Set()}
      votes.set(name, of)
      of.sum += 1 / names.length
      of.words.add(word)
    }
  }
  for (const word of words) {
    vote(word, byWord.get(word) ?? [])
    // A word votes by one letter: that which the fewest languages have.
    let rare: readonly string[] = []
    for (const letter of word) {
      const names = byLetter?.get(letter) ?? []
      if (names.length > 0 && (rare.length === 0 || names.length < rare.length)) rare = names
    }
    vote(word, rare)
  }
  const [first, second] = [...votes]
    .filter(([, of]) => of.words.size >= FEWEST_WORDS)
    .sort(([a, x], [b, y]) => y.sum - x.sum || (a < b ? -1 : 1))
  if (!first || first[1].sum < Math.max(FEWEST_VOTES, VOTING_SHARE * words.length)) return null
  return second && first[1].sum < LEAD * second[1].sum ? null : first[0]
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
