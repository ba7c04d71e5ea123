package polystore.command.transform;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.Verify;

@Command(
        name = "repair",
        description = "Verify, and recompute the documents that differ; exit 1 when a difference remains.")
final class RepairCommand extends TargetCommand {

    private static final int LAG_MS = 1_000;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        var planned = choice.planned();
        var source = choice.dataSource();
        try (var stored = stored();
                var guarded = GuardedRecompute.of(choice, planned, source, stored.writer(), 1)) {
            var repair = new Repair(guarded.recompute());
            var documents = MongoStoredDocuments.byBytes(stored.documents());
            var verify = new Verify(source, planned.plan(), documents, () -> TimeUnit.MILLISECONDS.sleep(LAG_MS))
                    .whileUnchanged(planned.schema());
            var summary = stored.with(verify).verify(repair);
            repair.finish();
            repair.beyond().forEach(System.out::println);
            System.out.println(summary + ", " + repair.repaired() + " repaired");
            return repair.left() == 0 ? 0 : 1;
        }
    }
}
