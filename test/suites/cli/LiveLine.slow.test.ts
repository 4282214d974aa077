import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

describe("`zoho-bulk export`", () => {
  it.live("shows no control characters where stderr is no terminal, and one live line where it is", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({ records: { Contacts: 250 }, recordsPerPage: 100, jobDuration: 1_500 })
      const args = ["export", "Contacts", "--output", path("contacts.csv")]
      const piped = yield* run(args)
      // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
      assert.notMatch(piped.stderr, /[\u0000-\u0009\u000b-\u001f]/)
      assert.include(piped.stderr, "page 1: job ")
      const live = yield* run(args, { terminal: "stderr", env: { TERM: "xterm" } })
      const shown = live.stderr.split("\r\u001b[2K")
      assert.isAbove(shown.length, 3)
      // oxlint-disable-next-line no-control-regex -- what moves the cursor takes no room
      const seen = shown.map((line) => line.replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]|\r/g, ""))
      assert.isTrue(seen.every((line) => line.split("\n").every((each) => each.length < 80)))
      assert.notInclude(shown.at(-1) ?? "", "page")
    }),
  )
})
