import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { freePorts } from "../../support/freePorts.ts"
import { postgresForAll } from "../../support/postgres.ts"
import {
  type Here,
  inFolder,
  journeysOf,
  runOnStore,
  startRunner,
  submitContacts,
} from "../../support/runnerCommand.ts"
import { schemaOn } from "../../support/storeOfJourneys.ts"

const postgres = postgresForAll()

/** A folder that runners share, with a database of its own, whose password is in a file. */
const onDatabase = Effect.fnUntraced(function* (jobDuration?: string) {
  const here = yield* inFolder([], jobDuration)
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
        const { here, password, shared } = yield* onDatabase("4s")
        const [one, two] = yield* freePorts(2)
        assert.include((yield* submitContacts(here, join(shared, "contacts.csv"), "--shared", shared)).stdout, "queued")
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
})
