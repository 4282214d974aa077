import { tokenFile } from "../journeys/program.ts"
import type { Played, PlayedProcess } from "../play/Played.ts"
import { unless, type Violation } from "./Violation.ts"

/** Checks that a process left nothing behind when its program had ended. */
const checkLeft = ({ ending, left, name }: PlayedProcess): ReadonlyArray<Violation> =>
  ending.how === "killed"
    ? []
    : [
        ...unless(left.files === 0, "no file is left open", () => `${name} left ${left.files} open`),
        ...unless(left.answers === 0, "no connection is left open", () => `${name} left ${left.answers} answers open`),
        ...unless(left.sleepers === 0, "no fiber is left", () => `${left.sleepers} fibers of ${name} sleep on`),
        ...unless(left.acts === 0, "nothing is done after the end", () => `${name} did ${left.acts} things more`),
      ]

/** Checks how the processes ended, and that one of them came to the end of the journey. */
export const checkEnds = ({ processes, stuck }: Played): ReadonlyArray<Violation> => [
  ...processes.flatMap(checkLeft),
  ...processes.flatMap(({ ending, name }) =>
    unless(
      ending.how !== "broke",
      "nothing ends with a bug",
      () => `${name}: ${ending.how === "broke" && ending.text}`,
    ),
  ),
  ...unless(stuck === undefined, "a journey comes to its end", () => {
    const last = processes.at(-1)?.ending
    return `${stuck}; last: ${last !== undefined && "text" in last ? last.text : last?.how}`
  }),
]

const fails: ReadonlySet<string> = new Set(["disk-fails", "disk-full"])

/** Names of what is only there while somebody is at work, or was killed at it. */
const passing = /\.tmp$|\.lock$|\.over$|^lock$/

/** Checks the files of a journey that came to its end with nobody killed, on a disk that never failed. */
export const checkFiles = ({ files, filesBefore, processes, stuck }: Played): ReadonlyArray<Violation> => {
  const isSound = processes.every(({ met }) => met.every(({ trouble: { does } }) => !fails.has(does)))
  const isOrderly = isSound && stuck === undefined && processes.every(({ ending }) => ending.how !== "killed")
  const left = [...files.keys()].filter((path) => !filesBefore.has(path) && passing.test(path.split("/").at(-1) ?? ""))
  return unless(!isOrderly || left.length === 0, "no temporary file is left", () => left.join(", "))
}

/** Checks that no token is where none belongs: in files, results, and what failures say. */
export const checkSecrets = ({ carriedOut, files, processes }: Played): ReadonlyArray<Violation> => {
  const tokens = carriedOut
    .filter(({ operation }) => operation === "renewToken")
    .flatMap(({ answer }) => /"access_token"\s*:\s*"([^"]+)"/.exec(new TextDecoder().decode(answer.bytes))?.[1] ?? [])
  const secrets = [...tokens, "Zoho-oauthtoken emulator"]
  const tells = (text: string): boolean => secrets.some((secret) => text.includes(secret))
  return [
    ...[...files].flatMap(([path, bytes]) =>
      unless(
        path.startsWith(tokenFile) || !tells(new TextDecoder().decode(bytes)),
        "the token is in no file but its own",
        () => path,
      ),
    ),
    ...processes.flatMap(({ ending, name }) =>
      unless(!tells(JSON.stringify(ending)), "the token is in no result and no failure", () => name),
    ),
  ]
}
