package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/// Every pod is bounded, probed and restricted, and the services stop and start without losing a request.
class PodsIT {
    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    /// Pods with one fault each, and the message of the rule that must report it.
    static final List<Arguments> BROKEN = List.of(
            broken("is not pinned", pod -> pod.getContainers().getFirst().setImage("registry/orders:latest")),
            broken("is not pinned", pod -> pod.getContainers().getFirst().setImage("registry/orders")),
            broken(
                    "no limit of memory",
                    pod -> pod.getContainers()
                            .getFirst()
                            .getResources()
                            .getLimits()
                            .remove("memory")),
            broken(
                    "no limit of cpu",
                    pod -> pod.getContainers()
                            .getFirst()
                            .getResources()
                            .getLimits()
                            .remove("cpu")),
            broken(
                    "requests no cpu",
                    pod -> pod.getContainers()
                            .getFirst()
                            .getResources()
                            .getRequests()
                            .remove("cpu")),
            broken("no startup probe", pod -> pod.getContainers().getFirst().setStartupProbe(null)),
            broken("no readiness probe", pod -> pod.getContainers().getFirst().setReadinessProbe(null)),
            broken("no liveness probe", pod -> pod.getContainers().getFirst().setLivenessProbe(null)),
            broken("may run as root", pod -> pod.getSecurityContext().setRunAsNonRoot(false)),
            broken("no seccomp profile", pod -> pod.getSecurityContext().setSeccompProfile(null)),
            broken(
                    "write to its root",
                    pod -> pod.getContainers().getFirst().getSecurityContext().setReadOnlyRootFilesystem(false)),
            broken(
                    "may gain privileges",
                    pod -> pod.getContainers().getFirst().getSecurityContext().setAllowPrivilegeEscalation(true)),
            broken(
                    "keeps capabilities",
                    pod -> pod.getContainers().getFirst().getSecurityContext().setCapabilities(null)),
            broken("a token of Kubernetes", pod -> pod.setAutomountServiceAccountToken(true)));

    private static Arguments broken(String fault, Consumer<PodSpec> breaking) {
        return Arguments.of(fault, breaking);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPodKeepsTheRules(String overlay) {
        var manifests = Manifests.of(overlay);
        assertThat(manifests.names("Deployment"))
                .containsExactlyInAnyOrder("gateway", "orders", "catalog", "analytics", "redis");
        assertThat(manifests.all("Deployment"))
                .allSatisfy(object -> assertThat(PodRules.faults(
                                StrictModels.parse(object, Deployment.class)
                                        .getSpec()
                                        .getTemplate()
                                        .getSpec(),
                                true))
                        .as(Manifests.name(object))
                        .isEmpty());
        assertThat(manifests.all("Job"))
                .hasSize(3)
                .allSatisfy(object -> assertThat(PodRules.faults(
                                StrictModels.parse(object, Job.class)
                                        .getSpec()
                                        .getTemplate()
                                        .getSpec(),
                                false))
                        .as(Manifests.name(object))
                        .isEmpty());
    }

    @ParameterizedTest
    @FieldSource("BROKEN")
    void eachRuleFindsItsFault(String fault, Consumer<PodSpec> breaking) {
        var pod = orders().getSpec().getTemplate().getSpec();
        breaking.accept(pod);
        assertThat(PodRules.faults(pod, true)).singleElement().asString().contains(fault);
    }

    /// A proxy may send requests for seconds after a pod is told to stop: it serves on meanwhile, and is given the
    /// time.
    @Test
    void aStoppingPodServesUntilNobodySendsToIt() {
        var pod = orders().getSpec().getTemplate().getSpec();
        var container = pod.getContainers().getFirst();
        var pause = container.getLifecycle().getPreStop().getSleep().getSeconds();
        assertThat(pause).isGreaterThanOrEqualTo(5);
        var quarkus = Integer.parseInt(
                ServiceConfiguration.property("quarkus.shutdown.timeout").replace("s", ""));
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(pause + quarkus);
        var rolling = orders().getSpec().getStrategy().getRollingUpdate();
        assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
    }

    /// The probes ask what the services answer; the rollout waits for the migration by the readiness of its databases.
    @Test
    void theProbesAskForStartReadinessAndLifeApart() {
        var container =
                orders().getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
    }

    @Test
    void productionSpreadsAndKeepsMoreThanOneOfEach() {
        var production = Manifests.of("production");
        assertThat(production.names("PodDisruptionBudget"))
                .containsExactlyInAnyOrder("gateway", "orders", "catalog", "analytics");
        assertThat(production.all("HorizontalPodAutoscaler")).hasSize(3).allSatisfy(scaler -> {
            assertThat(scaler.at("/spec/minReplicas").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(scaler.at("/spec/metrics/0/resource/name").asText()).isEqualTo("cpu");
            assertThat(production.names("Deployment"))
                    .contains(scaler.at("/spec/scaleTargetRef/name").asText());
        });
        assertThat(production.all("Cluster"))
                .hasSize(2)
                .allSatisfy(cluster ->
                        assertThat(cluster.at("/spec/instances").asInt()).isEqualTo(3));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void theNamespaceEnforcesRestrictedPods(String overlay) {
        assertThat(Manifests.of(overlay).one("Namespace", "polystore").at("/metadata/labels"))
                .asString()
                .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
    }

    private static Deployment orders() {
        return StrictModels.parse(Manifests.of("production").one("Deployment", "orders"), Deployment.class);
    }
}
