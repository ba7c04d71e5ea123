package polystore.orders;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import polystore.platform.persistence.TransactionRunner;
import polystore.platform.testing.ArchitectureRules;
import polystore.platform.testing.ArchitectureSuite;

/// Each rule holds for this module, and rejects the counterexample made for it.
class ArchitectureTest {
    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.orders");

    @Test
    void featuresHaveNoCycles() {
        SUITE.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void featuresAreFlat() {
        SUITE.checkThatFeaturesAreFlat();
    }

    @Test
    void onlyPostgresClassesRunSql() {
        SUITE.check(ArchitectureRules.jdbcOnlyIn(), "RunsSql");
    }

    @Test
    void onlyKafkaClassesSendAndReceive() {
        SUITE.check(ArchitectureRules.kafkaOnlyIn(), "Sends");
    }

    @Test
    void onlyWebClassesSeeHttp() {
        SUITE.check(ArchitectureRules.httpOnlyIn("OrderAnswers", "Caller"), "Answers");
    }

    @Test
    void transactionsSendNothing() {
        SUITE.check(ArchitectureRules.TRANSACTIONS_SEND_NOTHING, "Sends");
        SUITE.check(ArchitectureRules.TRANSACTIONS_SEND_NOTHING, SendsInTransaction.class);
    }

    /// A counterexample: it sends a record before the transaction has committed.
    record SendsInTransaction(TransactionRunner transactions, Producer<String, byte[]> producer) {
        void handle(ProducerRecord<String, byte[]> record) {
            transactions.run(_ -> producer.send(record));
        }
    }

    @Test
    void theDomainIsPure() {
        SUITE.check(ArchitectureRules.DOMAIN_IS_PURE, "ReadsDatabase");
    }

    @Test
    void everyCallSaysWhoMay() {
        SUITE.check(ArchitectureRules.CALLS_SAY_WHO_MAY, "OpenResource");
    }

    @Test
    void everyTestIsRun() {
        SUITE.checkThatTestsAreRun();
    }
}
