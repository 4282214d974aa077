import type { Played } from "../play/Played.ts"
import { readArchive, readRows } from "./readArchive.ts"
import { unless, type Violation } from "./Violation.ts"

const decoder = new TextDecoder("latin1")

/** The rows of an archive; none, where it is broken: Zoho takes such files, too, and refuses to make a job of them. */
const rowsIn = (archive: Uint8Array): ReadonlyArray<ReadonlyArray<string>> => {
  try {
    return readRows(readArchive(archive)[0]?.text ?? "").slice(1)
  } catch {
    return []
  }
}

/** The rows of the archives that were uploaded, by the id that Zoho gave. */
const uploads = ({ carriedOut }: Played): ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>> =>
  new Map(
    carriedOut.flatMap(({ answer, operation, request }) => {
      if (operation !== "uploadFile" || answer.status !== 200) return []
      const file = /"file_id"\s*:\s*"(\d+)"/.exec(decoder.decode(answer.bytes))?.[1] ?? ""
      const text = decoder.decode(request.body)
      const from = text.indexOf("\r\n\r\n") + 4
      const archive = request.body.subarray(from, text.lastIndexOf("\r\n--"))
      return [[file, rowsIn(archive)] as const]
    }),
  )

/** Checks that no more was ordered than there is to do: one job for each part or page. */
export const checkOrders = (played: Played): ReadonlyArray<Violation> => {
  const { carriedOut, given, processes, scenario } = played
  const taken = carriedOut.filter(({ answer, operation }) => operation.startsWith("create") && answer.status === 201)
  const intended = Math.max(1, Math.ceil(given.rows.length / scenario.perPart))
  const files = uploads(played)
  const ordered = taken.flatMap(({ request }) => {
    const file = /"file_id"\s*:\s*"(\d+)"/.exec(decoder.decode(request.body))?.[1]
    return (file === undefined ? undefined : files.get(file)) ?? []
  })
  const marks = new Set(given.rows.map(({ mark }) => mark))
  const at = given.header.indexOf(given.markField)
  const strange = ordered.find((row) => !marks.has(row[at] ?? ""))
  return [
    ...unless(
      taken.length <= intended,
      "no job is ordered twice",
      () => `${taken.length} jobs were ordered, and ${intended} are intended`,
    ),
    ...unless(
      taken.length >= intended || processes.every(({ ending }) => ending.how !== "finished"),
      "what is given was ordered this very night",
      () => `${taken.length} jobs were ordered, and ${intended} are needed`,
    ),
    ...unless(strange === undefined, "what is uploaded was given", () => `${JSON.stringify(strange)} was not`),
  ]
}
