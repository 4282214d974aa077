import { rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runner } from "../../support/runner.ts"
import { folderFor, journeysOf, startRunner, submitContacts } from "../../support/runnerCommand.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"

const inFolder = Effect.flatMap(emulatedOnPort({ records: { Contacts: 3 }, jobDuration: 0 }), ({ origin }) =>
  folderFor(origin),
)

const served = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.provide(test, [runner.layerLoopbackServer, runner.layerFiles])

/** Waits for a process to end by itself. */
const endOf = <A>(ended: Promise<A>) =>
  Effect.timeout(
    Effect.promise(() => ended),
    "30 seconds",
  )

describe("a runner on a file", () => {
  it.live(
    "that was frozen until another one took its store stops when it goes on, and says why",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder
        const first = yield* startRunner(here, "--name", "first")
        assert.strictEqual(first.ready.name, "first")
        first.send("SIGSTOP")
        let second = yield* startRunner(here, "--name", "second")
        while (second.ready.name !== "second") second = yield* startRunner(here, "--name", "second")
        first.send("SIGCONT")
        const { exitCode, stderr } = yield* endOf(first.ended)
        assert.strictEqual(exitCode, 1)
        assert.include(stderr, "another one has taken it")
        yield* submitContacts(here)
        while ((yield* journeysOf(here))[0].state !== "completed") yield* Effect.sleep("200 millis")
        assert.strictEqual((yield* journeysOf(here))[0].runner, "second")
      }).pipe(Effect.scoped, served),
    180_000,
  )

  it.live(
    "that is removed under it stops, and says why: what is submitted from then on goes into another one",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder
        const first = yield* startRunner(here, "--name", "first")
        for (const ending of ["", "-wal", "-shm"]) rmSync(join(here.cwd, `journeys.db${ending}`), { force: true })
        yield* submitContacts(here)
        const { exitCode, stderr } = yield* endOf(first.ended)
        assert.strictEqual(exitCode, 1)
        assert.include(stderr, "replaced")
        yield* startRunner(here, "--name", "second")
        while ((yield* journeysOf(here))[0].state !== "completed") yield* Effect.sleep("200 millis")
      }).pipe(Effect.scoped, served),
    180_000,
  )

  it.live(
    "keeps a second one from it by whatever name that calls it",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder
        yield* startRunner(here, "--name", "first")
        symlinkSync(join(here.cwd, "journeys.db"), join(here.cwd, "link.db"))
        const second = yield* startRunner({ ...here, store: ["--store", "link.db"] }, "--name", "second")
        assert.include(JSON.stringify(second.ready), "the runner first is using it")
      }).pipe(Effect.scoped, served),
    180_000,
  )
})
