// Kinds of things and doers by their word, singular: who acts, what nobody wants more of, what can rise and fall.

import {words} from "../../core/word-lists.ts"

/** Things nobody wants more of: to worsen one of them is to raise it. General English, singular. */
export const UNWANTED: ReadonlySet<string> = new Set(
  words(`
  crisis conflict tension violence poverty instability insecurity problem shortage hardship unemployment inflation
  mistrust distrust suffering hunger famine dispute divide rift hostility danger risk threat situation plight misery
  debt deficit war chaos unrest disorder fear anger grievance displacement disease drought flood pollution
  corruption crime fighting toll vulnerability isolation decline collapse damage division polarisation polarization
  woe burden strain pressure disaster emergency scarcity outbreak malnutrition inequality exodus spiral cycle
  deadlock escalation congestion backlog bottleneck delay loss waste abuse hatred resentment suspicion bitterness
  turmoil upheaval volatility uncertainty panic anxiety stress illness sickness infection epidemic pandemic fever
  death mortality injury casualty bloodshed killing attack raid bombing riot looting theft fraud smuggling
  trafficking extremism terrorism militancy radicalisation radicalization repression oppression discrimination
  exclusion segregation homelessness overcrowding erosion desertification deforestation degradation contamination
  noise smog flooding wildfire thirst starvation weakness fragility dependence dependency indebtedness default
  bankruptcy recession slump downturn stagnation mutiny rebellion insurgency coup feud quarrel rivalry enmity
  animosity antagonism friction standoff stalemate impasse confusion misunderstanding misinformation dissatisfaction
  discontent frustration despair hopelessness grief pain harm hazard pest plague squalor wound sanction accident
  crash outage failure backlash desertion corrosion rust mould bullying jam mistake error complaint burnout absence rubbish
  crowding litter dirt smell stink mess nuisance virus parasite germ weed mosquito smoke dust
`),
)

/** Nouns for what people want more of, or better. Singular. */
export const WANTED: ReadonlySet<string> = new Set(
  words(`
    relation relationship tie bond link trust confidence faith peace stability security safety cooperation coordination cohesion
    unity harmony trade economy growth recovery productivity performance efficiency output yield harvest crop catch supply
    income revenue profit profitability wage earnings living livelihood welfare health nutrition hygiene sanitation
    education literacy learning service care access coverage quality standard condition position standing reputation
    image credibility legitimacy morale mood hope prospect outlook chance odds lot life fortune finance liquidity
    solvency credit balance air water soil visibility environment climate weather sleep diet
    governance accountability transparency democracy freedom right dialogue communication transport road infrastructure
    capacity readiness resilience supplier employment job market sale demand capability ability
  `),
)

/** Nouns for what rises, falls or comes about, beside those whose endings tell. Singular. */
export const QUALITIES: ReadonlySet<string> = new Set(
  words(`
    price cost wage rent trust peace war trade aid growth demand supply income revenue profit export import output yield
    harvest crop catch market economy currency value morale support confidence faith hope fear pressure risk chance power
    influence control authority role tie relation link bond balance order law rule right health welfare livelihood survival
    resolve will interest appetite desire attention access traffic flow migration flight exodus vote debt deficit budget fund
    stock reserve saving credit rate talk dialogue cooperation competition debate speech doubt belief opinion mood
    anger panic pride shame loyalty discipline effort work labour labor job business sale purchase service transport travel
    movement tourism fishing farming mining industry recovery reform change progress process cycle spread use reach speed
    quality quantity level amount number share standard safety security stability unity cohesion culture tradition knowledge
    skill learning research science truth memory spirit strength capacity ability freedom space room scope gap lead rise fall
    increase decrease decline drop loss gain surge spike boom bust crash shock blow flood drought rain storm heat
    temperature climate weather water air soil food fuel energy electricity bread grain hunger thirst population birth death
    life mortality fertility turnout participation protest strike boycott embargo sanction tariff tax toll duty subsidy quota
    ban curfew siege blockade truce ceasefire treaty accord agreement deal alliance coalition rivalry reputation image
    legitimacy credibility sovereignty independence autonomy border crossing passage corridor rescue repair defence defense
    attack raid killing fighting recruitment enrolment enrollment attendance
  `),
)

/** Nouns for those who act, singular. */
export const ACTORS: ReadonlySet<string> = new Set(
  words(`
  country nation state government leader official army military minister side party people group administration
  authority council president spokesman soldier trader farmer worker union company neighbour neighbor power
  faction element negotiator mediator resident villager police commander everyone regent prefect acrobat tenor
  singer actor member spouse mason potter smith tailor baker butcher fisherman shepherd herder miner sailor
  ferryman carpenter blacksmith printer editor author poet painter musician dancer lawyer advocate attorney notary
  treasurer secretary chairman chairwoman director manager owner founder heir guardian caretaker gardener
  inspector auditor engineer architect scientist biologist historian economist physician midwife veterinarian
  pharmacist librarian archivist curator lecturer professor dean rector coach referee umpire athlete player
  striker scout guide ranger warden keeper usher porter courier messenger postman spokeswoman reporter
  correspondent columnist mob militiaman conscript recruit deserter hostage smuggler poacher thug anyone someone
  nobody somebody everybody critic analyst abbot bishop priest monk nun captain colonel general admiral sergeant
  guard pilot chef cook nurse surgeon pupil clerk thief spy slave peasant serf widow orphan bride guest host
  landlord landlady lord lady knight consortium brigade battalion regiment navy militia corporation enterprise
  cooperative syndicate federation association society institute institution university college school hospital
  museum church temple monastery abbey league club foundation department bureau office provider utility brewery
  retailer insurer airline railway newspaper broadcaster publisher studio laboratory province city town village
  district region parish canton island republic kingdom empire mayor governor premier chancellor delegate
  delegation victim suspect defendant prisoner exile native settler nomad pilgrim man woman boy girl brother
  sister mother father son daughter wife husband friend enemy foe ally partner rival opponent supporter voter
  customer client consumer investor shareholder creditor debtor borrower team committee court parliament senate
  congress audience crowd family community agency ministry commission board firm bank troop force rebel militant
  insurgent gang tribe clan guild crew staff jury media press public lawmaker judge cleric chief king queen prince
  regime movement alliance coalition bloc donor lender regulator tenant citizen civilian refugee migrant student
  teacher doctor patient child parent youth activist protester extremist fighter guerrilla jihadist diplomat envoy
  senator deputy
`),
)
