package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that a test fills. */
public record Folder(Path root) {
    public static Folder of(Path root) {
        return new Folder(root);
    }

    public Folder file(String path) throws IOException {
        return file(path, path + "\n");
    }

    public Folder file(String path, String text) throws IOException {
        return bytes(path, text.getBytes(UTF_8));
    }

    public Folder bytes(String path, byte[] content) throws IOException {
        Files.createDirectories(path(path).getParent());
        Files.write(path(path), content);
        return this;
    }

    public Path path(String path) {
        return root.resolve(path);
    }

    public Tree tree() throws IOException {
        return Tree.open(root);
    }

    public Folder git(String... arguments) throws IOException {
        gitOutput(arguments);
        return this;
    }

    public Folder commit() throws IOException {
        return git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "state");
    }

    public String gitOutput(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
        git.getOutputStream().close();
        String output = new String(git.getInputStream().readAllBytes(), UTF_8);
        try {
            if (git.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return output;
    }
}
