import { readdirSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { HttpClient } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

const csv = "Last_Name,Company\nBoyle,Zylker\nPinto,Zylker\n"
const insert = ["--module", "Leads", "--operation", "insert"]

interface Listed {
  readonly id: string
  readonly state: string
}

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<Listed>)

/** The answer to the order is lost, so that the import stops and is unfinished. */
const losing = machine({ faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }] })

describe("`zoho-bulk import` of a file whose import is unfinished", () => {
  it.live("says so before anything is sent, and how to go on", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", csv)
      yield* here.run(["import", file, ...insert])
      const [begun] = yield* journeysOf(here)
      const { exitCode, stderr } = yield* here.run(["import", file, ...insert])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, `${begun?.id} has started to import this file, and is unfinished`)
      assert.include(stderr, `zoho-bulk resume ${begun?.id}`)
      assert.include(stderr, "--again")
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 1)
      assert.strictEqual((yield* journeysOf(here)).length, 1)
    }),
  )

  it.live("begins once more with --again", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", csv)
      yield* here.run(["import", file, ...insert])
      const again = yield* here.run(["import", file, ...insert, "--again"])
      assert.strictEqual(again.exitCode, 0, again.stderr)
      assert.strictEqual(yield* countOf(here, "createWriteJob"), 2)
    }),
  )

  it.live("is not in the way of another one: other rows, the emulator, a plan, what was finished", () =>
    Effect.gen(function* () {
      const here = yield* losing
      const file = here.write("leads.csv", csv)
      yield* here.run(["import", file, ...insert])
      assert.strictEqual((yield* here.run(["import", file, ...insert, "--plan"])).exitCode, 0)
      assert.strictEqual((yield* here.run(["import", file, ...insert, "--explain"])).exitCode, 0)
      assert.strictEqual((yield* here.run(["import", file, ...insert, "--emulator"])).exitCode, 0)
      here.write("leads.csv", `${csv}Cole,Zylker\n`)
      assert.strictEqual((yield* here.run(["import", file, ...insert])).exitCode, 0)
      assert.strictEqual((yield* here.run(["import", file, ...insert])).exitCode, 0)
    }),
  )
})

/** A Zoho that does not say which organisation it is, the first time. */
const silentOnce = Effect.map(Deferred.make<void>(), (asked) => {
  let times = 0
  const between = (zoho: HttpClient.HttpClient) =>
    HttpClient.transform(zoho, (sending, request) =>
      request.url.endsWith("/org") && times++ === 0
        ? Effect.andThen(Deferred.succeed(asked, undefined), Effect.never)
        : sending,
    )
  return { asked, between }
})

describe("an import that was stopped before anything was sent", () => {
  it.live("is not in the way of the same one, which begins anew in its place", () =>
    Effect.gen(function* () {
      const { asked, between } = yield* silentOnce
      const here = yield* machine({}, between)
      const importing = here.run(["import", here.write("leads.csv", csv), ...insert])
      const first = yield* Effect.forkChild(importing)
      yield* Deferred.await(asked)
      yield* Fiber.interrupt(first)
      assert.strictEqual((yield* journeysOf(here)).length, 1)
      const again = yield* importing
      assert.strictEqual(again.exitCode, 0, again.stderr)
      assert.deepStrictEqual(
        (yield* journeysOf(here)).map(({ state }) => state),
        ["finished"],
      )
    }),
  )
})

describe("`zoho-bulk import -` that fails before it has made a job", () => {
  it.live("keeps the rows, which cannot be had again, and goes on with them", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "unauthorized", operation: "createWriteJob", nth: 1 }] })
      const failed = yield* here.run(["import", "-", ...insert], { stdin: csv })
      assert.notStrictEqual(failed.exitCode, 0)
      const resumed = yield* here.run(["resume", "--json"])
      assert.deepInclude(document(resumed.stdout), { rows: 2, added: 2 })
    }),
  )
})

describe("`zoho-bulk jobs`", () => {
  it.live("shows a journey whose journal cannot be read, and forgets it when told to", () =>
    Effect.gen(function* () {
      const here = yield* losing
      yield* here.run(["import", here.write("leads.csv", csv), ...insert])
      const [begun] = yield* journeysOf(here)
      const folder = here.path(`state/zoho-bulk/journeys/${begun?.id}/journal`)
      for (const name of readdirSync(folder))
        writeFileSync(`${folder}/${name}`, '{"after":0,"entry":{"step":"unheard of"}}\n')
      const { stderr, stdout } = yield* here.run(["jobs", "--json"])
      assert.deepInclude((document(stdout)["journeys"] as ReadonlyArray<Listed>)[0], {
        id: begun?.id ?? "",
        state: "unreadable",
      })
      assert.include(stderr, "Could not read the journal in")
      assert.strictEqual((yield* here.run(["resume", begun?.id ?? ""])).exitCode, 1)
      yield* here.run(["jobs", "--forget", begun?.id ?? ""])
      assert.deepStrictEqual(yield* journeysOf(here), [])
    }),
  )
})
