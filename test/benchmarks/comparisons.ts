import type { Comparison, Cost, Run } from "./Comparison.ts"

const calls = (file: string, lanes: number, runtime: "node" | "deno" = "node"): Run => ({
  file: `calls/${file}`,
  runtime,
  args: [String(lanes)],
})

const perCall = (name: string, lanes: number, peer: string, cost: Cost, atMost: number): Comparison => ({
  name: `calls/${name}-${cost === "cpuMicros" ? "cpu" : "wall"}`,
  what: `getJobDetails, ${lanes === 1 ? "one after another" : `${lanes} at a time`}, by ${peer}`,
  ours: calls("overNetwork", lanes),
  against: calls(`overNetworkBy${peer}`, lanes),
  cost,
  atMost,
})

const details: ReadonlyArray<Comparison> = [
  perCall("sdk", 1, "Sdk", "wallMicros", 0.33),
  perCall("sdk", 1, "Sdk", "cpuMicros", 0.33),
  perCall("sdk-16", 16, "Sdk", "wallMicros", 0.33),
  perCall("sdk-16", 16, "Sdk", "cpuMicros", 0.33),
  perCall("undici", 1, "Undici", "wallMicros", 1.6),
  perCall("undici", 1, "Undici", "cpuMicros", 2),
  perCall("undici-16", 16, "Undici", "wallMicros", 2.5),
  perCall("undici-16", 16, "Undici", "cpuMicros", 3),
  perCall("effect", 1, "Effect", "cpuMicros", 1.25),
  perCall("effect-16", 16, "Effect", "cpuMicros", 1.25),
  {
    name: "calls/deno-fetch",
    what: "getJobDetails on Deno, one after another, by fetch",
    ours: calls("overNetwork", 1, "deno"),
    against: calls("overNetworkByFetch", 1, "deno"),
    cost: "wallMicros",
    atMost: 1.6,
  },
  {
    name: "calls/in-memory",
    what: "getJobDetails against a client in memory, by Effect's client alone",
    ours: { file: "calls/inMemory" },
    against: { file: "calls/inMemoryByEffect" },
    cost: "cpuMicros",
    atMost: 2.5,
  },
  ...(["node", "deno"] as const).map((runtime): Comparison => ({
    name: `calls/decode-${runtime}`,
    what: `an answer's text to a typed job on ${runtime}, by JSON.parse`,
    ours: { file: "calls/decode", runtime },
    against: { file: "calls/decodeByParse", runtime },
    cost: "cpuMicros",
    atMost: runtime === "node" ? 2.5 : 3,
  })),
]

const megabytes = (
  file: string,
  what: string,
  atLeast: number | undefined,
  runtime: "node" | "deno" = "node",
): Comparison => ({
  name: `rows/${file}-${runtime}`,
  what: `archive to ${what} on ${runtime}, MB a CPU second`,
  ours: { file: `rows/${file}`, runtime },
  cost: "cpuMicros",
  ...(atLeast === undefined ? {} : { atLeast }),
})

const wall = (name: string, what: string, ours: string, against: string, atMost: number): Comparison => ({
  name,
  what,
  ours: { file: ours },
  against: { file: against },
  cost: "wallMicros",
  atMost,
})

/** The rows of the table, in its order. */
export const comparisons: ReadonlyArray<Comparison> = [
  ...details,
  megabytes("rows", "rows", 220),
  megabytes("rows", "rows", 200, "deno"),
  megabytes("records", "records", 100),
  megabytes("records", "records", 100, "deno"),
  megabytes("typed", "typed values", 30),
  megabytes("typed", "typed values", 30, "deno"),
  megabytes("effect", "rows by Effect's Zip and Csv", undefined),
  megabytes("csvParse", "rows by yauzl and csv-parse", undefined),
  megabytes("papaparse", "rows by yauzl and papaparse", undefined),
  megabytes("udsv", "rows by yauzl and udsv", undefined),
  wall("download/csv", "download --format csv, by curl and unzip", "download/csv", "download/curl", 2),
  wall("download/ndjson", "download --format ndjson, by curl and unzip", "download/ndjson", "download/curl", 3.5),
  wall(
    "import/packing",
    "an import's parts made and packed, by a bare deflate",
    "import/packing",
    "import/deflate",
    1.25,
  ),
]
