import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

it.live("`--select` with a key that no answer of a command has is refused before anything is asked for or done", () =>
  Effect.gen(function* () {
    const { emulator, path, run, write } = yield* machine()
    const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]
    const secret = { env: { ZOHO_ACCESS_TOKEN: "", ZOHO_CLIENT_SECRET: "emulator" } }
    assert.strictEqual((yield* run(login, secret)).exitCode, 0)
    const asked = (yield* emulator.report).requests
    const leads = write("new.csv", "Last_Name,Company\nBoyle,Zylker\n")
    const insert = ["--module", "Leads", "--operation", "insert"]
    for (const args of [
      ["get", "4150868000005376042"],
      ["wait", "4150868000005376042"],
      ["download", "4150868000005376042", "--output", path("a.csv")],
      ["export", "Leads", "--output", path("a.csv")],
      ["export", "Leads", "--plan"],
      ["export", "Leads", "--explain"],
      ["import", leads, ...insert],
      ["import", leads, ...insert, "--plan"],
      ["jobs"],
      [...login, "--profile", "other"],
      ["auth", "status"],
      ["auth", "logout"],
      ["doctor"],
      ["demo"],
      ["emulator", "--port", "0"],
    ]) {
      const { exitCode, stderr } = yield* run([...args, "--json", "--select", "sate"], secret)
      assert.strictEqual(exitCode, 2, stderr)
      assert.include(stderr, "--select names sate")
    }
    assert.deepStrictEqual((yield* emulator.report).requests, asked)
    assert.strictEqual((yield* run(["jobs"])).stdout, "Nothing has been started from here.\n")
    const { signIns } = JSON.parse((yield* run(["auth", "status", "--json"])).stdout)
    assert.deepStrictEqual(
      signIns.map(({ profile }: { readonly profile: string }) => profile),
      ["default"],
    )
  }),
)
