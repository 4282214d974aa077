import { existsSync, utimesSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { HttpClient } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

interface Listed {
  readonly id: string
  readonly state: string
}

const latestOf = ({ run }: Machine): Effect.Effect<Listed | undefined> =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => (document(stdout)["journeys"] as ReadonlyArray<Listed>)[0])

const begin = ["export", "Leads", "--fields", "Email"]

describe("a journey that runs", () => {
  it.live("is shown as running, and neither gone on with nor forgotten", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "job-never-ends" }] })
      const running = yield* Effect.forkChild(here.run(begin))
      let listed = yield* latestOf(here)
      while (listed?.state !== "running") {
        yield* Effect.sleep(20)
        listed = yield* latestOf(here)
      }
      const { id } = listed
      for (const args of [["resume"], ["resume", id], ["jobs", "--forget", id]]) {
        const { exitCode, stderr } = yield* Effect.timeout(here.run(args), 3_000)
        assert.strictEqual(exitCode, 2)
        assert.include(stderr, `${id} is running`)
        assert.include(stderr, "stop it first")
      }
      yield* Fiber.interrupt(running)
      assert.strictEqual((yield* latestOf(here))?.state, "can be resumed")
    }),
  )
})

describe("an import that runs, and has sent nothing yet,", () => {
  it.live("is in the way of the same one, and comes to its own end", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const answer = yield* Deferred.make<void>()
      const waiting = (zoho: HttpClient.HttpClient) =>
        HttpClient.transform(zoho, (sending, request) =>
          request.url.endsWith("/org")
            ? Effect.andThen(Effect.andThen(Deferred.succeed(asked, undefined), Deferred.await(answer)), sending)
            : sending,
        )
      const here = yield* machine({}, waiting)
      const importing = here.run([
        "import",
        here.write("leads.csv", "Last_Name,Company\nA,Z\n"),
        "--module",
        "Leads",
        "--operation",
        "insert",
      ])
      const first = yield* Effect.forkChild(importing)
      yield* Deferred.await(asked)
      const second = yield* importing
      assert.strictEqual(second.exitCode, 2)
      assert.include(second.stderr, "has started to import this file, and is unfinished")
      yield* Deferred.succeed(answer, undefined)
      assert.strictEqual((yield* Fiber.join(first)).exitCode, 0)
    }),
  )
})

describe("a journey that was killed", () => {
  it.live.each([{ words: ["resume"] }, { words: ["jobs", "--json"] }])(
    "is known as such as soon as it has been silent for long enough: $words",
    ({ words }) =>
      Effect.gen(function* () {
        const here = yield* machine({ faults: [{ does: "job-fails", operation: "createReadJob", nth: 1 }] })
        yield* here.run(begin)
        const { id = "" } = (yield* latestOf(here)) ?? {}
        const lock = here.write(`state/zoho-bulk/journeys/${id}/lock`, "killed")
        const lastSign = Date.now() / 1_000 - 1
        utimesSync(lock, lastSign, lastSign)
        const { exitCode, stderr, stdout } = yield* Effect.timeout(here.run(words), 6_000)
        assert.strictEqual(exitCode, 0, stderr)
        if (words[0] === "resume") return
        const [listed] = document(stdout)["journeys"] as ReadonlyArray<Listed>
        assert.strictEqual(listed?.state, "can be resumed")
        assert.isTrue(existsSync(lock))
      }),
  )
})
