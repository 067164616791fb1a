import { openTestStore } from '../../testing/store-fixture.ts'
import { describeStore } from '../contract/store-contract.ts'

describeStore('SQLite', openTestStore)
