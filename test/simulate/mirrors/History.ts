/** A record as it lies at Zoho, by the names of its fields; `id` is its id. */
export type ZohoRecord = Readonly<Record<string, string>>

/** A state of a record, and from when until when it was there, in milliseconds since the world began. */
export interface Version {
  readonly record: ZohoRecord
  readonly from: number
  until: number
}

const isSame = (one: ZohoRecord, other: ZohoRecord): boolean => {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/** Everything that the records of a module ever were, as somebody saw who looked after each edit. */
export class History {
  readonly versions = new Map<string, Array<Version>>()
  /** When records went without a trace, or came back without one. */
  readonly untraced: Array<{ readonly id: string; readonly at: number; readonly what: "vanished" | "restored" }> = []
  /** When Zoho computed something anew. */
  computedAt = -Infinity
  #now = new Map<string, ZohoRecord>()

  /** The records as they were seen last. */
  get now(): ReadonlyMap<string, ZohoRecord> {
    return this.#now
  }

  /** Notes what all records of the module are from now on. */
  note(at: number, records: ReadonlyArray<ZohoRecord>): void {
    const seen = new Map(records.map((record) => [record["id"] ?? "", record]))
    for (const [id, before] of this.#now) {
      const after = seen.get(id)
      if (after !== undefined && isSame(before, after)) continue
      const last = this.versions.get(id)?.at(-1)
      if (last !== undefined) last.until = at
    }
    for (const [id, record] of seen) {
      const before = this.#now.get(id)
      if (before !== undefined && isSame(before, record)) continue
      const version: Version = { record, from: at, until: Infinity }
      const known = this.versions.get(id)
      if (known === undefined) this.versions.set(id, [version])
      else known.push(version)
    }
    this.#now = seen
  }

  /** What a record was at any moment of a time. */
  during(id: string, from: number, until: number): ReadonlyArray<Version> {
    return (this.versions.get(id) ?? []).filter((version) => version.from <= until && version.until >= from)
  }
}
