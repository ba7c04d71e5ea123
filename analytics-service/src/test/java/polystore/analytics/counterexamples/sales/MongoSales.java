package polystore.analytics.counterexamples.sales;

import org.bson.BsonDocument;

/// Breaks "speaks to MongoDB only for documents".
public record MongoSales(BsonDocument document) {}
