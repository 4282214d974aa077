import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits } from "@zoho-bulk/core/Limits"
import { type SettingsOptions } from "@zoho-bulk/core/Settings"
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { always, empty, json, page, redirect } from "../../support/answers.ts"
import { scripted, testToken } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"

const readJob = getJobDetails({ kind: "read", id: "7" })
const asked = "https://www.zohoapis.com/crm/bulk/v8/read/7"

interface Followed {
  readonly location: string
  readonly url?: string
  readonly settings?: SettingsOptions
  readonly from?: string
}

const followed: ReadonlyArray<Followed> = [
  { location: "/crm/bulk/v9/read/7", url: "https://www.zohoapis.com/crm/bulk/v9/read/7" },
  { location: "8?a=b", url: "https://www.zohoapis.com/crm/bulk/v8/read/8?a=b" },
  { location: "https://www.zohoapis.com/x" },
  { location: "https://www.zohoapis.com:443/x", url: "https://www.zohoapis.com/x" },
  { location: "HTTPS://WWW.ZOHOAPIS.COM/x", url: "https://www.zohoapis.com/x" },
  { location: "//sandbox.zohoapis.com/x", url: "https://sandbox.zohoapis.com/x" },
  { location: "https://download-accl.zoho.com/v2/x.zip" },
  { location: "https://accounts.zoho.com/x" },
  { location: "https://upload.zoho.com/x" },
  { location: "https://zohoapis.com/x" },
  { location: "https://files.zoho.sa/x", settings: { dataCenter: "sa" }, from: "https://www.zohoapis.sa" },
  { location: "https://upload.zohocloud.ca/x", settings: { dataCenter: "ca" }, from: "https://www.zohoapis.ca" },
  {
    location: "https://zoho.proxy.example:8443/x",
    settings: { downloadUrl: "https://zoho.proxy.example:8443" },
  },
  {
    location: "http://localhost:8080/x",
    settings: { apiDomain: "http://localhost:8080" },
    from: "http://localhost:8080",
  },
]

it.effect("a server on this machine leads nobody to Zoho's own hosts", () =>
  Effect.gen(function* () {
    assert.strictEqual((yield* Effect.flip(readJob))._tag, "HostNotTrusted")
    assert.strictEqual((yield* sentRequests).length, 1)
  }).pipe(
    Effect.provide(
      scripted([redirect("https://www.zohoapis.com/x")], { settings: { apiDomain: "http://[::1]:8080" } }),
    ),
  ),
)

describe("`getJobDetails()` follows a redirect", () => {
  it.effect.each(followed)("to $location, for the host is trusted", ({ from, location, settings = {}, url }) =>
    Effect.gen(function* () {
      yield* readJob
      assert.deepStrictEqual(
        (yield* sentRequests).map((request) => [request.method, request.url, request.headers.authorization]),
        [
          [
            "GET",
            asked.replace("https://www.zohoapis.com", from ?? "https://www.zohoapis.com"),
            `Zoho-oauthtoken ${testToken}`,
          ],
          ["GET", url ?? location, `Zoho-oauthtoken ${testToken}`],
        ],
      )
    }).pipe(Effect.provide(scripted([redirect(location), json(readBody())], { settings }))),
  )

  it.effect.each([301, 302, 303, 307, 308])("of HTTP %i", (status) =>
    Effect.gen(function* () {
      yield* readJob
      assert.deepStrictEqual(
        (yield* sentRequests).map(({ method, url }) => `${method} ${url}`),
        [`GET ${asked}`, "GET https://www.zohoapis.com/x"],
      )
    }).pipe(Effect.provide(scripted([redirect("/x", status), json(readBody())]))),
  )

  it.effect("three times in one try, each from where the last one led", () =>
    Effect.gen(function* () {
      yield* readJob
      assert.deepStrictEqual(
        (yield* sentRequests).map(({ url }) => url),
        [asked, "https://www.zohoapis.com/a/b", "https://accounts.zoho.com/c/d", "https://accounts.zoho.com/c/e"],
      )
    }).pipe(
      Effect.provide(
        scripted([redirect("/a/b"), redirect("https://accounts.zoho.com/c/d"), redirect("e"), json(readBody())]),
      ),
    ),
  )
})

/** A redirect whose body never ends, and what became of the body. */
const redirectWithBody = (location: string, released: Array<string>) =>
  HttpServerResponse.fromWeb(
    new Response(new ReadableStream({ cancel: () => void released.push(location) }), {
      status: 302,
      headers: { location },
    }),
  )

it.live("the body of a redirect is let go of, so that its connection is free for the next request", () =>
  Effect.gen(function* () {
    const released: Array<string> = []
    yield* Effect.provide(
      readJob,
      scripted([redirectWithBody("/a", released), redirectWithBody("/b", released), json(readBody())]),
    )
    assert.deepStrictEqual(released, ["/a", "/b"])
    yield* Effect.flip(readJob).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxRedirects: 0 }),
      Effect.provide(scripted([redirectWithBody("/c", released)])),
    )
    assert.deepStrictEqual(released, ["/a", "/b", "/c"])
  }),
)

describe("`getJobDetails()` follows no redirect", () => {
  it.effect("that goes round in circles: it fails with UnreadableAnswer after three", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(readJob), "UnreadableAnswer")
      assert.include(failure.problem, "redirects more than 3 times")
      assert.strictEqual(failure.httpStatus, 302)
      assert.strictEqual((yield* sentRequests).length, 4)
    }).pipe(Effect.provide(scripted(always(redirect(asked))))),
  )

  it.effect("more often than `CurrentLimits` allows", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(readJob), "UnreadableAnswer")
      assert.include(failure.problem, "redirects more than 0 times")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(
      Effect.provideService(CurrentLimits, { ...defaultLimits, maxRedirects: 0 }),
      Effect.provide(scripted(always(redirect("/x")))),
    ),
  )

  it.effect.each([
    { what: "without a location", turn: empty(302) },
    { what: "with a location that is none", turn: redirect("https://") },
    {
      what: "that is none, although it has a location",
      turn: page(404, "x", { location: "https://www.zohoapis.com/x" }),
    },
    { what: "to an address that is longer than any", turn: redirect(`/${"x".repeat(7_000)}`) },
    { what: "of HTTP 300", turn: redirect("/x", 300) },
    { what: "of HTTP 304", turn: redirect("/x", 304) },
  ])("$what", ({ turn }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(readJob))._tag, "UnreadableAnswer")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(Effect.provide(scripted([turn]))),
  )
})
