import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"

/** The name of the span of a call: one per operation. */
export const spanName = (request: OutgoingRequest): string => `zoho-bulk.${request.context.operation}`

/** What is known of a call before it is made; no id, no secret, few values each. */
export const callAttributes = (request: OutgoingRequest): Record<string, string> => ({
  "zoho.operation": request.context.operation,
  "zoho.api_version": request.context.apiVersion,
  "zoho.data_center": request.context.dataCenter,
  "http.request.method": request.method,
  "server.address": request.url.hostname,
})

/** The names of what is added once the answer is there. */
export const attribute = {
  status: "http.response.status_code",
  code: "zoho.error_code",
  failure: "error.type",
  tries: "zoho.tries",
} as const

const zohoCode = /^[A-Z][A-Z0-9_]{0,63}$/

/** Zoho's code as an attribute; text of any other form could hold anything, and stays out. */
export const codeAttribute = (code: string | undefined): Record<string, string> =>
  code !== undefined && zohoCode.test(code) ? { [attribute.code]: code } : {}
