#!/bin/sh
# Each user may access only keys and channels that start with the name of its service, and run no administrative command.
# Nothing is written to disk, because every entry may be lost.
set -eu
rights='-@admin -@dangerous +info +client|setname +client|getname +client|id'
umask 077
cat >/tmp/users.acl <<ACL
user default off
user catalog on >$REDIS_CATALOG_PASSWORD ~catalog:* resetchannels &catalog:* +@all $rights
user gateway on >$REDIS_GATEWAY_PASSWORD ~gateway:* resetchannels &gateway:* +@all $rights
ACL
exec valkey-server --save "" --appendonly no --maxmemory 64mb --maxmemory-policy allkeys-lru --aclfile /tmp/users.acl
