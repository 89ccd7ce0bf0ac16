#!/bin/sh
# Run by the database's container when it makes the database: an account a role, with the password that its URL names.
set -eu
for role in public portal worker; do
  psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --set=password="$(cat "/run/secrets/${role}_password")" <<SQL
CREATE ROLE colabora_$role LOGIN PASSWORD :'password';
SQL
done
