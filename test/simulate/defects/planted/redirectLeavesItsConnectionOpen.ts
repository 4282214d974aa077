import type { Defect } from "../Defect.ts"

export const defect: Defect = {
  found: "A redirect leaks its connection: after 20 redirected looks 21 sockets are open.",
  changes: [
    {
      file: "transport/exchange.ts",
      what: "Stream.runForEachWhile(response.stream, () => Effect.succeed(false))",
      by: "Stream.runDrain(Stream.take(response.stream, 0))",
    },
  ],
  breaks: "no connection is left open",
  runs: { deeds: ["redirected"], rate: 0.05 },
  within: 10,
}
