import { type AddressInfo, connect, type Server, type Socket } from "node:net"
import type { Duplex } from "node:stream"
import { createServer as createTlsServer } from "node:tls"
import { LoopbackServer } from "@zoho-bulk/core/cli"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Context, Effect, Layer, type Scope } from "effect"
import type { Certificate } from "./certificates.ts"
import { serve } from "./loopback.ts"
import { runner } from "./runner.ts"

/** Zoho's hosts of the data centre `us`, as far as the doctor asks them. */
export const zohoHosts = ["www.zohoapis.com", "accounts.zoho.com", "content.zohoapis.com", "download-accl.zoho.com"]

const joined = (one: Duplex, other: Duplex): void => {
  one.on("error", () => other.destroy())
  other.on("error", () => one.destroy())
  one.pipe(other)
  other.pipe(one)
}

const listening = (server: Server): Effect.Effect<number, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<number>((resume) => {
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed((server.address() as AddressInfo).port)))
    }),
    () => Effect.sync(() => void server.close()),
  )

/** Serves an emulated Zoho with a certificate, whatever its hosts are called. */
export const serveSecurely = Effect.fnUntraced(function* (
  certificate: Certificate,
  options?: Emulator.EmulatorOptions,
) {
  const context = yield* Layer.build(Layer.mergeAll(Emulator.layer(options), runner.layerLoopbackServer))
  const { port } = yield* Context.get(context, LoopbackServer).serve(Context.get(context, Emulator.Emulator).app, 0)
  const server = createTlsServer({ ...certificate }, (socket) => joined(socket, connect(port, "127.0.0.1")))
  server.on("tlsClientError", () => {})
  return yield* listening(server)
})

interface Behaviour {
  /** The port of this machine that every tunnel leads to. */
  readonly leadsTo?: number
  /** Refuses every tunnel. */
  readonly refusesWith?: string
  /** What somebody has to say who he is with. */
  readonly credentials?: string
}

const refusal = ({ credentials, refusesWith }: Behaviour, given: string | undefined): string | undefined => {
  const isKnown = credentials === undefined || given === `Basic ${btoa(credentials)}`
  return isKnown ? refusesWith : '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"'
}

/** A company's proxy: what it was asked for, and what its address is for somebody with these credentials. */
export const companyProxy = Effect.fnUntraced(function* (behaviour: Behaviour) {
  const asked: Array<string> = []
  const { origin, port, server } = yield* serve((_request, response) => response.writeHead(400).end())
  server.on("connect", (request, socket: Socket) => {
    asked.push(request.url ?? "")
    socket.on("error", () => socket.destroy())
    const refused = refusal(behaviour, request.headers["proxy-authorization"])
    if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused}\r\n\r\n`)
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n")
    joined(socket, connect(behaviour.leadsTo ?? 0, "127.0.0.1"))
  })
  return { asked, origin, host: `127.0.0.1:${port}` }
})
