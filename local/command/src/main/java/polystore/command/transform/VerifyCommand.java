package polystore.command.transform;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Verify;

@Command(
        name = "verify",
        description = "Compare every document with its rows; exit 1 when one differs.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int SHOWN_MAX = 20;

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--lag",
            defaultValue = "1000",
            paramLabel = "MS",
            description =
                    "Milliseconds to wait before a difference is checked again, since a change takes time to reach its"
                            + " document (${DEFAULT-VALUE}).")
    private int lagMs;

    @Option(
            names = "--by-marks",
            description =
                    "Compare the hashes that documents were written with, and do not read the documents: faster, but"
                            + " blind to what somebody changed in the target.")
    private boolean byMarks;

    private int shown;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        var plan = choice.plan();
        try (var stored =
                target.stored(choice.mapping().target(), plan.mapping().name(), System.getenv())) {
            var verify = new Verify(
                    choice.dataSource(),
                    plan,
                    byMarks
                            ? MongoStoredDocuments.byMarks(stored.documents())
                            : MongoStoredDocuments.byBytes(stored.documents()),
                    () -> TimeUnit.MILLISECONDS.sleep(lagMs));
            var summary = verify.verify(difference -> {
                if (shown++ < SHOWN_MAX) {
                    System.out.println(difference);
                }
            });
            System.out.println(summary);
            return summary.differences() == 0 ? 0 : 1;
        }
    }
}
