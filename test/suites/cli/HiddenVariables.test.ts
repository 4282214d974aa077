import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

const env = { ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "eu", ZOHO_ENVIRONMENT: "sandbox" }
const readable = ["ZOHO_ACCESS_TOKEN", "HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"]

const inOneLine = (text: string): string => text.replace(/\s+/g, " ")

const words = (...names: ReadonlyArray<string>) =>
  `Deno does not let this program read ${names.join(", ")}: they count as unset, and requests go to https://www.zohoapis.com. If they are set, add --allow-env=${names.join()}.`

const every = ["ZOHO_DATA_CENTER", "ZOHO_ENVIRONMENT", "ZOHO_API_DOMAIN", "ZOHO_UPLOAD_URL", "ZOHO_PROFILE"]

describe("variables that may name another host, and that Deno does not let the command read", () => {
  it.live("are told by `--explain`, with the permission to add", () =>
    Effect.gen(function* () {
      const args = ["export", "Leads", "--output", "-", "--no-metadata", "--explain"]
      const { exitCode, stdout } = yield* zohoBulk(args, { env, readable })
      assert.strictEqual(exitCode, 0)
      assert.include(inOneLine(stdout), words(...every))
      const inJson = yield* zohoBulk([...args, "--json"], { env, readable })
      assert.deepStrictEqual(JSON.parse(inJson.stdout).unreadVariables, every)
    }),
  )

  it.live("are not told where flags say it, where they may be read, or where nothing is sent", () =>
    Effect.gen(function* () {
      const args = ["export", "Leads", "--output", "-", "--no-metadata", "--explain"]
      const settled = ["--data-center", "eu", "--environment", "production"]
      for (const { given, more } of [
        { more: settled, given: { env, readable } },
        { more: ["--api-domain", "https://www.zohoapis.eu"], given: { env, readable } },
        { more: [], given: { env, readable: [...readable, ...every] } },
        { more: ["--emulator"], given: { env, readable } },
      ]) {
        const { exitCode, stderr, stdout } = yield* zohoBulk([...args, ...more], given)
        assert.strictEqual(exitCode, 0, stderr)
        assert.notInclude(stdout, "Deno does not let")
      }
      const { stdout } = yield* zohoBulk([...args, "--data-center", "us"], { env, readable })
      assert.include(inOneLine(stdout), words("ZOHO_ENVIRONMENT", "ZOHO_API_DOMAIN", "ZOHO_UPLOAD_URL", "ZOHO_PROFILE"))
    }),
  )

  it.live("are told once on stderr, with the host, by every command that orders jobs", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine()
      const allowed = [...readable, "ZOHO_API_DOMAIN"]
      const leads = write("leads.csv", "Last_Name,Company\nBoyle,Zylker\n")
      for (const args of [
        ["import", leads, "--module", "Leads", "--operation", "insert"],
        ["export", "Leads", "--output", path("out.csv")],
        ["mirror", "Leads", "--to", path("copies")],
      ]) {
        for (const more of [[], ["--json"]]) {
          const again = args[0] === "import" && more.length > 0 ? ["--again"] : []
          const done = yield* run([...args, ...more, ...again], { readable: allowed })
          assert.strictEqual(done.exitCode, 0, done.stderr)
          const told = inOneLine(done.stderr).split("Deno does not let this program read ZOHO_DATA_CENTER").length - 1
          assert.strictEqual(told, 1, done.stderr)
          assert.match(inOneLine(done.stderr), /count as unset, and requests go to https?:\/\//)
        }
        const again = args[0] === "import" ? ["--again"] : []
        const quiet = yield* run([...args, "--quiet", ...again], { readable: allowed })
        assert.strictEqual(quiet.stderr, "")
      }
    }).pipe(Effect.scoped),
  )
})
