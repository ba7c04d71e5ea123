package polystore.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measures the sides one after the other in each round, so that a disturbance of the machine affects all of them.
///
/// @param sides with the caches, without them, the driver alone
record CatalogRounds(BenchPlan plan, List<Side> sides, Cpu mongo) {

    /// A load that returns the duration of each read in nanoseconds.
    interface Reads {
        long[] run(int clients, Duration length) throws InterruptedException;
    }

    /// @param process whose CPU time the side takes, besides MongoDB
    record Side(Reads reads, Cpu process) {}

    /// One measurement of each side.
    record Round(Measurement cached, Measurement uncached, Measurement driver) {
        double cachedToUncached() {
            return cached.perSecond() / uncached.perSecond();
        }

        double uncachedToDriver() {
            return uncached.perSecond() / driver.perSecond();
        }
    }

    /// Warms every side, then measures every number of clients and prints a line for each.
    void run() throws InterruptedException {
        for (var side : sides) {
            side.reads().run(16, plan.warmUp());
        }
        for (int clients : plan.clients()) {
            var rounds = new ArrayList<Round>();
            for (int round = 0; round < plan.rounds(); round++) {
                rounds.add(new Round(
                        measure(sides.get(0), clients),
                        measure(sides.get(1), clients),
                        measure(sides.get(2), clients)));
            }
            System.out.println(CatalogReport.line(clients, rounds));
        }
    }

    private Measurement measure(Side side, int clients) throws InterruptedException {
        var processBefore = side.process().micros();
        var mongoBefore = mongo.micros();
        var machineBefore = Cpu.machineMicros();
        var start = System.nanoTime();
        var nanos = side.reads().run(clients, plan.length());
        return new Measurement(
                nanos,
                (System.nanoTime() - start) / 1e9,
                side.process().micros() - processBefore,
                mongo.micros() - mongoBefore,
                Cpu.machineMicros() - machineBefore);
    }
}
