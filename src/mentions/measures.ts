// Units as prose writes them: a word or letters in, the unit's name out. Data: money, time,
// length, weight, area, volume, power, temperature; what they mean to each other is not
// known here.

/** Periods: a number of these is a duration, and after "a" or "per" they make a rate. */
export const TIME_UNITS: ReadonlySet<string> = new Set(
  "second minute hour day night week fortnight month quarter season year decade century generation".split(" "),
)

/** Letters that stand for a unit, glued to figures or after them. `as`: only with that capital. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ["km", "kilometre"],
  ["kms", "kilometre"],
  ["m", "metre"],
  ["cm", "centimetre"],
  ["mm", "millimetre"],
  ["km²", "square kilometre"],
  ["m²", "square metre"],
  ["ft", "foot"],
  ["mi", "mile"],
  ["kg", "kilogram"],
  ["kgs", "kilogram"],
  ["mg", "milligram"],
  ["lb", "pound"],
  ["lbs", "pound"],
  ["oz", "ounce"],
  ["ha", "hectare"],
  ["l", "litre"],
  ["ml", "millilitre"],
  ["kw", "kilowatt"],
  ["mw", "megawatt"],
  ["gw", "gigawatt"],
  ["tw", "terawatt"],
  ["kwh", "kilowatt hour"],
  ["mwh", "megawatt hour"],
  ["gwh", "gigawatt hour"],
  ["twh", "terawatt hour"],
  ["kv", "kilovolt"],
  ["hz", "hertz"],
  ["mhz", "megahertz"],
  ["ghz", "gigahertz"],
  ["mb", "megabyte"],
  ["gb", "gigabyte"],
  ["tb", "terabyte"],
  ["mph", "mile/hour"],
  ["kph", "kilometre/hour"],
  ["kmh", "kilometre/hour"],
  ["bpd", "barrel/day"],
  ["hrs", "hour"],
  ["hr", "hour"],
  ["h", "hour"],
  ["mins", "minute"],
  ["min", "minute"],
  ["secs", "second"],
  ["sec", "second"],
  ["yrs", "year"],
  ["yr", "year"],
  ["db", "decibel"],
  ["ppm", "part per million"],
  ["c", "°C"],
  ["f", "°F"],
  ["t", "tonne"],
  ["kt", "kilotonne"],
  ["mt", "megatonne"],
  ["bps", "basis point"],
  ["bp", "basis point"],
  ["pp", "percentage point"],
  ["x", "time"],
])

/** Abbreviations that stand glued to the figures or not at all: apart they are other words. */
export const ONLY_GLUED: ReadonlySet<string> = new Set("m c f t h l x min sec mi pp mt mb k b".split(" "))

/** Nouns that measure: what is measured stands behind "of", "in" or at the subject. */
export const MEASURES: ReadonlySet<string> = new Set(
  `kilometre kilometer mile metre meter centimetre centimeter millimetre millimeter yard foot inch acre hectare litre liter gallon barrel
  tonne ton kilogram kilogramme kilo gram gramme pound ounce quintal bushel watt kilowatt megawatt gigawatt terawatt volt hertz byte gigabyte
  megabyte terabyte degree knot calorie joule percent point league
  second minute hour day night week fortnight month quarter season year decade century generation`.split(/\s+/),
)

/** Nouns that hold or group what is counted: "sacks of grain", "truckloads of tents". */
export const CONTAINERS: ReadonlySet<string> = new Set(
  `sack bag crate box barrel bottle tin can bale load truckload shipload cartload boatload convoy consignment shipment batch dose pair head
  piece sheet bundle herd flock pack case cup glass spoonful plate round unit set series item litre bushel basket jar drum container`.split(
    /\s+/,
  ),
)

/** Names of money. A number of these is a sum. "Pound" is a weight as well. */
export const MONEY: ReadonlySet<string> = new Set(
  `dollar euro pound yen yuan renminbi rupee rouble ruble lira won naira peso franc krona krone kronor kroner dinar dirham riyal rial
  shilling rand baht ringgit rupiah dong taka afghani hryvnia zloty forint shekel birr cedi kwacha cent penny pence crown mark florin ducat`.split(
    /\s+/,
  ),
)

/** What people are when a number counts them by what befell them: "40 killed", "12 missing". */
export const STATES_OF_PEOPLE: ReadonlySet<string> = new Set(
  `killed dead wounded injured missing displaced arrested detained hurt homeless kidnapped abducted infected hospitalised hospitalized sick
  ill unemployed jobless evacuated stranded trapped starving imprisoned executed drowned deported rescued unaccounted accused charged convicted sentenced martyred slain`.split(
    /\s+/,
  ),
)

/** Verbs whose bare object in figures is people: "killing 12", "arrested 40". */
export const BEFALLING: ReadonlySet<string> = new Set(
  "kill wound injure arrest detain displace hospitalise hospitalize abduct kidnap evacuate rescue deport execute maim infect employ hire sack recruit jail free release shelter house host seat feed treat".split(
    " ",
  ),
)

/** Verbs of level and change: a figure behind them measures their subject. */
export const LEVELS: ReadonlySet<string> = new Set(
  `rise fall climb drop grow decline increase decrease shrink reach total exceed number stand average jump soar plunge slump cut reduce raise
  lower top surpass hover peak plummet dip surge slip edge widen narrow swell dwindle shorten lengthen amount remain hit double triple quadruple halve tumble sink rocket`.split(
    /\s+/,
  ),
)

/** Words of change that are nouns: "a 12% rise in tolls", "a fall of 40 in raids". */
export const CHANGES: ReadonlySet<string> = new Set(
  `rise fall increase decrease decline drop growth reduction cut jump surge slump plunge gain loss hike spike dip change shift boost expansion
  contraction upturn downturn improvement deterioration share portion proportion chunk stake slice`.split(/\s+/),
)
