import { inFile } from "../../support/databases.ts"
import { sqlJournalContract } from "../../support/sqlJournalContract.ts"

sqlJournalContract(inFile)
