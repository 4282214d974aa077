import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { secretProblem } from "../../auth/secretProblem.ts"
import { TokenUnavailable } from "../../auth/TokenUnavailable.ts"
import { hold } from "../output/HeldSecrets.ts"
import type { ProgramCall } from "./Programs.ts"
import { isAttended } from "./ask.ts"
import { endOf, mostRead, runForSecret, saidBy } from "./runForSecret.ts"

/** Ends a process and all that it has started: those below it, and those in its group if it has one of its own. */
const stopAll = `tree() {
  echo "$1"
  ps -A -o pid= -o ppid= | while read -r pid parent; do if [ "$parent" = "$1" ]; then tree "$pid"; fi; done
}
runs() { kill -s 0 "$1" && case "$(ps -o stat= -p "$1")" in Z*) false ;; esac; }
all=$(tree "$1")
for signal in TERM KILL; do
  for each in $all $2; do kill -s "$signal" -- "$each"; done
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    running=
    for each in $all; do if runs "$each"; then running=1; fi; done
    if [ -z "$running" ]; then break; fi
    sleep 0.1
  done
done`

const stopBy =
  (hasGroup: boolean) =>
  (pid: number): ProgramCall => ({
    program: "sh",
    args: ["-c", stopAll, "sh", String(pid), ...(hasGroup ? [`-${pid}`] : [])],
  })

/** The client secret that a command of the user's prints. */
export const commandSecret = Effect.fnUntraced(function* (command: string, limit: Duration.Duration) {
  const hasPerson = yield* isAttended
  const what = `the command for the client secret (${command})`
  const remedy = "Run it in a shell: it has to print the client secret, on one line, and nothing else."
  const ended = yield* runForSecret(
    { program: "sh", args: ["-c", command], isAttended: hasPerson, stopBy: stopBy(!hasPerson) },
    limit,
    { what, remedy },
  )
  const { exitCode, printed } = ended
  const fails = (problem: string) => new TokenUnavailable({ problem: `${what} ${problem}`, remedy })
  if (printed.length > mostRead) return yield* fails("prints more than a client secret can be")
  if (exitCode !== 0) return yield* fails(`${endOf(exitCode)}${saidBy(ended)}`)
  const line = printed.replace(/\r?\n$/, "")
  if (line === "") return yield* fails(`prints nothing${saidBy(ended)}`)
  if (/[\r\n]/.test(line)) return yield* fails("prints more than one line")
  const secret = Redacted.make(line)
  yield* hold(secret)
  const problem = secretProblem(line)
  if (problem !== undefined) return yield* fails(`prints what cannot be a client secret: ${problem}`)
  return secret
})
