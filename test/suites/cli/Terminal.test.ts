import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { desk, zohoBulkLine } from "../../support/desk.ts"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { thisRuntime } from "../../support/processes.ts"

const minutes = 60_000

const ctrlC = "\u0003"

const signIns = "config/zoho-bulk/profiles.json"

describe(`at a terminal on ${thisRuntime}`, () => {
  it.live(
    "Ctrl-C at a prompt ends with 130, saves nothing, and leaves a terminal that echoes",
    () =>
      Effect.gen(function* () {
        const { has, opens } = yield* desk
        const login = yield* opens(`${zohoBulkLine(["auth", "login"])}; echo "ended with $?"; stty -a`)
        yield* login.types("emulator\r", "Client id")
        yield* login.types(`half a sec${ctrlC}`, "Client secret")
        assert.strictEqual(yield* login.ended, 0)
        assert.match(login.screen(), /\n\? Client secret ›\nended with 130\n/)
        assert.match(login.screen(), /(?<=\s)icanon(?=\s)/)
        assert.match(login.screen(), /(?<=\s)echo(?=\s)/)
        assert.notInclude(login.shown(), "half")
        assert.isFalse(has(signIns))
      }),
    2 * minutes,
  )

  it.live(
    "a wrong code ends with 3, says what to do, and saves nothing",
    () =>
      Effect.gen(function* () {
        const origin = yield* emulatorProcess()
        const { has, opens } = yield* desk
        const login = yield* opens(zohoBulkLine(["auth", "login", "--api-domain", origin]))
        yield* login.types("emulator\r", "Client id")
        yield* login.types("emulator\r", "Client secret")
        yield* login.types("mistaken\r", "Code")
        assert.strictEqual(yield* login.ended, 3)
        assert.include(login.screen(), "A grant code works once, for a few minutes")
        assert.notInclude(login.shown(), "mistaken")
        assert.isFalse(has(signIns))
      }),
    2 * minutes,
  )
})
