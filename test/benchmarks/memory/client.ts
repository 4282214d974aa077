/**
 * Uploads or downloads as many bytes as asked, in a process of its own, and says how much memory that took at its peak.
 */
import { readFileSync } from "node:fs"
import process from "node:process"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { createReadJob, downloadResult, getJobDetails, uploadFile, ZohoConnection } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { Effect, Layer, Redacted, Stream } from "effect"
import { runner } from "../../support/runner.ts"

const [direction, origin = "", size = "0"] = process.argv.slice(2)
const bytes = Number(size)

/** One block again and again, for what is measured is the client's memory and not the garbage of whoever makes the bytes. */
const block = crypto.getRandomValues(new Uint8Array(65_536))
block.set([0x50, 0x4b, 3, 4])

const archive = Stream.range(1, bytes / block.length).pipe(
  Stream.map(() => block),
  Stream.rechunk(1),
)

const upload = Effect.as(uploadFile({ name: "rows.zip", bytes: archive, size: bytes }), bytes)

/** Downloads until there are enough bytes, though the result may hold more. */
const download = Effect.gen(function* () {
  const { id } = yield* createReadJob({ module: "Contacts" })
  let job = yield* getJobDetails({ kind: "read", id })
  while (job.state !== "completed") {
    yield* Effect.sleep(50)
    job = yield* getJobDetails({ kind: "read", id })
  }
  let seen = 0
  yield* Stream.runForEachWhile(downloadResult(job), (chunk) => Effect.sync(() => (seen += chunk.byteLength) < bytes))
  return seen
})

const connection = ZohoConnection.layer({ apiDomain: origin }).pipe(
  Layer.provide(layerAccessToken(Redacted.make("emulator"))),
  Layer.provide(runner.layerHttpClient),
)

const limits = { ...defaultLimits, maxUploadBytes: 2 ** 30 }

/** The peak of this process alone, in MiB: Linux counts it anew when a program starts. */
const peak = (): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1_024

const moved = await Effect.runPromise(
  (direction === "upload" ? upload : download).pipe(
    Effect.provideService(CurrentLimits, limits),
    Effect.provide(connection),
  ),
)
console.log(JSON.stringify({ moved, peak: peak() }))
