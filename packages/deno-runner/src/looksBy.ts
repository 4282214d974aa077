import { answerInPieces, type GivenAnswer, type Looks, type PiecesReader } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import type * as Headers from "effect/http/Headers"
import * as HttpClientError from "effect/http/HttpClientError"
import { unpackerOf } from "./unpackerOf.ts"

/** Sends a request to a host that the program may reach. */
export type SendPermitted = (url: URL, init: RequestInit) => Promise<Response>

/** A body of up to this many bytes is read as a whole, if its length is known. */
const mostAtOnce = 65_536

const isShort = (length: string | undefined): boolean =>
  length !== undefined && /^\d{1,5}$/.test(length) && Number(length) <= mostAtOnce

/** Reads a body as a whole, which Deno does in a third of the time that its web streams take. */
const wholeOf = (response: Response): PiecesReader => {
  let isRead = false
  return {
    read: async () => {
      if (isRead) return { done: true }
      isRead = true
      return { done: false, value: await response.bytes() }
    },
    cancel: () => Promise.resolve(),
  }
}

const nothing: PiecesReader = {
  read: () => Promise.resolve({ done: true }),
  cancel: () => Promise.resolve(),
}

const opened = ({ body, status }: Response, headers: Headers.Headers): PiecesReader => {
  if (body === null) return nothing
  const unpack = unpackerOf({ status, header: (name) => headers[name] })
  return (unpack === undefined ? body : unpack(body)).getReader()
}

/** Ends the request when the answer's reader lets go of it, whatever is in between. */
const endedBy = (controller: AbortController, reader: PiecesReader): PiecesReader => {
  let isOver = false
  return {
    read: async () => {
      const piece = await reader.read()
      isOver = piece.done
      return piece
    },
    cancel: async () => {
      if (!isOver) controller.abort()
      await reader.cancel()
    },
  }
}

const isPacked = ({ "content-encoding": encoding = "identity" }: Headers.Headers): boolean => encoding !== "identity"

/** Makes looks over Deno's fetch, with nothing between. */
export const looksBy =
  (send: SendPermitted): Looks =>
  (request, url) =>
    Effect.callback((resume) => {
      const controller = new AbortController()
      const answered = (response: Response): void => {
        const { headers, status } = response
        const cookies = () => headers.getSetCookie()
        const open: GivenAnswer["open"] = (all) => endedBy(controller, opened(response, all))
        const openWhole: GivenAnswer["open"] = (all) =>
          isShort(all["content-length"]) && !isPacked(all) ? endedBy(controller, wholeOf(response)) : open(all)
        const given = { url: url.href, status, headers, cookies, open, openWhole }
        resume(Effect.succeed(answerInPieces(request, given)))
      }
      const failed = (cause: unknown): void => {
        const reason = new HttpClientError.TransportError({ request, cause })
        resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
      }
      const ask = async (): Promise<Response> => send(url, { headers: request.headers, signal: controller.signal })
      ask().then(answered, failed)
      return Effect.sync(() => controller.abort())
    })
