package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.transform.SchemaSource.Answer;

/// What a mapping or its stores can be wrong about is said in one line with its place and correction, never by a stack
/// trace.
class BadInputIT {

    @TempDir
    Path folder;

    private SchemaSource source;

    @BeforeEach
    void load() throws Exception {
        source = SchemaSource.load("films");
    }

    @Test
    void sqlThatTheDatabaseRefusesIsNamedByCheckWithItsPlace() throws Exception {
        var checked = command("check", """
                root: customer
                where: "no_such_column = 1"
                fields:
                  name: first_name
                  rentals: { many: rental.customer_id, where: "return_date is not", fields: { at: rental_date } }
                  spent: { sql: "select sum(amount) from no_such_table", type: numeric }
                """);

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.output())
                .contains("root: the database refuses its query", "rentals: the database refuses its query")
                .contains("correct the where: or sql: of this rule");
        assertThat(checked.errors()).doesNotContain("at polystore.");
    }

    @Test
    void missingRightsAreLeftOutBySuggestAndNamedByCheckWithTheGrant() throws Exception {
        source.asSuperuser("drop role if exists \"Film Reader\"; create role \"Film Reader\" login password 'reader'");
        source.asSuperuser("grant connect on database " + source.database().name() + " to \"Film Reader\"");
        source.asSuperuser(
                "grant usage on schema public to \"Film Reader\"; grant select on customer, rental to \"Film Reader\"");
        try {
            var password = Files.writeString(folder.resolve("reader"), "reader").toString();
            var reader = List.of("--user", "Film Reader", "--password-file", password);

            var suggested = as(reader, "suggest", "--source", source.database().jdbcUrl(), "--root", "customer");
            assertThat(suggested.exitCode()).as(suggested.errors()).isZero();
            assertThat(suggested.output())
                    .contains("grant select on \"public\".\"address\" to \"Film Reader\"", "many: public.rental");
            var mapping = Files.writeString(folder.resolve("suggested.yaml"), suggested.output())
                    .toString();
            assertThat(as(reader, "check", "-f", mapping).exitCode()).isZero();

            var forbidden = as(
                    reader,
                    "check",
                    "-f",
                    write("{root: film, fields: {title: title}}").toString(),
                    "--source",
                    source.database().jdbcUrl());
            assertThat(forbidden.exitCode()).isEqualTo(1);
            assertThat(forbidden.output())
                    .contains("may not read title of public.film", "grant select on \"public\".\"film\"");

            var stateless = as(reader, "run", "-f", mapping, "--target", source.target());
            assertThat(stateless.exitCode()).isEqualTo(1);
            assertThat(stateless.errors())
                    .contains("Run as the owner:", "create schema")
                    .doesNotContain("at polystore.");
        } finally {
            source.asSuperuser("drop owned by \"Film Reader\"; drop role \"Film Reader\"");
        }
    }

    @Test
    void aSourceOrTargetThatDoesNotAnswerIsOneLine() throws Exception {
        var mapping = write("{root: customer, fields: {name: first_name}}").toString();

        var noTarget = source.polystore(
                folder,
                List.of(
                        "run",
                        "-f",
                        mapping,
                        "--source",
                        source.database().jdbcUrl(),
                        "--target",
                        "mongodb://127.0.0.1:1/nowhere"));
        assertThat(noTarget.exitCode()).isEqualTo(1);
        assertThat(noTarget.errors())
                .contains("MongoDB does not answer", "resumes where it was")
                .doesNotContain("at polystore.");

        var noSource = source.polystore(
                folder,
                List.of("preview", "-f", mapping, "--key", "1", "--source", "jdbc:postgresql://127.0.0.1:1/nowhere"));
        assertThat(noSource.exitCode()).isEqualTo(1);
        assertThat(noSource.errors()).contains("127.0.0.1:1").doesNotContain("at polystore.");

        var noPassword = as(
                List.of("--user", "nobody_here"),
                "check",
                "-f",
                mapping,
                "--source",
                source.database().jdbcUrl());
        assertThat(noPassword.exitCode()).isEqualTo(1);
        assertThat(noPassword.errors()).isNotEmpty().doesNotContain("at polystore.");
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(folder.resolve("mapping.yaml"), yaml);
    }

    private Answer command(String command, String yaml) throws Exception {
        return source.polystore(
                folder,
                List.of(
                        command,
                        "-f",
                        write(yaml).toString(),
                        "--source",
                        source.database().jdbcUrl()));
    }

    private static Answer as(List<String> user, String... command) {
        var all = new ArrayList<>(List.of("transform"));
        all.addAll(List.of(command));
        all.addAll(user);
        return SchemaSource.run(all.toArray(String[]::new));
    }
}
