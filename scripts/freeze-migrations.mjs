// Pins the digest of every migration that is not pinned yet; what is pinned never changes again.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const pinned = 'test/upkeep/migrations.json';
const frozen = JSON.parse(readFileSync(pinned, 'utf8'));

for (const name of readdirSync('migrations')
  .filter((file) => file.endsWith('.sql'))
  .sort()) {
  frozen[name] ??= createHash('sha256')
    .update(readFileSync(`migrations/${name}`))
    .digest('hex');
}
writeFileSync(pinned, `${JSON.stringify(frozen, null, 2)}\n`);
console.log(`${Object.keys(frozen).length} migrations are frozen`);
