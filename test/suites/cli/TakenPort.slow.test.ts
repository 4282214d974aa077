import { createServer } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { inFolder, runOnStore } from "../../support/runnerCommand.ts"

/** A port at which something listens. */
const takenPort = Effect.acquireRelease(
  Effect.promise(async () => {
    const server = createServer()
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    return { server, port: address === null || typeof address === "string" ? 0 : address.port }
  }),
  ({ server }) => Effect.promise(() => new Promise((resolve) => void server.close(resolve))),
)

describe("a port that is taken", () => {
  it.live(
    "is answered with the flag that the command has",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder()
        const { port } = yield* takenPort
        const runner = yield* runOnStore(here, "runner", "--listen", `127.0.0.1:${port}`)
        assert.strictEqual(runner.exitCode, 2)
        assert.include(runner.stderr, `Port ${port} of 127.0.0.1 is in use`)
        assert.include(runner.stderr, "--listen 127.0.0.1:0 for any free port")
        assert.notInclude(runner.stderr, "--port")
        const emulator = yield* runOnStore({ ...here, store: [] }, "emulator", "--port", String(port))
        assert.include(emulator.stderr, "--port 0 for any free port")
        assert.notInclude(emulator.stderr, "--listen")
      }),
    180_000,
  )
})
