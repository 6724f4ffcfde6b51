package ws;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

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
        if (users > ALWAYS_ENOUGH && ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            check(users, system.getMaxFileDescriptorCount());
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
