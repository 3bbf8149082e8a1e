// How every figure looks: in goes nothing, out come the style sheet that all of them
// share and the small marks they are made of (badge, pill, ticks, verdict shapes, dots).
//
// Invariant: figures carry classes, never colours. The colours stand here once, as
// custom properties for light, dark and paper; each pair of text and background has a
// contrast of 4.5 or more. Two hues, and neither stands for good or bad.

import type {Verdict} from "../check/index.ts"
import {at, escaped} from "./lettering.ts"

// Contrast on paper, light / dark: ink 14.7 / 14.0, ink2 7.2 / 8.9, ink3 5.0 / 6.4, blue 6.6 / 8.9, orange 4.8 / 8.3.
const LIGHT =
  "--paper:#fbfaf7;--ink:#22252b;--ink2:#50555e;--ink3:#686d76;--hair:#d8d4ca;--hair2:#e9e6de;--blue:#2b5d8a;--orange:#b3541e;--b50:#8cafcd;--b80:#bcd1e2;--b95:#dde7ef;--o50:#dcae93;--wash:#f4f2ec;--ghost:#8d8a82"
const DARK =
  "--paper:#17191d;--ink:#e8e5de;--ink2:#b9b8b3;--ink3:#9b9c9b;--hair:#41444b;--hair2:#2c2f35;--blue:#8fbde6;--orange:#e9a275;--b50:#38648c;--b80:#2b4a69;--b95:#203345;--o50:#7d5136;--wash:#1f2227;--ghost:#85847f"
const PAPER =
  "--paper:#fff;--ink:#1c1f24;--ink2:#42464d;--ink3:#5d626a;--hair:#cfcbc1;--hair2:#e4e1d9;--blue:#2b5d8a;--orange:#b3541e;--b50:#8cafcd;--b80:#bcd1e2;--b95:#dde7ef;--o50:#dcae93;--wash:#f4f2ec;--ghost:#8d8a82"

/**
 * The style sheet of all figures: custom properties (`--paper --ink --ink2 --ink3 --hair
 * --hair2 --blue --orange --b50 --b80 --b95 --o50 --wash --ghost --sans --serif`) and the
 * classes `f-*`. Light by default, dark where the reader's system is or inside
 * `data-theme="dark"`, light inside `data-theme="light"`, and always light on paper.
 */
export const figureCss = `:root,[data-theme=light]{${LIGHT}}
:root{--serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Sitka Text",Cambria,"Noto Serif",Georgia,serif;--sans:Inter,Seravek,"Source Sans 3","Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
[data-theme=dark]{${DARK}}
@media print{:root,:root:not([data-theme=light]),[data-theme=dark]{${PAPER}}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.f-svg{display:block;overflow:visible;font-family:var(--sans);font-variant-numeric:tabular-nums lining-nums}
.f-svg text{fill:var(--ink2);font-size:11.5px;paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round;unicode-bidi:plaintext}
.f-svg text.f-strong{fill:var(--ink);font-size:13px;font-weight:600}
.f-svg text.f-ink{fill:var(--ink)}
.f-svg text.f-flat{stroke:none}
.f-mid{text-anchor:middle}.f-end{text-anchor:end}
.f-grid{stroke:var(--hair2);stroke-width:1}.f-tick{stroke:var(--hair);stroke-width:1}.f-axis,.f-zero{stroke:var(--ink3);stroke-width:1}.f-now{stroke:var(--ink);stroke-width:1}.f-event{stroke:var(--hair);stroke-width:1}
.f-without{fill:var(--hair)}.f-with{fill:var(--b80);fill-opacity:.8}.f-was{fill:none;stroke:var(--ink3);stroke-width:1.25;stroke-dasharray:3 2;vector-effect:non-scaling-stroke}.f-b95{fill:var(--b95)}.f-b80{fill:var(--b80)}.f-b50{fill:var(--b50)}
.f-middle{fill:none;stroke:var(--blue);stroke-width:1.75;vector-effect:non-scaling-stroke}
.f-ghost{fill:none;stroke:var(--ghost);stroke-width:1.25;vector-effect:non-scaling-stroke}
.f-observed{fill:var(--ink)}
.f-bar{stroke:var(--b50);stroke-width:5}.f-right .f-bar{stroke:var(--o50)}
.f-dot{fill:var(--blue);stroke:var(--paper);stroke-width:1.5}.f-right .f-dot{fill:var(--orange)}
.f-hollow{fill:var(--paper);stroke:var(--blue);stroke-width:1.75}.f-right .f-hollow{stroke:var(--orange)}
.f-voice{fill:var(--ink2);stroke:var(--ink2)}.f-novoice{fill:none;stroke:var(--ink3)}
.f-plus{stroke:var(--blue)}.f-minus{stroke:var(--orange)}.f-unclear,.f-both{stroke:var(--ink3)}
.f-link{fill:none}.f-contested{stroke-dasharray:6 4}.f-judged{stroke-dasharray:.1 4;stroke-linecap:round}
.f-head{stroke:none}.f-head.f-plus{fill:var(--blue)}.f-head.f-minus{fill:var(--orange)}.f-head.f-unclear,.f-head.f-both{fill:var(--ink3)}
.f-badge circle{fill:var(--paper);stroke:inherit;stroke-width:1.6}.f-badge line,.f-badge path{fill:none;stroke:inherit;stroke-width:1.9}
.f-badge .f-speck{stroke-width:4.5;stroke-linecap:round}
.f-pill{fill:var(--paper);stroke:var(--hair)}
.f-delay{stroke:var(--ink);stroke-width:1.5}
.f-under{stroke:var(--blue);stroke-width:1.5;stroke-dasharray:1.5 1.5}
a.f-open{color:inherit;text-decoration:underline dotted var(--blue) 1.5px;text-underline-offset:3px}a.f-open:hover{color:var(--blue)}a.f-open:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.f-svg a{cursor:pointer;text-decoration:none}.f-svg a.f-open{text-decoration:none}.f-svg a:hover text{fill:var(--blue)}.f-svg a:focus-visible{outline:2px solid var(--blue);outline-offset:2px}.f-svg a:focus-visible .f-badge circle{stroke-width:3}
.f-key{display:flex;flex-wrap:wrap;gap:4px 20px;font:12px/18px var(--sans);color:var(--ink2);margin:0 0 14px;padding:0;list-style:none}
.f-key>*{display:inline-flex;align-items:center;gap:6px}.f-key svg{flex:none}
.f-none{font:13px/19px var(--sans);color:var(--ink2);margin:0}
.f-note{font:12px/17px var(--sans);color:var(--ink2);margin:6px 0 0}
.f-events{font:12px/18px var(--sans);color:var(--ink2);margin:12px 0 0;padding:0;columns:2;column-gap:40px;list-style:none}.f-events li{padding-left:18px;text-indent:-18px;break-inside:avoid;overflow-wrap:anywhere}.f-events b{display:inline-block;min-width:18px;text-indent:0;color:var(--ink)}
.f-together{fill:none;stroke:var(--ink2);stroke-width:1.5}.f-meets{fill:none;stroke:var(--ink);stroke-width:2;stroke-dasharray:2 3}
.f-fan{padding:4px var(--f-after,58px) 0 var(--f-before,30px);container-type:inline-size}.f-roomy{display:none}@container (min-width:290px){.f-roomy{display:inline}}
.f-ring{width:100%;min-width:292px;max-width:360px;margin:6px auto 8px}
.f-ring text.f-name{fill:var(--ink);font-size:13.2px;font-weight:500}.f-ring text.f-small,.f-ring text.f-count{font-size:12.8px}.f-ring text.f-count{fill:var(--ink)}.f-ring text.f-strong{font-size:15px}
.f-table{border-collapse:collapse;width:100%;font:13px/19px var(--sans);font-variant-numeric:tabular-nums lining-nums}
.f-table caption{text-align:left;font:12px/18px var(--sans);color:var(--ink2);padding:6px 0}
.f-table th{font-weight:600;text-align:left;vertical-align:top}.f-table thead th{border-bottom:1px solid var(--ink3);padding:4px 12px 5px 0;font-size:12px;line-height:17px;color:var(--ink2);vertical-align:bottom}
.f-table tbody th,.f-table tbody td{border-bottom:1px solid var(--hair2);padding:7px 12px 7px 0;vertical-align:top;text-align:left}.f-table tbody th{font-weight:500;overflow-wrap:anywhere}
.f-table small{display:block;font:400 12px/17px var(--sans);color:var(--ink2)}.f-table .f-number{white-space:nowrap}
.f-tornado{table-layout:fixed}.f-tornado .f-what{width:32%}.f-tornado .f-voices{width:104px}.f-tornado tbody .f-cell{padding-top:5px;padding-bottom:5px;vertical-align:middle}.f-tornado .f-voices{vertical-align:middle}.f-tornado thead .f-voices{vertical-align:bottom}.f-tornado thead svg text{font-weight:400}
.f-lane{padding:0 var(--f-after,0) 0 var(--f-before,0)}
.f-voicedots{display:inline-block;vertical-align:-1px}
.f-likelihood{font:12px/17px var(--sans);margin:0}.f-likelihood p{display:flex;align-items:flex-start;justify-content:space-between;gap:0 12px;margin:0;color:var(--ink2)}.f-likelihood p>:first-child{color:var(--ink);overflow-wrap:anywhere;min-width:0}.f-likelihood p>:last-child{white-space:nowrap}.f-likelihood .f-row{margin-bottom:4px}
.f-strip{width:100%}
.f-sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 40px}
.f-side{border-left:3px solid var(--blue);padding:0 0 2px 14px;overflow-wrap:anywhere}.f-side.f-right{border-left-color:var(--orange)}
.f-side h4{margin:0 0 4px;font:600 13px/19px var(--sans)}.f-side blockquote{font:italic 15px/22px var(--serif);margin:4px 0 6px}.f-side cite{display:block;font:12px/17px var(--sans);color:var(--ink2)}
.f-if{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 40px;margin-top:10px;font:13px/19px var(--sans);color:var(--ink2)}.f-if>*{padding-left:17px;min-width:0}.f-if p{margin:0}.f-if b{color:var(--ink)}
.f-ifrow{display:grid;grid-template-columns:minmax(0,132px) minmax(80px,1fr) auto;gap:0 12px;align-items:center;font-size:12px;line-height:17px;padding:2px 0;overflow-wrap:anywhere}.f-ifrow>:last-child{text-align:right;white-space:nowrap;min-width:56px}
.f-verdicts{display:flex;gap:2px;margin:2px 0 4px;height:26px;font:600 12px/26px var(--sans)}.f-verdicts span{min-width:26px;padding:0 7px;white-space:nowrap;overflow:hidden;box-sizing:border-box;color:var(--ink)}
.f-verdicts .f-v0{background:var(--b50)}.f-verdicts .f-v1{background:var(--b80)}.f-verdicts .f-v2{background:var(--ink);color:var(--paper)}.f-verdicts .f-v3{background:var(--hair)}.f-verdicts .f-v4{background:var(--hair2)}
.f-verdict{white-space:nowrap;font-weight:600}.f-mark{display:inline-block;vertical-align:-2px;margin-right:6px;overflow:visible}.f-solid{fill:var(--ink)}.f-line{fill:none;stroke:var(--ink);stroke-width:1.6}.f-broken{stroke-dasharray:2 1.6}
.f-spark{fill:none;stroke:var(--ink2);stroke-width:1.25;vector-effect:non-scaling-stroke}.f-threshold{stroke:var(--orange);stroke-width:1.25}
.f-scroll{overflow-x:auto}.f-scroll:focus-visible{outline:2px solid var(--blue)}
.f-map .f-name{fill:var(--ink);font-size:12px;stroke:none}.f-map .f-link{opacity:.5}.f-map .f-head{opacity:.75}.f-map .f-high .f-link,.f-map .f-high .f-head{opacity:1}
.f-box .f-tag rect,.f-tag rect{fill:var(--ink2);stroke:var(--paper);stroke-width:1}.f-map .f-tag text{fill:var(--paper);font-size:11px;font-weight:600}
.f-box>rect{fill:var(--paper);stroke:var(--hair);stroke-width:1}.f-box.f-core>rect{stroke:var(--ink);stroke-width:1.5}.f-map .f-core .f-name{font-weight:600}
@media(max-width:680px){.f-events{columns:1}.f-table .f-words,.f-table tbody th{overflow-wrap:anywhere;hyphens:auto}.f-table thead th,.f-table tbody th,.f-table tbody td{padding-right:8px}.f-sides,.f-if{grid-template-columns:minmax(0,1fr);gap:12px}.f-if{gap:6px}
.f-tornado,.f-tornado thead,.f-tornado tbody{display:block}.f-tornado tr{display:grid;grid-template-columns:minmax(0,1fr) auto;padding:6px 0;border-bottom:1px solid var(--hair2);gap:0 12px}.f-tornado th,.f-tornado td{border:0!important;padding:0!important;width:auto!important}.f-tornado .f-cell{grid-column:1/-1;grid-row:2;padding:4px 0!important}.f-tornado thead th:not(.f-cell){display:none}.f-tornado small{display:inline;margin-left:6px}}
@media print{.f-events{columns:4;column-gap:14px}.f-scroll{overflow:visible}.f-map{min-width:0!important}.f-under{display:none}}
`

/** Which way a link or a change goes, for its colour and dash. */
export type Direction = "plus" | "minus" | "unclear" | "both"

/** How a link's effect is drawn: its direction, whether told both ways, and its voices as worded on the pill. */
export function shown(link: {
  readonly sign: "+" | "-" | "contested" | "unclear"
  /** Of a contested link: which way it goes, where what is contested is whether it is there. */
  readonly whether?: "+" | "-"
  readonly voices: number
  readonly against: number
}): {readonly direction: Direction; readonly contested: boolean; readonly count: string; readonly says: string} {
  const told = (n: number) => (n === 1 ? "1 voice" : `${n} voices`)
  if (link.sign === "contested") {
    const {voices, against, whether} = link
    // The side with more voices gives the badge; with as many on each side it shows both.
    const side = whether ?? (voices === against ? null : voices > against ? "+" : "-")
    const direction = side === null ? "both" : side === "+" ? "plus" : "minus"
    const [more, fewer] = whether ? [voices, against] : [Math.max(voices, against), Math.min(voices, against)]
    const words = {plus: "raises", minus: "lowers", both: "raises or lowers", unclear: ""}[direction]
    return {
      direction,
      contested: true,
      count: `${more} v ${fewer}`,
      says: `${words}, contested, ${more} against ${fewer}`,
    }
  }
  const direction = link.sign === "+" ? "plus" : link.sign === "-" ? "minus" : "unclear"
  const words = {plus: "raises", minus: "lowers", unclear: "affects, direction unclear,", both: ""}[direction]
  const against = link.against > 0 ? `, ${link.against} against` : ""
  return {
    direction,
    contested: false,
    count: link.against > 0 ? `${link.voices} v ${link.against}` : String(link.voices),
    says: `${words} ${link.voices > 0 ? `(${told(link.voices)}${against})` : "(judgement, no quote)"}`.replace(
      "  ",
      " ",
    ),
  }
}

/** The circled sign, drawn as shapes so that no font can drop it: plus, minus, both, or a dot where the direction is unclear. */
export function badge(x: number, y: number, radius: number, direction: Direction): string {
  const arm = radius / 2
  const level = `<line x1="${at(x - arm)}" x2="${at(x + arm)}" y1="${at(y)}" y2="${at(y)}"/>`
  const upright = `<line x1="${at(x)}" x2="${at(x)}" y1="${at(y - arm)}" y2="${at(y + arm)}"/>`
  const sign =
    direction === "plus"
      ? level + upright
      : direction === "minus"
        ? level
        : direction === "both"
          ? `<path d="M${at(x - arm)} ${at(y - 2)}H${at(x + arm)}M${at(x)} ${at(y - 2 - arm)}V${at(y - 2 + arm)}M${at(x - arm)} ${at(y + arm)}H${at(x + arm)}"/>`
          : `<path class="f-speck" d="M${at(x)} ${at(y)}h.1"/>`
  return `<g class="f-badge f-${direction}"><circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}"/>${sign}</g>`
}

/** Width of the pill for `count`, in pixels: a round one for a single digit. */
export function pillWidth(count: string): number {
  return count.length === 1 ? 16 : 12 + 7.5 * count.length
}

/** The pill with the number of voices, 16 high, centred at (x, y). */
export function pill(x: number, y: number, count: string): string {
  const width = pillWidth(count)
  return `<rect class="f-pill" x="${at(x - width / 2)}" y="${at(y - 8)}" width="${at(width)}" height="16" rx="8"/><text class="f-count f-flat f-mid" x="${at(x)}" y="${at(y + 4.2)}">${escaped(count)}</text>`
}

/** An arrow head of `length` whose tip is at (x, y), pointing along the unit vector (dx, dy). */
export function head(x: number, y: number, dx: number, dy: number, length: number, direction: Direction): string {
  const [bx, by, half] = [x - dx * length, y - dy * length, length * 0.48]
  return `<polygon class="f-head f-${direction}" points="${at(x)},${at(y)} ${at(bx - dy * half)},${at(by + dx * half)} ${at(bx + dy * half)},${at(by - dx * half)}"/>`
}

/** Two ticks across a link at (x, y), 5 apart along the unit vector (dx, dy): it acts with delay. */
export function delay(x: number, y: number, dx: number, dy: number): string {
  return [-2.5, 2.5]
    .map((shift) => {
      const [mx, my] = [x + dx * shift, y + dy * shift]
      return `<line class="f-delay" x1="${at(mx - dy * 7)}" y1="${at(my + dx * 7)}" x2="${at(mx + dy * 7)}" y2="${at(my - dx * 7)}"/>`
    })
    .join("")
}

/** Stroke of a link told by so many independent voices: 1.6 to 4 pixels. */
export function strokeOf(voices: number): number {
  return Math.min(4, 0.8 + 0.8 * Math.max(1, voices))
}

/** The verdicts in the order of the bar, each with its shape: ink, never red and green. */
export const VERDICTS: readonly Verdict[] = ["holds", "mixed", "contradicted", "not represented", "not testable"]

const SHAPES: Readonly<Record<Verdict, string>> = {
  holds: '<circle class="f-solid" cx="6" cy="6" r="5"/>',
  mixed: '<circle class="f-line" cx="6" cy="6" r="4.6"/><path class="f-solid" d="M6 1.4a4.6 4.6 0 0 1 0 9.2z"/>',
  contradicted: '<path class="f-line" d="M1.5 1.5l9 9M10.5 1.5l-9 9"/>',
  "not represented": '<circle class="f-line f-broken" cx="6" cy="6" r="4.6"/>',
  "not testable": '<path class="f-line" d="M1 6h10"/>',
}

/** A verdict as shape and word, for a cell or a key. */
export function verdictMark(verdict: Verdict): string {
  return `<span class="f-verdict"><svg class="f-mark" width="12" height="12" aria-hidden="true">${SHAPES[verdict]}</svg>${escaped(verdict)}</span>`
}
