import type { Defect } from "./Defect.ts"

/** Every defect that is planted again. */
export const defects: ReadonlyArray<Defect> = []
