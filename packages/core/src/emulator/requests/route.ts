import { type ApiVersion, apiVersions, defaultApiVersion } from "../../domain/ApiVersion.ts"
import { type EmulatedOperation, emulatedOperations } from "../model/EmulatedOperation.ts"

/** Zoho's servers, by what they are for. */
export type HostRole = EmulatedOperation["host"]

/** A request's operation, and what else its path states. */
export interface Route {
  readonly operation: EmulatedOperation
  readonly version: ApiVersion
  /** The job or the module that the path names. */
  readonly about: string
}

/** `/v2/crm/{zgid}/bulk-write/{job}/{job}.zip` (recorded). */
const writeResultPath = /^\/v[\d.]+\/crm\/(?:org)?\d+\/bulk-write\/(\d+)\/\1\.zip$/

/** A step of a path as it was before it was escaped. */
const unescaped = (step: string): string => {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

/** Finds what an operation with a path is about: the last step of its path, or one of the two before. */
const routeOf = (operation: EmulatedOperation, pathname: string): Route | undefined => {
  const { path } = operation
  if (path === undefined) {
    const about = writeResultPath.exec(pathname)?.[1]
    return about === undefined ? undefined : { operation, version: defaultApiVersion, about }
  }
  const abouts = pathname.split("/").slice(-3).toReversed().map(unescaped)
  for (const about of abouts) {
    const version = about === "" ? undefined : apiVersions.find((candidate) => path(candidate, about) === pathname)
    if (version !== undefined) return { operation, version, about }
  }
  return undefined
}

/** Finds every operation with this path in the table that requests are built from. */
export const routesOf = (pathname: string): ReadonlyArray<Route> =>
  emulatedOperations.flatMap((operation) => routeOf(operation, pathname) ?? [])
