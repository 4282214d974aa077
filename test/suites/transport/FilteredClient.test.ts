import { assert, describe, it } from "@effect/vitest"
import { createReadJob, downloadResult, getJobDetails, type ReadJob, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken, refreshToken } from "@zoho-bulk/core/Auth"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient } from "effect/http"
import { bytes, empty, fault, json, page, redirect, refusal, text } from "../../support/answers.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { createdReadBody, readBody } from "../../support/samples.ts"
import { ScriptedZoho, sentRequests, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"
import { grant, tokenReply } from "../../support/tokens.ts"

const id = "4150868000005376042"
const token = layerAccessToken(Redacted.make("1000.a.b"))
const job = json(readBody({ id }))

const finished = {
  kind: "read",
  id,
  state: "completed",
  result: { downloadUrl: `/crm/bulk/v8/read/${id}/result` },
} as unknown as ReadJob

type Client = (client: HttpClient.HttpClient) => HttpClient.HttpClient

/** Clients that a program shares among all that it talks to, and that fail on some statuses. */
const filters: Readonly<Record<string, Client>> = {
  filterStatusOk: HttpClient.filterStatusOk,
  "filterStatus of less than 300": HttpClient.filterStatus((status) => status < 300),
  "a filter of a filter": (client) => HttpClient.filterStatusOk(HttpClient.filterStatusOk(client)),
}

const through = (client: Client) => Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, client))

/** What becomes of a program where the wire does this, and when it sent what. */
const outcomeOf = (
  program: Effect.Effect<unknown, { readonly message: string }, ZohoConnection>,
  turns: ReadonlyArray<Turn>,
  client: Client,
) =>
  Effect.gen(function* () {
    const result = yield* program.pipe(
      Effect.result,
      withChance(0.5),
      within(120_000),
      Effect.provide(Layer.fresh(Layer.provide(ZohoConnection.layer({ auth: token }), through(client)))),
    )
    const began = (yield* sentRequests)[0]?.at ?? 0
    const sent = (yield* sentRequests).map(({ at, method, url }) => `${at - began} ${method} ${url}`)
    return { result, sent }
  }).pipe(Effect.provide(ScriptedZoho.layer(turns)))

const details = getJobDetails({ kind: "read", id })
const anyKind = getJobDetails({ id })
const order = createReadJob({ module: "Leads" })
const download = Stream.runCollect(downloadResult(finished))

const cases: ReadonlyArray<{
  readonly what: string
  readonly program: typeof details | typeof anyKind | typeof order | typeof download
  readonly turns: ReadonlyArray<Turn>
}> = [
  { what: "200", program: details, turns: [job] },
  { what: "401", program: details, turns: [refusal(401, "INVALID_TOKEN")] },
  { what: "401 with a scope that is missing", program: details, turns: [refusal(401, "OAUTH_SCOPE_MISMATCH")] },
  { what: "403", program: details, turns: [refusal(403, "NO_PERMISSION")] },
  {
    what: "404 with Zoho's code",
    program: anyKind,
    turns: [refusal(404, "RESOURCE_NOT_FOUND"), refusal(404, "RESOURCE_NOT_FOUND")],
  },
  { what: "404 of something else", program: details, turns: [page(404, "Not here")] },
  {
    what: "429 with Retry-After",
    program: details,
    turns: [refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "7" } }), job],
  },
  { what: "429 without a body", program: details, turns: [empty(429, { "retry-after": "3" }), job] },
  { what: "502 and 503", program: details, turns: [page(502, "Bad"), page(503, "Busy", { "retry-after": "2" }), job] },
  { what: "204", program: details, turns: [empty(204)] },
  { what: "304", program: details, turns: [empty(304)] },
  {
    what: "a redirect",
    program: details,
    turns: [redirect("/elsewhere"), redirect("https://zohoapis.com/x", 307), job],
  },
  { what: "a redirect to a foreign host", program: details, turns: [redirect("https://evil.example/x")] },
  { what: "a redirect in circles", program: details, turns: Array.from({ length: 4 }, () => redirect("/x")) },
  {
    what: "an order that is refused",
    program: order,
    turns: [refusal(400, "MODULE_NOT_AVAILABLE", { details: { x: 1 } })],
  },
  { what: "an order that is redirected", program: order, turns: [redirect("/x", 307)] },
  { what: "an order that is taken", program: order, turns: [json(createdReadBody("1"), { status: 201 })] },
  { what: "an order that a gateway lost", program: order, turns: [page(504, "Gateway Timeout")] },
  { what: "a download", program: download, turns: [bytes([0x50, 0x4b, 3, 4])] },
  {
    what: "a download that is redirected",
    program: download,
    turns: [redirect("https://download-accl.zoho.com/x"), bytes([0x50])],
  },
  { what: "a download that is not there", program: download, turns: [refusal(404, "RESOURCE_NOT_FOUND")] },
  { what: "a download that has to wait", program: download, turns: [empty(429), bytes([0x50])] },
  { what: "a connection that breaks", program: details, turns: [fault("read ECONNRESET"), job] },
  { what: "an answer that is no JSON", program: details, turns: [text("gone")] },
]

for (const [name, filter] of Object.entries(filters)) {
  describe(`a shared HttpClient with ${name} is as good as one without`, () => {
    it.effect.each(cases)("for $what", ({ program, turns, what }) =>
      Effect.gen(function* () {
        const filtered = yield* outcomeOf(program, turns, filter)
        assert.deepStrictEqual(filtered, yield* outcomeOf(program, turns, (client) => client))
        assert.strictEqual(filtered.sent.length, turns.length, what)
      }),
    )

    const byGrant = details.pipe(
      Effect.provide(Layer.provide(ZohoConnection.layer({ auth: refreshToken(grant) }), through(filter))),
    )

    it.effect("for a token that the accounts host refuses", () =>
      Effect.gen(function* () {
        expectTag(yield* Effect.flip(byGrant), "GrantRefused")
      }).pipe(Effect.provide(ScriptedZoho.layer([json({ error: "invalid_client" }, { status: 400 })]))),
    )

    it.effect("for a token that is replaced because Zoho refuses it", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* byGrant).state, "queued")
        assert.strictEqual((yield* sentRequests).length, 4)
      }).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1), refusal(401, "INVALID_TOKEN"), tokenReply(2), job]))),
    )
  })
}
