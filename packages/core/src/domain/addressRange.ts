/** Addresses of the Internet Protocol that follow each other, from the first to the last, as numbers. */
export interface AddressRange {
  readonly version: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

interface Address {
  readonly version: 4 | 6
  readonly value: bigint
}

const bitsOf = { 4: 32, 6: 128 } as const

/** Numbers of the same width, put together to one. */
const joined = (parts: ReadonlyArray<number>, bits: bigint): bigint =>
  parts.reduce((value, part) => (value << bits) | BigInt(part), 0n)

const mapped = 0xffffn

/** Reads an IPv6 address as a URL spells it, which has no dots; one of IPv4 in its clothes is of IPv4. */
const addressOf6 = (text: string): Address => {
  const [left = [], right = []] = text.split("::").map((side) => side.split(":").filter((group) => group !== ""))
  const gap = Array.from({ length: 8 - left.length - right.length }, () => "0")
  const groups = [...left, ...gap, ...right].map((group) => Number.parseInt(group, 16))
  const value = joined(groups, 16n)
  return value >> 32n === mapped ? { version: 4, value: value & 0xffffffffn } : { version: 6, value }
}

/** Reads the host of a URL as an address; undefined for a name. */
const addressOfHost = (hostname: string): Address | undefined => {
  if (hostname.startsWith("[")) return addressOf6(hostname.slice(1, -1))
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
    ? {
        version: 4,
        value: joined(
          hostname.split(".").map((part) => Number(part)),
          8n,
        ),
      }
    : undefined
}

/** Reads an address in any spelling that a URL may have, with or without brackets. */
const parseAddress = (text: string): Address | undefined => {
  const host = text.includes(":") && !text.startsWith("[") ? `[${text}]` : text
  return URL.canParse(`http://${host}/`) && /^(?:\[[\w.:]+\]|[\w.]+)$/.test(host)
    ? addressOfHost(new URL(`http://${host}/`).hostname)
    : undefined
}

const network = ({ value, version }: Address, prefix: number): AddressRange | undefined => {
  const width = bitsOf[version]
  if (prefix > width) return undefined
  const rest = BigInt(width - prefix)
  const first = (value >> rest) << rest
  return { version, first, last: first + (1n << rest) - 1n }
}

/** Reads an address, a network such as `10.0.0.0/8`, or a range such as `10.0.0.1-10.0.0.9`; undefined for anything else. */
export const parseAddressRange = (text: string): AddressRange | undefined => {
  const [, from = "", separator, to = ""] = /^([^/-]+)(?:([/-])([^/-]+))?$/.exec(text) ?? []
  const address = parseAddress(from)
  if (address === undefined) return undefined
  if (separator === undefined) return network(address, bitsOf[address.version])
  if (separator === "/") return /^\d{1,3}$/.test(to) ? network(address, Number(to)) : undefined
  const last = parseAddress(to)
  return last?.version === address.version
    ? { version: address.version, first: address.value, last: last.value }
    : undefined
}

/** Checks whether a URL's host is an address of a range. */
export const isWithin = ({ first, last, version }: AddressRange, { hostname }: URL): boolean => {
  const address = addressOfHost(hostname)
  return address?.version === version && address.value >= first && address.value <= last
}
