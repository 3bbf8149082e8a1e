// The boxes of a drawn map, read back from the drawing.

export type Rect = {x: number; y: number; width: number; height: number}
export const rects = (html: string): Rect[] =>
  [...html.matchAll(/<rect x="(-?[\d.]+)" y="(-?[\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((m) => {
    const [x, y, width, height] = m.slice(1).map(Number)
    return {x: x!, y: y!, width: width!, height: height!}
  })
