/** Reads the rows of each part, writes them as they are sent, and packs them, as an import does; per part. */
import { Effect, Stream } from "effect"
import { csvBytes, csvRows } from "../../../../packages/core/src/formats/csv.ts"
import { strictText } from "../../../../packages/core/src/formats/text.ts"
import { zippedWhole } from "../../../../packages/core/src/formats/zip.ts"
import { measure } from "../../measure.ts"
import { contactParts } from "../../parts.ts"
import { piecesOf } from "../../samples/contacts.ts"

const parts = contactParts()

const pack = (part: Uint8Array) =>
  Stream.rechunk(Stream.fromIterable(piecesOf(part)), 1).pipe(
    strictText(),
    csvRows(),
    csvBytes,
    Stream.mkUint8Array,
    Effect.flatMap((content) => Stream.runDrain(zippedWhole("rows.csv", content))),
  )

await measure({ units: parts.length, turn: () => Effect.runPromise(Effect.forEach(parts, pack, { discard: true })) })
