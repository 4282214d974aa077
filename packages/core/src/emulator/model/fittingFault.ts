import { OperationName, operations } from "../../wire/Operation.ts"
import type { Fault } from "./Fault.ts"

/** Why a fault meets no request: the key that keeps it from all of them, and what that may be. */
export interface Unfit {
  readonly key: "operation" | "method"
  readonly problem: string
  readonly remedy: string
}

/** The operations that something can be done to: only some create jobs, and only results are archives. */
const operationsFor = (does: Fault["does"]): ReadonlyArray<OperationName> => {
  if (does.startsWith("job-")) return ["createReadJob", "createWriteJob"]
  return does === "wrong-checksum" ? ["downloadReadResult", "downloadWriteResult"] : OperationName.literals
}

/** Finds why a fault could never meet a request; of a path nobody can tell. */
export const unfitOf = ({ does, method, operation }: Fault): Unfit | undefined => {
  const fitting = operationsFor(does)
  if (operation !== undefined && !fitting.includes(operation)) {
    const problem = `is "${operation}", which ${does} never affects`
    return { key: "operation", problem, remedy: `Use one of: ${fitting.join(", ")}; or leave operation out.` }
  }
  const isNarrow = operation !== undefined || fitting.length < OperationName.literals.length
  const methods = new Set((operation === undefined ? fitting : [operation]).map((name) => operations[name].method))
  if (method === undefined || !isNarrow || [...methods].some((each) => each === method.toUpperCase())) return undefined
  const problem = `is "${method}", but ${operation ?? fitting.join(" or ")} never uses it`
  return { key: "method", problem, remedy: `Use ${[...methods].join(" or ")}, or leave method out.` }
}
