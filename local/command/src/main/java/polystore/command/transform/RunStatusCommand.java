package polystore.command.transform;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.backfill.Backfills.Status;
import polystore.transformers.backfill.RootDeadLetters;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.live.LiveStatus;

@Command(
        name = "status",
        description =
                "Show the progress of the last run of a mapping, and how far its changes are followed; exit 1 when there"
                        + " are dead letters.")
final class RunStatusCommand extends TargetCommand {

    /// Long enough to measure a rate, and short enough to wait for.
    private static final long MEASURED_MS = 2_000;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        var name = choice.mapping().mapping().name();
        var url = url();
        var source = choice.dataSource();
        try (var connection = source.getConnection()) {
            if (!StateSchema.exists(connection)) {
                System.out.println(name + ": " + notRun(url));
                return 0;
            }
            var before = Backfills.status(connection, name, url);
            if (before.filter(it -> it.workers() > 0 && !it.paused()).isPresent()) {
                TimeUnit.MILLISECONDS.sleep(MEASURED_MS);
            }
            var now = Backfills.status(connection, name, url);
            System.out.println(name + ": "
                    + (before.isPresent() && now.isPresent() ? described(before.get(), now.get()) : notRun(url)));
            LiveStatus.read(connection, name, url)
                    .ifPresent(live -> described(live).forEach(line -> System.out.println("live: " + line)));
            var letters = new RootDeadLetters(name, url).count(connection);
            if (letters > 0) {
                System.out.println(letters + " dead letters: transform dead-letters lists them");
            }
            return letters == 0 ? 0 : 1;
        }
    }

    private static String notRun(String url) {
        return "not run to " + url + " yet";
    }

    private static String described(Status before, Status now) {
        return String.format(
                Locale.ROOT,
                "%s, %d of %d ranges done, %,d of about %,d roots%s",
                state(now),
                now.done(),
                now.ranges(),
                done(now),
                Math.max(done(now), now.roots()),
                speed(done(now) - done(before), now));
    }

    private static List<String> described(LiveStatus live) {
        var lines = new ArrayList<String>();
        lines.add((live.followed() ? "followed" : "not followed now")
                + (live.reconcile() ? ", every document is still to be written" : "")
                + String.format(Locale.ROOT, ", %,d bytes of the log behind, slot %s", live.lagBytes(), live.slot())
                + (live.writtenAt() == null ? "" : ", last change of " + live.writtenAt()));
        if (live.paused() != null) {
            lines.add(live.paused());
        }
        if (live.alarm() != null) {
            lines.add("alarm of " + live.alarmAt() + ": " + live.alarm());
        }
        return lines;
    }

    private static String state(Status status) {
        if (status.finished()) {
            return "finished";
        }
        var workers = status.workers() + " workers";
        return status.paused() ? "paused, " + workers : status.workers() == 0 ? "interrupted" : "running, " + workers;
    }

    private static String speed(long gained, Status now) {
        if (gained <= 0 || now.finished()) {
            return "";
        }
        var rate = gained * 1_000 / MEASURED_MS;
        return String.format(
                Locale.ROOT,
                ", %,d roots/s, about %,d s left",
                rate,
                Math.max(0, now.roots() - done(now)) / Math.max(1, rate));
    }

    private static long done(Status status) {
        return status.written() + status.deadLetters();
    }
}
