import { createServer } from "node:net"
import { Effect } from "effect"

const listening = () =>
  Effect.acquireRelease(
    Effect.callback<{ readonly port: number; readonly close: () => void }>((resume) => {
      const server = createServer()
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        resume(Effect.succeed({ port, close: () => void server.close() }))
      })
    }),
    ({ close }) => Effect.sync(close),
  )

/** Ports of this machine that nobody listens on, each another one. */
export const freePorts = (count: number) =>
  Effect.scoped(Effect.map(Effect.all(Array.from({ length: count }, listening)), (all) => all.map(({ port }) => port)))
