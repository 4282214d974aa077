import { readdirSync, writeFileSync } from "node:fs"
import { assert, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { document } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

it.live("resume --send-again is about the order that there was, and not about one that went out meanwhile", () =>
  Effect.gen(function* () {
    const here = yield* machine({
      records: { Contacts: 250 },
      recordsPerPage: 100,
      jobDuration: 0,
      faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 }],
    })
    yield* here.run(["export", "Contacts"])
    const [journey] = document((yield* here.run(["jobs", "--json"])).stdout)["journeys"] as ReadonlyArray<{
      id: string
    }>
    const folder = here.path(`state/zoho-bulk/journeys/${journey?.id}`)
    const last = Number.parseInt(readdirSync(`${folder}/journal`).toSorted().at(-1) ?? "", 10)
    writeFileSync(`${folder}/lock`, "killed")
    const second = yield* Effect.forkChild(here.run(["resume", "--send-again"]))
    yield* Effect.sleep("1 second")
    for (const [at, step] of ["abandoned", "ordering"].entries()) {
      const entry = { after: last + at, entry: { step, part: "page 2", at: Date.now() } }
      writeFileSync(`${folder}/journal/${String(last + at + 1).padStart(6, "0")}.json`, `${JSON.stringify(entry)}\n`)
    }
    const { exitCode, stderr } = yield* Fiber.join(second)
    assert.strictEqual(exitCode, 2, stderr)
    assert.include(stderr, "has since been continued, and page 2 has changed")
    const { requests } = yield* here.emulator.report
    assert.strictEqual(requests.filter(({ operation }) => operation === "createReadJob").length, 2)
  }),
)
