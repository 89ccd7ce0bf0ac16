#!/bin/sh
# Makes the three secrets that compose.yaml mounts, once; refuses to overwrite any.
# The folder is closed to other users; the files are readable so that the containers' unprivileged users can read them.
set -eu
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "docker/secrets exists: nothing changed" >&2
  exit 1
fi
random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
mkdir -m 700 secrets
random > secrets/server_secret
random > secrets/database_password
printf 'postgres://colabora:%s@database:5432/colabora' "$(cat secrets/database_password)" > secrets/database_url
chmod 444 secrets/*
echo "docker/secrets made. Keep a copy of server_secret with your backups: receipts and sealed files need it."
