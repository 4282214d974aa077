import { assert, describe, it } from "@effect/vitest"
import { JobId, type ZohoConnection } from "@zoho-bulk/core"
import { callbackApp, type CallbackOptions, JobSignals, layerSignals } from "@zoho-bulk/core/Callback"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { type HttpClient, HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { after, always, json, page, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody, writeBody } from "../../support/samples.ts"
import { type ScriptedZoho, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const id = JobId.make("4150868000005376042")

const post = (
  body: unknown,
  {
    method = "POST",
    query = "",
    ...options
  }: CallbackOptions & {
    readonly method?: string
    readonly query?: string
  } = {},
) => {
  const sent = typeof body === "string" || body instanceof ReadableStream ? body : JSON.stringify(body)
  const init = method === "GET" ? {} : { method, body: sent, duplex: "half" }
  const request = new Request(`https://hooks.example.com/zoho${query}`, init)
  return callbackApp(options).pipe(
    Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromWeb(request)),
    Effect.map((response) => HttpServerResponse.toWeb(response).status),
  )
}

/** Zoho as scripted, somebody who waits for the job, and what came of a post. */
const afterPost = (turns: Iterable<Turn>, posted: ReturnType<typeof post>) =>
  Effect.gen(function* () {
    const signals = yield* JobSignals
    const waiter = yield* Effect.forkChild(signals.ended(id))
    yield* Effect.yieldNow
    const status = yield* posted.pipe(withChance(0), within(60_000))
    const woken = waiter.pollUnsafe() === undefined ? undefined : yield* Fiber.join(waiter)
    yield* Fiber.interrupt(waiter)
    return { status, woken, asked: (yield* sentRequests).map(({ url }) => new URL(url).pathname) }
  }).pipe(Effect.provide(Layer.merge(scripted(turns), layerSignals())))

const completed = readBody({ id, state: "COMPLETED" })
const failed = readBody({ id, state: "FAILURE", result: { error_message: { code: "INTERNAL_ERROR" } } })
const flat = { job_id: id, operation: "read", state: "COMPLETED", result: { page: 1, more_records: false } }
const readPath = `/crm/bulk/v8/read/${id}`

describe("`callbackApp()` looks the job up and wakes who waits", () => {
  it.effect.each([
    { what: "the details of a read job", body: completed, answer: completed, state: "completed" },
    { what: "the flat form", body: flat, answer: completed, state: "completed" },
    { what: "a job that failed", body: failed, answer: failed, state: "failed" },
  ])("after $what", ({ answer, body, state }) =>
    Effect.gen(function* () {
      const { asked, status, woken } = yield* afterPost([json(answer)], post(body))
      assert.strictEqual(status, 200)
      assert.strictEqual(woken?.state, state)
      assert.deepStrictEqual(asked, [readPath])
    }),
  )

  it.effect("after the details of a write job", () =>
    Effect.gen(function* () {
      const body = writeBody({ id, status: "COMPLETED", operation: "insert" })
      const { asked, woken } = yield* afterPost([json(body)], post(body))
      assert.strictEqual(woken?.kind, "write")
      assert.deepStrictEqual(asked, [`/crm/bulk/v8/write/${id}`])
    }),
  )
})

describe("`callbackApp()` takes a notice for a hint, and wakes nobody", () => {
  it.effect("where Zoho says that the job still runs", () =>
    Effect.gen(function* () {
      const { status, woken } = yield* afterPost([json(readBody({ id, state: "QUEUED" }))], post(completed))
      assert.deepStrictEqual([status, woken], [503, undefined])
    }),
  )

  it.effect("where the token is refused, and lets Zoho post again", () =>
    Effect.gen(function* () {
      const { status, woken } = yield* afterPost([refusal(401, "INVALID_TOKEN")], post(completed))
      assert.deepStrictEqual([status, woken], [503, undefined])
    }),
  )

  it.effect("where Zoho does not know this job", () =>
    Effect.gen(function* () {
      const { status, woken } = yield* afterPost([refusal(404, "RESOURCE_NOT_FOUND")], post(completed))
      assert.deepStrictEqual([status, woken], [400, undefined])
    }),
  )

  it.effect("where Zoho cannot be asked, and wants the notice again", () =>
    Effect.gen(function* () {
      const bad = page(502, "Bad Gateway")
      const { status, woken } = yield* afterPost([bad, bad, bad, bad, bad], post(completed))
      assert.deepStrictEqual([status, woken], [503, undefined])
    }),
  )

  it.effect("where nobody waits for that job, and spends no credit on it", () =>
    Effect.gen(function* () {
      const { asked, status, woken } = yield* afterPost([], post(readBody({ id: "7", state: "COMPLETED" })))
      assert.deepStrictEqual([status, woken, asked], [200, undefined, []])
    }),
  )
})

describe("a flood of posts about a job that runs", () => {
  const running = json(readBody({ id, state: "IN PROGRESS" }))
  const done = json(completed)

  type Met = JobSignals | ZohoConnection | ScriptedZoho | HttpClient.HttpClient

  /** Somebody who waits for the job, with Zoho as scripted; `seen` gives the looks that there were. */
  const whileAwaited = <A, E>(
    turns: Iterable<Turn>,
    use: (seen: Effect.Effect<number, never, ScriptedZoho>) => Effect.Effect<A, E, Met>,
  ) =>
    Effect.gen(function* () {
      const signals = yield* JobSignals
      yield* Effect.forkChild(signals.ended(id))
      yield* Effect.yieldNow
      return yield* use(Effect.map(sentRequests, ({ length }) => length))
    }).pipe(Effect.provide(Layer.merge(scripted(turns), layerSignals())))

  const posts = (count: number) =>
    Effect.all(
      Array.from({ length: count }, () => post(completed)),
      { concurrency: "unbounded" },
    )

  it.effect("costs one look, and all of them get its answer", () =>
    whileAwaited([after(200, running)], (seen) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(new Set(yield* within(200)(posts(500))), new Set([503]))
        assert.strictEqual(yield* seen, 1)
        yield* TestClock.adjust(999)
        assert.deepStrictEqual(new Set(yield* posts(500)), new Set([503]))
        assert.strictEqual(yield* seen, 1)
      }),
    ),
  )

  it.effect("costs no more looks in an hour than a wait makes, and ends with the job", () =>
    whileAwaited(always(running), (seen) =>
      Effect.gen(function* () {
        for (let second = 0; second < 3_600; second++) {
          yield* posts(1)
          yield* TestClock.adjust(1_000)
        }
        assert.isBelow(yield* seen, 150)
      }),
    ),
  )

  it.effect("keeps nobody from hearing of the end after the next pause", () =>
    whileAwaited([running, done], (seen) =>
      Effect.gen(function* () {
        yield* posts(500)
        yield* TestClock.adjust(1_000)
        assert.deepStrictEqual(yield* posts(1), [200])
        assert.isFalse(yield* JobSignals.use((signals) => signals.isAwaited(id)))
        assert.strictEqual(yield* seen, 2)
      }),
    ),
  )

  it.effect("by whoever goes away leaves the others an answer", () =>
    whileAwaited([Effect.never, done], () =>
      Effect.gen(function* () {
        const first = yield* Effect.forkChild(post(completed))
        yield* Effect.yieldNow
        const second = yield* Effect.forkChild(post(completed))
        yield* Effect.yieldNow
        yield* Fiber.interrupt(first)
        assert.strictEqual(yield* Fiber.join(second), 503)
        yield* TestClock.adjust(1_000)
        assert.deepStrictEqual(yield* posts(1), [200])
      }),
    ),
  )

  it.effect("under other kinds costs nothing more, and does not speak for the job's own", () =>
    whileAwaited([refusal(404, "RESOURCE_NOT_FOUND"), done], (seen) =>
      Effect.gen(function* () {
        const other = post(writeBody({ id, status: "COMPLETED", operation: "insert" }))
        assert.strictEqual(yield* other, 400)
        assert.strictEqual(yield* other, 400)
        assert.deepStrictEqual(yield* posts(2), [503, 503])
        assert.strictEqual(yield* seen, 1)
        yield* TestClock.adjust(1_000)
        assert.deepStrictEqual(yield* posts(1), [200])
      }),
    ),
  )

  it.effect("by replays of one notice costs a look, and nothing once the job has ended", () =>
    whileAwaited([after(200, done)], (seen) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(new Set(yield* within(200)(posts(300))), new Set([200]))
        assert.strictEqual(yield* seen, 1)
        assert.deepStrictEqual(new Set(yield* posts(300)), new Set([200]))
        yield* TestClock.adjust("1 day")
        assert.deepStrictEqual(new Set(yield* posts(300)), new Set([200]))
        assert.strictEqual(yield* seen, 1)
      }),
    ),
  )

  it.effect("about jobs that nobody waits for costs nothing, however many others are waited for", () =>
    whileAwaited([], (seen) =>
      Effect.gen(function* () {
        const signals = yield* JobSignals
        for (let job = 1; job <= 200; job++) yield* Effect.forkChild(signals.ended(JobId.make(String(job))))
        yield* Effect.yieldNow
        for (let job = 1_000; job < 1_500; job++) {
          assert.strictEqual(yield* post(readBody({ id: String(job), state: "COMPLETED" })), 200)
        }
        assert.strictEqual(yield* seen, 0)
      }),
    ),
  )

  it.effect("that has ended says nothing about the next wait for the same job", () =>
    whileAwaited([done, done], (seen) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* posts(1), [200])
        const signals = yield* JobSignals
        const waiter = yield* Effect.forkChild(signals.ended(id))
        yield* Effect.yieldNow
        assert.deepStrictEqual(yield* posts(1), [200])
        assert.strictEqual((yield* Fiber.join(waiter)).state, "completed")
        assert.strictEqual(yield* seen, 2)
      }),
    ),
  )
})

describe("`callbackApp()` refuses", () => {
  const secret = Redacted.make("open sesame")
  const unset = post(completed, { secret: Redacted.make(undefined) as never })
  const plain = post(completed, { secret: "open sesame" as never, query: "?secret=open%20sesame" })
  it.effect.each([
    { what: "what is no JSON", posted: post("hello"), status: 400 },
    { what: "what names no job", posted: post({ state: "COMPLETED" }), status: 400 },
    { what: "what names no state", posted: post({ id }), status: 400 },
    { what: "an id that is a number", posted: post({ id: 7, state: "COMPLETED" }), status: 400 },
    { what: "more than a notice can be", posted: post(`"${"x".repeat(1024 * 1024)}"`), status: 400 },
    { what: "another method", posted: post("", { method: "GET" }), status: 405 },
    { what: "a notice without a job", posted: post({ data: [] }), status: 400 },
    { what: "anybody, where the secret is empty", posted: post(completed, { secret: Redacted.make("") }), status: 403 },
    { what: "anybody, where the secret is a variable that is not set", posted: unset, status: 403 },
    { what: "anybody, where the secret is a plain string", posted: plain, status: 403 },
    { what: "a post without the secret", posted: post(completed, { secret }), status: 403 },
    { what: "a post with another secret", posted: post(completed, { secret, query: "?secret=open" }), status: 403 },
  ])("$what, and asks Zoho nothing", ({ posted, status }) =>
    Effect.gen(function* () {
      const met = yield* afterPost([], posted)
      assert.deepStrictEqual([met.status, met.woken, met.asked], [status, undefined, []])
    }),
  )

  it.effect.each([
    { what: "stops coming", begins: '{"id":', goesOn: false },
    { what: "comes byte by byte", begins: "", goesOn: true },
  ])("a body that $what, after ten seconds, and asks Zoho nothing", ({ begins, goesOn }) =>
    Effect.gen(function* () {
      let isGivenUp = false
      const context = yield* Effect.context()
      const pause = () => Effect.runPromiseWith(context)(Effect.sleep(500))
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(begins)),
        pull: async (controller) => {
          if (!goesOn) return new Promise(() => {})
          await pause()
          return isGivenUp ? undefined : controller.enqueue(new Uint8Array([0x20]))
        },
        cancel: () => void (isGivenUp = true),
      })
      const met = yield* afterPost([], post(body))
      assert.deepStrictEqual([met.status, met.woken, met.asked, isGivenUp], [408, undefined, [], true])
    }),
  )

  it.effect("nobody who knows the secret", () =>
    Effect.gen(function* () {
      const posted = post(completed, { secret, query: "?secret=open%20sesame" })
      assert.strictEqual((yield* afterPost([json(completed)], posted)).status, 200)
    }),
  )
})

describe("`JobSignals`", () => {
  it.effect("forgets who no longer waits", () =>
    Effect.gen(function* () {
      const signals = yield* JobSignals
      const waiter = yield* Effect.forkChild(signals.ended(id))
      yield* Effect.yieldNow
      assert.isTrue(yield* signals.isAwaited(id))
      yield* Fiber.interrupt(waiter)
      assert.isFalse(yield* signals.isAwaited(id))
    }).pipe(Effect.provide(layerSignals())),
  )
})
