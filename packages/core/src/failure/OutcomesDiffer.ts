import * as Schema from "effect/Schema"

/**
 * What Zoho says became of the rows does not fit the rows that were sent. Which row it speaks of is never guessed.
 *
 * @category errors
 */
export class OutcomesDiffer extends Schema.TaggedError<OutcomesDiffer>()("OutcomesDiffer", {
  jobId: Schema.String,
  /** The row of the part, counted from 1, the header left out. */
  row: Schema.Int,
  problem: Schema.String,
  /** Under which name the journal keeps the archive that Zoho gave. */
  archive: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `The rows were written; what became of each is in ${this.archive}, beside the journal, as Zoho gave it. Show it to Zoho's support, with the id of the job.`
  }

  get summary(): string {
    return `The outcomes of write job ${this.jobId} do not fit the rows that were sent, at row ${this.row}: ${this.problem}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
