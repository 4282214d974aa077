import { inFile } from "../../support/databases.ts"
import { tokenStoreContract } from "../../support/tokenStoreContract.ts"

tokenStoreContract(inFile)
