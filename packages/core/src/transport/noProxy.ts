import { isWithin, parseAddressRange } from "../domain/addressRange.ts"
import { own } from "../domain/own.ts"

type Spares = (url: URL) => boolean

const usualPorts: Readonly<Record<string, string>> = { "https:": "443", "http:": "80" }

const portOf = ({ port, protocol }: URL): string => port || (own(usualPorts, protocol) ?? "")

/** A host without the dot at the end of a full name. */
const plain = (host: string): string => host.toLowerCase().replace(/\.$/, "")

/** A name spares the host that is called so, and those below it. */
const sparesName = (name: string): Spares => {
  const host = plain(name.replace(/^\*?\./, ""))
  return (url) => host !== "" && (plain(url.hostname) === host || plain(url.hostname).endsWith(`.${host}`))
}

/** Reads one entry: a port goes with a name, an IPv4 address, or an IPv6 address in brackets. */
const readEntry = (entry: string): Spares => {
  if (entry === "*") return () => true
  const range = parseAddressRange(entry)
  if (range !== undefined) return (url) => isWithin(range, url)
  const [, host = "", port] = /^(\[[^\]]*\]|[^:[\]]*):(\d+)$/.exec(entry) ?? []
  if (port === undefined) return sparesName(entry)
  const isHost = readEntry(host)
  return (url) => portOf(url) === port && isHost(url)
}

/**
 * Reads `NO_PROXY`: the hosts that bypass the proxy.
 *
 * Entries are separated by commas and blanks: `*` for all; a name, for that host and all its subdomains, with or
 * without a leading `.` or `*.`; an address, a network (`10.0.0.0/8`) or a range (`10.0.0.1-10.0.0.9`); each but the
 * last two with an optional port. Case does not matter.
 */
export const readNoProxy = (list: string): Spares => {
  const entries = list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(readEntry)
  return (url) => entries.some((spares) => spares(url))
}
