import type { CallbackTarget } from "../domain/CallbackTarget.ts"
import { text } from "./scalars.ts"
import type { WireCodec } from "./WireCodec.ts"
import { type FieldsOf, optional, wireObject } from "./WireObject.ts"

/** `callback`: `{"url", "method"}`; the only method is `post`. */
export const callbackTarget: WireCodec<CallbackTarget> = wireObject({
  url: optional("url", text),
  method: optional("method", text),
} satisfies FieldsOf<CallbackTarget>)
