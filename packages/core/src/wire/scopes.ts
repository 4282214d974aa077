import type { RequiredScopes } from "./Operation.ts"

/**
 * Reads a list of scopes as Zoho names them, separated by spaces or commas.
 *
 * **Example** (The scopes of a token reply)
 *
 * ```ts
 * import { parseScopes } from "@zoho-bulk/core/wire"
 *
 * export const scopes = parseScopes("ZohoCRM.bulk.READ ZohoCRM.modules.ALL")
 * ```
 *
 * @category scopes
 */
export const parseScopes = (text: string): ReadonlyArray<string> => text.split(/[\s,]+/).filter((scope) => scope !== "")

/** Zoho's scopes spell modules without underscores: `Sales_Orders` is `ZohoCRM.modules.salesorders`. */
const comparable = (scope: string): ReadonlyArray<string> => scope.toLowerCase().replaceAll("_", "").split(".")

/**
 * Checks whether one scope opens what another names: the same thing, or a part of it, for the same use or for `ALL`.
 *
 * `ZohoCRM.modules.ALL` opens all modules, `ZohoCRM.modules.READ` allows reading all of them,
 * `ZohoCRM.modules.leads.ALL` opens one. Case does not matter: Zoho's pages themselves write `ZohoCRM.bulk.read` and
 * `ZohoCRM.bulk.READ`.
 */
const opens = (granted: string, wanted: string): boolean => {
  const [given, asked] = [comparable(granted), comparable(wanted)]
  const use = given.at(-1)
  if (use !== "all" && use !== asked.at(-1)) return false
  const place = given.slice(0, -1)
  return (
    place.length > 1 &&
    place.length < asked.length &&
    place.every((part, at) => [part, "{module}"].includes(asked[at] ?? ""))
  )
}

/**
 * Returns the groups of required scopes of which none was granted. If a scope is for a module and none is named, a
 * scope for any module is enough.
 *
 * **Example** (What a token lacks to order a read job on leads)
 *
 * ```ts
 * import { missingScopes, operations, parseScopes } from "@zoho-bulk/core/wire"
 *
 * export const lacking = (granted: string) =>
 *   missingScopes(parseScopes(granted), operations.createReadJob.scopes(), "Leads")
 * ```
 *
 * @category scopes
 */
export const missingScopes = (
  granted: ReadonlyArray<string>,
  required: RequiredScopes,
  module?: string,
): RequiredScopes => {
  const wanted = (scope: string): string => (module === undefined ? scope : scope.replace("{module}", module))
  return required.filter((group) => !group.some((scope) => granted.some((each) => opens(each, wanted(scope)))))
}
