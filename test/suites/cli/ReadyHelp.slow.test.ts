import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { commandPaths, wordsOf } from "../../support/commandPaths.ts"
import { desk, zohoBulkLine } from "../../support/desk.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"

const minutes = 60_000

/** What stands between the help of one command and that of the next. */
const mark = "\u001e"

/** Runs the command as it is shipped, in a process of its own. */
const shipped = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) =>
  Effect.promise(() => runProcess(thisRuntime, args, { env }))

describe(`help as it is shipped for ${thisRuntime}`, () => {
  it.live.each(
    [60, 80, 120].flatMap((columns) => [
      { columns, colours: "coloured", env: {} },
      { columns, colours: "plain", env: { NO_COLOR: "1" } },
    ]),
  )(
    "is what the sources print of every command, $colours on a terminal of $columns columns",
    ({ columns, env }) =>
      Effect.gen(function* () {
        const { opens } = yield* desk
        const lines = commandPaths.map((path) => `${zohoBulkLine([...wordsOf(path), "--help"])}; printf '${mark}'`)
        const terminal = yield* opens(lines.join("\n"), { columns, variables: env })
        assert.strictEqual(yield* terminal.ended, 0)
        const shown = terminal.shown().replaceAll("\r\n", "\n").split(mark).slice(0, -1)
        assert.lengthOf(shown, commandPaths.length)
        for (const [at, path] of commandPaths.entries()) {
          const { stdout } = yield* zohoBulk([...wordsOf(path), "--help"], { terminal: "both", columns, env })
          assert.strictEqual(shown[at], stdout, path)
        }
      }),
    4 * minutes,
  )

  it.live.each([{ env: {} }, { env: { FORCE_COLOR: "1" } }])(
    "is what the sources print where it goes to a file, with $env",
    ({ env }) =>
      Effect.gen(function* () {
        for (const args of [[], ["help"], ["-h"], ["help", "auth", "login"], ["export", "--help"]]) {
          assert.deepStrictEqual(yield* shipped(args, env), yield* zohoBulk(args, { env }), args.join(" "))
        }
      }),
  )

  it.live.each([
    { args: ["nonsense", "--help"] },
    { args: ["help", "nonsense"] },
    { args: ["auth login", "--help"] },
    { args: ["", "--help"] },
    { args: ["constructor", "--help"] },
    { args: ["get", "--help", "--nonsense"] },
    { args: ["get", "--nonsense", "--help"] },
    { args: ["get", "x", "--help"] },
    { args: ["--help", "get"] },
    { args: ["--help", "--help"] },
    { args: ["help", "get", "--help"] },
    { args: ["get", "--help", "--json", "--jsonl"] },
    { args: ["get", "--", "--help"] },
    { args: ["--help=false"] },
    { args: ["jobs", "--help"] },
    { args: ["auth"] },
    { args: ["get", "help"] },
  ])("and $args ends as it does from the sources", ({ args }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* shipped(args), yield* zohoBulk(args))
    }),
  )

  it.live("names the version, and what it runs on", () =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* shipped(["--version"])
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      assert.match(stdout, new RegExp(`^zoho-bulk v\\d\\S+ \\(${thisRuntime} v\\d\\S+, effect v4\\S+\\)\\n$`))
      for (const args of [["-v"], ["version"], ["get", "--version"]]) {
        assert.strictEqual((yield* shipped(args)).stdout, stdout, args.join(" "))
      }
    }),
  )

  it.live("says that a home which is no absolute path is ignored", () =>
    Effect.gen(function* () {
      const { exitCode, stderr, stdout } = yield* shipped(["get", "--help"], { HOME: "somewhere" })
      assert.deepStrictEqual([exitCode, stdout], [0, (yield* zohoBulk(["get", "--help"])).stdout])
      assert.include(stderr, "HOME is somewhere, which is not an absolute path")
    }),
  )

  it.live.each(["| true", "| head -1", "> /dev/full", ">&-"])(
    "ends well, and says nothing on stderr, with %s",
    (where) =>
      Effect.gen(function* () {
        const line = `set -o pipefail; ${zohoBulkLine(["--help"])} ${where}`
        const command = ["/bin/bash", "--norc", "-c", line]
        const { exitCode, stderr } = yield* Effect.promise(() => runProcess(thisRuntime, [], { command }))
        assert.deepStrictEqual([exitCode, stderr], [0, ""])
      }),
  )
})
