-- For psql, after what `sekisho migrate --prepare` prints: gives the three logins the passwords of these files, which no process list shows.
\set ON_ERROR_STOP on
\set owner `cat "$OWNER_PASSWORD_FILE"`
\set service `cat "$SERVICE_PASSWORD_FILE"`
\set doors `cat "$DOORS_PASSWORD_FILE"`
alter role sekisho_migrate password :'owner';
alter role sekisho_service password :'service';
alter role sekisho_doors password :'doors';
