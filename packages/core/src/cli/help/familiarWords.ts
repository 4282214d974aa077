import { own } from "../../domain/own.ts"

/** Reads what people type out of habit, as other commands take it: `help export`, `version`, `completion bash`. */
export const readFamiliarWords = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [first, ...others] = args
  switch (first) {
    case "help":
      return [...others, "--help"]
    case "version":
      return ["--version", ...others]
    case "completion":
    case "completions":
      return ["--completions", ...others]
    default:
      return args
  }
}

/** What the commands are called elsewhere. */
const elsewhere: Readonly<Record<string, ReadonlyArray<string>>> = {
  "auth login": ["login", "signin", "authenticate", "configure"],
  "auth logout": ["logout", "signout"],
  "auth status": ["status", "whoami"],
  journeys: ["list", "ls", "history", "runs", "ps"],
  export: ["query", "read", "dump", "pull", "extract", "select"],
  import: ["upload", "load", "push", "insert", "update", "upsert", "write"],
  mirror: ["sync", "backup", "copy", "replicate", "clone"],
  fields: ["describe", "schema", "columns"],
  modules: ["objects", "sobjects", "tables", "streams", "discover"],
  organization: ["org", "organisation"],
  verify: ["check", "compare"],
  wait: ["watch", "poll"],
  emulator: ["serve", "mock", "server"],
}

/** The command that is called by such a word elsewhere. */
export const commandForHabit = (word: string): string | undefined =>
  Object.keys(elsewhere).find((command) => own(elsewhere, command)?.includes(word.toLowerCase()))
