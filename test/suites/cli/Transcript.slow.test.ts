import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { desk, zohoBulkLine } from "../../support/desk.ts"
import { emulatorProcess } from "../../support/emulatorProcess.ts"
import { thisRuntime } from "../../support/runtime.ts"

const minutes = 60_000

const signIns = "config/zoho-bulk/profiles.json"
const tokens = "state/zoho-bulk/tokens.json"

/** What is on a screen, where only the words matter and not where lines are broken. */
const words = (screen: string): string => screen.replaceAll("\n", "")

describe(`at a terminal on ${thisRuntime}, with an emulator in another and no variable set`, () => {
  it.live(
    "somebody signs in, looks around, takes rows out, puts rows in, and signs out",
    () =>
      Effect.gen(function* () {
        const origin = yield* emulatorProcess()
        const { modeOf, opens, path, read, runs, write } = yield* desk

        const login = yield* opens(zohoBulkLine(["auth", "login", "--api-domain", origin]))
        yield* login.types("emulator\r", "Client id")
        yield* login.types("emulator\r", "Client secret")
        yield* login.types("emulator\r", "Code")
        assert.strictEqual(yield* login.ended, 0, login.screen())
        const [instructions, answers] = login.screen().split("\n\n✓ ")
        assert.include(instructions, "Its client id, client secret and code are all the word emulator.")
        assert.deepStrictEqual(answers?.split("\n"), [
          "Client id … emulator",
          "✓ Client secret …",
          "✓ Code …",
          "Signed in to Emulated Organisation, as default. No other setting is needed.",
        ])
        assert.notInclude(login.shown().split("Client secret").slice(2).join(), "emulator")
        assert.strictEqual(modeOf(signIns), 0o600)

        const doctor = yield* runs(["doctor"])
        assert.strictEqual(doctor.exitCode, 0, doctor.screen)
        assert.include(doctor.screen, "✓ Organisation        Emulated Organisation")
        assert.notMatch(doctor.screen, /^[✗-]/m)

        const got = yield* runs(["get", "4150868000005350003"])
        assert.strictEqual(got.exitCode, 0, got.screen)
        assert.match(got.screen, /^Job {6}4150868000005350003\nKind {5}write \(insert\)\nState {4}completed\n/)

        const leads = path("leads.csv")
        const exported = yield* runs(["export", "Leads", "--fields", "Last_Name,Company", "--output", leads])
        assert.strictEqual(exported.exitCode, 0, exported.screen)
        assert.include(exported.shown, "Leads · page 1 waits at Zoho")
        assert.match(words(exported.screen), /^Written: \S+leads\.csv: 120 rows, 1 job, \d+ credits, \d+ s$/)
        const [header, ...rows] = read("leads.csv").trimEnd().split("\n")
        assert.strictEqual(header, "id,Last_Name,Company")
        assert.strictEqual(rows.length, 120)

        const some = write("some.csv", `${[header, ...rows.slice(0, 3)].join("\n")}\n`)
        const imported = yield* runs(["import", some, "--module", "Leads", "--operation", "update", "--find-by", "id"])
        assert.strictEqual(imported.exitCode, 0, imported.screen)
        assert.include(imported.shown, "Leads · reading ")
        assert.match(imported.screen, /^updated {2}3 rows\n3 rows, 1 job, \d+ credits, \d+ s$/)

        assert.strictEqual(modeOf(tokens), 0o600)
        const secrets = [signIns, tokens].flatMap((file) => read(file).match(/1000\.[\w.]+/g) ?? [])
        assert.lengthOf(secrets, 2)

        const loggedOut = yield* runs(["auth", "logout"])
        assert.strictEqual(loggedOut.exitCode, 0, loggedOut.screen)
        assert.strictEqual(
          loggedOut.screen,
          "Signed out: default. Zoho has revoked the grant, and it is forgotten here.",
        )

        const forgotten = yield* runs(["get", "4150868000005350003"])
        assert.strictEqual(forgotten.exitCode, 2)
        assert.include(forgotten.screen, "Sign in with zoho-bulk auth login; or ")

        const everything = [login.shown(), ...[doctor, got, exported, imported, loggedOut].map(({ shown }) => shown)]
        for (const secret of secrets) assert.notInclude(everything.join(), secret)
      }),
    5 * minutes,
  )
})
