import * as Bytes from "effect/Bytes"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as Multipart from "effect/http/Multipart"
import { serviceSuccess } from "../answers/emitters.ts"
import { headersNotValid } from "../answers/fileHost.ts"
import { refuse } from "../answers/refuse.ts"
import { fileIdOf } from "../model/ids.ts"
import { formatTime } from "../model/times.ts"
import { World } from "../world/World.ts"
import { changeState, nextNumber, withEntry } from "../world/currentState.ts"

interface ReceivedFile {
  readonly name: string
  readonly pieces: Array<Uint8Array>
  /** Its whole size, of which no more than the limit was kept. */
  readonly size: number
}

const receive = ({ content, name }: Multipart.File, limit: number) =>
  Stream.runFold(
    content,
    (): ReceivedFile => ({ name, pieces: [], size: 0 }),
    ({ pieces, size }, piece): ReceivedFile => {
      if (size + piece.length <= limit) pieces.push(piece)
      return { name, pieces, size: size + piece.length }
    },
  )

/** Takes the first file of a form, whatever its part is called: Zoho does not seem to look. */
const receiveFile = Effect.fnUntraced(function* (limit: number) {
  const request = yield* HttpServerRequest.HttpServerRequest
  const files = yield* request.multipartStream.pipe(
    Stream.filter(Multipart.isFile),
    Stream.mapEffect((file) => receive(file, limit)),
    Stream.runCollect,
    Effect.orElseSucceed((): ReadonlyArray<ReceivedFile> => []),
  )
  return files[0]
})

/** Every archive begins so, with its first file or, where it has none, its end. */
const isZip = ([first, second, third]: Uint8Array): boolean =>
  first === 0x50 && second === 0x4b && (third === 3 || third === 5)

/** What Zoho says of a file that is too large (v7 upload-file page). */
export const fileTooLarge = Effect.flatMap(World, ({ settings }) =>
  refuse("FILE_TOO_LARGE", "The file is too large", { max_size: settings.uploadLimit }, 413),
)

/** Takes a file for a write job: a zip of at most 25 MB, for the organisation that is named (v7 upload-file page). */
export const uploadFile = Effect.gen(function* () {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const { settings } = yield* World
  if (headers.feature !== "bulk-write" || headers["x-crm-org"] !== settings.zgid) return yield* headersNotValid
  const file = yield* receiveFile(settings.uploadLimit)
  if (file === undefined) {
    return yield* refuse("MANDATORY_NOT_FOUND", "Required key file is not available", { api_name: "file" })
  }
  if (file.size > settings.uploadLimit) return yield* fileTooLarge
  const bytes = Bytes.concat(file.pieces)
  if (!isZip(bytes)) return yield* refuse("INVALID_FILE_FORMAT", "Only zip files are supported")
  const upload = { id: fileIdOf(yield* nextNumber), name: file.name, bytes, createdAt: yield* Clock.currentTimeMillis }
  yield* changeState((state) => ({ ...state, uploads: withEntry(state.uploads, upload.id, upload) }))
  return yield* serviceSuccess({
    status: "success",
    code: "FILE_UPLOAD_SUCCESS",
    message: "file uploaded.",
    details: { file_id: upload.id, created_time: formatTime(upload.createdAt) },
  })
})
