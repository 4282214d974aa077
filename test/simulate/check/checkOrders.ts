import type { Played } from "../play/Played.ts"
import { fileIdIn, readUploads } from "./readUploads.ts"
import { unless, type Violation } from "./Violation.ts"

/** Checks that no more was ordered than there is to do: one job for each part or page. */
export const checkOrders = (played: Played): ReadonlyArray<Violation> => {
  const { carriedOut, given, scenario, stuck } = played
  const taken = carriedOut.filter(({ answer, operation }) => operation.startsWith("create") && answer.status === 201)
  const intended = Math.max(1, Math.ceil(given.rows.length / scenario.perPart))
  const files = readUploads(carriedOut)
  const ordered = taken.flatMap(({ request }) => {
    const file = fileIdIn(request.body)
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
      taken.length >= intended || stuck !== undefined,
      "what is given was ordered this very night",
      () => `${taken.length} jobs were ordered, and ${intended} are needed`,
    ),
    ...unless(strange === undefined, "what is uploaded was given", () => `${JSON.stringify(strange)} was not`),
  ]
}
