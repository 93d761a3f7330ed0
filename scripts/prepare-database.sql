-- What Sekisho needs of a PostgreSQL (15 or newer), once per server. Run it by a login that may create roles and databases.
-- No extension is needed, and no superuser. What is there already is left out of it by hand.

-- Roles that hold the rights; nobody logs in as one.
create role sekisho_owner nologin;
create role sekisho_app nologin;
create role sekisho_batch nologin;
create role sekisho_retention nologin;
create role sekisho_audit_ro nologin;
create role sekisho_backup nologin;

-- The login that migrates, and no superuser: it owns the database and, as sekisho_owner, the tables.
create role sekisho_migrate login;
grant sekisho_owner to sekisho_migrate;

-- The login of the service: a member of sekisho_app and of nothing else. It adds to the record and cannot change it.
create role sekisho_service login;
grant sekisho_app to sekisho_service;

-- The login of its batches, which decide at the doors: a member of sekisho_batch and of nothing else. It reads no name.
create role sekisho_doors login;
grant sekisho_batch to sekisho_doors;

-- The database. To give one away one has to be able to become its owner, for as long as that takes.
grant sekisho_migrate to current_user;
create database sekisho owner sekisho_migrate template template0 encoding 'UTF8';
revoke sekisho_migrate from current_user;

-- Then give the three logins a password, for instance in psql:
--   \password sekisho_migrate
--   \password sekisho_service
--   \password sekisho_doors
