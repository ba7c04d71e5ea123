package polystore.transformers.live;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootReader;

/// Takes changes from the feed, hands the roots that they touched over, and confirms what is written.
///
/// Changes are collected for up to 50 ms or 500 different links, also within one transaction: the feed has only
/// committed ones. A position is confirmed when everything before it is written, at most once a second.
final class Follower implements AutoCloseable {

    private static final long COLLECT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long IDLE_MS = 5;

    private final LiveSession session;
    private final LiveProgress progress;
    private final BooleanSupplier stopping;
    private final Map<Integer, UseLinks> links = new HashMap<>();
    private final Touched touched = new Touched();
    private final Confirmation confirmation;
    private final FanOut fanOut;
    private long collectingSince;
    private boolean inTransaction;
    private boolean rootsTruncated;
    private long xid;

    Follower(LiveSession session, LiveProgress progress, BooleanSupplier stopping) {
        this.session = session;
        this.progress = progress;
        this.stopping = stopping;
        this.confirmation = new Confirmation(session);
        this.fanOut = new FanOut(session, progress);
    }

    void follow() throws SQLException, InterruptedException {
        while (!stopping.getAsBoolean()) {
            var message = confirmation.isFull() ? null : session.feed().poll();
            if (message != null) {
                take(message);
            }
            if (touched.size() >= RootReader.KEYS_MAX || (!touched.isEmpty() && isCollected())) {
                write();
            }
            if (message == null) {
                idle();
            }
            confirmation.ifDue(false);
        }
        if (write()) {
            confirmation.ifDue(true);
        }
    }

    private boolean isCollected() {
        return System.nanoTime() - collectingSince > COLLECT_NANOS;
    }

    private void idle() throws SQLException, InterruptedException {
        if (touched.isEmpty() && !inTransaction) {
            confirmation.idle(session.feed().received());
        }
        session.feed().keepAlive();
        TimeUnit.MILLISECONDS.sleep(IDLE_MS);
    }

    private void take(Message message) throws SQLException {
        switch (message) {
            case Message.Begin(var low) -> {
                xid = session.xids().full(low);
                inTransaction = true;
            }
            case Message.Commit(var end, var committedAt) -> {
                inTransaction = false;
                confirmation.committed(end, committedAt, touched.isEmpty());
            }
            case Message.Relation relation ->
                links.put(relation.id(), UseLinks.of(session.plan(), relation, session.tablesOf(relation.table())));
            case Message.Insert(var relation, var after) -> change(relation, null, after);
            case Message.Update(var relation, var before, var after) -> change(relation, before, after);
            case Message.Delete(var relation, var before) -> change(relation, before, null);
            case Message.Truncate(var relations) -> truncate(relations);
            case Message.Ignored _ -> {}
        }
    }

    private void change(int relation, @Nullable List<Message.Value> before, @Nullable List<Message.Value> after) {
        begin();
        touched.change(xid);
        var its = links(relation);
        its.add(before, touched);
        its.add(after, touched);
    }

    private void truncate(List<Integer> relations) {
        begin();
        touched.change(xid);
        touched.everything();
        rootsTruncated |= relations.stream().anyMatch(it -> links(it).isRoot());
    }

    private UseLinks links(int relation) {
        var its = links.get(relation);
        if (its == null) {
            throw new IllegalStateException("pgoutput sent rows of relation " + relation + " before its description");
        }
        return its;
    }

    private void begin() {
        if (touched.isEmpty()) {
            collectingSince = System.nanoTime();
        }
    }

    /// @return false when it was given up because this side stops
    private boolean write() throws SQLException, InterruptedException {
        if (touched.isEmpty()) {
            return true;
        }
        var committedAt = confirmation.committedAt();
        var direct = new Handover(session, committedAt, session.feed()::keepAlive)
                .roots(touched.links(use -> !FanOut.isLookup(use)), touched.xids());
        var lookups = touched.links(FanOut::isLookup);
        var fanned = fanOut.add(lookups, touched.xids(), committedAt);
        if (touched.isEverything() && !session.reconcile(rootsTruncated, stopping)) {
            return false;
        }
        progress.written(
                touched.changes(),
                direct.written(),
                direct.deadLetters(),
                lookups.isEmpty() ? direct.writtenUpTo(committedAt) : null);
        touched.clear();
        rootsTruncated = false;
        confirmation.added(both(fanned, session.queue().written()));
        return true;
    }

    private static RootQueue.Writing both(RootQueue.Writing one, RootQueue.Writing other) {
        return () -> one.isDone() && other.isDone();
    }

    @Override
    public void close() {
        fanOut.close();
    }
}
