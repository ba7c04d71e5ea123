package polystore.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import polystore.gateway.counterexamples.Blocking;
import polystore.gateway.counterexamples.Buffering;
import polystore.gateway.counterexamples.CountsInRedis;
import polystore.gateway.counterexamples.routing.SocketAware;
import polystore.platform.testing.ArchitectureSuite;

class ArchitectureTest {

    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.gateway");

    private static final ArchRule ROUTING_KNOWS_NO_PROXY = noClasses()
            .that()
            .resideInAPackage("polystore.gateway..routing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.http..", "io.vertx.ext.web..", "io.netty..", "java.net..", "..proxy..")
            .because("where a request goes is decided without the connections that carry it");

    private static final ArchRule REDIS_ONLY_IN_REDIS_CLASSES = noClasses()
            .that(DescribedPredicate.describe(
                    "are not named Redis*", type -> !type.getSimpleName().startsWith("Redis")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.redis..")
            .because("the class name tells the technology");

    private static final ArchRule NOTHING_IS_BUFFERED = noClasses()
            .should()
            .callMethod(HttpServerRequest.class, "body")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(BodyHandler.class)
            .because("bodies are streamed, and a body handler before a proxy loses them (vert.x #5188)");

    private static final ArchRule NOTHING_BLOCKS = noClasses()
            .should()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .because("one blocked event loop stops hundreds of clients");

    @Test
    void routingKnowsNothingOfTheProxy() {
        SUITE.check(ROUTING_KNOWS_NO_PROXY, SocketAware.class);
    }

    @Test
    void onlyRedisClassesUseRedis() {
        SUITE.check(REDIS_ONLY_IN_REDIS_CLASSES, CountsInRedis.class);
    }

    @Test
    void buffersNoBody() {
        SUITE.check(NOTHING_IS_BUFFERED, Buffering.class);
    }

    @Test
    void blocksNoEventLoop() {
        SUITE.check(NOTHING_BLOCKS, Blocking.class);
    }

    @Test
    void packagesHaveNoCycles() {
        SUITE.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void packagesAreFlat() {
        SUITE.checkThatFeaturesAreFlat();
    }

    @Test
    void typesOfOnePackageAreNotPublic() {
        SUITE.checkThatPublicTypesAreUsedByOtherPackages("Authentication", "Quota", "RateLimitConfig");
    }

    @Test
    void runsEveryTest() {
        SUITE.checkThatTestsAreRun();
    }
}
