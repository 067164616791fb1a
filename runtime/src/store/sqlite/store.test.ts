import { describeStore } from '../../testing/store-contract/store-contract.ts'
import { openTestStore } from '../../testing/store-fixture.ts'

describeStore('SQLite', openTestStore)
