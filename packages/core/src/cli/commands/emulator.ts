import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { emulatorApp, emulatorToken } from "../../emulator/app.ts"
import { frozenJobs } from "../../emulator/frozenJobs.ts"
import { LoopbackServer } from "../LoopbackServer.ts"
import { Output } from "../Output.ts"
import { present } from "../present.ts"
import { root } from "../root.ts"

const defaultPort = 4150

/** `zoho-bulk emulator`: an emulated Zoho CRM on a port of this machine, until it is stopped. */
export const emulator = Command.make(
  "emulator",
  {
    port: Flag.Int("port").pipe(
      Flag.withDescription("port on 127.0.0.1; 0 takes any that is free"),
      Flag.withDefault(defaultPort),
      Flag.filter(
        (port) => port >= 0 && port <= 65535,
        (port) => `a port from 0 to 65535, not ${port}`,
      ),
    ),
  },
  Effect.fnUntraced(function* ({ port }) {
    const { explain } = yield* root
    const output = yield* Output
    if (explain) {
      return yield* present({ requests: [] }, () => `Serves an emulated Zoho on 127.0.0.1:${port}; sends nothing.`)
    }
    const server = yield* LoopbackServer
    const served = yield* server.serve(emulatorApp, port)
    const url = `http://127.0.0.1:${served.port}`
    const jobs = frozenJobs.map(({ id }) => id)
    yield* present({ url, accessToken: emulatorToken, jobs }, (style) =>
      [
        style.strong(url),
        "",
        "In another terminal:",
        "",
        `  export ZOHO_API_DOMAIN=${url} ZOHO_ACCESS_TOKEN=${emulatorToken}`,
        ...jobs.map((id) => `  zoho-bulk get ${id}`),
      ].join("\n"),
    )
    yield* output.talk((style) => style.faint("Listening; stop with Ctrl-C."))
    return yield* Effect.never
  }, Effect.scoped),
).pipe(
  Command.withDescription("Serves an emulated Zoho CRM on this machine, until it is stopped."),
  Command.withExamples([{ command: "zoho-bulk emulator --port 8080", description: "On a port of your choice" }]),
)
