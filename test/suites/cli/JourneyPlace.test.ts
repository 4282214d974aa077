import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const loopback = "127.0.0.1:4713"
const onThisMachine = { ZOHO_API_DOMAIN: `http://${loopback}` }
const grant = {
  ...nothingSet,
  ZOHO_CLIENT_ID: "emulator",
  ZOHO_CLIENT_SECRET: "emulator",
  ZOHO_REFRESH_TOKEN: "emulator",
}

/** The emulator answers in process for Zoho's own hosts. */
const zohosOwn = ({ pathname, search }: URL): string =>
  `https://${pathname.startsWith("/oauth") ? "accounts.zoho.com" : "www.zohoapis.com"}${pathname}${search}`

/** A machine that notes which hosts its command speaks to. */
const watched = Effect.fnUntraced(function* (nth: ReadonlyArray<number> = [1]) {
  const asked: Array<string> = []
  const here = yield* machine({ faults: [{ does: "job-fails", operation: "createReadJob", nth }] }, (zoho) =>
    HttpClient.mapRequest(zoho, (request) => {
      const url = new URL(request.url)
      asked.push(url.host)
      return url.host === loopback ? HttpClientRequest.setUrl(request, zohosOwn(url)) : request
    }),
  )
  const signIn = (...args: ReadonlyArray<string>) =>
    here.run(["auth", "login", "--client-id", "emulator", "--code", "emulator", ...args], {
      env: { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" },
    })
  return { ...here, signIn, asked: () => asked.splice(0) }
})

interface Listed {
  readonly id: string
  readonly host?: string
  readonly state: string
}

const journeysOf = ({ run }: Machine): Effect.Effect<ReadonlyArray<Listed>> =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<Listed>)

const begin = ["export", "Leads", "--fields", "Email"]

describe("a journey that was begun at another host than the token's", () => {
  it.live("is not gone on with by a sign-in, and nothing is sent", () =>
    Effect.gen(function* () {
      const { asked, run, signIn } = yield* watched()
      assert.strictEqual((yield* run(begin, { env: onThisMachine })).exitCode, 5)
      yield* signIn()
      asked()
      for (const args of [["resume"], ["resume", "--explain"], ["resume", "--adopt", "4150868000005376042"]]) {
        const { exitCode, stderr } = yield* run(args, { env: nothingSet })
        assert.strictEqual(exitCode, 2)
        assert.match(stderr, /was started at 127\.0\.0\.1:4713, but the sign-in default is for www\.zohoapis\.com/)
        assert.match(stderr, /--profile.*--api-domain.*zoho-bulk journeys --forget export-leads-/)
      }
      assert.deepStrictEqual(asked(), [])
    }),
  )

  it.live.each([
    { what: "a variable", env: { ZOHO_DATA_CENTER: "eu" }, args: [], told: "ZOHO_DATA_CENTER is for www.zohoapis.eu" },
    { what: "a flag", env: {}, args: ["--data-center", "us"], told: "--data-center is for www.zohoapis.com" },
    { what: "a client's secret", env: grant, args: [], told: "ZOHO_REFRESH_TOKEN is for www.zohoapis.com" },
  ])("is not gone on with where $what says so", ({ args, env, told }) =>
    Effect.gen(function* () {
      const { asked, run } = yield* watched()
      yield* run(begin, { env: onThisMachine })
      asked()
      const { exitCode, stderr } = yield* run(["resume", ...args], { env })
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, told)
      assert.deepStrictEqual(asked(), [])
    }),
  )

  it.live("is gone on with where a flag names its host", () =>
    Effect.gen(function* () {
      const { asked, run } = yield* watched()
      yield* run(begin, { env: onThisMachine })
      asked()
      const named = yield* run(["resume", "--api-domain", `http://${loopback}`], { env: { ZOHO_DATA_CENTER: "eu" } })
      assert.strictEqual(named.exitCode, 0, named.stderr)
      assert.deepStrictEqual([...new Set(asked())], [loopback])
    }),
  )

  it.live("is gone on with by a token that says nothing of where it belongs", () =>
    Effect.gen(function* () {
      const { asked, run } = yield* watched()
      yield* run([...begin, "--data-center", "eu"])
      assert.strictEqual((yield* run(["resume"])).exitCode, 0)
      assert.deepStrictEqual([...new Set(asked())], ["www.zohoapis.eu"])
    }),
  )

  it.live("is left alone by a resume that names none, which takes the latest at the host that is meant", () =>
    Effect.gen(function* () {
      const { asked, run } = yield* watched([1, 2])
      yield* run(begin, { env: onThisMachine })
      yield* run([...begin, "--data-center", "eu"])
      asked()
      const resumed = yield* run(["resume"], { env: onThisMachine })
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      assert.deepStrictEqual([...new Set(asked())], [loopback])
      const others = yield* run(["resume"], { env: onThisMachine })
      assert.strictEqual(others.exitCode, 2)
      assert.include(others.stderr, "was started at www.zohoapis.eu, but ZOHO_API_DOMAIN is for 127.0.0.1:4713")
    }),
  )
})

describe("a journey that was begun by a sign-in", () => {
  it.live("is gone on with by that sign-in, unless another is named", () =>
    Effect.gen(function* () {
      const { asked, run, signIn } = yield* watched()
      yield* signIn("--profile", "work", "--data-center", "eu")
      yield* signIn()
      yield* run([...begin, "--profile", "work"], { env: nothingSet })
      asked()
      const other = yield* run(["resume", "--profile", "default"], { env: nothingSet })
      assert.strictEqual(other.exitCode, 2)
      assert.include(other.stderr, "was started at www.zohoapis.eu, but the sign-in default is for www.zohoapis.com")
      const own = yield* run(["resume"], { env: nothingSet })
      assert.strictEqual(own.exitCode, 0, own.stderr)
      assert.deepStrictEqual([...new Set(asked())], ["www.zohoapis.eu"])
    }),
  )
})

describe("`zoho-bulk jobs`", () => {
  it.live("shows the host of each journey", () =>
    Effect.gen(function* () {
      const here = yield* watched()
      yield* here.run(begin, { env: onThisMachine })
      yield* here.run([...begin, "--data-center", "eu"])
      assert.deepStrictEqual(
        (yield* journeysOf(here)).map(({ host }) => host),
        ["www.zohoapis.eu", loopback],
      )
      assert.match((yield* here.run(["jobs"])).stdout, /127\.0\.0\.1:4713/)
    }),
  )
})
