import type { CarriedOut } from "../network/Network.ts"
import { readArchive, readRows } from "./readArchive.ts"

const decoder = new TextDecoder("latin1")

/** The id of the file in an answer, or in an order. */
export const fileIdIn = (bytes: Uint8Array): string | undefined =>
  /"file_id"\s*:\s*"(\d+)"/.exec(decoder.decode(bytes))?.[1]

/** The rows of an archive; none, where it is broken: Zoho takes such files, too, and refuses to make a job of them. */
const rowsIn = (archive: Uint8Array): ReadonlyArray<ReadonlyArray<string>> => {
  try {
    return readRows(readArchive(archive)[0]?.text ?? "").slice(1)
  } catch {
    return []
  }
}

/** The rows of the archives that were uploaded, by the id that Zoho gave. */
export const readUploads = (
  carriedOut: ReadonlyArray<CarriedOut>,
): ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>> =>
  new Map(
    carriedOut.flatMap(({ answer, operation, request }) => {
      const file = operation === "uploadFile" && answer.status === 200 ? fileIdIn(answer.bytes) : undefined
      if (file === undefined) return []
      const text = decoder.decode(request.body)
      const from = text.indexOf("\r\n\r\n") + 4
      return [[file, rowsIn(request.body.subarray(from, text.lastIndexOf("\r\n--")))] as const]
    }),
  )
