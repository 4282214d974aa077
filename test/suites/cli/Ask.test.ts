import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
const typed = ["emulator", "emulator", "emulator"]

describe("what is missing", () => {
  it.live("is asked for on stderr, so that stdout is data even where it is redirected", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr, stdout } = yield* run(["auth", "login"], {
        env: { ...nothingSet, NO_COLOR: "1" },
        terminal: "stderr",
        typed,
      })
      assert.strictEqual(exitCode, 0, stderr)
      for (const prompt of ["Client id", "Client secret", "Code"]) assert.include(stderr, `? ${prompt}`)
      assert.match(stdout, /^Signed in to .*\n$/)
    }),
  )

  it.live("is asked for in ASCII where the locale knows no more", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { stderr } = yield* run(["auth", "login"], { env: { ...nothingSet, LANG: "C" }, terminal: "both", typed })
      assert.notMatch(stderr, /[\u0080-\uffff]/)
    }),
  )

  it.live("is asked for again where the answer is empty", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["auth", "login"], {
        env: nothingSet,
        terminal: "both",
        typed: ["\remulator", "emulator", "emulator"],
      })
      assert.include(stderr, "It cannot be empty.")
      assert.strictEqual(exitCode, 0)
    }),
  )

  it.live("is asked for in colour, and not with NO_COLOR", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const login = (env: Readonly<Record<string, string>>) =>
        run(["auth", "login"], { env: { ...nothingSet, ...env }, terminal: "both", typed })
      assert.include((yield* login({})).stderr, "\u001b[1mClient secret\u001b[0m")
      assert.include((yield* login({ NO_COLOR: "1" })).stderr, "? Client secret › ")
    }),
  )

  it.live.each([
    { where: "at a CI service", env: { CI: "true" }, terminal: "both" },
    { where: "where stderr is no terminal", env: {}, terminal: "stdout" },
  ] as const)("is not asked for $where: exit code 2, and how to give it", ({ env, terminal }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["auth", "login"], { env: { ...nothingSet, ...env }, terminal, typed })
      assert.strictEqual(exitCode, 2)
      assert.include(stderr.replaceAll(/\s+/g, " "), "there is no terminal to ask for them")
      assert.include(stderr, "--client-id")
    }),
  )
})
