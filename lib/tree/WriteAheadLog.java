package tree;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries journals out. The name of the folder that a journal lies in says how far it has come: {@code new} while it is
 * written (the tree is untouched), {@code journal} while it is carried out (renamed from {@code new}, so it is there as a
 * whole or not at all), {@code finished} when the tree is as planned, {@code undo} when all is done, {@code discarded} when
 * it is of no more use. A {@code journal} that is found later is carried on, or, when it holds the mark {@code back},
 * taken back.
 *
 * @param top   of the work tree
 * @param state the folder that holds the journals
 */
record WriteAheadLog(Path top, Path state, Transaction.Steps steps) {
    private static final String BACK = "back";
    private static final String CONTENTS = "contents";

    /** Whether a killed run has left something to finish. */
    boolean isPending() {
        return List.of("new", "journal", "finished", "discarded").stream().anyMatch(name -> Files.exists(state.resolve(name)));
    }

    /** The last fix, unless it was taken back. */
    Optional<Journal> last() throws IOException {
        Path undo = state.resolve("undo");
        return Files.exists(undo) ? Optional.of(Journal.read(undo)) : Optional.empty();
    }

    /** A content that the last fix read or wrote, by its hash. */
    byte[] lastContent(String hash) throws IOException {
        return Files.readAllBytes(state.resolve("undo").resolve(CONTENTS).resolve(hash));
    }

    /** Writes the journal, and carries it out. */
    void begin(Journal journal, Map<String, byte[]> contents) throws Refused, IOException {
        Path folder = state.resolve("new");
        try {
            prepare(journal, contents, folder);
        } catch (IOException | Refused e) {
            Durable.deleteAll(folder);
            throw e;
        }
        Durable.rename(folder, state.resolve("journal"));
        steps.reached("begun");
        carryOut(journal);
    }

    private void prepare(Journal journal, Map<String, byte[]> contents, Path folder) throws Refused, IOException {
        steps.reached("prepare");
        Files.createDirectories(folder.resolve(CONTENTS));
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Durable.write(folder.resolve(CONTENTS).resolve(content.getKey()), content.getValue());
        }
        Durable.flushFolder(folder.resolve(CONTENTS));
        journal.write(folder);
        Durable.flushFolder(folder);
        List<String> differences = execution(folder, journal).verify(journal.operations());
        if (!differences.isEmpty()) {
            throw new Refused(differences.stream().distinct().sorted().toList());
        }
        steps.reached("prepared");
    }

    private void carryOut(Journal journal) throws IOException {
        Execution execution = execution(state.resolve("journal"), journal);
        try {
            for (Operation operation : journal.operations()) {
                execution.perform(operation);
            }
        } catch (IOException failure) {
            Durable.write(state.resolve("journal").resolve(BACK), new byte[0]);
            List<String> left = rollBack(journal);
            throw new RolledBack(failure, left);
        }
        steps.reached("done");
        Durable.rename(state.resolve("journal"), state.resolve("finished"));
        steps.reached("finished");
        keep();
    }

    /** The last transaction becomes the one that can be taken back, unless it has itself taken one back. */
    private void keep() throws IOException {
        Path finished = state.resolve("finished");
        Durable.deleteAll(state.resolve("undo"));
        steps.reached("forgot the one before");
        if (Journal.read(finished).isUndo()) {
            discard(finished);
        } else {
            Durable.rename(finished, state.resolve("undo"));
        }
    }

    /** What could not be taken back, since somebody else has changed it meanwhile. */
    private List<String> rollBack(Journal journal) throws IOException {
        Execution execution = execution(state.resolve("journal"), journal);
        List<String> left = new ArrayList<>();
        for (Operation operation : Operation.reversed(journal.operations())) {
            try {
                execution.perform(operation);
            } catch (Execution.Conflict e) {
                left.add(e.getMessage());
            }
        }
        steps.reached("taken back");
        discard(state.resolve("journal"));
        return left;
    }

    private void discard(Path folder) throws IOException {
        Durable.deleteAll(state.resolve("discarded"));
        Durable.rename(folder, state.resolve("discarded"));
        Durable.deleteAll(state.resolve("discarded"));
    }

    /** Brings whatever a killed run has left to its end. */
    Optional<String> finish() throws IOException {
        Durable.deleteAll(state.resolve("new"));
        Durable.deleteAll(state.resolve("discarded"));
        if (Files.exists(state.resolve("finished"))) {
            keep();
            return Optional.of("The last fix had been interrupted after its last change; its journal was closed.");
        }
        Path folder = state.resolve("journal");
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        Journal journal = Journal.read(folder);
        if (Files.exists(folder.resolve(BACK))) {
            List<String> left = rollBack(journal);
            return Optional.of("An interrupted fix was taken back"
                    + (left.isEmpty() ? "." : ", except that " + String.join(", ", left) + "."));
        }
        String what = "An interrupted " + (journal.isUndo() ? "undo" : "fix");
        try {
            carryOut(journal);
            return Optional.of(what + " was completed.");
        } catch (RolledBack e) {
            return Optional.of(what + " could not be completed: " + e.getMessage() + ".");
        }
    }

    /** The transaction failed, and the tree is as it was before. */
    private static final class RolledBack extends IOException {
        private static final long serialVersionUID = 1;

        RolledBack(IOException failure, List<String> left) {
            super(described(failure) + "; everything was taken back"
                    + (left.isEmpty() ? "" : ", except that " + String.join(", ", left)), failure);
        }

        private static String described(IOException failure) {
            return (failure instanceof FileSystemException file ? file.getFile() + ": " : "") + DiskTree.reason(failure);
        }
    }

    private Execution execution(Path folder, Journal journal) {
        return new Execution(top, folder.resolve(CONTENTS), journal.id(), steps);
    }
}
