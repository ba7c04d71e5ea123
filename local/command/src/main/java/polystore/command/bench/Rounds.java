package polystore.command.bench;

import java.util.ArrayList;

/// The turns: ours, then the yardstick's, then ours again. What disturbs the machine disturbs both.
record Rounds(Plan plan, ServiceLoad load, Yardstick yardstick, String script, Cpu service, Cpu server) {

    /// Somebody who makes load, and says how long each order took.
    private interface Side {
        long[] run() throws InterruptedException;
    }

    /// Measures every number of clients and prints a line for each.
    void run() throws InterruptedException {
        for (int clients : plan.clients()) {
            var pairs = new ArrayList<Pair>();
            for (int round = 0; round < plan.rounds(); round++) {
                pairs.add(new Pair(
                        turn(() -> load.run(clients, plan.turn())),
                        turn(() -> yardstick.run(script, clients, plan.turn()))));
            }
            System.out.println(Report.line(clients, pairs));
        }
    }

    private Turn turn(Side side) throws InterruptedException {
        var serviceBefore = service.micros();
        var serverBefore = server.micros();
        var machineBefore = Cpu.machineMicros();
        var start = System.nanoTime();
        var nanos = side.run();
        return new Turn(
                nanos,
                (System.nanoTime() - start) / 1e9,
                service.micros() - serviceBefore,
                server.micros() - serverBefore,
                Cpu.machineMicros() - machineBefore);
    }
}
