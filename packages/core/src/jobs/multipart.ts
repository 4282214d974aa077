import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Stream from "effect/Stream"
import { type RequestBody, streamBody } from "../transport/requestBody.ts"

/** A file to be uploaded. */
export interface FileToUpload<E> {
  /** The name of the file, as Zoho will show it. */
  readonly name: string
  /** Its bytes, a zip archive. */
  readonly bytes: Stream.Stream<Uint8Array, E>
  /** How many bytes there are, if that is known beforehand. */
  readonly size?: number | undefined
}

const encoder = new TextEncoder()

const randomHex = Effect.map(Random.nextIntBetween(0, 0xffff_ffff), (chance) => chance.toString(16).padStart(8, "0"))

/** A name as it may be quoted in a header. */
const quotable = (name: string): string => name.replaceAll(/[\r\n"\\]/g, "_")

/** Puts one file into a multipart body, part `file`, as a stream: of known length if the file's is known. */
export const multipartFile = <E>({ bytes, name, size }: FileToUpload<E>): Effect.Effect<RequestBody> =>
  Effect.map(Effect.all([randomHex, randomHex, randomHex, randomHex]), (parts) => {
    const boundary = `zoho-bulk-${parts.join("")}`
    const disposition = `form-data; name="file"; filename="${quotable(name)}"`
    const head = encoder.encode(
      `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: application/zip\r\n\r\n`,
    )
    const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
    return streamBody(
      `multipart/form-data; boundary=${boundary}`,
      Stream.make(head).pipe(Stream.concat(bytes), Stream.concat(Stream.make(tail))),
      size === undefined ? undefined : head.byteLength + size + tail.byteLength,
    )
  })
