import { inflateRawSync } from "node:zlib"
import { packedContent } from "./samples/contacts.ts"

const rowsOfPart = 25_000

/** 200,000 rows of contacts in as many parts as an import makes of them, each the CSV of its rows. */
export const contactParts = (): ReadonlyArray<Uint8Array> => {
  const lines = new TextDecoder().decode(inflateRawSync(packedContent())).trimEnd().split("\n")
  const encoder = new TextEncoder()
  return Array.from({ length: Math.ceil(lines.length / rowsOfPart) }, (_, at) =>
    encoder.encode(`${lines.slice(at * rowsOfPart, (at + 1) * rowsOfPart).join("\n")}\n`),
  )
}
