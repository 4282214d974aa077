import type { Hide } from "../failure/hideSecrets.ts"
import { changeTexts } from "../wire/excerpt.ts"
import type { Reply } from "./Connection.ts"

/**
 * A reply without the token that it may echo.
 *
 * Every text of what was parsed stands in the body, as it is unless JSON escapes something: where the token is not in that, nothing has to
 * be looked through.
 */
export const withoutToken = (reply: Reply, hide: Hide): Reply => {
  const { accessTokenResetsAt, body, date } = reply.answer
  const sight = [reply.request.context.url, accessTokenResetsAt, date, body].join()
  return body.includes("\\") || hide(sight) !== sight ? changeTexts(reply, hide) : reply
}
