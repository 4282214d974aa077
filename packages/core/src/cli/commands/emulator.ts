import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { emulatorToken } from "../../emulator/model/emulatorToken.ts"
import { frozenJobs } from "../../emulator/anyJob/frozenJobs.ts"
import type { EmulatorOptions } from "../../emulator/model/EmulatorOptions.ts"
import { durationFlag } from "../flags/durationFlag.ts"
import { accessToFiles } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { LoopbackServer } from "../../callback/LoopbackServer.ts"
import { editsFlag, editsScript } from "../flags/editsFlag.ts"
import { faultsFile, faultsFlags, faultsScript } from "../flags/faultsFlags.ts"
import { readScript } from "../flags/scriptFile.ts"
import { Output } from "../output/Output.ts"
import { inFile, organizationFlag, readOrganizationFile } from "../flags/organizationFlag.ts"
import { presenter } from "../output/present.ts"
import { lines, say } from "../output/Words.ts"
import { root } from "../flags/root.ts"
import { RuntimeHttp } from "../run/RuntimeHttp.ts"
import { withLesson } from "../help/withLesson.ts"
import { scopesFlag } from "../flags/scopesFlag.ts"

const defaultPort = 4150

const warn = (output: Output["Service"], doubts: ReadonlyArray<string>): Effect.Effect<void> =>
  doubts.length === 0 ? Effect.void : output.talk((style) => lines(doubts.map((doubt) => style.warning(doubt))))

/**
 * Loads and builds an emulator that posts its callbacks by the runtime's HTTP; where that is not to be had, it posts none. What
 * is probably not meant in the file that describes its organisation goes to the terminal.
 */
const build = Effect.fnUntraced(function* (options: EmulatorOptions, organizationFile: string | undefined) {
  const output = yield* Output
  const { TellDoubts } = yield* Effect.promise(() => import("../../emulator/world/TellDoubts.ts"))
  const { Emulator, layer } = yield* Effect.promise(() => import("../../emulator/Emulator.ts"))
  const http = yield* Effect.option(Layer.build(yield* RuntimeHttp))
  const callbacks = Option.getOrUndefined(Option.map(http, Layer.succeedContext))
  const built = yield* Layer.build(layer({ ...options, callbacks })).pipe(
    Effect.mapError((failure) => inFile(organizationFile, failure)),
    Effect.provideService(TellDoubts, (doubts) =>
      warn(
        output,
        doubts.map((doubt) => `${organizationFile}: ${doubt}`),
      ),
    ),
  )
  return Context.get(built, Emulator)
})

/** Scopes that would be taken without a word though they may not be meant. */
const doubtsAboutScopes = Effect.fnUntraced(function* ({
  organization,
  records = {},
  scopes = [],
}: Pick<EmulatorOptions, "organization" | "records" | "scopes">): Effect.fn.Return<ReadonlyArray<string>> {
  const { scopeDoubts, standardNames } = yield* Effect.promise(() => import("../flags/scopeDoubts.ts"))
  const modules = organization?.modules.map(({ api_name: name }) => name) ?? standardNames
  return scopeDoubts(scopes, [...modules, ...Object.keys(records)])
})

/** `zoho-bulk emulator`: an emulated Zoho CRM on a port of this machine, until it is stopped. */
export const emulator = Command.make(
  "emulator",
  {
    port: Flag.Int("port").pipe(
      Flag.withDescription(`port on 127.0.0.1, ${defaultPort} by default; 0 picks any free port`),
      Flag.withDefault(defaultPort),
      Flag.filter(
        (port) => port >= 0 && port <= 65535,
        (port) => `a port from 0 to 65535, not ${port}`,
      ),
    ),
    jobDuration: durationFlag("job-duration", "how long its jobs take; about a second by default"),
    recordsPerPage: Flag.Int("records-per-page").pipe(
      Flag.withDescription("maximum records per read job; 200,000 by default, as at Zoho"),
      Flag.optional,
      Flag.map(Option.getOrUndefined),
      Flag.filter(
        (count) => count === undefined || count >= 1,
        (count) => `a number of records, 1 or more, not ${count}`,
      ),
    ),
    organization: organizationFlag,
    ...faultsFlags,
    edits: editsFlag,
    scopes: scopesFlag,
  },
  Effect.fnUntraced(function* ({ edits, faults, jobDuration, mishaps, organization, port, recordsPerPage, scopes }) {
    const { explain, records } = yield* root
    const output = yield* Output
    const file = yield* faultsFile({ faults, mishaps })
    if (explain) {
      const words = () => `Serves an emulated Zoho on 127.0.0.1:${port}.`
      const access = yield* accessToFiles([], [organization, file, edits])
      return yield* presentRequests([], { words, access: { ...access, listens: ["127.0.0.1"] } })
    }
    const present = yield* presenter("emulator")
    const described = yield* readOrganizationFile(organization)
    const { app } = yield* build(
      {
        records,
        organization: described,
        faults: yield* readScript(faultsScript, file),
        edits: yield* readScript(editsScript, edits),
        jobDuration,
        recordsPerPage,
        scopes,
      },
      organization,
    )
    yield* warn(output, yield* doubtsAboutScopes({ organization: described, records, scopes }))
    const server = yield* LoopbackServer
    const served = yield* server.serve(app, port)
    const url = `http://127.0.0.1:${served.port}`
    const jobs = frozenJobs.map(({ id }) => id)
    yield* present({ url, accessToken: emulatorToken, jobs }, (style) =>
      lines([
        say`${style.strong(url)}  ${style.faint("its page: jobs, requests, credits, and faults to arm")}`,
        "",
        "In another terminal:",
        "",
        say`  export ZOHO_API_DOMAIN=${url} ZOHO_ACCESS_TOKEN=${emulatorToken}`,
        ...jobs.map((id) => say`  ${style.call(`get ${id}`)}`),
        "",
        say`To try a sign-in without that token: ${style.call("auth login")}; answer every question with the word emulator.`,
      ]),
    )
    yield* output.talk((style) => style.faint("Listening; stop with Ctrl-C."))
    return yield* Effect.never
  }, Effect.scoped),
).pipe(
  withLesson({
    does: "Serves an emulated Zoho CRM on this machine, until it is stopped.",
    credits: "none",
  }),
  Command.withExamples([
    { command: "zoho-bulk emulator --port 8080", description: "On a port of your choice" },
    { command: "zoho-bulk emulator --organization mine.json", description: "With modules and fields of your own" },
    { command: "zoho-bulk emulator --edits edits.json", description: "With records that change while it runs" },
    { command: "zoho-bulk emulator --records Contacts=450000", description: "With more records than one job can read" },
  ]),
)
