package polystore.command.services;

import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongo.Mongo;

/// The stores a service may be told of.
public record Stores(Postgres postgres, Kafka kafka, Redis redis, Mongo mongo) {}
