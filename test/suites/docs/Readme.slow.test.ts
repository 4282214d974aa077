import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { codeBlocks, exampleFolder, repositoryFile } from "../../support/examples.ts"
import { answering, serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { scriptWords } from "../../support/scripts.ts"
import { recordings } from "../../support/recordings.ts"

const readme = repositoryFile("README.md")
const blocks = codeBlocks(readme)
const examples = blocks.filter(({ info, language }) => language === "ts" && info !== "no-run")

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

const printed: Readonly<Record<string, string>> = {
  "embed.ts": "completed\n",
  "script.ts": "96 rows\n",
  "compose.ts": "2 rows were skipped\n",
  "emulated.ts": "write in-progress\n",
  "journeys.ts": "id,Last_Name,Email 667\nadded, skipped MANDATORY_NOT_FOUND\n",
  "orders.ts": "completed, with 120 rows\n",
}

describe("the README", () => {
  it("has an example for each way of use", () => {
    assert.sameMembers(
      examples.map(({ info }) => info),
      Object.keys(printed),
    )
  })

  for (const { code, info } of examples) {
    it.live(`its ${info} runs, and prints ${JSON.stringify(printed[info])}`, () =>
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
  }

  for (const { code } of blocks.filter(({ info, language }) => language === "sh" && info !== "no-run")) {
    for (const line of code.trim().split("\n")) {
      const [, script = "", words = ""] = /^npx --yes pnpm@12 (?:--silent )?(\S+) ?(.*)$/.exec(line) ?? []
      it.live(script === "test" ? "its test command is the one that runs this" : `its line \`${line}\` runs`, () =>
        Effect.gen(function* () {
          const command = scriptWords(script)
          assert.isAbove(command.length, 0, `there is no script ${script}`)
          if (script === "test") return
          const args = words === "" ? [] : words.split(" ")
          const result = yield* Effect.promise(() => runProcess("node", args, { command }))
          assert.strictEqual(result.exitCode, 0, result.stderr)
          assert.notStrictEqual(result.stdout, "")
        }),
      )
    }
  }
})
