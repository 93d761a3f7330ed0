#!/bin/sh
# Run once by the image of PostgreSQL: the service's own login, which is the app's role and owns nothing.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=password="$(cat "$APP_PASSWORD_FILE")" <<'SQL'
create role sekisho_app nologin;
create role sekisho_service login password :'password' in role sekisho_app;
SQL
