import * as Result from "effect/Result"
import { isLoopback } from "../../domain/hosts.ts"
import { isWithin, parseAddressRange } from "../../domain/addressRange.ts"
import { InvalidSettings } from "../../failure/InvalidSettings.ts"

/**
 * Where a runner of a cluster is.
 *
 * **Example** (One of three machines of a private network)
 *
 * ```ts
 * import type { ClusterPlace } from "@zoho-bulk/core/enginePostgres"
 *
 * export const place: ClusterPlace = { listen: "10.0.0.7:34431" }
 * ```
 *
 * @category models
 */
export interface ClusterPlace {
  /** Where it listens for other runners, as `HOST:PORT`: on this machine, or on a private address. */
  readonly listen: string
  /** Where the others reach it, if that is elsewhere; unique among the runners of a database. */
  readonly announce?: string | undefined
  /** Lets it listen on any address. Runners neither encrypt what they send nor authenticate each other. */
  readonly insecureListen?: boolean | undefined
}

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

/** Reads `HOST:PORT`, with an IPv6 address in brackets. */
export const hostAndPort = (setting: string, text: string): Result.Result<HostAndPort, InvalidSettings> => {
  const [, host = "", digits = ""] = /^(\[[\da-fA-F:.]+\]|[\w.-]+):(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  return host !== "" && URL.canParse(`http://${host}/`) && port > 0 && port < 65_536
    ? Result.succeed({ host: host.replace(/^\[|\]$/g, ""), port })
    : Result.fail(
        wrong(setting, "malformed", `${setting} is not HOST:PORT`, "Give a host and a port, such as 127.0.0.1:34431."),
      )
}

/** What the user calls the settings: their names in code, or flags. */
export interface NamesOfPlace {
  readonly listen: string
  readonly announce: string
  readonly insist: string
}

const inCode: NamesOfPlace = { listen: "listen", announce: "announce", insist: "insecureListen" }

const urlOf = ({ host }: HostAndPort): URL => new URL(`http://${host.includes(":") ? `[${host}]` : host}/`)

/**
 * Reads where a runner listens for others: on this machine, or on a private address that is named. What arrives there
 * is trusted and travels unencrypted, so any other address, and listening on all of them, must be requested explicitly.
 */
const listenAddress = (
  text: string,
  insecureListen: boolean,
  names: NamesOfPlace,
): Result.Result<HostAndPort, InvalidSettings> =>
  Result.flatMap(hostAndPort(names.listen, text), (address) => {
    const url = urlOf(address)
    const isKept = isLoopback(url) || privateRanges.some((range) => isWithin(range, url))
    if (insecureListen || isKept) return Result.succeed(address)
    return Result.fail(
      wrong(
        names.listen,
        "unusable",
        `${address.host} is neither a loopback nor a private address: anybody who reaches it could command the runner`,
        `Runners neither encrypt nor authenticate what they send each other. Name a private address or 127.0.0.1, or insist with ${names.insist}.`,
      ),
    )
  })

/** All addresses of a machine: they have the same name on every machine, so nobody can be reached by it. */
const allAddresses: ReadonlyArray<string> = ["0.0.0.0", "[::]"]

/** Where a runner listens, and where the others reach it. */
export interface PlaceInCluster {
  readonly bound: HostAndPort
  readonly reached: HostAndPort
  /** Whether only this machine reaches it. */
  readonly isHere: boolean
}

/**
 * Reads where a runner of a cluster is. Two runners reached by the same name would take each other's journeys for their
 * own.
 */
export const placeInCluster = (
  { announce, insecureListen = false, listen }: ClusterPlace,
  names: NamesOfPlace = inCode,
): Result.Result<PlaceInCluster, InvalidSettings> =>
  Result.gen(function* () {
    const bound = yield* listenAddress(listen, insecureListen, names)
    const reached = announce === undefined ? bound : yield* hostAndPort(names.announce, announce)
    const url = urlOf(reached)
    if (!allAddresses.includes(url.hostname)) return { bound, reached, isHere: isLoopback(url) }
    return yield* Result.fail(
      wrong(
        names.announce,
        "unusable",
        `${reached.host} means all addresses of a machine, and other runners cannot reach this one there`,
        `Set ${names.announce} to the address where they reach it, such as 10.0.0.7:34431.`,
      ),
    )
  })
