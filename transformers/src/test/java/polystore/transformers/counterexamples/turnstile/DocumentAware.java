package polystore.transformers.counterexamples.turnstile;

import org.bson.BsonDocument;

/// Breaks "keeps rows apart from documents".
public record DocumentAware(BsonDocument document) {}
