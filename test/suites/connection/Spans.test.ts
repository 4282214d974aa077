import { assert, describe, it } from "@effect/vitest"
import { downloadResult, getJobDetails, Limits, type ReadJob, waitForJob, watchJob } from "@zoho-bulk/core"
import { Effect, Logger, References, Stream, Tracer } from "effect"
import { emulated, scripted, testToken } from "../../support/connected.ts"
import { always, bytes, fault, json, page, redirect, refusal } from "../../support/answers.ts"
import { recordingTracer } from "../../support/recordingTracer.ts"
import { readBody } from "../../support/samples.ts"
import type { Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"
import { connectedByGrant, readJob, secrets, tokenReply } from "../../support/tokens.ts"

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

/** Tokens, each of which is refused. */
function* refusedForever(): Generator<Turn> {
  for (let n = 1; ; n++) {
    yield tokenReply(n)
    yield refusal(401, "INVALID_TOKEN")
  }
}

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

/** The attributes of the spans of a program, by their names. */
const attributesOf = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { spans, tracer } = recordingTracer()
    yield* program.pipe(Effect.exit, withChance(0.5), within(60_000), Effect.provideService(Tracer.Tracer, tracer))
    return spans.map(({ attributes, kind, name }) => ({ name, kind, ...Object.fromEntries(attributes) }))
  })

describe("the span of a download", () => {
  const finished = {
    kind: "read",
    id,
    state: "completed",
    result: { downloadUrl: `/crm/bulk/v8/read/${id}/result` },
  } as unknown as ReadJob

  const span = {
    ...known,
    name: "zoho-bulk.downloadReadResult",
    kind: "client",
    "zoho.operation": "downloadReadResult",
  }

  it.effect("has the status of the answer that began, and its tries", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual<unknown>(yield* attributesOf(Stream.runDrain(downloadResult(finished))), [
        { ...span, "http.response.status_code": 200, "zoho.tries": 2 },
      ])
    }).pipe(Effect.provide(scripted([page(502, "x"), bytes([0x50, 0x4b])]))),
  )

  it.effect("has the status of a refusal, and its code", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual<unknown>(yield* attributesOf(Stream.runDrain(downloadResult(finished))), [
        {
          ...span,
          "http.response.status_code": 404,
          "zoho.error_code": "RESOURCE_NOT_FOUND",
          "error.type": "JobNotFound",
          "zoho.tries": 1,
        },
      ])
    }).pipe(Effect.provide(scripted([refusal(404, "RESOURCE_NOT_FOUND")]))),
  )
})

describe("the span of a wait", () => {
  it.effect("says which job it is, of which kind and module, and the calls lie within it", () =>
    Effect.gen(function* () {
      const spans = yield* attributesOf(waitForJob({ kind: "read", id }))
      assert.deepStrictEqual(
        spans.map(({ name }) => name),
        ["zoho-bulk.waitForJob", "zoho-bulk.getReadJob", "zoho-bulk.getReadJob"],
      )
      assert.deepStrictEqual<unknown>(spans[0], {
        name: "zoho-bulk.waitForJob",
        kind: "internal",
        "zoho.job_id": id,
        "zoho.job_kind": "read",
        "zoho.module": "Contacts",
      })
    }).pipe(Effect.provide(scripted([json(readBody({ id })), json(readBody({ id, state: "COMPLETED" }))]))),
  )

  it.effect("is one for a job that is watched too, and knows no kind that nobody named", () =>
    Effect.gen(function* () {
      const [span] = yield* attributesOf(Stream.runDrain(watchJob({ id })))
      assert.deepStrictEqual<unknown>(span, {
        name: "zoho-bulk.waitForJob",
        kind: "internal",
        "zoho.job_id": id,
        "zoho.module": "Contacts",
      })
    }).pipe(Effect.provide(scripted([json(readBody({ id, state: "COMPLETED" }))]))),
  )

  it.effect.each([`${testToken}`, "1/../2", " ", "x".repeat(1_000)])("holds no id that is none: %s", (wrong) =>
    Effect.gen(function* () {
      const spans = yield* attributesOf(waitForJob({ kind: "read", id: wrong }))
      assert.deepStrictEqual<unknown>(spans, [
        { name: "zoho-bulk.waitForJob", kind: "internal", "zoho.job_kind": "read" },
      ])
    }).pipe(Effect.provide(scripted([]))),
  )
})

describe("the span of a renewal", () => {
  const renewal = {
    ...known,
    name: "zoho-bulk.renewToken",
    kind: "client",
    "zoho.operation": "renewToken",
    "http.request.method": "POST",
    "server.address": "accounts.zoho.com",
  }

  it.effect("has the method, the host and the status of its request", () =>
    Effect.gen(function* () {
      const [call, renewed] = yield* attributesOf(readJob)
      assert.strictEqual(call?.name, "zoho-bulk.getReadJob")
      assert.deepStrictEqual<unknown>(renewed, { ...renewal, "http.response.status_code": 200 })
      assert.notInclude(JSON.stringify(renewed), secrets.accessToken)
    }).pipe(Effect.provide(connectedByGrant([tokenReply(1), json(readBody())]))),
  )

  it.effect("has what the accounts host refused it with", () =>
    Effect.gen(function* () {
      const [call, renewed] = yield* attributesOf(readJob)
      assert.include<object | undefined>(call, { "error.type": "GrantRefused" })
      assert.deepStrictEqual<unknown>(renewed, {
        ...renewal,
        "http.response.status_code": 200,
        "error.type": "GrantRefused",
      })
    }).pipe(Effect.provide(connectedByGrant([json({ error: "invalid_code" })]))),
  )

  it.effect("of another data centre has its host", () =>
    Effect.gen(function* () {
      const [, renewed] = yield* attributesOf(readJob)
      assert.include<object | undefined>(renewed, { "server.address": "accounts.zoho.eu", "zoho.data_center": "eu" })
    }).pipe(
      Effect.provide(
        connectedByGrant([tokenReply(1, { api_domain: "https://www.zohoapis.eu" }), json(readBody())], {
          dataCenter: "eu",
        }),
      ),
    ),
  )

  it.effect("where the budget is spent is of no request, and so has no status", () =>
    Effect.gen(function* () {
      const spans = yield* attributesOf(Effect.replicateEffect(Effect.exit(readJob), 6))
      assert.notProperty(spans.at(-1), "http.response.status_code")
      assert.include<object | undefined>(spans.at(-1), {
        name: "zoho-bulk.renewToken",
        "error.type": "TokenBudgetSpent",
      })
    }).pipe(Effect.provide(Limits.layer({ maxTokenRequests: 2 })), Effect.provide(connectedByGrant(refusedForever()))),
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
