import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { cancelJourney, prepareStore, submitJourney } from "@zoho-bulk/core/durable"
import { Effect, Fiber } from "effect"
import { folderFor, runOnStore } from "../../support/runnerCommand.ts"
import { layerStoreIn } from "../../support/storeOfJourneys.ts"

const submit = (folder: string, key: string) =>
  submitJourney({
    key,
    organization: "zylker",
    request: { kind: "export", request: { module: "Contacts" }, output: join(folder, `${key}.csv`) },
    folder: join(folder, "journeys"),
  })

describe("`zoho-bulk journeys --watch`", () => {
  it.live(
    "goes on until a journey is over that many later ones have followed, and tells how it ended",
    () =>
      Effect.gen(function* () {
        const here = yield* folderFor("http://127.0.0.1:9")
        yield* Effect.gen(function* () {
          yield* prepareStore
          yield* submit(here.cwd, "oldest")
          yield* Effect.sleep("5 millis")
          for (const key of ["later", "latest"]) {
            yield* submit(here.cwd, key)
            yield* cancelJourney(key)
          }
          let said = ""
          const heard = { ...here, onStdout: (text: string) => void (said += text) }
          const watching = yield* Effect.forkChild(runOnStore(heard, "journeys", "--watch", "--limit", "2"))
          while (!said.includes("oldest") && watching.pollUnsafe() === undefined) yield* Effect.sleep("100 millis")
          yield* Effect.sleep("2 seconds")
          assert.isUndefined(watching.pollUnsafe())
          yield* cancelJourney("oldest")
          const { stdout } = yield* Fiber.join(watching)
          assert.match(stdout, /oldest {2}queued/)
          assert.match(stdout, /oldest {2}cancelled/)
        }).pipe(Effect.provide(layerStoreIn(join(here.cwd, "journeys.db"))))
      }).pipe(Effect.scoped),
    60_000,
  )
})
