package polystore.deploy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides as Kubernetes does whether one pod may open a connection to another: a policy that selects a pod closes the
/// direction for it, and each rule of each such policy opens something.
record NetworkPolicies(List<NetworkPolicy> policies) {

    /// @param namespace `polystore`, or that of somebody else
    /// @param portNames port numbers by their names in the pod
    record Pod(String namespace, Map<String, String> labels, Map<String, Integer> portNames) {
        static Pod of(Map<String, String> labels) {
            return new Pod("polystore", labels, Map.of());
        }
    }

    boolean allow(Pod from, Pod to, int port) {
        return allows("Egress", from, to, to, port) && allows("Ingress", to, from, to, port);
    }

    private boolean allows(String direction, Pod selected, Pod peer, Pod to, int port) {
        if (!selected.namespace().equals("polystore")) {
            return true;
        }
        var applying = policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> matches(policy.getSpec().getPodSelector(), selected.labels()))
                .toList();
        return applying.isEmpty() || applying.stream().anyMatch(policy -> opens(policy, direction, peer, to, port));
    }

    private static boolean opens(NetworkPolicy policy, String direction, Pod peer, Pod to, int port) {
        return direction.equals("Egress")
                ? policy.getSpec().getEgress().stream()
                        .anyMatch(rule -> peers(rule.getTo(), peer) && ports(rule.getPorts(), to, port))
                : policy.getSpec().getIngress().stream()
                        .anyMatch(rule -> peers(rule.getFrom(), peer) && ports(rule.getPorts(), to, port));
    }

    private static boolean peers(List<NetworkPolicyPeer> peers, Pod pod) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> peer(peer, pod));
    }

    private static boolean peer(NetworkPolicyPeer peer, Pod pod) {
        if (peer.getIpBlock() != null) {
            return pod.namespace().equals("the world");
        }
        var namespace = peer.getNamespaceSelector();
        var inNamespace = namespace == null
                ? pod.namespace().equals("polystore")
                : matches(namespace, Map.of("kubernetes.io/metadata.name", pod.namespace()));
        return inNamespace && (peer.getPodSelector() == null || matches(peer.getPodSelector(), pod.labels()));
    }

    private static boolean ports(List<NetworkPolicyPort> ports, Pod to, int port) {
        return ports.isEmpty()
                || ports.stream()
                        .map(NetworkPolicyPort::getPort)
                        .anyMatch(open -> open.getStrVal() == null
                                ? open.getIntVal() == port
                                : Integer.valueOf(port).equals(to.portNames().get(open.getStrVal())));
    }

    private static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return true;
        }
        var equal = selector.getMatchLabels() == null
                || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
        return equal
                && selector.getMatchExpressions().stream().allMatch(expression -> {
                    if (!expression.getOperator().equals("In")) {
                        throw new AssertionError("This test does not support the operator " + expression.getOperator());
                    }
                    return expression.getValues().contains(labels.get(expression.getKey()));
                });
    }
}
