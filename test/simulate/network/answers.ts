/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

const encoder = new TextEncoder()

const text = (status: number, type: string, body: string, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers: { "content-type": type, ...headers },
  bytes: encoder.encode(body),
})

const refusal = (status: number, code: string, message: string, headers: Record<string, string> = {}): WireAnswer =>
  text(
    status,
    "application/json;charset=utf-8",
    JSON.stringify({ code, details: {}, message, status: "error" }),
    headers,
  )

/** Zoho asks to slow down, for so many seconds or without a word of how long. */
export const throttled = (seconds: number | undefined): WireAnswer =>
  refusal(
    429,
    "TOO_MANY_REQUESTS",
    "too many requests. please try again after some time",
    seconds === undefined ? {} : { "retry-after": String(seconds) },
  )

const page = (title: string): string => `<html><head><title>${title}</title></head><body>${title}</body></html>\n`

/** Zoho, or what stands in front of it, fails. */
export const failing = (status: 500 | 502 | 503): WireAnswer =>
  status === 500
    ? refusal(500, "INTERNAL_ERROR", "Internal Server Error")
    : text(status, "text/html", page(status === 502 ? "502 Bad Gateway" : "503 Service Unavailable"))

/** A page for people where there should be an answer. */
export const maintenancePage: WireAnswer = text(200, "text/html", page("Down for maintenance"))

/** A redirect to the same place. */
export const redirectTo = (url: URL): WireAnswer => ({
  status: 302,
  headers: { location: `${url.origin}${url.pathname}` },
  bytes: encoder.encode(page("302 Found")),
})

/** What a system says of a connection that failed. */
export const connectionFault = (code: "ECONNREFUSED" | "ECONNRESET", syscall: "connect" | "read"): Error =>
  Object.assign(new Error(`${syscall} ${code} 203.0.113.7:443`), { code, syscall })
