import { Effect, Result, Stream } from "effect"
import { Zlib } from "@zoho-bulk/core/runtime"
import { isZipError, unzipped, type ZipError, zipped } from "../../../packages/core/src/formats/zip.ts"
import { archive } from "../../support/hostile/archives.ts"
import { asCharacters, changedBytes, inPieces } from "../draw/bytes.ts"
import { endOf, streamOf } from "../endOf.ts"
import { machineZlib } from "../machineZlib.ts"
import { type Case, holds, type Target } from "../Target.ts"
import { zipArchives } from "./zipArchives.ts"

const rows = (count: number): string =>
  Array.from({ length: count }, (_, n) => `${n},${(n * 2_654_435_761) % 4_294_967_296},Boyle\n`).join("")

const streamed = (name: string, content: string) => ({
  name,
  content: streamOf([content.slice(0, 9), content.slice(9)]),
})

/** Archives as they come of a stream, with sizes behind each file, and one whose file takes several reads. */
const [first = "", ...others] = await Promise.all([
  Effect.runPromise(Stream.mkUint8Array(zipped([streamed("Leads.csv", rows(2)), streamed("Leads_1.csv", rows(3))]))),
  Effect.runPromise(Stream.mkUint8Array(zipped([streamed("Leads.csv", rows(300)), streamed("Leads_1.csv", "")]))),
  archive([
    { name: "Leads.csv", content: " ".repeat(70_000) },
    { name: "Leads_1.csv", content: rows(20) },
  ]),
]).then((archives) => archives.map(asCharacters))

const archives = [first, ...others] as const

const words = ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x07\x08", "\x08\0"]

/** The files of an archive that were read to their ends, and what is wrong with it. */
interface Reading {
  readonly files: ReadonlyArray<string>
  readonly problem: ZipError | undefined
}

const readingOf = async (pieces: Case, zlib: typeof machineZlib | undefined): Promise<Reading> => {
  const files: Array<string> = []
  const reading = unzipped(streamOf(pieces)).pipe(
    Stream.runForEach(({ content, name }) =>
      Effect.map(Stream.mkUint8Array(content), (bytes) => void files.push(`${name}\n${asCharacters(bytes)}`)),
    ),
    Effect.provideService(Zlib, zlib),
    Effect.result,
  )
  const end = await endOf(reading)
  const problem = "value" in end && Result.isFailure(end.value) ? end.value.failure : undefined
  holds(problem === undefined || isZipError(problem), "it fails with something else than what is wrong with it")
  return { files, problem }
}

/**
 * What is wrong, as far as both have to say the same: of data that is damaged, zlib says less than Effect does, and each
 * unpacks pieces of its own size before it sees that there are too many bytes.
 */
const shown = (problem: ZipError | undefined): string => {
  if (problem === undefined) return "nothing"
  const message = problem.message.replace(/has at least \d+ bytes/, "has more bytes")
  return problem.kind === "InvalidData" ? problem.kind : `${problem.kind}: ${message}`
}

/** Archives of any bytes, read by Effect's reader and by the machine's inflater: the same files, and the same is wrong with them. */
export const zipInflated: Target = {
  name: "zip-inflated",
  draw: (chance) => {
    if (chance.happens(0.5)) return zipArchives.draw(chance)
    const whole = chance.pick(archives)
    return inPieces(chance, chance.happens(0.1) ? whole : changedBytes(chance, whole, words))
  },
  check: async (given) => {
    const [plain, inflated] = [await readingOf(given, undefined), await readingOf(given, machineZlib)]
    const [one, other] = [shown(plain.problem), shown(inflated.problem)]
    // Where an archive breaks off right behind the data of a file, zlib waits for more: that file has come to no end yet, be it right or wrong.
    const breaksOff = inflated.problem?.kind === "Truncated" && one !== "nothing"
    const files = breaksOff ? plain.files.slice(0, inflated.files.length) : plain.files
    holds(inflated.files.join("\0") === files.join("\0"), "the inflater reads other files")
    holds(plain.files.length <= files.length + 1, "the inflater stops before the file at which the archive breaks off")
    holds(breaksOff || one === other, `Effect's reader finds ${one}, and the inflater ${other}`)
  },
}
