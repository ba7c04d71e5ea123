package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.platform.http.ProblemException;

class EntityTagsTest {

    @Test
    void aVersionIsAStrongTag() {
        assertThat(EntityTags.of(7)).isEqualTo("\"7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*", "\"6\", \"7\"", " \"7\" ", "\"7\",\"8\""})
    void allowsAChangeThatNamesTheVersion(String ifMatch) {
        assertThatCode(() -> EntityTags.requireMatch(ifMatch, 7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "\"77\"", "\"07\"", "\"\"", "\"7", ","})
    void refusesAChangeThatNamesAnotherVersion(String ifMatch) {
        assertStatus(ifMatch, 412);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void refusesAChangeThatNamesNoVersion(@Nullable String ifMatch) {
        assertStatus(ifMatch, 428);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "*", "\"6\", W/\"7\""})
    void aClientThatHasTheVersionGetsNoBody(String ifNoneMatch) {
        assertThat(EntityTags.notModified(ifNoneMatch, 7)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"\"6\"", "7", ""})
    void aClientThatHasAnotherVersionGetsTheBody(@Nullable String ifNoneMatch) {
        assertThat(EntityTags.notModified(ifNoneMatch, 7)).isFalse();
    }

    private static void assertStatus(@Nullable String ifMatch, int status) {
        assertThatThrownBy(() -> EntityTags.requireMatch(ifMatch, 7))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(status));
    }
}
