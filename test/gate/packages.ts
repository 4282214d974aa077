/**
 * Checks what is packed, all of it or the parts that are named: the doors that the packages name, what is built of the sources, what the
 * doors let out, what others' tools say, and how large a program is that uses them. With `--write`, writes down what the doors let out.
 */
import { checkApi } from "./packages/checkApi.ts"
import { checkDist } from "./packages/checkDist.ts"
import { checkDoors } from "./packages/checkDoors.ts"
import { checkJsr, checkPackages } from "./packages/checkPublished.ts"
import { checkSize } from "./packages/checkSize.ts"
import { freshBuild } from "./packages/freshBuild.ts"
import { type Finding, report } from "./verdict.ts"

const parts = ["doors", "dist", "api", "published", "jsr", "size"]

const args = process.argv.slice(2)
const isWritten = args.includes("--write")
const named = isWritten ? ["api"] : args
const unknown = named.filter((part) => !parts.includes(part))
if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: no such part; there are ${parts.join(", ")}`)

const isMeant = (part: string): boolean => named.length === 0 || named.includes(part)

const findings: Array<Finding> = isMeant("doors") ? [checkDoors()] : []

if (isMeant("size")) findings.push(await checkSize())

// What the packages promise has to be there before it can be built and looked at.
if (findings.every(({ faults }) => faults.length === 0) && ["dist", "api", "published", "jsr"].some(isMeant)) {
  using tree = await freshBuild(["dist", "published", "jsr"].some(isMeant))
  if (isMeant("dist")) findings.push(checkDist(tree.folder))
  if (isMeant("api")) findings.push(checkApi(tree.folder, isWritten))
  if (isMeant("published")) findings.push(...(await checkPackages(tree)))
  if (isMeant("jsr")) findings.push(await checkJsr(tree))
}

report("packages", findings)
