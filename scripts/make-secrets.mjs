// Makes the secrets docker-compose.yml hands over as files; elsewhere name folder and database: make-secrets.mjs .secrets db:5432.
// Refuses to replace any: the database knows the old ones.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';

const [folder = '.secrets', host = 'database:5432'] = process.argv.slice(2);
const password = () => randomBytes(24).toString('hex');
const key = () => `1:${randomBytes(32).toString('base64')}`;
const [superuser, owner, service, doors] = [password(), password(), password(), password()];
const secrets = {
  database_superuser_password: superuser,
  database_owner_password: owner,
  database_service_password: service,
  database_doors_password: doors,
  migrate_database_url: `postgres://sekisho_migrate:${owner}@${host}/sekisho`,
  database_url: `postgres://sekisho_service:${service}@${host}/sekisho`,
  batch_database_url: `postgres://sekisho_doors:${doors}@${host}/sekisho`,
  pepper: key(),
  seed_key: key(),
};

// The users inside the containers must read the files; on this machine the folder keeps others out.
mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);
for (const [name, secret] of Object.entries(secrets)) {
  writeFileSync(`${folder}/${name}`, secret, { mode: 0o644, flag: 'wx' });
}
