import { accessTokenVariable } from "../../auth/AccessToken.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { operations } from "../../wire/Operation.ts"
import { own } from "../../domain/own.ts"

/** Which variable stands for what is secret in a form: a shell puts it in, and no line shows it. */
const variables: Readonly<Record<string, string>> = {
  client_secret: "ZOHO_CLIENT_SECRET",
  refresh_token: "ZOHO_REFRESH_TOKEN",
  token: "ZOHO_REFRESH_TOKEN",
  code: "ZOHO_GRANT_CODE",
}

/** Quotes a word for a shell, where it needs that. */
export const quoteForShell = (text: string): string =>
  /^[\w./:=,@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

const formArguments = (text: string): ReadonlyArray<string> =>
  Array.from(new URLSearchParams(text)).flatMap(([name, value]) => {
    const variable = own(variables, name)
    return ["--data-urlencode", variable === undefined ? quoteForShell(`${name}=${value}`) : `"${name}=$${variable}"`]
  })

const bodyArguments = ({ body, context }: OutgoingRequest): ReadonlyArray<string> => {
  if (context.operation === "uploadFile") return ["--form", "file=@FILE.zip"]
  if (body?.text === undefined) return []
  return body.type === "application/x-www-form-urlencoded"
    ? formArguments(body.text)
    : ["--header", quoteForShell(`content-type: ${body.type}`), "--data", quoteForShell(body.text)]
}

/** The command by which anybody can send the same request; secrets are variables in it. */
export const curlLine = (request: OutgoingRequest): string => {
  const { context, headers, method, url } = request
  const isForAccounts = operations[context.operation].host === "accounts"
  return [
    "curl",
    ...(method === "GET" ? [] : ["--request", method]),
    ...(isForAccounts ? [] : ["--header", `"Authorization: Zoho-oauthtoken $${accessTokenVariable}"`]),
    ...Object.entries(headers).flatMap(([name, value]) => ["--header", quoteForShell(`${name}: ${value}`)]),
    ...bodyArguments(request),
    quoteForShell(url.href),
  ].join(" ")
}
