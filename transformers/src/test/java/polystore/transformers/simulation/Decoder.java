package polystore.transformers.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// Turns announced changes into tasks: coalesces some, delivers some twice.
final class Decoder implements Actor {

    private final Rows rows;
    private final List<Worker.Task> tasks;
    private final Random random;
    private final List<Actor> writers;
    private int position;

    Decoder(Rows rows, List<Worker.Task> tasks, Random random, List<Actor> writers) {
        this.rows = rows;
        this.tasks = tasks;
        this.random = random;
        this.writers = writers;
    }

    @Override
    public boolean done() {
        return hasCaughtUp() && writers.stream().allMatch(Actor::done);
    }

    boolean hasCaughtUp() {
        return position == rows.position();
    }

    @Override
    public void step() {
        if (hasCaughtUp()) {
            return;
        }
        var change = rows.announced(position++);
        for (var root : change.touched()) {
            var waiting = tasks.stream().filter(it -> it.root() == root).findAny();
            var xids = new HashSet<>(List.of(change.xid()));
            if (waiting.isPresent() && random.nextBoolean()) {
                xids.addAll(waiting.get().xids());
                tasks.remove(waiting.get());
            }
            tasks.add(new Worker.Task(root, xids));
            if (random.nextInt(4) == 0) {
                tasks.add(new Worker.Task(root, xids));
            }
        }
    }
}
