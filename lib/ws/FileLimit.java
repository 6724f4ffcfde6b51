package ws;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says before a run that this machine would not let it open so many connections. */
final class FileLimit {

    /** The JVM's own files, the selector and a reserve. */
    private static final int RESERVE = 100;
    /** With the reserve, no usual system allows fewer; asking costs tens of milliseconds. */
    private static final int ALWAYS_ENOUGH = 100;

    private FileLimit() {
    }

    /**
     * @param connections that are open at one time, those of a backend in this process too
     * @throws UsageException naming the limit and how to raise it
     */
    static void check(int users, int connections) {
        if (connections > ALWAYS_ENOUGH) {
            check(users, connections, limit());
        }
    }

    /** Read from /proc where there is one, which is cheaper than the management classes; 0 when it is not known. */
    private static long limit() {
        try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files")).map(line -> line.substring(14).strip().split("\\s+")[0])
                    .mapToLong(soft -> soft.equals("unlimited") ? 0 : Long.parseLong(soft)).findFirst().orElse(0);
        } catch (IOException noProc) {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system ? system.getMaxFileDescriptorCount() : 0;
        }
    }

    static void check(int users, int connections, long limit) {
        int files = connections + RESERVE;
        if (limit > 0 && files > limit) {
            throw new UsageException(users + " users" + (connections > users ? ", with the embedded backend's side of them," : "") + " need " + files
                    + " open files, and this process may open " + limit + ". Raise the limit in this shell first: ulimit -n " + files
                    + " (when that is refused, raise the hard limit: 'nofile' in /etc/security/limits.conf, LimitNOFILE= in a systemd unit,"
                    + " --ulimit nofile= in Docker), or take fewer --users.");
        }
    }
}
