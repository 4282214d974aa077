import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect, Logger, References, Tracer } from "effect"
import { emulated, scripted, testToken } from "../../support/connected.ts"
import { always, fault, json, page, redirect, refusal } from "../../support/answers.ts"
import { recordingTracer } from "../../support/recordingTracer.ts"
import { readBody } from "../../support/samples.ts"
import type { Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const id = "4150868000005376042"

/** The spans of looking for a job where the wire does this. */
const spansAfter = (turns: Iterable<Turn>) =>
  Effect.gen(function* () {
    const { spans, tracer } = recordingTracer()
    yield* getJobDetails({ id }).pipe(
      Effect.exit,
      withChance(0.5),
      within(60_000),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.provide(scripted(turns)),
    )
    return spans
  })

const known = {
  "zoho.operation": "getReadJob",
  "zoho.api_version": "v8",
  "zoho.data_center": "us",
  "http.request.method": "GET",
  "server.address": "www.zohoapis.com",
}

describe("the span of a call", () => {
  it.effect("has a name and attributes that do not depend on the job", () =>
    Effect.gen(function* () {
      const [span, ...others] = yield* spansAfter([json(readBody())])
      assert.deepStrictEqual(others, [])
      assert.strictEqual(span?.name, "zoho-bulk.getReadJob")
      assert.strictEqual(span?.kind, "client")
      assert.deepStrictEqual<unknown>(Object.fromEntries(span?.attributes ?? []), {
        ...known,
        "http.response.status_code": 200,
        "zoho.tries": 1,
      })
    }),
  )

  it.effect("counts its tries, and says what went wrong in the end", () =>
    Effect.gen(function* () {
      const [span] = yield* spansAfter([page(502, "x"), fault("read ECONNRESET"), refusal(401, "INVALID_TOKEN")])
      assert.deepStrictEqual<unknown>(Object.fromEntries(span?.attributes ?? []), {
        ...known,
        "http.response.status_code": 401,
        "zoho.error_code": "INVALID_TOKEN",
        "error.type": "TokenRefused",
        "zoho.tries": 3,
      })
    }),
  )

  it.effect("is one for each lookup, all tries and redirects included", () =>
    Effect.gen(function* () {
      const spans = yield* spansAfter([
        redirect("/x"),
        refusal(404, "RESOURCE_NOT_FOUND"),
        ...Array.from({ length: 5 }, () => page(502, "x")),
      ])
      assert.deepStrictEqual(
        spans.map(({ attributes, name }) => [name, attributes.get("zoho.tries"), attributes.get("error.type")]),
        [
          ["zoho-bulk.getReadJob", 1, "JobNotFound"],
          ["zoho-bulk.getWriteJob", 5, "ZohoFailing"],
        ],
      )
    }),
  )

  it.effect.each([
    { what: "a job", turns: [json(readBody({ id }))] },
    { what: "no job", turns: always(refusal(404, "RESOURCE_NOT_FOUND", { details: { resource: id } })) },
    { what: "a refused token", turns: [refusal(401, "INVALID_TOKEN")] },
    { what: "a foreign redirect", turns: [redirect(`https://evil.example/${id}/${testToken}`)] },
    { what: "no answer", turns: always(fault(`no way to ${id}`)) },
    { what: "a message that names it", turns: [refusal(400, "X", { message: id })] },
    { what: "a code that is none", turns: [refusal(400, `${id} is gone, and so is ${testToken}`)] },
  ])("has neither id nor token in it, after $what", ({ turns }) =>
    Effect.gen(function* () {
      const spans = yield* spansAfter(turns)
      assert.isAbove(spans.length, 0)
      for (const { attributes, events, links, name } of spans) {
        const sight = JSON.stringify([name, [...attributes], events.map(([name, , values]) => [name, values]), links])
        assert.notInclude(sight, id)
        assert.notInclude(sight, testToken)
        for (const value of attributes.values()) assert.include(["string", "number"], typeof value)
      }
    }),
  )

  it.effect("lies within the span of the program around it", () =>
    Effect.gen(function* () {
      const { spans, tracer } = recordingTracer()
      yield* getJobDetails({ kind: "read", id }).pipe(
        Effect.withSpan("mine"),
        Effect.provideService(Tracer.Tracer, tracer),
      )
      assert.deepStrictEqual(
        spans.map(({ name, parent }) => [name, parent._tag === "Some" && "name" in parent.value && parent.value.name]),
        [
          ["mine", false],
          ["zoho-bulk.getReadJob", "mine"],
        ],
      )
    }).pipe(Effect.provide(emulated())),
  )
})

describe("the log of a call", () => {
  it.effect("is silent unless it is asked, and then names each try, and never the token", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const logger = Logger.make<unknown, void>(({ message }) => void lines.push(String(message)))
      const call = getJobDetails({ kind: "read", id }).pipe(
        Effect.exit,
        withChance(0.5),
        within(60_000),
        Effect.provide(scripted([page(502, "x"), refusal(400, "X")])),
        Effect.provide(Logger.layer([logger])),
      )
      yield* call
      assert.deepStrictEqual(lines, [])
      yield* Effect.provideService(call, References.MinimumLogLevel, "Debug")
      assert.strictEqual(lines.length, 4)
      assert.match(lines[0] ?? "", /GET https:.*: HTTP 502, \d+ characters/)
      assert.match(lines[1] ?? "", /try 1.*HTTP 502/)
      assert.match(lines[2] ?? "", /HTTP 400, \d+ characters/)
      assert.match(lines[3] ?? "", /try 2.*HTTP 400 X/)
      assert.notInclude(lines.join(), testToken)
    }),
  )
})
