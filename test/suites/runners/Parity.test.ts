import { mkdtempSync, rmSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { afterAll, beforeAll } from "vitest"
import { answering, serve } from "../../support/loopback.ts"
import { runProcess, scriptWords } from "../../support/processes.ts"
import { recorded } from "../../support/recordings.ts"

interface Case {
  readonly args: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  readonly exitCode: number
}

const token = { ZOHO_ACCESS_TOKEN: "t" }

const cases: ReadonlyArray<Case> = [
  { args: ["get", "4150868000005350003", "--emulator", "--json"], exitCode: 0 },
  { args: ["get", "4150868000005376042", "--emulator"], exitCode: 0 },
  { args: ["get", "4150868000005376042", "--emulator"], env: { FORCE_COLOR: "1" }, exitCode: 0 },
  { args: ["get", "4150868000005392002", "--emulator", "--select", "state,kind"], exitCode: 0 },
  { args: ["get", "1", "--emulator", "--json"], exitCode: 4 },
  { args: ["get", "1", "--explain"], env: { ...token, ZOHO_DATA_CENTER: "ca" }, exitCode: 0 },
  { args: ["get", "x"], exitCode: 2 },
  { args: ["get", "1"], exitCode: 2 },
  { args: ["get", "1"], env: { ...token, ZOHO_API_DOMAIN: "http://example.org" }, exitCode: 2 },
  { args: ["get", "1", "--nonsense", "--json"], exitCode: 2 },
  { args: ["wait", "4150868000005350003", "--emulator", "--json", "--select", "id,state"], exitCode: 8 },
  { args: ["wait", "4150868000005392002", "--emulator", "--timeout", "0s"], exitCode: 7 },
  { args: ["download", "4150868000005376042", "--emulator", "--format", "ndjson"], exitCode: 0 },
  { args: ["export", "Contacts", "--emulator", "--plan"], exitCode: 0 },
  { args: ["export", "Contacts", "--emulator", "--explain", "--where", "Email is not empty"], exitCode: 0 },
  { args: ["export", "Contacts", "--emulator", "--json", "--output", "/tmp/zoho-bulk-parity.csv"], exitCode: 0 },
  { args: ["export", "Contacts", "--emulator", "--json"], exitCode: 2 },
  { args: ["import", "README.md", "--module", "Leads", "--operation", "insert", "--emulator", "--json"], exitCode: 2 },
  { args: ["import", "-", "--module", "Leads", "--operation", "update", "--emulator"], exitCode: 2 },
  { args: ["jobs"], exitCode: 0 },
  { args: ["resume"], exitCode: 2 },
  { args: ["auth", "status"], exitCode: 0 },
  { args: ["auth", "logout"], exitCode: 2 },
  { args: ["auth", "login", "--explain"], exitCode: 0 },
  { args: ["doctor", "--emulator"], exitCode: 0 },
  { args: ["demo"], exitCode: 0 },
  { args: ["--help"], exitCode: 0 },
  { args: ["export", "--help"], exitCode: 0 },
  { args: ["import", "--help"], exitCode: 0 },
]

/** The shipped command, bundled as `pnpm build` does it, in a folder of its own. */
const built = mkdtempSync(join(tmpdir(), "zoho-bulk-built-"))
const bundle = scriptWords("build").map((word) => (word.endsWith("/dist") ? built : word))
const shipped = ["node", join(built, "zoho-bulk.js")]

beforeAll(async () => {
  const { exitCode, stderr } = await runProcess("node", [], { command: bundle })
  assert.strictEqual(exitCode, 0, stderr)
})

afterAll(() => rmSync(built, { recursive: true, force: true }))

/** Runs a command from its sources on both runtimes, and as it is shipped. */
const everyWay = ({ args, env = {} }: Case) =>
  Effect.promise(() =>
    Promise.all([
      runProcess("node", args, { env }),
      runProcess("deno", args, { env }),
      runProcess("node", args, { env, command: shipped }),
    ]),
  )

describe("`zoho-bulk` and `zoho-bulk:deno` write the same bytes and end with the same code, and so does what is shipped", () => {
  for (const one of cases) {
    const variables = Object.entries(one.env ?? {}).map(([name, value]) => `${name}=${value} `)
    it.live(`${variables.join("")}zoho-bulk ${one.args.join(" ")} (exit code ${one.exitCode})`, () =>
      Effect.gen(function* () {
        const [node, deno, ours] = yield* everyWay(one)
        assert.deepStrictEqual(deno, node)
        assert.deepStrictEqual(ours, node)
        assert.strictEqual(node.exitCode, one.exitCode)
      }),
    )
  }

  it.live("against a server on this machine, packed answers included", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const path = "/crm/bulk/v2.1/write/4150868000005350003"
        const server = yield* serve(answering(recorded(path)))
        const env = { ...token, ZOHO_API_DOMAIN: server.origin, ZOHO_API_VERSION: "v2.1" }
        const args = ["get", "4150868000005350003", "--kind", "write", "--json"]
        const [node, deno] = yield* everyWay({ args, env, exitCode: 0 })
        assert.deepStrictEqual(deno, node)
        assert.strictEqual(node.exitCode, 0)
        assert.deepStrictEqual(
          server.requests.map(({ method, url }) => `${method} ${url}`),
          [`GET ${path}`, `GET ${path}`, `GET ${path}`],
        )
      }),
    ),
  )

  const packed = gzipSync(JSON.stringify({ code: "INVALID_TOKEN", details: {}, message: "m", status: "error" }))
  const odd: ReadonlyArray<{ what: string; exitCode: number; answer: (response: ServerResponse) => void }> = [
    { what: "204", exitCode: 1, answer: (response) => response.writeHead(204).end() },
    { what: "205", exitCode: 1, answer: (response) => response.writeHead(205).end() },
    { what: "304", exitCode: 1, answer: (response) => response.writeHead(304).end() },
    { what: "an empty body", exitCode: 1, answer: (response) => response.writeHead(200).end() },
    {
      what: "a body that is said to be packed, and empty",
      exitCode: 1,
      answer: (response) => response.writeHead(200, { "content-encoding": "gzip", "content-length": 0 }).end(),
    },
    {
      what: "a packed body, announced in capitals",
      exitCode: 3,
      answer: (response) => response.writeHead(401, { "content-encoding": "GZIP" }).end(packed),
    },
  ]
  for (const { answer, exitCode, what } of odd) {
    it.live(`after ${what}`, () =>
      Effect.scoped(
        Effect.gen(function* () {
          const server = yield* serve((_request, response) => answer(response))
          const env = { ...token, ZOHO_API_DOMAIN: server.origin }
          const [node, deno] = yield* everyWay({ args: ["get", "1", "--kind", "read"], env, exitCode })
          assert.deepStrictEqual(deno, node)
          assert.strictEqual(node.exitCode, exitCode, node.stderr)
        }),
      ),
    )
  }

  it.live(
    "where nothing listens",
    () =>
      Effect.gen(function* () {
        const { origin } = yield* Effect.scoped(serve((_request, response) => response.end()))
        const env = { ...token, ZOHO_API_DOMAIN: origin }
        const [node, deno] = yield* everyWay({ args: ["get", "1", "--json"], env, exitCode: 6 })
        assert.deepStrictEqual(deno, node)
        assert.strictEqual(node.exitCode, 6)
        assert.include(node.stderr, "connection refused")
      }),
    // All five tries are made, with pauses of up to 7.5 s between them.
    30_000,
  )
})
