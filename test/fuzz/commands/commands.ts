import { Effect } from "effect"
import { HttpClient } from "effect/http"
import type { Target } from "../Target.ts"
import { checkRun } from "./checkRun.ts"
import { drawPlay } from "./draw.ts"
import { asCase, playOf } from "./Play.ts"
import { runPlay } from "./run.ts"

/** The same with a client that has a fault: it breaks over an answer, where it should fail. */
export const plantedCommand: Target = {
  name: "planted-command",
  draw: (chance) => asCase(drawPlay(chance)),
  check: async (given) => {
    const { answers, args, files } = playOf(given)
    const run = await runPlay({ answers, args, files }, (zoho) =>
      HttpClient.make((request) =>
        request.method === "POST" ? Effect.die(new Error("it broke")) : zoho.execute(request),
      ),
    )
    if (run !== undefined) checkRun(args, run)
  },
}

/** Whole commands: whatever is typed, found in files and answered, they end with a code of ours and say what happened. */
export const commands: Target = {
  name: "commands",
  draw: (chance) => asCase(drawPlay(chance)),
  check: async (given) => {
    const { answers, args, files } = playOf(given)
    const run = await runPlay({ answers, args, files })
    if (run !== undefined) checkRun(args, run)
  },
}
