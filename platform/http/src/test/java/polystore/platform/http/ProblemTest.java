package polystore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    /// Jackson would refuse half a surrogate pair in the middle of the response, after its status was sent.
    @Test
    void halfASurrogatePairBecomesAQuestionMark() {
        var problem =
                Problem.badRequest("Not \ud800", new Problem.FieldError("a\udc00", "has \ud83d\ude00 and \ud83d"));
        assertThat(problem.detail()).isEqualTo("Not ?");
        assertThat(problem.errors().getFirst()).isEqualTo(new Problem.FieldError("a?", "has \ud83d\ude00 and ?"));
    }
}
