#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume: the portal's login owns its database and is nothing else. The two roles it
# works as are made here, because it may make none.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$PORTAL_PASSWORD" --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
CREATE ROLE portal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD :'password';
CREATE ROLE portal_customer NOLOGIN;
CREATE ROLE portal_system NOLOGIN;
GRANT portal_customer, portal_system TO portal;
CREATE DATABASE portal OWNER portal;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
SQL
