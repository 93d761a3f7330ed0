// Makes the secrets docker-compose.yml hands over as files. Refuses to replace any: the database knows the old ones.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';

const folder = process.argv[2] ?? '.secrets';
const owner = randomBytes(24).toString('hex');
const app = randomBytes(24).toString('hex');
const secrets = {
  database_owner_password: owner,
  database_app_password: app,
  migrate_database_url: `postgres://sekisho:${owner}@database:5432/sekisho`,
  database_url: `postgres://sekisho_service:${app}@database:5432/sekisho`,
};

// The users inside the containers must read the files; on this machine the folder keeps others out.
mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);
for (const [name, secret] of Object.entries(secrets)) {
  writeFileSync(`${folder}/${name}`, secret, { mode: 0o644, flag: 'wx' });
}
