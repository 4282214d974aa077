/** So many jobs are waited for at once: each was looked at once, and sleeps until its next look. Per job. */
import { waitForJob, ZohoConnection } from "@zoho-bulk/core"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import { inMemoryBy } from "../calls/memory.ts"
import { heldBytes } from "./collected.ts"
import { cpuMicros, peakMib, size, tellPoint } from "./tellPoint.ts"

let looks = 0

const answer = (id: string | undefined): string =>
  JSON.stringify({
    data: [
      {
        id,
        operation: "read",
        state: "IN PROGRESS",
        query: { module: { api_name: "Leads" }, page: 1, fields: ["Last_Name", "Email", "Phone", "Company"] },
        created_by: { id: "4150868000000225013", name: "Patricia Boyle" },
        created_time: "2026-11-26T10:00:00+01:00",
        file_type: "csv",
      },
    ],
  })

/** Says of every job that it is under way. */
const client = HttpClient.make((request, url) =>
  Effect.sync(() => {
    looks++
    const body = answer(url.pathname.split("/").at(-1))
    return HttpClientResponse.fromWeb(request, new Response(body, { headers: { "content-type": "application/json" } }))
  }),
)

const ids = Array.from({ length: size }, (_, at) => String(4_150_868_000_005_350_000n + BigInt(at)))

/** Until each has made its first look, and sleeps. */
const settled: Effect.Effect<void> = Effect.suspend(() =>
  looks < size ? Effect.andThen(Effect.sleep(50), settled) : Effect.sleep(200),
)

const program = Effect.gen(function* () {
  yield* ZohoConnection
  yield* Effect.exit(Effect.timeout(waitForJob({ kind: "read", id: "1" }), 20))
  looks = 0
  const before = heldBytes()
  const bare = yield* Effect.forEach(ids, () => Effect.forkChild(Effect.sleep("1 hour")))
  yield* Effect.sleep(100)
  const asleep = (heldBytes() - before) / size
  yield* Effect.forEach(bare, Fiber.interrupt, { discard: true })
  bare.length = 0
  const between = heldBytes()
  const begun = cpuMicros()
  yield* Effect.forEach(ids, (id) => Effect.forkChild(waitForJob({ kind: "read", id })), { discard: true })
  yield* settled
  const micros = (cpuMicros() - begun) / size
  const bytes = (heldBytes() - between) / size
  tellPoint({ micros, peakMib: peakMib(), requests: looks / size, heldBytes: bytes, beyondBareBytes: bytes - asleep })
})

// The next look is an hour away, so that what is measured is a wait and not a look.
const limits = layerLimits({ firstPollDelay: "1 hour", longestPollDelay: "1 hour", callTimeout: "10 minutes" })
await Effect.runPromise(Effect.provide(program, [Layer.merge(inMemoryBy(client), limits)]))
process.exit()
