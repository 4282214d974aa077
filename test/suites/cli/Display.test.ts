import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { zohoBulk } from "../../support/commandLine.ts"

const escape = "\u001b"
const args = ["get", "4150868000005350003", "--emulator"]

const isColoured = (env: Record<string, string>, terminal: "stdout" | "stderr" | "both"): Effect.Effect<boolean> =>
  Effect.map(zohoBulk(args, { env, terminal }), ({ stdout }) => stdout.includes(escape))

describe("colour", () => {
  it.effect("is used where stdout is a terminal, and not where it is redirected", () =>
    Effect.gen(function* () {
      assert.isTrue(yield* isColoured({}, "stdout"))
      assert.isFalse(yield* isColoured({}, "stderr"))
    }),
  )

  it.effect("is off with NO_COLOR, TERM=dumb and CI, and on with FORCE_COLOR", () =>
    Effect.gen(function* () {
      assert.isFalse(yield* isColoured({ NO_COLOR: "1" }, "both"))
      assert.isFalse(yield* isColoured({ NO_COLOR: "1", FORCE_COLOR: "1" }, "both"))
      assert.isFalse(yield* isColoured({ TERM: "dumb" }, "both"))
      assert.isFalse(yield* isColoured({ CI: "true" }, "both"))
      assert.isTrue(yield* isColoured({ FORCE_COLOR: "1" }, "stderr"))
      assert.isFalse(yield* isColoured({ FORCE_COLOR: "0" }, "both"))
    }),
  )

  it.effect("of errors follows stderr, not stdout", () =>
    Effect.gen(function* () {
      const onStdout = yield* zohoBulk(["get", "x"], { terminal: "stdout" })
      assert.notInclude(onStdout.stderr, escape)
      const onStderr = yield* zohoBulk(["get", "x"], { terminal: "stderr" })
      assert.include(onStderr.stderr, escape)
    }),
  )

  it.effect("never reaches a document", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk([...args, "--json"], { terminal: "both" })
      assert.notInclude(stdout, escape)
    }),
  )
})

describe("marks", () => {
  const checked = (env: Record<string, string>) =>
    Effect.map(zohoBulk(["doctor", "--emulator"], { env }), ({ stdout }) => stdout)

  it.effect("are of ASCII alone where the locale knows no others", () =>
    Effect.gen(function* () {
      for (const env of [{ LANG: "C" }, { LC_ALL: "POSIX", LANG: "C.UTF-8" }, { LC_CTYPE: "de_DE.ISO-8859-1" }]) {
        const text = yield* checked(env)
        assert.match(text, /^\+ Settings/)
        assert.match(text, /^[\n -~]*$/)
      }
    }),
  )

  it.effect("are of Unicode where the locale is UTF-8, or nobody says what it is", () =>
    Effect.gen(function* () {
      for (const env of [{}, { LANG: "C.UTF-8" }, { LC_ALL: "en_US.utf8", LANG: "C" }]) {
        assert.match(yield* checked(env), /^✓ Settings/)
      }
    }),
  )
})

describe("what Zoho sends", () => {
  it.effect("cannot move the cursor or colour the terminal", () =>
    Effect.gen(function* () {
      const job = {
        data: [
          {
            id: "1",
            state: "COMPLETED",
            created_time: "2021-05-12T17:25:29+05:30",
            created_by: { name: `${escape}[2J${escape}]0;owned\u0007Eve` },
            query: { module: `Leads${escape}[31m` },
          },
        ],
      }
      const http = Layer.succeed(
        HttpClient.HttpClient,
        HttpClient.make((request) =>
          Effect.succeed(HttpServerResponse.toClientResponse(HttpServerResponse.jsonUnsafe(job), { request })),
        ),
      )
      const { stdout } = yield* zohoBulk(["get", "1", "--kind", "read"], { env: { ZOHO_ACCESS_TOKEN: "t" }, http })
      assert.include(stdout, "Eve")
      assert.notInclude(stdout, escape)
      assert.notInclude(stdout, "\u0007")
    }),
  )
})
