import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { codeBlocks, exampleFolder, repositoryFile } from "../../support/examples.ts"
import { answering, serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { scriptWords } from "../../support/scripts.ts"
import { recordings } from "../../support/recordings.ts"

/** Knows the recorded jobs, by kind and id. */
const zoho = serve((request, response) => {
  const known = recordings.find(
    (exchange) =>
      exchange.response.status === 200 &&
      exchange.request.path.split("/").slice(-2).join("/") === request.url?.split("/").slice(-2).join("/"),
  )
  if (known === undefined) response.writeHead(404).end()
  else answering(known)(request, response)
})

const deno = scriptWords("zoho-bulk:deno")[0] ?? ""

/** The flags in the line of a page that runs its script on Deno. */
const denoFlags = (page: string, line: RegExp): ReadonlyArray<string> => {
  const [, flags] = line.exec(repositoryFile(page)) ?? assert.fail(`${page} has no line like ${line}`)
  return ["--no-prompt", ...(flags ?? "").split(" ")]
}

const onZoho = /^\/\/ deno run (.+) script\.ts$/m

const onEmulator = /^ZOHO_API_DOMAIN=http:\/\/127\.0\.0\.1:4150 ZOHO_ACCESS_TOKEN=emulator deno run (.+) script\.ts$/m

const commandFor = (page: string, file: string, folder: string, port: string): ReadonlyArray<string> => {
  if (file !== "script.ts") return ["node", `${folder}/${file}`]
  const flags = denoFlags(page, onEmulator).map((flag) => flag.replace("4150", port))
  return [deno, "run", ...flags, `${folder}/${file}`]
}

const pages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "README.md": {
    "embed.ts": "completed\n",
    "script.ts": "96 rows\n",
  },
  "docs/library.md": {
    "first.ts": "completed\n",
    "script.ts": "completed 96\n",
    "service.ts": "96 rows\n",
    "main.ts": "completed\n",
    "promise.ts": "completed 2\n",
    "abort.ts": "given up: true\n",
    "connect.ts": "",
    "vault.ts": "The vault is sealed. Unseal the vault.\n",
    "limits.ts": "",
    "choose.ts": "Throttled after 2 requests\n",
    "metrics.ts": "",
    "compose.ts": "2 rows were skipped\n",
    "export.ts": "true\n",
    "import.ts": "1 added\n2 skipped MANDATORY_NOT_FOUND Company\n",
    "check.ts": "1 added\n",
    "resume.ts": "id,Last_Name: 250 rows\n",
    "orders.ts": "completed, with 120 rows\n",
    "promises.ts": "Boyle\n",
    "rows-until.ts": "given up after 0 rows\n",
    "tested.ts": "completed\n",
  },
  "docs/values.md": {
    "typed.ts": "null 2026-01-31T03:30:00.000Z\n",
  },
  "docs/durable.md": {
    "journeys.ts": "queued\ncompleted: 250 rows\n",
    "runner.ts": "",
  },
  "docs/emulator.md": {
    "described.ts": "21 workshops\n",
  },
}

describe.each(Object.entries(pages))("the examples of %s", (page, printed) => {
  const examples = codeBlocks(repositoryFile(page)).filter(({ language }) => language === "ts")

  it("are one for each way of use", () => {
    assert.sameMembers(
      examples.map(({ info }) => info),
      Object.keys(printed),
    )
  })

  it.live.each(examples)("run and print what they should: $info", ({ code, info }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const folder = yield* exampleFolder({ [info]: code })
        const { origin } = yield* zoho
        const env = { ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: origin }
        const command = commandFor(page, info, folder, new URL(origin).port)
        const result = yield* Effect.promise(() => runProcess("node", [], { command, env }))
        assert.deepStrictEqual<unknown>(result, { exitCode: 0, stderr: "", stdout: printed[info] })
      }),
    ),
  )
})

describe.each(["README.md", "docs/library.md"])("the line of %s that runs a script on Deno", (page) => {
  const script = codeBlocks(repositoryFile(page)).find(({ info }) => info === "script.ts")?.code ?? ""

  it.live.each([
    { env: { ZOHO_ENVIRONMENT: "sandbox" }, host: "sandbox.zohoapis.com" },
    { env: { ZOHO_DATA_CENTER: "eu" }, host: "www.zohoapis.eu" },
    { env: { ZOHO_API_DOMAIN: "http://127.0.0.1:4150" }, host: "127.0.0.1:4150" },
  ])("lets it read where requests go: $env", ({ env, host }) =>
    Effect.gen(function* () {
      const folder = yield* exampleFolder({ "script.ts": script })
      const command = [deno, "run", ...denoFlags(page, onZoho), `${folder}/script.ts`]
      const more = { command, env: { ZOHO_ACCESS_TOKEN: "t", ...env } }
      const { exitCode, stderr } = yield* Effect.promise(() => runProcess("node", [], more))
      assert.notStrictEqual(exitCode, 0)
      assert.include(stderr, "HostNotPermitted")
      assert.include(stderr, host)
    }).pipe(Effect.scoped),
  )
})
