import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { gzipSync } from "node:zlib"
import { Effect, type Scope } from "effect"
import type { RecordedExchange } from "./recordings.ts"

/** A server on this machine, and what it has been asked. */
export interface Loopback {
  readonly origin: string
  readonly port: number
  readonly requests: ReadonlyArray<IncomingMessage>
  readonly server: Server
}

/** Serves plain HTTP on a free port until the scope closes. */
export const serve = (listener: RequestListener): Effect.Effect<Loopback, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<Loopback>((resolve) => {
          const requests: Array<IncomingMessage> = []
          const server = createServer((request, response) => {
            requests.push(request)
            listener(request, response)
          })
          server.listen(0, "127.0.0.1", () => {
            const { port } = server.address() as AddressInfo
            resolve({ origin: `http://127.0.0.1:${port}`, port, requests, server })
          })
        }),
    ),
    ({ server }) =>
      Effect.sync(() => {
        server.closeAllConnections()
        server.close()
      }),
  )

/** Answers every request with one recorded answer: its headers, packed and in chunks where Zoho sent it so. */
export const answering =
  ({ response: { body, headers, status } }: RecordedExchange): RequestListener =>
  (_request, response) => {
    const isPacked = headers["Content-Encoding"] === "gzip"
    const text = JSON.stringify(body)
    const { Connection: _, ...others } = headers
    response.writeHead(status, others)
    if (!isPacked) return void response.end(`${text}\n`)
    const packed = gzipSync(text)
    response.write(packed.subarray(0, 20))
    response.end(packed.subarray(20))
  }
