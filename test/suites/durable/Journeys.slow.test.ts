import { inStore } from "../../support/durableRunner.ts"
import { journeysContract } from "../../support/journeysContract.ts"

journeysContract(inStore)
