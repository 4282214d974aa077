import type { Settings } from "../../settings/Settings.ts"

/** Stands for what is not known before a run: which job Zoho makes, which file it takes, and for whom. */
export const unknownJob = "JOB_ID"
export const unknownFile = "FILE_ID"
export const unknownOrganization = "ORGANIZATION_ID"

/** Where a write job's result is; Zoho names the address with the job (recorded). */
export const writeResultUrl = ({ hosts, orgId = unknownOrganization }: Settings, jobId: string): URL =>
  new URL(`/v2/crm/${orgId}/bulk-write/${jobId}/${jobId}.zip`, hosts.download)
