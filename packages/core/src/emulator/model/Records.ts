import type { Value } from "./Field.ts"
import type { Module } from "./Module.ts"
import type { Removal } from "./Removal.ts"

/** Values that writing put in place of those that a record began with. */
export type Changes = Readonly<Record<string, Value>>

/** The records of one module: those it began with, which are computed, what has been written since, and which are gone. */
export interface ModuleRecords {
  readonly base: number
  readonly inserted: number
  readonly changes: ReadonlyMap<number, Changes>
  readonly gone?: ReadonlyMap<number, Removal>
  /** Removals of records that are back, as far as they are still listed. */
  readonly undone?: ReadonlyMap<number, Removal>
}

/** The records of all modules at one moment. Writing makes another; a holder of this one continues to see it. */
export interface Records {
  readonly modules: ReadonlyArray<Module>
  readonly of: ReadonlyMap<string, ModuleRecords>
  /** Whether comparisons with a moment leave out that moment, although they are said to include it. */
  readonly leavesOutBoundary?: boolean
}

const none: ModuleRecords = { base: 0, inserted: 0, changes: new Map() }

/** The records of one module. */
export const recordsOf = (records: Records, module: string): ModuleRecords => records.of.get(module) ?? none

/** The highest number that a record of a module has, or had; they are numbered from 1. */
export const lastNumber = (records: Records, module: string): number => {
  const { base, inserted } = recordsOf(records, module)
  return base + inserted
}

/** How many records a module has by now. */
export const countRecords = (records: Records, module: string): number =>
  lastNumber(records, module) - (recordsOf(records, module).gone?.size ?? 0)

/** Checks whether a module has a record with a number. */
export const hasRecord = (records: Records, module: string, n: number): boolean =>
  n >= 1 && n <= lastNumber(records, module) && recordsOf(records, module).gone?.has(n) !== true

/** Finds a module by its API name. */
export const moduleNamed = (records: Records, apiName: string): Module | undefined =>
  records.modules.find((module) => module.apiName === apiName)
