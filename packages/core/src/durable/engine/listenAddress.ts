import * as Result from "effect/Result"
import { isLoopback } from "../../domain/hosts.ts"
import { isWithin, parseAddressRange } from "../../domain/addressRange.ts"
import { InvalidSettings } from "../../failure/InvalidSettings.ts"

/** An address that runners of a cluster are reached at. */
export interface HostAndPort {
  readonly host: string
  readonly port: number
}

const privateRanges = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
].flatMap((text) => parseAddressRange(text) ?? [])

const wrong = (setting: string, reason: "malformed" | "unusable", problem: string, remedy: string): InvalidSettings =>
  new InvalidSettings({ settings: [setting], reason, problem, remedy })

/** Reads `HOST:PORT`, where an IPv6 address stands in brackets. */
export const hostAndPort = (setting: string, text: string): Result.Result<HostAndPort, InvalidSettings> => {
  const [, host = "", digits = ""] = /^(\[[\da-fA-F:.]+\]|[\w.-]+):(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  return host !== "" && URL.canParse(`http://${host}/`) && port > 0 && port < 65_536
    ? Result.succeed({ host: host.replace(/^\[|\]$/g, ""), port })
    : Result.fail(wrong(setting, "malformed", `${setting} is not HOST:PORT`, "Give it as in 127.0.0.1:34431."))
}

/**
 * Reads where a runner listens for others: on this machine, or on a private address that is named. What comes there is believed, and goes over the
 * wire as it is; so all other addresses, and all at once, have to be asked for.
 */
export const listenAddress = (text: string, insecureListen: boolean): Result.Result<HostAndPort, InvalidSettings> =>
  Result.flatMap(hostAndPort("listen", text), (address) => {
    const url = new URL(`http://${address.host.includes(":") ? `[${address.host}]` : address.host}/`)
    const isKept = isLoopback(url) || privateRanges.some((range) => isWithin(range, url))
    if (insecureListen || isKept) return Result.succeed(address)
    return Result.fail(
      wrong(
        "listen",
        "unusable",
        `${address.host} is no address of this machine alone, nor a private one: whoever reaches it could command the runner`,
        "Runners neither encrypt what they say nor ask who speaks. Name a private address or 127.0.0.1, or insist with insecureListen.",
      ),
    )
  })
