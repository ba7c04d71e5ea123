package polystore.platform.persistence.migration;

import java.util.List;
import java.util.Optional;

/// What a service expects to find in one of its databases.
public interface DatabaseSchema {

    /// The kind of database, for people.
    String database();

    /// Asks the server for as little as possible.
    ///
    /// @throws RuntimeException when the server does not answer
    void ping();

    /// What the migrations declare and the server does not have, by kind and name; empty when everything is there.
    ///
    /// A database that newer migrations than this program's have run on is not compared: those may have taken away
    /// what this version declares and no longer uses.
    ///
    /// @throws RuntimeException when the server cannot be asked
    List<String> missing();

    /// That the service is signed in as somebody who may change the schema, and what to do; empty when it may not.
    ///
    /// @throws RuntimeException when the server cannot be asked
    Optional<String> ownership();
}
