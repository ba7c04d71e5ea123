package polystore.transformers.simulation;

/// What can be left out of the protocol. Each has to be caught, or the simulation proves nothing.
enum Fault {
    NONE,
    /// Documents are replaced and deleted whatever ticket they have.
    NO_GUARD,
    /// A removal leaves nothing behind.
    NO_TOMBSTONES,
    /// The document is deleted before its tombstone is raised.
    TOMBSTONE_TOO_LATE,
    /// Ticket and snapshot are taken one after the other.
    NO_LOCK,
    /// The lock is taken inside the transaction, whose snapshot is older.
    LOCK_INSIDE,
    /// The position in the log serves as version.
    LOG_POSITION_AS_VERSION,
    /// The snapshot need not see the change that asked for it.
    NO_VISIBILITY_CHECK
}
