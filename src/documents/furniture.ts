// Page furniture: the lines a web page puts around an article and that nobody wrote as
// part of it. In: one line at a time, with where it stands. Out: the name of the rule that
// caught it, or null. A line is judged whole, never cut; a rule that would take a sentence
// of prose with it is wrong. The rules are data, each with an invented example that the
// tests run, so that a rule can be added without reading the code that applies it.

/** Where on the page a line stands: before the first long paragraph, after the last, or between. */
export type Place = "head" | "body" | "tail"

/** A kind of line that nobody wrote as part of an article. */
export type FurnitureRule = {
  readonly name: string
  /** Where the rule may speak; "edges" is head and tail. */
  readonly where: "any" | "edges" | "head" | "tail"
  readonly matches: (line: string) => boolean
  /** What follows belongs to the furniture too: `end` up to the end, `short` up to the next long line. */
  readonly opens?: "end" | "short"
  /** Invented lines that it must catch, and one of prose that it must leave. */
  readonly examples: readonly string[]
  readonly leaves: string
}

const is =
  (pattern: RegExp) =>
  (line: string): boolean =>
    pattern.test(line)

// A line longer than this is prose whatever it begins with; the longest furniture seen is a disclaimer.
const LONGEST_FURNITURE = 400

const SHARE_WORDS = new Set(
  (
    "share shares tweet tweets pin pinterest facebook twitter x whatsapp telegram linkedin reddit email e-mail mail print " +
    "copy link save bookmark messenger viber tumblr flipboard instagram youtube threads bluesky mastodon line wechat " +
    "via on this with post article story and by comment comments like likes follow us more listen bookmark pocket gift"
  ).split(" "),
)
const SHARE_ANCHORS = new Set(
  "share shares tweet tweets pin pinterest facebook twitter whatsapp telegram linkedin reddit email e-mail print copy messenger flipboard instagram youtube".split(
    " ",
  ),
)

/** Only words of a share bar, digits and separators, and at least one word that names a channel. */
function isShareBar(line: string): boolean {
  const words = line
    .toLowerCase()
    .split(/[\s|/•·,:+()\d]+/)
    .filter((word) => word !== "")
  return (
    words.length > 0 && words.every((word) => SHARE_WORDS.has(word)) && words.some((word) => SHARE_ANCHORS.has(word))
  )
}

/** Categories run together by a page that lost its separators: "WorldEconomyTrade & TransportOpinion". */
function isTagStrip(line: string): boolean {
  if (/[.!?;:]/.test(line) || line.length > LONGEST_FURNITURE) return false
  const joins = line.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
  const words = line.split(/\s+/).length
  // Two joins in a short line, or one for every second word: "McDonald" and "eBay" alone never get there.
  return joins >= 2 && joins * 2 >= words
}

/** "#trade #harbour #strike", "Tags: trade, harbour". */
function isHashtags(line: string): boolean {
  const words = line.split(/[\s,]+/).filter((word) => word !== "")
  return words.length > 0 && words.every((word) => /^#[\p{L}\p{N}_]+$/u.test(word))
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?"
const WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
const DATE = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \\d{4}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})`
const CLOCK = "(?:\\d{1,2}[:.h]\\d{2}(?::\\d{2})?\\s*(?:[ap]\\.?m\\.?)?)"
const ZONE = "(?:gmt|utc|est|edt|pst|cet|cest|bst|local time)(?:[+-]\\d+)?"
const dateLine = new RegExp(
  `^(?:(?:first |last )?(?:published|posted|updated|modified|date|issued)(?: on| at)?:?\\s*)?(?:${WEEKDAY},?\\s+)?${DATE}(?:\\s*(?:,|at|[-–—|])?\\s*${CLOCK})?(?:\\s*\\(?${ZONE}\\)?)?(?:\\s*[|•·-]\\s*(?:\\d+ min(?:ute)?s? read|[\\p{Lu}][\\p{L} ]{2,25}))?\\.?$`,
  "iu",
)

const NAME = "\\p{Lu}[\\p{L}.'’-]*"
const WRITER = `${NAME}(?:(?:,| and| &)?\\s+(?:de |van |von |bin |al-|el-)?${NAME}){0,7}`
/** Kinds of pieces, as they stand before "by" and a name: "Opinion, by ...". */
const PIECE =
  "[Ii]nterview(?:ed)?|[Oo]pinion|[Cc]omment(?:ary)?|[Aa]nalysis|[Ee]ssay|[Cc]olumn|[Ff]eature|[Ee]ditorial|[Rr]eview|[Dd]ispatch|[Ww]ords|[Ww]ritten|[Tt]ext|[Ss]tory|[Rr]eport(?:ed|ing)?|[Ee]dited|[Pp]osted|[Cc]ompiled|[Aa]dditional reporting"
const BY = `(?:[Bb]y|BY|(?:${PIECE}),? [Bb]y|[Aa]uthor):?`
const BYLINE = new RegExp(`^${BY}\\s+(${WRITER})(?:\\s*(?:[|,;•·]|[-–—])\\s*([^.!?]{2,60}))?$`, "u")
/** What people who write are called where their name is not given: "By our court reporter", "By a staff writer in Port Sahm". */
const NAMELESS = new RegExp(
  `^${BY}\\s+((?:(?:an?|our|the|one of our|staff|special)\\s+)(?:[\\p{L}-]+\\s+){0,3}?(?:reporters?|correspondents?|writers?|staff|editors?|columnists?|contributors?|desk|newsroom|team|journalists?|agencies)(?:\\s+in(?:\\s+${NAME}){1,3})?)(?:\\s*(?:[|,;•·]|[-–—])\\s*([^.!?]{2,60}))?$`,
  "u",
)

// Of at most 120 characters, as the one below: no line that names its writer is longer.
const DATED = new RegExp(`^(.+?)(?<![\\s,|·•–—-])[\\s,|·•–—-]+(?:on\\s+)?(${DATE})\\b.{0,40}$`, "iu")

/** What a line says of who wrote a document, where and when; the date as worded. */
export type Credit = {readonly author: string | null; readonly outlet: string | null; readonly date: string | null}

/** The writer's name, and the outlet and the date where the line adds them; null where the line is no byline. */
export function readByline(line: string): Credit | null {
  if (line.length > 120) return null
  const dated = DATED.exec(line)
  const words = dated ? dated[1]! : line
  const match = BYLINE.exec(words) ?? NAMELESS.exec(words)
  if (!match) return null
  const date = dated ? dated[2]! : null
  // "By Mira Sund, who teaches at Port Sahm": small letters say who she is.
  if (match[2] !== undefined) return {author: match[1]!, outlet: /^\p{Ll}/u.test(match[2]) ? null : match[2], date}
  // "By Ana Brandt, Upland Press Agency": the last of the names is no writer's.
  const comma = match[1]!.lastIndexOf(", ")
  const last = match[1]!.slice(comma + 2)
  return comma > 0 && OUTLETS.test(last)
    ? {author: match[1]!.slice(0, comma), outlet: last, date}
    : {author: match[1]!, outlet: null, date}
}

const PART = "(?:\\p{Lu}|\\d)[\\p{L}\\d.&'’-]*"
/** A name of capitalised words, of at most so many behind the first. */
const capitalised = (most: number): string => `${PART}(?: (?:(?:of|and|the|for|in|on|&) ){0,2}${PART}){0,${most}}`
/**
 * A date that stands by itself in a line of at most 120 characters, with its day of the week and what was done that day: between
 * separators, or at an end. Of reports the month alone.
 */
const DATE_APART = new RegExp(
  `(?:^|[,.|·•–—-]\\s*)(?:(?:published|issued|released|posted|updated|date)(?: on)?:?\\s+)?(?:${WEEKDAY},?\\s+)?(${DATE}|(?:${MONTH}) \\d{4})\\s*(?:$|\\.$|[,.|·•–—-]\\s*(?=\\S))`,
  "iu",
)
/** Between separators, what time a report covers: no date of its own. */
const COVERED = /(?:^|[|·•]\s*)(?:reporting )?(?:period(?: covered)?|covers|covering)\b[^|·•]{0,60}(?=[|·•]|$)/iu
/** Between bars, what a line says of a document beside its date: "Status: for release", "Next update: 19 December". */
const FIELD =
  /(?:^|[|·•])\s*(?!(?:date|published|issued|released|posted|updated|by|author)\b)\p{L}[\p{L} -]{1,30}: [^|·•]{1,60}(?=[|·•]|$)/giu
/** Where a byline begins behind something else: "The Upland Herald. By Mira Sund". */
const BYLINE_BEHIND = /(?:^|[,.;|·•–—-]\s*)(?=(?:[Bb]y|BY)\s)/u
/** What a piece is, or what it was made from, in small letters beside its date: "policy brief", "compiled from agency reports". */
const KIND =
  /^(?:(?:[\p{Ll}-]+ ){0,3}(?:brief|briefing|commentary|comment|analysis|opinion|essay|column|feature|editorial|review|digest|report|bulletin|newsletter|note|paper|statement|dispatch|interview|transcript|edition|supplement|blog|magazine|newspaper|weekly|monthly|quarterly|daily)|(?:compiled|edited|adapted|translated|abridged|reported|updated) (?:from|by|in) [\p{L}\p{N} .’'-]{2,60})$/u

/** Words of which newspapers, agencies and their like are named. */
export const OUTLET =
  "Press|News|Agency|Times|Post|Herald|Tribune|Radio|TV|Television|Network|Wire|Bureau|Service|Journal|Daily|Gazette|Observer|Monitor|Report|Online"
/** Beside a date these name one too. */
const OUTLETS = new RegExp(
  `\\b(?:${OUTLET}|weekly|courier|ledger|chronicle|mail|telegraph|review|bulletin|dispatch|echo|examiner|inquirer|sentinel|messenger|standard|record|independent|argus|advertiser|mercury|globe|voice|star|guardian|digest|quarterly|monthly|magazine|newsletter|broadcasting)\\b|^the `,
  "i",
)

/** Words that head the names of those who publish reports. */
const BODY =
  /\b(?:agency|office|ministry|department|institute|council|commission|bank|cent(?:re|er)|university|association|federation|union|society|foundation|board|bureau|authority|committee|secretariat|programme|organi[sz]ation|group|forum|alliance|trust|fund|observatory|chamber|inspectorate)\b/i
/** The name of an outlet, a body or a place, beside a date. */
const MASTHEAD_NAME = new RegExp(`^(?:[Tt]he )?${capitalised(5)}$`, "u")
const CAPITALS = new RegExp(`^${capitalised(8)}$`, "u")
const PERSON = `${NAME}(?: (?:de |van |von |bin |al-|el-)?${NAME}){1,3}`
const PERSONS = new RegExp(`^${PERSON}(?:(?:, | and | & )${PERSON}){0,3}$`, "u")
/** A name, and behind a comma who or what it is, or where: "Mira Sund, former head of the guild", "The Waybill, weekly for carters". */
const DESCRIBED = /^([^,]{2,60}), ([^.!?:]{2,80})$/u
/** What says of a name that it publishes: kinds of publications, parts and numbers of them. */
const PUBLICATION =
  /\b(?:(?:news)?papers?|dail(?:y|ies)|weekl(?:y|ies)|monthl(?:y|ies)|magazine|journal|digest|bulletin|newsletter|notes?|reports?|briefings?|review|survey|statement|column|transcript|pages?|edition|issue|supplement|release|agency|service|blog|(?:web)?site|broadcaster|station|channel|programme|show|podcast)\b/i

/** Whose names a line holds: writers', an outlet's (`author` null), or either's. */
export type Names =
  | {readonly author: string; readonly outlet: string | null}
  | {readonly author: null; readonly outlet: string}

/** A line of names alone, which only its place in the head of a page makes a credit. Null for any other line. */
export function readNames(line: string): Names | null {
  if (line.length > 120) return null
  if (PERSONS.test(line) && !publishes(line)) return {author: line, outlet: /, | and | & /.test(line) ? null : line}
  const described = DESCRIBED.exec(line)
  const [name, what] = described ? [described[1]!, described[2]!] : [line, ""]
  if (!CAPITALS.test(name) || FINITE.test(what)) return null
  if (publishes(name)) return {author: null, outlet: name}
  if (PUBLICATION.test(what)) return {author: null, outlet: name}
  if (what === "") return name.split(" ").length <= 4 ? {author: null, outlet: name} : null
  // "Salt Road, closed for good" names nobody.
  return PERSONS.test(name) && /^\p{Ll}/u.test(what) && !/^\p{Ll}+(?:ed|ing) /u.test(what)
    ? {author: name, outlet: null}
    : null
}

/** Whether a name says by its words that it is an outlet's or a body's, and no person's. */
export const publishes = (name: string): boolean => OUTLETS.test(name) || BODY.test(name)

/**
 * The line that says where and when a piece came out, in whatever order: "The Upland Herald, 3 May 2031", "3 May 2031. By Mira Sund",
 * "Upland Institute, policy brief, 3 May 2031". The date as worded; of a place beside it the date alone. Null for any line that
 * holds more than a date, names, a byline and what kind of piece it is.
 */
export function readMasthead(line: string): Credit | null {
  // In small letters a sentence goes on; a date alone has a rule of its own.
  if (line.length > 120 || /^\p{Ll}/u.test(line)) return null
  // "CARREN, 4 March 2031 (Upland Wire)"
  const bare = line.replace(COVERED, "")
  const told = (/[|·•]/.test(line) ? bare.replace(FIELD, "").trim() : bare).replace(/\s\(([^()]{2,60})\)$/, " | $1")
  const match = DATE_APART.exec(told)
  if (!match || match[0].length === line.length) return null
  const found: {author: string | null; outlet: string | null} = {author: null, outlet: null}
  for (const side of [told.slice(0, match.index), told.slice(match.index + match[0].length)]) {
    // "Mira Sund and Tove Aas, May 2031": a single name may be a place's.
    const people = side.replace(/^[\s,|·•–—-]+/, "").replace(/(?<![\s,|·•–—-])[\s,|·•–—-]+$/, "")
    if (/ (?:and|&) /.test(people) && PERSONS.test(people) && !publishes(people)) {
      found.author ??= people
      continue
    }
    const by = BYLINE_BEHIND.exec(side)
    const byline = by ? readByline(side.slice(by.index + by[0].length)) : null
    if (by && !byline) return null
    found.author ??= byline?.author ?? null
    found.outlet ??= byline?.outlet ?? null
    for (const part of (by ? side.slice(0, by.index) : side).split(/[,|·•–—]|\s-\s/u)) {
      const name = part.trim().replace(/(?<![\s.-])[\s.-]+$/, "")
      if (name === "" || KIND.test(name)) continue
      if (!MASTHEAD_NAME.test(name)) return null
      if (publishes(name)) found.outlet ??= name
    }
  }
  return {...found, date: match[1]!}
}

// Words without which a line is hardly a sentence; a caption seldom has one.
const FINITE =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|said|says|say|told|took|gave|made|came|went|led|fell|rose|saw|hit|kept|left|put|met|won|lost|held|began|became|sent|cut|set)\b/i

/** One short stop-ended phrase without a finite verb, of people or things at a place: a picture's caption. */
function isCaption(line: string): boolean {
  if (line.length > 140 || !line.endsWith(".") || /[.!?]\s+\p{Lu}/u.test(line) || FINITE.test(line)) return false
  // A finite past tense after a plain noun ("crowds stormed the depot") makes it a sentence.
  let told = 0
  for (const match of line.matchAll(/(?<!\s)\s+\p{Ll}+ed\b/gu)) {
    const before = line.slice(told, match.index).split(/\s+/).at(-1)!
    if (before === "") continue
    if (!/^(?:after|before|during|of|for|the|a|an|newly|by|with|in|from|and|to|,)$/i.test(before)) return false
    told = match.index + match[0].length
  }
  return /^(?:\S+\s+){1,4}(?:on|at|in|outside|near|during|along|inside|beside|with|\p{Ll}+ing)\s/u.test(line)
}

/**
 * The rules, in the order they are tried. Judgements from reading pages of news sites and
 * weblogs; what they miss stays in the text as prose, where it seldom claims anything.
 */
// Of at most 400 characters: `furnitureRule` lets through no more.
export const furnitureRules: readonly FurnitureRule[] = [
  {
    name: "comment form",
    where: "any",
    opens: "end",
    matches: is(
      /^(?:leave (?:a|your) (?:reply|comment)(?: to [^.]{1,60})?|post (?:a|your) comment(?: \(\d+\))?|(?:add|write) (?:a|your) comment|join the (?:discussion|conversation)|(?:\d+|no) (?:comments?|replies|responses)(?: yet)?|comments?(?: \(\d+\))?|comments (?:are )?(?:closed|off)\.?|be the first to comment\.?|cancel reply)$/i,
    ),
    examples: ["Leave a Reply", "Post a Comment (0)", "3 Comments", "No comments yet", "Comments are closed."],
    leaves: "Leave a reply to the council's letter unanswered and the talks will fail.",
  },
  {
    name: "comment form field",
    where: "any",
    matches: is(
      /^(?:your e-?mail address will not be published\b.*|required fields are marked.*|save my name, e-?mail.*|(?:name|e-?mail|website|comment) ?\*?:?|(?:please )?(?:log ?in|sign in|register) to (?:comment|reply|post).*|submit comment|notify me of (?:new|follow-up).*)$/i,
    ),
    examples: ["Your email address will not be published. Required fields are marked *", "Name *", "Log in to comment"],
    leaves: "Your email to the ministry was published by the union, which angered the board.",
  },
  {
    name: "jump link",
    where: "any",
    matches: is(
      /^[↑▲^\s]*(?:back to (?:the )?top(?: button)?|(?:scroll|go|return) to (?:the )?top|skip to (?:main )?content|jump to (?:navigation|content)|to the top|top)[↑▲\s]*$/i,
    ),
    examples: ["Back to top button", "Scroll to Top", "Skip to main content"],
    leaves: "The two clans went back to the top of the pass.",
  },
  {
    name: "share bar",
    where: "any",
    matches: isShareBar,
    examples: ["Share on Facebook | Tweet | WhatsApp", "Share", "Email Print 12 shares"],
    leaves: "Share of the harvest that reaches the port",
  },
  {
    name: "lone number",
    where: "any",
    matches: is(/^[\d.,\s]+[kKmM]?$/),
    examples: ["0", "1,204", "3.2K"],
    leaves: "40 riders crossed the ford",
  },
  {
    name: "template debris",
    where: "any",
    matches: is(
      /^(?:\d+\/[\w-]+\/[\w-]+|\{\{.*\}\}|\[\/?(?:caption|gallery|embed|sc|video|audio)\b.*\]|<!--.*-->|&nbsp;|[|•·*_=~–—\s-]+|loading\.*|undefined|null)$/i,
    ),
    examples: ["5/recent/sidebar", "{{ post.tags }}", "* * *", "Loading..."],
    leaves: "A 5/2 vote ended the strike",
  },
  {
    name: "tag strip",
    where: "any",
    matches: isTagStrip,
    examples: ["WorldEconomyTrade & TransportOpinion", "HarbourStrikePorts"],
    leaves: "McAllen and eBay signed the lease",
  },
  {
    name: "tags",
    where: "any",
    matches: (line) =>
      /^(?:tags?|labels?|topics?|categories|filed under|posted in|tagged(?: with| as)?|keywords)(?:\s*:.{0,200})?$/i.test(
        line,
      ) || isHashtags(line),
    examples: ["Tags", "Filed under: Trade, Ports", "#harbour #strike"],
    leaves: "Tags on the crates were forged, officials say.",
  },
  {
    name: "date line",
    where: "edges",
    matches: (line) =>
      dateLine.test(line) || /^(?:\d+|an?) (?:min(?:ute)?s?|hours?|days?|weeks?) (?:ago|read)$/i.test(line),
    examples: ["October 12, 2031", "Published: 3 May 2031, 14:05 GMT", "2 hours ago", "5 min read"],
    leaves: "October 12, 2031 was the day the pass closed.",
  },
  {
    name: "outlet and date",
    where: "edges",
    matches: (line) => readMasthead(line) !== null,
    examples: [
      "The Upland Herald, 3 May 2031",
      "Harbour Post | Tuesday, 12 October 2031",
      "Port Sahm, 3 May 2031",
      "3 May 2031, Upland Press Service",
      "3 May 2031. By Mira Sund",
      "The Upland Herald, 3 May 2031. By Mira Sund",
      "Institute for Roads, policy brief, 3 May 2031",
      "3 May 2031, compiled from agency reports",
      "Mira Sund and Tove Aas, May 2031",
      "Upland Relief Network | Period covered: 1–30 April 2031 | Published: 3 May 2031",
      "CARREN, 3 May 2031 (Upland Wire)",
      "Date: 3 May 2031 | Status: for release | Next update: 19 May",
      "Next update: 19 May 2031 | Issued: 3 May 2031",
    ],
    leaves: "The Upland Herald of 3 May 2031 was pulped.",
  },
  {
    name: "byline",
    where: "edges",
    matches: (line) => readByline(line) !== null,
    examples: [
      "By Ana Brandt — Upland Press Agency",
      "Written by Joel Amsel",
      "By Mira Sund",
      "By Mira Sund May 2, 2031",
      "By Mira Sund, The Upland Ledger",
      "Opinion, by Joel Amsel",
      "Interview by Mira Sund, Upland Weekly",
      "By our shipping correspondent",
      "By a staff writer in Port Sahm",
    ],
    leaves: "By Friday the ferries had stopped",
  },
  {
    name: "credit",
    where: "edges",
    matches: is(
      /^(?:(?:sources?|via|courtesy(?: of)?|republished from|with inputs from):|originally published (?:by|in|at|on)|first published (?:by|in|at|on)|this (?:article|piece|story|report) (?:was )?(?:first |originally )?(?:published|appeared) (?:by|in|at|on)):?\s+\S.{0,120}$/i,
    ),
    examples: ["Source: Upland Radio", "This article first appeared in The Valley Gazette."],
    leaves: "Sources of the river dried up, which hurt the mills.",
  },
  {
    name: "picture credit",
    where: "any",
    matches: is(
      /^(?:\(?(?:photo|photograph|image|picture|illustration|graphic|video|file photo|representational image|screenshot)(?:s)?(?: credits?| courtesy| by| source)?\s*[:|/–—-]\s*.{0,160}\)?|.{0,160}[[(](?:file(?: photo)?|photo(?: by)?[^)\]]*|getty images|reuters|afp|ap photo|shutterstock|[^)\]]*\/(?:reuters|afp|ap|getty images|epa))[)\]]\.?|©.{0,80})$/i,
    ),
    examples: [
      "Photo: Ana Brandt",
      "Riders at the ford [File: Ana Brandt/Reuters]",
      "Dockers wait for work. (Getty Images)",
    ],
    leaves: "Photographs of the raid spread anger in the valley.",
  },
  {
    name: "numbered caption",
    where: "any",
    matches: is(
      /^(?:figure|fig\.?|table|chart|map|graph|exhibit|plate|photo|picture|box)\s+(?:\d{1,3}(?:\.\d{1,2})?[a-z]?|[IVX]{1,5})(?:\s*[.:–—|-]\s.{0,300}|[.:]?)$/i,
    ),
    examples: ["Figure 1. The pass in May", "Table 2: Raids by year", "Fig. 3 – Prices of salt", "Map 4"],
    leaves: "Figure 3 shows that raids on the road hurt trade.",
  },
  {
    name: "mail header",
    where: "any",
    matches: is(
      /^(?:(?:from|to|cc|bcc|reply-to|sender):\s.{0,100}(?:@|<|>|;).{0,200}|(?:sent|date):\s(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?.{0,20}\d{4}.{0,40}|subject:\s.{1,200}|(?:message-id|in-reply-to|references|return-path|received|mime-version|content-(?:type|transfer-encoding|disposition)|x-[\w-]{2,40}):\s?.{0,300}|on\s.{6,100}\bwrote:|-{2,}\s*(?:original message|forwarded message|forwarded by.{0,60})\s*-{2,}|begin forwarded message:|sent from my .{2,40})$/i,
    ),
    examples: [
      "From: Ana Brandt <ana@example.org>",
      "Subject: Re: the salt road",
      "On Mon, 5 May 2031 at 10:12, Ana Brandt wrote:",
      "-----Original Message-----",
    ],
    leaves: "From May to June: raids on the road hurt trade.",
  },
  {
    name: "caption",
    where: "head",
    matches: isCaption,
    examples: ["Dockers on watch at the north gate after repeated thefts.", "Villagers fleeing along the salt road."],
    leaves: "Crowds on the quay stormed the depot after prices rose.",
  },
  {
    name: "related reading",
    where: "any",
    opens: "short",
    matches: is(
      /^(?:related(?: (?:articles?|posts?|stor(?:y|ies)|news|topics|content|links))?:?|(?:you (?:may|might) also (?:like|be interested in)|more (?:from|on|in) .{2,50}|recommended(?: for you| stories)?|read (?:next|more|also)|also read|see also|most (?:read|popular|viewed)|trending(?: now)?|latest (?:news|posts|stories)|don.t miss|popular posts|recent posts|what to read next|top stories|in this story|editor.s picks?):?)$/i,
    ),
    examples: ["You may also like", "Related Articles", "Most read"],
    leaves: "Related thefts have raised fear in the port.",
  },
  {
    name: "related link",
    where: "any",
    matches: is(
      /^(?:read (?:also|more|next|the full .{1,40})|also read|see also|continue reading|watch|listen|opinion|explainer|must read)\s*[:|>→»]\s*.{1,160}$|^(?:continue reading|read more|click here.{0,60}|show more|load more|view (?:all|more).{0,60}|see (?:all|more).{0,40}|previous (?:post|article).{0,120}|next (?:post|article).{0,120}|older posts?|newer posts?|[«»‹›←→]+(?:[^«»‹›←→\n].{0,119})?|.{1,80}[»›→])$/i,
    ),
    examples: ["READ ALSO: Ferry strike enters third week", "Continue reading", "Previous article Ferry strike"],
    leaves: "Watch the harbour and you will see why trade fell.",
  },
  {
    name: "newsletter",
    where: "any",
    matches: is(
      /^(?:subscribe|sign up|join our|get (?:our|the) .{0,40}newsletter|enter your e-?mail|follow (?:us|our)|like us on|download (?:our|the) .{0,30}app|support (?:us|our (?:work|journalism))|donate(?: now)?$|become a (?:member|subscriber|patron)|already a (?:member|subscriber)|newsletter$|the morning briefing$).{0,200}$/i,
    ),
    examples: ["Subscribe to our newsletter", "Sign up for the weekly briefing.", "Follow us on Telegram"],
    leaves: "Support for the strike grew after the arrests.",
  },
  {
    name: "notice",
    where: "any",
    matches: is(
      /^(?:(?:we|this (?:web)?site|our (?:web)?site) uses? cookies.*|(?:accept|reject|manage)(?: all)? cookies|accept all|cookie (?:policy|settings|notice).{0,80}|privacy policy.{0,80}|terms (?:of use|and conditions|of service).{0,80}|copyright\b.{0,120}|all rights reserved\.?.{0,80}|advertisements?|sponsored(?: content)?|promoted|adverti[sz]e with us|disclaimer:?.{0,300}|the (?:views|opinions) expressed (?:in|here|by).{0,300}|about (?:the )?(?:author|us)|contact us|home|menu|search|login|log in|sign in|register|close|next|previous|page \d+(?: of \d+)?|listen to this (?:article|story).{0,40}|(?:powered by|designed by|theme by) .{0,60})$/i,
    ),
    examples: [
      "We use cookies to improve your visit.",
      "Advertisement",
      "The views expressed in this article are the author's own.",
      "Menu",
    ],
    leaves: "Advertisement of the new tolls angered the carters.",
  },
  {
    name: "about the page",
    where: "any",
    matches: is(
      /^(?:(?:this|our|the) (?:web ?site|site|page|article|story|post|form|e-?mail|newsletter|video) (?:is|was|has been|may be) (?:protected|updated|corrected|amended|edited|translated|moderated|republished|published|subject|available|optimi[sz]ed|no longer (?:available|updated))\b.{0,200}|you are receiving this (?:e-?mail|message|newsletter)\b.{0,200}|if you (?:no longer wish to receive|are having trouble|have (?:problems|trouble|difficulty) (?:viewing|reading)|are using a screen reader)\b.{0,200}|comments (?:are|have been) (?:closed|disabled|moderated)\b.{0,100}|your support helps us\b.{0,200}|please enable javascript\b.{0,100}|all prices include\b.{0,100}|(?:most (?:read|viewed|popular)|top stories|trending)\s+1\b.*\s2\s.*)$/i,
    ),
    examples: [
      "This article was updated because of an error in the name of the mill.",
      "You are receiving this email because you joined our list.",
      "If you have trouble viewing this page, write to the harbour office.",
    ],
    leaves: "This story was told on every quay, and it kept traders away.",
  },
  {
    name: "breadcrumb",
    where: "edges",
    matches: (line) => line.length <= 160 && /^[^.!?]{2,40}(?:\s[>›»/|]\s[^.!?>›»|]{2,60}){1,6}$/.test(line),
    examples: ["Home > World > Ports", "News | Region | Trade"],
    leaves: "Trade between the ports fell and the ferries stopped",
  },
  {
    name: "embed",
    where: "any",
    matches: is(/^(?:pic\.twitter\.com\/\S+|https?:\/\/\S+|www\.\S+|@\w+|— .{1,60}\(@\w+\).{0,60})$/i),
    examples: ["pic.twitter.com/abc123", "https://example.org/a?b=1", "@valleygazette"],
    leaves: "The @ sign on the wall marked the raiders' house.",
  },
]

/**
 * The rule that makes `line` page furniture, or null where it is text. `line` is without
 * white space at its ends. Linear in the length of the line: lines of more than 400
 * characters are text and are not looked at.
 */
export function furnitureRule(line: string, place: Place): FurnitureRule | null {
  if (line.length > LONGEST_FURNITURE) return null
  for (const rule of furnitureRules) {
    if (rule.where === "head" && place !== "head") continue
    if (rule.where === "tail" && place !== "tail") continue
    if (rule.where === "edges" && place === "body") continue
    if (rule.matches(line)) return rule
  }
  return null
}
