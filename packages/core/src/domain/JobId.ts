import * as Schema from "effect/Schema"

/**
 * The id of a job: 15 to 19 digits in practice, beyond what a number can hold, so always a string.
 *
 * @category models
 */
export const JobId = Schema.String.pipe(
  Schema.check(Schema.isPattern(/^\d+$/, { expected: "a string of digits" })),
  Schema.brand("JobId"),
)

/** @category models */
export type JobId = typeof JobId.Type

/** Tells whether a string is a job id. */
export const isJobId = Schema.is(JobId)
