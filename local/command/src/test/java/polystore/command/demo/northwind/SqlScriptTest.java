package polystore.command.demo.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import polystore.command.demo.northwind.SqlScript.Statement;

class SqlScriptTest {
    @Test
    void cutsAtSemicolonsAndKnowsTheLineOfEachStatement() {
        assertThat(SqlScript.statements("select 1;\n\n  select\n 2 ;select 3"))
                .containsExactly(
                        new Statement(1, "select 1"), new Statement(3, "select\n 2"), new Statement(4, "select 3"));
    }

    @Test
    void leavesOutCommentsBetweenStatementsAndEmptyStatements() {
        assertThat(sql("-- a; b\n;;/* c; /* d; */ e; */ select 1; -- end")).containsExactly("select 1");
    }

    @Test
    void doesNotCutInsideQuotes() {
        assertThat(sql("insert into t values ('a;b', 'it''s; fine', \"c;\"\"d\"); select 1"))
                .containsExactly("insert into t values ('a;b', 'it''s; fine', \"c;\"\"d\")", "select 1");
    }

    @Test
    void aBackslashEscapesAQuoteOnlyInAnEscapeString() {
        assertThat(sql("select '\\'; select E'\\';'; select 1"))
                .containsExactly("select '\\'", "select E'\\';'", "select 1");
    }

    @Test
    void anEAtTheEndOfAWordMakesNoEscapeString() {
        assertThat(sql("select date'\\'; select 1")).containsExactly("select date'\\'", "select 1");
    }

    @Test
    void doesNotCutInsideDollarQuotes() {
        assertThat(sql("do $$ begin; end $$; do $x$ ; $$ ; $x$; select $1; select a$b$c; select 1"))
                .containsExactly("do $$ begin; end $$", "do $x$ ; $$ ; $x$", "select $1", "select a$b$c", "select 1");
    }

    @Test
    void doesNotCutInsideACommentInAStatement() {
        assertThat(sql("select 1 -- one; only\n + 1; select 2"))
                .containsExactly("select 1 -- one; only\n + 1", "select 2");
    }

    @Test
    void saysWhereAQuoteBeginsThatDoesNotEnd() {
        assertThatThrownBy(() -> SqlScript.statements("select 1;\nselect 'a;"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    private static List<String> sql(String script) {
        return SqlScript.statements(script).stream().map(Statement::sql).toList();
    }
}
