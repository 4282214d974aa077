import * as HttpBody from "effect/http/HttpBody"
import type * as Stream from "effect/Stream"

/** What goes with a request. */
export interface RequestBody {
  /** The content type. */
  readonly type: string
  /** What it says; absent for bytes, which are sent as they come. */
  readonly text?: string
  /** The same as a client sends it. */
  readonly http: HttpBody.HttpBody
}

/** A body of text. */
export const textBody = (type: string, text: string): RequestBody => ({ type, text, http: HttpBody.text(text, type) })

/** A body of bytes as they come, of a known length if there is one. */
export const streamBody = (
  type: string,
  bytes: Stream.Stream<Uint8Array, unknown>,
  length: number | undefined,
): RequestBody => ({ type, http: HttpBody.stream(bytes, type, length) })
