package tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What git says about a folder: its tracked files, and those that are neither tracked nor ignored. */
final class GitListing {
    private final Path root;
    private final List<String> files = new ArrayList<>();
    private final Set<String> left = new HashSet<>();
    private final Map<String, Boolean> reachable = new HashMap<>(Map.of("", true));
    private final List<Tree.Unreadable> problems = new ArrayList<>();

    private GitListing(Path root) {
        this.root = root;
    }

    /** @throws IOException when git is not installed, refuses or hangs */
    static Listing of(Path root) throws IOException {
        // One process answers all: a tag, for tracked files their mode, content and conflict side, and the name.
        byte[] out = Git.run(root, new byte[0], "ls-files", "-z", "-t", "-s", "--cached", "--deleted", "--others", "--exclude-standard");
        GitListing listing = new GitListing(root);
        for (int start = 0, end; start < out.length; start = end + 1) {
            for (end = start + 2; out[end] != 0; end++) { }
            listing.add((char) out[start], out, start + 2, end);
        }
        if (!listing.left.isEmpty()) {
            listing.files.removeIf(listing.left::contains);
        }
        listing.files.sort(null);
        return new Listing(List.copyOf(listing.files), List.copyOf(listing.problems));
    }

    private void add(char tag, byte[] out, int start, int end) {
        if (tag == '?') {
            // With a slash at its end: another repository.
            if (out[end - 1] != '/') {
                name(out, start, end).filter(this::isOurs).ifPresent(this::addUntracked);
            }
            return;
        }
        // Modes begin with 10 for files, 12 for symbolic links, 16 for submodules.
        if (out[start] == '1' && out[start + 1] == '0') {
            int name = start;
            while (out[name++] != '\t') { }
            Optional<String> path = name(out, name, end);
            if (path.isPresent()) {
                addTracked(tag, path.get());
            }
        }
    }

    private void addTracked(char tag, String path) {
        if (tag == 'R' || tag == 'S') {
            // Deleted, or not checked out.
            left.add(path);
        } else if (isReachable(ByteTree.folder(path)) && (files.isEmpty() || !files.get(files.size() - 1).equals(path))) {
            // Each once, though in a merge conflict git names it up to three times in a row.
            files.add(path);
        }
    }

    private void addUntracked(String path) {
        if (!Files.isSymbolicLink(root.resolve(path))) {
            files.add(path);
        }
        // A folder may have taken the place of a tracked file.
        for (String folder = ByteTree.folder(path); !folder.isEmpty() && left.add(folder); folder = ByteTree.folder(folder)) { }
    }

    private boolean isOurs(String path) {
        return !path.startsWith(".toolkit/") && !Listing.isTemporary(path);
    }

    /** Whether no symbolic link stands in the way; git's index may still name files behind one that has replaced their folder. */
    private boolean isReachable(String folder) {
        Boolean known = reachable.get(folder);
        if (known == null) {
            known = isReachable(ByteTree.folder(folder)) && !Files.isSymbolicLink(root.resolve(folder));
            reachable.put(folder, known);
        }
        return known;
    }

    private Optional<String> name(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return nameBeyondAscii(bytes, start, end);
            }
        }
        return Optional.of(new String(bytes, start, end - start, ISO_8859_1));
    }

    private Optional<String> nameBeyondAscii(byte[] bytes, int start, int end) {
        try {
            String name = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
            if (Listing.UNICODE_NAMES) {
                return Optional.of(name);
            }
            problems.add(new Tree.Unreadable(name, Listing.BEYOND_LOCALE));
        } catch (CharacterCodingException e) {
            problems.add(new Tree.Unreadable(new String(bytes, start, end - start, UTF_8), Listing.NOT_UTF8));
        }
        return Optional.empty();
    }
}
