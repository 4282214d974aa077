import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { packedPart } from "../../support/packedParts.ts"

const lead = (n: number) => [`Lead ${n}`, 'Züri, "AG"\nline']

describe("the archive that is uploaded", () => {
  it.live.each([1, 3_000])(
    "is plain: with %s rows, the sizes stand before the data, and nothing is of ZIP64",
    (count) =>
      Effect.gen(function* () {
        const archive = yield* packedPart([
          ["Last_Name", "Company"],
          ...Array.from({ length: count }, (_, n) => lead(n)),
        ])
        const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
        const [signature, needed, flags] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint16(6, true)]
        const [packed, unpacked] = [view.getUint32(18, true), view.getUint32(22, true)]
        const [nameLength, extraLength] = [view.getUint16(26, true), view.getUint16(28, true)]
        assert.strictEqual(signature, 0x04034b50)
        assert.isAtMost(needed, 20)
        assert.strictEqual(flags & 0x0008, 0, "a data descriptor follows the data")
        assert.isAbove(unpacked, count * 20)
        const central = 30 + nameLength + extraLength + packed
        assert.strictEqual(view.getUint32(central, true), 0x02014b50, "the list of files comes right after the data")
        const extra = archive.subarray(30 + nameLength, 30 + nameLength + extraLength)
        assert.isFalse(extra[0] === 0x01 && extra[1] === 0x00, "sizes of ZIP64")
      }),
  )
})
