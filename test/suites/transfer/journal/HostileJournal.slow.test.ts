import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { type JournalEntry, status } from "@zoho-bulk/core/Journal"
import { Effect, FileSystem, Layer } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { runner } from "../../../support/runner.ts"
import { temporaryFolder } from "../../../support/temporaryFolder.ts"

const begun: JournalEntry = { step: "begun", at: 1, form: 2, kind: "import", request: {}, digest: "", host: "" }

/** What is told of a journal that somebody else has written. */
const toldOf = Effect.fnUntraced(function* (write: (folder: string) => void) {
  const folder = join(yield* temporaryFolder, "journey")
  mkdirSync(join(folder, "journal"), { recursive: true })
  write(folder)
  const read = Effect.provide(Effect.result(status(folder)), runner.layerFiles)
  return { folder, result: yield* Effect.timeout(read, "30 seconds") }
})

const refusal = Effect.fnUntraced(function* (write: (folder: string) => void) {
  const { folder, result } = yield* toldOf(write)
  const failure = expectTag(result._tag === "Failure" ? result.failure : assert.fail("it was read"), "StorageFailed")
  assert.include(failure.summary, folder)
  assert.match(failure.remedy, /^Move away|^Move it away/)
  return failure.summary
})

const lines = (folder: string, text: string): void => writeFileSync(join(folder, "journal.ndjson"), text)

const entry = (folder: string, name: string, text: string): void => writeFileSync(join(folder, "journal", name), text)

describe("a journal that somebody else has written", () => {
  it.live("of a hundred thousand lines that cannot be read is refused in no time", () =>
    Effect.gen(function* () {
      const split = `${JSON.stringify({ step: "split", at: 1, parts: Array.from({ length: 10_000 }, () => 1) })}\n`
      const said = yield* refusal((folder) => lines(folder, split + "\u0000\n".repeat(100_000)))
      assert.include(said, "cannot be read")
    }),
  )

  it.live("of one line in which an entry begins a million times is read in no time", () =>
    Effect.gen(function* () {
      const { result } = yield* toldOf((folder) => lines(folder, `${'{"step":}'.repeat(1_000_000)}\n`))
      assert.strictEqual(result._tag, "Success")
    }),
  )

  it.live("of a hundred thousand orders is read in no time", () =>
    Effect.gen(function* () {
      const orders = Array.from({ length: 100_000 }, (_, at) => `{"step":"ordering","part":"part ${at}","at":1}\n`)
      const { result } = yield* toldOf((folder) => lines(folder, orders.join("")))
      assert.lengthOf(result._tag === "Success" ? result.success.toSettle : [], 100_000)
    }),
  )

  it.live("that nests too deeply is refused, whether in lines or in entries", () =>
    Effect.gen(function* () {
      const request = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
      const text = JSON.stringify(begun).replace('"request":{}', `"request":${request}`)
      assert.include(yield* refusal((folder) => lines(folder, `${text}\n`)), "line 1 nests too deeply")
      const deep = yield* refusal((folder) => entry(folder, "000001.json", `{"after":0,"entry":${text}}\n`))
      assert.include(deep, "000001.json: it nests deeper than 64 levels")
    }),
  )

  it.live("with an entry of a number that none comes to is refused: what followed would never be read", () =>
    Effect.gen(function* () {
      const said = yield* refusal((folder) =>
        entry(folder, "999999999999999.json", `${JSON.stringify({ after: 0, entry: begun })}\n`),
      )
      assert.include(said, "no journal reaches an entry 999999999999999")
    }),
  )

  it.live("of more than a million entries is refused before one of them is read", () =>
    Effect.gen(function* () {
      const names = Array.from({ length: 1_000_001 }, (_, at) => `${String(at + 1).padStart(6, "0")}.json`)
      const files = Layer.effect(
        FileSystem.FileSystem,
        Effect.map(FileSystem.FileSystem, (fs) => ({ ...fs, readDirectory: () => Effect.succeed(names) })),
      ).pipe(Layer.provideMerge(runner.layerFiles))
      const failure = expectTag(yield* Effect.flip(Effect.provide(status("/nowhere"), files)), "StorageFailed")
      assert.include(failure.summary, "more than 1,000,000 entries")
    }),
  )
})
