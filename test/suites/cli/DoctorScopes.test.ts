import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import {
  checksOf,
  doctor,
  faultsOf,
  firstFault,
  grant,
  lineOf,
  loginWith,
  nothingSet,
  secret,
} from "../../support/doctor.ts"
import { ask } from "../../support/emulatedZoho.ts"
import { machine } from "../../support/onDisk.ts"
import { HttpClient } from "effect/http"

const files = "ZohoFiles.files.ALL"
const org = "ZohoCRM.org.READ"
const modules = "ZohoCRM.modules.ALL"

/** For each operation, a grant that lacks what it needs and opens all that comes before it. */
const lacking = [
  { name: "Look at read jobs", scopes: [files, org], lacks: "ZohoCRM.bulk.READ" },
  { name: "Create read jobs", scopes: ["ZohoCRM.bulk.READ", files, org], lacks: modules },
  { name: "Create read jobs", scopes: ["ZohoCRM.bulk.CREATE", modules, files, org], lacks: "ZohoCRM.bulk.READ" },
  { name: "Upload files", scopes: ["ZohoCRM.bulk.ALL", modules, org], lacks: files },
  { name: "Look at write jobs", scopes: ["ZohoCRM.bulk.READ", modules, files, org], lacks: "ZohoCRM.bulk.CREATE" },
  { name: "Create write jobs", scopes: ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.READ", files, org], lacks: modules },
  { name: "Organisation", scopes: ["ZohoCRM.bulk.ALL", modules, files], lacks: org },
] as const

/** The scopes that a remedy asks for. */
const scopesIn = (remedy: string | undefined): string => /the scopes (\S+)$/.exec(remedy ?? "")?.[1] ?? ""

const all = ["ZohoCRM.bulk.ALL", modules, files, org]

describe("`zoho-bulk doctor` names the first operation that a scope is missing for", () => {
  it.live.each(lacking)(
    "$name, without $lacks in a sign-in, and signing in with it heals it",
    ({ lacks, name, scopes }) =>
      Effect.gen(function* () {
        const { run } = yield* machine()
        yield* run(loginWith(`emulator:${scopes.join()}`), { env: secret })
        const checked = yield* run(doctor, { env: nothingSet })
        const fault = firstFault(checked)
        assert.strictEqual(checked.exitCode, 3)
        assert.strictEqual(fault?.name, name)
        assert.include(fault?.found, `the scopes lack `)
        assert.include(fault?.found, lacks)
        assert.match(fault?.remedy ?? "", /^Sign in again: zoho-bulk auth login, with a code for the scopes /)
        assert.include(scopesIn(fault?.remedy).split(","), lacks)
        yield* run(loginWith(`emulator:${scopesIn(fault?.remedy)}`), { env: secret })
        const healed = yield* run(doctor, { env: nothingSet })
        assert.strictEqual(healed.exitCode, 0, healed.stdout)
      }),
  )

  it.live.each(lacking)(
    "$name, without $lacks in a grant of variables, and another grant heals it",
    ({ lacks, name, scopes }) =>
      Effect.gen(function* () {
        const { emulator, run } = yield* machine({ scopes })
        for (const turn of ["first", "second, with the token that was kept"]) {
          const checked = yield* run(doctor, { env: grant })
          assert.strictEqual(checked.exitCode, 3)
          assert.strictEqual(firstFault(checked)?.name, name, turn)
          assert.include(firstFault(checked)?.found, lacks)
        }
        const { remedy } = firstFault(yield* run(doctor, { env: grant })) ?? {}
        assert.match(remedy ?? "", /^Set ZOHO_REFRESH_TOKEN to a refresh token with the scopes /)
        const exchange = new URLSearchParams({
          grant_type: "authorization_code",
          client_id: "emulator",
          client_secret: "emulator",
          code: `emulator:${scopesIn(remedy)}`,
        })
        const { body } = yield* ask("POST", `https://accounts.zoho.com/oauth/v2/token?${exchange}`, {
          headers: {},
        }).pipe(Effect.provideService(HttpClient.HttpClient, emulator.httpClient), Effect.orDie)
        const healed = yield* run(doctor, { env: { ...grant, ZOHO_REFRESH_TOKEN: body.refresh_token } })
        assert.strictEqual(healed.exitCode, 0, healed.stdout)
      }),
  )

  it.live("and does so in v2, where a look at a read job takes two", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({ scopes: ["ZohoCRM.bulk.ALL", files, org] })
      const checked = yield* run([...doctor, "--api-version", "v2"], { env: grant })
      assert.strictEqual(firstFault(checked)?.name, "Look at read jobs")
      assert.include(lineOf(checked, "Download results")?.found, modules)
    }),
  )

  it.live("by trying what is next to free, where there is a token alone", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const checked = yield* run(doctor, { env: { ZOHO_ACCESS_TOKEN: "emulator-no-scope" } })
      assert.strictEqual(checked.exitCode, 3)
      assert.deepStrictEqual(
        faultsOf(checked).map(({ name, remedy }) => [name, scopesIn(remedy)]),
        [
          ["Look at read jobs", "ZohoCRM.bulk.READ"],
          ["Download results", "ZohoCRM.bulk.READ"],
          ["Look at write jobs", "ZohoCRM.bulk.CREATE"],
          ["Organisation", org],
        ],
      )
      assert.match(firstFault(checked)?.remedy ?? "", /^Set ZOHO_ACCESS_TOKEN to a token with the scopes /)
      const untried = checksOf(checked).filter(({ state }) => state === "skipped")
      assert.deepStrictEqual(
        untried.map(({ found, name }) => [name, found.split(",")[0]]),
        ["Create read jobs", "Upload files", "Create write jobs"].map((name) => [name, "not tried"]),
      )
      assert.strictEqual((yield* run(doctor)).exitCode, 0)
    }),
  )

  it.live("and asks of a sign-in for one thing no more than that takes", () =>
    Effect.gen(function* () {
      for (const [use, unasked] of [
        ["read", ["Upload files", "Look at write jobs", "Create write jobs"]],
        ["write", ["Look at read jobs", "Create read jobs", "Download results"]],
      ] as const) {
        const { run } = yield* machine()
        const explained = yield* run(["auth", "login", "--for", use, "--explain", "--json"], { env: secret })
        const { scopes } = JSON.parse(explained.stdout)
        yield* run([...loginWith(`emulator:${scopes.join()}`), "--for", use], { env: secret })
        const checked = yield* run(doctor, { env: nothingSet })
        assert.strictEqual(checked.exitCode, 0, checked.stdout)
        const skipped = checksOf(checked).filter(({ state }) => state === "skipped")
        assert.deepStrictEqual(
          skipped.map(({ name }) => name),
          [...unasked],
        )
      }
    }),
  )

  it.live("and spends no more than three credits on it", () =>
    Effect.gen(function* () {
      for (const scopes of [all, [files]]) {
        const { emulator, run } = yield* machine({ scopes })
        yield* run(doctor, { env: grant })
        const { credits } = yield* emulator.report
        assert.isAtMost((credits as { readonly spent: number }).spent, 3)
      }
    }),
  )
})
