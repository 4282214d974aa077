import { assert, describe, it } from "@effect/vitest"
import { downloadResult, getJobDetails, uploadFile, waitForJob, type ReadJob } from "@zoho-bulk/core"
import { layer as layerLimits } from "@zoho-bulk/core/Limits"
import { type CallClass, CurrentWaitListener } from "@zoho-bulk/core/Progress"
import { Effect, Logger, Stream } from "effect"
import { always, bytes, empty, json, page, refusal } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const id = "4150868000005376042"
const details = getJobDetails({ kind: "read", id })
const job = json(readBody({ id }))

const finished = {
  kind: "read",
  id,
  state: "completed",
  result: { downloadUrl: `/crm/bulk/v8/read/${id}/result` },
} as unknown as ReadJob

const download = Stream.runDrain(downloadResult(finished))

const throttled = (seconds: number) => refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": `${seconds}` } })

/** Whoever is told of waits, and what was told. */
const listening = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const told: Array<readonly [CallClass, number]> = []
    yield* Effect.provideService(program, CurrentWaitListener, (callClass, millis) =>
      Effect.sync(() => void told.push([callClass, millis])),
    )
    return told
  })

/** What the log of a program says at Info and above, with its levels. */
const logOf = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const logger = Logger.make<unknown, void>(({ logLevel, message }) => void lines.push(`${logLevel} ${message}`))
    yield* Effect.provide(program, Logger.layer([logger]))
    return lines
  })

describe("whoever listens is told of a wait for Zoho's sake", () => {
  it.effect("by the call that was throttled itself, and by those that wait behind it", () =>
    Effect.gen(function* () {
      const later = Effect.delay(details, "2 seconds")
      const both = Effect.all([details, later], { concurrency: 2 })
      const told = yield* listening(both.pipe(withChance(0.5), within(60_000)))
      assert.deepStrictEqual(told, [
        ["api", 7_000],
        ["api", 5_000],
      ])
      assert.deepStrictEqual(yield* sentAt, [0, 7_000, 7_000])
    }).pipe(Effect.provide(scripted([throttled(7), job, job]))),
  )

  it.effect("if it is longer than a second, asked for or not", () =>
    Effect.gen(function* () {
      const told = yield* listening(details.pipe(withChance(0.75), within(60_000)))
      assert.deepStrictEqual(yield* sentAt, [0, 1_000, 1_750, 4_750, 7_750])
      assert.deepStrictEqual(told, [
        ["api", 3_000],
        ["api", 3_000],
      ])
    }).pipe(
      Effect.provide(
        scripted([
          throttled(1),
          refusal(429, "TOO_MANY_REQUESTS"),
          page(503, "Busy", { "retry-after": "3" }),
          refusal(429, "TOO_MANY_REQUESTS"),
          job,
        ]),
      ),
    ),
  )

  it.effect("and not of pauses that Zoho did not ask for", () =>
    Effect.gen(function* () {
      const told = yield* listening(details.pipe(withChance(1), within(60_000)))
      assert.deepStrictEqual(yield* sentAt, [0, 500, 1_500, 3_500])
      assert.deepStrictEqual(told, [])
    }).pipe(Effect.provide(scripted([page(502, "x"), page(502, "x"), page(502, "x"), job]))),
  )

  it.effect("of one that a wait for a job goes through", () =>
    Effect.gen(function* () {
      const told = yield* listening(waitForJob({ kind: "read", id }).pipe(withChance(0.5), within(120_000)))
      assert.deepStrictEqual(told, [["api", 60_000]])
      assert.deepStrictEqual(yield* sentAt, [0, 60_000])
    }).pipe(Effect.provide(scripted([throttled(60), json(readBody({ id, state: "COMPLETED" }))]))),
  )

  it.effect("of one that an upload goes through", () =>
    Effect.gen(function* () {
      const file = { name: "a.zip", bytes: Stream.make(Uint8Array.of(0x50, 0x4b, 3, 4)) }
      const told = yield* listening(uploadFile(file).pipe(withChance(0.5), within(120_000)))
      assert.deepStrictEqual(told, [["api", 12_000]])
    }).pipe(
      Effect.provide(
        scripted(
          [
            throttled(12),
            json({ status: "success", code: "FILE_UPLOAD_SUCCESS", message: "x", details: { file_id: "1" } }),
          ],
          {
            settings: { orgId: "1" },
          },
        ),
      ),
    ),
  )

  it.effect("for as long as it is, although nobody may be told of it in the log", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(listening(details.pipe(withChance(0.5), within(60_000))))
      assert.deepStrictEqual(lines, [])
    }).pipe(Effect.provide(scripted([throttled(20), job]))),
  )
})

describe("where nobody listens, the log warns of a wait of more than 5 s", () => {
  it.effect("that a throttled call goes through", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(details.pipe(withChance(0.5), within(60_000)))
      assert.deepStrictEqual(lines, ["Warn zoho-bulk: waiting 7 s: Zoho asked to slow down"])
    }).pipe(Effect.provide(scripted([throttled(7), job]))),
  )

  it.effect("that a failing Zoho asked for", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(details.pipe(withChance(0.5), within(60_000)))
      assert.deepStrictEqual(lines, ["Warn zoho-bulk: waiting 6 s: Zoho asked to slow down"])
    }).pipe(Effect.provide(scripted([page(503, "Busy", { "retry-after": "6" }), job]))),
  )

  it.effect("that calls go through behind a throttled one", () =>
    Effect.gen(function* () {
      const later = Effect.delay(details, "1 second")
      const lines = yield* logOf(Effect.all([details, later], { concurrency: 2 }).pipe(withChance(0.5), within(60_000)))
      assert.deepStrictEqual(lines, [
        "Warn zoho-bulk: waiting 9 s: Zoho asked to slow down",
        "Warn zoho-bulk: waiting 8 s: Zoho asked to slow down",
      ])
    }).pipe(Effect.provide(scripted([throttled(9), job, job]))),
  )

  it.effect("that the eleventh download of a minute goes through", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(Effect.replicateEffect(download, 11).pipe(within(61_000)))
      assert.deepStrictEqual(lines, ["Warn zoho-bulk: waiting 61 s: Zoho allows ten downloads a minute"])
    }).pipe(Effect.provide(scripted(always(bytes([0x50]))))),
  )

  it.effect("that a refused download goes through, to the end of the minute", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(download.pipe(withChance(0.5), within(120_000)))
      assert.deepStrictEqual(lines, [
        "Warn zoho-bulk: waiting 10 s: Zoho allows ten downloads a minute",
        "Warn zoho-bulk: waiting 51 s: Zoho allows ten downloads a minute",
      ])
      assert.deepStrictEqual(yield* sentAt, [0, 61_000])
    }).pipe(Effect.provide(scripted([empty(429, { "retry-after": "10" }), bytes([0x50])]))),
  )

  it.effect("that a wait for a job goes through, since its looks may not wait so long", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(waitForJob({ kind: "read", id }).pipe(withChance(0.5), within(120_000)))
      assert.deepStrictEqual(lines, ["Warn zoho-bulk: waiting 60 s: Zoho asked to slow down"])
    }).pipe(Effect.provide(scripted([throttled(60), json(readBody({ id, state: "COMPLETED" }))]))),
  )

  it.effect.each([1, 2, 5])("and says nothing of one of %s s", (seconds) =>
    Effect.gen(function* () {
      const lines = yield* logOf(details.pipe(withChance(0.5), within(60_000)))
      assert.deepStrictEqual(lines, [])
      assert.deepStrictEqual(yield* sentAt, [0, seconds * 1_000])
    }).pipe(Effect.provide(scripted([throttled(seconds), job]))),
  )

  it.effect("nor of one that a call does not go through, for it fails at once", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(details.pipe(Effect.flip, withChance(0.5), within(0)))
      assert.deepStrictEqual(lines, [])
    }).pipe(Effect.provide(layerLimits({ callTimeout: "8 seconds" })), Effect.provide(scripted([throttled(9)]))),
  )

  it.effect("nor of the pauses between looks at a job", () =>
    Effect.gen(function* () {
      const lines = yield* logOf(waitForJob({ kind: "read", id }).pipe(withChance(0.5), within(3_600_000)))
      assert.deepStrictEqual(lines, [])
      assert.isAbove((yield* sentAt).at(-1) ?? 0, 60_000)
    }).pipe(
      Effect.provide(scripted([...Array.from({ length: 20 }, () => job), json(readBody({ id, state: "COMPLETED" }))])),
    ),
  )
})
