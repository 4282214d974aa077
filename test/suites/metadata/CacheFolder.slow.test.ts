import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Metadata, ZohoConnection } from "@zoho-bulk/core"
import { refreshToken } from "@zoho-bulk/core/Auth"
import { Effect, Layer, Logger, Option } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { testToken } from "../../support/connected.ts"
import { organizationWire, sampleAnswers } from "../../support/organizationWire.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { grant, nthToken, secrets } from "../../support/tokens.ts"

const fields = Metadata.getFields("Leads")

const sampleLength = sampleAnswers.fields["fields"]?.length ?? 0

/** A program of its own: it shares the folder with others, and nothing else. */
const program =
  (folder: string, connection: Layer.Layer<ZohoConnection, unknown>, options?: Metadata.CacheOptions) =>
  <A, E>(effect: Effect.Effect<A, E, ZohoConnection>): Effect.Effect<A, unknown> =>
    Effect.provide(
      effect,
      Layer.merge(connection, Layer.provide(Metadata.layerFolder(folder, options), runner.layerFiles)),
    )

/** A folder for a cache that is not there yet, and the one file in it later. */
const newFolder = Effect.map(temporaryFolder, (made) => {
  const folder = join(made, "zoho-bulk", "metadata")
  return { folder, file: () => join(folder, readdirSync(folder)[0] ?? "") }
})

describe("a cache in a folder", () => {
  it.effect("lets the next program know, for its owner alone", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { file, folder } = yield* newFolder
        const first = yield* program(folder, connect())(fields)
        const second = yield* program(folder, connect())(fields)
        assert.deepStrictEqual(second, first)
        assert.strictEqual(lines.length, 1)
        assert.strictEqual(readdirSync(folder).length, 1)
        assert.strictEqual(statSync(file()).mode & 0o777, 0o600)
        assert.strictEqual(statSync(folder).mode & 0o777, 0o700)
        assert.match(file(), /[\da-f]{64}\.fields-Leads\.json$/)
        assert.notInclude(readFileSync(file(), "utf8"), testToken)
      }),
    ),
  )

  it.effect("is looked at without asking, too", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { folder } = yield* newFolder
        const told = yield* program(folder, connect())(fields)
        assert.deepStrictEqual(yield* program(folder, connect())(Metadata.knownFields("Leads")), Option.some(told))
        assert.deepStrictEqual(yield* program(folder, connect())(Metadata.knownModules()), Option.none())
        assert.strictEqual(lines.length, 1)
      }),
    ),
  )

  it.effect("forgets after a day, or as soon as it says", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { folder } = yield* newFolder
        yield* program(folder, connect())(fields)
        yield* TestClock.adjust("1 hour")
        yield* program(folder, connect(), { timeToLive: "2 hours" })(fields)
        assert.strictEqual(lines.length, 1)
        yield* program(folder, connect(), { timeToLive: "1 hour" })(fields)
        assert.strictEqual(lines.length, 2)
        yield* TestClock.adjust("1 day")
        yield* program(folder, connect())(fields)
        assert.strictEqual(lines.length, 3)
      }),
    ),
  )

  it.effect("does not believe what comes from the future", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { file, folder } = yield* newFolder
        yield* program(folder, connect())(fields)
        writeFileSync(file(), readFileSync(file(), "utf8").replace('"askedAt":0', '"askedAt":1'))
        yield* program(folder, connect())(fields)
        assert.strictEqual(lines.length, 2)
        assert.include(readFileSync(file(), "utf8"), '"askedAt":0')
      }),
    ),
  )

  it.effect("is refreshed for everybody", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { file, folder } = yield* newFolder
        yield* program(folder, connect())(fields)
        yield* TestClock.adjust("1 hour")
        yield* program(folder, connect())(Metadata.getFields("Leads", { refresh: true }))
        assert.strictEqual(lines.length, 2)
        assert.include(readFileSync(file(), "utf8"), '"askedAt":3600000')
      }),
    ),
  )

  it.effect.each([
    "",
    "{",
    "null",
    "[]",
    "\u0000\u0001",
    '{"format":"zoho-bulk metadata 2"}',
    '{"format":"zoho-bulk metadata 1","organization":"x","question":"fields-Leads","askedAt":0,"answer":[]}',
    "OF ANOTHER MODULE",
    "OF ANOTHER FORM",
  ])("replaces a file that is damaged, or not its own, without a word: %j", (damage) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { file, folder } = yield* newFolder
        yield* program(folder, connect())(fields)
        const sound = readFileSync(file(), "utf8")
        const damaged =
          {
            "OF ANOTHER MODULE": sound.replace("fields-Leads", "fields-Deals"),
            "OF ANOTHER FORM": sound.replace('"apiName"', '"name"'),
          }[damage] ?? damage
        writeFileSync(file(), damaged)
        assert.strictEqual((yield* program(folder, connect())(fields)).length, sampleLength)
        assert.strictEqual(lines.length, 2)
        assert.strictEqual(readFileSync(file(), "utf8"), sound)
      }),
    ),
  )

  it.effect("keeps apart who asks, and where: another user, organisation or version", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect, lines } = organizationWire()
        const { folder } = yield* newFolder
        const others = [
          {},
          { token: "1000.0ther0ther0ther0ther" },
          { settings: { dataCenter: "eu" } },
          { settings: { environment: "sandbox" } },
          { settings: { orgId: "1" } },
          { settings: { apiVersion: "v7" } },
        ] as const
        yield* Effect.forEach(others, (other) => program(folder, connect(other))(fields))
        assert.strictEqual(lines.length, others.length)
        assert.strictEqual(readdirSync(folder).length, others.length)
      }),
    ),
  )

  it.effect("knows a user by the grant, whatever the token is now, and shows nothing of either", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { folder } = yield* newFolder
        let tokens = 0
        const urls: Array<string> = []
        const client = HttpClient.make((request, url) =>
          Effect.sync(() => {
            urls.push(url.pathname)
            const body = url.pathname.startsWith("/oauth/")
              ? { access_token: nthToken(++tokens), expires_in: 3_600 }
              : sampleAnswers.fields
            return HttpServerResponse.toClientResponse(HttpServerResponse.jsonUnsafe(body), { request })
          }),
        )
        const connection = ZohoConnection.layer({ auth: refreshToken(grant) }).pipe(
          Layer.provide(Layer.succeed(HttpClient.HttpClient, client)),
        )
        yield* program(folder, connection)(fields)
        yield* TestClock.adjust("2 hours")
        yield* program(folder, connection)(fields)
        assert.deepStrictEqual(urls, ["/oauth/v2/token", "/crm/v8/settings/fields"])
        const kept = readdirSync(folder).map((name) => name + readFileSync(join(folder, name), "utf8"))
        for (const secret of Object.values(secrets)) assert.notInclude(kept.join(), secret)
      }),
    ),
  )

  it.effect("removes what nobody would believe any more, and nothing that is not its own", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { connect } = organizationWire()
        const { folder } = yield* newFolder
        yield* program(folder, connect())(fields)
        const old = join(folder, `${"0".repeat(64)}.fields-Leads.json`)
        for (const path of [old, join(folder, "notes.json")]) {
          writeFileSync(path, "{}")
          utimesSync(path, 1, 1)
        }
        yield* TestClock.setTime(Date.now())
        yield* program(folder, connect())(Metadata.getFields("Deals"))
        assert.notInclude(readdirSync(folder), `${"0".repeat(64)}.fields-Leads.json`)
        assert.include(readdirSync(folder), "notes.json")
        assert.strictEqual(readdirSync(folder).length, 3)
      }),
    ),
  )

  it.effect.each(["others may write to it", "a file is in its place"])(
    "that cannot be used ends nothing: it is told once, and Zoho is asked: %s",
    (why) =>
      Effect.scoped(
        Effect.gen(function* () {
          const { connect, lines } = organizationWire()
          const { folder } = yield* newFolder
          mkdirSync(join(folder, ".."), { recursive: true })
          if (why.startsWith("others")) {
            mkdirSync(folder)
            chmodSync(folder, 0o777)
          } else writeFileSync(folder, "")
          const told: Array<unknown> = []
          const logger = Logger.make(({ message }) => void told.push(message))
          const both = Effect.all([fields, Metadata.getFields("Deals")])
          yield* Effect.provide(program(folder, connect())(both), Logger.layer([logger]))
          assert.strictEqual(lines.length, 2)
          assert.strictEqual(told.length, 1)
          assert.include(String(told[0]), `nothing is cached in ${folder}`)
          if (why.startsWith("others")) assert.deepStrictEqual(readdirSync(folder), [])
        }),
      ),
  )
})
