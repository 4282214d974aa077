/** Takes the steps of an import that it was told, of rows that are in memory; per part. */
import process from "node:process"
import { partCount, prepareImport, type Step } from "../../contactImport.ts"
import { measure } from "../../measure.ts"

const isStep = (word: string): word is Step => word === "split" || word === "pack" || word === "join"

await measure({ units: partCount, turn: await prepareImport(process.argv.slice(2).filter(isStep)) })
