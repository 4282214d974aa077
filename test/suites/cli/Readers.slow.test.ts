import { execFileSync } from "node:child_process"
import { assert, describe, it } from "@effect/vitest"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, type Scope } from "effect"
import type { Run } from "../../support/commandLine.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { countOf } from "../../support/onDisk.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const quoted = (words: ReadonlyArray<string>): string => words.map((word) => `'${word}'`).join(" ")

/** The words that start the command, for a shell. */
const words = quoted(commandWords(thisRuntime))

/** The same with every permission: Deno asks for all of them where a device is opened by its name. */
const freeWords = quoted(
  commandWords(thisRuntime).flatMap((word) =>
    word === "run" ? [word, "--allow-all"] : word.startsWith("--allow-") ? [] : [word],
  ),
)

/** A shell in a folder of its own, whose command `zb` reaches an emulated Zoho. */
const shell = Effect.fnUntraced(function* (options: Emulator.EmulatorOptions = {}): Effect.fn.Return<
  {
    readonly emulator: Emulator.Emulator["Service"]
    readonly folder: string
    readonly run: (script: string) => Effect.Effect<Run>
  },
  never,
  Scope.Scope
> {
  const folder = yield* temporaryFolder
  const { emulator, origin } = yield* emulatedOnPort({ jobDuration: 0, ...options }).pipe(
    Effect.provide(runner.layerLoopbackServer),
    Effect.orDie,
  )
  const zb = `zb() { ${words} "$@"; }; free() { ${freeWords} "$@"; }`
  const env = {
    ZOHO_API_DOMAIN: origin,
    ZOHO_ACCESS_TOKEN: "emulator",
    XDG_STATE_HOME: `${folder}/state`,
    HOME: folder,
    F: folder,
  }
  return {
    emulator,
    folder,
    run: (script) =>
      Effect.promise(() => runProcess(thisRuntime, [], { command: ["/bin/bash", "-c", `${zb}\n${script}`], env })),
  }
})

const writeLeads =
  'awk \'BEGIN { print "Last_Name,Company"; for (i = 0; i < 25000; i++) print ",X"; for (i = 0; i < 10; i++) print "N" i ",X" }\' > $F/leads.csv'

const imported = "zb import $F/leads.csv --module Leads --operation insert"

describe("an import whose rejects nobody reads to their end", () => {
  it.live.each([
    { where: "stdout", script: `${imported} --rejects - | head -1; exit \${PIPESTATUS[0]}` },
    { where: "a pipe with a name", script: `mkfifo $F/p; head -1 $F/p & ${imported} --rejects $F/p` },
  ])("in $where sends all rows, and ends as it would with a reader", ({ script }) =>
    Effect.gen(function* () {
      const { emulator, run } = yield* shell({
        faults: [{ does: "late", millis: 3_000, operation: "uploadFile", nth: 2 }],
      })
      const { exitCode, stderr, stdout } = yield* run(`${writeLeads}; ${script}`)
      assert.strictEqual(exitCode, 8, stderr)
      assert.include(stdout, "Last_Name,Company,rejected_line,rejected_because\n")
      assert.include(stderr, "25,010 rows, 2 jobs")
      assert.strictEqual(yield* countOf({ emulator }, "createWriteJob"), 2)
      assert.include((yield* run("zb jobs --json")).stdout, '"state": "finished"')
    }),
  )
})

const pages = { records: { Contacts: 60_000 }, recordsPerPage: 30_000 }

const exported = "zb export Contacts --fields Last_Name,Email"
const freely = exported.replace("zb", "free")

describe("an export whose rows nobody reads to their end", () => {
  it.live.each([
    { where: "stdout", script: `${exported} | head -1`, isOver: true },
    { where: "a pipe with a name", script: `mkfifo $F/p; head -1 $F/p & ${exported} --output $F/p; wait` },
    {
      where: "a process",
      script: `${freely} --output >(head -1 > $F/first); while [ ! -s $F/first ]; do sleep 0.1; done; cat $F/first`,
    },
  ])("in $where orders no second page, and can be gone on with unless that was stdout", ({ isOver = false, script }) =>
    Effect.gen(function* () {
      const { emulator, run } = yield* shell(pages)
      const { exitCode, stderr, stdout } = yield* run(script)
      assert.strictEqual(exitCode, 0, stderr)
      assert.strictEqual(stdout, "id,Last_Name,Email\n")
      assert.strictEqual(yield* countOf({ emulator }, "createReadJob"), 1)
      const { stdout: listed } = yield* run("zb jobs --json")
      if (isOver) return assert.include(listed, '"journeys": []')
      assert.include(listed, '"state": "can be resumed"')
      const resumed = yield* run("zb resume --output - | wc -l")
      assert.strictEqual(resumed.stdout.trim(), "60001", resumed.stderr)
    }),
  )
})

describe("rows to what is no file of the disk", () => {
  it.live.each([
    {
      where: "a pipe with a name",
      script: `mkfifo $F/p; cat $F/p > $F/out & ${exported} --output $F/p >&2; code=$?; wait; cat $F/out; exit $code`,
    },
    { where: "/dev/stdout", script: `${exported} --output /dev/stdout` },
    { where: "/dev/fd/1", script: `${exported} --output /dev/fd/1` },
    {
      where: "/dev/stderr",
      script: `${freely} --output /dev/stderr 2>&1 >/dev/null | grep -v '^Contacts\\|rows\\|Written'`,
    },
    {
      where: "a file that is open already",
      script: `echo before > $F/out; ${freely} --output /dev/fd/3 3>> $F/out >&2 && tail -n +2 $F/out`,
    },
  ])("go to $where as they come", ({ script }) =>
    Effect.gen(function* () {
      const { run } = yield* shell({ records: { Contacts: 300 }, recordsPerPage: 100 })
      const { exitCode, stderr, stdout } = yield* run(script)
      assert.strictEqual(exitCode, 0, stderr)
      const lines = stdout.trimEnd().split("\n")
      assert.strictEqual(lines[0], "id,Last_Name,Email", stderr)
      assert.strictEqual(lines.length, 301)
    }),
  )

  it.live("wait for their reader, and stop at once where they are told to", () =>
    Effect.gen(function* () {
      const { emulator, folder, run } = yield* shell()
      execFileSync("mkfifo", [`${folder}/p`])
      const { exitCode } = yield* run(
        `(exec ${exported.replace("zb", words)} --output $F/p) & sleep 2; kill -TERM $!; wait $!`,
      )
      assert.strictEqual(exitCode, 143)
      assert.strictEqual(yield* countOf({ emulator }, "createReadJob"), 0)
    }),
  )
})

describe("places that cannot be written", () => {
  it.live.each([
    { what: "a descriptor that is not open", script: `${freely} --output /dev/fd/77` },
    // Deno opens devices by their names only where it may do anything.
    {
      what: "what may not be opened by its name",
      script: `${exported} --output ${thisRuntime === "deno" ? "/dev/stderr" : "/proc/version"}`,
    },
    { what: "a folder that is not there", script: `${imported} --rejects $F/no/such.csv` },
    { what: "a full device", script: `${freely} --output /dev/full`, orders: 1 },
  ])("are refused: $what", ({ orders = 0, script }) =>
    Effect.gen(function* () {
      const { emulator, run } = yield* shell()
      const { exitCode, stderr } = yield* run(`printf 'Last_Name,Company\\nA,B\\n' > $F/leads.csv; ${script}`)
      assert.notStrictEqual(exitCode, 0)
      assert.notInclude(stderr, "bug")
      assert.strictEqual(yield* countOf({ emulator }, "createReadJob"), orders)
      assert.strictEqual(yield* countOf({ emulator }, "uploadFile"), 0)
    }),
  )
})

describe("an export that fills the disk", () => {
  it.live("leaves what was there, and is gone on with once there is room", () =>
    Effect.gen(function* () {
      const { emulator, run } = yield* shell(pages)
      const full = yield* run(`echo before > $F/out.csv; ulimit -f 64; trap '' XFSZ; ${exported} --output $F/out.csv`)
      assert.notStrictEqual(full.exitCode, 0)
      assert.strictEqual((yield* run("cat $F/out.csv; ls $F | grep -v state")).stdout, "before\nout.csv\n")
      const resumed = yield* run("zb resume && wc -l < $F/out.csv")
      assert.include(resumed.stdout, "60001\n", resumed.stderr)
      assert.strictEqual(yield* countOf({ emulator }, "createReadJob"), 2)
    }),
  )
})
