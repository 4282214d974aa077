/** An archive of so many rows, as `resultRows` reads it: checksum, counts, widths, and all. */
import { layerHttpClient } from "@zoho-bulk/node-runner"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import process from "node:process"
import { archiveRows } from "../../../../packages/core/src/results/archiveRows.ts"
import { contacts, piecesOf } from "../../samples/contacts.ts"
import { marked } from "../marked.ts"

const rows = Number(process.argv[2])
const pieces = piecesOf(contacts(rows).archive)

const readAll = archiveRows("4150868000005376042", Stream.fromIterable(pieces)).pipe(
  Stream.runCount,
  Effect.provide(layerHttpClient),
)

await marked(async () => {
  const read = await Effect.runPromise(readAll)
  if (read !== rows + 1) throw new Error("There are rows missing")
})
