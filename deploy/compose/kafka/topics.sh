#!/bin/sh
# Creates missing topics with the settings of contracts/Topics; a test compares the two.
set -eu
topic() {
    name=$1
    shift
    # Unquoted, because it is several arguments; none contains a space.
    # shellcheck disable=SC2046
    "${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}" --bootstrap-server kafka:9092 --create --if-not-exists --topic "$name" \
        --partitions 6 --replication-factor 1 $(printf -- '--config %s ' "$@")
}
days30=2592000000
topic orders.events.v1 cleanup.policy=delete retention.ms=$days30
for state in orders.documents.v1 stock.levels.v1 catalog.products.v1 catalog.categories.v1; do
    topic $state cleanup.policy=compact
done
for source in orders.events.v1 orders.documents.v1 stock.levels.v1 catalog.products.v1 catalog.categories.v1; do
    topic $source.dlq cleanup.policy=delete retention.ms=$days30 max.message.bytes=1310720
done
