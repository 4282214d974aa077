import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { freePorts } from "../../support/freePorts.ts"
import { postgresForAll } from "../../support/postgres.ts"
import { runner } from "../../support/runner.ts"
import {
  folderFor,
  type Here,
  inFolder,
  journeysOf,
  runOnStore,
  startRunner,
  submitContacts,
} from "../../support/runnerCommand.ts"
import { schemaOn } from "../../support/storeOfJourneys.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const postgres = postgresForAll()

/** Has a folder use a database of its own, whose password is in a file. */
const onDatabase = Effect.fnUntraced(function* (here: Here) {
  const url = new URL(yield* schemaOn(postgres().url))
  const { password } = url
  url.password = ""
  const passwordFile = join(here.cwd, "password")
  writeFileSync(passwordFile, `${password}\n`)
  const env = { ...here.env, ZOHO_DATABASE_PASSWORD_FILE: passwordFile }
  const shared = join(here.cwd, "shared")
  return { here: { ...here, env, store: ["--database", url.href] } satisfies Here, password, shared, url }
})

const isUnderWay = Effect.fnUntraced(function* (here: Here, jobs: number) {
  let [contacts] = yield* journeysOf(here)
  while (contacts.state !== "running" || contacts.jobs.length < jobs) [contacts] = yield* journeysOf(here)
})

describe("`zoho-bulk runner --database`", () => {
  it.live(
    "that is killed is followed within 15 seconds by another one, which goes on and makes no job twice",
    () =>
      Effect.gen(function* () {
        const faults = join(yield* temporaryFolder, "faults.json")
        // It is killed while it waits for a job: in the middle of an order, nobody could tell what became of that.
        writeFileSync(
          faults,
          JSON.stringify([{ operation: "createReadJob", nth: 1, does: "job-takes", millis: 25_000 }]),
        )
        const { here, password, shared } = yield* onDatabase(yield* inFolder(["--faults", faults]))
        const [one, two] = yield* freePorts(2)
        assert.include(
          (yield* submitContacts(here, join(shared, "contacts.csv"), "contacts", "--shared", shared)).stdout,
          "queued",
        )
        const first = yield* startRunner(here, "--cluster", `127.0.0.1:${one}`, "--name", "first")
        assert.deepInclude(first.ready, { name: "first", cluster: `127.0.0.1:${one}` })
        assert.notInclude(JSON.stringify(first.ready), password)
        yield* isUnderWay(here, 1)
        const second = yield* startRunner(here, "--cluster", `127.0.0.1:${two}`)
        assert.strictEqual(second.ready.name, `127.0.0.1:${two}`)
        yield* Effect.promise(() => first.end("SIGKILL"))
        const killedAt = performance.now()
        let [contacts] = yield* journeysOf(here)
        while (contacts.runner !== second.ready.name) [contacts] = yield* journeysOf(here)
        assert.isBelow(performance.now() - killedAt, 15_000)
        const watched = yield* runOnStore(here, "journeys", "--watch")
        assert.match(watched.stdout, /contacts {2}completed/)
        const rows = readFileSync(join(shared, "contacts.csv"), "utf8").trim().split("\n")
        assert.strictEqual(new Set(rows).size, 251)
        ;[contacts] = yield* journeysOf(here)
        assert.strictEqual(contacts.jobs.length, 3)
        const ended = yield* Effect.promise(() => second.end("SIGTERM"))
        assert.strictEqual(ended.exitCode, 143)
        assert.notInclude(ended.stdout + ended.stderr, password)
      }),
    180_000,
  )

  it.live(
    "uses the token that another one has had, by the database",
    () =>
      Effect.gen(function* () {
        const { emulator, origin } = yield* emulatedOnPort({ records: { Contacts: 3 }, jobDuration: 0 })
        const { env, ...folder } = yield* folderFor(origin)
        const { ZOHO_ACCESS_TOKEN: emulated, ...others } = env
        const grant = { ZOHO_CLIENT_ID: emulated, ZOHO_CLIENT_SECRET: emulated, ZOHO_REFRESH_TOKEN: emulated }
        const { here, shared } = yield* onDatabase({ ...folder, env: { ...others, ...grant } })
        for (const name of ["first", "second"]) {
          const [port] = yield* freePorts(1)
          // Each has a home of its own, as on machines of their own.
          const machine = { ...here, env: { ...here.env, HOME: yield* temporaryFolder } }
          yield* submitContacts(machine, join(shared, `${name}.csv`), name, "--shared", shared)
          const started = yield* startRunner(machine, "--cluster", `127.0.0.1:${port}`, "--name", name)
          yield* runOnStore(machine, "journeys", "--watch")
          yield* Effect.promise(() => started.end("SIGTERM"))
        }
        const journeys = yield* journeysOf(here)
        const ends = journeys.map(({ runner, state }: { runner: string; state: string }) => [runner, state])
        assert.deepStrictEqual(ends.toSorted(), [
          ["first", "completed"],
          ["second", "completed"],
        ])
        const { requests } = yield* emulator.report
        assert.lengthOf(
          requests.filter(({ operation }) => operation === "renewToken"),
          1,
        )
      }).pipe(Effect.provide([runner.layerLoopbackServer, runner.layerFiles])),
    180_000,
  )
})
