import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@zoho-bulk/core"
import { layerTokenFile, type TokenRecord } from "@zoho-bulk/core/Auth"
import { Effect, Exit, Layer, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"
import { json } from "../../support/answers.ts"
import { type Files, memoryFiles } from "../../support/memoryFiles.ts"
import { runs } from "../../support/properties.ts"
import { sentAt, type Turn } from "../../support/ScriptedZoho.ts"
import { currentToken, nthToken, otherToken, refreshing, tokenReply } from "../../support/tokens.ts"

const path = "/home/zoho/tokens.json"
const hour = 3_600_000
const day = 24 * hour

const storeIn = (files: Files) => Layer.provide(layerTokenFile(path), memoryFiles(files))

/** Gets a token as a process of its own does, with the file alone in common with others. */
const inProcess = <A, E>(
  files: Files,
  turns: Iterable<Turn>,
  effect: Effect.Effect<A, E, Layer.Success<ReturnType<typeof refreshing>>>,
) => Effect.provide(effect, refreshing(turns, { store: storeIn(files) }))

/** What a store keeps under a name. */
const kept = (files: Files, key: string) => TokenStore.use(({ get }) => get(key)).pipe(Effect.provide(storeIn(files)))

describe("a clock that was ahead", () => {
  it.effect("spends nothing of the budget once it is set right", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* TestClock.setTime(100 * day)
      yield* inProcess(files, [tokenReply(1)], currentToken)
      for (let n = 1; n < 10; n++) yield* inProcess(files, [tokenReply(n + 1)], otherToken(nthToken(n)))
      yield* TestClock.setTime(99 * day)
      assert.strictEqual(yield* inProcess(files, [tokenReply(11)], currentToken), nthToken(11))
    })
  })

  it.effect("makes nobody rest once it is set right", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* TestClock.setTime(100 * day)
      const slow = json({}, { status: 429, headers: { "retry-after": "3600" } })
      assert.strictEqual((yield* Effect.flip(inProcess(files, [slow], currentToken)))._tag, "Throttled")
      yield* TestClock.setTime(100 * day - hour)
      assert.strictEqual(yield* inProcess(files, [tokenReply(1)], currentToken), nthToken(1))
    })
  })

  it.effect("leaves no token that is taken for fresh once it is set right", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* TestClock.setTime(100 * day)
      yield* inProcess(files, [tokenReply(1)], currentToken)
      yield* TestClock.setTime(99 * day)
      assert.strictEqual(yield* inProcess(files, [tokenReply(2)], currentToken), nthToken(2))
    })
  })
})

describe("a rest that Zoho asked for", () => {
  const asking = (seconds: string) => json({}, { status: 429, headers: { "retry-after": seconds } })

  it.effect("is kept to by the next process, however long Zoho said, up to a day", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* Effect.flip(inProcess(files, [asking("7200")], currentToken))
      yield* TestClock.adjust(2 * hour - 1)
      assert.strictEqual((yield* Effect.flip(inProcess(files, [], currentToken)))._tag, "Throttled")
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* inProcess(files, [tokenReply(1)], currentToken), nthToken(1))
    })
  })

  it.effect.each([15, 400])("is a day at most: seconds of %d digits", (digits) => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* Effect.flip(inProcess(files, [asking("9".repeat(digits))], currentToken))
      yield* TestClock.adjust(day)
      assert.strictEqual(yield* inProcess(files, [tokenReply(1)], currentToken), nthToken(1))
    })
  })

  const withRest = (until: number) => (files: Files) =>
    Effect.gen(function* () {
      yield* inProcess(files, [tokenReply(1)], currentToken)
      const file = JSON.parse(files.get(path)?.text ?? "")
      const [key = ""] = Object.keys(file.grants)
      file.grants[key] = { requestedAt: [], rest: { until, because: "throttled" } }
      files.set(path, { text: JSON.stringify(file), mode: 0o600, touchedAt: 0 })
    })

  it.effect("and that does not say when it began is believed for ten minutes", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* withRest(600_000)(files)
      assert.strictEqual((yield* Effect.flip(inProcess(files, [], currentToken)))._tag, "Throttled")
      yield* TestClock.adjust(600_000)
      assert.strictEqual(yield* inProcess(files, [tokenReply(2)], currentToken), nthToken(2))
    })
  })

  it.effect("and that does not say when it began, and is longer, is that of a wrong clock", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* withRest(600_001)(files)
      assert.strictEqual(yield* inProcess(files, [tokenReply(2)], currentToken), nthToken(2))
    })
  })
})

describe("a life that Zoho cannot mean", () => {
  it.effect.each([1e306, 1e300, 100 * 86_400])("is a day at most: expires_in %d", (expires_in) => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* inProcess(files, [tokenReply(1, { expires_in })], currentToken)
      assert.deepStrictEqual(yield* inProcess(files, [], Effect.andThen(currentToken, sentAt)), [])
      yield* TestClock.adjust(day)
      assert.strictEqual(yield* inProcess(files, [tokenReply(2)], currentToken), nthToken(2))
    })
  })

  it.effect("is none where a file tells of it: the token is renewed, and other grants are kept", () => {
    const token = { accessToken: "x", issuedAt: 0, expiresAt: null }
    const damaged = {
      one: { requestedAt: [0], token },
      two: { requestedAt: [0, null], rest: { until: null, because: "failing" } },
      three: { requestedAt: [5] },
    }
    const text = JSON.stringify({ format: "zoho-bulk tokens 1", grants: damaged })
    const files: Files = new Map([[path, { text, mode: 0o600, touchedAt: 0 }]])
    return Effect.gen(function* () {
      assert.strictEqual(yield* inProcess(files, [tokenReply(1)], currentToken), nthToken(1))
      assert.deepStrictEqual(yield* kept(files, "one"), { requestedAt: [0] })
      assert.deepStrictEqual(yield* kept(files, "two"), { requestedAt: [0] })
      assert.deepStrictEqual(yield* kept(files, "three"), { requestedAt: [5] })
    })
  })
})

const Kept = Schema.Struct({
  token: Schema.optionalKey(
    Schema.Struct({ accessToken: Schema.String, issuedAt: Schema.Number, expiresAt: Schema.Number }),
  ),
  requestedAt: Schema.Array(Schema.Number),
  rest: Schema.optionalKey(
    Schema.Struct({
      since: Schema.optionalKey(Schema.Number),
      until: Schema.Number,
      because: Schema.Literals(["throttled", "failing"]),
    }),
  ),
})

const recordOf = ({ token, ...others }: typeof Kept.Type): TokenRecord =>
  token === undefined ? others : { ...others, token: { ...token, accessToken: Redacted.make(token.accessToken) } }

/** A time as JSON can say it. */
const asWritten = (time: number): number => JSON.parse(JSON.stringify(time))

it.effect.prop(
  "whatever is put into a token file can be read again, without the times that are none",
  { key: Schema.String, kept: Kept },
  ({ key, kept: given }) =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const record = recordOf(given)
      const put = TokenStore.use(({ exclusively, set }) => exclusively(key)(set(key, record)))
      assert.isTrue(Exit.isSuccess(yield* Effect.exit(Effect.provide(put, storeIn(files)))))
      const found = yield* kept(files, key)
      const { token } = given
      const isWhole = token !== undefined && [token.issuedAt, token.expiresAt].every(Number.isFinite)
      assert.strictEqual(
        found.token === undefined ? undefined : Redacted.value(found.token.accessToken),
        isWhole ? token.accessToken : undefined,
      )
      assert.deepStrictEqual(found.requestedAt, given.requestedAt.filter(Number.isFinite).map(asWritten))
      assert.strictEqual(found.rest === undefined, given.rest === undefined || !Number.isFinite(given.rest.until))
    }),
  runs(200),
)
