/** The command shows its help: as it is shipped for Node, or as it is built for Deno. */
import process from "node:process"
import { measureStart } from "../../measureStart.ts"
import { denoFlags, launched, onDeno } from "../../shipped.ts"

const isOnDeno = process.argv[2] === "deno"

await measureStart(() => (isOnDeno ? ["deno", ...denoFlags, onDeno, "--help"] : [launched, "--help"]))
