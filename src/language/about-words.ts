// Words of general English that say how much of a thing there is, which way it goes, or nothing at all. Data: lemmas in
// small letters. Nothing here knows a crisis; what one folder calls a thing belongs into its factors.yaml.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Heads that only say how much, how likely, or that one is afraid of the thing behind them. */
export const GRADES =
  words(`risk danger threat chance possibility probability prospect potential level number amount degree
  extent scale intensity wave series sense kind sort form part lot plenty bit fear worry concern majority half third quarter
  fifth sixth eighth tenth hundred thousand dozen section portion bulk share most rest question issue problem burden weight pace sign talk presence use practice volume frequency incidence spate`)

/** Heads that turn what stands behind (or before) them round. */
export const LESS =
  words(`lack absence shortage scarcity dearth loss collapse decline fall drop reduction decrease withdrawal
  freeze erosion cut suspension slump shrinkage failure shortfall gap deficit disappearance halt end breakdown weakening
  contraction exit crunch want shutdown`)

/** Heads behind which "to" says what is not done. */
export const UNDONE = words("failure refusal inability reluctance unwillingness")

/** Heads that say that it grows. */
export const MORE =
  words(`rise increase growth surge jump spike expansion spread return renewal rebound recovery upsurge
  escalation climb gain buildup intensification outbreak explosion`)

/** Said of a thing of which there is little. */
export const LOW =
  words(`low lower few fewer less little small smaller thin thinner weak weaker poor poorer scarce scarcer
  short shorter insufficient inadequate limited slow slower falling declining dwindling shrinking failing failed lost missing
  neglected absent reduced sinking collapsing empty poorest lowest minimal deficient weakening`)

/** Said of a thing of which there is much. */
export const HIGH =
  words(`high higher big bigger large larger heavy heavier more many much strong stronger great greater rising
  growing increasing soaring swollen record mounting widespread massive severe deep deeper full fuller steep steeper additional
  further renewed continued long longer acute serious wide wider rapid sharp worse deadly chronic`)

/** Said of what something costs, and which way the price goes. */
export const COSTLY: ReadonlyMap<string, 1 | -1> = new Map([
  ["dear", 1],
  ["dearer", 1],
  ["costly", 1],
  ["costlier", 1],
  ["expensive", 1],
  ["pricey", 1],
  ["unaffordable", 1],
  ["cheap", -1],
  ["cheaper", -1],
  ["affordable", -1],
])

/** Verbs that only say that their subject goes down. */
export const FALLING =
  words(`fall drop decline collapse shrink dwindle sink slump plunge vanish disappear crumble weaken halve
  lessen decrease stop end cease stall falter fail dry close shut freeze evaporate erode recede`)

/** Verbs that only say that their subject goes up. */
export const RISING =
  words(`rise increase grow climb jump soar double triple surge swell spread widen mount spike multiply
  intensify strengthen deepen persist continue remain stay return resume begin start quadruple`)

/** Verbs that lower their object. */
export const LOWERING =
  words(`lose cut reduce lower slash curb halt stop end block close shut drop lack abandon cancel suspend
  refuse deny miss need weaken damage destroy ruin withhold neglect limit restrict prevent drain withdraw hamper hinder impede delay disrupt undermine
  cripple slow strain stifle starve`)

/** Verbs that say nothing by themselves. */
export const LIGHT_VERBS =
  words(`take make give get put have find bring keep let leave hold go come do be see become set use
  turn see say know`)

/** Nouns of cost, amount and the like, and stuffs: only what they are of, or for, tells one from another. */
export const MEASURES =
  words(`price cost fee bill value rate supply stock demand output export import production quality income
  revenue wage rent premium charge tax payment level flow sale market spending budget water food fuel money power energy land
  oil gas trade work care aid transport`)

/** Nouns that point back at what was told before. */
export const POINTING =
  words(`measure step move decision plan scheme policy programme program action approach idea arrangement
  proposal circle crisis disaster situation development trend problem process`)

/** Modifiers that tell no thing from another. */
export const PALE =
  words(`new old own same other many several last first next recent current local national public whole entire
  typical average usual certain particular main key major total overall such latest annual monthly daily weekly official
  so-called actual real nominal early late possible likely available good bad better best young two three four five six seven
  eight nine ten one half least most single`)

/** Of these, those that a name keeps: late arrival is another thing than early arrival. */
export const TELLING = words("late early young old public national local")

/** Words that head nothing. */
export const EMPTY =
  words(`thing way point case matter fact people person man woman somebody nobody everybody anybody everyone
  anyone someone something nothing anything everything time year month week day hour place side part country region world area
  city district member one other others picture sort government state minister official authority group party pound dollar euro
  percent per cent reason result cause effect consequence example moment number`)

/** People, and groups of people, by what they are. */
export const BEINGS =
  words(`adult adviser agent analyst baby boy breeder buyer captain carer carrier child citizen civilian
  colleague commuter community consumer crew customer daughter dealer doctor donor driver dweller elder employee employer engineer
  expert family farmer father fighter fisher fisherman foreman friend girl grower guard guest harvester herder homeowner
  household husband importer exporter infant inhabitant inspector inmate investor judge keeper labourer laborer landlord leader
  lecturer merchant midwife migrant miller miner mother neighbour neighbor newborn nurse officer operator organiser owner
  parent passenger patient patrol peasant pensioner pilot planter policeman politician practitioner prisoner producer protester
  pupil ranger refugee relative representative resident rider rival sailor scientist seller settler shepherd shopkeeper shopper
  sister smuggler soldier son spokesman spokeswoman staff student supplier supporter survivor teacher tenant tourist trader
  trucker vendor victim villager visitor volunteer voter widow wife worker youth they we he she it who i you`)

/** Months, days and parts of the year: when something is, not what. */
export const TIMES =
  words(`january february march april may june july august september october november december monday tuesday
  wednesday thursday friday saturday sunday spring summer autumn winter weekend night morning evening today yesterday tomorrow`)

/** Nouns of verbs that are not the verb with -ing, verb:noun, or one word for both. */
const NOUNS: ReadonlyMap<string, string> = new Map(
  [
    ...words(`accept:acceptance achieve:achievement admit:admission agree:agreement announce:announcement appear:appearance
  apply:application approve:approval arrest arrive:arrival assess:assessment attack attend:attendance ban
  behave:behaviour believe:belief block:blockage boycott bury:burial choose:choice close:closure collapse
  collect:collection compete:competition complain:complaint confiscate:confiscation connect:connection
  construct:construction consume:consumption contaminate:contamination control cooperate:cooperation decide:decision
  deliver:delivery demand deny:denial depart:departure depend:dependence deploy:deployment destroy:destruction
  detain:detention detect:detection deteriorate:deterioration develop:development die:death disappear:disappearance
  discover:discovery disrupt:disruption distribute:distribution distrust divert:diversion educate:education
  elect:election evacuate:evacuation evict:eviction exclude:exclusion expel:expulsion explode:explosion
  explore:exploration extract:extraction fail:failure fight flee:flight flow grow:growth harvest hesitate:hesitation
  import export improve:improvement infect:infection inject:injection injure:injury inspect:inspection
  install:installation intervene:intervention invade:invasion invest:investment investigate:investigation
  isolate:isolation leave:departure lose:loss maintain:maintenance manage:management marry:marriage migrate:migration move:movement
  need negotiate:negotiation obey:obedience occupy:occupation operate:operation oppose:opposition overflow
  participate:participation pay:payment permit:permission pollute:pollution prefer:preference prepare:preparation
  privatise:privatisation protect:protection protest punish:punishment purchase react:reaction recover:recovery
  recruit:recruitment refuse:refusal reject:rejection relax:relaxation release remove:removal repair
  replace:replacement request require:requirement resign:resignation resist:resistance respond:response
  restrict:restriction retire:retirement return sell:sale separate:separation serve:service settle:settlement
  smuggle:smuggling steal:theft strike succeed:success suffer:suffering supply support survive:survival
  suspect:suspicion suspend:suspension test threaten:threat trade transmit:transmission transport treat:treatment
  trust try:attempt use vaccinate:vaccination violate:violation visit vote wait:waiting withdraw:withdrawal work`),
  ].map((pair): [string, string] => {
    const [verb, noun] = pair.split(":") as [string, string?]
    return [verb, noun ?? verb]
  }),
)

/** Is the noun of a verb more than the verb with -ing? Only such a noun stands for a thing without saying of what. */
export const hasNoun = (verb: string): boolean => NOUNS.has(verb)

/** The noun that a verb is called by: "arrive" is arrival, "wander" is wandering. */
export const nounOfVerb = (verb: string): string => NOUNS.get(verb) ?? inIng(verb)

/** A verb's form in -ing. */
export function inIng(verb: string): string {
  if (/(?:ee|ye|oe)$/.test(verb)) return `${verb}ing`
  if (verb.endsWith("ie")) return `${verb.slice(0, -2)}ying`
  if (verb.endsWith("e")) return `${verb.slice(0, -1)}ing`
  // A short vowel doubles the last letter: "cut", "dig"; of longer verbs that is not known.
  if (/^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb)) return `${verb}${verb.at(-1)}ing`
  return `${verb}ing`
}
