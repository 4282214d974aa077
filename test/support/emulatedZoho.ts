import { Effect, Layer, type Schema, Stream } from "effect"
import { Csv, Zip } from "effect/encoding"
import { HttpBody, HttpClient, HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import * as Emulator from "@zoho-bulk/core/emulator"

/** The emulated Zoho of one test. */
export const zoho = (options?: Emulator.EmulatorOptions): Layer.Layer<Emulator.Emulator | HttpClient.HttpClient> =>
  Layer.orDie(Emulator.layerHttpClient(options))

interface Asked {
  readonly json?: Schema.Json
  readonly body?: HttpBody.HttpBody
  readonly headers?: Readonly<Record<string, string>>
}

/** What came back. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  // Tests look into answers of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

const token = { authorization: "Zoho-oauthtoken emulator" }

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Asks one of Zoho's hosts for something, past everything of ours; a path alone is one of the API's. */
export const ask = Effect.fnUntraced(function* (
  method: "GET" | "POST" | "DELETE",
  address: string,
  { body, headers = token, json }: Asked = {},
) {
  const client = yield* HttpClient.HttpClient
  const url = address.startsWith("/") ? `https://www.zohoapis.com${address}` : address
  const request = HttpClientRequest.make(method)(url, {
    headers,
    ...(json === undefined ? {} : { body: HttpBody.text(JSON.stringify(json), "application/json") }),
    ...(body === undefined ? {} : { body }),
  })
  const response = yield* client.execute(request)
  const bytes = new Uint8Array(yield* response.arrayBuffer)
  return {
    status: response.status,
    headers: { ...response.headers },
    bytes,
    body: parsed(new TextDecoder().decode(bytes)),
  } as Answered
})

/** The error in an answer, which stands alone or within `data`. */
export const errorIn = ({ body }: Answered): Readonly<Record<string, unknown>> => body.data?.[0] ?? body

/** A query of a module in the spelling of a version. */
export const moduleIn = (version: string, apiName: string): Schema.Json =>
  version === "v2" ? apiName : { api_name: apiName }

/** Creates a read job and waits for its end. */
export const readJob = Effect.fnUntraced(function* (json: Schema.Json, version = "v8") {
  const created = yield* ask("POST", `/crm/bulk/${version}/read`, { json })
  const id = String(created.body.data?.[0]?.details?.id)
  yield* TestClock.adjust(1_000)
  return { created, id, ...(yield* ask("GET", `/crm/bulk/${version}/read/${id}`)).body.data[0] }
})

/** The rows of each file in an archive, by the file's name. */
export const unzip = (bytes: Uint8Array) =>
  Stream.succeed(bytes).pipe(
    Stream.pipeThroughChannelOrFail(Zip.decode<never, unknown>()),
    Stream.mapEffect(({ body, header }) =>
      body.pipe(
        Stream.pipeThroughChannelOrFail(Csv.decode()),
        Stream.runCollect,
        Effect.map((rows) => [header.path, rows] as const),
      ),
    ),
    Stream.runCollect,
    Effect.map((files): Readonly<Record<string, ReadonlyArray<ReadonlyArray<string>>>> => Object.fromEntries(files)),
  )

/** The rows that a read job gave, without their header. */
export const rowsOfJob = Effect.fnUntraced(function* (id: string, version = "v8") {
  const files = yield* unzip((yield* ask("GET", `/crm/bulk/${version}/read/${id}/result`)).bytes)
  return files[`${id}.csv`]?.slice(1) ?? []
})

/** An archive of CSV files. */
export const zipOf = (files: Readonly<Record<string, string>>) =>
  Stream.fromIterable(Object.entries(files)).pipe(
    Stream.map(([name, text]) => Zip.file(name, text)),
    Stream.pipeThroughChannelOrFail(Zip.encode()),
    Stream.mkUint8Array,
  )

const uploadHeaders = { ...token, feature: "bulk-write", "x-crm-org": "694902309" }

/** Uploads bytes as they are. */
export const uploadBytes = Effect.fnUntraced(function* (
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = uploadHeaders,
  origin = "https://content.zohoapis.com",
) {
  const form = new FormData()
  form.append("file", new Blob([bytes]), "leads.zip")
  return yield* ask("POST", `${origin}/crm/v8/upload`, { body: HttpBody.formData(form), headers })
})

/** Uploads CSV files in an archive, and gives the id of the file. */
export const upload = Effect.fnUntraced(function* (files: Readonly<Record<string, string>>) {
  const bytes = Uint8Array.from(yield* zipOf(files))
  return String((yield* uploadBytes(bytes)).body.details.file_id)
})

/** Uploads one CSV file, creates a write job of it, waits for its end, and reads what became of its rows. */
export const writeJob = Effect.fnUntraced(function* (
  csv: string,
  resource: Readonly<Record<string, Schema.Json>>,
  body: Readonly<Record<string, Schema.Json>> = { operation: "insert" },
  version = "v8",
) {
  const fileId = yield* upload({ "rows.csv": csv })
  const json = { ...body, resource: [{ type: "data", file_id: fileId, ...resource }] }
  const created = yield* ask("POST", `/crm/bulk/${version}/write`, { json })
  const id = String(created.body.details?.id)
  yield* TestClock.adjust(1_000)
  const { body: details } = yield* ask("GET", `/crm/bulk/${version}/write/${id}`)
  const url = details.result?.download_url
  const files = url === undefined ? {} : yield* unzip((yield* ask("GET", url)).bytes)
  return { created, id, details, files, outcomes: Object.values(files)[0]?.slice(1) ?? [] }
})
