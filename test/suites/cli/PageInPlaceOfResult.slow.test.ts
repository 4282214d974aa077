import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { machine } from "../../support/onDisk.ts"

it.live(
  "`zoho-bulk download` leaves the file that was there where a page of HTML comes, also when it is tried again",
  () =>
    Effect.gen(function* () {
      const html = HttpClient.make((request) =>
        Effect.succeed(HttpServerResponse.toClientResponse(HttpServerResponse.html("<html></html>"), { request })),
      )
      const here = yield* machine({}, (zoho) =>
        HttpClient.make((request, url) => (url.pathname.endsWith("/result") ? html : zoho).execute(request)),
      )
      here.write("rows.zip", "before")
      const download = ["download", "4150868000005376042", "--format", "zip", "--output", here.path("rows.zip")]
      const { exitCode, stderr } = yield* here.run(download)
      assert.strictEqual(exitCode, 1)
      assert.include(stderr, "it is not JSON")
      assert.strictEqual(here.read("rows.zip"), "before")
    }),
)
