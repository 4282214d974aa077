import { accessTokenVariable } from "../auth/tokenFromConfig.ts"
import { operations, type RequiredScopes } from "../wire/Operation.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import type { Style } from "./Style.ts"
import { nameAndValue } from "./Table.ts"

/** What a request would be, had it been sent. */
export interface Explanation {
  readonly operation: string
  readonly method: string
  readonly url: string
  readonly curl: string
  readonly scopes: RequiredScopes
  readonly credits: number
  readonly denoFlags: ReadonlyArray<string>
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const bodyArguments = (body: OutgoingRequest["body"]): ReadonlyArray<string> =>
  body === undefined || !("text" in body)
    ? []
    : ["--header", quoted(`content-type: ${body.type}`), "--data", quoted(body.text)]

const curl = ({ body, headers, method, url }: OutgoingRequest): string =>
  [
    "curl",
    ...(method === "GET" ? [] : ["--request", method]),
    "--header",
    `"Authorization: Zoho-oauthtoken $${accessTokenVariable}"`,
    ...Object.entries(headers).flatMap(([name, value]) => ["--header", quoted(`${name}: ${value}`)]),
    ...bodyArguments(body),
    quoted(url.href),
  ].join(" ")

/** Explains a request from the very value that would be sent. */
export const explain = (request: OutgoingRequest): Explanation => {
  const operation = operations[request.context.operation]
  return {
    operation: operation.name,
    method: request.method,
    url: request.url.href,
    curl: curl(request),
    scopes: operation.scopes(request.context.apiVersion),
    credits: operation.credits,
    denoFlags: [`--allow-net=${request.url.host}`, `--allow-env=${accessTokenVariable}`],
  }
}

/** The explanation in words for people. */
export const explanationText = (style: Style, explanation: Explanation): string =>
  nameAndValue(style, [
    ["Request", style.strong(`${explanation.method} ${explanation.url}`)],
    ["curl", explanation.curl],
    ["Scopes", explanation.scopes.map((group) => group.join(" or ")).join("\nand ")],
    ["Credits", String(explanation.credits)],
    ["On Deno", explanation.denoFlags.join(" ")],
  ])
