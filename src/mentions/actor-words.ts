// The grammar of names of actors: which last or first word says what sort of actor a name
// is, which titles go before persons, which words join the parts of a name. Data; a name
// that holds none of these is just a name.

/** What sort of actor a name is, as `roles` says it. */
export type ActorRole =
  | "state"
  | "government body"
  | "armed group"
  | "international organisation"
  | "firm"
  | "media"
  | "party"
  | "civil society"
  | "person"

/** Role of a name that is no actor's: a product, which rises and falls. */
export const PRODUCT = "product"

/** Words in a name that tell its role; where two tell different ones, the row that stands first decides. */
export const ROLE_WORDS: readonly (readonly [role: ActorRole, words: string])[] = [
  [
    "armed group",
    `brigade brigades militia militias liberation jihad mujahideen mujahidin mujahedin taliban tehrik tehreek rebels insurgents guerrillas guerrilla
     resistance khorasan caliphate insurgency fedayeen martyrs lashkar jaish harakat legion warriors fighters`,
  ],
  [
    "media",
    "times post herald tribune gazette observer news radio television tv broadcasting newspaper broadcaster wire press journal",
  ],
  [
    "government body",
    `ministry department parliament senate congress assembly court police army navy cabinet treasury government authority authorities bureau
     directorate customs prosecutor gendarmerie guard guards intelligence regiment corps force forces inspectorate prefecture municipality
     agency commission council office secretariat administration tribunal chancellery duma knesset bundestag majlis`,
  ],
  ["party", "party alliance coalition democrats republicans conservatives socialists communists"],
  [
    "international organisation",
    "nations organisation organization union league commonwealth community world international regional fund bloc pact",
  ],
  [
    "firm",
    `inc ltd corp co company corporation plc llc gmbh ag bank airlines airways industries motors holdings holding group partners oil gas petroleum mining
     energy steel railways shipping lines telecom pharmaceuticals foods brewery mills works enterprises insurance`,
  ],
  [
    "civil society",
    `association federation guild church university college institute foundation society trust charity centre center forum campaign
     committee cooperative chamber academy observatory crescent`,
  ],
]

/** Words that make "Front", "Army" and "Movement" an armed group's name when they stand before it. */
export const FIGHTING = new Set(
  `liberation people peoples resistance revolutionary national salvation defence defense islamic popular patriotic democratic free ridge armed self
   freedom independence united holy lord lords`.split(/\s+/),
)

/** Last words of an armed group's name that need one of the words above, or a bracketed short form, to be sure. */
export const FRONTS = new Set(["front", "army", "movement", "forces", "force", "guard"])

/** Titles before a person's name. */
export const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms miss dr prof professor sir dame lord lady president vice-president premier chancellor minister secretary senator governor mayor
   ambassador envoy general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral marshal brigadier commander chief director
   chairman chairwoman chairperson king queen prince princess emir sultan sheikh imam mullah mufti ayatollah pope bishop archbishop cardinal
   rabbi reverend rev judge justice inspector deputy speaker spokesman spokeswoman spokesperson leader warlord elder headman farmer trader teacher
   analyst economist historian researcher activist`.split(/\s+/),
)

/** Words that join the parts of a name where the part before them is an organ or a house: "Ministry of Water". */
export const JOINING = new Set(["of", "for", "de", "del", "des", "du", "la", "al", "ul", "bin", "ibn", "von", "van"])

/** First words after which "of" goes on with the name. */
export const HEADED = new Set(
  `ministry department bank university council republic kingdom union league association organisation organization federation chamber court
   house board church institute office bureau community commonwealth committee society party front army movement state states emirate government
   minister academy port city guild confederation alliance group ministers brotherhood congress assembly`.split(/\s+/),
)

/** Capitals that name nobody: days, months, faiths and languages, points of the compass. */
export const NO_ACTORS: ReadonlySet<string> = new Set(
  `i january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday
   sunday islam islamic muslim muslims christian christians hindu hindus buddhist jewish catholic protestant sunni shia english arabic
   mr mrs ms dr north south east west northern southern eastern western central article section chapter page figure table god covid internet
   ramadan christmas easter eid act treaty accord pact protocol war battle`.split(/\s+/),
)

/** Nouns of what is decided or agreed: behind an article a name that ends with one names no party, "the Support Scheme", "the Rule". */
export const DECIDED: ReadonlySet<string> = new Set(
  `act treaty accord pact protocol scheme rule rules levy plan policy decree directive law code regulation regulations
   framework strategy budget agreement ban tax tariff quota`.split(/\s+/),
)

/** Words of armed groups' names that are such a name even alone. */
export const NAMES_ALONE: ReadonlySet<string> = new Set(
  "taliban khorasan mujahideen mujahidin mujahedin lashkar jaish harakat tehrik tehreek fedayeen".split(" "),
)

/** Words joined to a name by a hyphen that make an adjective of it: "the Arv-led mission". */
export const MAKING_ADJECTIVES: ReadonlySet<string> = new Set(
  `led backed based run held aligned linked controlled ruled brokered style era born affiliated allied funded sponsored owned made occupied
   administered mediated trained dominated speaking wide registered listed flagged inspired`.split(/\s+/),
)
