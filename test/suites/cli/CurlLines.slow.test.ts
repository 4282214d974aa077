import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

/** Words with which a shell would do something, were they not quoted. */
const words = (place: string): ReadonlyArray<string> => [
  `Leads'; touch ${place}; '`,
  `$(touch ${place})`,
  `\`touch ${place}\``,
  `Leads" ; touch ${place} ; "`,
  `Leads\ntouch ${place}`,
  `Leads\\' && touch ${place}`,
  `!! Leads #`,
]

describe("a curl line that `--explain` shows", () => {
  it.live("is run by a shell with the very words, and does nothing else", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      for (const word of words(here.path("stolen"))) {
        const args = [
          "export",
          "Contacts",
          "--fields",
          "Email",
          "--where",
          JSON.stringify(criteria(word)),
          "--no-metadata",
          "--explain",
          "--json",
        ]
        const run = yield* here.run(args)
        assert.strictEqual(run.exitCode, 0, run.stderr)
        const { requests } = document(run.stdout) as { requests: ReadonlyArray<{ curl: string }> }
        const script = `curl() { printf '%s\\0' "$@"; }\n${requests[0]?.curl ?? "exit 1"}`
        const given = execFileSync("bash", ["-c", script], { encoding: "utf8", cwd: here.path("") }).split("\0")
        const body = given.find((each) => each.startsWith("{")) ?? ""
        assert.strictEqual(JSON.parse(body).query.criteria.value, word)
        assert.isFalse(existsSync(here.path("stolen")), word)
      }
    }),
  )
})

function criteria(value: string) {
  return { field: { api_name: "Last_Name" }, comparator: "equal", value }
}
