import { assert, describe, it } from "@effect/vitest"
import { type AccessToken } from "@zoho-bulk/core"
import { layerTokenFile } from "@zoho-bulk/core/Auth"
import { Clock, Effect, Exit, Fiber, Layer, Logger, Scope } from "effect"
import { TestClock } from "effect/testing"
import { after } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { type Files, memoryFiles, type Fault } from "../../support/memoryFiles.ts"
import { type ScriptedZoho, sentAt, type Turn } from "../../support/ScriptedZoho.ts"
import { within } from "../../support/time.ts"
import { currentToken, nthToken, otherToken, refreshing, secrets, tokenReply } from "../../support/tokens.ts"

const path = "/home/zoho/tokens.json"

/** Starts what could be a process of its own: with the file, and nothing else, in common with others. */
const start = Effect.fnUntraced(function* (files: Files, turns: Iterable<Turn>, fault?: Fault) {
  const store = Layer.provide(layerTokenFile(path), memoryFiles(files, fault))
  const context = yield* Layer.build(refreshing(turns, { store }))
  return <A, E>(effect: Effect.Effect<A, E, AccessToken | ScriptedZoho>) => Effect.provide(effect, context)
})

/** Starts it for one thing to do. */
const run =
  (files: Files, turns: Iterable<Turn>, fault?: Fault) =>
  <A, E>(effect: Effect.Effect<A, E, AccessToken | ScriptedZoho>) =>
    Effect.scoped(Effect.flatMap(start(files, turns, fault), (process) => process(effect)))

/** Lets eight processes, started together, each get a token; gives the times of all token requests. */
const eightAtOnce = Effect.fnUntraced(function* (files: Files, turn: Turn) {
  const processes = yield* Effect.all(Array.from({ length: 8 }, () => start(files, [turn])))
  const all = Effect.forEach(processes, (process) => process(currentToken), { concurrency: "unbounded" })
  assert.deepStrictEqual(
    yield* within(20_000)(all),
    processes.map(() => nthToken(1)),
  )
  return (yield* Effect.forEach(processes, (process) => process(sentAt))).flat()
})

const withFile = (text: string): Files => new Map([[path, { text, mode: 0o600, touchedAt: 0 }]])

const names = (files: Files): ReadonlyArray<string> => [...files.keys()]

describe("what a killed writer left beside a token file", () => {
  const left = `${path}.one.tmp`
  const leftAt = (touchedAt: number): Files => new Map([[left, { text: "{", mode: 0o600, touchedAt }]])

  it.effect.each([600_001, 0])("is swept away at the next write, and its writer writes no more: %j ms old", (age) => {
    const files = leftAt(-age)
    return Effect.gen(function* () {
      yield* run(files, [tokenReply(1)])(currentToken)
      assert.deepStrictEqual(names(files), [path])
    })
  })
})

describe("a token file", () => {
  it.effect("keeps the token for the next run, which asks for none", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      assert.strictEqual(yield* run(files, [tokenReply(1)])(currentToken), nthToken(1))
      yield* run(
        files,
        [],
      )(
        Effect.gen(function* () {
          assert.strictEqual(yield* currentToken, nthToken(1))
          assert.deepStrictEqual(yield* sentAt, [])
        }),
      )
    })
  })

  it.effect("is for its owner alone, names no secret of the grant, and leaves nothing beside it", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* run(files, [tokenReply(1)])(currentToken)
      assert.deepStrictEqual(names(files), [path])
      assert.strictEqual(files.get(path)?.mode, 0o600)
      assert.include(files.get(path)?.text, nthToken(1))
      assert.notInclude(files.get(path)?.text, secrets.clientSecret)
      assert.notInclude(files.get(path)?.text, secrets.refreshToken)
      assert.notInclude(files.get(path)?.text, "1000.CLIENT")
    })
  })

  it.effect("carries the budget from run to run: the eleventh process in ten minutes stops before Zoho does", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* run(files, [tokenReply(1)])(currentToken)
      for (let n = 1; n < 10; n++) yield* run(files, [tokenReply(n + 1)])(otherToken(nthToken(n)))
      const failure = yield* Effect.flip(run(files, [])(otherToken(nthToken(10))))
      assert.strictEqual(failure._tag, "TokenBudgetSpent")
    })
  })

  it.effect("keeps what it holds of other grants", () => {
    const other = { requestedAt: [5], token: { accessToken: "x", issuedAt: 0, expiresAt: 9 } }
    const files = withFile(JSON.stringify({ format: "zoho-bulk tokens 1", grants: { other } }))
    return Effect.gen(function* () {
      yield* run(files, [tokenReply(1)])(currentToken)
      assert.deepStrictEqual(JSON.parse(files.get(path)?.text ?? "").grants.other, other)
    })
  })

  it.effect("that is empty holds nothing", () => {
    const files = withFile("")
    return Effect.gen(function* () {
      assert.strictEqual(yield* run(files, [tokenReply(1)])(currentToken), nthToken(1))
    })
  })

  it.effect.each([
    "{",
    "[]",
    "null",
    '{"format":"zoho-bulk tokens 2","grants":{}}',
    '{"format":"zoho-bulk tokens 1","grants":{"a":{"requestedAt":"x"}}}',
    "ZOHO_CLIENT_ID=1000.X",
    "\u0000\u0001",
  ])("that cannot be read is set aside as it is, told of in the log, and made anew: %j", (text) => {
    const files = withFile(text)
    const logged: Array<unknown> = []
    const logger = Logger.layer([Logger.make(({ logLevel, message }) => void logged.push([logLevel, message].flat(2)))])
    return Effect.gen(function* () {
      assert.strictEqual(yield* run(files, [tokenReply(1)])(currentToken), nthToken(1))
      const [aside = "", ...others] = names(files).filter((name) => name !== path)
      assert.deepStrictEqual([others, files.get(aside)?.text], [[], text])
      assert.match(aside, /tokens\.json\.\w+\.damaged$/)
      const problem = "it is not a token file of this version"
      assert.deepStrictEqual(logged, [
        ["Warn", `zoho-bulk: ${path} cannot be read: ${problem}. It is set aside as ${aside}`],
      ])
      assert.strictEqual(yield* run(files, [])(currentToken), nthToken(1))
    }).pipe(Effect.provide(logger))
  })
})

describe("when the file cannot be used", () => {
  it.effect.each([
    { what: "a folder that may not be made", at: "makeDirectory", code: "EACCES", says: "permission denied" },
    { what: "a lock that may not be made", at: "writeFileString", code: "EROFS", says: "read-only" },
    { what: "a file that may not be read", at: "readFileString", code: "EACCES", says: "permission denied" },
    { what: "a file that may not be made", at: "open", code: "EACCES", says: "permission denied" },
    { what: "a disk that is full", at: "writeAll", code: "ENOSPC", says: "the disk is full" },
    { what: "a disk that does not answer for it", at: "sync", code: "EIO", says: "the file system failed" },
    { what: "a file that may not be replaced", at: "rename", code: "EACCES", says: "permission denied" },
  ])("no token is asked for: $what", ({ at, code, says }) => {
    const files: Files = new Map()
    const fault: Fault = (operation, where) =>
      operation === at && (at !== "readFileString" || where === path) ? code : undefined
    return Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(run(files, [], fault)(currentToken)), "TokenStoreFailed")
      assert.include(failure.summary, says)
      assert.include(failure.remedy, code === "ENOSPC" ? "Free some space there" : "--allow-write")
      assert.deepStrictEqual(names(files), [])
    })
  })

  it.effect("the old file stays as it was", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      yield* run(files, [tokenReply(1)])(currentToken)
      const before = files.get(path)?.text
      const full: Fault = (operation) => (operation === "writeAll" ? "ENOSPC" : undefined)
      yield* Effect.flip(run(files, [], full)(otherToken(nthToken(1))))
      assert.deepStrictEqual([names(files), files.get(path)?.text], [[path], before])
    })
  })

  it.effect("only once the token is there, the token is used all the same", () => {
    const files: Files = new Map()
    let writes = 0
    const fullLater: Fault = (operation) => (operation === "writeAll" && ++writes > 1 ? "ENOSPC" : undefined)
    return Effect.gen(function* () {
      assert.strictEqual(yield* run(files, [tokenReply(1)], fullLater)(currentToken), nthToken(1))
      assert.strictEqual(writes, 2)
    })
  })

  it.effect(
    "because the program is stopped in the middle of writing it, the old file stays, and the next run is well",
    () => {
      const files: Files = new Map()
      return Effect.gen(function* () {
        yield* run(files, [tokenReply(1)])(currentToken)
        const before = files.get(path)?.text
        const hangs: Fault = (operation) => (operation === "writeAll" ? Effect.never : undefined)
        const scope = yield* Scope.make()
        const process = yield* Scope.provide(start(files, [], hangs), scope)
        yield* Effect.forkChild(process(otherToken(nthToken(1))))
        yield* TestClock.adjust(500)
        assert.strictEqual(names(files).length, 3)
        yield* Scope.close(scope, Exit.void)
        assert.deepStrictEqual([names(files), files.get(path)?.text], [[path], before])
        assert.strictEqual(yield* run(files, [])(currentToken), nthToken(1))
      })
    },
  )
})

const lock = `${path}.lock`

const lockedBy = (owner: string, touchedAt: number): Files => new Map([[lock, { text: owner, mode: 0o600, touchedAt }]])

describe("the lock of a token file", () => {
  it.effect("makes processes that come together ask for one token", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      assert.deepStrictEqual(yield* eightAtOnce(files, after(3_000, tokenReply(1))), [0])
      assert.deepStrictEqual(names(files), [path])
    })
  })

  it.effect.each([0, 1e15])("is taken over after 10 s of watching, whatever time its file has: %d", (touchedAt) => {
    const files = lockedBy("dead", touchedAt)
    return Effect.gen(function* () {
      const process = yield* start(files, [tokenReply(1)])
      yield* within(20_000)(process(currentToken))
      assert.deepStrictEqual(yield* process(sentAt), [10_050])
    })
  })

  it.effect("is not taken from an owner that works for long and gives signs of life", () => {
    const files: Files = new Map()
    return Effect.gen(function* () {
      const [first, second] = [yield* start(files, [after(9_500, tokenReply(1))]), yield* start(files, [])]
      const owner = yield* Effect.forkChild(first(currentToken))
      yield* TestClock.adjust(100)
      const other = yield* Effect.forkChild(second(currentToken))
      yield* TestClock.adjust(9_300)
      assert.strictEqual(files.get(lock)?.touchedAt, 9_100)
      yield* TestClock.adjust(1_000)
      assert.deepStrictEqual([yield* Fiber.join(owner), yield* Fiber.join(other)], [nthToken(1), nthToken(1)])
    })
  })

  it.effect("that a living process never lets go of ends in an error after 30 s", () => {
    const files = lockedBy("stuck", 0)
    return Effect.gen(function* () {
      const lives = Effect.forever(
        Effect.andThen(
          Effect.sleep(1_000),
          Effect.map(Clock.currentTimeMillis, (now) => files.set(lock, { text: "stuck", mode: 0o600, touchedAt: now })),
        ),
      )
      yield* Effect.forkChild(lives)
      const process = yield* start(files, [])
      const failure = yield* Effect.flip(process(currentToken)).pipe(within(31_000))
      assert.include(expectTag(failure, "TokenStoreFailed").summary, "another process has held it for 30 s")
      assert.deepStrictEqual(names(files), [lock])
    })
  })

  it.effect(
    "of a dead owner is taken, and what another taker moves aside meanwhile stays, for it may give it back",
    () => {
      const files = lockedBy("dead", 0)
      const moved = `${lock}.other.dead`
      return Effect.gen(function* () {
        const process = yield* start(files, [tokenReply(1)])
        const taking = yield* Effect.forkChild(process(currentToken))
        yield* TestClock.adjust(9_000)
        files.set(moved, { text: "alive", mode: 0o600, touchedAt: 9_000 })
        yield* TestClock.adjust(2_000)
        assert.strictEqual(yield* Fiber.join(taking), nthToken(1))
        assert.sameMembers([...names(files)], [path, moved])
      })
    },
  )

  it.effect("of a dead owner goes to one of many who want it, even if another died while taking it", () => {
    const files = lockedBy("dead", 0)
    files.set(`${lock}.killed.dead`, { text: "", mode: 0o600, touchedAt: 0 })
    return Effect.gen(function* () {
      yield* TestClock.adjust(20_000)
      assert.strictEqual((yield* eightAtOnce(files, after(3_000, tokenReply(1)))).length, 1)
      assert.deepStrictEqual(names(files), [path])
    })
  })
})
