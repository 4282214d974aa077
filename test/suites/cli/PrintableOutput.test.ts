import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Console, Effect, Layer } from "effect"
import { HttpClient, HttpClientResponse, HttpServerResponse } from "effect/http"
import { type Run, zohoBulk } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

/** What makes a terminal do or show something else than it should: ESC, OSC 52, C1, bidi marks, ends of lines, and what has no width. */
const evil =
  "\u001b]52;c;aGk=\u0007\u001b[31mEVIL\u202e\u009b31m\u2066\u061c\u200f\u2028\u2029\u200b\u200d\u2060\ufeff\u00ad\r\nfaked"

/** All that may stand in words for a terminal that shows no colours. */
const harmless = /^(?:(?![\p{Cc}\p{Cf}\p{Zl}\p{Zp}])[^]|\n)*$/u

/** The same for JSON, in which a terminal does nothing with what has no width. */
const harmlessJson = /^(?:(?![\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069])[^]|\n)*$/u

const assertHarmless = ({ stderr, stdout }: Run, pattern = harmless): void => {
  assert.match(stdout, pattern)
  assert.match(stderr, pattern)
  assert.notMatch(stdout + stderr, /^faked/m)
}

const answering = (body: unknown, status = 200) =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) =>
      Effect.succeed(HttpServerResponse.toClientResponse(HttpServerResponse.jsonUnsafe(body, { status }), { request })),
    ),
  )

const env = { ZOHO_ACCESS_TOKEN: "t" }

const job = {
  data: [
    {
      id: "1",
      state: evil,
      operation: evil,
      created_time: `2021-05-12T17:25:29+05:30${evil}`,
      created_by: { id: "2", name: evil },
      query: {
        module: { api_name: evil },
        fields: [evil],
        cvid: evil,
        criteria: { api_name: evil, comparator: evil, value: evil },
      },
      result: { error_message: { code: evil, message: evil } },
      [evil]: evil,
    },
  ],
}

const refusal = { code: evil, message: evil, details: { [evil]: evil }, status: "error" }

describe("what Zoho sends does nothing to a terminal", () => {
  it.effect("in a job, as a table, as selected keys and as documents", () =>
    Effect.gen(function* () {
      const http = answering(job)
      const get = (...more: ReadonlyArray<string>) => zohoBulk(["get", "1", "--kind", "read", ...more], { env, http })
      const table = yield* get()
      assert.include(table.stdout, "EVIL")
      assertHarmless(table)
      assertHarmless(yield* get("--select", "query,createdBy"))
      const whole = yield* get("--json")
      assertHarmless(whole, harmlessJson)
      assert.strictEqual(JSON.parse(whole.stdout).createdBy.name, evil)
      const line = yield* get("--jsonl")
      assertHarmless(line, harmlessJson)
      assert.deepStrictEqual(JSON.parse(line.stdout), JSON.parse(whole.stdout))
    }),
  )

  it.effect("in a refusal, in words and as a document", () =>
    Effect.gen(function* () {
      const http = answering(refusal, 400)
      const words = yield* zohoBulk(["get", "1"], { env, http })
      assert.include(words.stderr, "EVIL")
      assertHarmless(words)
      const document = yield* zohoBulk(["get", "1", "--json"], { env, http })
      assertHarmless(document, harmlessJson)
      assert.strictEqual(JSON.parse(document.stderr).code, evil)
    }),
  )

  it.effect("in a log at any level", () =>
    Effect.gen(function* () {
      const logged: Array<string> = []
      const console = {
        ...globalThis.console,
        error: (...all: ReadonlyArray<unknown>) => void logged.push(all.join(" ")),
      }
      yield* zohoBulk(["get", "1", "--log-level", "all"], { env, http: answering(refusal, 400) }).pipe(
        Effect.provideService(Console.Console, console),
      )
      assert.isAbove(logged.length, 1)
      for (const line of logged) assert.match(line, harmlessJson)
    }),
  )

  it.live("in the name of the organisation that one signs in to", () =>
    Effect.gen(function* () {
      const named = HttpServerResponse.jsonUnsafe({ org: [{ zgid: "1", company_name: evil }] })
      const here = yield* machine({}, (zoho) =>
        HttpClient.make((request) =>
          request.url.includes("/org")
            ? Effect.succeed(HttpClientResponse.fromWeb(request, HttpServerResponse.toWeb(named)))
            : zoho.execute(request),
        ),
      )
      const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
      const secret = { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" }
      const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]
      const signedIn = yield* here.run(login, { env: secret })
      assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
      assert.include(signedIn.stdout, "EVIL")
      assertHarmless(signedIn)
      for (const args of [["auth", "status"], ["doctor"]]) {
        const shown = yield* here.run(args, { env: nothingSet })
        assert.strictEqual(shown.exitCode, 0, shown.stderr)
        assertHarmless(shown)
        assertHarmless(yield* here.run([...args, "--json"], { env: nothingSet }), harmlessJson)
      }
    }),
  )

  it.live("in NDJSON, whose lines are the same documents", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Leads: 0 } })
      const name = evil.replaceAll(/[\r\n]/g, "")
      const file = here.write("leads.ndjson", JSON.stringify({ Last_Name: name, Company: "Zylker" }))
      const written = yield* here.run(["import", file, "--module", "Leads", "--operation", "insert"])
      assert.strictEqual(written.exitCode, 0, written.stderr)
      const rows = yield* here.run(["export", "Leads", "--fields", "Last_Name", "--format", "ndjson"])
      assert.strictEqual(rows.exitCode, 0, rows.stderr)
      assert.match(rows.stdout, harmlessJson)
      assert.strictEqual(JSON.parse(rows.stdout).Last_Name, name)
    }),
  )
})

describe("what files of this machine hold does nothing to a terminal", () => {
  it.live("in a journey, a sign-in and their names", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const put = (name: string, content: unknown): void => {
        mkdirSync(dirname(here.path(name)), { recursive: true })
        writeFileSync(here.path(name), typeof content === "string" ? content : JSON.stringify(content))
      }
      const evilName = evil.replaceAll("/", "").replaceAll("\0", "")
      const journey = {
        id: evil,
        command: "export",
        begunAt: 0,
        module: evil,
        host: evil,
        settings: {},
        request: {},
        output: evil,
      }
      put("state/zoho-bulk/journeys/a/journey.json", journey)
      put(`state/zoho-bulk/journeys/${evilName}/journey.json`, "{")
      const signIn = {
        clientId: "c",
        clientSecret: "s",
        refreshToken: "r",
        settings: {},
        savedAt: 0,
        scope: evil,
        organization: evil,
      }
      put("config/zoho-bulk/profiles.json", { [evil]: signIn })
      for (const args of [
        ["jobs"],
        ["auth", "status"],
        ["resume", evil],
        ["get", "1", "--profile", evil],
        ["jobs", "--forget", evil],
        ["jobs"],
      ]) {
        assertHarmless(yield* here.run(args))
        assertHarmless(yield* here.run([...args, "--json"]), harmlessJson)
      }
    }),
  )
})

describe("what was typed does nothing to a terminal that shows it back", () => {
  it.effect.each(
    [
      ["get", evil],
      [evil],
      [`--${evil}`],
      ["get", "1", "--select", evil],
      ["export", evil, "--explain"],
      ["export", "Leads", "--where", evil],
      ["export", "Leads", "--output", evil],
      ["import", evil, "--module", evil, "--operation", "insert"],
      ["emulator", "--faults", evil],
      ["get", "1", "--data-center", evil],
    ].map((args) => ({ args, name: args.join(" ").replaceAll(evil, "EVIL") })),
  )("$name", ({ args }) =>
    Effect.gen(function* () {
      assertHarmless(yield* zohoBulk(args, { env }))
      assertHarmless(yield* zohoBulk([...args, "--json"], { env }), harmlessJson)
    }),
  )
})
