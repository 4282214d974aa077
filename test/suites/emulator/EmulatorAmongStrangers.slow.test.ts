import { assert, describe, it } from "vitest"
import { startEmulator } from "../../support/emulatorProcess.ts"
import { peakMemory } from "../../support/peakMemory.ts"
import { type RawConnection, rawConnection } from "../../support/rawConnection.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** The head of a request whose body is to be as long as this, and what comes first in it. */
const head = (method: string, path: string, headers: ReadonlyArray<string> = [], begins = ""): string =>
  [`${method} ${path} HTTP/1.1`, "Host: 127.0.0.1", ...headers, "", begins].join("\r\n")

const token = "Authorization: Zoho-oauthtoken emulator"
const multipart = "Content-Type: multipart/form-data; boundary=b"
const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK\u0003\u0004'

const mebibyte = 1024 * 1024
const length = `Content-Length: ${700 * mebibyte}`
const form = "Content-Type: application/x-www-form-urlencoded"

const bodies = [
  head("POST", "/oauth/v2/token", [form, length], "client_id="),
  head("POST", "/oauth/v2/token", [multipart, length], file),
  head("POST", "/_emulator/faults", [form, length], "does="),
  head("POST", "/crm/bulk/v8/read", [token, "Content-Type: application/json", length], '{"query":"'),
  head("POST", "/crm/v8/upload", [token, multipart, "Feature: bulk-write", "X-CRM-ORG: 694902309", length], file),
]

describe("`zoho-bulk emulator` among strangers", () => {
  it("holds little in memory of bodies of 700 MB, whatever they are said to be", async () => {
    await using emulator = await startEmulator(thisRuntime, [])
    const before = peakMemory(emulator.pid)
    const piece = Buffer.alloc(mebibyte, "x")
    for (const said of bodies) {
      using connection = await rawConnection(emulator.url, said)
      const sent = await connection.pour(piece, 700 * mebibyte)
      await connection.answered
      assert.match(connection.heard(), /^HTTP\/1\.1 413 /, said)
      assert.isBelow(sent, 64 * mebibyte)
    }
    assert.isBelow(peakMemory(emulator.pid) - before, 100)
  })

  it.each([
    { signal: "SIGINT", exitCode: 130 },
    { signal: "SIGTERM", exitCode: 143 },
  ] as const)("ends within a second of $signal, whoever is connected", async ({ exitCode, signal }) => {
    const emulator = await startEmulator(thisRuntime, [])
    using _body = await rawConnection(emulator.url, head("POST", "/oauth/v2/token", [form, length], "client_id="))
    using _head = await rawConnection(emulator.url, "GET / HTTP/1.1\r\nHo")
    using _silent = await rawConnection(emulator.url, "")
    using kept = await rawConnection(emulator.url, head("GET", "/_emulator/state"))
    await kept.answered
    const begun = performance.now()
    const ended = await emulator.stop(signal)
    // A second for the emulator, and some time for a busy machine to end a process.
    assert.isBelow(performance.now() - begun, 1_000 + 1_500)
    assert.strictEqual(ended.exitCode, exitCode)
  })

  it("is kept from nobody by heads that never end", async () => {
    await using emulator = await startEmulator(thisRuntime, [])
    const heads = await Promise.all(
      Array.from({ length: 200 }, () => rawConnection(emulator.url, "GET / HTTP/1.1\r\nHo")),
    )
    const begun = performance.now()
    assert.strictEqual((await fetch(`${emulator.url}/_emulator/state`)).status, 200)
    assert.isBelow(performance.now() - begun, 5_000)
    // Deno's server has no limit for a head.
    if (thisRuntime === "node") await Promise.all(heads.map(({ ended }) => ended))
    for (const each of heads) each[Symbol.dispose]()
  })

  it("goes on answering while 1,000 connections say one byte each second, or nothing", async () => {
    await using emulator = await startEmulator(thisRuntime, [])
    const beginnings = [
      "",
      "GET / HTTP/1.1\r\nHo",
      head("POST", "/oauth/v2/token", [form, length], "client_id="),
      head("POST", "/crm/bulk/v8/read", [token, "Content-Type: application/json", length], '{"query":"'),
      head("POST", "/crm/v8/upload", [token, multipart, "Feature: bulk-write", "X-CRM-ORG: 694902309", length], file),
    ]
    const slow: Array<RawConnection> = []
    // So many at once would wait for each other before the emulator sees them.
    for (let hundreds = 0; hundreds < 10; hundreds++) {
      const more = Array.from({ length: 100 }, (_, at) => rawConnection(emulator.url, beginnings[at % 5] ?? ""))
      slow.push(...(await Promise.all(more)))
    }
    const piece = Buffer.from("x")
    for (let seconds = 0; seconds < 3; seconds++) {
      // Whoever has said nothing yet says nothing now.
      for (const [at, each] of slow.entries()) if (at % 5 > 1) void each.pour(piece, 1)
      const begun = performance.now()
      assert.strictEqual((await fetch(`${emulator.url}/_emulator/state`)).status, 200)
      assert.isBelow(performance.now() - begun, 5_000)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
    for (const each of slow) each[Symbol.dispose]()
    assert.strictEqual((await fetch(`${emulator.url}/_emulator/state`)).status, 200)
  })
})
