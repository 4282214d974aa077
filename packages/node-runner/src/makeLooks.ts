import { Socket } from "node:net"
import { answerInPieces, type GivenAnswer, type Looks, webStreamOf } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Scope from "effect/Scope"
import type { Dispatcher } from "undici"
import { makePieces, type Pieces } from "./makePieces.ts"
import { unpackerOf } from "./unpackerOf.ts"

/** As many bytes of headers an answer may have, as Node takes by default. */
const mostHeaderBytes = 16_384

/** Open connections. The calls themselves set how long anything may take. */
const connectionsOf = ({ Agent, buildConnector }: typeof import("undici")) => {
  const connect = buildConnector({ allowH2: false, timeout: 0 })
  let opened: unknown
  const agent = new Agent({
    allowH2: false,
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => void (opened = connect(options, callback)),
  })
  return {
    close: () => agent.destroy(),
    /** Hands a request over, and gives the connection that is opened for it, if none is kept. */
    dispatch: (...request: Parameters<Dispatcher["dispatch"]>): Socket | undefined => {
      opened = undefined
      agent.dispatch(...request)
      return opened instanceof Socket ? opened : undefined
    },
  }
}

/** Headers as they are written, in one list. */
const listed = (request: HttpClientRequest.HttpClientRequest): Array<string> => {
  const list = ["accept-encoding", "gzip, deflate"]
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== "accept-encoding") list.push(name, value)
  }
  return list
}

const openerOf =
  (status: number, pieces: Pieces): GivenAnswer["open"] =>
  (headers) => {
    const unpack = unpackerOf({ status, header: (name) => headers[name] })
    return unpack === undefined ? pieces : unpack(webStreamOf(pieces)).getReader()
  }

const looksOver =
  ({ dispatch }: ReturnType<typeof connectionsOf>): Looks =>
  (request, url) =>
    Effect.callback((resume) => {
      let opened: Socket | undefined
      let begun: Dispatcher.DispatchController | undefined
      let pieces: Pieces | undefined
      let isGivenUp = false

      const giveUp = (): void => {
        isGivenUp = true
        const reason = new Error("aborted: nobody waits for the answer")
        if (begun === undefined) opened?.destroy(reason)
        else begun.abort(reason)
      }
      const fail = (cause: unknown): void => {
        const reason = new HttpClientError.TransportError({ request, cause })
        resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
      }

      try {
        opened = dispatch(
          { origin: url.origin, path: url.pathname + url.search, method: "GET", headers: listed(request) },
          {
            onRequestStart: (controller) => {
              begun = controller
              // Over a connection that is kept, it is written some turns later.
              if (isGivenUp) giveUp()
            },
            onResponseStart: (controller, status, headers) => {
              if (status < 200) return
              pieces = makePieces(controller)
              const cookies = () => [headers["set-cookie"] ?? []].flat()
              const open = openerOf(status, pieces)
              resume(Effect.succeed(answerInPieces(request, { url: url.href, status, headers, cookies, open })))
            },
            onResponseData: (_, piece) => pieces?.push(piece),
            onResponseEnd: () => pieces?.end(),
            onResponseError: (_, cause) => (pieces === undefined ? fail(cause) : pieces.fail(cause)),
          },
        )
      } catch (cause) {
        // What cannot be written, such as a header, is refused before anything is sent.
        fail(cause)
      }
      return Effect.sync(giveUp)
    })

/** Makes looks over undici, which needs a fraction of the time of `node:http`. It is loaded when a client is made. */
export const makeLooks: Effect.Effect<Looks, never, Scope.Scope> = Effect.promise(() => import("undici")).pipe(
  Effect.flatMap((undici) =>
    Effect.acquireRelease(
      Effect.sync(() => connectionsOf(undici)),
      ({ close }) => Effect.promise(close),
    ),
  ),
  Effect.map(looksOver),
)
