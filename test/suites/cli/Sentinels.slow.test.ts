import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient } from "effect/http"
import { serve } from "../../support/loopback.ts"
import { type Machine, machine } from "../../support/onDisk.ts"
import {
  type Answer,
  fakeZoho,
  json,
  nothingSet,
  overheard,
  redirect,
  signIns,
  text,
  type Wanted,
} from "../../support/overheard.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { filesIn, leaksIn, sentinels, waysToWrite, type Written } from "../../support/sentinels.ts"
import { spellings } from "../../support/spellings.ts"

/** What Zoho, or who is in its place, answers, with the token that it was sent in it, in every spelling. */
const answersWith = (token: string): Readonly<Record<string, Answer>> => {
  const everything = spellings.map(({ of }) => of(token))
  const all = everything.join(" ")
  const resets = { "x-accesstoken-reset": token }
  const refusal = (status: number, code: string): Answer =>
    json({ code, message: all, details: { [all]: all, list: everything }, status: "error" }, status, resets)
  return {
    "a refused token": refusal(401, "INVALID_TOKEN"),
    "a missing scope": refusal(401, "OAUTH_SCOPE_MISMATCH"),
    "a missing permission": refusal(403, "NO_PERMISSION"),
    "a job that is not there": refusal(404, "RESOURCE_NOT_FOUND"),
    "a wrong request": refusal(400, "INVALID_DATA"),
    "a code that is the token": refusal(400, token),
    "a full queue": refusal(429, "TOO_MANY_REQUESTS"),
    "a failing gateway": text(`<html>${all}</html>`, 502),
    "a page": text(`<html>${all}</html>`),
    "a text": text(all, 404),
    "half a text": text(`{"data":["${all}`),
    "a text in escapes": text(
      `{"code":"X","message":"${spellings.map(({ of }) => of(token)).join(" ")}","status":"error"}`,
      400,
    ),
    "a job that holds it": json(
      {
        data: [
          {
            id: "1",
            state: all,
            created_time: `2026-11-22T09:15:00+00:00${all}`,
            operation: all,
            query: {
              module: { api_name: all },
              fields: everything,
              criteria: { api_name: all, comparator: all, value: all },
            },
            [all]: all,
          },
        ],
      },
      200,
      { "x-accesstoken-reset": token },
    ),
    "a job that failed over it": json({
      data: [
        {
          id: "1",
          state: "FAILURE",
          created_time: "2026-11-22T09:15:00+00:00",
          result: { error_message: { code: all, message: all } },
        },
      ],
    }),
    "a job of that id": json({ data: [{ id: all, state: "COMPLETED", created_time: all }] }),
    "a result at another host": json({
      data: [
        {
          id: "1",
          state: "COMPLETED",
          created_time: "2026-11-22T09:15:00+00:00",
          result: { download_url: `https://${token}.evil.example/${all}`, count: 1, more_records: false },
        },
      ],
    }),
    "an organisation of that name": json({ org: [{ zgid: "1", company_name: all }] }),
    "a host of that name": redirect(`https://${token}.evil.example/`),
    "a foreign address": redirect(`https://evil.example/${token}?${token}`),
    "a broken line": Effect.fail(Object.assign(new Error(`Invalid header ${all}`), { code: "ECONNRESET" })),
    "a defect": Effect.die(new TypeError(`${all} is not a function`)),
    "a defect of that name": Effect.die(Object.assign(new Error(all), { name: token })),
    "a defect that is no error": Effect.die({ headers: { authorization: all } }),
    "an error that is none of ours": Effect.die(all),
  }
}

/** What a request for a token can hold, and its reply. */
const ofAccounts = [sentinels.issuedToken, sentinels.refreshToken, sentinels.clientSecret, sentinels.grantCode]

const echoes = ofAccounts.flatMap((secret) => spellings.map(({ of }) => of(secret)))

const all = echoes.join(" ")

/** What the accounts host answers, with all of it. */
const tokenAnswers: Readonly<Record<string, Answer>> = {
  "a refused grant": json({ error: "invalid_code", error_description: all }),
  "a refused client": json({ error: "invalid_client", error_description: all }),
  "an error that is all of it": json({ error: all }),
  "a page": text(`<html>${all}</html>`, 502),
  "a token for elsewhere": json({
    access_token: sentinels.issuedToken,
    api_domain: `https://${sentinels.issuedToken}.evil.example`,
  }),
  "a token with a line break": json({ access_token: `${sentinels.issuedToken}\r\nX: 1` }),
  "an address that is none": json({ access_token: sentinels.issuedToken, api_domain: sentinels.issuedToken }),
  "a broken line": Effect.fail(new Error(all)),
  "a defect": Effect.die(new TypeError(all)),
}

const login = ["auth", "login", "--client-id", "1000.CLIENT", "--code", sentinels.grantCode]

const commandsOf = (here: Machine): ReadonlyArray<ReadonlyArray<string>> => [
  ["get", "1", "--kind", "read"],
  ["get", "4150868000005376042"],
  ["wait", "1", "--kind", "read", "--timeout", "100ms"],
  ["download", "1", "--kind", "read", "--output", here.path("result.csv")],
  [
    "export",
    "Contacts",
    "--fields",
    "Email",
    "--no-metadata",
    "--output",
    here.path("contacts.csv"),
    "--timeout",
    "100ms",
  ],
  [
    "import",
    here.path("leads.csv"),
    "--module",
    "Leads",
    "--operation",
    "insert",
    "--again",
    "--rejects",
    here.path("rejects.csv"),
    "--timeout",
    "100ms",
  ],
  ["resume", "--timeout", "100ms"],
  ["jobs"],
  ["doctor"],
  ["auth", "status"],
]

const explained: ReadonlyArray<ReadonlyArray<string>> = [
  ["get", "1", "--explain"],
  ["export", "Contacts", "--explain"],
  ["resume", "--explain"],
  ["doctor", "--explain"],
  [...login, "--explain"],
  ["auth", "logout", "--explain"],
]

const tagOf = (stderr: string): ReadonlyArray<string> =>
  [...stderr.matchAll(/"error": "(\w+)"/g)].map(([, tag = ""]) => tag)

const readyMachine = Effect.fnUntraced(function* (wanted: Wanted) {
  const here = yield* machine({ records: { Contacts: 5 } }, fakeZoho(wanted))
  here.write("leads.csv", "Last_Name,Company\nBoyle,Zylker\n")
  return here
})

describe("a sentinel that is written somewhere", () => {
  it("is found, whole or in part and in any spelling, so that the search is known to look", () => {
    for (const [name, secret] of Object.entries(sentinels)) {
      for (const write of waysToWrite) {
        const found = leaksIn([{ where: "a planted leak", text: `before ${write(secret)} behind` }])
        assert.isTrue(
          found.some((leak) => leak.startsWith(`${name} in a planted leak`)),
          write(secret),
        )
        assert.isNotEmpty(
          leaksIn([{ where: "half a leak", text: write(secret).slice(0, Math.ceil(write(secret).length * 0.8)) }]),
        )
      }
    }
    assert.isEmpty(leaksIn([{ where: "", text: "1000.CLIENT 4150868000005376042 <secret>" }]))
  })

  it.live("is found in a file, a log and an exported span", () =>
    Effect.gen(function* () {
      const wanted: Wanted = { api: undefined, accounts: undefined }
      const leaky = yield* machine({}, (zoho) =>
        HttpClient.make((request) =>
          Effect.gen(function* () {
            const { authorization = "" } = request.headers
            yield* Effect.logInfo(authorization)
            yield* Effect.annotateCurrentSpan("leak", authorization)
            return yield* fakeZoho(wanted)(zoho).execute(request)
          }).pipe(Effect.withSpan(request.headers["authorization"] ?? "")),
        ),
      )
      leaky.write("planted.txt", sentinels.refreshToken)
      const { written } = yield* overheard(leaky, ["get", "4150868000005376042", "--log-level", "all"], {
        env: signIns.token,
      })
      const found = leaksIn([...written, ...filesIn(leaky.path(""))]).join("\n")
      assert.include(found, "refreshToken in the file planted.txt")
      assert.include(found, "accessToken in what the exporter sends")
    }),
  )
})

describe("no secret is in anything that the program writes", () => {
  const ways = [
    { how: "token", form: "json" },
    { how: "token", form: "text" },
    { how: "grant", form: "json" },
    { how: "profile", form: "text" },
  ] as const
  for (const { form, how } of ways) {
    const env: Readonly<Record<string, string>> = signIns[how]
    it.live(
      `with a ${how}, in ${form}: where all is well, and after each answer that has it`,
      () =>
        Effect.gen(function* () {
          const wanted: Wanted = { api: undefined, accounts: undefined }
          const here = yield* readyMachine(wanted)
          const met = new Set<string>()
          const leaks = new Set<string>()
          const play = Effect.fnUntraced(function* (
            args: ReadonlyArray<string>,
            after: string,
            given: Readonly<Record<string, string>> = env,
          ) {
            const more = [...(form === "json" ? ["--json"] : []), "--log-level", "all"]
            const { run, written } = yield* overheard(here, [...args, ...more], { env: given })
            for (const tag of tagOf(run.stderr)) met.add(tag)
            for (const leak of leaksIn(written)) leaks.add(`after ${after}: ${leak}`)
            return run
          })
          const look = (after: string): void => {
            for (const leak of leaksIn(filesIn(here.path("")))) leaks.add(`after ${after}: ${leak}`)
          }
          const signedIn = yield* play(login, "nothing", { ...nothingSet, ZOHO_CLIENT_SECRET: sentinels.clientSecret })
          assert.strictEqual(signedIn.exitCode, 0, signedIn.stderr)
          for (const args of [...commandsOf(here), ...explained]) yield* play(args, "nothing")
          for (const [after, answer] of Object.entries(
            answersWith(how === "token" ? sentinels.accessToken : sentinels.issuedToken),
          )) {
            wanted.api = answer
            for (const args of commandsOf(here)) yield* play(args, after)
          }
          wanted.api = undefined
          for (const [after, answer] of Object.entries(tokenAnswers)) {
            wanted.accounts = answer
            yield* play(["auth", "logout"], after)
            yield* play(login, after, { ...nothingSet, ZOHO_CLIENT_SECRET: sentinels.clientSecret })
            yield* play(["get", "1"], after, {
              ...signIns.grant,
              XDG_STATE_HOME: here.path(`state-${after.replaceAll(" ", "-")}`),
            })
          }
          yield* play(["get", sentinels.accessToken], "a token in place of an id")
          yield* play(["auth", "login", sentinels.grantCode], "a code without its flag")
          yield* play(["get", "1", "--data-center", sentinels.grantCode], "a code with another flag")
          look("all")
          assert.deepStrictEqual([...leaks], [])
          if (form === "json") console.log(`${how}: ${[...met].toSorted().join(", ")}`)
          if (form === "json" && how === "token") {
            assert.includeMembers(
              [...met],
              [
                "TokenRefused",
                "ScopeMissing",
                "PermissionDenied",
                "JobNotFound",
                "RequestNotAccepted",
                "Throttled",
                "ZohoFailing",
                "UnreadableAnswer",
                "HostNotTrusted",
                "NoAnswer",
                "GrantRefused",
                "Unexpected",
                "UsageError",
                "InvalidJobId",
                "InvalidSettings",
                "CreateOutcomeUnknown",
              ],
            )
          }
        }),
      120_000,
    )
  }
})

describe(`nor in anything that a process of it shows on ${thisRuntime}`, () => {
  it.live(
    "its title, its command line, its output and the files that it leaves",
    () =>
      Effect.gen(function* () {
        const shown: Array<Written> = []
        let pid = 0
        const here = yield* readyMachine({ api: undefined, accounts: undefined })
        const { origin } = yield* serve((_request, response) => {
          for (const what of ["cmdline", "comm", "status"])
            shown.push({ where: what, text: readFileSync(`/proc/${pid}/${what}`, "latin1") })
          response.writeHead(400, { "content-type": "application/json", "x-accesstoken-reset": sentinels.accessToken })
          response.end(
            JSON.stringify({
              code: "X",
              message: spellings.map(({ of }) => of(sentinels.accessToken)).join(" "),
              details: {},
              status: "error",
            }),
          )
        })
        const env = {
          ...signIns.token,
          ZOHO_API_DOMAIN: origin,
          HOME: here.path(""),
          XDG_STATE_HOME: here.path("state"),
          XDG_CONFIG_HOME: here.path("config"),
        }
        for (const args of [
          ["get", "1"],
          ["get", "1", "--json", "--log-level", "all"],
          ["export", "Leads", "--output", here.path("leads.csv")],
          ["doctor"],
        ]) {
          const run = yield* Effect.promise(() =>
            runProcess(thisRuntime, args, { env, onStart: (_kill, id) => (pid = id) }),
          )
          assert.notStrictEqual(run.exitCode, 0)
          shown.push(
            { where: `stdout of ${args[0]}`, text: run.stdout },
            { where: `stderr of ${args[0]}`, text: run.stderr },
          )
        }
        assert.isAbove(shown.length, 14)
        assert.deepStrictEqual(leaksIn([...shown, ...filesIn(here.path(""))]), [])
      }),
    120_000,
  )
})
