package polystore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    /// A JSON writer refuses half a surrogate pair in the middle of the answer, when its status has been sent.
    @Test
    void whatItQuotesCanBeWrittenAsUtf8() {
        var problem =
                Problem.badRequest("Not \ud800", new Problem.FieldError("a\udc00", "has \ud83d\ude00 and \ud83d"));
        assertThat(problem.detail()).isEqualTo("Not ?");
        assertThat(problem.errors().getFirst()).isEqualTo(new Problem.FieldError("a?", "has \ud83d\ude00 and ?"));
    }
}
