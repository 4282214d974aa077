import { assert, describe, it } from "@effect/vitest"
import type { CommandFailure } from "@zoho-bulk/core/cli"
import { Duration, Effect, Layer } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { resultOf } from "../../support/alteredZoho.ts"
import { zohoBulk } from "../../support/commandLine.ts"
import { everyFailure } from "../../support/everyFailure.ts"
import { type Machine, machine } from "../../support/onDisk.ts"
import {
  type Answer,
  fakeZoho,
  json,
  overheard,
  redirect,
  signIns,
  text,
  type Wanted,
} from "../../support/overheard.ts"
import { filesIn, leaksIn, sentinels } from "../../support/sentinels.ts"
import { spellings } from "../../support/spellings.ts"

type Tag = CommandFailure["_tag"] | "Unexpected"

const token = sentinels.accessToken

/** The token in every spelling, as whoever is in Zoho's place may give it back. */
const all = spellings.map(({ of }) => of(token)).join(" ")

/** The same of what a request for a token holds. */
const allOfGrant = spellings.map(({ of }) => `${of(sentinels.refreshToken)} ${of(sentinels.clientSecret)}`).join(" ")

const refusal = (status: number, code: string): Answer =>
  json({ code, message: all, details: { [all]: all }, status: "error" }, status, { "x-accesstoken-reset": token })

const job = (state: string, result?: object): Answer =>
  json({
    data: [
      {
        id: "1",
        operation: all,
        state,
        created_time: "2026-11-22T09:15:00+00:00",
        [all]: all,
        ...(result === undefined ? {} : { result }),
      },
    ],
  })

const finished = { page: 1, count: 2, download_url: "/crm/bulk/v8/read/1/result", more_records: false }

/** A job that has ended, and what is given for its result. */
const withResult =
  (result: Answer, more: object = {}) =>
  (url: URL): Answer =>
    url.pathname.endsWith("/result") ? result : job("COMPLETED", { ...finished, ...more })

const broken = (cause: Error): Answer => Effect.fail(cause)

const ordered = json({
  data: [
    {
      status: "success",
      code: "ADDED_SUCCESSFULLY",
      message: all,
      details: { id: "1", operation: "read", state: "ADDED", created_time: "2026-11-22T09:15:00+00:00" },
    },
  ],
})

const insert = ["--module", "Leads", "--operation", "insert"]

const get = ["get", "1", "--kind", "read"]

const download = (here: Machine): ReadonlyArray<string> => [
  "download",
  "1",
  "--kind",
  "read",
  "--output",
  here.path("result.csv"),
]

const exportTo = (here: Machine, file: string): ReadonlyArray<string> => [
  "export",
  "Contacts",
  "--fields",
  "Email",
  "--no-metadata",
  "--output",
  here.path(file),
]

/** A run that meets a failure, where something that it is given holds the token. */
interface Meeting {
  readonly by: string
  readonly args?: (here: Machine) => ReadonlyArray<string>
  readonly answer?: Wanted["api"]
  readonly accounts?: Answer
  readonly env?: (here: Machine) => Readonly<Record<string, string>>
  readonly stdoutFault?: "ENOSPC"
  readonly before?: (here: Machine, wanted: Wanted) => Effect.Effect<unknown>
  readonly times?: number
  /** Whether it stands in a file or in the name of a folder: a tracer is told of them as they are. */
  readonly isData?: boolean
}

/** Of which no run here makes one, and why a secret in it would still not be shown: see the last test. */
const notMet = {
  ResultTooLarge: "it takes a gigabyte; an id of digits, the name of a limit and its number are all that it has",
  ConsentNotGiven: "it takes half a minute; our own words and a few letters are all that it has",
  PageTokenExpired: "it takes a day; a module, a page and a moment are all that it has",
  CreditLimitReached: "two numbers and our own words are all that it has",
  JourneyTaken: "it takes two processes; a place and our own words are all that it has",
  MirrorTaken: "it takes two processes; a place and our own words are all that it has",
  MirrorDiffers: "it takes two organisations; a place, their hosts and their ids are all that it has",
  ColumnTypeChanged: "it takes an older copy; names and types of fields are all that it has",
  CopyIncomplete: "it takes records that vanish; the name of a module, a number and ids are all that it has",
  JourneyFinished: "the command says so before; a moment is all that it has",
  JourneyDiffers: "the command says so before; what a journal of this machine has is all that it has",
} as const satisfies { readonly [T in Tag]?: string }

const meetings: Readonly<Record<Exclude<Tag, keyof typeof notMet>, Meeting>> = {
  UsageError: { by: "a code without its flag", args: () => ["auth", "login", token] },
  InvalidJobId: { by: "a token in place of an id", args: () => ["get", token] },
  InvalidSettings: { by: "a token in place of a data centre", args: () => [...get, "--data-center", token] },
  InvalidRequest: {
    by: "the token in too many comparisons",
    args: (here) => [
      ...exportTo(here, "many.csv"),
      "--where",
      Array.from({ length: 26 }, () => `Email = "${token}"`).join(" and "),
    ],
  },
  UnknownField: {
    by: "a field of that name",
    args: (here) => ["export", "Contacts", "--fields", token, "--output", here.path("field.csv")],
  },
  UnknownModule: {
    by: "a module of that name",
    args: (here) => ["export", token, "--output", here.path("module.csv")],
  },
  UnknownView: {
    by: "a view of that name",
    args: (here) => ["export", "Contacts", "--view", token, "--output", here.path("view.csv")],
  },
  PortUnavailable: {
    by: "a port that is taken",
    args: () => ["emulator", "--scopes", `ZohoCRM.${token}`, "--port", "1"],
  },
  OutputFailed: { by: "an answer with it, and a full disk", answer: job("QUEUED"), stdoutFault: "ENOSPC" },
  TokenRefused: { by: "a refusal", answer: refusal(401, "INVALID_TOKEN") },
  ScopeMissing: { by: "a refusal", answer: refusal(401, "OAUTH_SCOPE_MISMATCH") },
  PermissionDenied: { by: "a refusal", answer: refusal(403, "NO_PERMISSION") },
  JobNotFound: { by: "a refusal", answer: refusal(404, "RESOURCE_NOT_FOUND") },
  RequestNotAccepted: { by: "a code that is the token", answer: refusal(400, token) },
  Throttled: { by: "a refusal", answer: refusal(429, "TOO_MANY_REQUESTS") },
  ZohoFailing: { by: "a page of a gateway", answer: text(`<html>${all}</html>`, 502) },
  UnreadableAnswer: { by: "half an answer", answer: text(`{"data":["${all}`) },
  LimitExceeded: { by: "an answer that is too long", answer: text(all.repeat(Math.ceil(2 ** 23 / all.length))) },
  HostNotTrusted: { by: "a host of that name", answer: redirect(`https://${token}.evil.example/${token}`) },
  HostNotPermitted: {
    by: "a runtime that names what it does not permit",
    answer: broken(Object.assign(new Error(`NotCapable: Requires net access to "${all}"`), { name: "NotCapable" })),
  },
  NoAnswer: { by: "an error of the network", answer: broken(new Error(`Invalid header ${all}`)) },
  NoAnswerInTime: { by: "no answer", answer: Effect.never },
  Unexpected: { by: "a defect", answer: Effect.die(new TypeError(`${all} is not a function`)) },
  GrantRefused: {
    by: "a refused grant",
    env: () => signIns.grant,
    accounts: json({ error: "invalid_code", error_description: allOfGrant }),
  },
  TokenBudgetSpent: {
    by: "ten tokens that were refused",
    env: () => signIns.grant,
    answer: json({ code: "INVALID_TOKEN", message: sentinels.issuedToken, details: {}, status: "error" }, 401),
    times: 12,
  },
  TokenStoreFailed: {
    by: "a folder of that name that cannot be made",
    isData: true,
    env: () => ({ ...signIns.grant, XDG_STATE_HOME: `/dev/null/${sentinels.refreshToken}` }),
  },
  JobFailed: {
    by: "a job that failed over it",
    args: (here) => exportTo(here, "failed.csv"),
    answer: (url) =>
      url.pathname.endsWith("/read") ? ordered : job("FAILURE", { error_message: { code: all, message: all } }),
  },
  JobStillRunning: {
    by: "a job of that state",
    args: () => ["wait", "1", "--kind", "read", "--timeout", "1ms"],
    answer: job(all),
  },
  ResultUnreadable: {
    by: "a result that is no archive",
    args: download,
    answer: withResult(
      Effect.succeed(HttpServerResponse.uint8Array(new TextEncoder().encode(all), { contentType: "application/zip" })),
    ),
  },
  ResultIncomplete: {
    by: "a result without rows",
    args: download,
    answer: withResult(resultOf(`Id,${token}\n1,x\n`)),
  },
  PagesBroken: {
    by: "a page that says there are more, and not how to get them",
    args: (here) => exportTo(here, "pages.csv"),
    answer: (url) => (url.pathname.endsWith("/read") ? ordered : job("COMPLETED", { ...finished, more_records: true })),
  },
  InputUnreadable: {
    by: "a file with two columns of that name",
    isData: true,
    args: (here) => [
      "import",
      here.write(`given.csv`, `${token},${token}\n1,2\n`),
      "--module",
      "Leads",
      "--operation",
      "insert",
    ],
  },
  OutcomesDiffer: {
    by: "a result with it in a cell",
    args: (here) => ["import", here.write("leads.csv", "Last_Name,Company\nA,Z\n"), ...insert],
    answer: (url) =>
      url.hostname.startsWith("download")
        ? resultOf(`Last_Name,Company,STATUS,RECORD_ID,ERRORS\n${token},Else,ADDED,1,\n`)
        : undefined,
  },
  StorageFailed: {
    by: "a folder of that name that cannot be made",
    args: (here) => exportTo(here, "contacts.csv"),
    env: () => ({ ...signIns.token, XDG_STATE_HOME: `/dev/null/${token}` }),
  },
  CreateOutcomeUnknown: {
    by: "an order whose answer is a page",
    args: (here) => exportTo(here, "lost.csv"),
    answer: broken(Object.assign(new Error(`socket ${all} hung up`), { code: "ECONNRESET" })),
  },
}

/** Words of ours, by which a failure finds its own sentences. */
const ownWords = ["_tag", "operation", "apiVersion", "dataCenter", "kind", "state", "reason", "limit", "what"]

/** Puts the token into every text that something holds. */
const plantIn = (holder: object): void => {
  for (const [key, value] of Object.entries(holder)) {
    if (ownWords.includes(key)) continue
    if (typeof value === "string") Reflect.set(holder, key, `${value} ${all}`)
    else if (typeof value === "object" && value !== null && !Duration.isDuration(value)) plantIn(value)
  }
}

describe("no secret is in what is written after each failure that there is", () => {
  for (const [tag, { accounts, answer, args, before, by, env, isData, stdoutFault, times = 1 }] of Object.entries(
    meetings,
  )) {
    it.live(
      `${tag}, met by ${by}`,
      () =>
        Effect.gen(function* () {
          const wanted: Wanted = { api: undefined, accounts: undefined }
          const here = yield* machine({ records: { Contacts: 5 } }, fakeZoho(wanted))
          yield* before?.(here, wanted) ?? Effect.void
          Object.assign(wanted, { api: answer, accounts })
          const words = [...(args?.(here) ?? get), "--json", "--log-level", "all"]
          const met = new Set<string>()
          for (let time = 0; time < times; time++) {
            const { run, written } = yield* overheard(here, words, {
              env: env?.(here) ?? signIns.token,
              ...(stdoutFault === undefined ? {} : { stdoutFault }),
            })
            for (const [, found = ""] of run.stderr.matchAll(/"error": "(\w+)"/g)) met.add(found)
            const left = [...written, ...filesIn(here.path(""))]
            const shown = isData ? left.filter(({ where }) => /^std(?:out|err) /.test(where)) : left
            assert.deepStrictEqual(leaksIn(shown), [], run.stderr)
          }
          assert.include([...met], tag)
        }),
      30_000,
    )
  }

  it.live("each of them, in words and as a document, with it in every text that a failure of that kind can have", () =>
    Effect.gen(function* () {
      const shown = new Set<string>()
      for (const failure of everyFailure) {
        plantIn(failure)
        const http = Layer.effect(
          HttpClient.HttpClient,
          Effect.fail(failure),
        ) as unknown as Layer.Layer<HttpClient.HttpClient>
        for (const form of [[], ["--json"]]) {
          const { stderr, stdout } = yield* zohoBulk([...get, ...form], { env: signIns.token, http })
          assert.deepStrictEqual(leaksIn([{ where: failure._tag, text: stdout + stderr }]), [])
          for (const [, found = ""] of stderr.matchAll(/"error": "(\w+)"/g)) shown.add(found)
        }
      }
      assert.includeMembers([...shown], [...Object.keys(notMet), "JobFailed", "StorageFailed"])
      assert.strictEqual(shown.size, everyFailure.length)
    }),
  )
})
