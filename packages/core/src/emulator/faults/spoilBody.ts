import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import { replaceBody } from "../answers/replaceBody.ts"

type Response = HttpServerResponse.HttpServerResponse

/** What the emulator's own side knows a broken connection by. */
export class ConnectionReset extends Error {
  readonly _tag = "ConnectionReset"
  readonly code = "ECONNRESET"

  constructor() {
    super("read ECONNRESET: the emulator broke the connection, as it was told to")
  }
}

const firstBytes = <E>(bytes: Stream.Stream<Uint8Array, E>, count: number): Stream.Stream<Uint8Array, E> =>
  Stream.mapAccum(
    bytes,
    () => count,
    (left, piece) => [Math.max(0, left - piece.length), left > 0 ? [piece.subarray(0, left)] : []] as const,
  )

/** Ends a body after so many bytes, as if it were whole. */
export const truncate = (response: Response, afterBytes: number): Response =>
  replaceBody(response, (bytes) => firstBytes(bytes, afterBytes))

/** Breaks the connection after so many bytes of the body, and after a pause. */
export const resetInBody = (response: Response, afterBytes: number, pause: Effect.Effect<void>): Response =>
  replaceBody(response, (bytes) =>
    Stream.concat(
      firstBytes(bytes, afterBytes),
      Stream.fromEffect(Effect.andThen(pause, Effect.fail(new ConnectionReset()))),
    ),
  )

/** Sends a body in pieces, with a pause before each. */
export const slowDown = (response: Response, millis: number): Response =>
  replaceBody(
    response,
    Stream.mapEffect((piece) => Effect.delay(Effect.succeed(piece), millis)),
  )

/** Where an archive keeps checksums: after a file's data, and in the list at its end. */
const checksums: ReadonlyArray<readonly [signature: ReadonlyArray<number>, offset: number]> = [
  [[0x50, 0x4b, 0x07, 0x08], 4],
  [[0x50, 0x4b, 0x01, 0x02], 16],
]

const spoil = (archive: Uint8Array): Uint8Array => {
  const spoilt = Uint8Array.from(archive)
  for (const [signature, offset] of checksums) {
    for (let at = 0; at + offset < archive.length; at++) {
      if (signature.every((byte, index) => archive[at + index] === byte)) spoilt[at + offset]! ^= 0xff
    }
  }
  return spoilt
}

/** Sends an archive whose checksums do not fit. It is held in memory for that. */
export const spoilChecksums = (response: Response): Response =>
  replaceBody(response, (bytes) => Stream.fromEffect(Effect.map(Stream.mkUint8Array(bytes), spoil)))
