import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as HttpServerResponse from "effect/http/HttpServerResponse"

const fileHostRefusal = (status: number, body: Readonly<Record<string, Schema.Json>>) =>
  Effect.orDie(HttpServerResponse.json({ ...body, http_status: String(status) }, { status }))

/** What the upload host answers if its headers are missing or wrong (Zoho's SDK and OpenAPI document). */
export const headersNotValid = fileHostRefusal(400, {
  ERROR_MESSAGE: "Bad Request",
  ERROR_CODE: 400,
  "x-error": "check if headers [feature, X-CRM-ORG] are present and valid",
  info: "Bad Request",
})

/** What the download host says of a link that leads nowhere (Zoho's SDK and OpenAPI document). */
export const linkNotValid = fileHostRefusal(403, { "x-info": "Link not valid", info: "Forbidden" })
