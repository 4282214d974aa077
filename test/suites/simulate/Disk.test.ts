import { assert, describe, it } from "@effect/vitest"
import { Disk } from "../../simulate/disk/Disk.ts"
import { chanceOf } from "../../simulate/world/Chance.ts"

const seeds = Array.from({ length: 200 }, (_, seed) => seed)

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a file holds after a power cut, for each of many chances; `undefined` where it is gone. */
const afterCuts = (prepare: (disk: Disk) => void, path: string): ReadonlySet<string | undefined> =>
  new Set(
    seeds.map((seed) => {
      const disk = new Disk(() => 0)
      prepare(disk)
      disk.cutPower(chanceOf(seed, "test"))
      const file = disk.files().get(path)
      return file === undefined ? undefined : new TextDecoder().decode(file.bytes)
    }),
  )

describe("a simulated disk whose power is cut", () => {
  it("keeps what was synced, name and content", () => {
    const kept = afterCuts((disk) => {
      const file = disk.create("/a", 0o600, true)
      disk.change(file, { at: 0, bytes: bytes("abc") })
      disk.sync(file)
      disk.sync(disk.root)
    }, "/a")
    assert.deepStrictEqual([...kept], ["abc"])
  })

  it("may lose a name whose folder was not synced, though its content was", () => {
    const kept = afterCuts((disk) => {
      const file = disk.create("/a", 0o600, true)
      disk.change(file, { at: 0, bytes: bytes("abc") })
      disk.sync(file)
    }, "/a")
    assert.deepStrictEqual(kept, new Set([undefined, "abc"]))
  })

  it("may keep, lose or tear what was not synced, and leave zeros in its place", () => {
    const kept = afterCuts((disk) => {
      const file = disk.create("/a", 0o600, true)
      disk.sync(disk.root)
      disk.change(file, { at: 0, bytes: bytes("ab") })
    }, "/a")
    assert.deepStrictEqual(kept, new Set(["", "a", "ab", "\0\0", "a\0"]))
  })

  it("has the old file or the new one where one was renamed over the other", () => {
    const kept = afterCuts((disk) => {
      for (const [path, text] of [
        ["/a", "old"],
        ["/b", "new"],
      ] as const) {
        const file = disk.create(path, 0o600, true)
        disk.change(file, { at: 0, bytes: bytes(text) })
        disk.sync(file)
      }
      disk.sync(disk.root)
      disk.move("/b", "/a")
    }, "/a")
    assert.deepStrictEqual(kept, new Set(["old", "new"]))
  })
})
