package compose;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a build context is, in every form that the Compose specification and the builder know. */
public sealed interface Context {

    /** A folder of the tree; the root is empty. */
    record Folder(String path) implements Context {}

    /** A folder of the machine: absolute, in a home folder, or above the tree. */
    record Outside(String path) implements Context {}

    /** A git repository, with the folder inside it when the reference names one ({@code URL#ref:folder}). */
    record Git(String url, Optional<String> folder) implements Context {}

    /** An archive or a single Dockerfile behind a URL. */
    record Download(String url) implements Context {}

    /** An image ({@code docker-image://}, {@code oci-layout://}). */
    record Image(String reference) implements Context {}

    /** What another service builds ({@code service:name}). */
    record OfService(String service) implements Context {}

    /** Another target of the same build ({@code target:name}), as bake files have it. */
    record Target(String name) implements Context {}

    /** A variable without a value decides it. */
    record Unknown(String raw) implements Context {}

    /** Whether its files are in the tree, so that a path in it can be looked up. */
    default boolean isLocal() {
        return this instanceof Folder;
    }

    Pattern SCP = Pattern.compile("[\\w.-]+@[\\w.-]+:(?!//).+");
    Pattern GIT_SCHEME = Pattern.compile("(?i)(git|ssh|git\\+https?|git\\+ssh)://.+");
    Pattern HTTP = Pattern.compile("(?i)https?://.+");
    Pattern HTTP_GIT = Pattern.compile("(?i)https?://[^#?]+\\.git/?([#?].*)?");

    /** Reads a context as it is written in a value; what is relative is relative to the value's own folder. */
    static Context of(Value.Text written) {
        return written.isKnown() ? of(written.text(), written.source().folder()) : new Unknown(written.raw());
    }

    static Context of(String written, String folder) {
        if (written.startsWith("service:")) {
            return new OfService(written.substring("service:".length()));
        }
        if (written.startsWith("target:")) {
            return new Target(written.substring("target:".length()));
        }
        if (written.startsWith("docker-image://") || written.startsWith("oci-layout://")) {
            return new Image(written.substring(written.indexOf("//") + 2));
        }
        if (HTTP_GIT.matcher(written).matches() || GIT_SCHEME.matcher(written).matches() || SCP.matcher(written).matches()
                || written.startsWith("github.com/")) {
            return git(written);
        }
        if (HTTP.matcher(written).matches()) {
            return written.contains("#") ? git(written) : new Download(written);
        }
        return TreePath.resolve(folder, written).<Context>map(Folder::new).orElseGet(() -> new Outside(written));
    }

    private static Git git(String written) {
        int fragment = written.indexOf('#');
        String after = fragment < 0 ? "" : written.substring(fragment + 1);
        int colon = after.indexOf(':');
        Optional<String> folder = colon < 0 || colon + 1 == after.length() ? Optional.empty() : Optional.of(after.substring(colon + 1));
        return new Git(fragment < 0 ? written : written.substring(0, fragment), folder);
    }
}
