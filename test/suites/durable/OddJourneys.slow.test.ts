import { inStore } from "../../support/durableRunner.ts"
import { oddJourneysContract } from "../../support/oddJourneysContract.ts"

oddJourneysContract(inStore)
