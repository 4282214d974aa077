import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Effect, Exit } from "effect"
import { json, redirect } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { addresses, trusted } from "../../support/hostileAddresses.ts"
import { runs } from "../../support/properties.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"

const readJob = getJobDetails({ kind: "read", id: "7" })
const asked = "https://www.zohoapis.com/crm/bulk/v8/read/7"

const foreign = [
  "https://evil.example/",
  "//evil.example/",
  "https://zohoapis.com.example.org/",
  "https://www.zohoapis.com.example.org/",
  "https://www.zohoapis.com@evil.example/",
  "https://www.zohoapis.com:443@evil.example/",
  "https://evil.example\\@www.zohoapis.com/",
  "https://evil.example#@www.zohoapis.com/",
  "https://evil.example?www.zohoapis.com",
  "https://xwww.zohoapis.com/",
  "https://www.zohoapis.com.:443/",
  "https://www-zohoapis.com/",
  "https://evil.zohoapis.com/",
  "https://zoho.com/",
  "https://evil.zoho.com/",
  "https://www.zohoapis.eu/",
  "https://accounts.zoho.eu/",
  "https://www.zohoapis.com:8443/",
  "https://www.zohoapis.com:80/",
  "http://www.zohoapis.com/",
  "http://www.zohoapis.com:443/",
  "https://user@www.zohoapis.com/",
  "https://user:password@www.zohoapis.com/",
  "https://www.zohoapıs.com/",
  "https://ｗww.zohoapis.co/",
  "https://93.184.215.14/",
  "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
  "http://127.0.0.1/",
  "https://127.0.0.1/",
  "https://localhost/",
  "http://169.254.169.254/latest/meta-data/",
  "ftp://www.zohoapis.com/",
  "wss://www.zohoapis.com/",
  "file:///etc/passwd",
  "data:application/json,{}",
  "javascript:alert(1)",
  "blob:https://www.zohoapis.com/7",
]

describe("`getJobDetails()` fails with HostNotTrusted, and nothing goes out", () => {
  it.effect.each(foreign)("to %s", (location) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* Effect.flip(readJob), "HostNotTrusted")
      assert.isFalse(failure.isRetryable)
      assert.sameMembers([...failure.trustedHosts], trusted)
      assert.include([new URL(location, asked).origin, new URL(location, asked).protocol], failure.origin)
      assert.include(failure.message, failure.origin)
      assert.include(failure.remedy, "ZOHO_API_DOMAIN")
      assert.strictEqual((yield* sentRequests).length, 1)
    }).pipe(Effect.provide(scripted([redirect(location)]))),
  )

  it.effect("after a redirect that was followed either", () =>
    Effect.gen(function* () {
      yield* Effect.flip(readJob)
      assert.strictEqual((yield* sentRequests).at(-1)?.url, "https://accounts.zoho.com/x")
    }).pipe(Effect.provide(scripted([redirect("https://accounts.zoho.com/x"), redirect("https://evil.example/")]))),
  )

  it.effect.each(["http://127.0.0.1:8081/", "http://localhost:8080/", "http://[::1]:8080/", "http://127.0.0.2:8080/"])(
    "from one port of this machine to %s",
    (location) =>
      Effect.gen(function* () {
        expectTag(yield* Effect.flip(readJob), "HostNotTrusted")
        assert.strictEqual((yield* sentRequests).length, 1)
      }).pipe(Effect.provide(scripted([redirect(location)], { settings: { apiDomain: "http://127.0.0.1:8080" } }))),
  )
})

it.effect.prop(
  "every request of `getJobDetails()` goes to a trusted host, wherever a redirect may lead",
  { location: addresses },
  ({ location }) =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(readJob)
      const origins = (yield* sentRequests).map(({ url }) => new URL(url).origin)
      for (const origin of origins) assert.include(trusted, origin)
      const target = URL.canParse(location, asked) ? new URL(location, asked) : undefined
      const isTrusted = target !== undefined && trusted.includes(target.origin) && target.username === ""
      assert.strictEqual(origins.length, isTrusted ? 2 : 1, location)
      assert.strictEqual(Exit.isSuccess(exit), isTrusted)
    }).pipe(Effect.provide(scripted([redirect(location), json(readBody())]))),
  runs(500),
)
