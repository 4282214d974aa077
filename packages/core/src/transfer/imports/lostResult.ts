import * as Duration from "effect/Duration"
import type { ImportFailure } from "./ImportRequest.ts"

/** How long Zoho keeps what became of the rows of a write job, in milliseconds (Zoho's OpenAPI document). */
export const keptFor = Duration.toMillis("7 days")

/** Statuses with which a host answers that it has no such file. */
const statusesOfGone: ReadonlyArray<number | undefined> = [403, 404, 410]

/**
 * Checks whether a failure is about the one result that should be downloaded. A code may also be about something else,
 * such as a missing permission.
 */
export const isOfOneResult = (failure: ImportFailure): boolean => {
  if (!("request" in failure) || failure.request.operation !== "downloadWriteResult") return false
  if (failure._tag === "JobNotFound") return true
  return statusesOfGone.includes(failure.httpStatus) && (failure.httpStatus !== 403 || failure.code === undefined)
}

/** Checks whether Zoho itself answered: a proxy may answer in its place, which reveals nothing about results. */
const isZohosWord = (failure: ImportFailure): boolean =>
  failure.code !== undefined || ("zohoMessage" in failure && failure.zohoMessage !== undefined)

/**
 * Checks whether the outcome of the rows will never be known. For a job that is not old, another look or download may
 * still reveal it.
 */
export const isLostForGood = (failure: ImportFailure, isOld: boolean): boolean => {
  if (!isOld) return isOfOneResult(failure) && isZohosWord(failure)
  return isOfOneResult(failure) || failure._tag === "JobNotFound" || failure._tag === "ResultUnreadable"
}

/** Explains why it is not known what became of the rows, as the end of a sentence. */
export const lostBecause = (failure: ImportFailure): string => {
  if (failure._tag === "ResultUnreadable") return `its result cannot be read, and is now too old: ${failure.problem}`
  const { code, httpStatus } = failure
  const zohoMessage = "zohoMessage" in failure ? failure.zohoMessage : undefined
  const said = [httpStatus === undefined ? undefined : `HTTP ${httpStatus}`, code, zohoMessage]
  const quoted = said.filter((each) => each !== undefined && each !== "").join(", ")
  return `Zoho no longer has its result${quoted === "" ? "" : ` (${quoted})`}`
}
