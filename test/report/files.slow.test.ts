import {mkdtempSync, readFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, expect, test} from "vitest"
import {report} from "../../src/report/index.ts"
import {closeBrowser, openPage} from "../browser.ts"
import {saltRoad} from "./fixture.ts"

afterAll(closeBrowser)

const text = 'name: salt road  # "raids" & <tolls>, 5 % a week\nunit: km²\n'

test("a file that the page carries comes out as it went in, with nothing asked of the network", async () => {
  const html = report({...saltRoad, files: [{name: "data/raids.csv", says: "observed", text}]})
  const {page, requests, close} = await openPage(html)
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("a[download]")])
  expect(saved.suggestedFilename()).toBe("raids.csv")
  const path = join(mkdtempSync(join(tmpdir(), "brink-")), "raids.csv")
  await saved.saveAs(path)
  expect(readFileSync(path, "utf8")).toBe(text)
  expect(requests).toEqual([])
  await close()
})

test("files too long to mail are named, not carried", () => {
  const long = "x".repeat(400_000)
  const html = report({
    ...saltRoad,
    files: [
      {name: "data/long.csv", says: "observed", text: long},
      {name: "model.yaml", says: "the model", text},
    ],
  })
  expect(html).toContain("<code>data/long.csv</code>: observed; too long to stand in this page")
  expect(html).toMatch(/<a download="model.yaml"/)
  expect(html.length).toBeLessThan(long.length + report(saltRoad).length)
})
