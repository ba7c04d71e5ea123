package polystore.command.bench;

import java.util.ArrayList;

/// Measures the service and the baseline alternately, so that a disturbance of the machine affects both.
record Rounds(BenchPlan plan, ServiceLoad load, Pgbench baseline, String script, Cpu service, Cpu server) {

    /// A load generator that returns the duration of each order in nanoseconds.
    private interface Load {
        long[] run() throws InterruptedException;
    }

    /// Measures every number of clients and prints a line for each.
    void run() throws InterruptedException {
        for (int clients : plan.clients()) {
            var pairs = new ArrayList<Pair>();
            for (int round = 0; round < plan.rounds(); round++) {
                pairs.add(new Pair(
                        measure(() -> load.run(clients, plan.length())),
                        measure(() -> baseline.run(script, clients, plan.length()))));
            }
            System.out.println(OrdersReport.line(clients, pairs));
        }
    }

    private Measurement measure(Load load) throws InterruptedException {
        var serviceBefore = service.micros();
        var serverBefore = server.micros();
        var machineBefore = Cpu.machineMicros();
        var start = System.nanoTime();
        var nanos = load.run();
        return new Measurement(
                nanos,
                (System.nanoTime() - start) / 1e9,
                service.micros() - serviceBefore,
                server.micros() - serverBefore,
                Cpu.machineMicros() - machineBefore);
    }
}
