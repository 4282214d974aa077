/** An export of so many pages of 1,000 records, from an emulated Zoho in the same process, which lets ten be downloaded a minute: by a clock that goes on when all wait. Per page. */
import { exportModule } from "@zoho-bulk/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"
import { untilOverOnDisk } from "../../../support/time.ts"
import { connected } from "./connected.ts"
import { requests } from "./requests.ts"
import { cpuMicros, peakMib, size, tellPoint } from "./tellPoint.ts"

const recordsPerPage = 1_000

const exported = Effect.gen(function* () {
  const { rows } = yield* exportModule({ module: "Contacts", fields: ["Last_Name", "Email"] })
  return yield* Stream.runCount(rows)
}).pipe(Effect.scoped)

const program = Effect.gen(function* () {
  const begun = cpuMicros()
  const rows = yield* untilOverOnDisk(exported)
  if (rows !== size * recordsPerPage) throw new Error(`${rows} rows came`)
  tellPoint({ micros: (cpuMicros() - begun) / size, peakMib: peakMib(), requests: (yield* requests) / size })
})

await Effect.runPromise(
  Effect.provide(program, [
    connected({ records: { Contacts: size * recordsPerPage }, recordsPerPage }),
    TestClock.layer(),
  ]),
)
