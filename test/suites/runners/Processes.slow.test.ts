import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords } from "../../support/scripts.ts"

const script = commandWords(thisRuntime).join(" ")

describe(`the command as a process of its own, on ${thisRuntime}`, () => {
  for (const [signal, exitCode] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it.live(`${signal} stops a request that is under way, with exit code ${exitCode}`, () =>
      Effect.scoped(
        Effect.gen(function* () {
          let kill = (_signal: "SIGINT" | "SIGTERM"): void => {}
          let killedAt = 0
          const server = yield* serve(() => {
            killedAt = performance.now()
            kill(signal)
          })
          const result = yield* Effect.promise(() =>
            runProcess(thisRuntime, ["get", "1"], {
              env: { ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: server.origin },
              onStart: (signalProcess) => (kill = signalProcess),
            }),
          )
          const tookMillis = performance.now() - killedAt
          assert.strictEqual(result.exitCode, exitCode, result.stderr)
          assert.strictEqual(result.stdout, "")
          assert.strictEqual(server.requests.length, 1)
          assert.isBelow(tookMillis, 9_000)
        }),
      ),
    )
  }

  it.live("a full disk behind stdout is no bug, and ends with exit code 1", () =>
    Effect.gen(function* () {
      const line = `${script.replace(/(--allow-\w+=\S+)/g, "'$1'")} get 4150868000005376042 --emulator > /dev/full`
      const result = yield* Effect.promise(() => runProcess(thisRuntime, [], { command: ["/bin/sh", "-c", line] }))
      assert.strictEqual(result.exitCode, 1)
      assert.include(result.stderr, "The output could not be written (ENOSPC)")
    }),
  )

  it.live("a reader that goes away is no reason to complain", () =>
    Effect.gen(function* () {
      const result = yield* Effect.promise(() =>
        runProcess(thisRuntime, [], {
          command: ["/bin/sh", "-c", `${script.replace(/(--allow-\w+=\S+)/g, "'$1'")} demo | head -1`],
        }),
      )
      assert.strictEqual(result.stdout, "Three recorded jobs, on the built-in emulator\n")
      assert.strictEqual(result.stderr, "")
    }),
  )

  it.live("`emulator` serves on a port: the command finds the recorded jobs there", () =>
    Effect.gen(function* () {
      const env = { ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: yield* emulatorProcess() }
      const [found, refused] = yield* Effect.promise(() =>
        Promise.all([
          runProcess(thisRuntime, ["get", "4150868000005350003", "--json", "--select", "state"], { env }),
          runProcess(thisRuntime, ["get", "1"], { env: { ...env, ZOHO_ACCESS_TOKEN: "other" } }),
        ]),
      )
      assert.deepStrictEqual(JSON.parse(found.stdout), { state: "completed" })
      assert.strictEqual(refused.exitCode, 3)
    }),
  )

  it.live("`emulator` on a port that is taken is exit code 2, and says what to do", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const taken = yield* serve((_request, response) => response.end())
        const result = yield* Effect.promise(() => runProcess(thisRuntime, ["emulator", "--port", String(taken.port)]))
        assert.strictEqual(result.exitCode, 2)
        assert.include(result.stderr, "--port 0")
      }),
    ),
  )
})
