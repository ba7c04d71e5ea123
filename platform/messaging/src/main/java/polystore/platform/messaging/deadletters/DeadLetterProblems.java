package polystore.platform.messaging.deadletters;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

final class DeadLetterProblems {

    private DeadLetterProblems() {}

    static ProblemException otherService(String name, String service) {
        return Problem.notFound("This is the service " + name + ", not " + service + ".")
                .asException();
    }

    static ProblemException noConsumer(String service, String consumer, List<DeadLetterStore> stores) {
        var known = stores.stream().map(DeadLetterStore::group).collect(Collectors.joining(", "));
        return Problem.notFound("The service " + service + " has no consumer " + consumer + ": it has " + known + ".")
                .asException();
    }

    static ProblemException noLetter(String consumer, String id) {
        return Problem.notFound("The consumer " + consumer + " has no open dead letter " + id
                        + ": it was replayed or discarded, or it never existed.")
                .asException();
    }

    static ProblemException stillFaulty(@Nullable String cause) {
        return Problem.of(
                        "dead-letters/still-faulty",
                        409,
                        "The record still cannot be processed",
                        "Correct the cause, or discard the letter. The cause: " + cause)
                .asException();
    }
}
