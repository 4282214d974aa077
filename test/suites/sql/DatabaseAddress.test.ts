import { assert, describe, it } from "@effect/vitest"
import { databaseAddress, databaseVariables, readDatabaseUrl } from "@zoho-bulk/core/postgres"
import { ConfigProvider, Effect, Redacted, Result } from "effect"
import { expectTag } from "../../support/failureAfter.ts"
import { memoryFiles } from "../../support/memoryFiles.ts"

const [urlVariable, fileVariable] = databaseVariables

const addressOf = (url: string) => databaseAddress(Redacted.make(url))

const isEncrypted = (url: string) => Result.map(addressOf(url), (address) => address.isEncrypted)

describe("the address of a database", () => {
  it("asks for TLS beyond this machine, and here where it says so", () => {
    assert.deepStrictEqual(isEncrypted("postgresql://zoho:pass@db.internal/journeys"), Result.succeed(true))
    assert.deepStrictEqual(isEncrypted("postgresql://zoho:pass@10.0.0.7:5432/journeys"), Result.succeed(true))
    assert.deepStrictEqual(isEncrypted("postgresql://zoho:pass@127.0.0.1:5432/journeys"), Result.succeed(false))
    assert.deepStrictEqual(isEncrypted("postgres://zoho@[::1]/journeys"), Result.succeed(false))
    assert.deepStrictEqual(isEncrypted("postgres://zoho@localhost/journeys?sslmode=verify-full"), Result.succeed(true))
  })

  it("has less asked of it where somebody insists, unless it says so itself", () => {
    const insisted = (url: string) =>
      Result.map(databaseAddress(Redacted.make(url), true), (found) => found.isEncrypted)
    assert.deepStrictEqual(insisted("postgresql://zoho:pass@db.internal/journeys"), Result.succeed(false))
    assert.deepStrictEqual(insisted("postgresql://zoho@db.internal/journeys?sslmode=disable"), Result.succeed(false))
    assert.deepStrictEqual(insisted("postgresql://zoho@db.internal/journeys?sslmode=require"), Result.succeed(true))
  })

  it("is told without its password and its parameters", () => {
    const { host, isHere, port, shown } = Result.getOrThrow(
      addressOf("postgresql://zoho:sesame@db.internal/j?a=sesame"),
    )
    assert.deepStrictEqual([host, port, isHere, shown], ["db.internal", 5432, false, "postgresql://zoho@db.internal/j"])
  })

  it("is refused where it would send a password unencrypted, or hides where it leads", () => {
    for (const [url, problem] of [
      ["postgresql://zoho:sesame@db.internal/j?sslmode=disable", "unencrypted"],
      ["postgresql://zoho:sesame@db.internal/j?sslmode=prefer", "unencrypted"],
      ["postgresql://zoho:sesame@127.0.0.1/j?host=db.internal", "host in its parameters"],
      ["postgresql://zoho:sesame@%2Fvar%2Frun/j", "is not valid"],
      ["postgresql://zoho:sesame@256.1.1.1/j", "is not valid"],
      ["mysql://zoho:sesame@127.0.0.1/j", "not a PostgreSQL address"],
      ["zoho:sesame", "not a PostgreSQL address"],
      ["host=127.0.0.1 password=sesame", "not a URL"],
      ["postgresql:///journeys?password=sesame", "password in its parameters"],
    ] as const) {
      const failure = Result.getOrThrow(Result.flip(addressOf(url)))
      assert.include(failure.problem, problem)
      assert.notInclude(JSON.stringify(failure) + failure.message, "sesame")
    }
  })
})

const read = (env: Record<string, string>, files: Record<string, string> = {}) =>
  Effect.map(readDatabaseUrl, Redacted.value).pipe(
    Effect.provide(
      memoryFiles(new Map(Object.entries(files).map(([path, text]) => [path, { text, mode: 0o600, touchedAt: 0 }]))),
    ),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
  )

describe("the URL of a database", () => {
  it.effect("is read from a variable, or from the file that one names", () =>
    Effect.gen(function* () {
      const url = "postgresql://zoho:sesame@127.0.0.1/journeys"
      assert.strictEqual(yield* read({ [urlVariable]: url }), url)
      assert.strictEqual(yield* read({ [fileVariable]: "/run/secrets/url" }, { "/run/secrets/url": `${url}\n` }), url)
    }),
  )

  it.effect("gets its password from a variable, or from the file that one names, where it has none", () =>
    Effect.gen(function* () {
      const url = "postgresql://zoho@127.0.0.1/journeys"
      const whole = "postgresql://zoho:a%2Fb%25%40c@127.0.0.1/journeys"
      assert.strictEqual(yield* read({ [urlVariable]: url, ZOHO_DATABASE_PASSWORD: "a/b%@c" }), whole)
      const inFile = { [urlVariable]: url, ZOHO_DATABASE_PASSWORD_FILE: "/run/secrets/password" }
      assert.strictEqual(yield* read(inFile, { "/run/secrets/password": "a/b%@c\n" }), whole)
      const had = "postgresql://zoho:sesame@127.0.0.1/journeys"
      assert.strictEqual(yield* read({ [urlVariable]: had, ZOHO_DATABASE_PASSWORD: "other" }), had)
      const failure = expectTag(yield* Effect.flip(read(inFile, { "/run/secrets/password": "\n" })), "InvalidSettings")
      assert.deepStrictEqual(failure.settings, ["ZOHO_DATABASE_PASSWORD", "ZOHO_DATABASE_PASSWORD_FILE"])
    }),
  )

  it.effect("is missed where nothing says it", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(read({})), "InvalidSettings")
      assert.deepStrictEqual(failure.settings, [urlVariable, fileVariable])
      const empty = expectTag(yield* Effect.flip(read({ [fileVariable]: "/run/none" })), "InvalidSettings")
      assert.include(empty.problem, "missing")
    }),
  )
})
