import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { packageFolder } from '../../db/package-folder.ts';

/** Where `npm run build` leaves what browsers are given. */
const folder = join(packageFolder(), 'dist/pages');

/** Gives browsers the pages of the service, each file under its own name and nothing else: whatever is asked for names no path. */
export async function setPages(pages: FastifyInstance): Promise<void> {
  if (!existsSync(folder)) return pages.log.warn('the pages are not built: npm run build');
  await pages.register(files, { root: folder, wildcard: false, cacheControl: false });
}
