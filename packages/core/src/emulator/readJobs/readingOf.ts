import type { EmulatedReadJob, Reading } from "../model/Job.ts"
import { selectRecords } from "../organization/selectRecords.ts"

/** What a job has read; one that ends before its time, such as by a button of the page, reads what was there when it was made. */
export const readingOf = ({ perPage, query, reading }: EmulatedReadJob): Reading =>
  reading ?? { moments: 0, query, selection: () => selectRecords(query, perPage) }
