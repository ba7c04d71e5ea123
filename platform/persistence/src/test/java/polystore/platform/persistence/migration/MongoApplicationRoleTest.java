package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// Reads the command that creates the role, because the stand-in for MongoDB does not enforce roles.
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

    /// A right to insert into all collections of a database would also create missing ones; so none is granted for
    /// all.
    @Test
    void theApplicationMayNeitherCreateNorDropCollections() {
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
