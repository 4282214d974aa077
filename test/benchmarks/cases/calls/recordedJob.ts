import { recorded } from "../../../support/recordings.ts"

const path = "/crm/bulk/v2.1/write/4150868000005350003"

/** The answer that was recorded for a write job which had ended, as it came: with the headers that Zoho sends. */
const { headers, body } = recorded(path).response

export const jobId = "4150868000005350003"

export const jobText = JSON.stringify(body)

const { "Content-Encoding": _packed, "Transfer-Encoding": _chunked, Connection: _connection, ...others } = headers

export const jobHeaders: Readonly<Record<string, string>> = others
