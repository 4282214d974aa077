import type { User } from "../domain/User.ts"
import { id, text } from "./scalars.ts"
import type { WireCodec } from "./WireCodec.ts"
import { type FieldsOf, optional, wireObject } from "./WireObject.ts"

/** `created_by`: `{"id", "name"}`, and `email` in Zoho's OpenAPI document. */
export const user: WireCodec<User> = wireObject({
  id: optional("id", id),
  name: optional("name", text),
  email: optional("email", text),
} satisfies FieldsOf<User>)
