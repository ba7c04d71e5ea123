package polystore.command.mongo;

import java.nio.file.Path;

/// Which server takes the documents.
public sealed interface MongoChoice {
    /// Somebody else's server, used as it is.
    record Given(String uri) implements MongoChoice {}

    /// A `mongod` of this machine.
    ///
    /// @param version major and minor
    record Found(Path mongod, String version) implements MongoChoice {}

    /// A `mongod` downloaded once and kept.
    ///
    /// @param version major and minor
    record Downloaded(Path mongod, String version) implements MongoChoice {}

    /// No real one: the wire-compatible Java server.
    ///
    /// @param reason why, in a sentence for the user
    record StandIn(String reason) implements MongoChoice {}
}
