#!/bin/sh
# Makes the secrets that compose.yaml mounts, once; refuses to overwrite any. The image derives each role's keys, so build
# it first. The folder is closed to other users; the files are readable for the containers' unprivileged users.
set -eu
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "docker/secrets exists: nothing changed" >&2
  exit 1
fi
# By its name in the environment, not as an argument: others on this machine may list arguments.
colabora=${COLABORA:-docker run --rm --network none --env COLABORA_SECRET colabora:0.1.0 colabora}
random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

trap 'rm -rf secrets.new' EXIT
rm -rf secrets.new
mkdir -m 700 secrets.new
random > secrets.new/server_secret
random > secrets.new/database_password
printf 'postgres://colabora:%s@database:5432/colabora' "$(cat secrets.new/database_password)" > secrets.new/owner_database_url
for role in public portal worker; do
  random > "secrets.new/${role}_password"
  printf 'postgres://colabora_%s:%s@database:5432/colabora' "$role" "$(cat "secrets.new/${role}_password")" > "secrets.new/${role}_database_url"
  COLABORA_SECRET=$(cat secrets.new/server_secret) $colabora secrets --role "$role" > "secrets.new/${role}_keys"
done
chmod 444 secrets.new/*
mv secrets.new secrets
echo "docker/secrets made. Keep a copy of server_secret with your backups: receipts and sealed files need it."
