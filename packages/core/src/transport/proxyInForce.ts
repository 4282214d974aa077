import { isThisMachine } from "../domain/hosts.ts"
import { readNoProxy } from "./noProxy.ts"
import { proxyVariables } from "./proxyVariables.ts"

/**
 * The proxy that variables name.
 *
 * **Example** (Only its host, because its URL may contain a password)
 *
 * ```ts
 * import type { ProxyInForce } from "@zoho-bulk/core/runtime"
 *
 * export const hostOf = ({ address }: ProxyInForce): string => new URL(address).host
 * ```
 *
 * @category models
 */
export interface ProxyInForce {
  /** The variable that names it. */
  readonly variable: string
  /** Its URL as it was given, with `http://` added if it has no scheme. */
  readonly address: string
  /** Checks whether a request goes through it. Plain `http`, this machine, and hosts in `NO_PROXY` never do. */
  readonly isFor: (url: URL) => boolean
}

/**
 * Reads which proxy is in force, and for which hosts, with the same meaning on every runtime.
 *
 * **Details**
 *
 * An empty variable counts as unset. `NO_PROXY` is a list of names, each for the host and all its subdomains, with or
 * without a leading `.` or `*.`; of addresses, networks such as `10.0.0.0/8`, and ranges such as `10.0.0.1-10.0.0.9`;
 * or it is `*`. A name or an address may have a port.
 *
 * **Example** (Whether Zoho is reached through a proxy)
 *
 * ```ts
 * import { proxyInForce } from "@zoho-bulk/core/runtime"
 *
 * export const isProxied = (variables: Readonly<Record<string, string | undefined>>): boolean =>
 *   proxyInForce((name) => variables[name])?.isFor(new URL("https://www.zohoapis.com")) ?? false
 * ```
 *
 * @category configuration
 */
export const proxyInForce = (read: (variable: string) => string | undefined): ProxyInForce | undefined => {
  const firstSet = (variables: ReadonlyArray<string>): readonly [variable: string, value: string] | undefined => {
    for (const variable of variables) {
      const value = read(variable)
      if (value) return [variable, value]
    }
    return undefined
  }
  const set = firstSet(proxyVariables.https)
  if (set === undefined) return undefined
  const [variable, value] = set
  const spares = readNoProxy(firstSet(proxyVariables.none)?.[1] ?? "")
  return {
    variable,
    address: value.includes("://") ? value : `http://${value}`,
    isFor: (url) => url.protocol === "https:" && !isThisMachine(url) && !spares(url),
  }
}
