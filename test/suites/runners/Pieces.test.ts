import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { makePieces } from "../../../packages/node-runner/src/makePieces.ts"

const taking = () => {
  let isPaused = false
  const source = { pause: () => (isPaused = true), resume: () => (isPaused = false), abort: () => {} }
  return { pieces: makePieces(source), isPaused: () => isPaused }
}

describe("a body that nobody reads", () => {
  it.each([
    { what: "bytes", size: 1_000, many: 66 },
    { what: "pieces", size: 1, many: 1_024 },
  ])("has its source wait once there are many $what", ({ many, size }) => {
    const { isPaused, pieces } = taking()
    for (let taken = 1; taken < many; taken++) pieces.push(new Uint8Array(size))
    assert.isFalse(isPaused())
    pieces.push(new Uint8Array(size))
    assert.isTrue(isPaused())
  })

  it.effect("goes on, with nothing lost, once somebody has read all of it", () =>
    Effect.promise(async () => {
      const { isPaused, pieces } = taking()
      for (let taken = 0; taken < 1_024; taken++) pieces.push(Uint8Array.of(taken % 256))
      for (let read = 0; read < 1_024; read++) {
        const piece = await pieces.read()
        assert.strictEqual(piece.value?.[0], read % 256)
      }
      const next = pieces.read()
      assert.isFalse(isPaused())
      pieces.push(Uint8Array.of(7))
      assert.deepStrictEqual(await next, { done: false, value: Uint8Array.of(7) })
    }),
  )
})
