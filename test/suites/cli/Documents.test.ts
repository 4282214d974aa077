import { assert, describe, it } from "@effect/vitest"
import type { documents } from "@zoho-bulk/core/cli"
import { Effect } from "effect"
import { fits } from "../../support/fits.ts"
import { machine } from "../../support/onDisk.ts"

describe("what the command writes with --json", () => {
  it.live("fits its schema, to the last key", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine()
      const secret = { ZOHO_ACCESS_TOKEN: "", ZOHO_CLIENT_SECRET: "emulator" }
      const insert = ["--module", "Leads", "--operation", "insert"]
      const leads = write("leads.csv", "Last_Name,Company\nBoyle,Zylker\nNobody,\n")
      const runs: ReadonlyArray<readonly [keyof typeof documents, ReadonlyArray<string>]> = [
        ["get", ["get", "4150868000005376042"]],
        ["get", ["get", "4150868000005350003"]],
        ["wait", ["wait", "4150868000005376042"]],
        ["wait", ["wait", "4150868000005376042", "4150868000005350003"]],
        ["download", ["download", "4150868000005376042", "--output", path("rows.csv")]],
        ["export", ["export", "Contacts", "--output", path("contacts.csv")]],
        ["export", ["export", "Events", "--output", path("events.ics")]],
        ["exportPlan", ["export", "Contacts", "--plan"]],
        ["explain", ["export", "Contacts", "--explain"]],
        ["explain", ["import", leads, ...insert, "--explain"]],
        ["explain", ["auth", "login", "--explain"]],
        ["demo", ["demo"]],
        ["import", ["import", leads, ...insert, "--rejects", path("rejects.csv")]],
        ["importPlan", ["import", leads, ...insert, "--plan"]],
        ["jobs", ["jobs"]],
        ["doctor", ["doctor"]],
        ["authLogin", ["auth", "login", "--client-id", "emulator", "--code", "emulator"]],
        ["authStatus", ["auth", "status"]],
        ["authLogout", ["auth", "logout"]],
      ]
      for (const [name, args] of runs) {
        const { stderr, stdout } = yield* run([...args, "--json"], name.startsWith("auth") ? { env: secret } : {})
        assert.strictEqual(stderr.includes('"error"'), false, stderr)
        fits(name, stdout)
      }
      const failures = [["get", "1"], ["get", "x"], ["export", "Contacts", "--fields", "Bogus"], ["resume"]]
      for (const args of failures) fits("error", (yield* run([...args, "--json"])).stderr)
    }),
  )
})
