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

/** Options of `no-restricted-properties`. */
export const forbiddenProperties = [{ object: "Math", property: "random", message: instead.Random }]
