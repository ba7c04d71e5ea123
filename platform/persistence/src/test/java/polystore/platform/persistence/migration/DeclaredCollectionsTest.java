package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredCollectionsTest {

    @Test
    void theChangelogDeclaresTheCollectionsAndIndexesThatRemain() {
        var declared = DeclaredCollections.ofProgram();

        assertThat(declared.changeSets()).containsExactly("001-things", "002-without-age");
        assertThat(declared.collections())
                .containsOnlyKeys("things", "plain")
                .containsEntry("things", new DeclaredCollections.Collection(true, Set.of("things_name")))
                .containsEntry("plain", new DeclaredCollections.Collection(false, Set.of()));
    }

    @Test
    void aChangeThatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> DeclaredCollections.of(changing("{\"renameCollection\": {}}")))
                .hasMessageContaining("renameCollection");
    }

    @Test
    void anIndexWithoutANameIsRefused() {
        assertThatThrownBy(() -> DeclaredCollections.of(changing("""
                        {"createCollection": {"collectionName": "a"}},
                        {"createIndex": {"collectionName": "a", "keys": "{}"}}"""))).hasMessageContaining("no name");
    }

    private static String changing(String changes) {
        return "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"1\", \"changes\": [" + changes + "]}}]}";
    }
}
