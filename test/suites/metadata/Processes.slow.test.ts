import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { serve } from "../../support/loopback.ts"
import { sampleAnswers } from "../../support/organizationWire.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { scriptWords } from "../../support/scripts.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const worker = "test/support/metadataWorker.ts"
const command =
  thisRuntime === "node" ? ["node", worker] : [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A", worker]

const count = sampleAnswers.fields["fields"]?.length ?? 0

describe(`4 processes started together with a cache in one folder, on ${thisRuntime},`, () => {
  it.live("leave one whole file of mode 0600, and the next one asks nothing", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const folder = join(yield* temporaryFolder, "metadata")
        const server = yield* serve((_request, response) => {
          response.writeHead(200, { "content-type": "application/json" })
          setTimeout(() => response.end(JSON.stringify(sampleAnswers.fields)), 300)
        })
        const env = { ZOHO_ACCESS_TOKEN: "1000.5ec2e75ec2e75ec2e7", ZOHO_API_DOMAIN: server.origin }
        const run = () => runProcess(thisRuntime, [folder], { command, env })
        const runs = yield* Effect.promise(() => Promise.all(Array.from({ length: 4 }, run)))
        for (const each of runs) assert.deepStrictEqual(each, { exitCode: 0, stdout: `${count}\n`, stderr: "" })
        const [name = "", ...others] = readdirSync(folder)
        assert.deepStrictEqual(others, [])
        assert.strictEqual(statSync(join(folder, name)).mode & 0o777, 0o600)
        assert.strictEqual(JSON.parse(readFileSync(join(folder, name), "utf8")).answer.length, count)
        const asked = server.requests.length
        assert.deepStrictEqual(yield* Effect.promise(run), { exitCode: 0, stdout: `${count}\n`, stderr: "" })
        assert.strictEqual(server.requests.length, asked)
      }),
    ),
  )
})
