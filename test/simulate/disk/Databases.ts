import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { OpenSqlite, SqliteDatabase, SqliteStatement } from "@zoho-bulk/core/sqlite"
import type { Chance } from "../world/Chance.ts"
import type { Machine } from "../world/Machine.ts"
import type { World } from "../world/World.ts"
import { DiskFault } from "./DiskFault.ts"
import type { FileNode } from "./Disk.ts"

/** A database that a process has open. */
interface Connection {
  readonly machine: Machine
  readonly database: DatabaseSync
}

/** What SQLite says where the disk lets it down. */
const complaint = (errcode: number, message: string): Error => Object.assign(new Error(message), { errcode })

const [disksFailure, fullDisk] = [
  () => complaint(10, "disk I/O error"),
  () => complaint(13, "database or disk is full"),
] as const

/** Where real files lie that are gone with the run: in memory, if this machine has a place for that. */
const ground = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

const besides = ["", "-wal"] as const

/**
 * Databases on the disk of a world. SQLite itself reads and writes them, in files of this machine; which of them a path leads to is for the disk to
 * say.
 *
 * A process that is killed leaves a transaction in its middle. When the power is cut, what surely lasts is what was there at the last commit that
 * SQLite was told to bring to the disk; of what came after it, all or nothing is there again.
 */
export class Databases {
  readonly #world: World
  readonly #folder = mkdtempSync(join(ground, "zoho-bulk-"))
  readonly #files = new Map<FileNode, string>()
  /** Files that have a commit which lasts. */
  readonly #lasting = new Set<string>()
  readonly #open = new Set<Connection>()

  constructor(world: World) {
    this.#world = world
    world.onPowerCut = (chance) => this.#cutPower(chance)
  }

  /** The file of this machine that is the database of a path. */
  fileOf(path: string): string {
    const node = this.#world.disk.fileAt(path, "open")
    const known = this.#files.get(node)
    if (known !== undefined) return known
    const file = join(this.#folder, `${this.#files.size + 1}.db`)
    writeFileSync(file, "")
    this.#files.set(node, file)
    return file
  }

  /** How a process opens a database; `opened` counts those that it has not closed. */
  openedBy(machine: Machine): { readonly openSqlite: OpenSqlite; readonly opened: () => number } {
    const opened = () => [...this.#open].filter((each) => each.machine === machine).length
    const openSqlite: OpenSqlite = (path, options) => {
      this.#bury()
      const file = this.#found(path)
      const database = new DatabaseSync(file, options)
      const connection: Connection = { machine, database }
      this.#open.add(connection)
      return this.#watched(path, file, connection)
    }
    return { openSqlite, opened }
  }

  /** Lets go of all files. */
  close(): void {
    for (const each of this.#open) this.#close(each)
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #found(path: string): string {
    try {
      return this.fileOf(path)
    } catch (fault) {
      throw fault instanceof DiskFault ? complaint(14, "unable to open database file") : fault
    }
  }

  #close(connection: Connection): void {
    if (this.#open.delete(connection)) connection.database.close()
  }

  /** Closes what dead processes had open: a transaction in its middle is rolled back. */
  #bury(): void {
    for (const each of this.#open) if (each.machine.state === "dead") this.#close(each)
  }

  #watched(path: string, file: string, connection: Connection): SqliteDatabase {
    const { database, machine } = connection
    let [writes, lasts] = [false, false]
    const alive = (): void => {
      if (machine.state === "dead") throw new Error("the process is dead")
    }
    /** Runs a statement, after which the process may be dead. */
    const run = (sql: string, act: () => unknown): unknown => {
      alive()
      if (sql === "BEGIN IMMEDIATE") writes = true
      if (sql.startsWith("PRAGMA synchronous")) lasts = sql.endsWith("FULL")
      if (sql !== "COMMIT" || !writes) return act()
      writes = false
      if (this.#world.disk.isFull) throw fullDisk()
      this.#world.act(machine, { kind: "commit", what: path }, () => this.#commit(path, file, act, lasts), {
        "disk-fails": disksFailure,
        "disk-full": fullDisk,
      })
      alive()
      return undefined
    }
    return {
      close: () => this.#close(connection),
      prepare: (sql) => {
        alive()
        const statement = database.prepare(sql)
        return {
          all: (...values) => {
            const found: Array<ReturnType<SqliteStatement["all"]>> = []
            run(sql, () => found.push(statement.all(...values)))
            return found[0] ?? []
          },
          run: (...values) => run(sql, () => statement.run(...values)),
          setReadBigInts: (isOn) => void statement.setReadBigInts(isOn),
          setReturnArrays: (isOn) => void statement.setReturnArrays(isOn),
        }
      },
    }
  }

  #commit(path: string, file: string, act: () => unknown, lasts: boolean): void {
    act()
    if (!lasts) return
    // SQLite has the folder remember the names of its files, too.
    const { disk } = this.#world
    disk.sync(disk.find(path.slice(0, path.lastIndexOf("/")), "open"))
    this.#lasting.add(file)
    for (const beside of besides) {
      if (existsSync(file + beside)) copyFileSync(file + beside, `${file}.lasting${beside}`)
      else rmSync(`${file}.lasting${beside}`, { force: true })
    }
  }

  #cutPower(chance: Chance): void {
    for (const each of this.#open) this.#close(each)
    for (const file of this.#files.values()) {
      if (chance.happens(0.5)) continue
      for (const beside of [...besides, "-shm"]) rmSync(file + beside, { force: true })
      if (!this.#lasting.has(file)) {
        writeFileSync(file, "")
        continue
      }
      for (const beside of besides) {
        if (existsSync(`${file}.lasting${beside}`)) copyFileSync(`${file}.lasting${beside}`, file + beside)
      }
    }
  }
}
