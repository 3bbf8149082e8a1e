// A page on paper: how many sheets of A4 its outlook takes, and whether a heading stands alone at the foot of one.

import type {Page} from "playwright-core"
import {getDocumentProxy} from "unpdf"

/** Pages of A4 that the outlook part takes: all up to what drives it. Leaves the rest of the page hidden. */
export async function pagesOfOutlook(page: Page): Promise<number> {
  await page.addStyleTag({content: "#s5~section,[id^=annex],footer{display:none!important}"})
  const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true})
  return (await getDocumentProxy(new Uint8Array(pdf))).numPages
}

/** The headings that are the last line of a sheet. */
export async function headingsAtFoot(page: Page): Promise<string[]> {
  const plain = (text: string) => text.replace(/[\s\u2060]+/gu, "").toLowerCase()
  const titles = (await page.locator("main :is(h2,h3,.find)").allTextContents()).map(plain)
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({preferCSSPageSize: true, printBackground: true})))
  const found: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const {items} = await (await pdf.getPage(n)).getTextContent()
    const texts = items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [item] : []))
    // Points from the foot of the sheet; what stands within two of the lowest is its line.
    const foot = Math.min(...texts.map(({transform}) => transform[5] as number))
    const line = texts.filter(({transform}) => transform[5] - foot < 2).map(({str}) => str)
    const last = plain(line.join(""))
    if (last.length > 3 && titles.some((title) => title.endsWith(last))) found.push(line.join(""))
  }
  return found
}
