import { getJobDetails } from "@zoho-bulk/core"

/** What is told of a job. */
export const report = (id: string) => getJobDetails({ id })
