import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { brokenOff, fault, silence } from "../../support/answers.ts"
import { expectTag, failureAfter } from "../../support/failureAfter.ts"
import { within } from "../../support/time.ts"

/** What Node and Deno say, each in its own words. */
const faults = [
  { said: "connect ECONNREFUSED 127.0.0.1:9", properties: { code: "ECONNREFUSED" }, reason: "connection refused" },
  { said: "tcp connect error: Connection refused (os error 111)", properties: {}, reason: "connection refused" },
  { said: "read ECONNRESET", properties: { code: "ECONNRESET" }, reason: "connection reset" },
  {
    said: "fetch failed",
    properties: { cause: { message: "other side closed", code: "UND_ERR_SOCKET" } },
    reason: "connection reset",
  },
  { said: "connection closed before message completed", properties: {}, reason: "connection reset" },
  { said: "getaddrinfo ENOTFOUND www.zohoapis.com", properties: { code: "ENOTFOUND" }, reason: "host not found" },
  { said: "getaddrinfo EAI_AGAIN www.zohoapis.com", properties: { code: "EAI_AGAIN" }, reason: "host not found" },
  { said: "dns error: failed to lookup address information", properties: {}, reason: "host not found" },
  {
    said: "self-signed certificate",
    properties: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    reason: "certificate not trusted",
  },
  { said: "invalid peer certificate: UnknownIssuer", properties: {}, reason: "certificate not trusted" },
  { said: "certificate has expired", properties: { code: "CERT_HAS_EXPIRED" }, reason: "certificate expired" },
  { said: "invalid peer certificate: Expired", properties: {}, reason: "certificate expired" },
  {
    said: "Hostname/IP does not match certificate's altnames: Host: www.zohoapis.com. is not in the cert's altnames",
    properties: { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    reason: "certificate of another host",
  },
  {
    said: 'invalid peer certificate: certificate not valid for name "www.zohoapis.com"',
    properties: {},
    reason: "certificate of another host",
  },
  {
    said: "SSL routines:tls_validate_record_header:wrong version number",
    properties: { code: "ERR_SSL_WRONG_VERSION_NUMBER" },
    reason: "host speaks no TLS",
  },
  {
    said: "write EPROTO 40CD: SSL routines:tls_get_more_records:packet length too long",
    properties: { code: "EPROTO" },
    reason: "host speaks no TLS",
  },
  {
    said: "client error (Connect): received corrupt message of type InvalidContentType",
    properties: {},
    reason: "host speaks no TLS",
  },
  {
    said: "Failed to establish tunnel to www.zohoapis.com:443 via http://127.0.0.1:9/: HTTP/1.1 407 Proxy Authentication Required",
    properties: { code: "ERR_PROXY_TUNNEL" },
    reason: "proxy wants a password",
  },
  { said: "client error (Connect): proxy authentication required", properties: {}, reason: "proxy wants a password" },
  {
    said: "Failed to establish tunnel to www.zohoapis.com:443 via http://127.0.0.1:9/: HTTP/1.1 502 Bad Gateway",
    properties: { code: "ERR_PROXY_TUNNEL" },
    reason: "proxy refuses",
  },
  {
    said: "Connection to establish proxy tunnel ended unexpectedly",
    properties: { code: "ERR_PROXY_TUNNEL" },
    reason: "proxy refuses",
  },
  { said: "client error (Connect): unsuccessful tunnel", properties: {}, reason: "proxy refuses" },
  { said: "client error (Connect): unexpected eof while tunneling", properties: {}, reason: "proxy refuses" },
  { said: "connect ETIMEDOUT", properties: { code: "ETIMEDOUT" }, reason: "connection failed" },
  { said: "the moon is in the wrong phase", properties: {}, reason: "connection failed" },
  {
    said: "",
    properties: {
      errors: [{ message: "connect ECONNREFUSED ::1:9" }, { message: "connect ECONNREFUSED 127.0.0.1:9" }],
    },
    reason: "connection refused",
  },
] as const

const forGood = ["host speaks no TLS", "proxy wants a password"]

describe("`getJobDetails()` fails with NoAnswer where there is none", () => {
  it.effect.each(faults)("`$said` is: $reason", ({ properties, reason, said }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* failureAfter(fault(said, properties)), "NoAnswer")
      assert.strictEqual(failure.reason, reason)
      assert.strictEqual(failure.isRetryable, !reason.startsWith("certificate") && !forGood.includes(reason))
      const isConnecting = said.startsWith("connect E")
      assert.strictEqual(
        failure.neverArrived,
        isConnecting || !["connection reset", "connection failed"].includes(reason),
      )
      assert.doesNotHaveAnyKeys(failure, ["code", "httpStatus", "zohoMessage", "details"])
      assert.include(failure.cause ?? "", said)
      assert.include(failure.summary, `${reason} (www.zohoapis.com)`)
    }),
  )

  it.effect("and holds apart from the words what a runtime tells of a proxy and of a certificate", () =>
    Effect.gen(function* () {
      const tunnel =
        "Failed to establish tunnel to www.zohoapis.com:443 via http://127.0.0.1:9/: HTTP/1.1 502 Bad Gateway"
      const ofProxy = expectTag(yield* failureAfter(fault(tunnel, { code: "ERR_PROXY_TUNNEL" })), "NoAnswer")
      assert.strictEqual(ofProxy.proxyStatus, 502)
      assert.isUndefined(ofProxy.isSelfSigned)
      const selfSigned = fault("self-signed certificate", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })
      const ofCertificate = expectTag(yield* failureAfter(selfSigned), "NoAnswer")
      assert.isTrue(ofCertificate.isSelfSigned)
      assert.isUndefined(ofCertificate.proxyStatus)
    }),
  )

  it.effect("and an answer that breaks off is none", () =>
    Effect.gen(function* () {
      const failure = yield* failureAfter(brokenOff('{"data":[', "read ECONNRESET"))
      assert.strictEqual(expectTag(failure, "NoAnswer").reason, "connection reset")
    }),
  )

  it.effect("and a cause that causes itself does not matter", () =>
    Effect.gen(function* () {
      const loop: { cause?: unknown } = {}
      loop.cause = loop
      assert.strictEqual(expectTag(yield* failureAfter(fault("x", loop)), "NoAnswer").reason, "connection failed")
    }),
  )
})

it.effect("`getJobDetails()` fails with HostNotPermitted where Deno may not go, and names what to add", () =>
  Effect.gen(function* () {
    const refused = fault('Requires net access to "www.zohoapis.eu:443", run again with the --allow-net flag', {
      name: "NotCapable",
    })
    const failure = expectTag(yield* failureAfter(refused, "read", { dataCenter: "eu" }), "HostNotPermitted")
    assert.isFalse(failure.isRetryable)
    assert.include(failure.remedy, "--allow-net=www.zohoapis.eu")
  }),
)

it.effect("`getJobDetails()` fails with NoAnswerInTime where the answer does not come", () =>
  Effect.gen(function* () {
    const failure = expectTag(yield* failureAfter(silence).pipe(within(10_000)), "NoAnswerInTime")
    assert.strictEqual(failure.limit, "tryTimeout")
    assert.strictEqual(failure.limitMillis, 10_000)
    assert.isTrue(failure.isRetryable)
    assert.doesNotHaveAnyKeys(failure, ["code", "httpStatus"])
    assert.include(failure.message, "no answer from www.zohoapis.com within 10 s")
  }),
)
