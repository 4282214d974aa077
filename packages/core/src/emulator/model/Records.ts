import type { Value } from "./Field.ts"
import type { Module } from "./Module.ts"

/** Values that writing put in place of those that a record began with. */
export type Changes = Readonly<Record<string, Value>>

/** The records of one module: those it began with, which are computed, and what has been written since. */
export interface ModuleRecords {
  readonly base: number
  readonly inserted: number
  readonly changes: ReadonlyMap<number, Changes>
}

/** The records of all modules at one moment. Writing makes another; whoever holds this one goes on seeing it. */
export interface Records {
  readonly modules: ReadonlyArray<Module>
  readonly of: ReadonlyMap<string, ModuleRecords>
}

const none: ModuleRecords = { base: 0, inserted: 0, changes: new Map() }

/** The records of one module. */
export const recordsOf = (records: Records, module: string): ModuleRecords => records.of.get(module) ?? none

/** How many records a module has by now; they are numbered from 1. */
export const countRecords = (records: Records, module: string): number => {
  const { base, inserted } = recordsOf(records, module)
  return base + inserted
}

/** Finds a module by its API name. */
export const moduleNamed = (records: Records, apiName: string): Module | undefined =>
  records.modules.find((module) => module.apiName === apiName)
