import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { desk, zohoBulkLine } from "../../support/desk.ts"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { thisRuntime } from "../../support/runtime.ts"

const minutes = 60_000

const ctrlC = "\u0003"

const signIns = "config/zoho-bulk/profiles.json"

/** Orders a job of the emulator. */
const orderedJob = (origin: string): Effect.Effect<string> =>
  Effect.promise(async () => {
    const answer = await fetch(`${origin}/crm/bulk/v8/read`, {
      method: "POST",
      headers: { authorization: "Zoho-oauthtoken emulator", "content-type": "application/json" },
      body: JSON.stringify({ query: { module: { api_name: "Leads" } } }),
    })
    const { data } = await answer.json()
    return String(data[0].details.id)
  })

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
        assert.include(login.screen().replaceAll(/\s+/g, " "), "are all the word emulator")
        assert.notInclude(login.shown(), "mistaken")
        assert.isFalse(has(signIns))
      }),
    2 * minutes,
  )

  it.live.each([80, 30])(
    "Ctrl-C during a wait ends with 130, leaves no live line behind, and says how to wait again, in a window of %i columns",
    (columns) =>
      Effect.gen(function* () {
        const origin = yield* emulatorProcess(["--job-duration", "60s"])
        const id = yield* orderedJob(origin)
        const { opens } = yield* desk
        const variables = { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
        const wait = yield* opens(`exec ${zohoBulkLine(["wait", id])}`, { columns, variables })
        yield* wait.types(ctrlC, "Zoho is working on job")
        assert.strictEqual(yield* wait.ended, 130)
        const words = `Stopped waiting; Zoho continues. To wait again: zoho-bulk wait ${id}`
        assert.strictEqual(wait.screen().replaceAll(/\s+/g, " "), words)
        assert.notInclude(wait.shown(), "0 rows")
      }),
    2 * minutes,
  )

  it.live(
    "rows take the place of the live line",
    () =>
      Effect.gen(function* () {
        const { runs } = yield* desk
        const { exitCode, screen, shown } = yield* runs(["export", "Contacts", "--fields", "Email", "--emulator"])
        assert.strictEqual(exitCode, 0, screen)
        assert.include(shown, "Contacts · page 1 waits at Zoho")
        assert.match(screen, /^id,Email\n(\d+,\S*\n)+\d+ rows, 1 job, \d+ credits, \d+ s$/)
      }),
    2 * minutes,
  )
})
