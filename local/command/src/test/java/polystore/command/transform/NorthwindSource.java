package polystore.command.transform;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import polystore.command.demo.northwind.NorthwindDatabase;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

/// Northwind in a database of its own, and a database for its documents.
///
/// @param password file with the password of the owner
/// @param target address of the database for documents
record NorthwindSource(ServiceDatabase database, Path password, String target) {

    /// Skips the test where this machine has no Northwind.
    static NorthwindSource load(Path folder) throws Exception {
        var file = System.getenv("NORTHWIND_SQL");
        assumeTrue(file != null && !file.isBlank(), "NORTHWIND_SQL does not name the Northwind file: not tested");
        var database = TestStores.postgres().freshDatabase("orders");
        new NorthwindDatabase(database)
                .load(Path.of(file), TestStores.postgres().superuser());
        var password =
                Files.writeString(folder.resolve("password"), database.owner().password());
        return new NorthwindSource(
                database,
                password,
                TestStores.mongo().uri() + "/" + TestStores.mongo().freshDatabase("analytics"));
    }
}
