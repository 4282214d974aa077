import * as Predicate from "effect/Predicate"
import { InvalidRequest } from "../failure/InvalidInput.ts"

/** How deep groups may nest and how many conditions are looked at: more than Zoho takes of either. */
const deepest = 32
const most = 1_000

const invalid = (problem: string): InvalidRequest =>
  new InvalidRequest({
    problem,
    remedy: "Join its conditions in fewer groups, or use in for many values of one field.",
  })

/**
 * Reports conditions that nest too deep, such as a cyclic one made by a program, and too many conditions to look at.
 */
export const tooManyConditions = (name: string, where: unknown): InvalidRequest | undefined => {
  const open: Array<{ readonly condition: unknown; readonly depth: number }> = [{ condition: where, depth: 0 }]
  for (let seen = 0; seen <= most; seen++) {
    const next = open.pop()
    if (next === undefined) return undefined
    const { condition, depth } = next
    if (depth > deepest) return invalid(`The conditions of ${name} nest deeper than ${deepest} levels`)
    if (!Predicate.isObject(condition) || !Array.isArray(condition["conditions"])) continue
    for (const part of condition["conditions"]) open.push({ condition: part, depth: depth + 1 })
  }
  return invalid(`There are more than ${most} conditions in ${name}`)
}
