package polystore.command.counterexamples.stack;

import polystore.command.mongodb.MongoChoice;

/// A class of the stack that knows which MongoDB there is.
public record MongoAware(MongoChoice choice) {}
