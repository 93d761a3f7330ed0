import { databaseRoles } from './ensure-roles.ts';

/** The names of what a DBA prepares; a password is nowhere in it. */
export type PreparationNames = {
  readonly database: string;
  /** The login that migrates. */
  readonly owner: string;
  /** The login of the service. */
  readonly service: string;
  /** The login of its batches, which decide at the doors. */
  readonly batches: string;
};

export const usualNames: PreparationNames = {
  database: 'sekisho',
  owner: 'sekisho_migrate',
  service: 'sekisho_service',
  batches: 'sekisho_doors',
};

/**
 * The SQL a DBA runs once on a server, before the first migration: roles, the three logins, the database, and nothing else. Whoever
 * runs it may create roles and databases; a superuser is not needed. Logins have no password yet, so nobody gets in by them.
 */
export function preparationSql(names: PreparationNames): string {
  const { database, owner, service, batches } = quotedNames(names);
  return `-- What Sekisho needs of a PostgreSQL (15 or newer), once per server. Run it by a login that may create roles and databases.
-- No extension is needed, and no superuser. What is there already is left out of it by hand.

-- Roles that hold the rights; nobody logs in as one.
${databaseRoles.map((role) => `create role ${role} nologin;`).join('\n')}

-- The login that migrates, and no superuser: it owns the database and, as sekisho_owner, the tables.
create role ${owner} login;
grant sekisho_owner to ${owner};

-- The login of the service: a member of sekisho_app and of nothing else. It adds to the record and cannot change it.
create role ${service} login;
grant sekisho_app to ${service};

-- The login of its batches, which decide at the doors: a member of sekisho_batch and of nothing else. It reads no name.
create role ${batches} login;
grant sekisho_batch to ${batches};

-- The database. To give one away one has to be able to become its owner, for as long as that takes.
grant ${owner} to current_user;
create database ${database} owner ${owner} template template0 encoding 'UTF8';
revoke ${owner} from current_user;

-- Then give the three logins a password, for instance in psql:
--   \\password ${owner}
--   \\password ${service}
--   \\password ${batches}
`;
}

function quotedNames({ database, owner, service, batches }: PreparationNames): PreparationNames {
  return {
    database: quoted(database),
    owner: quoted(owner),
    service: quoted(service),
    batches: quoted(batches),
  };
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
