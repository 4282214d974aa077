import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

const digits = /^\d+$/

/**
 * The id of a job: 15 to 19 digits in practice, more than a number can represent exactly, so always a string.
 *
 * **Example** (An id from a URL)
 *
 * ```ts
 * import { JobId } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * const decode = Schema.decodeUnknownEffect(JobId)
 *
 * export const idIn = (url: URL) => decode(url.pathname.split("/").at(-1))
 * ```
 *
 * @category models
 */
export const JobId = /*#__PURE__*/ Schema.String.pipe(
  /*#__PURE__*/ Schema.check(/*#__PURE__*/ Schema.isPattern(digits, { expected: "a string of digits" })),
  /*#__PURE__*/ Schema.brand("JobId"),
)

/** @category models */
export type JobId = typeof JobId.Type

/**
 * Checks whether a value is a job id: a string of digits.
 *
 * **Example** (Ids among the words of a command)
 *
 * ```ts
 * import { Job } from "@zoho-bulk/core"
 *
 * export const idsIn = (words: ReadonlyArray<string>) => words.filter(Job.isJobId)
 * ```
 *
 * @category guards
 */
export const isJobId = (value: unknown): value is JobId => Predicate.isString(value) && digits.test(value)
