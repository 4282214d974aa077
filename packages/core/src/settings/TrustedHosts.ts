import { type DataCenter } from "../domain/DataCenter.ts"
import { isLoopback, zohoHostsOf } from "../domain/hosts.ts"

/**
 * Where the access token may go: the hosts of the settings, and Zoho's own hosts of the same data centre.
 *
 * @category models
 */
export interface TrustedHosts {
  /** Scheme, host and port of each. */
  readonly origins: ReadonlyArray<string>
}

/**
 * Builds the list from a data centre and the hosts that the settings name; if those are all on this machine, Zoho's own
 * are not trusted.
 */
export const trustedHosts = (dataCenter: DataCenter, named: ReadonlyArray<URL>): TrustedHosts => {
  const own = named.every(isLoopback) ? [] : zohoHostsOf(dataCenter).map((host) => `https://${host}`)
  return { origins: [...new Set([...named.map((url) => url.origin), ...own])] }
}

/**
 * Checks whether the token may be sent to a URL: its origin is exactly on the list, including the port, it has no user
 * info, and it is `https` unless it stays on this machine.
 */
export const isTrusted = (trusted: TrustedHosts, url: URL): boolean =>
  (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url))) &&
  url.username === "" &&
  url.password === "" &&
  trusted.origins.includes(url.origin)
