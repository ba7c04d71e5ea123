package polystore.command.transform;

import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.run.Recompute;

/// A progress bar on standard error with roots per second and the remaining time, and the first dead letters below it.
final class ShownProgress implements Backfill.Progress, AutoCloseable {

    private static final int LETTERS_MAX = 20;

    private final ProgressBar bar;
    private int letters;

    ShownProgress(String mapping) {
        bar = new ProgressBarBuilder()
                .setTaskName(mapping)
                .setUnit(" roots", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
    }

    @Override
    public synchronized void begins(Backfills.Status before, boolean resumed) {
        if (resumed) {
            System.err.println("Resuming run " + before.id() + ": " + before.done() + " of " + before.ranges()
                    + " ranges are done; --anew starts from the first root.");
        }
        bar.maxHint(before.roots());
        bar.stepBy(before.written() + before.deadLetters());
    }

    @Override
    public synchronized void page(int written, List<Recompute.DeadLetter> deadLetters) {
        bar.stepBy(written + deadLetters.size());
        for (var letter : deadLetters) {
            if (letters++ < LETTERS_MAX) {
                System.err.println("dead letter " + letter.root() + ": " + letter.cause());
            }
        }
    }

    @Override
    public synchronized void close() {
        bar.close();
    }
}
