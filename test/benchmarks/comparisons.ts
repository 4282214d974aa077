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

const wall = (name: string, what: string, ours: string | Run, against: string | Run, atMost: number): Comparison => ({
  name,
  what,
  ours: typeof ours === "string" ? { file: ours } : ours,
  against: typeof against === "string" ? { file: against } : against,
  cost: "wallMicros",
  atMost,
})

/** Against a bare deflate of the same bytes: nobody who packs needs less. */
const importing = (name: string, what: string, args: ReadonlyArray<string>, atMost?: number): Comparison => ({
  name: `import/${name}`,
  what: `${what}, by a bare deflate`,
  ours: { file: "import/steps", args },
  against: { file: "import/deflate" },
  cost: "cpuMicros",
  ...(atMost === undefined ? {} : { atMost }),
})

const onDeno = (file: string): Run => ({ file, args: ["deno"] })

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
  importing("split", "an import's rows read, checked, split and kept", ["split"]),
  importing("pack", "an import's parts packed", ["pack"], 1.25),
  importing("join", "an import's rows joined with their outcomes", ["join"]),
  importing("whole", "an import's rows split, packed and joined", ["split", "pack", "join"], 1.25),
  ...(["node", "deno"] as const).map((runtime): Comparison => ({
    name: `import/check-${runtime}`,
    what: `an import's rows read and checked on ${runtime}, by reading them`,
    ours: { file: "import/check", runtime },
    against: { file: "import/read", runtime },
    cost: "cpuMicros",
    atMost: 3,
  })),
  wall("start/get", "get from start to end, by a bare script with one fetch", "start/get", "start/getByFetch", 1.5),
  wall("start/get-sdk", "get from start to end, by a script with the SDK", "start/get", "start/getBySdk", 0.25),
  wall("start/help", "--help, by an empty script", "start/help", "start/nothing", 3),
  wall("start/help-deno", "--help on Deno, by an empty script", onDeno("start/help"), onDeno("start/nothing"), 3),
  {
    name: "import/keys",
    what: "the values of a column of 1,000,000 rows remembered for a check, bytes a row",
    ours: { file: "import/keys" },
    cost: "heldBytes",
    isPlain: true,
    atMost: 16,
  },
  {
    name: "waits/heap",
    what: "10,000 jobs waited for, bytes of heap a job beyond a sleeping fiber",
    ours: { file: "waits/heap" },
    cost: "heldBytes",
    isPlain: true,
    atMost: 3_072,
  },
  {
    name: "waits/look",
    what: "a look of a wait against a client in memory, by getJobDetails",
    ours: { file: "waits/look" },
    against: { file: "calls/inMemory" },
    cost: "cpuMicros",
    atMost: 1.3,
  },
  ...(["node", "deno"] as const).flatMap((runtime) =>
    (["csv", "ndjson"] as const).flatMap((format): ReadonlyArray<Comparison> => {
      const download = (mib: number): Run => ({ file: "memory/download", args: [runtime, format, String(mib)] })
      const what = `peak of download --format ${format} of 1 GiB on ${runtime}`
      return [
        {
          name: `memory/${format}-${runtime}`,
          what: `${what}, MiB`,
          ours: download(1_024),
          cost: "peakMib",
          isPlain: true,
          atMost: 120,
        },
        {
          name: `memory/${format}-${runtime}-growth`,
          what: `${what}, by that of 100 MiB`,
          ours: download(1_024),
          against: download(100),
          cost: "peakMib",
          atMost: 1.1,
        },
      ]
    }),
  ),
]
