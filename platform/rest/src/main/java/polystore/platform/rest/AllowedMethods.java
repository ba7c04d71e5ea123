package polystore.platform.rest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/// Finds the methods that the resources of a path support: a 405 must list them in `Allow` (RFC 9110 section 15.5.6),
/// and RESTEasy does not.
final class AllowedMethods {

    private AllowedMethods() {}

    /// @return empty outside of a request
    static Set<String> ofCurrentRequest() {
        var request = CurrentRequestManager.get();
        if (request == null) {
            return Set.of();
        }
        var path = segments(request.getPath());
        var methods = new TreeSet<String>();
        RuntimeResourceVisitor.visitRuntimeResources(
                "", request.getDeployment().getClassMappers(), new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(String method, String template, RuntimeResource resource) {
                        if (method != null && matches(segments(template), path)) {
                            methods.add(method);
                        }
                    }
                });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static boolean matches(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        return List.of(path.replaceAll("^/+|/+$", "").split("/"));
    }
}
