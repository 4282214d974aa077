import type { Hide } from "../failure/hideSecrets.ts"
import { changeTexts } from "../wire/excerpt.ts"
import type { Reply } from "./Connection.ts"

/**
 * A reply without the token that it may echo.
 *
 * Every text of the parsed answer appears in the body, unchanged unless JSON escapes something: if the token is not in
 * there, nothing needs to be searched.
 */
export const withoutToken = (reply: Reply, hide: Hide): Reply => {
  const { accessTokenResetsAt, body, date } = reply.answer
  const sight = [reply.request.context.url, accessTokenResetsAt, date, body].join()
  return body.includes("\\") || hide(sight) !== sight ? changeTexts(reply, hide) : reply
}
