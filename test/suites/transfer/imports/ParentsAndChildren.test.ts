import { assert, it } from "@effect/vitest"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { type ApiVersion } from "@zoho-bulk/core/Settings"
import { createWriteJob, resultContent, uploadFile, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted, Stream } from "effect"
import { zipOf } from "../../../support/emulatedZoho.ts"

const emulated = (apiVersion: ApiVersion) =>
  ZohoConnection.layer({ apiVersion }).pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient({ jobDuration: 0 })),
  )

it.live.each(["v6", "v8"] as const)("%s writes children under the parents that their rows name", (version) =>
  Effect.gen(function* () {
    const bytes = yield* zipOf({
      "accounts.csv": "Account_Name,Ref\nNorth,1\nSouth,2\n",
      "contacts.csv": "Last_Name,Ref\nBoyle,2\nO'Neill,1\nNobody's,9\n",
    })
    const fileId = yield* uploadFile({ name: "family.zip", bytes: Stream.succeed(bytes), size: bytes.byteLength })
    const { id } = yield* createWriteJob({
      operation: "insert",
      resources: [
        { module: "Accounts", fileId, fileNames: ["accounts.csv"], mappings: [{ field: "Account_Name", index: 0 }] },
        {
          module: "Contacts",
          fileId,
          fileNames: ["contacts.csv"],
          mappings: [
            { field: "Last_Name", index: 0 },
            { field: "Account_Name", index: 1, parentColumnIndex: 1 },
          ],
        },
      ],
    })
    const { job } = yield* waitForJob({ kind: "write", id })
    const counts = job.resource?.map(({ file }) => [file?.addedCount, file?.skippedCount])
    assert.deepStrictEqual(counts, [
      [2, 0],
      [2, 1],
    ])
    const outcomes = yield* resultContent(job).pipe(Stream.decodeText, Stream.mkString)
    assert.include(outcomes, "Nobody's,9,SKIPPED,,INVALID_DATA-Account_Name")
  }).pipe(Effect.provide(emulated(version))),
)
