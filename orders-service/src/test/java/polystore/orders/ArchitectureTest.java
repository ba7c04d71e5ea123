package polystore.orders;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import polystore.platform.persistence.TransactionRunner;
import polystore.platform.testing.ArchitectureRules;
import polystore.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    ArchitectureTest() {
        super("polystore.orders");
    }

    @Override
    protected String[] webClasses() {
        return new String[] {"OrderAnswers", "Caller", "Filter"};
    }

    @Test
    void transactionsSendNothing() {
        suite.check(ArchitectureRules.TRANSACTIONS_SEND_NOTHING, "Sends");
        suite.check(ArchitectureRules.TRANSACTIONS_SEND_NOTHING, SendsInTransaction.class);
    }

    /// A counterexample: it sends a record before the transaction has committed.
    record SendsInTransaction(TransactionRunner transactions, Producer<String, byte[]> producer) {
        void handle(ProducerRecord<String, byte[]> record) {
            transactions.run(_ -> producer.send(record));
        }
    }

    @Test
    void theDomainIsPure() {
        suite.check(ArchitectureRules.DOMAIN_IS_PURE, "ReadsDatabase");
    }
}
