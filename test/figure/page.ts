// The gallery as a page: each figure under its name, once in light and once in dark.

import {figureCss} from "../../src/figure/index.ts"

const CSS = `*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 var(--serif)}.theme{padding:16px;background:var(--paper);color:var(--ink)}h1{font:600 20px/28px var(--sans)}h2{font:600 13px/20px var(--sans);margin:0 0 6px}.all{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(328px,100%),1fr));gap:28px 40px}.all>*{min-width:0}.wide{grid-column:1/-1;max-width:928px}.map{grid-column:1/-1}`

/** Whether a figure takes the whole width, as it does on a report's page. */
function room(name: string): string {
  if (/^(map|neighbourhood)/.test(name)) return "map"
  return /^(tornado|dispute|verdict)|Table$/.test(name) ? "wide" : ""
}

/** One page with all `figures`, by name; ids of the dark half are told apart. */
export function page(figures: Readonly<Record<string, string>>, themes: readonly string[] = ["light", "dark"]): string {
  const half = (theme: string, i: number) => {
    const items = Object.entries(figures).map(
      ([name, figure]) =>
        `<figure class="${room(name)}" data-figure="${name}" style="margin:0"><h2>${name}</h2>${i === 0 ? figure : apart(figure, theme)}</figure>`,
    )
    return `<div class="theme" data-theme="${theme}"><h1>${theme}</h1><div class="all">${items.join("")}</div></div>`
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Figures</title><style>${figureCss}${CSS}</style></head><body>${themes.map(half).join("")}</body></html>`
}

function apart(figure: string, theme: string): string {
  return figure
    .replace(/ id="/g, ` id="${theme}-`)
    .replace(/aria-labelledby="([^ "]+) ([^ "]+)"/g, `aria-labelledby="${theme}-$1 ${theme}-$2"`)
}
