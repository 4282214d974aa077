import type * as Schema from "effect/Schema"
import { serviceSuccess } from "../answers/emitters.ts"
import { type EmulatedUser, patriciaBoyle, users } from "../organization/users.ts"

const administrator = { name: "Administrator", id: "4150868000000026011" }

/** A user, with what those who asked were seen to read. */
const userBody = (user: EmulatedUser): Schema.Json => ({
  ...user,
  role: { name: "CEO", id: "4150868000000026005" },
  profile: administrator,
  status: "active",
  confirm: true,
  country: "LK",
  locale: "en_US",
  time_zone: "Asia/Kolkata",
})

/** `GET /users?type=CurrentUser`: the user whose token it is; of any other type, all users (Zoho's users page). */
export const getUsers = (query: URLSearchParams) => {
  const shown = query.get("type") === "CurrentUser" ? [patriciaBoyle] : users
  return serviceSuccess({
    users: shown.map(userBody),
    info: { per_page: 200, count: shown.length, page: 1, more_records: false },
  })
}
