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

const commandFor = (file: string, folder: string): ReadonlyArray<string> => {
  const deno = scriptWords("zoho-bulk:deno")[0] ?? ""
  const flags = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env=ZOHO_ACCESS_TOKEN,ZOHO_API_DOMAIN"]
  return file === "script.ts" ? [deno, "run", ...flags, `${folder}/${file}`] : ["node", `${folder}/${file}`]
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
        const command = commandFor(info, folder)
        const result = yield* Effect.promise(() => runProcess("node", [], { command, env }))
        assert.deepStrictEqual<unknown>(result, { exitCode: 0, stderr: "", stdout: printed[info] })
      }),
    ),
  )
})
