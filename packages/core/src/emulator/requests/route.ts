import { type ApiVersion, apiVersions, defaultApiVersion } from "../../domain/ApiVersion.ts"
import { type Operation, type OperationName, operations } from "../../wire/Operation.ts"

/** Zoho's servers, by what they are for. */
export type HostRole = Operation["host"]

/** A request's operation, and what its path says beside it. */
export interface Route {
  readonly name: OperationName
  readonly method: string
  readonly host: HostRole
  readonly credits: number
  readonly version: ApiVersion
  readonly jobId: string
}

/** `/v2/crm/{zgid}/bulk-write/{job}/{job}.zip` (recorded). */
const writeResultPath = /^\/v[\d.]+\/crm\/(?:org)?\d+\/bulk-write\/(\d+)\/\1\.zip$/

/** Finds every operation with this path in the table that requests are built from. */
export const routesOf = (pathname: string): ReadonlyArray<Route> => {
  const steps = pathname.split("/")
  const found: Array<Route> = []
  for (const operation of Object.values<Operation>(operations)) {
    const { credits, host, method, name, path } = operation
    const common = { name, method, host, credits }
    if (path === undefined) {
      const jobId = writeResultPath.exec(pathname)?.[1]
      if (jobId !== undefined) found.push({ ...common, version: defaultApiVersion, jobId })
      continue
    }
    for (const jobId of [steps.at(-1), steps.at(-2)]) {
      const version = apiVersions.find((candidate) => jobId && path(candidate, jobId) === pathname)
      if (jobId === undefined || version === undefined) continue
      if (!found.some((route) => route.name === name)) found.push({ ...common, version, jobId })
    }
  }
  return found
}
