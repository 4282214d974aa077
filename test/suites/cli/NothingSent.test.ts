import { existsSync, readdirSync, rmSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Stream } from "effect"
import { HttpClient } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const csv = "Last_Name,Company\nBoyle,Zylker\nPinto,Zylker\n"
const insert = ["--module", "Leads", "--operation", "insert"]

interface Listed {
  readonly id: string
}

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<Listed>)

describe("an import that ends before anything was sent", () => {
  it.live("for want of a token leaves nothing behind, and is begun again", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const file = here.write("leads.csv", csv)
      const failed = yield* here.run(["import", file, ...insert], { env: { ZOHO_ACCESS_TOKEN: "" } })
      assert.strictEqual(failed.exitCode, 2)
      assert.notInclude(failed.stderr, "To continue")
      assert.deepStrictEqual(yield* journeysOf(here), [])
      assert.deepStrictEqual(readdirSync(here.path("state/zoho-bulk/journeys")), [])
      const again = yield* here.run(["import", file, ...insert])
      assert.strictEqual(again.exitCode, 0, again.stderr)
    }),
  )

  it.live("keeps the rows where their file is gone", () =>
    Effect.gen(function* () {
      const here: Machine = yield* machine(
        { faults: [{ does: "unauthorized", operation: "createWriteJob", nth: 1 }] },
        HttpClient.transform((sending) =>
          Effect.tap(sending, () => Effect.sync(() => rmSync(here.path("leads.csv"), { force: true }))),
        ),
      )
      yield* here.run(["import", here.write("leads.csv", csv), ...insert])
      assert.deepInclude(document((yield* here.run(["resume", "--json"])).stdout), { rows: 2, added: 2 })
    }),
  )
})

describe("an import that was stopped before anything was sent", () => {
  const results = (here: Machine) => ["--results", here.path("results.csv")]

  /** A machine with such an import, whose file has other rows by now, and a Zoho that is not reached before `zoho.isSilent` is over. */
  const stopped = Effect.gen(function* () {
    const asked = yield* Deferred.make<void>()
    const zoho = { isSilent: true }
    const here: Machine = yield* machine(
      { faults: [{ does: "unauthorized", operation: "getOrganization" }], records: { Leads: 0 } },
      HttpClient.transform((sending, request) =>
        zoho.isSilent && request.url.endsWith("/org")
          ? Effect.andThen(Deferred.succeed(asked, undefined), Effect.never)
          : sending,
      ),
    )
    const file = here.write("leads.csv", csv)
    const running = yield* Effect.forkChild(here.run(["import", file, ...insert, ...results(here)]))
    yield* Deferred.await(asked)
    yield* Fiber.interrupt(running)
    zoho.isSilent = false
    here.write("leads.csv", "Last_Name,Company\nCole,Orchid\n")
    const [begun] = yield* journeysOf(here)
    return { file, here, id: begun?.id ?? "" }
  })

  const idsOf = (here: Machine) => Effect.map(journeysOf(here), (journeys) => journeys.map(({ id }) => id))

  it.live("is not lost by a resume that fails, and its rows are sent, though the file has others by then", () =>
    Effect.gen(function* () {
      const { here, id } = yield* stopped
      const failed = yield* here.run(["resume"])
      assert.strictEqual(failed.exitCode, 3)
      assert.include(failed.stderr, `zoho-bulk resume ${id}`)
      assert.deepStrictEqual(yield* idsOf(here), [id])
      yield* here.emulator.script([])
      const resumed = yield* here.run(["resume", id])
      assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
      assert.sameMembers(
        (yield* here.emulator.records("Leads")).map((lead) => lead["Last_Name"]),
        ["Boyle", "Pinto"],
      )
    }),
  )

  it.live("is not lost to another one that would write to the same file", () =>
    Effect.gen(function* () {
      const { file, here, id } = yield* stopped
      const other = yield* here.run(["import", file, ...insert, ...results(here)])
      assert.strictEqual(other.exitCode, 2, other.stderr)
      assert.include(
        other.stderr.replaceAll(/\s+/g, " "),
        `${id} is unfinished, and also writes ${here.path("results.csv")}`,
      )
      assert.deepStrictEqual(yield* idsOf(here), [id])
    }),
  )
})

describe("the list of journeys", () => {
  it.live("is not locked while a file is digested: other imports need not wait for it", () =>
    Effect.gen(function* () {
      const seen: Array<boolean> = []
      const here: Machine = yield* machine({}, undefined, (fs) => ({
        ...fs,
        stream: (path, options) =>
          Stream.unwrap(
            Effect.sync(() => {
              if (path.endsWith("leads.csv")) seen.push(existsSync(here.path("state/zoho-bulk/journeys.lock")))
              return fs.stream(path, options)
            }),
          ),
      }))
      yield* here.run(["import", here.write("leads.csv", csv), ...insert])
      assert.deepStrictEqual(seen, [false, false])
    }),
  )
})
