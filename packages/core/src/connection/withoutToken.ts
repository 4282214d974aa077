import type { Hide } from "../failure/hideSecrets.ts"
import { changeTexts } from "../wire/excerpt.ts"
import type { Reply } from "./Connection.ts"

/**
 * A reply without the token that it may echo.
 *
 * Every text of what was parsed stands in the body, as it is unless JSON escapes something: where the token is not in that, nothing has to
 * be looked through.
 */
export const withoutToken = ({ answer, json, request }: Reply, hide: Hide): Reply => {
  const { accessTokenResetsAt = "", body, date = "" } = answer
  const { authorization = "", ...headers } = request.headers
  const sent = [request.context.url, request.body?.text ?? "", ...Object.values(headers)]
  const sight = [...sent, accessTokenResetsAt, date, body].join("\n")
  if (body.includes("\\") || hide(sight) !== sight) return changeTexts({ request, answer, json }, hide)
  return { request: { ...request, headers: { ...headers, authorization: hide(authorization) } }, answer, json }
}
