#!/bin/sh
# Creates the databases and their roles at the first start, with the same rights as in the local stack and on Kubernetes.
set -eu
make() {
    service=$1 owner=$2 app=$3 read=$4
    psql -v ON_ERROR_STOP=1 -U postgres <<SQL
create role ${service}_owner login password '$owner';
create role ${service}_app login password '$app';
create role ${service}_read login password '$read';
create database $service owner ${service}_owner;
revoke all on database $service from public;
grant connect, temporary on database $service to ${service}_app;
grant connect on database $service to ${service}_read;
\c $service
create extension if not exists pg_stat_statements;
alter schema public owner to ${service}_owner;
revoke all on schema public from public;
grant usage on schema public to ${service}_app, ${service}_read;
alter default privileges for role ${service}_owner grant select, insert, update, delete on tables to ${service}_app;
alter default privileges for role ${service}_owner grant usage, select on sequences to ${service}_app;
alter default privileges for role ${service}_owner grant select on tables to ${service}_read;
alter default privileges for role ${service}_owner grant usage on schemas to ${service}_app, ${service}_read;
SQL
}
make orders "$ORDERS_OWNER_PASSWORD" "$ORDERS_APP_PASSWORD" "$ORDERS_READ_PASSWORD"
make analytics "$ANALYTICS_OWNER_PASSWORD" "$ANALYTICS_APP_PASSWORD" "$ANALYTICS_READ_PASSWORD"
