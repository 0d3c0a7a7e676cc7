/**
 * The usual host, @hocuspocus/server, as a measured process: in memory, as it comes, storing nothing
 * before it tells.
 */
import { Server } from '@hocuspocus/server';
import { answerParent } from './meter.ts';

const server = new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true });
answerParent();
await server.listen();
process.send!({ port: Number(process.env.PORT) });
