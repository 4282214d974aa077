/**
 * The globals that the core does not use, and what it uses instead.
 */
const instead = {
  Clock: "Time comes from `Clock`, so that tests say exactly when each try happens.",
  Random: "Chance comes from `Random`, so that tests can repeat it.",
  HttpClient: "Requests leave by the `HttpClient` that a runner provides.",
  Console: "Words leave by `Console`, `Stdio` or a log.",
  runner: "The core knows no runtime: what it needs from one is a Layer that a runner provides.",
  Crypto: "Digests and random bytes come from `effect/crypto`, as services that a runner provides.",
} as const

const forbidden = {
  Clock: [
    "Date",
    "Temporal",
    "performance",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "clearTimeout",
    "clearInterval",
    "clearImmediate",
  ],
  HttpClient: ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
  Console: ["console"],
  runner: ["Deno", "process", "Buffer", "require", "globalThis", "self", "window", "global", "navigator"],
  Crypto: ["crypto"],
} satisfies Partial<Record<keyof typeof instead, ReadonlyArray<string>>>

/** Options of `no-restricted-globals`. */
export const forbiddenGlobals = Object.entries(forbidden).flatMap(([means, names]) =>
  names.map((name) => ({ name, message: instead[means as keyof typeof instead] })),
)

const throughOutput =
  "Words leave by `Output` (cli/output), which makes them printable and takes secrets out: nothing else writes to stdout or stderr."

const consoleLoggers = ["Pretty", "PrettyTty", "PrettyBrowser", "LogFmt", "Structured", "Json"].map(
  (format) => `console${format}`,
)

const toConsole = ["withConsoleLog", "withConsoleError", "withLeveledConsole", ...consoleLoggers]

/** Properties by which words leave past the one exit; those of a program that we run are what it says. */
export const otherExits = [
  ...["stdout", "stderr"].map((property) => ({ property, allowObjects: ["child"], message: throughOutput })),
  ...toConsole.map((property) => ({ object: "Logger", property, message: throughOutput })),
]

/** The module by which words leave past the one exit. */
export const consoleModule = { regex: "^effect/Console$", message: throughOutput }

/** The one exit: what writes to the streams of the process. */
export const exits = ["Output.ts", "layerLog.ts"].map((file) => `packages/core/src/cli/output/${file}`)

/** Where help leaves that was made ready: our own words, in which there is nothing that came from outside. */
export const exitsOfHelp = "packages/*-runner/src/showReadyHelp.ts"

/** Who says of text that it is our own, control sequences and all. */
export const makersOfWords = ["output/Style.ts", "help/layerHelp.ts"].map((file) => `packages/core/src/cli/${file}`)

/** What others may not say. */
export const ownWords = {
  regex: "/Words\\.ts$",
  importNames: ["ownWords"],
  message: "Write words with `say`, which makes printable what is put into them.",
}

const throughStat =
  "Ask with `isMissing` (storage/makeFolder.ts), or with `stat`: on Deno this asks for --allow-sys, and where nobody may answer it ends the process."

/** Ways to look at files that Deno allows to nobody who was not given more than files; options have an `exists` of their own. */
export const deniedByDeno = [
  { property: "exists", allowObjects: ["Option"], message: throughStat },
  ...["fs", "fileSystem", "files"].map((object) => ({ object, property: "access", message: throughStat })),
]

/** Options of `no-restricted-properties`. */
export const forbiddenProperties = [{ object: "Math", property: "random", message: instead.Random }]

/** Options of `no-restricted-globals` for runners. */
export const forbiddenInRunners = [{ name: "console", message: throughOutput }]
