import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Context, Effect, Fiber, Layer } from "effect"
import { HttpClient, HttpClientRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { type Run, zohoBulk } from "../../support/commandLine.ts"
import { asBytes } from "../draw/bytes.ts"
import { Broken } from "../Target.ts"
import { jail } from "./jail.ts"
import { here, type OtherAnswer, type Play } from "./Play.ts"

/** A token that nothing may show. */
export const sentinel = "1000.5e47be15e47be15e47be1.0123456789abcdef"

/** How long a run is busy with files before it counts as one that waits, and then between two steps of the clock, in milliseconds. */
const busy = 60
const turn = 3

/** How many steps of the clock a run may wait for, an hour or so in all: somebody who waits for a job waits for ever. */
const mostSteps = 80

/** The same request with the token that the emulator knows. */
const known = (request: HttpClientRequest.HttpClientRequest): HttpClientRequest.HttpClientRequest => {
  const { authorization } = request.headers
  return authorization?.includes(sentinel) === true
    ? HttpClientRequest.setHeader(request, "authorization", "Zoho-oauthtoken emulator")
    : request
}

/** Answers in the emulator's place where an address is meant. */
const between = (zoho: HttpClient.HttpClient, answers: ReadonlyArray<OtherAnswer>): HttpClient.HttpClient =>
  HttpClient.make((request, url) => {
    const other = answers.find(({ to }) => url.pathname.includes(to))
    if (other === undefined) return zoho.execute(known(request))
    const response = HttpServerResponse.uint8Array(asBytes(other.body), {
      status: other.status,
      contentType: "application/json",
    })
    return Effect.succeed(HttpServerResponse.toClientResponse(response, { request }))
  })

/** How long a run may take to stop, however busy the machine is, in milliseconds. */
const mostToStop = 20_000

/** Lets a fiber go on while the clock does, and tells whether it came to its end: in so many steps, or in so much time, if that is more. */
const letGoOn = Effect.fnUntraced(function* <A, E>(fiber: Fiber.Fiber<A, E>, millis = 0): Effect.fn.Return<boolean> {
  const until = performance.now() + millis
  for (let step = 0; step < mostSteps || performance.now() < until; step++) {
    yield* TestClock.withLive(Effect.raceFirst(Effect.sleep(step === 0 ? busy : turn), Fiber.await(fiber)))
    if (fiber.pollUnsafe() !== undefined) return true
    yield* TestClock.adjust(Math.ceil(1.06 ** Math.min(step, mostSteps)) * 1_000)
  }
  return false
})

/** Runs to the end while the clock goes on; who would wait for ever is stopped. */
const untilOver = Effect.fnUntraced(function* (running: Effect.Effect<Run>): Effect.fn.Return<Run | undefined> {
  const fiber = yield* Effect.forkChild(running)
  if (yield* letGoOn(fiber)) return yield* Fiber.join(fiber)
  const stopping = yield* Effect.forkChild(Fiber.interrupt(fiber))
  if (!(yield* letGoOn(stopping, mostToStop))) throw new Broken("it cannot be stopped")
  return undefined
})

/** Runs the command in this process, in a folder of its own that is gone afterwards; nothing, where it waited for too long. */
export const runPlay = ({ answers, args, files }: Play, meets = between): Promise<Run | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-"))
  const put = (text: string): string => text.replaceAll(here, folder)
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, asBytes(put(bytes)))
  }
  const hasSignIn = args[0] === "auth" || "config/zoho-bulk/profiles.json" in files
  const env = {
    ...(hasSignIn ? {} : { ZOHO_ACCESS_TOKEN: sentinel }),
    ...(args.includes("login") ? { ZOHO_CLIENT_SECRET: "emulator" } : {}),
    HOME: folder,
    XDG_STATE_HOME: join(folder, "state"),
    XDG_CONFIG_HOME: join(folder, "config"),
  }
  const running = Effect.gen(function* () {
    const context = yield* Layer.build(Layer.orDie(Emulator.layer({ jobDuration: 0 })))
    const { httpClient } = Context.get(context, Emulator.Emulator)
    const http = Layer.succeed(HttpClient.HttpClient, meets(httpClient, answers))
    return yield* untilOver(zohoBulk(args.map(put), { env, http, onDisk: true, files: jail(folder) }))
  }).pipe(Effect.scoped, Effect.provide(TestClock.layer()))
  return Effect.runPromise(running).finally(() => rmSync(folder, { recursive: true, force: true }))
}
