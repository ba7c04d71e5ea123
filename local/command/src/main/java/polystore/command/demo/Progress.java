package polystore.command.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import polystore.command.Terminal;

/// Shows the progress and rate of a task: a bar at a terminal, otherwise a line for each tenth.
interface Progress extends AutoCloseable {
    /// Counts one more completed step; thread-safe.
    void step();

    @Override
    void close();

    static Progress of(String task, int max, PrintStream out) {
        return Terminal.isLive() ? new Bar(task, max) : new Lines(task, max, out);
    }

    /// A progress bar, updated in place.
    final class Bar implements Progress {
        private static final int REFRESH_MS = 100;

        private final ProgressBar bar;

        Bar(String task, int max) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(max)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(REFRESH_MS)
                    .continuousUpdate()
                    .showSpeed()
                    .build();
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// A line for each tenth of the work.
    final class Lines implements Progress {
        private static final int LINES = 10;

        private final String task;
        private final int max;
        private final PrintStream out;
        private final long startedNanos = System.nanoTime();
        private int done;

        Lines(String task, int max, PrintStream out) {
            this.task = task;
            this.max = max;
            this.out = out;
        }

        @Override
        public synchronized void step() {
            done++;
            if ((long) done * LINES / max > (long) (done - 1) * LINES / max) {
                var seconds = Math.max(
                        0.001,
                        Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1000.0);
                out.printf(Locale.ROOT, "%s %d/%d, %.1f s, %.0f/s%n", task, done, max, seconds, done / seconds);
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
