import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { basename } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { countOf, type Machine, machine } from "../../support/onDisk.ts"

const journeysOf = ({ run }: Machine) =>
  Effect.map(run(["jobs", "--json"]), ({ stdout }) =>
    (document(stdout)["journeys"] as ReadonlyArray<{ readonly id: string }>).map(({ id }) => id),
  )

const folderOf = (here: Machine, id: string): string => here.path(`state/zoho-bulk/journeys/${id}`)

const cutShort: EmulatorOptions = {
  records: { Contacts: 25 },
  recordsPerPage: 10,
  faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 }],
}

const failing: EmulatorOptions = { ...cutShort, faults: [{ does: "job-fails", operation: "createReadJob", nth: 2 }] }

/** A machine on which another process forgets a journey, once its name is told, right before the next process would make or use its folder. */
const forgetful = Effect.fnUntraced(function* (options: EmulatorOptions) {
  let next: string | undefined
  const forget = <A, E, R>(isIt: (folder: string) => boolean, deed: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      if (next !== undefined && isIt(next)) {
        rmSync(next, { recursive: true })
        next = undefined
      }
      return deed
    })
  const here = yield* machine(options, undefined, (files) => ({
    ...files,
    makeDirectory: (path, how) => forget((folder) => path === folder, files.makeDirectory(path, how)),
    open: (path, how) => forget((folder) => path.startsWith(`${folder}/journey.json.`), files.open(path, how)),
  }))
  yield* here.run(["export", "Contacts", "--output", here.path("contacts.csv")])
  const [id = ""] = yield* journeysOf(here)
  const folder = folderOf(here, id)
  next = folder
  return { here, id, folder }
})

describe("a journey that another process forgets while it is taken up", () => {
  it.live.each([{ words: "resume" }, { words: "resume --send-again" }])(
    "is neither begun anew nor brought back by `$words`",
    ({ words }) =>
      Effect.gen(function* () {
        const { folder, here, id } = yield* forgetful(cutShort)
        const orders = yield* countOf(here, "createReadJob")
        const { exitCode, stderr } = yield* here.run(words.split(" "))
        assert.strictEqual(exitCode, 2, stderr)
        assert.include(stderr, `${id} has since been forgotten`)
        assert.strictEqual(yield* countOf(here, "createReadJob"), orders)
        assert.isFalse(existsSync(folder))
      }),
  )

  it.live("is not brought back by where its rows are to go from now on", () =>
    Effect.gen(function* () {
      const { folder, here } = yield* forgetful(failing)
      const orders = yield* countOf(here, "createReadJob")
      const { exitCode } = yield* here.run(["resume", "--output", here.path("other.csv")])
      assert.notStrictEqual(exitCode, 0)
      assert.strictEqual(yield* countOf(here, "createReadJob"), orders)
      assert.isFalse(existsSync(folder))
    }),
  )
})

/** Changes when the journey was begun, and when it was finished. */
const setTimes = (folder: string, begunAt: number, finishedAt: number): void => {
  const change = (file: string, pattern: RegExp, time: number) =>
    writeFileSync(file, readFileSync(file, "utf8").replace(pattern, `$1${time}`))
  change(`${folder}/journey.json`, /("begunAt":)\d+/, begunAt)
  for (const name of readdirSync(`${folder}/journal`)) {
    change(`${folder}/journal/${name}`, /("step":"finished","at":)\d+/, finishedAt)
  }
}

describe("a finished journey is remembered for a week", () => {
  const day = 86_400_000
  it.live.each<{ what: string; begun: number; finished: number; isThere: boolean }>([
    { what: "from its end on, however long ago it was begun", begun: -30, finished: -6, isThere: true },
    { what: "and no longer", begun: -30, finished: -8, isThere: false },
    {
      what: "from its beginning on, where its end is yet to come by a wrong clock",
      begun: -8,
      finished: 30,
      isThere: false,
    },
  ])("$what", ({ begun, finished, isThere }) =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Contacts: 1 } })
      yield* here.run(["export", "Contacts", "--output", here.path("contacts.csv")])
      const [id = ""] = yield* journeysOf(here)
      setTimes(folderOf(here, id), Date.now() + begun * day, Date.now() + finished * day)
      yield* here.run(["export", "Contacts", "--output", here.path("contacts.csv")])
      assert.strictEqual((yield* journeysOf(here)).includes(id), isThere)
    }),
  )
})

describe("the half-written output of a journey", () => {
  it.live("is each process's own, and what killed ones left is removed by who goes on", () =>
    Effect.gen(function* () {
      const opened: Array<string> = []
      const here = yield* machine(cutShort, undefined, (files) => ({
        ...files,
        open: (path, options) => {
          if (basename(path).startsWith("contacts.csv")) opened.push(path)
          return files.open(path, options)
        },
      }))
      yield* here.run(["export", "Contacts", "--output", here.path("contacts.csv")])
      const [id = ""] = yield* journeysOf(here)
      for (const left of [`contacts.csv.${id}.tmp`, `contacts.csv.${id}.abc.tmp`, "contacts.csv.mine.tmp"]) {
        here.write(left, "half")
      }
      const { exitCode, stderr } = yield* here.run(["resume", "--send-again"])
      assert.strictEqual(exitCode, 0, stderr)
      assert.strictEqual(new Set(opened).size, 2)
      const files = readdirSync(here.path(".")).filter((name) => name.startsWith("contacts"))
      assert.sameMembers(files, ["contacts.csv", "contacts.csv.mine.tmp"])
    }),
  )
})
