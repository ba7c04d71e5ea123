package polystore.command.mongodb;

import java.nio.file.Path;

/// The server that stores the documents.
public sealed interface MongoChoice {
    /// An existing server, named by `MONGODB_URI`.
    record Given(String uri) implements MongoChoice {}

    /// A `mongod` installed on this machine.
    ///
    /// @param version major and minor
    record Found(Path mongod, String version) implements MongoChoice {}

    /// A `mongod` downloaded once and kept.
    ///
    /// @param version major and minor
    record Downloaded(Path mongod, String version) implements MongoChoice {}

    /// The wire-compatible Java server, in place of a real MongoDB.
    ///
    /// @param reason why there is no real one, as a sentence for the user
    record StandIn(String reason) implements MongoChoice {}
}
