import type { ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { answering as answeringAs } from "../../support/loopback.ts"
import { recorded } from "../../support/recordings.ts"
import type { Case } from "../Case.ts"
import { answering, emulated, withToken } from "../zoho.ts"

const look = ["get", "4150868000005376042", "--kind", "read"]

/** A look that goes wrong, and what it ends with. */
const after = (what: string, exitCode: number, fault: Emulator.Fault): Case => ({
  title: `a look after ${what} (exit code ${exitCode})`,
  env: withToken,
  zoho: emulated({ faults: [fault] }),
  steps: [{ args: [...look, "--json"], exitCode }],
})

const packed = gzipSync(JSON.stringify({ code: "INVALID_TOKEN", details: {}, message: "m", status: "error" }))

/** An answer that nobody expects. */
const odd = (what: string, exitCode: number, answer: (response: ServerResponse) => void): Case => ({
  title: `a look after ${what} (exit code ${exitCode})`,
  env: withToken,
  zoho: answering((_request, response) => answer(response)),
  steps: [{ args: look, exitCode }],
})

const writeJob = "/crm/bulk/v2.1/write/4150868000005350003"

/** What Zoho, or what is between, refuses, breaks off, or answers as nobody expects. */
export const refusals: ReadonlyArray<Case> = [
  after("no connection", 6, { does: "reset" }),
  after("throttling", 6, { does: "throttled", retryAfter: 3_600 }),
  after("a page of HTML with 502", 6, { does: "bad-gateway" }),
  after("a token that is refused", 3, { does: "unauthorized" }),
  after("half of an answer", 6, { does: "reset-in-body" }),
  after("answers that heal", 0, { does: "failing", nth: 1 }),
  after("an answer that comes in pieces", 0, { does: "slow-body", millis: 1 }),
  odd("half of an answer, as if it were whole", 1, (response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"4150868'),
  ),
  odd("204", 1, (response) => response.writeHead(204).end()),
  odd("205", 1, (response) => response.writeHead(205).end()),
  odd("304", 1, (response) => response.writeHead(304).end()),
  odd("an empty body", 1, (response) => response.writeHead(200).end()),
  odd("a body that is said to be packed, and empty", 1, (response) =>
    response.writeHead(200, { "content-encoding": "gzip", "content-length": 0 }).end(),
  ),
  odd("a packed body, announced in capitals", 3, (response) =>
    response.writeHead(401, { "content-encoding": "GZIP" }).end(packed),
  ),
  odd("a redirect to a foreign host", 1, (response) =>
    response.writeHead(302, { location: "https://zohoapis.com.example.org/" }).end(),
  ),
  {
    title: "a look at a recorded job, packed and in chunks",
    env: { ...withToken, ZOHO_API_VERSION: "v2.1" },
    zoho: answering(answeringAs(recorded(writeJob))),
    steps: [{ args: ["get", "4150868000005350003", "--kind", "write", "--json"], exitCode: 0 }],
  },
  {
    title: "tokens that are wrong, or lack a scope",
    env: withToken,
    zoho: emulated(),
    steps: [
      { args: look, env: { ZOHO_ACCESS_TOKEN: "other" }, exitCode: 3 },
      { args: [...look, "--json"], env: { ZOHO_ACCESS_TOKEN: "emulator-no-scope" }, exitCode: 3 },
      { args: ["doctor"], env: { ZOHO_ACCESS_TOKEN: "emulator-no-scope" }, exitCode: 3 },
      { args: ["doctor", "--json"], env: { ZOHO_ACCESS_TOKEN: "other" }, exitCode: 3 },
      { args: look, env: { ZOHO_ACCESS_TOKEN: "" }, exitCode: 2 },
    ],
  },
  {
    title: "where nothing listens",
    env: withToken,
    steps: [
      { args: [...look, "--json"], exitCode: 6 },
      { args: ["doctor"], exitCode: 6 },
    ],
  },
]
