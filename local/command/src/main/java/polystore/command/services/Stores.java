package polystore.command.services;

import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongodb.Mongo;

/// The stores of the stack, from which the environment of the services is made.
public record Stores(Postgres postgres, Kafka kafka, Redis redis, Mongo mongo) {}
