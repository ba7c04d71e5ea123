package polystore.platform.persistence.migration;

import java.util.List;
import java.util.Optional;

/// The schema that a service expects in one of its databases.
public interface DatabaseSchema {

    /// The kind of database, for messages.
    String database();

    /// Tests whether the server answers, with the cheapest request.
    ///
    /// @throws RuntimeException when the server does not answer
    void ping();

    /// The objects that the migrations declare and that are missing on the server, by kind and name; empty for a
    /// complete schema.
    ///
    /// A database with newer migrations than this program has is not compared, because those may have removed
    /// objects that this version declares.
    ///
    /// @throws RuntimeException when the server cannot be asked
    List<String> missing();

    /// A message with the correction if the user of the service may change the schema; empty otherwise.
    ///
    /// @throws RuntimeException when the server cannot be asked
    Optional<String> ownership();
}
