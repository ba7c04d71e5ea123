package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/// The changes of a database in the order of their commits, from a replication slot. The slot stores how far they are
/// confirmed, and begins again from there.
final class ChangeFeed implements AutoCloseable {

    /// PostgreSQL ends a connection that is silent for `wal_sender_timeout`, 60 seconds by default.
    private static final int STATUS_S = 5;

    private final Connection connection;
    private final PGReplicationStream stream;
    private long toldAt = System.nanoTime();

    private ChangeFeed(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    static ChangeFeed open(PGSimpleDataSource source, String slot, String publication) throws SQLException {
        var connection = replicating(source).getConnection();
        try {
            return new ChangeFeed(
                    connection,
                    connection
                            .unwrap(PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName(slot)
                            .withSlotOption("proto_version", 1)
                            .withSlotOption("publication_names", '"' + publication + '"')
                            .withStatusInterval(STATUS_S, TimeUnit.SECONDS)
                            // The driver would confirm what was received and is not written yet.
                            .withAutomaticFlush(false)
                            .start());
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static PGSimpleDataSource replicating(PGSimpleDataSource source) {
        var replicating = new PGSimpleDataSource();
        replicating.setUrl(source.getURL());
        replicating.setUser(source.getUser());
        replicating.setPassword(source.getPassword());
        replicating.setReplication("database");
        replicating.setPreferQueryMode(PreferQueryMode.SIMPLE);
        replicating.setAssumeMinServerVersion("15");
        replicating.setTcpKeepAlive(true);
        return replicating;
    }

    /// @return null when there is none at the moment
    @Nullable
    Message poll() throws SQLException {
        var sent = stream.readPending();
        return sent == null ? null : MessageDecoder.decode(sent);
    }

    /// How far the server is, which includes changes that are not published.
    LogSequenceNumber received() {
        return stream.getLastReceiveLSN();
    }

    /// Lets the server forget all changes up to a position.
    void confirm(LogSequenceNumber position) throws SQLException {
        stream.setFlushedLSN(position);
        stream.setAppliedLSN(position);
        tell();
    }

    /// Tells the server that this side is at work; to be called in the course of long work.
    void keepAlive() throws SQLException {
        if (System.nanoTime() - toldAt > TimeUnit.SECONDS.toNanos(STATUS_S)) {
            tell();
        }
    }

    private void tell() throws SQLException {
        stream.forceUpdateStatus();
        toldAt = System.nanoTime();
    }

    @Override
    public void close() throws SQLException {
        try {
            stream.close();
        } finally {
            connection.close();
        }
    }
}
