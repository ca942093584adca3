import path from 'node:path'
import { packageRoot } from '../../lib/track/root.ts'
import main from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import { benchCommands } from './commands.ts'
import { benchDeliveries } from './deliveries.ts'
import { benchVerdict } from './verdict.ts'

const root = packageRoot()
const solution = path.join(root, 'solutions/1-naive-broadcast/1-basic-broadcast/solution.ts')
await benchDeliveries(solution, main)
await benchVerdict(root, solution)
await benchCommands(root)
