import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"

const startedAs = "npx somewhere zoho-bulk"

const run = (...args: ReadonlyArray<string>) => zohoBulk(args, { startedAs })

describe("what somebody is told to type begins as the command was started", () => {
  it.effect("in what comes next", () =>
    Effect.gen(function* () {
      const read = yield* run("get", "4150868000005376042", "--emulator")
      assert.include(read.stdout, `fetch the rows: ${startedAs} download 4150868000005376042\n`)
      const running = yield* run("get", "4150868000005392002", "--emulator")
      assert.include(running.stdout, `check again: ${startedAs} get 4150868000005392002 --kind write\n`)
    }),
  )

  it.effect("in help: the usage, the examples, and where the rest is", () =>
    Effect.gen(function* () {
      const { stdout } = yield* run("get", "--help")
      assert.include(stdout, `\nUSAGE\n  ${startedAs} get [flags] <job-id>\n`)
      assert.include(stdout, `\n  ${startedAs} get 4150868000005376042 --emulator\n`)
      assert.isTrue(stdout.endsWith(`${startedAs} --help\n`))
      assert.include((yield* run("--help")).stdout, `\n  ${startedAs} demo\n`)
    }),
  )

  it.effect("in what to do about an error", () =>
    Effect.gen(function* () {
      assert.include((yield* run("gte")).stderr, `See ${startedAs} --help.`)
      assert.include((yield* run("get", "1")).stderr, `Sign in with ${startedAs} auth login;`)
      assert.include((yield* run("resume", "nowhere")).stderr, `See ${startedAs} journeys for the journeys`)
    }),
  )

  it.effect("and is its name where nobody says how", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["get", "4150868000005376042", "--emulator"])
      assert.include(stdout, ": zoho-bulk download 4150868000005376042\n")
    }),
  )
})
