import { assert, describe, it } from "@effect/vitest"
import { Effect, type FileSystem, Layer } from "effect"
import { HttpClient } from "effect/http"
import { document, zohoBulk } from "../../support/commandLine.ts"

/** A defect of which nothing can be told without falling over again. */
const untellable = Object.defineProperty(new Error("secret-token"), "name", {
  get: () => {
    throw new RangeError("secret-token")
  },
})

const env = { ZOHO_ACCESS_TOKEN: "t" }

const dying = (defect: unknown) =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make(() => Effect.die(defect)),
  )

const dyingFiles = (files: FileSystem.FileSystem): FileSystem.FileSystem => ({
  ...files,
  stat: () => Effect.die(untellable),
})

describe("a defect that cannot be told of", () => {
  it.effect("is told of all the same, for people and for programs, and ends with 1", () =>
    Effect.gen(function* () {
      const here = { onDisk: true, env: { HOME: "/nowhere" }, files: dyingFiles } as const
      const forPeople = yield* zohoBulk(["auth", "status"], here)
      assert.strictEqual(forPeople.exitCode, 1)
      assert.match(forPeople.stderr, /^Error: Internal error in zoho-bulk\n/)
      const forPrograms = yield* zohoBulk(["auth", "status", "--json"], here)
      assert.strictEqual(forPrograms.exitCode, 1)
      assert.strictEqual(document(forPrograms.stderr)["error"], "Unexpected")
      assert.notInclude(forPeople.stderr + forPrograms.stderr, "secret-token")
    }),
  )

  it.effect("is told of where a request met it, and nothing of what it holds", () =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(["get", "1"], { env, http: dying(untellable) })
      assert.strictEqual(exitCode, 1)
      assert.include(stderr, "Internal error in zoho-bulk")
      assert.notInclude(stderr, "secret-token")
    }),
  )

  it.effect("is named by its kind alone, whatever it calls itself", () =>
    Effect.gen(function* () {
      for (const name of ["secret-token", "\u001b[31mTypeError", "x".repeat(1_000)]) {
        const defect = Object.assign(new Error("no"), { name })
        const { exitCode, stderr } = yield* zohoBulk(["get", "1"], { env, http: dying(defect) })
        assert.strictEqual(exitCode, 1)
        assert.include(stderr, "(Error)")
        assert.notInclude(stderr, name)
      }
    }),
  )
})
