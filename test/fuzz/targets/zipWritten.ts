import { Zlib } from "@zoho-bulk/core/runtime"
import { Effect, Stream } from "effect"
import { unzipped, zipped, zippedWhole } from "../../../packages/core/src/formats/zip.ts"
import { asBytes, asCharacters, inPieces } from "../draw/bytes.ts"
import { oddText } from "../draw/text.ts"
import { endOf, streamOf } from "../endOf.ts"
import { machineZlib } from "../machineZlib.ts"
import { type Case, holds, type Target } from "../Target.ts"

const read = async (pieces: Case, zlib: typeof machineZlib | undefined): Promise<string | undefined> => {
  const content = unzipped(streamOf(pieces)).pipe(
    Stream.mapEffect((file) => Effect.map(Stream.mkUint8Array(file.content), asCharacters)),
    Stream.mkString,
    Effect.provideService(Zlib, zlib),
  )
  const end = await endOf(content)
  return "value" in end ? end.value : undefined
}

/** What is packed: it is unpacked to the same. The parts of a case are the pieces of a file, as they are packed. */
export const zipWritten: Target = {
  name: "zip-written",
  draw: (chance) => {
    const content = oddText(chance, ["Id,Name\n", "1,Boyle\n"]).repeat(
      chance.happens(0.2) ? 30 : chance.happens(0.02) ? 1_000 : 1,
    )
    return inPieces(chance, asCharacters(Buffer.from(content)).slice(0, 60_000))
  },
  check: async (given) => {
    const whole = given.join("")
    for (const packing of [
      zipped([{ name: "rows.csv", content: streamOf(given) }]),
      zippedWhole("rows.csv", asBytes(whole)),
    ]) {
      const packed = await endOf(Stream.runCollect(packing))
      if ("failure" in packed) return holds(false, "it could not be packed")
      const pieces = packed.value.map(asCharacters)
      holds((await read(pieces, undefined)) === whole, "it is unpacked to something else")
      holds((await read(pieces, machineZlib)) === whole, "the inflater unpacks it to something else")
    }
  },
}
