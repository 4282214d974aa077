import type { Curve, Point } from "./Curve.ts"

const width = 640
const height = 280
const left = 60
const right = 150
const top = 40
const bottom = 44

/** A line of a plot: a cost, against what it is at the first size. */
interface Line {
  readonly name: string
  readonly colour: string
  readonly costs: ReadonlyArray<number>
}

const linesOf = ({ unit }: Curve, points: ReadonlyArray<Point>): ReadonlyArray<Line> => {
  const line = (name: string, colour: string, costOf: (point: Point) => number | undefined): ReadonlyArray<Line> => {
    const costs = points.flatMap((point) => costOf(point) ?? [])
    return costs.length === points.length ? [{ name, colour, costs }] : []
  }
  return [
    ...line(`CPU time a ${unit}`, "#1f6feb", ({ micros }) => micros),
    ...line(`requests a ${unit}`, "#2da44e", ({ requests }) => requests),
    ...line(`heap a ${unit}`, "#bf3989", ({ heldBytes }) => heldBytes),
    ...line("peak memory", "#bc4c00", ({ peakMib }) => peakMib),
  ]
}

const number = new Intl.NumberFormat("en")

/** A plot of a curve, as SVG: each cost against what it is at the first size, both axes by powers. */
export const plot = (curve: Curve, points: ReadonlyArray<Point>): string => {
  const lines = linesOf(curve, points)
  const ratios = lines.flatMap(({ costs }) => costs.map((cost) => cost / (costs[0] ?? cost)))
  const lowest = Math.min(0.5, ...ratios)
  const highest = Math.max(2, ...ratios)
  const [first = 1, last = 1] = [points[0]?.size, points.at(-1)?.size]
  const x = (size: number) => left + ((width - left - right) * Math.log(size / first)) / Math.log(last / first)
  const y = (ratio: number) => top + ((height - top - bottom) * Math.log(highest / ratio)) / Math.log(highest / lowest)
  const place = (at: number) => at.toFixed(1)
  const text = (at: number, down: number, words: string, anchor = "middle", colour = "#57606a") =>
    `<text x="${place(at)}" y="${place(down)}" text-anchor="${anchor}" fill="${colour}">${words}</text>`
  const marks = [0.01, 0.1, 0.5, 1, 2, 10, 100].filter((mark) => mark >= lowest && mark <= highest)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(left, 20, curve.what, "start", "#1f2328"),
    ...marks.flatMap((mark) => [
      `<line x1="${left}" x2="${width - right}" y1="${place(y(mark))}" y2="${place(y(mark))}" stroke="#d0d7de"/>`,
      text(left - 8, y(mark) + 4, `× ${mark}`, "end"),
    ]),
    ...points.map(({ size }) => text(x(size), height - bottom + 20, number.format(size))),
    ...lines.flatMap(({ colour, costs, name }) => {
      const steps = costs.map((cost, at) => `${place(x(points[at]?.size ?? 1))},${place(y(cost / (costs[0] ?? cost)))}`)
      const end = (costs.at(-1) ?? 1) / (costs[0] ?? 1)
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${steps.join(" ")}"/>`,
        text(width - right + 8, y(end) + 4, name, "start", colour),
      ]
    }),
    "</svg>",
    "",
  ].join("\n")
}
