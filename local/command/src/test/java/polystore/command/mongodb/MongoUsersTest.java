package polystore.command.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import polystore.stores.Credentials;

/// Compares the commands that create users and roles, because the stand-in for MongoDB has no users to test them with.
class MongoUsersTest {

    private final List<Document> commands = MongoUsers.commands(
            "catalog", new Credentials("catalog", "one"), new Credentials("catalog_owner", "another"));

    @Test
    void theApplicationHasOnlyTheRightsThatMigrationsGrantToItsRole() {
        assertThat(commands.get(0))
                .containsEntry("createRole", "application")
                .containsEntry("privileges", List.of())
                .containsEntry("roles", List.of());
        assertThat(commands.get(1)).containsEntry("createUser", "catalog").containsEntry("pwd", "one");
        assertThat(roles(commands.get(1))).containsExactly("application of catalog");
    }

    @Test
    void theOwnerOwnsOneDatabase() {
        assertThat(commands.get(2)).containsEntry("createUser", "catalog_owner").containsEntry("pwd", "another");
        assertThat(roles(commands.get(2))).containsExactly("dbOwner of catalog");
    }

    private static List<String> roles(Document command) {
        return command.getList("roles", Document.class).stream()
                .map(role -> role.getString("role") + " of " + role.getString("db"))
                .toList();
    }
}
