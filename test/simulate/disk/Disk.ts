import type { Chance } from "../world/Chance.ts"
import { DiskFault } from "./DiskFault.ts"

/** What a write, or a cut, made of a file since it was last synced. */
type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly length: number }

/** A file: what processes see, and what surely outlives a power cut. */
export interface FileNode {
  readonly kind: "file"
  bytes: Uint8Array
  synced: Uint8Array
  changes: Array<Change>
  mode: number
  touchedAt: number
  links: number
}

/** What became of a name in a folder since the folder was last synced. */
interface Renaming {
  readonly names: ReadonlyArray<readonly [name: string, node: Node | undefined]>
}

/** A folder: what processes see, and what surely outlives a power cut. */
export interface FolderNode {
  readonly kind: "folder"
  readonly names: Map<string, Node>
  synced: Map<string, Node>
  renamings: Array<Renaming>
  mode: number
  touchedAt: number
}

/** What a name leads to. */
export type Node = FileNode | FolderNode

const empty = new Uint8Array(0)

const folder = (mode: number, touchedAt: number): FolderNode => ({
  kind: "folder",
  names: new Map(),
  synced: new Map(),
  renamings: [],
  mode,
  touchedAt,
})

const changed = (before: Uint8Array, change: Change): Uint8Array => {
  if ("length" in change) {
    const cut = new Uint8Array(change.length)
    cut.set(before.subarray(0, change.length))
    return cut
  }
  const after = new Uint8Array(Math.max(before.length, change.at + change.bytes.length))
  after.set(before)
  after.set(change.bytes, change.at)
  return after
}

/** Where a path leads: the folder, and the name in it. */
interface Place {
  readonly parent: FolderNode
  readonly name: string
}

/** A disk that several processes share. Every operation is whole at once; what makes it last is `sync`. */
export class Disk {
  readonly root = folder(0o755, 0)
  /** Whether there is no room for another byte. */
  isFull = false
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  #partsOf(path: string): ReadonlyArray<string> {
    return path.split("/").filter((part) => part !== "" && part !== ".")
  }

  #place(path: string, call: string): Place {
    const parts = this.#partsOf(path)
    const name = parts.at(-1)
    if (name === undefined) throw new DiskFault("EISDIR", call, path)
    let parent = this.root
    for (const part of parts.slice(0, -1)) {
      const next = parent.names.get(part)
      if (next === undefined) throw new DiskFault("ENOENT", call, path)
      if (next.kind === "file") throw new DiskFault("ENOTDIR", call, path)
      parent = next
    }
    return { parent, name }
  }

  find(path: string, call: string): Node {
    if (this.#partsOf(path).length === 0) return this.root
    const { name, parent } = this.#place(path, call)
    const node = parent.names.get(name)
    if (node === undefined) throw new DiskFault("ENOENT", call, path)
    return node
  }

  has(path: string): boolean {
    try {
      this.find(path, "access")
      return true
    } catch {
      return false
    }
  }

  fileAt(path: string, call: string): FileNode {
    const node = this.find(path, call)
    if (node.kind === "folder") throw new DiskFault("EISDIR", call, path)
    return node
  }

  #rename(parent: FolderNode, ...names: Renaming["names"]): void {
    for (const [name, node] of names) {
      if (node === undefined) parent.names.delete(name)
      else parent.names.set(name, node)
    }
    parent.renamings.push({ names })
    parent.touchedAt = this.#now()
  }

  /** Finds a file to be written, or makes it; `isNew` refuses one that is there. */
  create(path: string, mode: number, isNew: boolean): FileNode {
    const { name, parent } = this.#place(path, "open")
    const found = parent.names.get(name)
    if (found !== undefined && isNew) throw new DiskFault("EEXIST", "open", path)
    if (found?.kind === "folder") throw new DiskFault("EISDIR", "open", path)
    if (found !== undefined) return found
    const made: FileNode = {
      kind: "file",
      bytes: empty,
      synced: empty,
      changes: [],
      mode,
      touchedAt: this.#now(),
      links: 1,
    }
    this.#rename(parent, [name, made])
    return made
  }

  change(file: FileNode, change: Change): void {
    file.bytes = changed(file.bytes, change)
    file.changes.push(change)
    file.touchedAt = this.#now()
  }

  makeFolder(path: string, mode: number, isRecursive: boolean): void {
    const parts = this.#partsOf(path)
    let parent = this.root
    for (const [at, part] of parts.entries()) {
      const isLast = at === parts.length - 1
      const next = parent.names.get(part)
      if (next?.kind === "file" || (next !== undefined && isLast && !isRecursive)) {
        throw new DiskFault(isLast ? "EEXIST" : "ENOTDIR", "mkdir", path)
      }
      if (next === undefined && !isLast && !isRecursive) throw new DiskFault("ENOENT", "mkdir", path)
      const made = next ?? folder(mode, this.#now())
      if (next === undefined) this.#rename(parent, [part, made])
      if (made.kind === "folder") parent = made
    }
  }

  move(from: string, to: string): void {
    const node = this.find(from, "rename")
    const [source, target] = [this.#place(from, "rename"), this.#place(to, "rename")]
    const inTheWay = target.parent.names.get(target.name)
    if (inTheWay === node) return
    if (inTheWay?.kind === "folder") throw new DiskFault(inTheWay.names.size > 0 ? "ENOTEMPTY" : "EISDIR", "rename", to)
    if (inTheWay !== undefined) inTheWay.links--
    if (source.parent === target.parent) {
      this.#rename(source.parent, [source.name, undefined], [target.name, node])
    } else {
      this.#rename(target.parent, [target.name, node])
      this.#rename(source.parent, [source.name, undefined])
    }
  }

  link(from: string, to: string): void {
    const file = this.fileAt(from, "link")
    const { name, parent } = this.#place(to, "link")
    if (parent.names.has(name)) throw new DiskFault("EEXIST", "link", to)
    file.links++
    this.#rename(parent, [name, file])
  }

  remove(path: string, isRecursive: boolean): void {
    const node = this.find(path, "rm")
    const { name, parent } = this.#place(path, "rm")
    if (node.kind === "folder" && !isRecursive) throw new DiskFault("EISDIR", "rm", path)
    if (node.kind === "file") node.links--
    this.#rename(parent, [name, undefined])
  }

  /** Makes what a file holds, or a folder's names, outlive a power cut. */
  sync(node: Node): void {
    if (node.kind === "file") {
      node.synced = node.bytes
      node.changes = []
    } else {
      node.synced = new Map(node.names)
      node.renamings = []
    }
  }

  /** Cuts the power: of what was not synced, chance keeps some, loses some, and tears some in its middle. */
  cutPower(chance: Chance): void {
    const seen = new Set<Node>()
    const settle = (node: Node): void => {
      if (seen.has(node)) return
      seen.add(node)
      if (node.kind === "file") loseContent(node, chance)
      else loseNames(node, chance)
      if (node.kind === "folder") node.names.forEach(settle)
    }
    settle(this.root)
  }

  /** All files by their paths. */
  files(): ReadonlyMap<string, FileNode> {
    const found = new Map<string, FileNode>()
    const collect = (from: FolderNode, path: string): void => {
      for (const [name, node] of from.names) {
        if (node.kind === "file") found.set(`${path}/${name}`, node)
        else collect(node, `${path}/${name}`)
      }
    }
    collect(this.root, "")
    return found
  }

  /** What stands in all files below a folder. */
  textIn(path: string): string {
    const decoder = new TextDecoder()
    return [...this.files()].map(([each, { bytes }]) => (each.startsWith(path) ? decoder.decode(bytes) : "")).join("")
  }
}

/** The changes reach the disk in their order, up to one that may be torn; a torn tail may be there as zeros. */
const loseContent = (file: FileNode, chance: Chance): void => {
  const whole = chance.happens(0.3) ? file.changes.length : chance.below(file.changes.length + 1)
  let bytes = file.synced
  for (const change of file.changes.slice(0, whole)) bytes = changed(bytes, change)
  const torn = file.changes[whole]
  if (torn !== undefined && "bytes" in torn) {
    const kept = chance.below(torn.bytes.length + 1)
    bytes = changed(bytes, { at: torn.at, bytes: torn.bytes.subarray(0, kept) })
    if (chance.happens(0.2)) bytes = changed(bytes, { length: Math.max(bytes.length, torn.at + torn.bytes.length) })
  }
  file.bytes = bytes
  file.synced = bytes
  file.changes = []
}

/** A renaming is kept whole or lost whole, and none is kept that builds on one that is lost. */
const loseNames = (from: FolderNode, chance: Chance): void => {
  const lost = new Set<string>()
  const names = new Map(from.synced)
  const odds = chance.pick([0, 0.5, 0.9, 1])
  for (const renaming of from.renamings) {
    const isKept = chance.happens(odds) && !renaming.names.some(([name]) => lost.has(name))
    for (const [name, node] of renaming.names) {
      if (!isKept) lost.add(name)
      else if (node === undefined) names.delete(name)
      else names.set(name, node)
    }
  }
  from.names.clear()
  for (const [name, node] of names) from.names.set(name, node)
  from.synced = names
  from.renamings = []
}
