/**
 * What a program pays for `getJobDetails`: how much larger it is, bundled, than one that does the same on Effect alone.
 */
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { rolldown } from "rolldown"
import { root } from "../tree.ts"
import type { Finding } from "../verdict.ts"

const kibibyte = 1024

/**
 * The most that may be paid, in bytes of the minified and gzipped bundle.
 *
 * A quarter of a KiB is for the questions about an organisation, and an eighth for the calls on single records: a failure says of any operation
 * what it does and which scopes it needs, so that whoever fails has them all.
 */
const budget = 20.375 * kibibyte

/** The program on Effect alone, and the one on this library. */
const programs = { byHand: "test/benchmarks/size/byHand.ts", ours: "test/benchmarks/size/ours.ts" } as const

const sizeOf = async (file: string): Promise<number> => {
  const bundle = await rolldown({
    input: join(root, file),
    platform: "neutral",
    resolve: { conditionNames: ["zoho-bulk-source", "import", "default"] },
  })
  try {
    const { output } = await bundle.generate({ format: "esm", minify: true })
    const code = output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("")
    return gzipSync(code, { level: 9 }).byteLength
  } finally {
    await bundle.close()
  }
}

const inKibibytes = (bytes: number): string => `${(bytes / kibibyte).toFixed(1)} KiB`

/** Compares the two programs. */
export const checkSize = async (): Promise<Finding> => {
  const [byHand, ours] = [await sizeOf(programs.byHand), await sizeOf(programs.ours)]
  const paid = ours - byHand
  console.log(`getJobDetails: ${inKibibytes(ours)}, on Effect alone ${inKibibytes(byHand)}: ${inKibibytes(paid)} more`)
  const isTooMuch = paid > budget
  return {
    what: "size",
    seen: Object.keys(programs).length,
    faults: isTooMuch ? [`getJobDetails costs ${inKibibytes(paid)}, and may cost ${inKibibytes(budget)}`] : [],
  }
}
