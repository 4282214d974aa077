/**
 * Starts a PostgreSQL server for tests and for trying things out: Debian's package, on the loopback interface, as a user of its own, with its
 * files in a folder that is gone when it is stopped.
 */
import { execFile } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chown, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"
import { installCommand, installFromDebian } from "../../test/gate/debian.ts"

const ran = promisify(execFile)

/** The package of Debian's that has the server. */
const debianPackage = "postgresql"

/** Where Debian puts the programs of each version. */
const versions = "/usr/lib/postgresql"

/** A server that runs. */
export interface Postgres {
  /** Where it is: `postgresql://USER:PASSWORD@127.0.0.1:PORT/postgres`. */
  readonly url: string
  /** Ends it at once and begins it again, on the same port, with the same files: sessions break, and nothing that was committed is lost. */
  readonly restart: () => Promise<void>
  /** Ends it and removes its files. */
  readonly stop: () => Promise<void>
}

/** The folder of the newest version's programs, where there is one. */
const programs = async (): Promise<string | undefined> => {
  const found = await readdir(versions).catch((): Array<string> => [])
  const newest = Math.max(...found.map(Number).filter(Number.isFinite))
  return Number.isFinite(newest) ? join(versions, String(newest), "bin") : undefined
}

/** The folder of the programs, after an installation where it takes one. */
const installed = async (): Promise<string> => {
  const found = (await programs()) ?? ((await installFromDebian([debianPackage])) ? await programs() : undefined)
  if (found !== undefined) return found
  throw new Error(`There is no PostgreSQL in ${versions}: run \`${installCommand([debianPackage])}\` as root`)
}

/** The user that the server runs as: it refuses to be root. */
const serverUser = async (): Promise<{ readonly uid?: number; readonly gid?: number }> => {
  if (process.getuid?.() !== 0) return {}
  const idOf = async (flag: string) => Number((await ran("id", [flag, "postgres"])).stdout)
  return { uid: await idOf("-u"), gid: await idOf("-g") }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

/** Starts a server, after an installation where there is none. */
export const startPostgres = async (): Promise<Postgres> => {
  const bin = await installed()
  const user = await serverUser()
  const folder = await mkdtemp(join(tmpdir(), "zoho-bulk-postgres-"))
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
  const run = async (program: string, ...args: ReadonlyArray<string>): Promise<void> => {
    await ran(join(bin, program), args, { ...user, cwd: folder })
  }
  const data = join(folder, "data")
  const port = await freePort()
  const password = randomBytes(12).toString("hex")
  const control = (...args: ReadonlyArray<string>) => run("pg_ctl", "--wait", "--pgdata", data, ...args)
  const start = () =>
    // Lines of its log go nowhere else: a pipe that it inherits would be kept open.
    control("--log", join(folder, "log"), "--options", `-h 127.0.0.1 -p ${port} -k ${folder}`, "start")
  try {
    const passwordFile = join(folder, "password")
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid)
    await run(
      "initdb",
      "--pgdata",
      data,
      "--username",
      "zoho",
      "--pwfile",
      passwordFile,
      "--auth",
      "scram-sha-256",
      "--encoding",
      "UTF8",
    )
    await start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return {
    url: `postgresql://zoho:${password}@127.0.0.1:${port}/postgres`,
    restart: async () => {
      await control("--mode", "immediate", "stop")
      await start()
    },
    stop: async () => {
      await control("--mode", "immediate", "stop").catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
