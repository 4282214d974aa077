/** An import of so many parts of 100 rows, into an emulated Zoho in the same process, which lets ten results be downloaded a minute: by a clock that goes on when all wait. Per part. */
import { importRows } from "@zoho-bulk/core"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"
import { untilOverOnDisk } from "../../../support/time.ts"
import { connected } from "./connected.ts"
import { requests } from "./requests.ts"
import { cpuMicros, peakMib, size, tellPoint } from "./tellPoint.ts"

const rowsOfPart = 100

const rows = Stream.concat(
  Stream.make(["Last_Name", "Company"]),
  Stream.map(Stream.range(1, size * rowsOfPart), (at) => [`Tester${at}`, "Zylker"]),
)

const imported = Stream.runCount(importRows({ module: "Leads", operation: "insert" }, rows))

const program = Effect.gen(function* () {
  const begun = cpuMicros()
  const outcomes = yield* untilOverOnDisk(imported)
  if (outcomes !== size * rowsOfPart) throw new Error(`${outcomes} outcomes came`)
  tellPoint({ micros: (cpuMicros() - begun) / size, peakMib: peakMib(), requests: (yield* requests) / size })
})

await Effect.runPromise(
  Effect.provide(program, [
    connected({ creditsPerDay: 10_000_000 }),
    layerLimits({ maxUploadRows: rowsOfPart }),
    TestClock.layer(),
  ]),
)
