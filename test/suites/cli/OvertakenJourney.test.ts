import { rmSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { kindOf } from "../../support/alteredZoho.ts"
import { document, type Run } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

interface Listed {
  readonly id: string
  readonly state: string
  readonly jobs: ReadonlyArray<string>
}

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<Listed>)

/** Runs what is another process's, with nothing of this one's. */
const apart = <A>(effect: Effect.Effect<A>) => Effect.promise(() => Effect.runPromise(effect))

const refused = HttpServerResponse.jsonUnsafe({ code: "INVALID_TOKEN", status: "error", details: {} }, { status: 401 })

/** An import that another process resumes while the first one is asleep in its upload, whose answer it gets then. */
const overtaken = Effect.fnUntraced(function* (options: EmulatorOptions, isRefused = false) {
  let uploads = 0
  let other: Run | undefined
  const here: Machine = yield* machine(options, (zoho) =>
    HttpClient.make((request, url) =>
      Effect.gen(function* () {
        const response = yield* zoho.execute(request)
        if (kindOf(request, url) !== "upload" || ++uploads > 1) return response
        other = yield* apart(
          Effect.gen(function* () {
            const [{ id } = { id: "" }] = yield* journeysOf(here)
            rmSync(here.path(`state/zoho-bulk/journeys/${id}/lock`))
            return yield* here.run(["resume", id, "--json"])
          }),
        )
        return isRefused ? HttpServerResponse.toClientResponse(refused, { request }) : response
      }),
    ),
  )
  const file = here.write("leads.csv", "Last_Name,Company\nBoyle,Zylker\nPinto,Zylker\n")
  const first = yield* here.run(["import", file, "--module", "Leads", "--operation", "insert"])
  return { here, file, first, other }
})

describe("an import that another process has taken over", () => {
  it.live("leaves that one's journal alone, though it had made no job itself", () =>
    Effect.gen(function* () {
      const { first, here, other } = yield* overtaken({})
      assert.strictEqual(other?.exitCode, 0, other?.stderr)
      assert.strictEqual(first.exitCode, 2, first.stderr)
      assert.include(first.stderr, "Another process is running the journey")
      const [listed] = yield* journeysOf(here)
      assert.deepInclude(listed, { state: "finished" })
      assert.strictEqual(listed?.jobs.length, 1)
    }),
  )

  it.live("leaves it an order of unknown outcome, and does not say that its rows were not sent", () =>
    Effect.gen(function* () {
      const lost = { faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 } as const] }
      const { file, first, here, other } = yield* overtaken(lost)
      assert.strictEqual(other?.exitCode, 9)
      assert.notInclude(first.stderr, "not sent")
      assert.notInclude(first.stderr, "Left open")
      assert.deepInclude((yield* journeysOf(here))[0], { state: "outcome unknown" })
      assert.strictEqual((yield* here.run(["import", file, "--module", "Leads", "--operation", "insert"])).exitCode, 2)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
    }),
  )

  it.live("does so too where it fails for another reason before it notices", () =>
    Effect.gen(function* () {
      const { first, here } = yield* overtaken({}, true)
      assert.strictEqual(first.exitCode, 2, first.stderr)
      assert.include(first.stderr, "Another process is running the journey")
      assert.notInclude(first.stderr, "not sent")
      assert.strictEqual((yield* journeysOf(here)).length, 1)
    }),
  )
})
