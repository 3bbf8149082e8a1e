/** Milliseconds from the load of a page until the frame that shows what a selector finds. */
export async function shownIn(page, selector) {
  await page.waitForSelector(selector, {timeout: 600_000})
  return Math.round(
    await page.evaluate(() => new Promise((now) => requestAnimationFrame(() => now(performance.now())))),
  )
}
