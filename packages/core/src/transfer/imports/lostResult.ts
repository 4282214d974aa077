import * as Duration from "effect/Duration"
import type { ImportFailure } from "./ImportRequest.ts"

/** How long Zoho keeps what became of the rows of a write job, in milliseconds (Zoho's OpenAPI document). */
export const keptFor = Duration.toMillis("7 days")

/** Statuses by which a host says that it has no such file. */
const statusesOfGone: ReadonlyArray<number | undefined> = [403, 404, 410]

/** Tells whether a failure is about the one result that was to be downloaded. A code says it of whatever else it is, such as a missing right. */
export const isOfOneResult = (failure: ImportFailure): boolean => {
  if (!("request" in failure) || failure.request.operation !== "downloadWriteResult") return false
  if (failure._tag === "JobNotFound") return true
  return statusesOfGone.includes(failure.httpStatus) && (failure.httpStatus !== 403 || failure.code === undefined)
}

/** Tells whether Zoho itself spoke: a proxy may answer in its place, and says nothing of results. */
const isZohosWord = (failure: ImportFailure): boolean =>
  failure.code !== undefined || ("zohoMessage" in failure && failure.zohoMessage !== undefined)

/** Tells whether it will never be known what became of the rows. Of a job that is not old, another look or download may still tell. */
export const isLostForGood = (failure: ImportFailure, isOld: boolean): boolean => {
  if (!isOld) return isOfOneResult(failure) && isZohosWord(failure)
  return isOfOneResult(failure) || failure._tag === "JobNotFound" || failure._tag === "ResultUnreadable"
}

/** Says why it is not known what became of the rows, as the end of a sentence. */
export const lostBecause = (failure: ImportFailure): string => {
  if (failure._tag === "ResultUnreadable") return `its result cannot be read, and is now too old: ${failure.problem}`
  const { code, httpStatus } = failure
  const zohoMessage = "zohoMessage" in failure ? failure.zohoMessage : undefined
  const said = [httpStatus === undefined ? undefined : `HTTP ${httpStatus}`, code, zohoMessage]
  const quoted = said.filter((each) => each !== undefined && each !== "").join(", ")
  return `Zoho no longer has its result${quoted === "" ? "" : ` (${quoted})`}`
}
