import { execFileSync } from "node:child_process"
import { closeSync, constants, openSync, readSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Scope } from "effect"
import { openThrough } from "../../../packages/core/src/storage/openThrough.ts"
import { faultyFiles } from "../../support/faultyFiles.ts"
import { runner } from "../../support/runner.ts"
import type { Files } from "../../support/sleepy.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const pipe = Effect.map(temporaryFolder, (folder) => {
  const path = join(folder, "pipe")
  execFileSync("mkfifo", [path])
  return path
})

/** Reads from a pipe without waiting for who writes. */
const reading = (path: string): number => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)

const textFrom = (reader: number): string => {
  const bytes = new Uint8Array(100)
  return new TextDecoder().decode(bytes.subarray(0, readSync(reader, bytes)))
}

/** Opens it as a process does that writes there. */
const opened = Effect.fnUntraced(function* (path: string, files: Files = runner.layerFiles) {
  const scope = yield* Scope.make()
  const write = yield* Effect.provide(Scope.provide(openThrough(path), scope), files)
  return {
    write: (text: string) => write(new TextEncoder().encode(text)),
    close: Scope.close(scope, Exit.void),
  }
})

describe("a pipe", () => {
  it.live("has what is written as it comes, and tells that somebody reads", () =>
    Effect.gen(function* () {
      const path = yield* pipe
      const reader = reading(path)
      const { close, write } = yield* opened(path)
      for (const text of ["one", "two"]) {
        assert.isTrue(yield* write(text))
        assert.strictEqual(textFrom(reader), text)
      }
      yield* close
      assert.strictEqual(textFrom(reader), "")
      closeSync(reader)
    }).pipe(Effect.scoped),
  )

  it.live("whose reader goes away tells that nobody reads, and is no failure", () =>
    Effect.gen(function* () {
      const path = yield* pipe
      const reader = reading(path)
      const { close, write } = yield* opened(path)
      assert.isTrue(yield* write("one"))
      closeSync(reader)
      assert.isFalse(yield* write("two"))
      yield* close
    }).pipe(Effect.scoped),
  )

  it.live("is waited for until somebody reads", () =>
    Effect.gen(function* () {
      const path = yield* pipe
      const opening = yield* Effect.forkChild(opened(path), { startImmediately: true })
      yield* Effect.sleep(50)
      assert.isUndefined(opening.pollUnsafe())
      const reader = reading(path)
      const { close, write } = yield* Fiber.join(opening)
      assert.isTrue(yield* write("one"))
      assert.strictEqual(textFrom(reader), "one")
      yield* close
      closeSync(reader)
    }).pipe(Effect.scoped),
  )

  it.live("that nobody ever reads is given up by who is told to stop, at once", () =>
    Effect.gen(function* () {
      const path = yield* pipe
      const waiting = Effect.provide(Effect.scoped(openThrough(path)), runner.layerFiles)
      const opening = yield* Effect.forkChild(waiting, { startImmediately: true })
      yield* Effect.sleep(50)
      yield* Effect.timeout(Fiber.interrupt(opening), "5 seconds")
      // Nobody waits there any more: else a reader would have a writer, and would have to wait.
      const reader = reading(path)
      assert.strictEqual(textFrom(reader), "")
      closeSync(reader)
    }).pipe(Effect.scoped),
  )

  it.live.each(["open", "writeAll"] as const)("that fails to %s is named", (operation) =>
    Effect.gen(function* () {
      const path = yield* pipe
      const reader = reading(path)
      const files = faultyFiles((each, at) => (each === operation && at === path ? "EIO" : undefined))
      const failure = yield* Effect.flip(Effect.flatMap(opened(path, files), ({ write }) => write("one")))
      assert.deepStrictEqual([failure.doing, failure.problem], [`write ${path}`, "the file system failed"])
      closeSync(reader)
    }).pipe(Effect.scoped),
  )
})
