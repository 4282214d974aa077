import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { proxyVariables } from "../../transport/proxyVariables.ts"
import { isLoopback } from "../../domain/hosts.ts"

/** The proxy that variables name. */
export interface ProxyInForce {
  readonly variable: string
  /** Host and port; its address may hold a password, and is not kept. */
  readonly host: string
  readonly hasPassword: boolean
  /** Tells whether requests to a host go through it. */
  readonly isFor: (url: URL) => boolean
}

const firstSet = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  for (const variable of names) {
    const value = Option.getOrElse(yield* Effect.orDie(Config.option(Config.String(variable))), () => "")
    if (value !== "") return { variable, value }
  }
  return undefined
})

/** Whether an entry of `NO_PROXY` spares a host: all, the host itself, or one of a domain. */
const spares = (entry: string, { host, hostname }: URL): boolean =>
  entry === "*" || [host, hostname].includes(entry) || hostname.endsWith(entry.replace(/^\*?\.?/, "."))

/** Reads which proxy there is, and for which hosts. */
export const proxyInForce: Effect.Effect<ProxyInForce | undefined> = Effect.gen(function* () {
  const set = yield* firstSet(proxyVariables.https)
  if (set === undefined) return undefined
  const spared = (yield* firstSet(proxyVariables.none))?.value ?? ""
  const entries = spared.split(/[\s,]+/).filter((entry) => entry !== "")
  const address = set.value.includes("://") ? set.value : `http://${set.value}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  return {
    variable: set.variable,
    host: url?.host || "the proxy",
    hasPassword: url !== undefined && url.username !== "",
    isFor: (target) =>
      target.protocol === "https:" &&
      !isLoopback(target) &&
      !entries.some((entry) => spares(entry.toLowerCase(), target)),
  }
})
