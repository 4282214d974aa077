/**
 * The rooms of the core and which way its arrows point: one table, from which the lint rules are computed.
 */

const failure = ["domain", "wire"]
const settings = [...failure, "failure"]
const transport = [...settings, "settings"]
const auth = [...transport, "storage", "transport"]
/** Of files, it knows by what they are unpacked: that comes with the HTTP of a runner. */
const connection = [...auth, "auth", "formats"]
const jobs = [...connection, "connection"]
const metadata = [...connection, "connection"]
/** Single records are asked for and deleted, without a job. */
const records = [...connection, "connection"]
const results = [...jobs, "jobs"]
const transfer = [...results, "results", "metadata"]
const mirror = [...transfer, "transfer", "records"]
const sql = [...mirror, "mirror"]
const durable = [...sql, "sql"]
const mainDoors = [...durable, "durable", "callback"]

/** Which rooms each room of `packages/core/src` may import, in the order of the story. */
export const rooms: Readonly<Record<string, ReadonlyArray<string>>> = {
  domain: [],
  wire: ["domain"],
  formats: failure,
  failure,
  storage: [...failure, "failure"],
  settings,
  transport,
  auth,
  connection,
  metadata,
  records,
  jobs,
  callback: [...jobs, "jobs"],
  results,
  transfer,
  mirror,
  sql,
  durable,
  doors: mainDoors,
  emulator: ["domain", "wire", "formats"],
  cli: [...mainDoors, "emulator"],
}

/** Rooms that have a door of their own, so that who does not ask for them does not pay for them. */
export const besideTheMainDoor = ["emulator", "cli"]

/**
 * Modules of Effect that are marked unstable, and who uses them: a change upstream touches these alone.
 *
 * What is unstable is read from Effect itself; a use that is not declared, or a declaration without a use, is a fault.
 */
export const unstableModules: Readonly<Record<string, ReadonlyArray<string>>> = {
  "effect/ByteSize": ["settings", "storage", "emulator"],
  "effect/Bytes": ["formats", "emulator"],
  "effect/FileSystem": ["storage", "metadata", "results", "transfer", "mirror", "sql", "cli", "runners"],
  "effect/Path": ["storage", "metadata", "results", "transfer", "mirror", "sql", "durable", "cli"],
  "effect/PlatformError": ["runners"],
  "effect/Stdio": ["cli"],
  "effect/Terminal": ["cli"],
  "effect/Version": ["cli"],
  "effect/cli": ["cli"],
  "effect/cluster": ["durable"],
  "effect/crypto": ["auth", "callback", "storage", "durable"],
  "effect/encoding": ["formats"],
  "effect/http": ["transport", "connection", "callback", "emulator", "cli", "runners"],
  "effect/observability": ["cli"],
  "effect/persistence": ["cli"],
  "effect/process": ["cli"],
  "effect/reactivity": ["sql"],
  "effect/rpc": ["durable"],
  "effect/sql": ["sql", "durable"],
  "effect/workflow": ["durable"],
}

/** Folders whose files processes share, and what they may use of `storage`: no other way to change such a file is at hand. */
export const sharedFiles = {
  folders: ["auth", "cli/signIn"],
  mayUse: ["changeFile.ts", "checkFolder.ts", "checkPath.ts", "WrongFile.ts"],
} as const
