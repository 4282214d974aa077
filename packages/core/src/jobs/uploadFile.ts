import { number } from "../domain/amount.ts"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { repeatable } from "../connection/call.ts"
import { readReply } from "../connection/readReply.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { FieldSchemas } from "../domain/FieldSchemas.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { Performance, Reply } from "../connection/Connection.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { tellTraffic } from "../transport/CurrentTraffic.ts"
import { operations } from "../wire/Operation.ts"
import { uploadedFileId } from "../wire/uploadedFile.ts"
import { checkRequest } from "./checkRequest.ts"
import { organizationIdOf } from "./organizationId.ts"
import { multipartFile, type FileToUpload } from "./multipart.ts"

/**
 * Every way in which `uploadFile` can fail, in addition to the failures of the uploaded stream.
 *
 * **Example** (Whether the file is at fault)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOfFile = ({ _tag }: Failure.UploadFailure): boolean => _tag === "InvalidRequest"
 * ```
 *
 * @category errors
 */
export type UploadFailure = InvalidRequest | CallFailure

const tooLarge = (max: number): InvalidRequest =>
  new InvalidRequest({
    problem: `The file is larger than ${number(max)} bytes, the most that Zoho accepts`,
    remedy: "Split its rows into several files; Zoho accepts 25,000 rows and 25 MB in each.",
  })

const notZip = new InvalidRequest({
  problem: "The file is not a zip archive",
  remedy: "Pack the CSV file, header row first, into a zip archive.",
})

const sizeOf = ({ size }: FileToUpload<unknown>) => (size === undefined ? {} : { of: size })

const zipSignature = [0x50, 0x4b, 0x03, 0x04]

const notBytes = (chunk: unknown): InvalidRequest =>
  new InvalidRequest({
    problem: `The stream yields ${describeValue(chunk)}, not bytes`,
    remedy: "Give a Stream of Uint8Array, such as FileSystem's stream(path).",
  })

const wrongSize = (said: string, found: string): InvalidRequest =>
  new InvalidRequest({
    problem: `The size of the file was given as ${said} bytes, and has ${found}`,
    remedy: "Give its actual size, or leave it out.",
  })

const File = Schema.Struct({
  name: Schema.String,
  bytes: Schema.Unknown.pipe(
    Schema.check(Schema.makeFilter((bytes) => Stream.isStream(bytes), { expected: "a Stream" })),
  ),
  size: Schema.optional(Schema.Number),
} satisfies FieldSchemas<Record<keyof FileToUpload<never>, unknown>>)

/**
 * Passes bytes on and stops at the first that Zoho would refuse: a wrong beginning, one byte too many, or a length
 * other than the given size.
 */
const checkBytes = <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  max: number,
  said: number | undefined,
): Stream.Stream<Uint8Array, E | InvalidRequest> =>
  Stream.suspend(() => {
    let seen = 0
    const check = (chunk: Uint8Array): Effect.Effect<void, InvalidRequest> => {
      if (!(chunk instanceof Uint8Array)) return Effect.fail(notBytes(chunk))
      const begins = zipSignature.slice(seen).every((byte, at) => at >= chunk.length || chunk[at] === byte)
      if (!begins) return Effect.fail(notZip)
      seen += chunk.byteLength
      if (seen > max) return Effect.fail(tooLarge(max))
      return said !== undefined && seen > said ? Effect.fail(wrongSize(number(said), "more")) : Effect.void
    }
    const whole = Effect.suspend((): Effect.Effect<void, InvalidRequest> => {
      if (said !== undefined && seen !== said) return Effect.fail(wrongSize(number(said), number(seen)))
      return seen < zipSignature.length ? Effect.fail(notZip) : Effect.void
    })
    return Stream.concat(Stream.tap(bytes, check), Stream.fromEffectDrain(whole))
  })

/**
 * Uploads a zip archive for a write job and returns its file id. Costs 1 API credit.
 *
 * **Details**
 *
 * The bytes are streamed; with `size` the upload has a known length. What Zoho would refuse (more than 25 MiB, or
 * anything but a zip archive) fails with `InvalidRequest` as soon as it is detected. Transient failures are retried for
 * as long as `uploadTimeout` lasts: an upload changes nothing, and one whose answer is lost costs only its credit. The
 * organisation comes from the settings, or is looked up once (1 API credit). `Failure.UploadFailure` lists the other
 * failures.
 *
 * **Gotchas**
 *
 * Each try runs the stream again: pass a stream that can be run more than once.
 *
 * **Example** (An archive from a file)
 *
 * ```ts
 * import { uploadFile } from "@zoho-bulk/core"
 * import { FileSystem } from "effect"
 *
 * export const upload = (path: string) =>
 *   FileSystem.FileSystem.use((fs) => uploadFile({ name: "leads.zip", bytes: fs.stream(path) }))
 * ```
 *
 * @category operations
 */
export const uploadFile = Effect.fnUntraced(function* <E>(
  file: uploadFile.File<E>,
): Effect.fn.Return<string, UploadFailure | E, ZohoConnection> {
  yield* Effect.fromResult(checkRequest("the file", File, file))
  const limits = yield* CurrentLimits
  const connection = yield* ZohoConnection
  if (file.size !== undefined && !(Number.isSafeInteger(file.size) && file.size >= 0)) {
    return yield* wrongSize(String(file.size), "a number of bytes that can be counted")
  }
  if (file.size !== undefined && file.size > limits.maxUploadBytes) return yield* tooLarge(limits.maxUploadBytes)
  const orgId = yield* organizationIdOf(connection)

  let broken: { readonly failure: E | InvalidRequest } | undefined
  const remember = (failure: E | InvalidRequest): Effect.Effect<void> => Effect.sync(() => void (broken = { failure }))
  const bytes = Stream.tapError(checkBytes(file.bytes, limits.maxUploadBytes, file.size), remember)
  const body = yield* multipartFile({ ...file, bytes: tellTraffic({ direction: "sent", ...sizeOf(file) })(bytes) })
  const headers = { feature: "bulk-write", "x-crm-org": orgId }
  const { uploadTimeout } = limits
  const upload: Performance<Reply> = {
    // Sending takes long, and only that: a token is renewed meanwhile within the usual time.
    oneTry: (request, read) =>
      Effect.provideService(repeatable.oneTry(request, read), CurrentLimits, { ...limits, tryTimeout: uploadTimeout }),
    isWorthIt: (failure) => broken === undefined && repeatable.isWorthIt(failure),
  }
  const reply = yield* connection.perform(operations.uploadFile, { headers, body }, upload).pipe(
    Effect.mapError((failure) => broken?.failure ?? failure),
    Effect.provideService(CurrentLimits, { ...limits, callTimeout: uploadTimeout }),
  )
  return yield* readReply(reply, uploadedFileId)
})

/** What `uploadFile` accepts. */
export declare namespace uploadFile {
  /** A file to upload. */
  export type File<E = never> = FileToUpload<E>
}
