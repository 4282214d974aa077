import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { proxyInForce as readProxy } from "../../transport/proxyInForce.ts"
import { proxyVariables } from "../../transport/proxyVariables.ts"

/** The proxy that variables name. */
export interface ProxyInForce {
  readonly variable: string
  /** Host and port; its address may hold a password, and is not kept. */
  readonly host: string
  readonly hasPassword: boolean
  /** Checks whether requests to a host go through it. */
  readonly isFor: (url: URL) => boolean
}

const valueOf = (variable: string): Effect.Effect<readonly [string, string | undefined]> =>
  Effect.map(Effect.orDie(Config.option(Config.String(variable))), (value) => [
    variable,
    Option.getOrUndefined(value) || undefined,
  ])

/** Reads which proxy there is, and for which hosts. */
export const proxyInForce: Effect.Effect<ProxyInForce | undefined> = Effect.gen(function* () {
  const variables = new Map(yield* Effect.forEach(Object.values(proxyVariables).flat(), valueOf))
  const proxy = readProxy((variable) => variables.get(variable))
  if (proxy === undefined) return undefined
  const { address, isFor, variable } = proxy
  const url = URL.canParse(address) ? new URL(address) : undefined
  return {
    variable,
    host: url?.host || "the proxy",
    hasPassword: url !== undefined && url.username !== "",
    isFor,
  }
})
