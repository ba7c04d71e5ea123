package polystore.platform.testing;

import java.util.UUID;

/// The MongoDB server of a test run, or its stand-in.
///
/// @param uri without a database
/// @param standIn true where transactions, validators and plans are missing
public record TestMongo(String uri, boolean standIn) {
    /// A database name nobody else uses; MongoDB makes the database on the first write.
    public String freshDatabase(String service) {
        return service + "_" + UUID.randomUUID().toString().substring(0, 8);
    }
}
