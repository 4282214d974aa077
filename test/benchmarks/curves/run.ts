/**
 * Measures how costs go along as the work grows: time, memory and requests for each unit of it.
 *
 *     pnpm bench:curves                  every curve
 *     pnpm bench:curves waits pages      two of them
 *     pnpm bench:curves --most 100       sizes up to 100 alone
 *     pnpm bench:curves --write          writes their plots into docs/performance, and their rows into docs/performance.md
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { docs, machine, writePart } from "../performancePage.ts"
import type { Curve, Point } from "./Curve.ts"
import { curves } from "./curves.ts"
import { plot } from "./plot.ts"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { most: { type: "string", default: "1000000" }, write: { type: "boolean", default: false } },
})

const wanted = curves.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (wanted.length === 0)
  throw new Error(`There is no such curve: there are ${curves.map(({ name }) => name).join(", ")}`)

const measure = ({ name }: Curve, size: number): Point => {
  const file = join(import.meta.dirname, "../cases/curves", `${name}.ts`)
  const { status, stderr, stdout } = spawnSync("node", ["--conditions=zoho-bulk-source", file, String(size)], {
    encoding: "utf8",
  })
  if (status !== 0) throw new Error(`${name} at ${size} ended with code ${status}: ${stderr}`)
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Point
}

/** Beyond it a cost is said to grow: these machines are noisy. */
const mostGrowth = 1.5

/** How the last cost stands to the one at the size before it. */
const verdict = (curve: Curve, points: ReadonlyArray<Point>): string => {
  const grown = (costOf: (point: Point) => number | undefined): boolean => {
    const [before = 0, after = 0] = points.slice(-2).map((point) => costOf(point) ?? 0)
    return before > 0 && after / before > mostGrowth
  }
  const growing = [
    ...(grown(({ micros }) => micros) ? ["time"] : []),
    ...(grown(({ requests }) => requests) ? ["requests"] : []),
    ...(grown(({ heldBytes }) => heldBytes) ? ["heap"] : []),
    ...(grown(({ peakMib }) => peakMib) ? [`peak: ${curve.peakGrows ?? "UNEXPLAINED"}`] : []),
  ]
  return growing.length === 0 ? "flat" : `grows: ${growing.join(", ")}`
}

const cell = (value: number | undefined, digits: number): string => value?.toFixed(digits) ?? ""

const row = ({ name, unit }: Curve, { heldBytes, micros, peakMib, requests, size }: Point): string =>
  `| ${[`${name}, by ${unit}`, String(size), cell(micros, 0), cell(peakMib, 0), cell(requests, 2), cell(heldBytes, 0)].join(" | ")} |`

const heading = [
  "| curve | units | CPU µs a unit | peak MiB | requests a unit | heap bytes a unit |",
  "| --- | --- | --- | --- | --- | --- |",
]

/** What is said of a curve. */
interface Said {
  readonly rows: ReadonlyArray<string>
  readonly verdict: string
}

const page = (saidOf: (curve: Curve) => Said | undefined): string => {
  const said = curves.flatMap((curve) => saidOf(curve) ?? [])
  return [...heading, ...said.flatMap(({ rows }) => rows), "", ...said.map((each) => each.verdict)].join("\n")
}

/** What the page says of a curve so far. */
const saidBefore = (text: string, { name }: Curve): Said | undefined => {
  const lines = text.split("\n")
  const verdict = lines.find((line) => line.startsWith(`- ${name}: `))
  return verdict === undefined
    ? undefined
    : { rows: lines.filter((line) => line.startsWith(`| ${name}, by `)), verdict }
}

const measured = new Map<Curve, Said>()
const drawn: Array<readonly [Curve, ReadonlyArray<Point>]> = []

for (const curve of wanted) {
  const points = curve.sizes.filter((size) => size <= Number(values.most)).map((size) => measure(curve, size))
  const said = `- ${curve.name}: ${verdict(curve, points)} (${machine()})`
  measured.set(curve, { rows: points.map((point) => row(curve, point)), verdict: said })
  drawn.push([curve, points])
  process.stderr.write(`${said}\n`)
}

console.log(page((curve) => measured.get(curve)))

if (values.write) {
  const pictures = join(docs, "performance")
  mkdirSync(pictures, { recursive: true })
  for (const [curve, points] of drawn) writeFileSync(join(pictures, `${curve.name}.svg`), plot(curve, points))
  writePart("curves", (before) => page((curve) => measured.get(curve) ?? saidBefore(before, curve)))
}
