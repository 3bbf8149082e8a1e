// A part of a Word document without what nobody reads of it. In: the bytes of one part. Out: the
// bytes of a part that says the same text. Word breaks a sentence into runs wherever it was once
// edited, and gives each the font and size it has anyway: as a tree, that is most of a long document,
// and most of the memory it takes. Only what stands exactly as Word writes it is touched.

/** A name and a value as Word writes them: a `<` or `>` inside, and the tag is left as it is. */
const ATTRIBUTES = '(?:\\s+[\\w:]+="[^"<>]*")*'
/** Marks of how letters look and of when they were typed. None of them changes a word or what kind of block it stands in. */
const LOOKS = new RegExp(
  `<w:(?:rFonts|sz|szCs|lang|color|kern|spacing|w|position|bCs|iCs|noProof|shd|rtl|cs|webHidden|snapToGrid|proofErr|lastRenderedPageBreak)${ATTRIBUTES}\\s*/>`,
  "g",
)
const EMPTY = /<w:(rPr|pPr)>\s*<\/w:\1>|<w:(?:rPr|pPr)\/>/g
const OPENED = new RegExp(`<w:(p|r|t)(${ATTRIBUTES})\\s*>`, "g")
/** When it was typed, and by which name it is known to others. */
const TYPED = /(?<!\s)\s+(?:w:rsid\w*|w14:(?:paraId|textId))="[^"<>]*"/g
/** Runs of words and nothing else, as the steps before leave them; as many at once as a pattern may hold. */
const RUN = '<w:r><w:t(?: xml:space="preserve")?>[^<]*</w:t></w:r>'
const RUNS = new RegExp(`(?:${RUN}){2,200}`, "g")

/** The same part, thinned; the same bytes where it holds comments or the like, in which a tag is no tag. */
export function thinned(part: Uint8Array): Uint8Array {
  // One letter a byte: what is looked for is plain, and all else stays what it is, whatever its encoding.
  const xml = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1")
  if (xml.includes("<!") || !xml.includes("<w:")) return part
  const thin = xml
    .replace(LOOKS, "")
    .replace(EMPTY, "")
    .replace(OPENED, (tag, name: string, attributes: string) =>
      attributes === "" ? tag : `<w:${name}${attributes.replace(TYPED, "")}>`,
    )
    .replace(RUNS, (runs) => `<w:r><w:t xml:space="preserve">${runs.replace(/<[^<>]*>/g, "")}</w:t></w:r>`)
  return Buffer.from(thin, "latin1")
}
