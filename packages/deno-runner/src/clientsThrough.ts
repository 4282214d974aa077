import { proxyVariables } from "@zoho-bulk/core/runtime"
import { isReadable } from "./environment.ts"

/** The variables that Deno takes its proxies from, whether or not it was allowed to read them. */
const variables = [...new Set(Object.values(proxyVariables).flat())]

/** Whether we may tell Deno which proxy to use: only if it was allowed to read, and so to set, all variables. */
const maySayWhichProxy = (): boolean => variables.every(isReadable)

const set = (variable: string, value: string | undefined): void =>
  value === undefined ? Deno.env.delete(variable) : Deno.env.set(variable, value)

/**
 * Makes a client that goes through one proxy, or none, to every host.
 *
 * Deno reads the variables when a client is made, and there is no other way to disable a proxy. They are put back
 * before anything else can run.
 */
const makeClient = (proxy: string | undefined, options: Deno.CreateHttpClientOptions): Deno.HttpClient => {
  const before = variables.map((variable) => [variable, Deno.env.get(variable)] as const)
  try {
    for (const variable of variables) set(variable, undefined)
    if (proxy !== undefined) set("HTTPS_PROXY", proxy)
    return Deno.createHttpClient(options)
  } finally {
    for (const [variable, value] of before) set(variable, value)
  }
}

/** Clients for what may be sent twice, and for what may not. */
interface Clients {
  readonly repeatable: Deno.HttpClient
  readonly once: Deno.HttpClient
}

/** Each request on a connection of its own: on one that was used before, Deno sends again by itself what broke off. */
export const unpooled = { poolMaxIdlePerHost: 0 }

const made = new Map<string | undefined, Clients>()

/**
 * Gives the clients that go through one proxy, or none; nothing if we may not make them. It is asked once, and not for
 * every request.
 */
export const clientsThrough = (proxy: string | undefined): Clients | undefined => {
  const clients = made.get(proxy)
  if (clients !== undefined || !maySayWhichProxy()) return clients
  const fresh = { repeatable: makeClient(proxy, {}), once: makeClient(proxy, unpooled) }
  made.set(proxy, fresh)
  return fresh
}
