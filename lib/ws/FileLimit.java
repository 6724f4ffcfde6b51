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
    /** No system has a lower limit; asking costs tens of milliseconds. */
    private static final int ALWAYS_ENOUGH = 200;

    private FileLimit() {
    }

    /** @throws UsageException naming the limit and how to raise it */
    static void check(int users) {
        if (users > ALWAYS_ENOUGH) {
            check(users, limit());
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

    static void check(int users, long limit) {
        if (limit > 0 && users + RESERVE > limit) {
            throw new UsageException(users + " users need " + (users + RESERVE) + " open files, and this process may open " + limit
                    + ". Raise the limit in this shell first: ulimit -n " + (users + RESERVE)
                    + " (when that is refused, raise the hard limit: 'nofile' in /etc/security/limits.conf, LimitNOFILE= in a systemd unit,"
                    + " --ulimit nofile= in Docker), or take fewer --users.");
        }
    }
}
