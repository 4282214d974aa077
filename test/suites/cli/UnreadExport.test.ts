import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { type Machine, machine } from "../../support/onDisk.ts"

const begin = ["export", "Contacts", "--fields", "Email"]
const unread = { stdoutFault: "EPIPE" } as const

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) => document(stdout)["journeys"] as ReadonlyArray<{ state: string }>)

describe("an export to stdout whose reader has left (`| head`)", () => {
  it.live("is over: nothing of it is left to be resumed", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(begin, unread)
      assert.strictEqual(exitCode, 0, stderr)
      assert.deepStrictEqual(yield* journeysOf(here), [])
      assert.include((yield* here.run(["resume"])).stderr, "Nothing to resume")
    }),
  )

  it.live("is kept where it failed", () =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ does: "lost-reply", operation: "createReadJob", nth: 1 }] })
      assert.strictEqual((yield* here.run(begin, unread)).exitCode, 9)
      assert.strictEqual((yield* journeysOf(here))[0]?.state, "outcome unknown")
      assert.strictEqual((yield* here.run(["resume", "--send-again"], unread)).exitCode, 0)
      assert.deepStrictEqual(yield* journeysOf(here), [])
    }),
  )
})
