import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { fits } from "../../support/fits.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const signIn = (apiDomain: string, orgId?: string) => ({
  clientId: "emulator",
  clientSecret: "emulator",
  refreshToken: "emulator",
  settings: { apiDomain, ...(orgId === undefined ? {} : { orgId }) },
  savedAt: 1_700_000_000_000,
})

/** A machine with sign-ins to two organisations, each on a port of its own, and a file that says what to copy. */
const twoOrganizations = Effect.fnUntraced(function* (target: string) {
  const folder = yield* temporaryFolder
  const acme = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 4, Deals: 2 } })
  const globex = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 7 } })
  mkdirSync(join(folder, "config/zoho-bulk"), { recursive: true, mode: 0o700 })
  const signIns = { acme: signIn(acme.origin), globex: signIn(globex.origin) }
  writeFileSync(join(folder, "config/zoho-bulk/profiles.json"), JSON.stringify(signIns), { mode: 0o600 })
  writeFileSync(join(folder, "nightly.json"), JSON.stringify({ target, modules: [{ module: "Leads" }] }))
  const env = { HOME: folder, XDG_CONFIG_HOME: join(folder, "config"), XDG_STATE_HOME: join(folder, "state") }
  const as = (profile: string, ...args: ReadonlyArray<string>) =>
    Effect.promise(() => runProcess(thisRuntime, [...args, "--profile", profile], { env, cwd: folder }))
  return { acme, globex, folder, as }
})

const nightly = ["mirror", "--config", "nightly.json"]

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

describe.each([
  { kind: "a folder", target: "copies", name: "copies" },
  { kind: "a database", target: "sqlite:crm.db", name: "crm.db" },
])("copies in $kind", ({ name, target }) => {
  it.live(
    "are refused to every command that would compare them with another organisation, or change them",
    () =>
      Effect.gen(function* () {
        const { acme, as, folder, globex } = yield* twoOrganizations(target)
        const first = yield* as("acme", ...nightly)
        assert.strictEqual(first.exitCode, 0, first.stderr)
        const told = [
          `Error: The copies in ${join(folder, name)} are of the organisation at ${acme.origin}, but this run is for the organisation at ${globex.origin}`,
          "What to do: Keep each organisation in a folder or database of its own; for the one that these copies are of, name its sign-in with --profile.",
        ].join(" ")
        const others = [
          nightly,
          [...nightly, "--whole"],
          [...nightly, "--plan"],
          [...nightly, "--explain"],
          ["mirror", "Invoices_Of_Acme", "--to", target],
          ["verify", target, "--against-zoho"],
        ]
        for (const args of others) {
          const { exitCode, stderr, stdout } = yield* as("globex", ...args)
          assert.deepStrictEqual([args, exitCode, stdout, said(stderr).trim()], [args, 2, "", told])
        }
        assert.lengthOf((yield* globex.emulator.report).requests, 0)
        const status = yield* as("acme", "mirror", "status", target, "--json")
        fits("mirrorStatus", status.stdout)
        assert.include(JSON.stringify(document(status.stdout)), `"organization":{"host":"${acme.origin}"}`)
        const again = yield* as("acme", ...nightly)
        assert.strictEqual(again.exitCode, 0, again.stderr)
        assert.match(again.stdout, /^Leads +4 +\d+ +0 +changes$/m)
        const proof = yield* as("acme", "verify", target, "--against-zoho")
        assert.strictEqual(proof.exitCode, 0, proof.stdout)
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    180_000,
  )
})

describe("the refusal of another organisation", () => {
  it.live("names the ids of two at one host, where their sign-ins have them", () =>
    Effect.gen(function* () {
      const { acme, as, folder } = yield* twoOrganizations("copies")
      const signIns = { acme: signIn(acme.origin, "60001"), globex: signIn(acme.origin, "60002") }
      writeFileSync(join(folder, "config/zoho-bulk/profiles.json"), JSON.stringify(signIns), { mode: 0o600 })
      yield* as("acme", ...nightly)
      const { exitCode, stderr } = yield* as("globex", ...nightly)
      assert.strictEqual(exitCode, 2)
      const problem = `The copies in ${join(folder, "copies")} are of organisation 60001, but this run is for organisation 60002`
      assert.include(said(stderr), problem)
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )

  it.live("is a document for programs", () =>
    Effect.gen(function* () {
      const { acme, as, globex, folder } = yield* twoOrganizations("copies")
      yield* as("acme", ...nightly)
      const before = readFileSync(join(folder, "copies/manifest.json"), "utf8")
      const { exitCode, stderr } = yield* as("globex", ...nightly, "--json")
      assert.strictEqual(exitCode, 2)
      assert.deepInclude(document(stderr), { error: "MirrorDiffers", code: null, httpStatus: null })
      assert.include(stderr, acme.origin)
      assert.include(stderr, globex.origin)
      assert.strictEqual(readFileSync(join(folder, "copies/manifest.json"), "utf8"), before)
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )
})
