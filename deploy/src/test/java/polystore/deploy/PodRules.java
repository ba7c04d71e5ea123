package polystore.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// The rules for every pod of a service. All faults of a pod are reported together.
final class PodRules {
    /// A digest, or a tag that names one version: `latest`, `8` or `18` may name another program tomorrow.
    private static final Pattern PINNED = Pattern.compile(".+(@sha256:[0-9a-f]{64}|:v?\\d+\\.\\d+(\\.\\d+)?(-\\w+)*)");

    private PodRules() {}

    /// @param serves whether it runs permanently, and therefore needs probes
    static List<String> faults(PodSpec pod, boolean serves) {
        var faults = new ArrayList<String>();
        check(faults, Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "is given a token of Kubernetes");
        var security = pod.getSecurityContext();
        check(faults, security != null && Boolean.TRUE.equals(security.getRunAsNonRoot()), "may run as root");
        check(
                faults,
                security != null
                        && security.getSeccompProfile() != null
                        && "RuntimeDefault".equals(security.getSeccompProfile().getType()),
                "has no seccomp profile");
        for (var container : pod.getContainers()) {
            container(faults, container);
            if (serves) {
                probes(faults, container);
            }
        }
        return faults;
    }

    private static void container(List<String> faults, Container container) {
        var name = container.getName() + " ";
        check(faults, PINNED.matcher(Objects.toString(container.getImage())).matches(), name + "image is not pinned");
        var resources = container.getResources();
        for (var resource : List.of("cpu", "memory")) {
            check(
                    faults,
                    resources != null
                            && resources.getLimits() != null
                            && resources.getLimits().containsKey(resource),
                    name + "has no limit of " + resource);
            check(
                    faults,
                    resources != null
                            && resources.getRequests() != null
                            && resources.getRequests().containsKey(resource),
                    name + "requests no " + resource);
        }
        var security = container.getSecurityContext();
        check(
                faults,
                security != null && Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()),
                name + "may write to its root");
        check(
                faults,
                security != null && Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()),
                name + "may gain privileges");
        check(
                faults,
                security != null
                        && security.getCapabilities() != null
                        && List.of("ALL").equals(security.getCapabilities().getDrop()),
                name + "keeps capabilities");
    }

    private static void probes(List<String> faults, Container container) {
        check(faults, container.getStartupProbe() != null, container.getName() + " has no startup probe");
        check(faults, container.getReadinessProbe() != null, container.getName() + " has no readiness probe");
        check(faults, container.getLivenessProbe() != null, container.getName() + " has no liveness probe");
    }

    private static void check(List<String> faults, boolean kept, String fault) {
        if (!kept) {
            faults.add(fault);
        }
    }
}
