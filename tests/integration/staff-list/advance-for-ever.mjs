/** A worker of staff lists alone, to be killed: node advance-for-ever.mjs WORKER_DATABASE_URL TENANT LIST */
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import { fileTableReader } from '@mandataire/adapters/staff-table';
import { AdvanceStaffList } from '@mandataire/application/staff-list';
import { createWorkerPersistence } from '@mandataire/persistence';

const [workerUrl, tenantId, listId] = process.argv.slice(2);
const randomness = new NodeRandomness();
const { unitOfWork } = createWorkerPersistence({ workerUrl, clock: new SystemClock(), randomness });
const advance = new AdvanceStaffList(unitOfWork, fileTableReader, randomness);
const caller = { tenantId, accountId: null, correlationId: 'killed' };
while (await advance.execute(caller, listId));
process.exit(0);
