import { Cause, Effect, Stream } from "effect"
import { HttpClient, HttpClientError, type HttpClientRequest, HttpServerResponse } from "effect/http"
import type { Machine } from "../world/Machine.ts"
import type { World } from "../world/World.ts"
import type { WireAnswer } from "./answers.ts"
import { connectionFault } from "./answers.ts"
import { idIn, type Network, type Reply } from "./Network.ts"
import type { Letter } from "./Correspondence.ts"
import { operationOf } from "./operationOf.ts"
import type { WireRequest } from "./Zoho.ts"

const concat = (pieces: ReadonlyArray<Uint8Array>): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const bodyOf = ({ body }: HttpClientRequest.HttpClientRequest): Effect.Effect<Uint8Array, unknown> => {
  if (body._tag === "Uint8Array") return Effect.succeed(body.body)
  if (body._tag === "Stream") return Effect.map(Stream.runCollect(body.stream), concat)
  return Effect.succeed(new Uint8Array(0))
}

/** In how many pieces an answer comes: one, where it is short. */
const piecesOf = (bytes: Uint8Array): ReadonlyArray<Uint8Array> => {
  const half = Math.ceil(bytes.length / 2)
  return bytes.length < 400 ? [bytes] : [bytes.subarray(0, half), bytes.subarray(half)]
}

/** The client of one process; `opened` counts the answers whose bodies it has neither read to their end nor let go of. */
export const makeHttpClient = (
  world: World,
  network: Network,
  machine: Machine,
): { readonly httpClient: HttpClient.HttpClient; readonly opened: () => number } => {
  let opened = 0

  const receive = (
    request: HttpClientRequest.HttpClientRequest,
    letter: Letter,
    { bytes, headers, status }: WireAnswer,
    signal: AbortSignal,
  ) => {
    let isOpen = true
    opened++
    const close = () => {
      if (isOpen) opened--
      isOpen = false
    }
    signal.addEventListener("abort", close)
    letter.status = status
    const { operation } = letter
    const type = headers["content-type"] ?? "text/plain"
    const pieces = [...piecesOf(bytes)]
    const next = Effect.callback<readonly [Uint8Array], HttpClientError.HttpClientError | Cause.Done>((resume) => {
      const piece = pieces.shift()
      const end = Effect.andThen(Effect.sync(close), Cause.done())
      if (piece === undefined) {
        if (status === 201) letter.jobId = idIn({ status, headers, bytes })
        network.correspondence.read(letter, status, type, world.timeline.now, headers["retry-after"])
        return resume(end)
      }
      const broken = new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({ request, cause: connectionFault("ECONNRESET", "read") }),
      })
      world.operate<typeof end | Effect.Effect<readonly [Uint8Array], HttpClientError.HttpClientError>>(
        machine,
        { kind: "chunk", what: operation },
        {
          whole: (said) => said(Effect.succeed([piece])),
          troubled: ({ does, ...trouble }) => {
            if (does === "body-breaks") return (said) => said(Effect.andThen(Effect.sync(close), Effect.fail(broken)))
            if (does === "body-ends") return (said) => said(end)
            if (does !== "body-waits" || !("millis" in trouble)) return undefined
            return (said) => void world.timeline.after(trouble.millis, () => said(Effect.succeed([piece])))
          },
        },
        resume,
      )
    })
    const stream = Stream.unwrap(
      Effect.as(
        Effect.addFinalizer(() => Effect.sync(close)),
        Stream.fromPull(Effect.succeed(next)),
      ),
    )
    return HttpServerResponse.toClientResponse(
      HttpServerResponse.stream(stream, { status, headers, contentType: type }),
      { request },
    )
  }

  const httpClient = HttpClient.make((request, url, signal) => {
    const broken = (cause: unknown) =>
      new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, cause }) })
    const { method } = request
    const operation = operationOf(method, url)
    return Effect.gen(function* () {
      const body = yield* Effect.mapError(bodyOf(request), broken)
      const headers: Record<string, string> = { ...request.headers }
      const type = request.body._tag === "Empty" ? undefined : request.body.contentType
      if (type !== undefined) headers["content-type"] = type
      const sent: WireRequest = { method, url, headers, body }
      const letter = network.correspondence.send(machine.name, operation, world.timeline.now)
      const reply = yield* Effect.callback<Reply>((resume) => {
        network.send(machine, sent, (said) => resume(Effect.succeed(said)))
        return Effect.sync(() => void (letter.givenUpAt = world.timeline.now))
      })
      if (!(reply instanceof Error)) return receive(request, letter, reply, signal)
      if ("syscall" in reply && reply.syscall === "connect") letter.known = "unsent"
      return yield* Effect.fail(broken(reply))
    })
  })

  return { httpClient, opened: () => opened }
}
