import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@zoho-bulk/core"
import { layerTokenFile } from "@zoho-bulk/core/Auth"
import { Effect, Fiber, Layer, PlatformError } from "effect"
import { TestClock } from "effect/testing"
import { type Fault, type Files, memoryFiles } from "../../support/memoryFiles.ts"
import { runner } from "../../support/runner.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { within } from "../../support/time.ts"

const path = "/home/zoho/tokens.json"
const record = { requestedAt: [1] }

/** What a change to a shared file fails with, in memory, where things go wrong as told. */
const changeFails = (fault: Fault, files: Files = new Map()) =>
  TokenStore.use(({ set }) => Effect.flip(set("one", record))).pipe(
    within(60_000),
    Effect.provide(Layer.provide(layerTokenFile(path), memoryFiles(files, fault))),
    Effect.map(({ doing, problem, remedy }) => ({ doing, problem, remedy })),
  )

const usual =
  "Check that you may read and write there (on Deno: --allow-read, --allow-write), and that there is space; or name another file."
const forbidden =
  "Give this user the right to read and write there (on Deno: --allow-read, --allow-write), or name another place."

describe("a file that processes share and that cannot be changed", () => {
  it.effect("because others change it each time says so after four times", () =>
    Effect.gen(function* () {
      let times = 0
      const others: Fault = (operation, at) => {
        if (operation !== "rename" || at !== path) return undefined
        times++
        return "ENOENT"
      }
      assert.deepStrictEqual(yield* changeFails(others), {
        doing: `write ${path}`,
        problem: "other programs keep changing it",
        remedy: "Run it again.",
      })
      assert.strictEqual(times, 4)
    }),
  )

  it.effect.each([
    { code: "ENOSPC", problem: "the disk is full", remedy: "Free some space there, or name another file." },
    { code: "EDQUOT", problem: "the disk quota is used up", remedy: "Free some space there, or name another file." },
    { code: "EFBIG", problem: "the file would be larger than allowed here", remedy: usual },
    { code: "EROFS", problem: "the file system is read-only", remedy: usual },
    { code: "EACCES", problem: "permission denied", remedy: forbidden },
    { code: "EPERM", problem: "permission denied", remedy: forbidden },
    { code: "EISDIR", problem: "it is a folder", remedy: usual },
    {
      code: "ENOTDIR",
      problem: "a part of the path is not a folder",
      remedy: "Move away the file that is in a folder's place, or name another.",
    },
    { code: "ENXIO", problem: "it cannot be opened by name", remedy: usual },
    {
      code: "EEXIST",
      problem: "something else is there",
      remedy: "Move away what is there, or name another place.",
    },
    { code: "EOTHER", problem: "the file system failed", remedy: usual },
  ])("for $code says what is wrong and what to do", ({ code, problem, remedy }) =>
    Effect.gen(function* () {
      const fails: Fault = (operation, at) => (operation === "rename" && at === path ? code : undefined)
      assert.deepStrictEqual(yield* changeFails(fails), { doing: `write ${path}`, problem, remedy })
    }),
  )

  it.effect.each<{ tag: PlatformError.SystemErrorTag; problem: string; remedy?: string }>([
    { tag: "PermissionDenied", problem: "permission denied", remedy: forbidden },
    { tag: "NotFound", problem: "there is no such file or folder" },
    { tag: "BadResource", problem: "it is not a file" },
    { tag: "Busy", problem: "the file system failed" },
  ])("for $tag without a code says what is wrong", ({ problem, remedy = usual, tag }) =>
    Effect.gen(function* () {
      const error = PlatformError.systemError({ _tag: tag, module: "FileSystem", method: "sync" })
      const fails: Fault = (operation) => (operation === "sync" ? error : undefined)
      assert.deepStrictEqual(yield* changeFails(fails), { doing: `write ${path}`, problem, remedy })
    }),
  )

  it.effect.each([
    { wanted: "read", of: "/home/zoho", flag: "--allow-read=/home/zoho" },
    { wanted: "write", of: path, flag: "--allow-write=/home/zoho" },
    { wanted: "write", of: `${path}.mwxuliov.tmp`, flag: "--allow-write=/home/zoho" },
    { wanted: "read", of: `${path}.lock`, flag: "--allow-read=/home/zoho" },
    { wanted: "write", of: "/rows.csv", flag: "--allow-write=/" },
    { wanted: "write", of: String.raw`C:\zoho\rows.csv`, flag: String.raw`--allow-write=C:\zoho` },
    { wanted: "write", of: "/s/zoho-bulk/journeys/export-leads-1", flag: "--allow-write=/s/zoho-bulk" },
    { wanted: "all", of: "/dev/null", flag: "--allow-all" },
  ])(
    "because Deno lets it not $wanted $of names the flag with a lasting place, whatever reason the system gives",
    ({ flag, of, wanted }) =>
      Effect.gen(function* () {
        const words = `Requires ${wanted} access to "${of}", run again with the --allow-${wanted} flag`
        const error = PlatformError.systemError({
          _tag: "PermissionDenied",
          module: "FileSystem",
          method: "rename",
          cause: Object.assign(new Error(words), { code: "EACCES" }),
        })
        const fails: Fault = (operation, at) => (operation === "rename" && at === path ? error : undefined)
        assert.deepStrictEqual(yield* changeFails(fails), {
          doing: `write ${path}`,
          problem: `Deno does not allow it (${wanted})`,
          remedy: `Run with ${flag} added.`,
        })
      }),
  )
})

describe("the lock of a shared file", () => {
  const lock = `${path}.lock`

  it.effect("that cannot be made is named", () =>
    Effect.gen(function* () {
      const failure = yield* changeFails((operation, at) =>
        operation === "writeFileString" && at === lock ? "EROFS" : undefined,
      )
      assert.deepStrictEqual(failure, {
        doing: `get the lock ${lock}`,
        problem: "the file system is read-only",
        remedy: usual,
      })
    }),
  )

  it.effect("that cannot be read is named", () =>
    Effect.gen(function* () {
      const files: Files = new Map([[lock, { text: "other", mode: 0o600, touchedAt: 0 }]])
      const failure = yield* changeFails(
        (operation, at) => (at === lock && operation === "readFileString" ? "EIO" : undefined),
        files,
      )
      assert.deepStrictEqual(failure, { doing: `read ${lock}`, problem: "the file system failed", remedy: usual })
    }),
  )

  it.effect("that a living process never lets go of is named, with what to look for", () =>
    Effect.gen(function* () {
      const files: Files = new Map([[lock, { text: "other", mode: 0o600, touchedAt: 0 }]])
      const lives = Effect.forever(
        Effect.andThen(
          Effect.sleep(1_000),
          Effect.sync(() => (files.get(lock) ?? assert.fail("it is gone")).touchedAt++),
        ),
      )
      yield* Effect.forkChild(lives)
      assert.deepStrictEqual(yield* changeFails(() => undefined, files), {
        doing: `get the lock ${lock}`,
        problem: "another process has held it for 30 s",
        remedy: "Find the program that hangs; the lock is released when it ends.",
      })
    }),
  )

  it.effect("stops who has lost it to another process, which keeps it", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      const hangs: Fault = (operation, at) => (operation === "writeAll" && at !== lock ? Effect.never : undefined)
      const change = yield* Effect.forkChild(changeFails(hangs, files))
      yield* TestClock.adjust(500)
      files.set(lock, { text: "other", mode: 0o600, touchedAt: 0 })
      yield* TestClock.adjust(1_000)
      assert.deepStrictEqual(yield* Fiber.join(change), {
        doing: `keep the lock ${lock}`,
        problem: "this program was silent for so long that another one has taken it",
        remedy: "Run it again once the other program has ended.",
      })
      assert.deepStrictEqual([...files.keys()], [lock])
      assert.strictEqual(files.get(lock)?.text, "other")
    }),
  )

  it.effect("is not lost where its owner cannot look at it once, and shows a second later that it lives", () =>
    Effect.gen(function* () {
      const files: Files = new Map()
      let isFailing = false
      const fails: Fault = (operation, at) =>
        isFailing && operation === "readFileString" && at === lock ? "EIO" : undefined
      const store = Layer.provide(layerTokenFile(path), memoryFiles(files, fails))
      const held = TokenStore.use(({ exclusively }) => exclusively("one")(Effect.sleep(2_500))).pipe(
        Effect.provide(store),
      )
      const holding = yield* Effect.forkChild(held)
      yield* TestClock.adjust(500)
      isFailing = true
      yield* TestClock.adjust(1_000)
      isFailing = false
      yield* TestClock.adjust(600)
      assert.strictEqual(files.get(lock)?.touchedAt, 2_000)
      yield* TestClock.adjust(500)
      yield* Fiber.join(holding)
      assert.deepStrictEqual([...files.keys()], [])
    }),
  )
})

describe("a path that names no shared file", () => {
  it.effect.each([
    { given: "", is: "empty" },
    { given: "  ", is: '"  "' },
  ])("because it is $is is refused", ({ given, is }) =>
    Effect.gen(function* () {
      const store = Layer.provide(layerTokenFile(given), memoryFiles(new Map()))
      const failure = yield* TokenStore.use(({ get }) => Effect.flip(get("one"))).pipe(Effect.provide(store))
      assert.deepStrictEqual([failure.doing, failure.problem], ["store tokens", `the path is ${is}`])
    }),
  )
})

it.live("of damaged files the latest four are kept, and nothing else is touched beside them", () =>
  Effect.gen(function* () {
    const folder = join(yield* temporaryFolder, "own")
    mkdirSync(folder, { mode: 0o700 })
    const file = join(folder, "tokens.json")
    const strangers = ["other.json.1.damaged", "tokens.json.1.damaged.txt", "tokens.json"]
    for (const name of strangers.slice(0, 2)) writeFileSync(join(folder, name), "a stranger's")
    const store = Layer.provide(layerTokenFile(file), runner.layerFiles)
    for (let n = 0; n < 6; n++) {
      writeFileSync(file, `damaged ${n}`)
      const known = yield* TokenStore.use(({ get }) => get("one")).pipe(Effect.provide(store))
      assert.deepStrictEqual(known, { requestedAt: [] })
      yield* Effect.sleep(2)
    }
    const names = readdirSync(folder)
    const damaged = names.filter((name) => name.startsWith("tokens.json.") && name.endsWith(".damaged"))
    const texts = damaged.map((name) => readFileSync(join(folder, name), "utf8"))
    assert.sameMembers(texts, ["damaged 2", "damaged 3", "damaged 4", "damaged 5"])
    assert.sameMembers(
      names.filter((name) => !damaged.includes(name)),
      strangers.slice(0, 2),
    )
  }).pipe(Effect.scoped),
)
