package tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a plan comes to on one tree, checked: nothing is missing, nothing in the way, no two changes contradict.
 *
 * @param changes    one per file, sorted by the path that it has afterwards
 * @param newFolders folders that do not exist yet
 * @param emptied    folders that lose their last entry by a move, and so go away, as they do in git
 */
record Effect(List<Change> changes, Set<String> newFolders, Set<String> emptied) {

    /**
     * One file, before and after.
     *
     * @param before its path now; empty for a new file
     * @param to     its path afterwards
     * @param text   its text now, when it is edited
     * @param edits  of that text, in order, without overlap
     * @param bytes  its content afterwards, unless that stays as it is
     */
    record Change(Optional<String> before, String to, Optional<TextFile> text, List<Edit> edits, Optional<byte[]> bytes) {
        boolean isNewName() {
            return before.isEmpty() || isMove();
        }

        boolean isMove() {
            return before.isPresent() && !before.get().equals(to);
        }
    }

    /** @throws IllegalArgumentException naming the file and what stands against the plan */
    static Effect of(ByteTree tree, Plan plan) {
        Map<String, String> moves = new TreeMap<>();
        Map<String, Change> changes = new TreeMap<>();
        Set<String> targets = new HashSet<>();
        for (Move move : new LinkedHashSet<>(plan.moves())) {
            String from = existing(tree, move.path());
            check(ByteTree.normal(move.path()).equals(Optional.of(from)), move.path(),
                    "is reached through a symbolic link, and cannot be moved");
            String to = free(tree, move.to(), targets);
            check(moves.put(from, to) == null, from, "is moved twice");
        }
        for (Create create : new LinkedHashSet<>(plan.creates())) {
            String to = free(tree, create.path(), targets);
            byte[] bytes = encode(new TextContent(to, "", UTF_8), create.text());
            changes.put(to, new Change(Optional.empty(), to, Optional.empty(), List.of(), Optional.of(bytes)));
        }
        Map<String, List<Edit>> edits = new TreeMap<>();
        for (Edit edit : plan.edits()) {
            edits.computeIfAbsent(existing(tree, edit.path()), path -> new ArrayList<>()).add(edit);
        }
        edits.forEach((path, ofFile) -> {
            TextFile text = tree.read(path).orElseThrow(
                    () -> new IllegalArgumentException(path + " cannot be read, or has changed since it was analysed"));
            List<Edit> ordered = ordered(text, ofFile);
            String to = moves.getOrDefault(path, path);
            byte[] bytes = encode(text, edited(text.text(), ordered));
            changes.put(to, new Change(Optional.of(path), to, Optional.of(text), ordered, Optional.of(bytes)));
        });
        moves.forEach((from, to) -> changes.putIfAbsent(to,
                new Change(Optional.of(from), to, Optional.empty(), List.of(), Optional.empty())));
        Set<String> newFolders = newFolders(tree, targets);
        return new Effect(List.copyOf(changes.values()), newFolders, emptied(tree, moves.keySet(), targets));
    }

    private static String existing(ByteTree tree, String path) {
        check(tree.isFile(path), path, "is no file of this tree");
        return tree.resolve(path).orElseThrow();
    }

    /** The normal form of a path that a file can be put at. */
    private static String free(ByteTree tree, String path, Set<String> targets) {
        String normal = ByteTree.normal(path).orElse("");
        check(!normal.isEmpty() && !path.endsWith("/"), path, "lies outside of the tree");
        check(Stream.of(normal.split("/")).noneMatch(".git"::equalsIgnoreCase), path, "lies in git's own folder");
        check(!tree.occupied(normal), path, "exists already");
        check(targets.add(normal), path, "is the target of two changes");
        String folder = ByteTree.folder(normal);
        while (!folder.isEmpty() && !tree.occupied(folder)) {
            check(!targets.contains(folder), folder, "would be both a file and a folder");
            folder = ByteTree.folder(folder);
        }
        check(tree.isDirectory(folder), folder, "is no folder");
        check(tree.resolve(folder).equals(Optional.of(folder)), folder, "is a symbolic link, through which nothing is written");
        return normal;
    }

    private static Set<String> newFolders(ByteTree tree, Set<String> targets) {
        Set<String> folders = new TreeSet<>();
        for (String target : targets) {
            for (String folder = ByteTree.folder(target); !folder.isEmpty() && !tree.occupied(folder); folder = ByteTree.folder(folder)) {
                check(!targets.contains(folder), folder, "would be both a file and a folder");
                folders.add(folder);
            }
        }
        return folders;
    }

    private static Set<String> emptied(ByteTree tree, Set<String> moved, Set<String> targets) {
        Set<String> gone = new HashSet<>(moved);
        Set<String> emptied = new TreeSet<>(Comparator.reverseOrder());
        Map<String, Set<String>> entries = new HashMap<>();
        for (String from : moved) {
            for (String folder = ByteTree.folder(from); !folder.isEmpty(); folder = ByteTree.folder(folder)) {
                String parent = folder;
                Set<String> inside = entries.computeIfAbsent(folder, tree::entries);
                if (!inside.stream().allMatch(name -> gone.contains(ByteTree.join(parent, name)))
                        || targets.stream().anyMatch(target -> target.startsWith(parent + "/"))) {
                    break;
                }
                gone.add(folder);
                emptied.add(folder);
            }
        }
        return emptied;
    }

    /** The edits by their offsets; insertions at one offset keep the order of the plan, and stand before what is replaced there. */
    private static List<Edit> ordered(TextFile file, List<Edit> edits) {
        Set<Edit> replaced = new HashSet<>();
        List<Edit> ordered = edits.stream().filter(edit -> edit.start() == edit.end() || replaced.add(edit))
                .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end)).toList();
        int free = 0;
        for (Edit edit : ordered) {
            check(edit.end() <= file.text().length(), file.path(),
                    "has " + file.text().length() + " characters, and is edited at " + edit.start() + ".." + edit.end());
            check(edit.start() >= free, file.path() + ":" + file.line(edit.start()) + ":" + file.column(edit.start()), "is edited twice");
            free = edit.end();
        }
        return ordered;
    }

    /** The text with edits that are in order and do not overlap. */
    static String edited(String text, List<Edit> ordered) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Edit edit : ordered) {
            result.append(text, done, edit.start()).append(edit.text());
            done = edit.end();
        }
        return result.append(text, done, text.length()).toString();
    }

    private static byte[] encode(TextFile file, String text) {
        try {
            ByteBuffer bytes = file.charset().newEncoder().encode(CharBuffer.wrap(text));
            byte[] result = new byte[bytes.remaining()];
            bytes.get(result);
            return result;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file.path() + ": the new text cannot be written in " + file.charset(), e);
        }
    }

    private static void check(boolean holds, String path, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(path + " " + problem);
        }
    }
}
