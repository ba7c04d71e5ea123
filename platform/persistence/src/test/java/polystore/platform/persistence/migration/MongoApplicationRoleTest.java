package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// The command that a server with roles enforces; the stand-in for MongoDB has none, so it is read here.
class MongoApplicationRoleTest {

    private final Document command = MongoApplicationRole.command("createRole", "shop", List.of("things", "plain"));

    @Test
    void theApplicationReadsAndWritesTheDeclaredCollections() {
        for (var collection : List.of("things", "plain")) {
            assertThat(actions(collection)).containsExactly("find", "insert", "remove", "update");
        }
        assertThat(actions("")).containsExactly("listCollections", "listIndexes");
        assertThat(actions("DATABASECHANGELOG")).containsExactly("find");
        assertThat(actions("migrations")).containsExactly("find");
    }

    /// The right to insert into every collection of a database makes a missing one; so none is given for all.
    @Test
    void theApplicationMakesAndDropsNothing() {
        assertThat(command.getString("createRole")).isEqualTo("application");
        assertThat(command.getList("roles", Object.class)).isEmpty();
        assertThat(command.getList("privileges", Document.class)).hasSize(5).allSatisfy(privilege -> {
            assertThat(privilege.get("resource", Document.class).getString("db"))
                    .isEqualTo("shop");
            assertThat(privilege.getList("actions", String.class))
                    .isSubsetOf("find", "insert", "update", "remove", "listCollections", "listIndexes");
        });
    }

    private Set<String> actions(String collection) {
        var actions = new TreeSet<String>();
        for (var privilege : command.getList("privileges", Document.class)) {
            if (privilege
                    .get("resource", Document.class)
                    .getString("collection")
                    .equals(collection)) {
                actions.addAll(privilege.getList("actions", String.class));
            }
        }
        return actions;
    }
}
