package tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the git program on a folder. */
final class Git {
    /** Longer than git takes for a million files on a slow disk; then something hangs. */
    private static final long SECONDS = 120;

    private Git() {}

    /** The folder that git keeps the state of this work tree in (a linked work tree and a submodule have their own), if any. */
    static Optional<Path> stateFolder(Path root) {
        return top(root).flatMap(top -> {
            Path mark = top.resolve(".git");
            if (Files.isDirectory(mark)) {
                return Optional.of(mark);
            }
            try {
                String content = Files.readString(mark).strip();
                Path folder = top.resolve(content.replaceFirst("^gitdir:\\s*", "")).normalize();
                return Optional.of(folder).filter(f -> content.startsWith("gitdir:") && Files.isDirectory(f));
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    /** The top of the work tree that a folder belongs to. */
    static Optional<Path> top(Path root) {
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /**
     * What a git command prints.
     *
     * @throws IOException when git is not installed, hangs or fails; the message is the first line of git's own
     */
    static byte[] run(Path folder, byte[] input, String... arguments) throws IOException {
        // fsmonitor would run a program that the repository names.
        List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs", "-c", "core.fsmonitor=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // In a hook these name another index or work tree than the folder's own.
        builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"));
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("LC_ALL", "C");
        Process git = builder.start();
        Thread watch = watch(git);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Thread talk = daemon(() -> drain(git.getErrorStream(), errors));
        Thread feed = daemon(() -> feed(git.getOutputStream(), input));
        try (InputStream out = git.getInputStream()) {
            byte[] result = out.readAllBytes();
            int status = git.waitFor();
            talk.join();
            feed.join();
            if (status != 0) {
                throw new IOException("git " + arguments[0] + ": " + errors.toString().strip().lines().findFirst().orElse("status " + status));
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            watch.interrupt();
            git.destroyForcibly();
        }
    }

    private static Thread watch(Process git) {
        return daemon(() -> {
            try {
                if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    git.destroyForcibly();
                }
            } catch (InterruptedException done) {
                // The command has ended by itself.
            }
        });
    }

    private static void drain(InputStream from, ByteArrayOutputStream to) {
        try (from) {
            from.transferTo(to);
        } catch (IOException e) {
            // The process was ended; its status says so.
        }
    }

    private static void feed(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            // Git has stopped reading; its status says why.
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
